#!/usr/bin/env python3
"""Signs the empty form in FOLDER with pyHanko, stamped by OpenSSL, with keys of their own: `signed_by_pyhanko.py FOLDER`.

Leaves `pyhanko_p256.pdf`, `pyhanko_rsa.pdf` and one whose certificate is for servers, with their `pyhanko.pem`.
"""
import datetime
import pathlib
import subprocess
import sys
import tempfile

from asn1crypto import keys, tsp, x509
from cryptography import x509 as made
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers, timestamps
from pyhanko_certvalidator.registry import SimpleCertificateStore

NOW = datetime.datetime.now(datetime.timezone.utc)


def name(common):
    return made.Name([made.NameAttribute(NameOID.COMMON_NAME, common)])


def usage(authority):
    rights = dict.fromkeys(["key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only"], False)
    signs = not authority
    return made.KeyUsage(
        digital_signature=signs, content_commitment=signs, key_cert_sign=authority, crl_sign=authority, **rights
    )


def certificate(subject, key, issuer, issuing, purpose=None):
    authority = purpose is None
    begun = made.CertificateBuilder().subject_name(name(subject)).issuer_name(name(issuer)).public_key(key.public_key())
    begun = begun.serial_number(made.random_serial_number())
    begun = begun.not_valid_before(NOW - datetime.timedelta(days=1)).not_valid_after(NOW + datetime.timedelta(days=365))
    begun = begun.add_extension(made.BasicConstraints(authority, 0 if authority else None), critical=True)
    begun = begun.add_extension(usage(authority), critical=True)
    if purpose:
        stamping = purpose == ExtendedKeyUsageOID.TIME_STAMPING
        begun = begun.add_extension(made.ExtendedKeyUsage([purpose]), critical=stamping)
    return begun.sign(issuing, hashes.SHA256())


def loaded(certificate):
    return x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


TSA = """
[tsa]
serial = {0}/serial
signer_cert = {0}/stamps.pem
signer_key = {0}/stamps.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
"""


class OpenSsl(timestamps.TimeStamper):
    """`openssl ts -reply` as an authority."""

    def __init__(self, certificate, key):
        super().__init__()
        self.certificate, self.key = certificate, key

    async def async_request_tsa_response(self, req):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder)
            (path / "stamps.pem").write_bytes(self.certificate.public_bytes(serialization.Encoding.PEM))
            (path / "stamps.key").write_bytes(encoded(self.key, serialization.Encoding.PEM))
            (path / "tsa.cnf").write_text(TSA.format(folder))
            (path / "serial").write_text("01")
            (path / "query").write_bytes(req.dump())
            command = ["openssl", "ts", "-reply", "-section", "tsa", "-config", path / "tsa.cnf"]
            command += ["-queryfile", path / "query", "-out", path / "reply"]
            subprocess.run(list(map(str, command)), check=True, capture_output=True)
            return tsp.TimeStampResp.load((path / "reply").read_bytes())


def encoded(key, encoding):
    return key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())


def sign(folder, out, new_key, purpose):
    issuing, key, stamping = new_key(), new_key(), new_key()
    root = certificate("Root " + out, issuing, "Root " + out, issuing)
    own = certificate("Signer", key, "Root " + out, issuing, purpose)
    stamps = certificate("Stamps", stamping, "Root " + out, issuing, ExtendedKeyUsageOID.TIME_STAMPING)
    known = SimpleCertificateStore()
    known.register(loaded(root))
    signer = signers.SimpleSigner(loaded(own), keys.PrivateKeyInfo.load(encoded(key, serialization.Encoding.DER)), known)
    stamper = OpenSsl(stamps, stamping)
    about = signers.PdfSignatureMetadata(
        field_name="employee", subfilter=fields.SigSeedSubFilter.PADES, md_algorithm="sha256"
    )
    with open(folder / "unsigned.pdf", "rb") as empty, open(folder / f"{out}.pdf", "wb") as signed:
        writer = IncrementalPdfFileWriter(empty)
        signers.PdfSigner(about, signer, timestamper=stamper).sign_pdf(writer, output=signed)
    return root.public_bytes(serialization.Encoding.PEM)


if __name__ == "__main__":
    folder = pathlib.Path(sys.argv[1])
    documents = ExtendedKeyUsageOID.EMAIL_PROTECTION
    roots = [
        sign(folder, "pyhanko_p256", lambda: ec.generate_private_key(ec.SECP256R1()), documents),
        sign(folder, "pyhanko_rsa", lambda: rsa.generate_private_key(65537, 2048), documents),
        sign(folder, "for_servers", lambda: ec.generate_private_key(ec.SECP256R1()), ExtendedKeyUsageOID.SERVER_AUTH),
    ]
    (folder / "pyhanko.pem").write_bytes(b"".join(roots))
