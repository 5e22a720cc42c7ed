#!/usr/bin/env python3
"""The signature by SM2 over a bundle's manifest, by OpenSSL alone: `sm2.py BAG`.

`openssl cms` has no way to name the distinguishing identifier, so the message is taken apart by asn1crypto and each part
is judged: the manifest against the files, its digest against the message, the attributes against the signature, and the
certificates against their root. Whatever is changed must be refused by OpenSSL too, or it judged nothing.
"""
import pathlib
import subprocess
import sys
import tempfile

from asn1crypto import cms, pem, x509

DISTID = "distid:1234567812345678"
SM3, SM2_WITH_SM3 = "1.2.156.10197.1.401", "1.2.156.10197.1.501"


def openssl(*arguments):
    said = subprocess.run(["openssl", *map(str, arguments)], capture_output=True, text=True)
    return said.returncode == 0, said.stdout + said.stderr


def sm3(path):
    accepted, said = openssl("dgst", "-sm3", "-r", path)
    assert accepted, said
    return said.split()[0]


def parts(message):
    """The signer's attributes as they are signed, the stated digest, and the signature."""
    signed = cms.ContentInfo.load(message)["content"]
    (signer,) = signed["signer_infos"]
    attributes = {attribute["type"].native: attribute["values"][0] for attribute in signer["signed_attrs"]}
    assert signed["encap_content_info"]["content"].native is None, "not detached"
    assert signer["digest_algorithm"]["algorithm"].dotted == SM3
    assert signer["signature_algorithm"]["algorithm"].dotted == SM2_WITH_SM3
    # A SET OF, not the [0] that stands for it in the message (RFC 5652 §5.4).
    tagged = b"\x31" + signer["signed_attrs"].dump()[1:]
    return tagged, attributes["message_digest"].native.hex(), signer["signature"].native


def judge(bag, manifest, message):
    """What OpenSSL finds wrong with a manifest and the message over it; nothing when it is sound."""
    listed = [line.split("  ", 1) for line in manifest.decode().splitlines()]
    if sorted(path for _, path in listed) != sorted(
        str(path.relative_to(bag)) for path in (bag / "data").rglob("*") if path.is_file()
    ):
        return "the manifest lists other files"
    changed = [path for digest, path in listed if sm3(bag / path) != digest]
    if changed:
        return f"changed: {changed}"
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        tagged, stated, signature = parts(message)
        chain = [x509.Certificate.load(der) for _, _, der in pem.unarmor((bag / "data/keys/sm2.pem").read_bytes(), True)]
        for name, content in {"manifest": manifest, "attributes": tagged, "signature": signature}.items():
            (work / name).write_bytes(content)
        for name, certificate in {"own.pem": chain[0], "root.pem": chain[-1]}.items():
            (work / name).write_bytes(pem.armor("CERTIFICATE", certificate.dump()))
        if sm3(work / "manifest") != stated:
            return "the message is over another manifest"
        _, public = openssl("x509", "-in", work / "own.pem", "-noout", "-pubkey")
        (work / "public.pem").write_text(public)
        check = ["dgst", "-sm3", "-verify", work / "public.pem", "-signature", work / "signature"]
        accepted, said = openssl(*check, "-sigopt", DISTID, work / "attributes")
        if not accepted:
            return f"the signature: {said}"
        if openssl(*check, work / "attributes")[0]:
            return "the signature holds without its distinguishing identifier"
        accepted, said = openssl("verify", "-vfyopt", DISTID, "-CAfile", work / "root.pem", work / "own.pem")
        return None if accepted else f"the chain: {said}"


def flipped(content, at):
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


def main(bag):
    manifest, message = (bag / "manifest-sm3.txt").read_bytes(), (bag / "manifest-sm3.p7s").read_bytes()
    if fault := judge(bag, manifest, message):
        sys.exit(fault)
    _, _, signature = parts(message)
    inside = message.index(signature)
    forged = {
        "a digest in the manifest": (flipped(manifest, 3), message),
        "the last line": (manifest[: manifest.rstrip().rindex(b"\n") + 1], message),
        "the signature": (manifest, flipped(message, inside + len(signature) - 1)),
        "the stated digest": (manifest, flipped(message, message.index(bytes.fromhex(parts(message)[1])))),
    }
    for what, (one, other) in forged.items():
        fault = judge(bag, one, other)
        if not fault:
            sys.exit(f"{what} was changed and OpenSSL does not mind")
        print(f"{what}: {fault.splitlines()[0]}")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
