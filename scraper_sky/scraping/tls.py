"""The one TLS context of a process, and what its faults mean."""

from __future__ import annotations

import ssl
from functools import cache

import certifi

from scraper_sky.errors import BadSettings
from scraper_sky.model.outcome import Outcome
from scraper_sky.scraping.faults import FetchFailed

# Codes of X509_V_ERR_*, from openssl/x509_vfy.h.
_NOT_YET_VALID, _EXPIRED = 9, 10
_SELF_SIGNED = frozenset({18, 19})
_UNKNOWN_ISSUER = frozenset({2, 20, 21, 27})
_OTHER_NAME = frozenset({62, 64})

_REASONS = {
    "WRONG_VERSION_NUMBER": "What answers on this port does not speak TLS.",
    "HTTP_REQUEST": "What answers on this port does not speak TLS.",
    "UNKNOWN_PROTOCOL": "What answers on this port does not speak TLS.",
    "PACKET_LENGTH_TOO_LONG": "What answers on this port does not speak TLS.",
    "RECORD_LAYER_FAILURE": "What answers on this port does not speak TLS.",
    "UNSUPPORTED_PROTOCOL": "The server only offers versions of TLS that are out of date.",
    "TLSV1_ALERT_PROTOCOL_VERSION": "The server only offers versions of TLS that are out of date.",
    "SSLV3_ALERT_HANDSHAKE_FAILURE": "The server offers no encryption that is still in use, or has no certificate.",
    "TLSV1_UNRECOGNIZED_NAME": "The server has no certificate for this name.",
    "DH_KEY_TOO_SMALL": "The encryption key of the server is too weak.",
    "UNSAFE_LEGACY_RENEGOTIATION_DISABLED": "The server only offers TLS without a protection that is required today.",
}


@cache
def shared_context(ca_file: str) -> ssl.SSLContext:
    """A context that trusts the authorities browsers trust, and those in `ca_file` (PEM) if one is named.

    Loading the authorities takes some 16 ms, about ten times what fetching a page does, so it is done once.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_alpn_protocols(["http/1.1"])
    context.load_verify_locations(cafile=certifi.where())
    if ca_file:
        try:
            context.load_verify_locations(cafile=ca_file)
        except OSError as error:
            raise BadSettings(f"SCRAPERSKY_CA_FILE cannot be read as certificates: {error}.") from None
    return context


def name_tls_fault(error: OSError, host: str) -> FetchFailed:
    """What broke while the secure connection to `host` was set up."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return _name_certificate_fault(error, host)
    if isinstance(error, TimeoutError):
        return FetchFailed(Outcome.CONNECT_TIMEOUT, "The server took the call but then set up no secure connection.")
    if isinstance(error, ssl.SSLError):
        sentence = _REASONS.get(str(error.reason), f"The secure connection failed ({_words(error.reason)}).")
        if isinstance(error, ssl.SSLEOFError):
            sentence = "The server hung up while the secure connection was being set up."
        return FetchFailed(Outcome.TLS_FAILURE, sentence)
    return FetchFailed(Outcome.TLS_FAILURE, "The server hung up while the secure connection was being set up.")


def _name_certificate_fault(error: ssl.SSLCertVerificationError, host: str) -> FetchFailed:
    code = error.verify_code
    if code == _EXPIRED:
        return FetchFailed(Outcome.TLS_EXPIRED, f"The certificate of {host} has expired.")
    if code in _OTHER_NAME:
        return FetchFailed(Outcome.TLS_NAME_MISMATCH, f"The certificate is not made out to {host}.")
    if code in _SELF_SIGNED:
        return FetchFailed(Outcome.TLS_SELF_SIGNED, f"The certificate of {host} is signed by no authority.")
    if code in _UNKNOWN_ISSUER:
        return FetchFailed(Outcome.TLS_SELF_SIGNED, f"The certificate of {host} comes from an unknown authority.")
    if code == _NOT_YET_VALID:
        return FetchFailed(Outcome.TLS_FAILURE, f"The certificate of {host} is not valid yet.")
    return FetchFailed(Outcome.TLS_FAILURE, f"The certificate of {host} is no good ({_words(error.verify_message)}).")


def _words(reason: object) -> str:
    """OpenSSL's own name for a fault; it comes from the library's fixed list, never from the server."""
    return str(reason or "no reason given").replace("_", " ").lower()
