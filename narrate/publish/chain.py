"""A test chain for content credentials: a root, a signer under it, and the signer's key.

Everything in it says TEST: it proves that signing works, and vouches for nobody. The signer's
certificate is as C2PA 2.1, section 14.5.1, asks: EC P-256, digital signature, e-mail
protection.
"""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from narrate.errors import PublishError
from narrate.runtime.packages import install_command

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

_DAYS: Final = 365
_ROOT, _SIGNER = "narrate TEST root, trust it nowhere", "narrate TEST signer, not a publisher"


def test_chain() -> dict[str, bytes]:
    """Return PEM by file name: key, chain (signer, then root) and root.

    PublishError where the credentials extra is missing.
    """
    try:
        from cryptography.hazmat.primitives import serialization
        from cryptography.hazmat.primitives.asymmetric import ec
    except ImportError as error:
        raise PublishError(
            f"Keys need a package that is not installed: {install_command('credentials')}"
        ) from error
    root_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    root = _certificate(_ROOT, root_key, _ROOT, root_key, authority=True)
    signer = _certificate(_SIGNER, key, _ROOT, root_key, authority=False)
    pem = serialization.Encoding.PEM
    return {
        "narrate-TEST-key.pem": key.private_bytes(
            pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ),
        "narrate-TEST-chain.pem": signer.public_bytes(pem) + root.public_bytes(pem),
        "narrate-TEST-root.pem": root.public_bytes(pem),
    }


def _certificate(
    name: str,
    key: "EllipticCurvePrivateKey",
    issuer: str,
    issuer_key: "EllipticCurvePrivateKey",
    *,
    authority: bool,
) -> "x509.Certificate":
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.x509.oid import ExtendedKeyUsageOID

    now = datetime.now(UTC)
    usage = x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )
    builder = (
        x509.CertificateBuilder(_name(issuer), _name(name))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=_DAYS))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()),
            critical=False,
        )
    )
    if not authority:
        mail = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION])
        builder = builder.add_extension(mail, critical=False)
    return builder.sign(issuer_key, hashes.SHA256())


def _name(common: str) -> "x509.Name":
    from cryptography import x509
    from cryptography.x509.oid import NameOID

    organization = x509.NameAttribute(NameOID.ORGANIZATION_NAME, "narrate TEST")
    return x509.Name([organization, x509.NameAttribute(NameOID.COMMON_NAME, common)])
