"""The farm's own certificate authority, its leaves, and the leaves that are wrong on purpose."""

from __future__ import annotations

import datetime as dt
import functools
import ssl
import tempfile
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

WILDCARDS = ("*.farm.test", "*.elsewhere.test")
LEAF_DAYS = 365


class Tls(StrEnum):
    """How a host answers on its https port."""

    GOOD = "good"
    EXPIRED = "expired"
    WRONG_NAME = "wrong_name"
    SELF_SIGNED = "self_signed"
    UNTRUSTED = "untrusted"
    REFUSED = "refused"  # an alert in place of a certificate


class Certificates:
    """Makes a server context per host. The authority and the wildcard leaf live in `state` and are used again."""

    def __init__(self, state: Path, tls_of: Callable[[str], Tls]) -> None:
        state.mkdir(parents=True, exist_ok=True)
        self.ca_file = state / "ca.pem"
        self._tls_of = tls_of
        self._authority = _load_or_make_authority(state, self.ca_file)
        self._stranger: trustme.CA | None = None
        self.default = _context(_load_or_make_leaf(state, self._authority))
        self.default.sni_callback = self._choose
        self._for_name = functools.lru_cache(maxsize=4096)(self._make)

    def _choose(self, tls: ssl.SSLObject, name: str | None, _context: ssl.SSLContext) -> int | None:
        """Called by OpenSSL with the name the client asks for; an integer is the alert that it gets in return."""
        if name is None:
            return None
        name = name.lower()
        kind = self._tls_of(name)
        if kind is Tls.REFUSED:
            return ssl.ALERT_DESCRIPTION_HANDSHAKE_FAILURE
        if kind is not Tls.GOOD or name.count(".") != 2:
            tls.context = self._for_name(name, kind)
        return None

    def _make(self, name: str, kind: Tls) -> ssl.SSLContext:
        """A context for names that the wildcard does not cover, such as www.NAME.farm.test, and for faulty ones."""
        if kind is Tls.SELF_SIGNED:
            return _context(_self_signed(name))
        if kind is Tls.EXPIRED:
            long_ago = _now() - dt.timedelta(days=400)
            past = self._authority.issue_cert(name, not_before=long_ago, not_after=long_ago + dt.timedelta(days=90))
            return _context(_pem(past))
        if kind is Tls.WRONG_NAME:
            return _context(_pem(self._authority.issue_cert("shared-hosting.elsewhere.test")))
        if kind is Tls.UNTRUSTED:
            self._stranger = self._stranger or trustme.CA(organization_name="Unknown Authority")
            return _context(_pem(self._stranger.issue_cert(name)))
        return _context(_pem(self._authority.issue_cert(name)))


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _load_or_make_authority(state: Path, ca_file: Path) -> trustme.CA:
    key_file = state / "ca.key"
    if _still_valid(ca_file) and key_file.is_file():
        return trustme.CA.from_pem(ca_file.read_bytes(), key_file.read_bytes())
    authority = trustme.CA(organization_name="ScraperSky Site Farm", key_type=trustme.KeyType.ECDSA)
    (state / "leaf.pem").unlink(missing_ok=True)
    key_file.touch(mode=0o600)
    key_file.write_bytes(authority.private_key_pem.bytes())
    authority.cert_pem.write_to_path(ca_file)
    return authority


def _load_or_make_leaf(state: Path, authority: trustme.CA) -> bytes:
    leaf_file = state / "leaf.pem"
    if not _still_valid(leaf_file):
        not_after = _now() + dt.timedelta(days=LEAF_DAYS)
        leaf = _pem(authority.issue_cert(*WILDCARDS, not_after=not_after, key_type=trustme.KeyType.ECDSA))
        leaf_file.touch(mode=0o600)
        leaf_file.write_bytes(leaf)
    return leaf_file.read_bytes()


def _still_valid(pem_file: Path) -> bool:
    """True when the first certificate of the file is good for another week."""
    if not pem_file.is_file():
        return False
    blocks = pem_file.read_bytes().partition(b"-----BEGIN CERTIFICATE-----")
    try:
        certificate = x509.load_pem_x509_certificate(blocks[1] + blocks[2])
    except ValueError:
        return False
    return certificate.not_valid_after_utc > _now() + dt.timedelta(days=7)


def _pem(leaf: trustme.LeafCert) -> bytes:
    return leaf.private_key_and_cert_chain_pem.bytes()


def _self_signed(name: str) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:64])])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(_now() - dt.timedelta(days=1))
        .not_valid_after(_now() + dt.timedelta(days=LEAF_DAYS))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    key_pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return key_pem + certificate.public_bytes(serialization.Encoding.PEM)


def _context(pem: bytes) -> ssl.SSLContext:
    """A server context with this key and chain, which ssl can only read from a file."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.NamedTemporaryFile(suffix=".pem") as file:
        file.write(pem)
        file.flush()
        context.load_cert_chain(file.name)
    return context
