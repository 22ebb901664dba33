"""Counting the jobs of a batch without looking at every one of them each time.

The counts are those of the jobs. But a job that has ended stays as it ended until somebody asks for a retry, so of a
large batch most need no second look: a tally holds how the jobs up to some id ended, and which of them had not. It may
be emptied at any time, which costs nothing but a longer count.

A retry opens jobs again and then empties the tally. Whoever adds to it holds its row and looks at the jobs only then:
so either a retry was seen, or it comes later and empties what was added, or it is under way and nothing is added.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, text

from scraper_sky.model.outcome import Outcome
from scraper_sky.model.rollup import Counts
from scraper_sky.model.status import JobStatus

MOST_UNCOUNTED = 2_000  # jobs that are looked at again and again before they are added to the tally
MOST_AT_ONCE = 50_000  # jobs that are looked at in one go, to add them
LOOKED_AT_FOR_EACH = 2  # of the uncounted, likewise: whoever asked waits for this
MOST_OPEN = 20_000  # jobs that a tally remembers as still open; each is looked at whenever somebody asks


@dataclass(frozen=True, slots=True)
class Count:
    counts: Counts
    outcomes: Mapping[str, int]  # of the ended jobs; those that occur
    uncounted: int  # ended jobs that no tally has yet


def count(connection: Connection, totals: Mapping[UUID, int]) -> dict[UUID, Count]:
    """The jobs of each batch by status and by outcome, as of one moment. `totals`: how many jobs each batch has.

    Pending is what neither is out nor has ended: of a batch that has just begun, that is nearly all. Where the next
    count would be much shorter after `add`, that is done, for one of the batches.
    """
    ended: dict[UUID, dict[str, int]] = {batch_id: defaultdict(int) for batch_id in totals}
    out: dict[UUID, dict[str, int]] = {batch_id: {} for batch_id in totals}
    uncounted: dict[UUID, int] = defaultdict(int)
    rows = connection.execute(_COUNT, {"ids": list(totals), "outcomes": [outcome.value for outcome in Outcome]})
    for batch_id, part, name, jobs in rows:
        if part == "out":
            out[batch_id][name] = jobs
            continue
        ended[batch_id][name] += jobs
        if part == "uncounted":
            uncounted[batch_id] += jobs
    longest = max(uncounted, key=uncounted.__getitem__, default=None)
    if longest is not None and uncounted[longest] > MOST_UNCOUNTED:
        add(connection, longest, min(MOST_AT_ONCE, LOOKED_AT_FOR_EACH * uncounted[longest]))
    return {
        batch_id: Count(_counts(total, ended[batch_id], out[batch_id]), dict(ended[batch_id]), uncounted[batch_id])
        for batch_id, total in totals.items()
    }


def _counts(total: int, ended: Mapping[str, int], out: Mapping[str, int]) -> Counts:
    by_status = defaultdict(int, out)
    for outcome, jobs in ended.items():
        by_status[Outcome(outcome).job_status.value] += jobs
    by_status[JobStatus.PENDING.value] = total - sum(by_status.values())
    return Counts.of(by_status)


# What a job became is looked up by its id, one after another: statistics from a time when nothing had ended would
# otherwise lead the planner to look through all that has ended since.
_COUNT = text(
    """
    WITH asked AS (
        SELECT asked.batch_id, coalesce(up_to, 0) AS up_to, ended, open_ids
        FROM unnest(CAST(:ids AS uuid[])) AS asked(batch_id) LEFT JOIN tallies ON tallies.batch_id = asked.batch_id
    )
    SELECT batch_id, 'tallied', key, CAST(value AS bigint) FROM asked, jsonb_each_text(ended)
    UNION ALL
    SELECT batch_id, 'uncounted', outcome, count(*) FROM (
        SELECT asked.batch_id, (SELECT outcome FROM jobs WHERE jobs.id = remembered.id) AS outcome
        FROM asked, unnest(open_ids) AS remembered(id)) AS formerly_open
    WHERE outcome IS NOT NULL GROUP BY 1, 3
    UNION ALL
    SELECT asked.batch_id, 'uncounted', known.outcome, behind.jobs
    FROM asked, unnest(CAST(:outcomes AS text[])) AS known(outcome), LATERAL (
        SELECT count(*) AS jobs FROM jobs
        WHERE jobs.batch_id = asked.batch_id AND jobs.outcome = known.outcome AND jobs.id > asked.up_to) AS behind
    WHERE behind.jobs > 0
    UNION ALL
    SELECT asked.batch_id, 'out', status, count(*)
    FROM asked JOIN jobs ON jobs.batch_id = asked.batch_id AND status IN ('queued', 'running') GROUP BY 1, 3
    """
)


def add(connection: Connection, batch_id: UUID, most: int) -> None:
    """Looks at the next `most` jobs and takes them up into the tally; nothing happens while somebody else writes to it.

    Whoever asked for a count does not wait for the disk: what a crash takes back of a tally is counted again.
    """
    lock = text(
        "SELECT set_config('synchronous_commit', 'off', true) FROM tallies WHERE batch_id = :id FOR UPDATE SKIP LOCKED"
    )
    if connection.execute(lock, {"id": batch_id}).one_or_none() is not None:
        connection.execute(_ADD, {"id": batch_id, "most": most, "most_open": MOST_OPEN})


_ADD = text(
    """
    WITH tally AS (
        SELECT up_to, ended, open_ids FROM tallies WHERE batch_id = :id
    ), formerly_open AS (
        SELECT remembered.id, (SELECT outcome FROM jobs WHERE jobs.id = remembered.id) AS outcome
        FROM tally, unnest(open_ids) AS remembered(id)
    ), next AS (
        SELECT id, outcome, count(*) FILTER (WHERE outcome IS NULL) OVER (ORDER BY id) AS open
        FROM (SELECT id, outcome FROM jobs
              WHERE (batch_id, id) > (:id, (SELECT up_to FROM tally)) AND (batch_id, id) <= (:id, 9223372036854775807)
              ORDER BY batch_id, id LIMIT :most) AS beyond
    ), fitting AS (
        SELECT id, outcome FROM next
        WHERE open <= :most_open - (SELECT count(*) FROM formerly_open WHERE outcome IS NULL)
    ), last AS (
        SELECT max(id) AS id FROM fitting WHERE outcome IS NOT NULL
    ), looked_at AS (
        SELECT id, outcome FROM formerly_open
        UNION ALL SELECT id, outcome FROM fitting WHERE id <= (SELECT id FROM last)
    ), by_outcome AS (
        SELECT outcome, sum(jobs) AS jobs
        FROM (SELECT key AS outcome, CAST(value AS bigint) AS jobs FROM tally, jsonb_each_text(ended)
              UNION ALL SELECT outcome, 1 FROM looked_at WHERE outcome IS NOT NULL) AS parts
        GROUP BY outcome
    )
    UPDATE tallies SET
        up_to = coalesce((SELECT id FROM last), up_to),
        ended = (SELECT coalesce(jsonb_object_agg(outcome, jobs), '{}') FROM by_outcome),
        open_ids = (SELECT coalesce(array_agg(id ORDER BY id), '{}') FROM looked_at WHERE outcome IS NULL)
    WHERE batch_id = :id
    """
)


def count_anew(connection: Connection, batch_id: UUID) -> None:
    """The tally of a batch that ends, from every one of its jobs."""
    connection.execute(
        text(
            """
            INSERT INTO tallies (batch_id, up_to, ended, open_ids)
            SELECT :id, (SELECT max(id) FROM jobs WHERE batch_id = :id), jsonb_object_agg(outcome, jobs), '{}'
            FROM (SELECT outcome, count(*) AS jobs FROM jobs WHERE batch_id = :id AND outcome IS NOT NULL
                  GROUP BY outcome) AS by_outcome
            ON CONFLICT (batch_id) DO UPDATE SET up_to = excluded.up_to, ended = excluded.ended,
                                                 open_ids = excluded.open_ids
            """
        ),
        {"id": batch_id},
    )


def empty(connection: Connection, batch_id: UUID) -> None:
    """For a new batch, and for one whose ended jobs were perhaps opened again: the next count looks at all of them."""
    connection.execute(
        text(
            """
            INSERT INTO tallies (batch_id, up_to, ended, open_ids) VALUES (:id, 0, '{}', '{}')
            ON CONFLICT (batch_id) DO UPDATE SET up_to = 0, ended = '{}', open_ids = '{}'
            """
        ),
        {"id": batch_id},
    )
