"""A whole system on this machine: servers, migrations, workers, beat; if wanted also pages, Flower and the farm."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import TracebackType

from scraper_sky.clock import monotonic_seconds
from scraper_sky.embedded import children
from scraper_sky.embedded.lines import LineLog
from scraper_sky.embedded.ports import HOST, free_port, is_answering
from scraper_sky.embedded.servers import Addresses, EmbeddedServers
from scraper_sky.embedded.state import Secrets, StateFolder
from scraper_sky.embedded.supervisor import Child, Supervisor
from scraper_sky.errors import Unavailable
from scraper_sky.settings import Settings, child_environment

FARM_HTTP_PORT, FARM_HTTPS_PORT = 25080, 25443
SERVING_SECONDS = 60.0
ENDS_ALLOWED = 2
LOOK_SECONDS = 0.1

Prepare = Callable[[Addresses, Secrets], None]


@dataclass(frozen=True, slots=True)
class Facts:
    """What other commands and people need to know of a running system. An address is empty when it has no such part."""

    addresses: Addresses
    secrets: Secrets
    public_url: str
    flower_url: str


def fresh_settings() -> Settings:
    """The settings without what a killed system left behind. A running one's addresses are in them."""
    settings = Settings.from_env()
    StateFolder(settings.state_dir).forget_killed_run()
    return Settings.from_env()


