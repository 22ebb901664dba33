"""Those who use the system while it is broken: they hand in batches, give commands, and look."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import ExitStack
from random import Random
from types import TracebackType
from uuid import uuid4

from tests.faults.lab.client import Client
from tests.faults.lab.conditions import KEYS
from tests.faults.lab.domains import DomainMaker
from tests.faults.lab.history import Answer, History, Order
from tests.faults.lab.laboratory import Laboratory
from tests.faults.lab.state import count_open_jobs

SUBMITTERS = 3
READERS = 2
MOST_OPEN_JOBS = 600
RETRY_SECONDS = 0.5


class People:
    """Threads of submitters, commanders and readers; inside the `with` block they are at work."""

    def __init__(self, lab: Laboratory, history: History, seed: int) -> None:
        self._lab = lab
        self._history = history
        self._seed = seed
        self._names = DomainMaker()
        self._no_more = threading.Event()
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []
        self._readers: list[threading.Thread] = []
        self.faults: list[BaseException] = []

    def __enter__(self) -> People:
        with ExitStack() as ends:
            ends.callback(self.go_home)
            for number in range(SUBMITTERS):
                self._threads.append(self._begin(self._submit_often, number))
            self._threads.append(self._begin(self._command_often, 0))
            for number in range(READERS):
                self._readers.append(self._begin(self._look_often, number))
            ends.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.go_home()

    def hand_in_no_more(self) -> None:
        """Submitters finish what they have begun; the commander wakes what he put to sleep. Readers look on."""
        self._no_more.set()
        for thread in self._threads:
            thread.join(120)
        self._resume_all()

    def go_home(self) -> None:
        self._no_more.set()
        self._stop.set()
        for thread in (*self._threads, *self._readers):
            thread.join(60)

    def _begin(self, work: Callable[[int, Random], None], number: int) -> threading.Thread:
        dice = Random(f"{self._seed} {work.__name__} {number}")

        def run() -> None:
            try:
                work(number, dice)
            except BaseException as error:
                self.faults.append(error)
                self._lab.say(f"{work.__name__} {number} fell over: {error!r}")

        thread = threading.Thread(target=run, name=f"{work.__name__}-{number}", daemon=True)
        thread.start()
        return thread

    def _client(self, tenant: str) -> Client:
        return Client(self._lab.web_port, KEYS[tenant])

    # Submitters.

    def _submit_often(self, number: int, dice: Random) -> None:
        tenant = list(KEYS)[number % len(KEYS)]
        client = self._client(tenant)
        while not self._no_more.is_set():
            if self._lab.ask(count_open_jobs) < MOST_OPEN_JOBS:
                self._hand_in(client, self._order(tenant, dice))
            self._no_more.wait(dice.uniform(0.3, 2.5))

    def _order(self, tenant: str, dice: Random) -> Order:
        count = dice.choice((1, 5, 8, 12, 20, 21, 30, 60, 120, 200))
        domains = self._names.mixed(dice, count)
        wanted = uuid4() if dice.random() < 0.5 else None
        concurrent = dice.choice((None, None, 2, 5, 20))
        order = Order(str(uuid4()), tenant, domains, wanted, concurrent)
        self._history.add_order(order)
        return order

    def _hand_in(self, client: Client, order: Order) -> None:
        """Until it is accepted, as a careful client does; a refusal that will not pass ends it."""
        while not self._stop.is_set():
            answer = client.submit(order)
            if answer.status not in {0, 502, 503}:
                return
            self._lab.rest(RETRY_SECONDS)

    # The commander.

    def _command_often(self, number: int, dice: Random) -> None:
        while not self._no_more.wait(dice.uniform(0.5, 3.0)):
            orders = self._history.accepted()[-20:]
            if orders:
                order = dice.choice(orders)
                actions = ("pause", "resume", "resume", "cancel", "retry")
                action = dice.choices(actions, (4, 3, 3, 1, 3))[0]
                self._give(order, action)

    def _give(self, order: Order, action: str) -> Answer:
        assert order.batch_id is not None
        answer = self._client(order.tenant).command(action, order.batch_id)
        self._history.add_command(answer)
        return answer

    def _resume_all(self) -> None:
        """What nobody resumes stays paused for ever, and rightly so."""
        for order in self._history.accepted():
            while self._give(order, "resume").status in {0, 502, 503}:
                self._lab.rest(RETRY_SECONDS)

    # Readers.

    def _look_often(self, number: int, dice: Random) -> None:
        clients = {tenant: self._client(tenant) for tenant in KEYS}
        while not self._stop.wait(0.15):
            order = self._choose(dice)
            if order is not None and order.batch_id is not None:
                answer, poll = clients[order.tenant].poll(f"reader-{number}", order.batch_id)
                self._history.add_read(answer, poll)

    def _choose(self, dice: Random) -> Order | None:
        """A recent order mostly; those are the ones that move."""
        orders = self._history.accepted()
        if not orders:
            return None
        return dice.choice(orders[-8:] if dice.random() < 0.8 else orders)
