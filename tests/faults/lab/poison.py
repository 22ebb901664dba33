"""Messages that nobody of ours would send, as they lie in the broker: whoever can write there may send anything."""

from __future__ import annotations

import base64
import json
import pickle
from pathlib import Path
from uuid import uuid4

TOKEN = "00000000-0000-4000-8000-000000000000"
EMBED = {"callbacks": None, "errbacks": None, "chain": None, "chord": None}
MEGABYTE = 1024 * 1024


class Marker:
    """Its pickle makes a file when it is read."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return Path.touch, (self._path,)


def envelope(queue: str, task: str, body: bytes, content_type: str = "application/json") -> bytes:
    """One element of the broker's list."""
    mark = str(uuid4())
    return json.dumps(
        {
            "body": base64.b64encode(body).decode(),
            "content-encoding": "utf-8",
            "content-type": content_type,
            "headers": {"lang": "py", "task": task, "id": mark, "root_id": mark, "argsrepr": "", "kwargsrepr": ""},
            "properties": {
                "correlation_id": mark,
                "delivery_mode": 2,
                "delivery_info": {"exchange": "", "routing_key": queue},
                "priority": 0,
                "body_encoding": "base64",
                "delivery_tag": str(uuid4()),
            },
        }
    ).encode()


def called(*arguments: object, **named: object) -> bytes:
    """The body of a message that calls a task so."""
    return json.dumps([arguments, named, EMBED]).encode()


def malformed(queue: str, marker: Path) -> list[bytes]:
    """One message of each kind. `marker` is made when somebody believes the pickle among them."""
    scan, advance = "scan.domain", "batch.advance"
    return [
        envelope(queue, "nobody.knows.me", called(1, TOKEN)),
        envelope(queue, "os.system", called("true")),
        envelope(queue, "", called()),
        *(
            envelope(queue, scan, body)
            for body in (
                called(),
                called(1),
                called(1, TOKEN, 3, 4),
                called("one", TOKEN),
                called(None, None),
                called(2**70, TOKEN),
                called(-1, TOKEN),
                called(1, "no token"),
                called([1], {"token": TOKEN}),
                called(1, TOKEN, colour="blue"),
                called(1, "\x00" + "é" * 9),
                called(1, "x" * 8 * MEGABYTE),
                b"",
                b"{]",
                b"\xff\xfe\x00",
                b'"text"',
                b"[1]",
                b"[[1], 2, 3]",
                b"null",
                b"[" * 100_000,
            )
        ),
        *(envelope(queue, advance, body) for body in (called(), called("no id"), called(TOKEN), called([TOKEN] * 9))),
        envelope(queue, "upkeep.sweep", called(by_beat="perhaps", more=1)),
        envelope(queue, "upkeep.canary", called()),
        envelope(queue, scan, pickle.dumps([(Marker(marker),), {}, EMBED]), "application/x-python-serialize"),
        envelope(queue, scan, b"- 1\n- 2\n", "application/x-yaml"),
        envelope(queue, scan, called(1, TOKEN), "application/x-nothing"),
    ]


def unreadable() -> list[bytes]:
    """What is no message at all."""
    return [b"garbage", b'{"properties": {}, "headers": {}}']
