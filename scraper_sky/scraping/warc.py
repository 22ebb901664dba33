"""The exchanges of one scan as a WARC file, and back (ISO 28500, WARC 1.1; docs/decisions/0008-archive.md).

    warcinfo    who wrote this
    response    one for each answer: its status, headers and unpacked body
    metadata    JSON: every request in the order of asking, with what the scan knows of it beside the answer

Each record is a gzip member of its own, as the standard asks, so any WARC tool can read and index the file.
"""

from __future__ import annotations

import hashlib
import io
import json
from base64 import b32encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from http import HTTPStatus
from typing import Any
from uuid import uuid4

from fastwarc.stream_io import GzipReader
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType
from isal import isal_zlib
from urllib3 import HTTPHeaderDict

from scraper_sky.clock import utc_now
from scraper_sky.model.outcome import Outcome
from scraper_sky.model.report import Try
from scraper_sky.scraping.answer import Response
from scraper_sky.scraping.exchange import Exchange

LEVEL = 2  # of 0 to 3: the level from which on a byte saved costs more than it is worth
GZIP_MEMBER = 31  # of zlib's window bits: the largest window, in a gzip member
MOST_BLOCK_BYTES = 128 * 1024 * 1024  # of one record, unpacked: twice the largest body that the settings allow

_INFO = b"software: ScraperSky\r\nformat: WARC File Format 1.1\r\n"

# What described the body on the wire and is not true of the unpacked one. Such headers are kept under a name of their
# own; so are those that have such a name already, so that no server can pass off another header as one of these.
_CRAWLER = "x-crawler-"
_OF_THE_WIRE = frozenset({"content-length", "content-encoding", "transfer-encoding"})

_OF_A_TRY = tuple(field.name for field in fields(Try))
_BESIDE_THE_ANSWER = ("url", "is_complete", "address", "redirects", "bytes_read", "retry_after_seconds")


class BadArchive(Exception):
    """This is no archive of ours, or it is damaged; the message is a plain sentence."""


def write(exchanges: Sequence[Exchange]) -> bytes:
    """A whole .warc.gz with all that is needed to read the site again. Headers lose nothing but line breaks."""
    return b"".join(_all_records(exchanges))


def read(archive: bytes) -> list[Exchange]:
    """The exchanges that `write` was given. Raises BadArchive."""
    try:
        blocks = [(record.record_type, _block(record)) for record in _records(archive)]
        responses = [block for kind, block in blocks if kind == WarcRecordType.response]
        [story] = [json.loads(block) for kind, block in blocks if kind == WarcRecordType.metadata]
        return list(_exchanges(story["exchanges"], responses))
    except (ValueError, TypeError, KeyError, AttributeError, OSError) as error:
        raise BadArchive(f"The kept responses cannot be read: {error}") from error


def _all_records(exchanges: Sequence[Exchange]) -> Iterator[bytes]:
    """The gzip members of the file."""
    yield _record("warcinfo", "application/warc-fields", _INFO)
    for exchange in exchanges:
        if exchange.response is not None:
            yield _response(exchange.response)
    story = json.dumps({"exchanges": [_beside(exchange) for exchange in exchanges]}, separators=(",", ":"))
    yield _record("metadata", "application/json", story.encode("ascii"))


def _response(response: Response) -> bytes:
    more = f"WARC-Target-URI: {_on_one_line(response.url)}\r\n"
    if response.address:
        more += f"WARC-IP-Address: {response.address}\r\n"
    if not response.is_complete:
        more += "WARC-Truncated: unspecified\r\n"
    return _record("response", "application/http; msgtype=response", _http_head(response), response.body, more=more)


def _record(kind: str, content_type: str, *block: bytes, more: str = "") -> bytes:
    """The pieces of `block` as one packed record; `more` are lines of its head."""
    digest = hashlib.sha1(usedforsecurity=False)
    for piece in block:
        digest.update(piece)
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Date: {utc_now():%Y-%m-%dT%H:%M:%S.%f}Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{uuid4()}>\r\nContent-Length: {sum(map(len, block))}\r\n"
        f"Content-Type: {content_type}\r\n{more}"
        f"WARC-Block-Digest: sha1:{b32encode(digest.digest()).decode('ascii')}\r\n\r\n"
    )
    # In one piece: the packer takes longer over each further one than a copy of it does.
    plain = b"".join((head.encode("utf-8", "replace"), *block, b"\r\n\r\n"))
    return bytes(isal_zlib.compress(plain, LEVEL, GZIP_MEMBER))


def _http_head(response: Response) -> bytes:
    lines = [f"HTTP/1.1 {response.status} {_phrase(response.status)}"]
    lines += [_on_one_line(f"{_kept_name(name)}: {value}") for name, value in response.headers.items()]
    lines.append(f"Content-Length: {len(response.body)}\r\n\r\n")
    return "\r\n".join(lines).encode("latin-1", "replace")


def _on_one_line(text: str) -> str:
    return text.replace("\r", " ").replace("\n", " ")


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"


def _kept_name(name: str) -> str:
    is_taken = name.lower() in _OF_THE_WIRE or name.lower().startswith(_CRAWLER)
    return f"X-Crawler-{name}" if is_taken else name


def _beside(exchange: Exchange) -> dict[str, object]:
    """What of an exchange is not in its response record."""
    answer = exchange.response
    return {
        "made": {name: getattr(exchange.made, name) for name in _OF_A_TRY},
        "failed_at": exchange.failed_at,
        "response": None if answer is None else {name: getattr(answer, name) for name in _BESIDE_THE_ANSWER},
    }


def _records(archive: bytes) -> Iterator[WarcRecord]:
    with GzipReader(io.BytesIO(archive)) as unpacked:
        yield from ArchiveIterator(unpacked, parse_http=False)


def _block(record: WarcRecord) -> bytes:
    if record.content_length > MOST_BLOCK_BYTES:
        raise ValueError("a record is larger than any that is written")
    block = record.reader.read(record.content_length)
    if len(block) != record.content_length:
        raise ValueError("a record is cut off")
    return block


def _exchanges(story: Sequence[Mapping[str, Any]], blocks: Sequence[bytes]) -> Iterator[Exchange]:
    if sum(told["response"] is not None for told in story) != len(blocks):
        raise ValueError("some responses are missing")
    answers = iter(blocks)
    for told in story:
        response = None if told["response"] is None else _answer(told["response"], next(answers))
        yield Exchange(_try(told["made"]), response, told["failed_at"])


def _answer(beside: Mapping[str, Any], block: bytes) -> Response:
    head, found, body = block.partition(b"\r\n\r\n")
    if not found:
        raise ValueError("a response has no end of its headers")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = HTTPHeaderDict()
    for line in lines:
        name, _, value = line.partition(": ")
        if name.lower().startswith(_CRAWLER):
            headers.add(name[len(_CRAWLER) :], value)
        elif name.lower() not in _OF_THE_WIRE:
            headers.add(name, value)
    known = {name: beside[name] for name in _BESIDE_THE_ANSWER}
    known["redirects"] = tuple(known["redirects"])
    return Response(status=int(first.split(" ")[1]), headers=headers, body=body, **known)


def _try(told: Mapping[str, Any]) -> Try:
    """An archive may be of another release: what this one does not know is left out, what is new has its default."""
    known = {name: told[name] for name in _OF_A_TRY if name in told}
    return Try(**known | {"outcome": Outcome(told["outcome"]), "redirects": tuple(told["redirects"])})