class System:
    """Use it as a context manager. Whoever keeps it running calls `run`, or `tick` several times a second."""

    def __init__(
        self,
        settings: Settings,
        log: LineLog,
        *,
        prepare: Prepare,
        stops_asked: Callable[[], int] = lambda: 0,
        with_pages: bool = True,
        with_farm: bool = False,
        overrides: Mapping[str, str] | None = None,
    ) -> None:
        """`prepare` is called once the servers answer and before any other process starts.

        `stops_asked` says how often a stop was asked for (see signals.py). `overrides` are settings, by the names of
        their variables, that the processes get whatever the environment says.
        """
        self._settings = settings
        self._log = log
        self._prepare = prepare
        self._stops_asked = stops_asked
        self._with_pages = with_pages
        self._with_farm = with_farm
        self._overrides = dict(overrides or {})
        self.state = StateFolder(settings.state_dir)
        self._servers = EmbeddedServers(self.state, settings, say=self._say)
        self._supervisor = Supervisor(log, on_change=self.state.write_pids, stops_asked=stops_asked)

    def start(self) -> Facts:
        """Returns when everything is up. Raises Conflict when a system runs here already, Unavailable for the rest.

        Raises KeyboardInterrupt when a stop is asked for meanwhile.
        """
        self.state.acquire()
        try:
            return self._start()
        except BaseException:
            self.stop()
            raise

    def tick(self) -> None:
        self._supervisor.tick()

    def run(self) -> None:
        """Keeps the system up until a stop is asked for, and stops it."""
        self._supervisor.run()

    def stop(self) -> None:
        """Ends every process in order and frees the state folder."""
        self._supervisor.stop()
        self.state.forget_run()
        self._servers.stop()

    def __enter__(self) -> Facts:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _start(self) -> Facts:
        addresses = self._servers.start()
        for server, process in self._servers.hand_over():
            self._supervisor.adopt(server, process)
        secrets = self.state.secrets(self._settings)
        self._heed_stop()
        self._say("preparing the database")
        self._prepare(addresses, secrets)
        self._heed_stop()
        port = self._port("The pages", self._settings.port)
        flower_port = self._port("Flower", self._settings.flower_port, taken=port)
        facts = self._facts(addresses, secrets, port, flower_port)
        env = {**self._environment(facts), **(self._start_farm() if self._with_farm else {})}
        for child in self._children(env, secrets, port, flower_port):
            self._supervisor.start(child)
        if self._with_pages:
            self._await("web", lambda: is_live(port))
            self._await_flower(flower_port)
        self.state.write_run_file(self._run_values(facts))
        return facts

    def _children(self, env: Mapping[str, str], secrets: Secrets, port: int, flower_port: int) -> list[Child]:
        wanted = [
            children.scan_worker(env, self._settings),
            children.control_worker(env, self._settings),
            children.beat(env, self.state.path),
        ]
        if self._with_pages:
            wanted = [children.web(env, port), *wanted, children.flower(env, flower_port, secrets.flower_password)]
        return wanted

    def _start_farm(self) -> dict[str, str]:
        """The settings with which the workers reach the farm's sites."""
        http_port = free_port(FARM_HTTP_PORT)
        https_port = free_port(FARM_HTTPS_PORT, {http_port})
        ready_file = children.farm_ready_file(self.state.path)
        ready_file.unlink(missing_ok=True)
        self._supervisor.start(children.farm(child_environment({}), self.state.path, http_port, https_port))
        self._await("farm", ready_file.is_file)
        facts = json.loads(ready_file.read_text())
        names = ("connect_to", "allow_networks", "ca_file")
        reached = {f"SCRAPERSKY_{name.upper()}": str(facts[name]) for name in names}
        return {**reached, "SCRAPERSKY_PER_ADDRESS": "0"}  # all its sites are at one

    def _await(self, name: str, is_up: Callable[[], bool]) -> None:
        """Waits until a part is up. Raises Unavailable when it keeps dying or takes too long."""
        deadline = monotonic_seconds() + SERVING_SECONDS
        while not is_up():
            self._heed_stop()
            self._supervisor.tick()
            if self._supervisor.ends_of(name) > ENDS_ALLOWED:
                raise Unavailable(f"{name} ends as soon as it starts; the lines above say why.")
            if monotonic_seconds() > deadline:
                raise Unavailable(f"{name} did not answer within {SERVING_SECONDS:.0f} s; the lines above may say why.")
            time.sleep(LOOK_SECONDS)

    def _heed_stop(self) -> None:
        if self._stops_asked():
            raise KeyboardInterrupt

    def _await_flower(self, port: int) -> None:
        """Flower only watches, so the system is up without it too; but then say so."""
        try:
            self._await("flower", lambda: is_answering(port))
        except Unavailable as error:
            self._say(f"{error.message} Everything else is up.")

    def _port(self, what: str, preferred: int, taken: int = 0) -> int:
        if not self._with_pages:
            return preferred
        port = free_port(preferred, {taken})
        if port != preferred:
            self._say(f"port {preferred} is in use; {what.lower()} will be on port {port}")
        return port

    def _facts(self, addresses: Addresses, secrets: Secrets, port: int, flower_port: int) -> Facts:
        if not self._with_pages:
            return Facts(addresses, secrets, "", "")
        public_url = self._settings.public_url or f"http://{HOST}:{port}"
        flower_url = self._settings.flower_url or f"http://{HOST}:{flower_port}"
        return Facts(addresses, secrets, public_url, flower_url)

    def _environment(self, facts: Facts) -> dict[str, str]:
        own = {**self._run_values(facts), "SCRAPERSKY_STATE_DIR": str(self.state.path), "PYTHONUNBUFFERED": "1"}
        if self._settings.log_format == "text":
            own["SCRAPERSKY_LOG_FORMAT"] = "short"  # The log that all processes share dates every line itself.
        return child_environment({**own, **self._overrides})

    def _run_values(self, facts: Facts) -> dict[str, str]:
        return {
            "DATABASE_URL": facts.addresses.database_url,
            "REDIS_URL": facts.addresses.redis_url,
            "CELERY_BROKER_URL": self._settings.broker_url,
            "SCRAPERSKY_PUBLIC_URL": facts.public_url,
            "SCRAPERSKY_FLOWER_URL": facts.flower_url,
            "SCRAPERSKY_API_KEY": facts.secrets.api_key,
            "SCRAPERSKY_SECRET_KEY": facts.secrets.secret_key,
            "SCRAPERSKY_FLOWER_PASSWORD": facts.secrets.flower_password,
        }

    def _say(self, line: str) -> None:
        self._log.write("scrapersky", line)


def is_live(port: int) -> bool:
    """Whether the web process says that it lives."""
    connection = http.client.HTTPConnection(HOST, port, timeout=2)
    try:
        connection.request("GET", "/health/live")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
