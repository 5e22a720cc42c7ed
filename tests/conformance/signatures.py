#!/usr/bin/env python3
"""Signed files and attacks on them, before every judge: `signatures.py FOLDER JUDGE BROWSER [FILE ROOTS]…`.

FOLDER is what `specimens write` and signed_by_pyhanko.py left, JUDGE the `specimens` program and BROWSER the script
that runs the verifier of the page 验签; each further FILE is a sound one. Prints who believes which. Fails when a
judge of ours says other than it should, when one of ours is more lenient than pyHanko, OpenSSL, qpdf or the other of
ours, or when a sound file is refused by anybody.
"""
import json
import logging
import pathlib
import subprocess
import sys
import tempfile

from asn1crypto import cms
from click.testing import CliRunner
from pyhanko.cli import cli_root
from pyhanko.pdf_utils.reader import PdfFileReader

JUDGES = ["pdfsig", "pyhanko", "adesverify", "qpdf", "openssl cms", "openssl ts", "rust", "browser"]
# Those who look at a signature alone do not see what was appended. It is why the page exists, and it is held to.
FOOLED = {"drawn_over": "pdfsig"}
# Revocation data is in the archived file only, and AdES wants it.
ADES = {"archived"}
# Signed by another program: who is right about them.
OTHERS = {"pyhanko_p256": True, "pyhanko_rsa": True, "for_servers": False}
SAYS = {True: "valid", False: "INVALID", None: "–"}


def quiet(*command):
    return subprocess.run(command, capture_output=True, text=True, errors="replace")


def pdfsig(path, _roots):
    said = quiet("pdfsig", "-nocert", str(path)).stdout
    judged = [line for line in said.splitlines() if "Signature Validation:" in line]
    # A document timestamp is of a type that it does not know.
    known = [line for line in judged if "has not yet been verified" not in line]
    return bool(known) and all("Signature is Valid" in line for line in known)


def pyhanko(command):
    def judge(path, roots):
        options = ["--trust", str(roots), "--trust-replace", "--executive-summary"]
        if command == "validate":
            options.append("--no-revocation-check")
        said = CliRunner().invoke(cli_root, ["sign", command, *options, str(path)])
        return said.exit_code == 0 and ":VALID" in said.output

    return judge


def qpdf(path, _roots):
    return quiet("qpdf", "--check", str(path)).returncode == 0


def without_padding(reserved):
    """The DER element at the start of the room kept for it; its own last byte may be a zero."""
    length = reserved[1]
    if length < 0x80:
        return reserved[: 2 + length]
    size = length & 0x7F
    return reserved[: 2 + size + int.from_bytes(reserved[2 : 2 + size], "big")]


def signatures(path):
    """Each signature in CMS with the bytes that it claims to cover, as another program reads them."""
    data = path.read_bytes()
    with open(path, "rb") as file:
        for found in PdfFileReader(file, strict=False).embedded_signatures:
            start, gap, resume, rest = (int(number) for number in found.byte_range)
            covered = data[start : start + gap] + data[resume : resume + rest]
            yield str(found.sig_object["/SubFilter"]), without_padding(bytes(found.pkcs7_content)), covered


def openssl(what):
    def judge(path, roots):
        try:
            found = list(signatures(path))
        except Exception:  # what cannot be read cannot be believed
            return False
        with tempfile.TemporaryDirectory() as folder:
            return bool(found) and all(what(pathlib.Path(folder), roots, *each) for each in found)

    return judge


def openssl_cms(folder, roots, kind, message, covered):
    if kind == "/ETSI.RFC3161":
        return True
    (folder / "message").write_bytes(message)
    (folder / "covered").write_bytes(covered)
    command = ["openssl", "cms", "-verify", "-inform", "DER", "-in", folder / "message", "-content", folder / "covered"]
    return quiet(*map(str, command), "-binary", "-CAfile", str(roots), "-out", "/dev/null").returncode == 0


def openssl_ts(folder, roots, kind, message, covered):
    (folder / "token").write_bytes(message)
    (folder / "stamped").write_bytes(covered)
    if kind != "/ETSI.RFC3161":
        signer = cms.ContentInfo.load(message)["content"]["signer_infos"][0]
        attributes = {attribute["type"].native: attribute for attribute in signer["unsigned_attrs"]}
        (folder / "token").write_bytes(attributes["signature_time_stamp_token"]["values"][0].dump())
        (folder / "stamped").write_bytes(signer["signature"].native)
    command = ["openssl", "ts", "-verify", "-in", folder / "token", "-token_in", "-data", folder / "stamped"]
    return quiet(*map(str, command), "-CAfile", str(roots)).returncode == 0


def ours(*command):
    def judge(paths, roots):
        said = quiet(*command, str(roots), *map(str, paths))
        reports = [json.loads(line) for line in said.stdout.splitlines()]
        if len(reports) != len(paths):
            sys.exit(f"{command[0]}: {said.stderr}")
        return [report["verdict"] == "valid" for report in reports]

    return judge


def wrong(name, valid, said):
    """What is not as it should be, in sentences."""
    for judge in ("rust", "browser"):
        if said[judge] != valid:
            yield f"{name}: {judge} says {SAYS[said[judge]]}"
        for other in ("pyhanko", "qpdf", "openssl cms", "openssl ts"):
            if said[judge] and not said[other]:
                yield f"{name}: {judge} is more lenient than {other}"
    if said["browser"] and not said["rust"]:
        yield f"{name}: browser is more lenient than rust"
    for other in ("pdfsig", "pyhanko"):
        if valid and not said[other]:
            yield f"{name}: {other} refuses a sound file"
    if name in ADES and not said["adesverify"]:
        yield f"{name}: pyHanko adesverify refuses a sound file with revocation data"
    if name in FOOLED and not said[FOOLED[name]]:
        yield f"{name}: {FOOLED[name]} has learnt to see it: say so in the documentation"


def main(folder, judge, browser, more):
    made = json.loads((folder / "specimens.json").read_text())
    specimens = [(one["name"], one["valid"], folder / f"{one['name']}.pdf", folder / "roots.pem") for one in made]
    specimens += [(name, valid, folder / f"{name}.pdf", folder / "pyhanko.pem") for name, valid in OTHERS.items()]
    specimens += more
    others = {
        "pdfsig": pdfsig, "pyhanko": pyhanko("validate"), "adesverify": pyhanko("adesverify"), "qpdf": qpdf,
        "openssl cms": openssl(openssl_cms), "openssl ts": openssl(openssl_ts),
    }
    table = [{key: see(path, roots) for key, see in others.items()} for _, _, path, roots in specimens]
    for key, see in {"rust": ours(judge, "judge"), "browser": ours("node", browser)}.items():
        for roots in {roots for *_, roots in specimens}:
            here = [index for index, specimen in enumerate(specimens) if specimen[3] == roots]
            for index, verdict in zip(here, see([specimens[index][2] for index in here], roots)):
                table[index][key] = verdict
    print(f"{'':18}", *(f"{key:12}" for key in JUDGES))
    for (name, *_), said in zip(specimens, table):
        print(f"{name:18}", *(f"{SAYS[said[key]]:12}" for key in JUDGES))
    faults = [fault for (name, valid, *_), said in zip(specimens, table) for fault in wrong(name, valid, said)]
    print(*faults, sep="\n")
    sys.exit(bool(faults))


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    folder, judge, browser, *pairs = sys.argv[1:]
    paths = [pathlib.Path(path) for path in pairs]
    walked = [(path.stem, True, path, roots) for path, roots in zip(paths[::2], paths[1::2])]
    main(pathlib.Path(folder), judge, browser, walked)
