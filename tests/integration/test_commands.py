"""The operators' commands on real rows, and the smaller ones of `scrapersky`."""

from __future__ import annotations

import importlib
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from uuid import UUID

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text

from scraper_sky.cli import main
from scraper_sky.cli.scan import read_targets
from scraper_sky.db import audit as audit_queries
from scraper_sky.db.unit_of_work import unit_of_work
from scraper_sky.model.outcome import Outcome
from scraper_sky.services import submission
from scraper_sky.services.audit import ROLL_UP_RULE
from scraper_sky.services.submission import Submission
from scraper_sky.settings import Settings
from tasks.commands import batch, login_name
from tests.support.fleet import HandFleet

Run = Callable[..., Result]


@pytest.fixture
def here(settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The environment of a shell in which the commands find the test's servers, and no other system."""
    monkeypatch.setenv("DATABASE_URL", settings.database_url)
    monkeypatch.setenv("REDIS_URL", settings.redis_url)
    monkeypatch.setenv("SCRAPERSKY_STATE_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("SCRAPERSKY_CANARY_SECONDS", "0.5")


@pytest.fixture
def operate(here: None) -> Run:
    """Runs `celery -A tasks batch …`, without Celery around it."""
    return lambda *words: CliRunner().invoke(batch, [str(word) for word in words])


@pytest.fixture
def scrapersky(here: None) -> Run:
    return lambda *words: CliRunner().invoke(main, [str(word) for word in words])


@dataclass
class AtWork:
    """A batch in the middle: one job succeeded at the second attempt, one failed, one runs, one is out, one waits."""

    id: UUID
    fleet: HandFleet

    def job(self, domain: str) -> int:
        return int(str(self.fleet.value("SELECT id FROM jobs WHERE domain = :domain", domain=domain)))


@pytest.fixture
def at_work(fleet: HandFleet) -> AtWork:
    rows = ("twice.test", "failed.test", "running.test", "queued.test", "not a domain", "twice.test", "pending.test")
    batch_id = fleet.submit(*rows, max_concurrent=4).batch_id
    fleet.advance(batch_id)
    by_domain = {message.domain: message for message in fleet.messages}
    fleet.messages.clear()
    for domain, outcome in (("twice.test", Outcome.READ_TIMEOUT), ("failed.test", Outcome.NXDOMAIN)):
        lease = fleet.start(by_domain[domain])
        assert lease is not None and fleet.record(lease, outcome)
    assert fleet.start(by_domain["running.test"]) is not None
    fleet.make_due()
    with unit_of_work(fleet.res.engine) as connection:
        connection.execute(text("UPDATE jobs SET not_before = now() + interval '1 h' WHERE domain = 'pending.test'"))
    fleet.advance(batch_id)
    assert fleet.work() == 1
    return AtWork(batch_id, fleet)


def submit_as(fleet: HandFleet, batch_id: str, domain: str) -> UUID:
    asked = Submission([domain], batch_id=UUID(batch_id))
    return submission.submit(fleet.res, fleet.caller.tenant_id, asked, lambda batch_id: None, actor="test").batch_id


def test_list_shows_the_batches_of_all_tenants_newest_first(fleet: HandFleet, operate: Run) -> None:
    first, second = fleet.submit("a.test").batch_id, fleet.submit("b.test", "c.test").batch_id
    fleet.run_to_end(first)

    lines = operate("list").stdout.splitlines()
    completed = operate("list", "--status", "completed", "--limit", 5).stdout.splitlines()

    assert [line.split()[0] for line in lines[1:]] == [str(second), str(first)]
    assert [line.split()[0] for line in completed[1:]] == [str(first)]
    assert completed[1].split()[1:4] == ["default", "completed", "1"]


def test_list_says_so_when_there_is_no_batch(operate: Run) -> None:
    assert operate("list", "--status", "failed").stdout == "There is no batch that is failed.\n"


def test_show_finds_a_batch_by_the_beginning_of_its_id_and_its_counts_add_up(at_work: AtWork, operate: Run) -> None:
    shown = operate("show", str(at_work.id)[:8]).stdout

    assert str(at_work.id) in shown
    assert "1 pending + 1 queued + 1 running + 1 succeeded + 1 failed + 0 skipped + 0 cancelled = 5, of 5" in shown
    assert "1 job for another attempt, the first at 2" in shown
    assert "nxdomain  1  This domain name does not exist." in shown
    assert "submit" in shown


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("abc", "is not the id of a batch"),
        ("no-hex-at-all", "is not the id of a batch"),
        ("aaaaaa", "is the beginning of several ids"),
        ("bbbbbb", "There is no batch bbbbbb."),
        ("AAAAAAAA-0000-4000-8000-000000000001", ""),
    ],
)
def test_an_id_that_fits_no_batch_or_several_is_refused_in_one_sentence(
    fleet: HandFleet, operate: Run, written: str, says: str
) -> None:
    submit_as(fleet, "aaaaaaaa-0000-4000-8000-000000000001", "a.test")
    submit_as(fleet, "aaaaaaaa-0000-4000-8000-000000000002", "b.test")

    result = operate("show", written)

    assert result.exit_code == (1 if says else 0)
    assert says in result.stderr
    assert result.stderr.count("\n") == (1 if says else 0)


