"""One line per event, never more: control characters in what others sent are escaped, so nobody can forge a line."""

from __future__ import annotations

import json
import logging
import sys
from contextvars import ContextVar
from datetime import UTC, datetime

request_id: ContextVar[str] = ContextVar("request_id", default="-")
"""The id of the HTTP request or of the task at work in this thread; it stands in every line."""


def set_up(level: str, log_format: str) -> None:
    """Sends all logging of this process to standard error. `log_format` is `text`, `json`, or `short` (text without
    the time, for output that somebody else dates)."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLine() if log_format == "json" else TextLine(dated=log_format != "short"))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for talkative in ("celery.app.trace", "celery.worker.strategy", "celery.beat", "kombu"):
        logging.getLogger(talkative).setLevel("DEBUG" if level == "DEBUG" else "WARNING")


def escape(text: str) -> str:
    """`text` with line breaks, other control characters and direction marks written out."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


class TextLine(logging.Formatter):
    def __init__(self, *, dated: bool) -> None:
        super().__init__()
        self._dated = dated

    def format(self, record: logging.LogRecord) -> str:
        line = f"{record.levelname:<7} {record.name} [{request_id.get()}] {record.getMessage()}"
        if self._dated:
            line = f"{_moment(record)} {line}"
        if record.exc_info:
            line += " | " + self.formatException(record.exc_info)
        return escape(line)


class JsonLine(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        event = {
            "time": _moment(record),
            "level": record.levelname,
            "logger": record.name,
            "request_id": request_id.get(),
            "message": record.getMessage(),
        }
        if record.exc_info:
            event["exception"] = self.formatException(record.exc_info)
        return json.dumps(event, ensure_ascii=True)


def _moment(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
