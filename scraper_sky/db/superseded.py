"""What a release that knows nothing of waiting attempts leaves behind when it goes on with a job that waits.

It begins another attempt: the one that waited stays open, and what that had read stays where it was (`unfinished`).
"""

from __future__ import annotations

from sqlalchemy import Connection, text

from scraper_sky.model.status import TERMINAL_JOB


def close_superseded(connection: Connection, job_id: int | None = None) -> int:
    """Ends the attempts that waited and were passed over, of one job or of all, and forgets what they had read.

    Looks at nothing but jobs of which something is kept in `unfinished`. Such an attempt ended when the next began, so
    that no two attempts overlap. Gives back how many were ended.
    """
    changed = connection.execute(
        text(
            """
            WITH passed_over AS (
                DELETE FROM unfinished USING jobs
                WHERE jobs.id = unfinished.job_id AND (CAST(:job_id AS bigint) IS NULL OR jobs.id = :job_id)
                  AND (unfinished.attempt < jobs.attempt OR jobs.status = ANY(:ended))
                RETURNING unfinished.job_id, unfinished.attempt
            )
            UPDATE attempts SET outcome = 'worker_lost', detail = 'Another release went on with this job.',
                                finished_at = (SELECT coalesce(min(later.started_at), now()) FROM attempts AS later
                                               WHERE later.job_id = attempts.job_id AND later.number > attempts.number)
            FROM passed_over
            WHERE attempts.job_id = passed_over.job_id AND attempts.number = passed_over.attempt
              AND attempts.finished_at IS NULL
            """
        ),
        {"job_id": job_id, "ended": [status.value for status in TERMINAL_JOB]},
    )
    return changed.rowcount