def test_retry_takes_the_named_outcomes_only(fleet: HandFleet, operate: Run) -> None:
    batch_id = fleet.submit("a.test", "b.test").batch_id
    fleet.advance(batch_id)
    outcomes = {"a.test": Outcome.NXDOMAIN, "b.test": Outcome.CONNECT_REFUSED}
    for message in fleet.messages:
        lease = fleet.start(message)
        assert lease is not None and fleet.record(lease, outcomes[lease.domain])
    fleet.advance(batch_id)

    result = operate("retry", batch_id, "--outcome", "nxdomain")

    assert result.stdout == f"{batch_id}: 1 job will be tried again.\n"
    assert fleet.counts(batch_id).pending == 1
    assert fleet.value("SELECT status FROM jobs WHERE domain = 'b.test'") == "failed"


def test_retry_of_nothing_is_an_error(at_work: AtWork, operate: Run) -> None:
    result = operate("retry", at_work.id, "--job", 1_000_000)

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "batch: No ended job of this batch fits; there is nothing to try again.\n"


def test_pause_resume_and_cancel_are_noted_with_the_name_of_the_operator(at_work: AtWork, operate: Run) -> None:
    for word, status in (("pause", "paused"), ("resume", "running"), ("cancel", "cancelled")):
        assert operate(word, at_work.id).exit_code == 0
        assert at_work.fleet.status(at_work.id) == status

    again = operate("cancel", at_work.id)
    actors = at_work.fleet.value("SELECT string_agg(actor || ' ' || action, ', ' ORDER BY id) FROM audit_events")
    assert (again.exit_code, again.stdout) == (1, "")
    name = login_name()
    assert actors == f"test submit, operator {name} pause, operator {name} resume, operator {name} cancel"


