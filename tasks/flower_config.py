"""Flower's configuration: `celery -A tasks flower --conf=tasks/flower_config.py`. The command line goes before it.

Flower runs this file and takes over every name in it that is one of its options.
"""

from __future__ import annotations

import ast
from typing import Any

from scraper_sky.embedded.children import FLOWER_USER
from scraper_sky.settings import Settings

_settings = Settings.from_env()

port = _settings.flower_port
max_tasks = 20_000
max_workers = 200
purge_offline_workers = 3600
tasks_columns = "name,args,state,received,runtime,worker,uuid"

if _settings.flower_password:
    basic_auth = [f"{FLOWER_USER}:{_settings.flower_password}"]
else:
    address = "127.0.0.1"  # Whoever has set no password has Flower to this machine alone.


def format_task(task: Any) -> Any:
    """Makes readable what a task is about. `task` is a copy of Flower's, whose `args` is a text from the message.

    For a scan that is `example.com (job 12)`, put there by `broker.send_chord`; Celery's own is `['6f9c…']`.
    """
    about = plain(task.args)
    task.args = f"batch {about}" if about and task.name == "batch.advance" else about
    task.kwargs = "" if task.kwargs == "{}" else task.kwargs
    return task


def plain(args: str | None) -> str | None:
    """`args` without the marks of a Python list; what is none stays as it is."""
    try:
        values = ast.literal_eval(args or "")
    except (ValueError, SyntaxError):
        return args
    return ", ".join(map(str, values)) if isinstance(values, (list, tuple)) else args
