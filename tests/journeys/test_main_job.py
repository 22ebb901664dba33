"""The main job end to end, on real workers: domains in, each site fetched and read, true results out."""

from __future__ import annotations

import csv
import io
from typing import Any
from uuid import UUID

import pytest

from scraper_sky.model.outcome import Outcome
from scraper_sky.model.report import ContactKind
from scraper_sky.services import exports
from tests.journeys.conftest import World
from tests.support.farm import Site, faulty_sites, sites
from tests.support.waiting import wait_until

FEW_PAGES = 6


@pytest.mark.timeout(240)
def test_two_hundred_domains_end_with_the_outcomes_they_deserve_and_the_facts_their_sites_publish(
    world: World,
) -> None:
    faulty, healthy = faulty_sites()[:30], sites(170)
    assert len(faulty) == 30
    wanted = {site.domain: site for site in [*faulty, *healthy]}

    batch_id = world.submit(list(wanted), max_pages=FEW_PAGES)
    status = world.wait_for_end(batch_id, 150)

    jobs = {job["domain"]: job for job in world.jobs(batch_id)}
    assert set(jobs) == set(wanted)
    wrong = {
        domain: (jobs[domain]["outcome"], sorted(site.expected.outcomes))
        for domain, site in wanted.items()
        if Outcome(jobs[domain]["outcome"]) not in site.expected.outcomes
    }
    assert wrong == {}
    assert status["completed_domains"] + status["failed_domains"] == 200
    missing = [what for site in healthy for what in _missing(site, world.job(batch_id, jobs[site.domain]["job_id"]))]
    assert missing == []
    _the_file_agrees(world, batch_id, status)


def _missing(site: Site, job: dict[str, Any]) -> list[str]:
    """What the site publishes and the scan did not find."""
    expected = site.expected
    facts = {fact["name"]: fact["value"] for fact in job["findings"]["facts"]}
    found: dict[str, set[str]] = {}
    for contact in job["findings"]["contacts"]:
        if contact["rejected_by"] is None:
            found.setdefault(contact["kind"], set()).add(contact["value"])
    missing = [
        f"{site.domain}: {name} {facts.get(name)!r} instead of {value!r}"
        for name, value in (("title", expected.title), ("company_name", expected.company_name))
        if value is not None and facts.get(name) != value
    ]
    for kind, values in (
        (ContactKind.EMAIL, expected.emails),
        (ContactKind.PHONE, expected.phones),
        (ContactKind.SOCIAL, expected.social),
    ):
        missing += [f"{site.domain}: {kind} {value}" for value in values - found.get(kind.value, set())]
    return missing


def _the_file_agrees(world: World, batch_id: str, status: dict[str, Any]) -> None:
    body = b"".join(exports.stream_export(world.res, None, UUID(batch_id), "csv", "wide"))
    rows = list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))
    by_status = {name: sum(row["status"] == name for row in rows) for name in status["counts"]}
    assert by_status == status["counts"]


def test_a_killed_worker_s_batch_ends_by_itself_with_exactly_one_outcome_a_job(world: World) -> None:
    domains = [f"slow-300-{number}.farm.test" for number in range(120)]
    batch_id = world.submit(domains, max_pages=1)
    wait_until(lambda: world.status(batch_id)["completed_domains"] >= 10, 30, "some domains to be done")
    wait_until(lambda: world.status(batch_id)["counts"]["running"] >= 5, 30, "some domains to be at work")

    world.processes.kill("scan")
    world.processes.start("scan")
    status = world.wait_for_end(batch_id, 60)

    assert status["status"] == "completed"
    assert all(job["outcome"] == "ok" for job in world.jobs(batch_id))
    attempts = [world.job(batch_id, job["job_id"])["attempt_log"] for job in world.jobs(batch_id)]
    lost = sum(attempt["outcome"] == "worker_lost" for job in attempts for attempt in job)
    assert lost > 0, "the worker was killed with nothing in its hands: the test shows nothing"
    assert all(job[-1]["outcome"] == "ok" for job in attempts)


