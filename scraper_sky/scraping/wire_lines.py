"""A bound on the lines of one answer.

http.client counts the headers of an answer and nothing else. Answers that only announce another (100 Continue), the
lengths of chunks and the trailers behind the last one are read for as long as they come, which keeps a core busy until
the time is up.
"""

from __future__ import annotations

import http.client
import io
from typing import Any

from scraper_sky.model.outcome import Outcome
from scraper_sky.scraping.faults import FetchFailed

MOST_LINES = 20_000  # with chunks of the usual 8 KB, more than 150 MB


def bounded_answer(*arguments: Any, **options: Any) -> http.client.HTTPResponse:
    """http.client's response, which raises FetchFailed when its server sends more than MOST_LINES lines."""
    response = http.client.HTTPResponse(*arguments, **options)
    response.fp = _Lines(response.fp.detach())
    return response


class _Lines(io.BufferedReader):
    _left = MOST_LINES

    def readline(self, size: int | None = -1, /) -> bytes:
        self._left -= 1
        if self._left < 0:
            raise FetchFailed(Outcome.PROTOCOL_ERROR, "The answer comes in far too many pieces.")
        return super().readline(size)
