"""How many jobs of a batch may be out (queued or running) at a time, and in which portions they are sent."""

from __future__ import annotations

from dataclasses import dataclass

CHORDS_PER_WINDOW = 8
LARGEST_CHORD = 8


@dataclass(frozen=True, slots=True)
class Capacity:
    """What the fleet can do now and who wants it."""

    slots: int  # threads of the live workers that scan
    active_batches: int  # batches with open jobs, all tenants together, this one included
    active_tenants: int
    tenant_batches: int  # of these, the batches of this batch's tenant
    out_elsewhere: int  # jobs of other batches that are out now


def window_size(max_concurrent: int | None, capacity: Capacity, reserve_share: float = 0.1) -> int:
    """The window of one batch: its fair share of the fleet, never more than its caller allowed, never less than 1.

    Tenants share the slots evenly, a tenant's batches share the tenant's part. What others do not use now is
    free for this one, but a reserve stays untouched by whoever is above the fair share, so that a batch that arrives
    later starts at once.
    """
    slots = max(1, capacity.slots)
    fair = max(1, slots // max(1, capacity.active_tenants) // max(1, capacity.tenant_batches))
    reserve = max(1, int(slots * reserve_share))
    unused = slots - capacity.out_elsewhere - reserve
    window = max(fair if capacity.active_batches > 1 else slots - reserve, unused, 1)
    return window if max_concurrent is None else min(window, max_concurrent)


def chord_sizes(jobs: int, window: int) -> list[int]:
    """Splits `jobs` into chords of an eighth of the window, 8 jobs at the most, so that the window slides.

    The places of a chord's jobs are filled again when its last job has ended. So one slow site holds back the places of
    its whole chord, and the larger the chord, the likelier it has one.
    A batch that fits its window whole goes out as one chord; the caller passes window >= jobs only then.
    """
    largest = max(1, min(LARGEST_CHORD, window // CHORDS_PER_WINDOW))
    full, rest = divmod(jobs, largest)
    return [largest] * full + ([rest] if rest else [])