def test_run_works_a_batch_off_without_broker_and_workers(
    fleet: HandFleet, operate: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch_id = fleet.submit("a.test", "b.test").batch_id
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1/0")
    monkeypatch.setenv("SCRAPERSKY_CONNECT_TO", "*:80=127.0.0.1:1,*:443=127.0.0.1:1")
    monkeypatch.setenv("SCRAPERSKY_ALLOW_NETWORKS", "127.0.0.0/8")

    result = operate("run", batch_id, "--threads", 2)

    assert (result.exit_code, result.stdout) == (0, f"{batch_id}: failed.\n")
    assert fleet.value("SELECT string_agg(DISTINCT outcome, ',') FROM jobs") == "connect_refused"
    assert operate("audit", batch_id, "--quiet").exit_code == 0


def test_audit_writes_one_line_for_each_attempt_and_finds_a_batch_at_work_sound(at_work: AtWork, operate: Run) -> None:
    result = operate("audit", at_work.id)

    ledger = [line.split() for line in result.stdout.split("\n\n")[0].splitlines()[1:]]
    assert [(line[1], line[2], line[3], line[7]) for line in ledger] == [
        ("twice.test", "succeeded", "1", "read_timeout"),
        ("twice.test", "succeeded", "2", "ok"),
        ("failed.test", "failed", "1", "nxdomain"),
        ("running.test", "running", "1", "-"),
        ("queued.test", "queued", "0", "-"),
        ("pending.test", "pending", "0", "-"),
    ]
    assert "BROKEN" not in result.stdout
    assert result.stdout.endswith(f"{at_work.id}: sound.\n")
    assert result.exit_code == 0


def test_audit_quiet_leaves_the_ledger_out(at_work: AtWork, operate: Run) -> None:
    assert "twice.test" not in operate("audit", at_work.id, "--quiet").stdout


BREAKS = {
    "The jobs of all states": ("UPDATE batches SET total = total + 1", "5 jobs, and 6 were accepted"),
    "Every row that was handed in": ("DELETE FROM left_out_rows WHERE row = 5", "row 5 is missing"),
    "No domain is in the batch twice": (
        "ALTER TABLE jobs DROP CONSTRAINT uq_jobs_batch_id_domain;UPDATE jobs SET domain = 'failed.test' WHERE row = 7",
        "failed.test",
    ),
    "A job that has ended": (
        "ALTER TABLE jobs DROP CONSTRAINT ck_jobs_terminal_has_outcome;"
        "UPDATE jobs SET outcome = NULL WHERE domain = 'failed.test'",
        "job {failed.test}",
    ),
    "A job that is out": (
        "ALTER TABLE jobs DROP CONSTRAINT ck_jobs_out_has_lease;"
        "UPDATE jobs SET lease_until = NULL WHERE domain = 'queued.test'",
        "job {queued.test}",
    ),
    "How a job ended": (
        "UPDATE jobs SET status = 'skipped' WHERE domain = 'failed.test'",
        "job {failed.test} skipped by nxdomain",
    ),
    "Every attempt that ended": (
        "ALTER TABLE attempts DROP CONSTRAINT ck_attempts_finished_has_outcome;"
        "UPDATE attempts SET outcome = NULL FROM jobs WHERE jobs.id = job_id AND domain = 'failed.test'",
        "job {failed.test} attempt 1",
    ),
    "A running job has one open attempt": (
        "UPDATE attempts SET token = gen_random_uuid() FROM jobs WHERE jobs.id = job_id AND domain = 'running.test'",
        "job {running.test} is running without one",
    ),
    "The attempts of a job are numbered": (
        "UPDATE attempts SET number = 3 FROM jobs WHERE jobs.id = job_id AND domain = 'twice.test' AND number = 2",
        "job {twice.test} counts 2, 2 are there",
    ),
    "No two attempts at a job overlap": (
        "UPDATE attempts SET started_at = started_at - interval '1 h' WHERE number = 2",
        "job {twice.test} attempt 2",
    ),
    "The outcome of a job": (
        "UPDATE attempts SET outcome = 'empty' FROM jobs WHERE jobs.id = job_id AND domain = 'failed.test'",
        "job {failed.test}",
    ),
    "A batch that has ended": (
        "UPDATE batches SET status = 'partial', finished_at = now()",
        "job {running.test}; job {queued.test}; job {pending.test}",
    ),
    ROLL_UP_RULE: (
        "UPDATE batches SET status = 'failed', finished_at = now()",
        "it is failed, and its jobs make it open",
    ),
}


@pytest.mark.parametrize("rule", BREAKS)
def test_audit_names_the_broken_rule_and_the_place(at_work: AtWork, operate: Run, rule: str) -> None:
    statements, place = BREAKS[rule]
    with unit_of_work(at_work.fleet.res.engine) as connection:
        for statement in statements.split(";"):
            connection.execute(text(statement))

    result = operate("audit", at_work.id, "--quiet")

    place = re.sub(r"{(.+?)}", lambda domain: str(at_work.job(domain[1])), place)
    broken = [line for line in result.stdout.splitlines() if line.startswith(f"BROKEN  {rule}")]
    assert len(broken) == 1
    assert broken[0].endswith(f"  {place}")
    assert result.exit_code == 1


def test_every_rule_of_the_audit_can_be_seen_broken() -> None:
    rules = [*audit_queries.RULES, ROLL_UP_RULE]

    assert [rule for rule in rules if not any(rule.startswith(broken) for broken in BREAKS)] == []


def test_audit_notices_a_batch_that_nobody_ended(fleet: HandFleet, operate: Run) -> None:
    batch_id = fleet.submit("a.test").batch_id
    fleet.advance(batch_id)
    fleet.work()
    soon = operate("audit", batch_id, "--quiet")

    with unit_of_work(fleet.res.engine) as connection:
        connection.execute(text("UPDATE jobs SET finished_at = now() - interval '2 min'"))
    late = operate("audit", batch_id, "--quiet")

    assert soon.exit_code == 0
    assert late.exit_code == 1
    assert "it is running, though all its jobs have ended and make it completed" in late.stdout


def test_the_command_belongs_to_celery_and_finds_a_running_system_without_any_setting(
    fleet: HandFleet, settings: Settings, tmp_path: Path
) -> None:
    batch_id = fleet.submit("a.test").batch_id
    (tmp_path / "run.env").write_text(f"DATABASE_URL='{settings.database_url}'\nREDIS_URL='{settings.redis_url}'\n")
    bare = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}

    done = subprocess.run(
        [sys.executable, "-m", "celery", "-A", "tasks", "batch", "list"],
        env={**bare, "SCRAPERSKY_STATE_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert str(batch_id) in done.stdout


def test_a_database_that_is_away_is_one_sentence(operate: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://127.0.0.1:1/none")

    result = operate("list")

    assert result.exit_code == 1
    assert result.stderr.startswith("batch: The database does not answer as it should: ")
    assert result.stderr.count("\n") == 1


def test_a_key_is_shown_once_and_can_be_revoked(scrapersky: Run) -> None:
    made = scrapersky("key", "add", "--tenant", "acme", "--name", "robot")
    listed = scrapersky("key", "list").stdout
    revoked = scrapersky("key", "revoke", listed.splitlines()[1].split()[0])
    twice = scrapersky("key", "revoke", listed.splitlines()[1].split()[0])

    assert made.stdout.startswith("ssk_")
    assert made.stdout.strip() not in listed
    assert listed.splitlines()[1].split()[1:3] == ["acme", "robot"]
    assert (revoked.exit_code, twice.exit_code) == (0, 2)


def test_verify_names_the_stage_that_is_missing_and_what_that_means(scrapersky: Run) -> None:
    result = scrapersky("verify")

    assert result.exit_code == 1
    assert "control: no worker takes the queue control: is worker-control running?" in result.stdout
    assert [line.split()[1:3] for line in result.stdout.splitlines()[1:4]] == [["yes", "MISSING"]] * 3


def test_verify_of_nothing_exits_with_2(scrapersky: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL")

    result = scrapersky("verify")

    assert result.exit_code == 2
    assert "no `scrapersky up` is running here" in result.stderr


def test_scan_tells_files_from_domains(tmp_path: Path) -> None:
    table = tmp_path / "leads.csv"
    table.write_text("company,domain\nMiller,miller.test\nSmith,smith.test\n")

    assert read_targets(["example.org", str(table)]) == ("example.org", "miller.test", "smith.test")


def test_scan_starts_nothing_when_there_is_nothing_to_scan(scrapersky: Run, tmp_path: Path) -> None:
    result = scrapersky("scan", "not a domain")

    assert result.exit_code == 2
    assert result.stderr.startswith("row 1 'not a domain' was left out: ")
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize("name", ["results.doc", "no/such/folder/results.csv"])
def test_scan_refuses_a_file_that_it_could_not_write(scrapersky: Run, tmp_path: Path, name: str) -> None:
    result = scrapersky("scan", "example.org", "--out", tmp_path / name)

    assert result.exit_code == 2
    assert "--out" in result.stderr


@pytest.mark.parametrize(
    ("name", "args", "shown"),
    [
        ("scan.domain", "example.com (job 12)", "example.com (job 12)"),
        ("batch.advance", "['6f9c']", "batch 6f9c"),
        ("batch.advance", "('6f9c',)", "batch 6f9c"),
        ("upkeep.sweep", "()", ""),
        ("upkeep.sweep", None, None),
        ("upkeep.sweep", "('cut off …", "('cut off …"),
    ],
)
def test_flower_shows_what_a_task_is_about(here: None, name: str, args: str | None, shown: str | None) -> None:
    config = importlib.import_module("tasks.flower_config")

    task = config.format_task(SimpleNamespace(name=name, args=args, kwargs="{}"))

    assert (task.args, task.kwargs) == (shown, "")
