"""What is asked of a batch again and again reads its own jobs only, however many came before it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event, text

from scraper_sky.db.unit_of_work import unit_of_work
from scraper_sky.resources import Resources
from scraper_sky.services import batches
from tests.support.fleet import HandFleet

OTHERS = 20_000
OWN = 20_000

Ask = Callable[[HandFleet, UUID], object]


@pytest.fixture
def batch_id(fleet: HandFleet) -> UUID:
    """A large batch behind another one."""
    for name, jobs in (("other", OTHERS), ("own", OWN)):
        batch_id = fleet.submit(f"{name}.com").batch_id
        with unit_of_work(fleet.res.engine) as connection:
            connection.execute(
                text(
                    """
                    INSERT INTO jobs (batch_id, row, input, domain, attempt_limit)
                    SELECT :id, number, '', 'site' || number || '.com', 3 FROM generate_series(2, :jobs) AS number
                    """
                ),
                {"id": batch_id, "jobs": jobs},
            )
            connection.execute(text("UPDATE batches SET total = :jobs WHERE id = :id"), {"id": batch_id, "jobs": jobs})
    with unit_of_work(fleet.res.engine) as connection:
        connection.execute(text("ANALYZE jobs"))
    return batch_id


@contextmanager
def read_in_vain(res: Resources) -> Iterator[list[int]]:
    """For each statement that is sent, how many rows it read that were not wanted."""
    rows: list[int] = []

    def explain(connection: Any, cursor: Any, statement: str, values: Any, *rest: Any) -> None:
        if not statement.startswith(("BEGIN", "SET")):
            cursor.execute("EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) " + statement, values)
            plan = "\n".join(row[0] for row in cursor.fetchall())
            rows.append(sum(int(found) for found in re.findall(r"Rows Removed by Filter: (\d+)", plan)))

    event.listen(res.engine, "before_cursor_execute", explain)
    yield rows
    event.remove(res.engine, "before_cursor_execute", explain)


@pytest.mark.parametrize(
    "ask",
    [
        lambda fleet, batch_id: batches.get_state(fleet.res, fleet.caller.tenant_id, batch_id),
        lambda fleet, batch_id: batches.list_jobs(fleet.res, fleet.caller.tenant_id, batch_id),
        lambda fleet, batch_id: batches.list_jobs(fleet.res, fleet.caller.tenant_id, batch_id, status="pending"),
    ],
    ids=["status", "jobs", "jobs of a status"],
)
def test_the_jobs_of_other_batches_are_not_read(fleet: HandFleet, batch_id: UUID, ask: Ask) -> None:
    with read_in_vain(fleet.res) as rows:
        ask(fleet, batch_id)

    assert max(rows) < 10
