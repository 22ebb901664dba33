"""The states a batch and a job can be in (docs/architecture.md draws the transitions)."""

from __future__ import annotations

from enum import StrEnum


class BatchKind(StrEnum):
    """What a batch wants of each of its domains."""

    SCAN = "scan"
    SITEMAP = "sitemap"  # the list of its pages


class BatchStatus(StrEnum):
    PENDING = "pending"
    RUNNING = "running"
    PAUSED = "paused"
    COMPLETED = "completed"
    PARTIAL = "partial"
    FAILED = "failed"
    CANCELLED = "cancelled"


class JobStatus(StrEnum):
    PENDING = "pending"
    QUEUED = "queued"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    SKIPPED = "skipped"
    CANCELLED = "cancelled"


TERMINAL_BATCH = frozenset({BatchStatus.COMPLETED, BatchStatus.PARTIAL, BatchStatus.FAILED, BatchStatus.CANCELLED})
OPEN_BATCH = frozenset(BatchStatus) - TERMINAL_BATCH
OPEN_JOB = frozenset({JobStatus.PENDING, JobStatus.QUEUED, JobStatus.RUNNING})
OUT_JOB = frozenset({JobStatus.QUEUED, JobStatus.RUNNING})
TERMINAL_JOB = frozenset(JobStatus) - OPEN_JOB
