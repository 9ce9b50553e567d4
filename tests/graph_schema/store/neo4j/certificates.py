"""An authority and a certificate for `localhost` alone, as a server of a test shows it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

NAME = "localhost"


@dataclass(frozen=True)
class Certificates:
    """The file of the authority, and the folder of the server's own key and certificate."""

    authority: Path
    folder: Path

    @property
    def settings(self) -> dict[str, str]:
        """Return what a server needs to be told to speak TLS and nothing else."""
        return {
            "server.bolt.tls_level": "REQUIRED",
            "dbms.ssl.policy.bolt.enabled": "true",
            "dbms.ssl.policy.bolt.base_directory": str(self.folder),
            "dbms.ssl.policy.bolt.private_key": "private.key",
            "dbms.ssl.policy.bolt.public_certificate": "public.crt",
            "dbms.ssl.policy.bolt.client_auth": "NONE",
        }


def make_certificates(folder: Path) -> Certificates:
    """Make an authority, and let it sign a certificate for `localhost`."""
    authority_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    authority = _named("an authority of the tests", authority_key.public_key())
    signed_authority = (
        authority.issuer_name(_name("an authority of the tests"))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(authority_key, hashes.SHA256())
    )
    certificate = (
        _named(NAME, key.public_key())
        .issuer_name(signed_authority.subject)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .sign(authority_key, hashes.SHA256())
    )
    own = folder / "bolt"
    own.mkdir(parents=True)
    (own / "private.key").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    (own / "public.crt").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    path = folder / "authority.pem"
    path.write_bytes(signed_authority.public_bytes(serialization.Encoding.PEM))
    return Certificates(path, own)


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _named(text: str, key: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(_name(text))
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
    )
