"""What a worker refuses to be started with."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
NOWHERE = {"REDIS_URL": "redis://127.0.0.1:1/0", "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}


def test_threads_that_should_grow_in_number_end_the_worker_before_it_drops_a_message() -> None:
    command = [sys.executable, "-m", "celery", "-A", "tasks", "worker", "--pool", "threads", "--autoscale", "4,1"]

    ended = subprocess.run(
        command, cwd=CHECKOUT, env={**os.environ, **NOWHERE}, capture_output=True, text=True, timeout=60, check=False
    )

    assert ended.returncode != 0
    assert "--autoscale does not work with this pool" in ended.stderr
