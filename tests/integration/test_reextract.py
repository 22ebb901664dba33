"""New facts from old responses: sites of the farm are read once, then again while nobody is there to answer."""

from __future__ import annotations

import dataclasses
import gzip
import logging
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text

from scraper_sky.db.unit_of_work import unit_of_work
from scraper_sky.errors import NotFound
from scraper_sky.resources import Resources
from scraper_sky.services import audit, control, scans, upkeep
from scraper_sky.services.reextract import Reread, reextract
from scraper_sky.services.scans import HeldLeases
from scraper_sky.settings import Settings
from tasks.commands import batch, login_name
from tests.support.farm import Farm, faulty_sites, odd_sites, sites
from tests.support.fleet import HandFleet

Run = Callable[..., Result]
COMPANIES = [site.domain for site in sites(4)]


@pytest.fixture(scope="module")
def farm() -> Iterator[Farm]:
    with Farm() as started:
        yield started


@pytest.fixture
def res(settings: Settings, farm: Farm) -> Iterator[Resources]:
    """The usual resources, which reach the farm."""
    reach = Settings.from_env(farm.settings_env())
    names = ("connect_to", "allow_networks", "ca_file", "per_address")
    resources = Resources.open(dataclasses.replace(settings, **{name: getattr(reach, name) for name in names}))
    yield resources
    resources.close()


@pytest.fixture
def fleet(res: Resources) -> HandFleet:
    return HandFleet(res)


