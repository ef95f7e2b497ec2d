"""A timestamp authority (RFC 3161) on loopback: openssl answers, under a chain made for it."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from loopback import Handler, LoopbackServer, running

SETTINGS = """\
[tsa]
default_tsa = here
[here]
serial = serial
signer_cert = signer.pem
signer_key = key.pem
certs = root.pem
default_policy = 1.2.3.4
digests = sha256, sha384, sha512
signer_digest = sha256
ess_cert_id_alg = sha256
"""


def _certificates(folder: Path) -> None:
    root_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    now, pem = datetime.now(UTC), serialization.Encoding.PEM

    def certificate(name: str, own: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
        names = [x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, n)]) for n in ("root", name)]
        authority = x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key())
        usage = dict.fromkeys(
            [
                "digital_signature",
                "content_commitment",
                "key_encipherment",
                "data_encipherment",
                "key_agreement",
                "key_cert_sign",
                "crl_sign",
                "encipher_only",
                "decipher_only",
            ],
            False,
        )
        usage["key_cert_sign" if name == "root" else "digital_signature"] = True
        return (
            x509.CertificateBuilder(*names)
            .public_key(own.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(hours=1))
            .not_valid_after(now + timedelta(days=1))
            .add_extension(x509.BasicConstraints(name == "root", None), critical=True)
            .add_extension(x509.KeyUsage(**usage), critical=True)
            .add_extension(
                x509.SubjectKeyIdentifier.from_public_key(own.public_key()), critical=False
            )
            .add_extension(authority, critical=False)
        )

    stamping = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    signer = certificate("signer", key).add_extension(stamping, critical=True)
    for name, builder in (("root", certificate("root", root_key)), ("signer", signer)):
        made = builder.sign(root_key, hashes.SHA256())
        (folder / f"{name}.pem").write_bytes(made.public_bytes(pem))
    plain = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "key.pem").write_bytes(key.private_bytes(pem, *plain))


@contextmanager
def answering(folder: Path) -> Iterator[str]:
    """Answer requests for timestamps while the block runs; give the address."""
    folder.mkdir()
    _certificates(folder)
    (folder / "serial").write_text("01\n")
    (folder / "settings").write_text(SETTINGS)

    class AuthorityHandler(Handler):
        def answer(self) -> None:
            query = self.rfile.read(int(self.headers["content-length"]))
            (folder / "query").write_bytes(query)
            asked = [
                "ts",
                "-reply",
                "-config",
                "settings",
                "-section",
                "here",
                "-queryfile",
                "query",
                "-out",
                "reply",
            ]
            subprocess.run(["openssl", *asked], cwd=folder, capture_output=True, check=True)  # noqa: S607 - wherever it is
            kind = {"Content-Type": "application/timestamp-reply"}
            self.reply(200, (folder / "reply").read_bytes(), kind)

    with running(LoopbackServer(AuthorityHandler)) as server:
        yield f"{server.url}/"
