#!/usr/bin/env python3
"""Receives webhooks over TLS and judges them by the library of the Standard Webhooks project: `webhooks.py FOLDER`.

Starts the service of YOUJU_BIN on a fresh folder. Its receiver has a certificate of an authority that only the
service knows (SSL_CERT_FILE); another receiver has one that nobody knows.
"""
import http.server
import json
import os
import pathlib
import queue
import socket
import ssl
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request

from standardwebhooks import Webhook, WebhookVerificationError

FOLDER = pathlib.Path(sys.argv[1])
PASSWORD = "webhooks-admin"
PATIENCE = 60


def authority(name):
    """A root and a certificate of it for `localhost`; answers the root's file and the server's."""
    root, key, leaf, asked = (FOLDER / f"{name}-{part}" for part in ("root.pem", "root.key", "leaf.pem", "leaf.csr"))
    run = lambda *arguments: subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)
    curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    run("req", "-x509", *curve, "-keyout", key, "-out", root, "-days", 2, "-subj", f"/CN={name}",
        "-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign")
    run("req", *curve, "-keyout", FOLDER / f"{name}-leaf.key", "-out", asked, "-subj", "/CN=localhost")
    names = FOLDER / f"{name}.ext"
    names.write_text("subjectAltName=DNS:localhost\nextendedKeyUsage=serverAuth\nbasicConstraints=CA:FALSE\n")
    run("x509", "-req", "-in", asked, "-CA", root, "-CAkey", key, "-days", 2, "-extfile", names, "-out", leaf)
    return root, leaf, FOLDER / f"{name}-leaf.key"


def receiver(leaf, key):
    """An HTTPS server on `localhost`; answers its address and what it hears."""
    heard = queue.Queue()

    class Receiver(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["content-length"]))
            heard.put((body, {name.lower(): value for name, value in self.headers.items()}))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(leaf, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"https://localhost:{server.server_address[1]}/", heard


class Service:
    def __init__(self, root):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{free.getsockname()[1]}"
        settings = {"SSL_CERT_FILE": str(root), "YOUJU_ADMIN_PASSWORD": PASSWORD, "YOUJU_WEBHOOK_ALLOW_PRIVATE": "true"}
        arguments = ["serve", "--data-dir", str(FOLDER / "data"), "--listen", self.address]
        log = (FOLDER / "log").open("w")
        binary = os.environ["YOUJU_BIN"]
        self.process = subprocess.Popen([binary, *arguments], env={**os.environ, **settings}, stdout=log, stderr=log)
        self.token = None

    def ready(self):
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                urllib.request.urlopen(f"http://{self.address}/readyz", timeout=5).close()
                return
            except (urllib.error.URLError, OSError):
                time.sleep(0.5)
        raise TimeoutError("the service is not ready")

    def call(self, method, path, body=None):
        headers = {"content-type": "application/json"}
        if self.token:
            headers["authorization"] = f"Bearer {self.token}"
        data = json.dumps({} if body is None else body).encode() if method != "GET" else None
        request = urllib.request.Request(f"http://{self.address}/api/v1{path}", data, headers, method=method)
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.loads(answer.read() or b"null")


def accepts(secret, body, headers):
    try:
        return Webhook(secret).verify(body, headers)
    except WebhookVerificationError:
        return None


def judge(service, known, unknown):
    login = {"login": "admin", "password": PASSWORD}
    service.token = service.call("POST", "/auth/login", login)["access_token"]
    (url, heard), (strange_url, strange) = known, unknown
    made = service.call("POST", "/webhooks", {"url": url, "description": "judge", "events": ["legal_entity.*"]})
    entity = {"name": "试验有限公司", "uscc": "91310115MA1K3YH20M", "city": "上海", "address": "上海市浦东新区",
              "legal_representative": "某人", "has_union": True}
    entity = service.call("POST", "/legal-entities", entity)
    body, headers = heard.get(timeout=PATIENCE)
    event = accepts(made["secret"], body, headers)
    assert event and event["type"] == "legal_entity.created" and event["data"]["resource_id"] == entity["id"], event
    assert "试验" not in body.decode() and "某人" not in body.decode(), body
    assert not accepts(made["secret"], body.replace(b"created", b"changed"), headers), "another body is believed"
    for name, other in [("webhook-id", "another"), ("webhook-timestamp", str(int(headers["webhook-timestamp"]) - 1))]:
        assert not accepts(made["secret"], body, {**headers, name: other}), f"another {name} is believed"

    rotated = service.call("POST", f"/webhooks/{made['id']}/secret")["secret"]
    service.call("POST", f"/webhooks/{made['id']}/test")
    body, headers = heard.get(timeout=PATIENCE)
    for secret in (made["secret"], rotated):
        assert accepts(secret, body, headers)["type"] == "webhook.test", "during a rotation both secrets verify"

    other = service.call("POST", "/webhooks", {"url": strange_url, "events": ["legal_entity.*"]})
    assert not accepts(other["secret"], body, headers), "a secret of another webhook verifies"
    service.call("POST", f"/webhooks/{other['id']}/test")
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        attempts = service.call("GET", f"/webhooks/{other['id']}/deliveries")["items"][0]["attempts"]
        if attempts:
            break
        time.sleep(0.2)
    assert attempts[0]["failure"] == "tls" and strange.empty(), "a certificate of a stranger is believed"


def main():
    root, *ours = authority("known")
    _, *theirs = authority("unknown")
    service = Service(root)
    try:
        service.ready()
        judge(service, receiver(*ours), receiver(*theirs))
    finally:
        service.process.terminate()
        service.process.wait()


main()