@pytest.fixture
def operate(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Runs `celery -A tasks batch …` where every name leads to a server that must hear nothing."""
    with socket.create_server(("127.0.0.1", 0)) as trap:
        trap.setblocking(False)
        port = trap.getsockname()[1]
        monkeypatch.setenv("DATABASE_URL", settings.database_url)
        monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1/0")
        monkeypatch.setenv("SCRAPERSKY_ARCHIVE", settings.archive)
        monkeypatch.setenv("SCRAPERSKY_CONNECT_TO", f"*:80=127.0.0.1:{port},*:443=127.0.0.1:{port}")
        monkeypatch.setenv("SCRAPERSKY_ALLOW_NETWORKS", "127.0.0.0/8")
        yield lambda *args: CliRunner().invoke(batch, [str(arg) for arg in args])
        with pytest.raises(BlockingIOError):
            trap.accept()


def scan(fleet: HandFleet, *domains: str) -> UUID:
    """Scans the domains on the farm to the end, as a worker does."""
    batch_id = fleet.submit(*domains).batch_id
    finish(fleet, batch_id)
    return batch_id


def finish(fleet: HandFleet, batch_id: UUID) -> None:
    for _ in range(200):
        fleet.make_due()
        fleet.advance(batch_id)
        if not fleet.messages:
            return
        message = fleet.messages.popleft()
        scans.scan(fleet.res, HeldLeases(), message.job_id, message.token, "scan@test")
    raise AssertionError("the batch does not end")


def age(fleet: HandFleet, domain: str) -> None:
    """Makes the stored facts of a domain such as older rules would have found."""
    with unit_of_work(fleet.res.engine) as connection:
        job = connection.execute(text("SELECT * FROM jobs WHERE domain = :domain"), {"domain": domain}).one()
        of_job = {"job_id": job.id}
        for statement in (
            "DELETE FROM contacts WHERE job_id = :job_id AND kind = 'email' AND rejected_by IS NULL",
            "UPDATE contacts SET value = '+4900000', best = false WHERE job_id = :job_id AND kind = 'phone'"
            " AND position = (SELECT min(position) FROM contacts WHERE job_id = :job_id AND kind = 'phone')",
            "UPDATE attempts SET findings = jsonb_set(findings, '{facts}', (SELECT jsonb_agg(CASE fact->>'name'"
            " WHEN 'title' THEN fact || '{\"value\": \"Old title\"}' ELSE fact END)"
            " FROM jsonb_array_elements(findings->'facts') AS fact)) WHERE job_id = :job_id",
            "UPDATE jobs SET liveness = 'parked', summary = '{\"title\": \"Old title\"}' WHERE id = :job_id",
        ):
            connection.execute(text(statement), of_job)


def rows(fleet: HandFleet, statement: str, **values: object) -> list[tuple[object, ...]]:
    with unit_of_work(fleet.res.engine) as connection:
        return [tuple(row) for row in connection.execute(text(statement), values)]


def emails(fleet: HandFleet, domain: str) -> set[object]:
    found = rows(
        fleet,
        "SELECT value FROM contacts JOIN jobs ON jobs.id = job_id AND contacts.attempt = facts_attempt"
        " WHERE domain = :domain AND kind = 'email' AND rejected_by IS NULL",
        domain=domain,
    )
    return {value for (value,) in found}


def test_new_facts_come_out_of_kept_responses_with_every_difference_and_without_one_fetch(
    fleet: HandFleet, operate: Run
) -> None:
    batch_id = scan(fleet, *COMPANIES)
    old = COMPANIES[0]
    true_emails = emails(fleet, old)
    ended = "SELECT id, status, outcome, detail, finished_at FROM jobs ORDER BY id"
    before = rows(fleet, ended)
    age(fleet, old)
    assert emails(fleet, old) != true_emails

    result = operate("reextract", str(batch_id)[:8])

    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    job_id = fleet.value("SELECT id FROM jobs WHERE domain = :domain", domain=old)
    assert lines[0] == f"{old} (job {job_id}, attempt 2):"
    assert {line.split()[2] for line in lines if line.startswith("  +") and line.split()[1] == "email"} == true_emails
    assert any(line.startswith("  ~  title") and line.split()[2:5] == ["'Old", "title'", "->"] for line in lines)
    assert any(line.startswith("  -  phone") and "+4900000" in line for line in lines) or any(
        line.startswith("  ~  phone") and "'+4900000' ->" in line for line in lines
    )
    assert any(line.split() == ["~", "liveness", "'parked'", "->", "'live'"] for line in lines)
    assert ["title", "0", "0", "1"] in [line.split() for line in lines]
    assert lines[-1] == f"{batch_id}: 4 jobs read again, 1 now show something else."

    assert emails(fleet, old) == true_emails
    assert rows(fleet, ended) == before
    assert rows(fleet, "SELECT number, source, archive IS NULL FROM attempts WHERE job_id = :id", id=job_id) == [
        (1, "web", False),
        (2, "archive", False),
    ]
    assert fleet.value("SELECT summary->>'title' FROM jobs WHERE id = :id", id=job_id) != "Old title"
    assert fleet.value("SELECT actor || ' ' || details FROM audit_events WHERE action = 'reextract'") == (
        f'operator {login_name()} {{"jobs": 1}}'
    )
    assert operate("audit", batch_id, "--quiet").exit_code == 0


def test_the_rules_of_today_find_in_kept_responses_what_they_found_on_the_web(fleet: HandFleet, operate: Run) -> None:
    faults = [site.domain for site in (*faulty_sites(slow_ones=False), *odd_sites())]
    batch_id = scan(fleet, *COMPANIES, *faults)

    result = operate("reextract", batch_id)

    assert result.exit_code == 0
    assert [line for line in result.stdout.splitlines() if line.startswith("  ")] == []
    assert "0 now show something else" in result.stdout.splitlines()[-1]
    assert fleet.value("SELECT count(*) FROM attempts WHERE source = 'archive'") == 0


def test_it_may_be_run_again_and_again(fleet: HandFleet, operate: Run) -> None:
    batch_id = scan(fleet, COMPANIES[0])
    age(fleet, COMPANIES[0])
    first, second = operate("reextract", batch_id), operate("reextract", batch_id)
    age(fleet, COMPANIES[0])
    third = operate("reextract", batch_id)

    said = [result.stdout.splitlines()[-1].partition(": ")[2] for result in (first, second, third)]
    assert said == [
        "1 job read again, 1 now show something else.",
        "1 job read again, 0 now show something else.",
        "1 job read again, 1 now show something else.",
    ]
    assert rows(fleet, "SELECT attempt, facts_attempt FROM jobs") == [(3, 3)]


def test_a_dry_run_says_the_same_and_writes_nothing(fleet: HandFleet, operate: Run) -> None:
    batch_id = scan(fleet, COMPANIES[0])
    age(fleet, COMPANIES[0])
    everything = "SELECT to_jsonb(jobs), (SELECT count(*) FROM attempts) FROM jobs"
    before = rows(fleet, everything)

    dry, wet = operate("reextract", batch_id, "--dry-run"), operate("reextract", batch_id, "--dry-run")

    assert rows(fleet, everything) == before
    assert dry.stdout == wet.stdout
    assert dry.stdout.splitlines()[-1] == f"{batch_id}: 1 job read again, 1 would show something else."
    assert fleet.value("SELECT count(*) FROM audit_events WHERE action = 'reextract'") == 0


def test_jobs_of_which_nothing_is_kept_are_named_and_counted(
    fleet: HandFleet, operate: Run, settings: Settings
) -> None:
    unkept = COMPANIES[2]
    batch_id = scan(fleet, *COMPANIES[:3])
    (first,), *_ = rows(fleet, "SELECT archive FROM attempts ORDER BY job_id")
    (Path(settings.archive) / str(first)).unlink()
    with unit_of_work(fleet.res.engine) as connection:
        unkeep = "UPDATE attempts SET archive = NULL FROM jobs WHERE jobs.id = job_id AND domain = :domain"
        connection.execute(text(unkeep), {"domain": unkept})

    result = operate("reextract", batch_id)

    lines = result.stdout.splitlines()
    assert result.exit_code == 0
    assert any(line.startswith(f"{COMPANIES[0]} (job ") and "are kept no longer" in line for line in lines)
    assert any(line.startswith(f"{unkept} (job ") and "nothing was kept; it ended in ok" in line for line in lines)
    assert lines[-1].endswith("1 job read again, 0 now show something else, 2 without kept responses.")


def test_a_batch_of_which_nothing_is_kept_is_an_error(fleet: HandFleet, operate: Run) -> None:
    batch_id = fleet.submit("a.test").batch_id
    fleet.run_to_end(batch_id)

    result = operate("reextract", batch_id)

    assert result.exit_code == 1
    assert result.stderr == (
        f"batch: Of no ended job of {batch_id} responses are kept; there is nothing to read again.\n"
    )


def test_damaged_responses_are_named_and_the_others_are_read(
    fleet: HandFleet, operate: Run, settings: Settings
) -> None:
    batch_id = scan(fleet, *COMPANIES[:2])
    (damaged,), *_ = rows(fleet, "SELECT archive FROM attempts ORDER BY job_id")
    (Path(settings.archive) / str(damaged)).write_bytes(gzip.compress(b"nothing of ours"))

    result = operate("reextract", batch_id)

    assert result.exit_code == 1
    assert result.stdout.startswith(f"{COMPANIES[0]} (job ")
    assert result.stdout.splitlines()[-1].endswith("1 job read again, 0 now show something else, 1 could not be read.")


def test_a_job_that_is_tried_again_meanwhile_keeps_what_that_finds(fleet: HandFleet, operate: Run) -> None:
    batch_id = scan(fleet, *COMPANIES[:2])
    age(fleet, COMPANIES[1])
    results = reextract(fleet.res, batch_id, worker="test", dry_run=False)
    first = next(results)
    other = fleet.value("SELECT id FROM jobs WHERE domain = :domain", domain=COMPANIES[1])
    control.retry(fleet.res, None, batch_id, lambda batch_id: None, actor="test", job_ids=[int(str(other))])
    [second] = results

    assert (first.became, second.became, second.attempt) == (Reread.SAME, Reread.MOVED, None)
    assert fleet.value("SELECT count(*) FROM attempts") == 2


def test_a_job_that_was_read_again_can_be_tried_again_as_often_as_before(fleet: HandFleet, operate: Run) -> None:
    batch_id = scan(fleet, COMPANIES[0])
    left = "SELECT attempt_limit - attempt FROM jobs"
    before = fleet.value(left)
    age(fleet, COMPANIES[0])
    operate("reextract", batch_id)
    assert fleet.value(left) == before

    job_id = fleet.value("SELECT id FROM jobs")
    control.retry(fleet.res, None, batch_id, lambda batch_id: None, actor="test", job_ids=[int(str(job_id))])
    finish(fleet, batch_id)

    assert rows(fleet, "SELECT number, source FROM attempts ORDER BY number") == [
        (1, "web"),
        (2, "archive"),
        (3, "web"),
    ]
    assert [finding.rule for finding in audit.check_batch(fleet.res, batch_id) if not finding.ok] == []


def test_nothing_is_read_of_a_batch_that_is_not_there(res: Resources) -> None:
    with pytest.raises(NotFound):
        next(reextract(res, UUID(int=1), worker="test", dry_run=True))


def test_a_deleted_batch_takes_its_responses_along(fleet: HandFleet, settings: Settings) -> None:
    kept, deleted = scan(fleet, COMPANIES[0]), scan(fleet, COMPANIES[1])

    control.delete(fleet.res, None, deleted, actor="test")

    left = list(Path(settings.archive).rglob("*.warc.gz"))
    assert [str(kept) in str(path) for path in left] == [True]


def test_upkeep_forgets_old_responses(fleet: HandFleet, settings: Settings) -> None:
    scan(fleet, COMPANIES[0])
    old = Path(settings.archive) / "2020-01-01" / "batch"
    old.mkdir(parents=True)

    upkeep.tidy(fleet.res)

    assert not old.parent.exists()
    assert len(list(Path(settings.archive).rglob("*.warc.gz"))) == 1


def test_a_scan_ends_as_it_would_when_nothing_can_be_kept(
    fleet: HandFleet, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, "scraper_sky.archive")
    Path(settings.archive).write_text("a file where the folder should be")

    batch_id = scan(fleet, *COMPANIES[:3])

    assert fleet.status(batch_id) == "completed"
    assert rows(fleet, "SELECT DISTINCT archive FROM attempts") == [(None,)]
    assert sum("responses are not kept for now" in entry.message for entry in caplog.records) == 1
