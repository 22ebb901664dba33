"""Door one: Celery. Ids in, one service call, nothing else."""

from tasks.app import app

__all__ = ["app"]
