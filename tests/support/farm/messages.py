"""HTTP/1.1 requests and responses as values, and as bytes on the wire."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from http import HTTPStatus

GZIP_FROM_BYTES = 700
_PHRASES = {int(status): status.phrase for status in HTTPStatus}


@dataclass(frozen=True, slots=True)
class Request:
    method: str
    target: str
    host: str  # lower case, without a port
    scheme: str
    wants_gzip: bool
    keep_alive: bool
    body_length: int = 0

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]


@dataclass(frozen=True, slots=True)
class Response:
    status: int
    content_type: str | None = "text/html; charset=utf-8"
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    compressible: bool = True


def parse_request(head: bytes, scheme: str) -> Request:
    """Reads the bytes before the blank line. Raises ValueError when they are no HTTP request."""
    lines = head.decode("latin-1").split("\r\n")
    method, target, version = lines[0].split(" ")
    if not version.startswith("HTTP/1."):
        raise ValueError(version)
    host, wants_gzip, keep_alive, body_length = "", False, version != "HTTP/1.0", 0
    for line in lines[1:]:
        name, _, value = line.partition(":")
        name = name.lower()
        if name == "host":
            host = value.strip().lower()
        elif name == "accept-encoding":
            wants_gzip = "gzip" in value
        elif name == "connection":
            keep_alive = keep_alive and "close" not in value.lower()
        elif name == "content-length":
            body_length = int(value)
    if host.rpartition(":")[2].isdigit():
        host = host.rpartition(":")[0]
    return Request(method, target, host, scheme, wants_gzip, keep_alive, body_length)


def wire(response: Response, gzip: bool, head_only: bool = False) -> bytes:
    """The response as it is sent, compressed where `gzip` says that the client takes it."""
    body, lines = response.body, [f"HTTP/1.1 {response.status} {_PHRASES.get(response.status, 'Unknown')}"]
    lines += [f"{name}: {value}" for name, value in response.headers]
    if response.content_type is not None:
        lines.append(f"Content-Type: {response.content_type}")
    if gzip and response.compressible and len(body) >= GZIP_FROM_BYTES:
        packer = zlib.compressobj(1, zlib.DEFLATED, 31)
        body = packer.compress(body) + packer.flush()
        lines += ["Content-Encoding: gzip", "Vary: Accept-Encoding"]
    if response.status not in (204, 304):
        lines.append(f"Content-Length: {len(body)}")
    head = "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n"
    return head if head_only else head + body