def test_a_batch_never_has_more_domains_out_than_max_concurrent_and_really_uses_them(world: World) -> None:
    world.farm.reset()
    domains = [f"slow-250-{number}.farm.test" for number in range(50)]

    batch_id = world.submit(domains, max_pages=1, max_concurrent=5)
    status = world.wait_for_end(batch_id, 90)

    seen = world.farm.stats(prefix="slow-250-", hosts=False)
    assert status["status"] == "completed"
    assert 2 <= seen["max_in_flight"] <= 5


def test_retry_by_outcome_reruns_just_those_jobs_and_keeps_their_attempts(world: World) -> None:
    batch_id = world.submit(["drop-1.farm.test", "tls-expired.farm.test", sites(1)[0].domain], max_pages=1)
    world.wait_for_end(batch_id, 60)
    before = {job["domain"]: job for job in world.jobs(batch_id)}

    world.call("POST", f"/batch/{batch_id}/retry", json={"outcomes": [before["drop-1.farm.test"]["outcome"]]})
    status = world.wait_for_end(batch_id, 60)

    after = {job["domain"]: job for job in world.jobs(batch_id)}
    tried_again = {domain for domain in after if after[domain]["attempts"] > before[domain]["attempts"]}
    assert tried_again == {"drop-1.farm.test"}
    assert status["total_domains"] == 3


def test_cancelling_stops_at_once_and_keeps_what_was_found(world: World) -> None:
    batch_id = world.submit([f"slow-500-{number}.farm.test" for number in range(100)], max_pages=1, max_concurrent=4)
    wait_until(lambda: world.status(batch_id)["completed_domains"] >= 4, 30, "some domains to be done")

    world.call("POST", f"/batch/{batch_id}/cancel")

    status = world.status(batch_id)
    assert status["status"] == "cancelled"
    assert status["counts"]["cancelled"] + status["counts"]["succeeded"] == 100
    assert status["counts"]["succeeded"] >= 4


def test_twenty_dirty_lines_become_the_right_domains_and_a_reason_for_every_other_line(world: World) -> None:
    healthy = [site.domain for site in sites(4)]
    lines = [
        healthy[0],
        f"https://www.{healthy[1]}/kontakt?x=1",
        healthy[2].upper(),
        "",
        f"  {healthy[3]}.  ",
        healthy[0],
        f"http://{healthy[0]}/",
        "not a domain",
        "192.168.1.10",
        "http://localhost/admin",
        "http://2130706433/",
        "münchen-bäcker.farm.test",
        "info@example.com",
        "logo.png",
        "ftp://example.com",
        "javascript:alert(1)",
        "-",
        "co.uk",
        "a" * 300 + ".com",
        "=cmd|' /C calc'!A0",
    ]

    reply = world.call("POST", "/batch", json={"domains": lines, "max_pages": 1})
    world.wait_for_end(reply["batch_id"])

    assert reply["job_count"] == 5
    assert [(row["row"], row["of_row"]) for row in reply["duplicates"]] == [(6, 1), (7, 1)]
    assert [row["row"] for row in reply["rejected"]] == [4, 8, 9, 10, 11, 13, 14, 15, 16, 17, 18, 19, 20]
    assert all(row["reason"] for row in reply["rejected"])
    assert "xn--mnchen-bcker-ncb24a.farm.test" in {job["domain"] for job in world.jobs(reply["batch_id"])}


def test_a_canary_shows_every_stage_of_a_background_task(world: World) -> None:
    for queue in ("scan", "interactive", "control"):
        answer = world.call("GET", f"/test_background_task?queue={queue}")

        assert list(answer["stages"]) == ["sent", "received", "started", "written", "finished"]
        assert all(answer["stages"].values())


def test_a_worker_told_to_stop_finishes_what_it_holds_and_no_job_fails(world: World) -> None:
    batch_id = world.submit([f"slow-350-{number}.farm.test" for number in range(80)], max_pages=1)
    wait_until(lambda: world.status(batch_id)["completed_domains"] >= 5, 30, "some domains to be done")

    world.processes.terminate("scan")
    world.processes.start("scan")
    status = world.wait_for_end(batch_id, 60)

    assert status["status"] == "completed"
    assert all(job["attempts"] == 1 for job in world.jobs(batch_id)), "a restart cost an attempt"
