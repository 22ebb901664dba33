"""What the release of migration 0001 says to the database, word for word, for tests of the schemas that came after it.

It knows no column that was added later. When a release is no longer one that may run beside the newest, the statements
of the one after it take its place here.
"""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Engine, Row, text

from scraper_sky.db.unit_of_work import unit_of_work, with_patience

REVISION = "0001"
LEASE_SECONDS = 20.0
DATABASE_PATIENCE_SECONDS = 20.0


@dataclass
class FormerRelease:
    """Submits and works like that release. What a scan finds is always the same page and contact."""

    engine: Engine
    tenant_id: int

    def submit(self, domains: list[str]) -> UUID:
        batch_id = uuid4()
        with unit_of_work(self.engine) as connection:
            values = {"id": batch_id, "tenant_id": self.tenant_id, "total": len(domains)}
            connection.execute(text(_INSERT_BATCH), values)
            values = {"id": batch_id, "domains": domains, "rows": list(range(1, len(domains) + 1))}
            connection.execute(text(_INSERT_JOBS), values)
        return batch_id

    def work(self, batch_id: UUID, go_on: threading.Event) -> None:
        """One thread of its worker: takes a due job, reads it, records it, while `go_on` is set and there is one."""
        while go_on.is_set():
            job = self.begin(batch_id)
            if job is None:
                return
            self.end(job)

    def begin(self, batch_id: UUID) -> dict[str, object] | None:
        """Begins an attempt at a due job of the batch; None when there is none."""
        message = self._ask(_TAKE_DUE, batch_id=batch_id, lease=LEASE_SECONDS)
        if message is None:
            return None
        job = {"job_id": message.id, "token": message.token}
        assert self._ask(_START, **job, lease=LEASE_SECONDS) is not None
        return job

    def end(self, job: dict[str, object], *, final: bool = True) -> None:
        """Ends the attempt well, or (not `final`) in a way after which the job is tried again."""
        found = {"pages": json.dumps([_PAGE]), "contacts": json.dumps([_CONTACT])}
        outcome = ("succeeded", "ok") if final else ("pending", "read_timeout")
        ended = {"final": final, "status": outcome[0], "outcome": outcome[1]}
        assert self._ask(_RECORD, **job, **found, **ended) is not None

    def cancel(self, batch_id: UUID) -> None:
        self._ask(_CANCEL, batch_id=batch_id)

    def _ask(self, statement: str, **values: object) -> Row[Any] | None:
        """One statement in a transaction of its own, with the patience that the workers have."""

        def ask() -> Row[Any] | None:
            with unit_of_work(self.engine) as connection:
                return connection.execute(text(statement), values).one_or_none()

        return with_patience(ask, seconds=DATABASE_PATIENCE_SECONDS)


_PAGE = {
    "position": 0,
    "url": "https://a.test/",
    "final_url": "https://a.test/",
    "status": 200,
    "content_type": "text/html",
    "bytes_read": 10,
    "milliseconds": 5,
    "title": "A",
    "chosen_for": "home",
}
_CONTACT = {
    "position": 0,
    "kind": "email",
    "value": "info@a.test",
    "as_written": "info@a.test",
    "label": "role",
    "on_domain": True,
    "best": True,
    "why": "",
    "page_url": "https://a.test/",
    "method": "text",
    "snippet": "",
}
_INSERT_BATCH = """
    INSERT INTO batches (id, tenant_id, kind, source, total, max_pages, max_concurrent, queue)
    VALUES (:id, :tenant_id, 'scan', 'api', :total, 1, NULL, 'scan')
"""
_INSERT_JOBS = """
    INSERT INTO jobs (batch_id, row, input, domain, attempt_limit)
    SELECT :id, part.row, part.domain, part.domain, 3
    FROM unnest(CAST(:rows AS int[]), CAST(:domains AS text[])) AS part(row, domain)
"""
_TAKE_DUE = """
    WITH due AS (
        SELECT id FROM jobs
        WHERE batch_id = :batch_id AND status = 'pending' AND not_before <= now()
        ORDER BY not_before, id LIMIT 1 FOR UPDATE SKIP LOCKED
    )
    UPDATE jobs SET status = 'queued', token = gen_random_uuid(), queued_at = now(), wait_reason = NULL,
                    lease_until = now() + make_interval(secs => :lease)
    FROM due WHERE jobs.id = due.id
    RETURNING jobs.id, jobs.token
"""
_START = """
    WITH leased AS (
        UPDATE jobs SET status = 'running', attempt = jobs.attempt + 1, started_at = now(),
                        lease_until = now() + make_interval(secs => :lease)
        FROM batches
        WHERE jobs.id = :job_id AND jobs.token = :token AND jobs.status = 'queued' AND batches.id = jobs.batch_id
        RETURNING jobs.id, jobs.token, jobs.attempt
    ), opened AS (
        INSERT INTO attempts (job_id, number, token, worker) SELECT id, attempt, token, 'former' FROM leased
    )
    SELECT id, token FROM leased
"""
_RECORD = """
    WITH ended AS (
        UPDATE jobs SET status = :status, token = NULL, lease_until = NULL, detail = '',
                        outcome = CASE WHEN :final THEN :outcome END, finished_at = CASE WHEN :final THEN now() END,
                        not_before = now(), wait_reason = NULL, liveness = 'live',
                        answered_url = 'https://a.test/', summary = '{}', facts_attempt = attempt
        WHERE id = :job_id AND token = :token AND status = 'running'
        RETURNING id, attempt
    ), closed AS (
        UPDATE attempts SET finished_at = now(), outcome = :outcome, detail = '', bytes_read = 10, milliseconds = 5,
                            tries = '[]', findings = '{}'
        FROM ended WHERE attempts.job_id = ended.id AND attempts.number = ended.attempt
    ), visited AS (
        INSERT INTO pages (job_id, attempt, position, url, final_url, status, content_type, bytes_read, milliseconds,
                           title, chosen_for)
        SELECT ended.id, ended.attempt, page.*
        FROM ended, jsonb_to_recordset(CAST(:pages AS jsonb)) AS page(
            position smallint, url text, final_url text, status smallint, content_type text, bytes_read int,
            milliseconds int, title text, chosen_for text)
    ), found AS (
        INSERT INTO contacts (job_id, attempt, position, kind, value, as_written, label, on_domain, best, why,
                              page_url, method, snippet, rejected_by)
        SELECT ended.id, ended.attempt, contact.*
        FROM ended, jsonb_to_recordset(CAST(:contacts AS jsonb)) AS contact(
            position smallint, kind text, value text, as_written text, label text, on_domain boolean, best boolean,
            why text, page_url text, method text, snippet text, rejected_by text)
    )
    SELECT id FROM ended
"""
_CANCEL = """
    WITH stopped AS (
        UPDATE jobs SET status = 'cancelled', outcome = 'cancelled', finished_at = now(), token = NULL,
                        lease_until = NULL, wait_reason = NULL
        WHERE batch_id = :batch_id AND status IN ('pending', 'queued', 'running')
        RETURNING id, attempt
    ), closed AS (
        UPDATE attempts SET finished_at = now(), outcome = 'cancelled'
        FROM stopped WHERE attempts.job_id = stopped.id AND attempts.number = stopped.attempt
             AND attempts.finished_at IS NULL
    )
    SELECT count(*) FROM stopped
"""
