"""A client that stalls within a request does not keep a thread."""

from __future__ import annotations

import gc
import socket
from collections.abc import Iterator

import pytest
from gunicorn.workers.gthread import ThreadWorker

from webapp import serving
from webapp.serving import PatientSocket, PatientThreads


@pytest.fixture
def ends(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[PatientSocket, socket.socket]]:
    monkeypatch.setattr(serving, "STALL_SECONDS", 0.1)
    ours, theirs = socket.socketpair()
    patient = PatientSocket(fileno=ours.detach())
    patient.setblocking(True)
    with patient, theirs:
        yield patient, theirs


def test_what_comes_in_time_is_read(ends: tuple[PatientSocket, socket.socket]) -> None:
    ours, theirs = ends
    theirs.sendall(b"GET / HTTP/1.1")

    assert ours.recv(100) == b"GET / HTTP/1.1"


def test_a_silent_client_counts_as_one_that_left_and_its_connection_is_cut(
    ends: tuple[PatientSocket, socket.socket],
) -> None:
    ours, theirs = ends

    with pytest.raises(ConnectionResetError):
        ours.recv(100)

    assert theirs.recv(1) == b""


def test_a_client_that_reads_nothing_counts_as_one_that_left(ends: tuple[PatientSocket, socket.socket]) -> None:
    ours, _ = ends

    with pytest.raises(ConnectionResetError):
        ours.sendall(b"x" * 50_000_000)


def test_a_look_without_waiting_does_not_wait(ends: tuple[PatientSocket, socket.socket]) -> None:
    ours, _ = ends

    with pytest.raises(BlockingIOError):
        ours.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)


def test_what_is_loaded_at_the_start_is_never_looked_through_for_garbage(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[list[object]] = []
    monkeypatch.setattr(ThreadWorker, "load_wsgi", lambda self: loaded.append([self]))
    before = gc.get_freeze_count()
    try:
        PatientThreads.__new__(PatientThreads).load_wsgi()
        frozen = gc.get_freeze_count()
        collectable = [each for each in gc.get_objects() if each is loaded]
    finally:
        gc.unfreeze()

    assert frozen > before
    assert not collectable
