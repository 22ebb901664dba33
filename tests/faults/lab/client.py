"""A client of the HTTP API that writes down every answer, also those that never came."""

from __future__ import annotations

import http.client
import json
import time
from typing import Any
from uuid import UUID

from scraper_sky.embedded.ports import HOST
from tests.faults.lab.history import Answer, Order, Poll

BASE = "/api/v3/batch_page_scraper"
PATIENCE_SECONDS = 15.0


class Client:
    def __init__(self, port: int, key: str) -> None:
        self._port = port
        self._key = key

    def submit(self, order: Order) -> Answer:
        """Hands the order in, once; the answer is added to its tries."""
        body: dict[str, Any] = {"domains": list(order.domains), "max_pages": 1}
        if order.wanted_id is not None:
            body["batch_id"] = str(order.wanted_id)
        if order.max_concurrent is not None:
            body["max_concurrent"] = order.max_concurrent
        answer = self._ask("submit", None, "POST", "/batch", body, {"Idempotency-Key": order.key})
        order.tries.append(answer)
        return answer

    def command(self, action: str, batch_id: UUID) -> Answer:
        """pause, resume, cancel or retry."""
        return self._ask(action, batch_id, "POST", f"/batch/{batch_id}/{action}", None)

    def poll(self, reader: str, batch_id: UUID) -> tuple[Answer, Poll | None]:
        answer = self._ask("status", batch_id, "GET", f"/batch/{batch_id}/status", None)
        if answer.status != 200:
            return answer, None
        return answer, Poll(reader, answer.sent_at, answer.answered_at, answer.body["status"], answer.body["counts"])

    def _ask(
        self,
        action: str,
        batch_id: UUID | None,
        method: str,
        path: str,
        body: Any,
        headers: dict[str, str] | None = None,
    ) -> Answer:
        sent = {"Authorization": f"Bearer {self._key}", "Content-Type": "application/json", **(headers or {})}
        payload = None if body is None else json.dumps(body)
        connection = http.client.HTTPConnection(HOST, self._port, timeout=PATIENCE_SECONDS)
        sent_at = time.time()
        try:
            connection.request(method, BASE + path, payload, sent)
            response = connection.getresponse()
            told = json.loads(response.read() or b"null")
            return Answer(action, batch_id, sent_at, time.time(), response.status, told)
        except (OSError, http.client.HTTPException, ValueError):
            return Answer(action, batch_id, sent_at, time.time(), 0)
        finally:
            connection.close()
