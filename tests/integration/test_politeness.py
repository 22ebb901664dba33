"""How much sites and servers are asked at a time: the rules of one process, and those that all share."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
import redis

from scraper_sky.scraping import politeness_shared
from scraper_sky.scraping.politeness import Limits, LocalPoliteness, MustWait, Politeness, Refusal, Stay
from scraper_sky.scraping.politeness_shared import SharedPoliteness

LIMITS = Limits(per_host=2, per_address=3)
GO = (Refusal.NONE, 0.0)


@pytest.fixture(params=["local", "shared"])
def rules(request: pytest.FixtureRequest) -> Iterator[Politeness]:
    if request.param == "local":
        yield LocalPoliteness(LIMITS)
        return
    made = SharedPoliteness(request.getfixturevalue("redis_url"), LIMITS, connections=4)
    yield made
    made.close()


@pytest.fixture
def make_shared(redis_url: str) -> Iterator[Callable[[], SharedPoliteness]]:
    made: list[SharedPoliteness] = []

    def make() -> SharedPoliteness:
        made.append(SharedPoliteness(redis_url, LIMITS, connections=4))
        return made[-1]

    yield make
    for one in made:
        one.close()


def test_only_so_many_stay_at_one_address(rules: Politeness) -> None:
    for number in range(3):
        assert rules.enter(f"stay-{number}", f"site-{number}.com", "192.0.2.1", has_turn=False) == GO

    refusal, seconds = rules.enter("late", "late.com", "192.0.2.1", has_turn=False)

    assert refusal is Refusal.ADDRESS
    assert 0 < seconds <= 1
    assert rules.enter("late", "late.com", "192.0.2.2", has_turn=False) == GO
    rules.leave("stay-1")
    assert rules.enter("late", "late.com", "192.0.2.1", has_turn=False) == GO


def test_only_so_many_scan_one_host(rules: Politeness) -> None:
    assert rules.enter("one", "site.com", "192.0.2.1", has_turn=False) == GO
    assert rules.enter("two", "site.com", "192.0.2.2", has_turn=False) == GO
    assert rules.enter("one", "site.com", "192.0.2.1", has_turn=False) == GO

    assert rules.enter("three", "site.com", "192.0.2.3", has_turn=False)[0] is Refusal.HOST


def test_a_refused_stay_takes_no_place(rules: Politeness) -> None:
    rules.enter("one", "site.com", "192.0.2.1", has_turn=False)
    rules.enter("two", "site.com", "192.0.2.2", has_turn=False)
    for number in range(5):
        assert rules.enter(f"refused-{number}", "site.com", "192.0.2.1", has_turn=False)[0] is Refusal.HOST

    assert rules.enter("a", "a.com", "192.0.2.1", has_turn=False) == GO
    assert rules.enter("b", "b.com", "192.0.2.1", has_turn=False) == GO
    assert rules.enter("c", "c.com", "192.0.2.1", has_turn=False)[0] is Refusal.ADDRESS


def test_those_refused_are_told_to_come_one_after_the_other(rules: Politeness) -> None:
    for number in range(3):
        rules.enter(f"stay-{number}", f"site-{number}.com", "192.0.2.1", has_turn=False)

    waits = [
        rules.enter(f"late-{number}", f"late-{number}.com", "192.0.2.1", has_turn=False)[1] for number in range(30)
    ]

    assert waits == sorted(waits)
    assert waits[-1] > 2 * waits[2]


def test_a_host_that_asked_for_time_gets_it(rules: Politeness) -> None:
    assert rules.step("site.com", 42.0) == GO

    refusal, seconds = rules.step("site.com", 42.0)

    assert refusal is Refusal.ASKED
    assert 40 < seconds <= 42
    assert rules.enter("one", "site.com", "192.0.2.1", has_turn=False)[0] is Refusal.ASKED
    assert rules.step("other.com", 42.0) == GO


def test_a_stay_that_took_its_step_may_connect_and_no_other(rules: Politeness) -> None:
    rules.step("site.com", 42.0)

    assert rules.enter("one", "site.com", "192.0.2.1", has_turn=True) == GO
    assert rules.enter("two", "site.com", "192.0.2.1", has_turn=False)[0] is Refusal.ASKED


def test_a_longer_wish_is_not_cut_short_by_a_later_one(rules: Politeness) -> None:
    rules.hold_off("site.com", 60.0)
    rules.hold_off("site.com", 5.0)

    assert 50 < rules.step("site.com", 0.0)[1] <= 60


def test_one_process_sees_the_stays_of_another(make_shared: Callable[[], SharedPoliteness]) -> None:
    here, there = make_shared(), make_shared()
    for number in range(3):
        assert here.enter(f"stay-{number}", f"site-{number}.com", "192.0.2.1", has_turn=False) == GO

    assert there.enter("late", "late.com", "192.0.2.1", has_turn=False)[0] is Refusal.ADDRESS
    here.leave("stay-0")
    assert there.enter("late", "late.com", "192.0.2.1", has_turn=False) == GO


def test_the_stays_of_a_process_that_died_end(
    make_shared: Callable[[], SharedPoliteness], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(politeness_shared, "LEASE_SECONDS", 0.4)
    dead, alive = make_shared(), make_shared()
    dead.enter("dead-1", "site.com", "192.0.2.1", has_turn=False)
    alive.enter("alive-1", "site.com", "192.0.2.1", has_turn=False)
    for _ in range(4):
        time.sleep(0.2)
        alive.renew()

    assert alive.enter("next-1", "site.com", "192.0.2.1", has_turn=False) == GO
    assert alive.enter("next-2", "site.com", "192.0.2.1", has_turn=False)[0] is Refusal.HOST


def test_without_valkey_each_process_keeps_the_limits_by_itself(servers: object) -> None:
    rules = SharedPoliteness("redis://127.0.0.1:1/0", LIMITS, connections=4)
    try:
        assert [rules.enter(f"stay-{n}", "site.com", "192.0.2.1", has_turn=False)[0] for n in range(3)] == [
            0,
            0,
            Refusal.HOST,
        ]
        rules.hold_off("other.com", 9.0)
        assert rules.step("other.com", 0.0)[0] is Refusal.ASKED
        rules.leave("stay-0")
        assert rules.enter("stay-2", "site.com", "192.0.2.1", has_turn=False) == GO
    finally:
        rules.close()


def test_nothing_is_left_in_valkey_when_all_have_left(
    make_shared: Callable[[], SharedPoliteness], redis_url: str
) -> None:
    rules = make_shared()
    for number in range(20):
        stay = Stay(rules)
        stay.enter(f"site-{number}.com", "192.0.2.1")
        stay.close()
    with redis.Redis.from_url(redis_url) as client:
        assert [key for key in client.keys("*") if client.type(key) == b"zset"] == []


def test_a_stay_enters_a_server_once_and_says_what_it_waits_for() -> None:
    rules = LocalPoliteness(Limits(per_host=1, per_address=1))
    first, second = Stay(rules), Stay(rules)
    first.enter("www.site.com", "192.0.2.1")
    first.enter("site.com", "192.0.2.1")

    with pytest.raises(MustWait, match=r"site\.com is being read by other scans"):
        second.enter("site.com", "192.0.2.9")
    with pytest.raises(MustWait, match="other sites of the same server are being read") as refused:
        second.enter("elsewhere.com", "192.0.2.1")
    assert "192" not in refused.value.reason
    first.close()
    second.enter("elsewhere.com", "192.0.2.1")


def test_a_crawl_delay_begins_with_the_request_that_told_it() -> None:
    stay = Stay(LocalPoliteness(LIMITS))
    stay.step("site.com")
    stay.set_pace("www.site.com", 42.0, begins_now=True)

    with pytest.raises(MustWait, match=r"site\.com asked for 42 s") as wish:
        stay.step("site.com")
    assert 41 < wish.value.seconds <= 42


def test_a_scan_that_goes_on_later_does_not_wait_for_the_same_delay_again() -> None:
    stay = Stay(LocalPoliteness(LIMITS))
    stay.set_pace("site.com", 42.0, begins_now=False)

    stay.step("site.com")

    with pytest.raises(MustWait):
        stay.step("site.com")
