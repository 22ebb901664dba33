"""The server itself: HTTP/1.1 written by hand on asyncio, because it has to be cheap and has to misbehave."""

from __future__ import annotations

import asyncio
import json
import socket
import struct
from collections import OrderedDict
from collections.abc import Callable
from urllib.parse import parse_qs

from tests.support.farm.catalogue import HostPlan, plan_of
from tests.support.farm.ledger import HostEntry, Ledger
from tests.support.farm.messages import Request, Response, parse_request, wire
from tests.support.farm.site import respond

CACHE_BYTES = 48 * 1024 * 1024
MAX_HEAD_BYTES = 64 * 1024
IDLE_SECONDS = 30.0
HASTE = 0.0005  # a delay shorter than this is none


class WireCache:
    """Finished answers by (host, target, gzip), the longest unused dropped first."""

    def __init__(self, capacity: int = CACHE_BYTES) -> None:
        self._kept: OrderedDict[tuple[str, str, str, bool], bytes] = OrderedDict()
        self._bytes, self._capacity = 0, capacity

    def get(self, request: Request, make: Callable[[Request], Response]) -> bytes:
        key = (request.scheme, request.host, request.target, request.wants_gzip)
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
            return kept
        made = self._kept[key] = wire(make(request), request.wants_gzip)
        self._bytes += len(made)
        while self._bytes > self._capacity:
            self._bytes -= len(self._kept.popitem(last=False)[1])
        return made


class FarmServer:
    """What all connections share."""

    def __init__(self, latency_ms: float = 0.0) -> None:
        self.latency = latency_ms / 1000
        self.ledger = Ledger()
        self.cache = WireCache()
        self.open: set[Connection] = set()

    def connection(self, scheme: str) -> Callable[[], Connection]:
        return lambda: Connection(self, scheme)

    def console(self, request: Request) -> Response:
        """The farm's own pages: /_farm/stats and /_farm/reset."""
        _, _, query = request.target.partition("?")
        if request.path == "/_farm/stats":
            asked = {name: values[-1] for name, values in parse_qs(query).items()}
            report = self.ledger.report(asked.get("prefix", ""), asked.get("hosts", "1") != "0")
            return Response(200, "application/json", json.dumps(report).encode())
        if request.path == "/_farm/reset":
            self.ledger.reset()
            return Response(200, "application/json", b"{}")
        return Response(404, "text/plain", b"The farm itself has /_farm/stats and /_farm/reset.\n")

    def drop_idle(self, now: float) -> None:
        for connection in [each for each in self.open if each.idle_since and now - each.idle_since > IDLE_SECONDS]:
            connection.transport.close()


def is_console(host: str) -> bool:
    """True for requests to the farm itself: they name it by address, or as farm.invalid."""
    return host in ("farm.invalid", "localhost", "") or host[0] == "[" or host.replace(".", "").isdigit()


class Connection(asyncio.Protocol):
    """One client connection: requests are answered one after the other."""

    transport: asyncio.Transport

    def __init__(self, server: FarmServer, scheme: str) -> None:
        self.server, self.scheme = server, scheme
        self.loop = asyncio.get_running_loop()
        self.buffer = bytearray()
        self.entry: HostEntry | None = None  # the host this connection was first used for
        self.answering: HostEntry | None = None
        self.task: asyncio.Task[None] | None = None
        self.timer: asyncio.TimerHandle | None = None
        self.idle_since = self.loop.time()
        self.closed: asyncio.Future[None] = self.loop.create_future()
        self.writable: asyncio.Future[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.server.open.add(self)
        self.server.ledger.open()

    def connection_lost(self, exc: Exception | None) -> None:
        self.server.open.discard(self)
        self._end()
        self.server.ledger.close(self.entry)
        if not self.closed.done():
            self.closed.set_result(None)
        self.resume_writing()
        if self.timer:
            self.timer.cancel()
        if self.task:
            self.task.cancel()

    def pause_writing(self) -> None:
        self.writable = self.loop.create_future()

    def resume_writing(self) -> None:
        if self.writable and not self.writable.done():
            self.writable.set_result(None)
        self.writable = None

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        if self.answering is None:
            self._next()

    def _next(self) -> None:
        """Answer the request at the front of the buffer, if all of it is there."""
        end = self.buffer.find(b"\r\n\r\n")
        if end < 0:
            if len(self.buffer) > MAX_HEAD_BYTES:
                self.transport.abort()
            return
        try:
            request = parse_request(bytes(self.buffer[:end]), self.scheme)
        except ValueError:
            self.transport.close()
            return
        if len(self.buffer) < end + 4 + request.body_length:
            return
        del self.buffer[: end + 4 + request.body_length]
        self.idle_since = 0.0
        self._answer(request)

    def _answer(self, request: Request) -> None:
        if is_console(request.host):
            self.transport.write(wire(self.server.console(request), gzip=False))
            self._done(request)
            return
        ledger = self.server.ledger
        entry = self.answering = ledger.entry(request.host)
        if self.entry is None:
            self.entry = entry
            ledger.settle(entry)
        ledger.begin(entry, request.path)
        plan = plan_of(request.host)
        if plan.fault is not None and plan.fault.concerns(request.path):
            self.task = self.loop.create_task(self._misbehave(request, plan, entry))
        elif self.server.latency > HASTE:
            self.timer = self.loop.call_later(self.server.latency, self._serve, request)
        else:
            self._serve(request)

    def _serve(self, request: Request) -> None:
        answer = self.server.cache.get(request, respond)
        if request.method == "HEAD":
            answer = answer[: answer.index(b"\r\n\r\n") + 4]
        self.transport.write(answer)
        self._done(request)

    async def _misbehave(self, request: Request, plan: HostPlan, entry: HostEntry) -> None:
        assert plan.fault is not None
        if self.server.latency > HASTE:
            await asyncio.sleep(self.server.latency)
        await plan.fault.behave(Exchange(self, request, plan, entry))
        self.task = None
        if not self.transport.is_closing():
            self._done(request)

    def _end(self) -> None:
        if self.answering is not None:
            self.server.ledger.end(self.answering)
            self.answering = None

    def _done(self, request: Request) -> None:
        self._end()
        self.idle_since = self.loop.time()
        if not request.keep_alive:
            self.transport.close()
        elif self.buffer:
            self.loop.call_soon(self._next)


class Exchange:
    """What a fault may do with one request."""

    def __init__(self, connection: Connection, request: Request, plan: HostPlan, entry: HostEntry) -> None:
        self._connection = connection
        self.request, self.plan, self.entry = request, plan, entry

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers at the end of the host name: (3000, 7) for slow-3000-7."""
        return self.plan.numbers

    async def send(self, data: bytes) -> None:
        """Bytes as they are; waits while the client does not take them, and is cancelled once the client is gone."""
        if self._connection.transport.is_closing():
            await self._connection.closed
        self._connection.transport.write(data)
        if self._connection.writable is not None:
            await self._connection.writable

    async def reply(self, response: Response) -> None:
        await self.send(wire(response, self.request.wants_gzip, head_only=self.request.method == "HEAD"))

    async def serve_site(self) -> None:
        """What a healthy site of this name would answer."""
        await self.send(self._connection.server.cache.get(self.request, respond))

    def close(self) -> None:
        self._connection.transport.close()

    def reset(self) -> None:
        """Break off so that the client sees a reset and not an orderly end."""
        raw = self._connection.transport.get_extra_info("socket")
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._connection.transport.abort()

    async def until_gone(self) -> None:
        await self._connection.closed
