"""Lets Schemathesis send PDF bodies and read files in answers: bytes as they are."""

import schemathesis


@schemathesis.serializer("application/pdf", "text/csv")
def as_bytes(_context, value):
    body = value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")
    return {"data": body}


@schemathesis.deserializer("application/pdf", "application/zip")
def as_text(_context, response):
    return response.content.decode("latin-1")
