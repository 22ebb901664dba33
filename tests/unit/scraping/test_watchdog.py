import socket
import threading
from collections.abc import Iterator

import pytest

from scraper_sky.clock import monotonic_seconds
from scraper_sky.scraping.watchdog import Alarm, Watchdog


@pytest.fixture
def watchdog() -> Iterator[Watchdog]:
    made = Watchdog()
    yield made
    made.close()


@pytest.fixture
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.settimeout(10)
        yield ours, theirs


def test_an_alarm_ends_a_read_that_waits(watchdog: Watchdog, pair: tuple[socket.socket, socket.socket]) -> None:
    started = monotonic_seconds()
    alarm = watchdog.set_alarm(started + 0.1)
    alarm.hold(pair[0])

    assert pair[0].recv(1) == b""
    assert alarm.has_rung
    assert monotonic_seconds() - started < 1
    alarm.cancel()


def test_alarms_ring_in_the_order_of_their_times(watchdog: Watchdog) -> None:
    now = monotonic_seconds()
    rung: list[str] = []
    done = threading.Event()

    class Noted(Alarm):
        name = ""

        def ring(self) -> None:
            rung.append(self.name)
            if len(rung) == 3:
                done.set()

    for name, delay in (("late", 0.15), ("early", 0.05), ("middle", 0.1)):
        alarm = watchdog.set_alarm(now + delay)
        alarm.__class__ = Noted
        alarm.name = name  # type: ignore[attr-defined]

    assert done.wait(5)
    assert rung == ["early", "middle", "late"]


def test_a_cancelled_alarm_cuts_nothing(watchdog: Watchdog, pair: tuple[socket.socket, socket.socket]) -> None:
    alarm = watchdog.set_alarm(monotonic_seconds() + 60)
    alarm.hold(pair[0])

    alarm.cancel()
    alarm.ring()

    pair[1].sendall(b"x")
    assert pair[0].recv(1) == b"x"
    assert not alarm.has_rung


def test_a_connection_made_after_the_time_is_cut_at_once(pair: tuple[socket.socket, socket.socket]) -> None:
    alarm = Alarm(0)
    alarm.ring()

    alarm.hold(pair[0])

    assert pair[0].recv(1) == b""
    alarm.cancel()


def test_an_alarm_cannot_hit_a_connection_that_took_over_the_number_of_a_closed_one() -> None:
    first, first_peer = socket.socketpair()
    alarm = Alarm(0)
    alarm.hold(first)
    number = first.fileno()
    first.close()
    second, second_peer = socket.socketpair()

    with first_peer, second, second_peer:
        assert number in (second.fileno(), second_peer.fileno())
        alarm.ring()
        alarm.cancel()

        second_peer.sendall(b"x")
        assert second.recv(1) == b"x"
