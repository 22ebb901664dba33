"""Progress as it happens: server-sent events."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from scraper_sky.errors import NotFound
from scraper_sky.model.rollup import Counts
from scraper_sky.services.batches import Progress
from tests.integration.conftest import ApiUser
from tests.support.fleet import HandFleet
from tests.support.results import end_jobs
from webapp.api import events


class Clock:
    """Time that passes only while somebody sleeps."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def now(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.seconds += seconds


def progress(status: str = "running", **counts: int) -> Progress:
    return Progress(status, Counts(**counts), {}, 0.0, None, 0, None)


def watch(*looks: Progress | Exception) -> list[tuple[str, Any]]:
    """What a client sees that reads until the end; the last look repeats."""
    left = list(looks)

    def read() -> Progress:
        look = left.pop(0) if len(left) > 1 else left[0]
        if isinstance(look, Exception):
            raise look
        return look

    clock = Clock()
    return list(parse("".join(events.stream(read, sleep=clock.sleep, now=clock.now))))


def parse(text: str) -> Iterator[tuple[str, Any]]:
    for part in text.split("\n\n")[:-1]:
        lines = dict(
            line.split(": ", 1) if not line.startswith(":") else ("comment", line) for line in part.split("\n")
        )
        if "event" in lines:
            yield lines["event"], json.loads(lines["data"])
        elif "comment" in lines:
            yield "comment", None


def test_a_change_is_told_and_sameness_is_not() -> None:
    seen = watch(
        progress(pending=2),
        progress(pending=2),
        progress(pending=1, succeeded=1),
        progress("completed", succeeded=2),
    )

    assert [name for name, _ in seen] == ["progress", "progress", "progress", "end"]
    assert [data["progress"] for name, data in seen if name == "progress"] == [0, 50, 100]
    assert seen[-1][1] == {"status": "completed"}


def test_a_quiet_stream_says_every_ten_seconds_that_it_lives_and_closes_after_four_minutes() -> None:
    seen = watch(progress(pending=1))

    names = [name for name, _ in seen]
    assert names[0] == "progress"
    assert names[1:] == ["comment"] * 23
    assert "end" not in names


def test_a_large_batch_is_looked_at_less_often() -> None:
    clock, looks = Clock(), []

    def read_slowly() -> Progress:
        looks.append(clock.seconds)
        clock.sleep(2)
        return progress(pending=1)

    list(events.stream(read_slowly, sleep=clock.sleep, now=clock.now))

    assert looks[1] - looks[0] == 2 + 20


def test_a_stream_ends_when_its_client_has_left() -> None:
    ours, theirs = socket.socketpair()
    has_left = events.watch_client(ours)
    portions = events.stream(lambda: progress(pending=1), has_left=has_left, sleep=lambda _: None, now=lambda: 0.0)
    assert next(portions).startswith("retry")
    assert next(portions).startswith("event: progress")
    theirs.send(b"more")
    assert not has_left()

    ours.recv(4)
    theirs.close()

    assert list(portions) == []
    ours.close()


def test_when_every_place_is_taken_a_stream_closes_after_its_first_event(
    api: ApiUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "_places", threading.BoundedSemaphore(1))
    batch_id = api.submit("a.com")
    watcher = api.get(f"/batch/{batch_id}/events")
    next(iter(watcher.response))

    reply = api.get(f"/batch/{batch_id}/events")

    assert [name for name, _ in parse(reply.text)] == ["progress"]
    watcher.close()


def test_a_database_that_is_away_for_a_moment_does_not_end_the_stream() -> None:
    away = OperationalError("SELECT", {}, Exception("away"))

    seen = watch(progress(pending=1), away, away, progress("completed", succeeded=1))

    assert [name for name, _ in seen] == ["progress", "progress", "end"]


def test_a_batch_that_is_deleted_meanwhile_ends_the_stream() -> None:
    assert watch(progress(pending=1), NotFound("gone"))[-1] == ("end", {"status": "deleted"})


def test_an_ended_batch_is_told_whole_over_http(api: ApiUser, fleet: HandFleet) -> None:
    batch_id = api.submit("example.com")
    end_jobs(fleet, batch_id)

    reply = api.get(f"/batch/{batch_id}/events")

    assert reply.headers["Content-Type"] == "text/event-stream; charset=utf-8"
    assert reply.headers["Cache-Control"] == "no-store"
    (name, data), end = parse(reply.text)
    assert (name, end) == ("progress", ("end", {"status": "completed"}))
    assert data["counts"]["succeeded"] == data["total_domains"] == 1
    assert data["outcomes"] == {"ok": 1}


def test_no_connection_is_held_while_a_stream_waits(api: ApiUser, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "POLL_SECONDS", 0.01)
    batch_id = api.submit("example.com")
    pool: Any = app.extensions["scrapersky"].engine.pool

    reply = api.get(f"/batch/{batch_id}/events")
    portions = iter(reply.response)
    next(portions)
    next(portions)

    assert pool.checkedout() == 0
    reply.close()


def test_what_happens_while_somebody_watches_is_told(
    api: ApiUser, fleet: HandFleet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "POLL_SECONDS", 0.01)
    batch_id = api.submit("a.com", "b.com")
    portions = iter(api.get(f"/batch/{batch_id}/events").response)
    next(portions)

    first = dict(parse(_text(next(portions))))
    fleet.advance(UUID(batch_id))
    second = dict(parse(_text(next(portions))))
    fleet.work()
    fleet.advance(UUID(batch_id))
    rest = [item for portion in portions for item in parse(_text(portion))]

    assert first["progress"]["counts"]["pending"] == 2
    assert second["progress"]["counts"]["queued"] == 2
    assert rest[-1] == ("end", {"status": "completed"})


def _text(portion: bytes | str) -> str:
    return portion.decode() if isinstance(portion, bytes) else portion
