"""The command lines of a system's own processes. They are spawned, never imported: the library knows no door."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from scraper_sky.embedded.ports import HOST
from scraper_sky.embedded.supervisor import Child
from scraper_sky.errors import BadSettings, Unavailable
from scraper_sky.settings import Settings

CHECKOUT = Path(__file__).parents[2]
FLOWER_USER = "operator"
WEB_THREADS = 48
SCAN_NICENESS, CONTROL_NICENESS = 10, 5

# Each part leads a session of its own. Where Linux shares the processor between sessions first (autogroup), how nice a
# process is counts within its session only; beyond that it is the session's own niceness that does.
GIVE_WAY = '(echo "$1" >/proc/self/autogroup) 2>/dev/null; exec nice -n "$@"'

FRONT_TURN, WORKER_TURN, FARM_TURN = 0, 1, 2
"""The order of the end: nothing new comes in, then what is open is finished; the servers' turns come after these."""

Environment = Mapping[str, str]


def web(env: Environment, port: int) -> Child:
    """The pages and the API: one process with threads."""
    return Child(
        "web",
        (
            *_python("gunicorn"),
            *("--bind", f"{HOST}:{port}", "--worker-class", "webapp.serving.PatientThreads", "--workers", "1"),
            *("--threads", str(WEB_THREADS), "--timeout", "120", "--graceful-timeout", "5"),
            # The application writes its own line per request; gunicorn only says what goes wrong.
            # Its control socket would lie in the home folder, which may not be there, and be shared by all systems.
            *("--no-control-socket", "--log-level", "warning", "webapp:create_app()"),
        ),
        env,
        stop_turn=FRONT_TURN,
    )


def scan_worker(env: Environment, settings: Settings, niceness: int = SCAN_NICENESS) -> Child:
    """It gives way to the others: a scan may take a moment longer, but whoever looks at a page waits for the answer."""
    return _giving_way(_worker("worker-scan", env, settings.scan_threads, "scan,interactive", "scan@%h"), niceness)


def control_worker(env: Environment, settings: Settings, niceness: int = CONTROL_NICENESS) -> Child:
    """It gives way to all but the scans, which wait for it."""
    return _giving_way(_worker("worker-control", env, settings.control_threads, "control", "control@%h"), niceness)


def beat(env: Environment, state_dir: Path) -> Child:
    return Child(
        "beat",
        (*_celery("beat"), "--schedule", str(state_dir / "celerybeat-schedule"), "--pidfile=", "--loglevel", "WARNING"),
        env,
        stop_turn=FRONT_TURN,
    )


def flower(env: Environment, port: int, password: str) -> Child:
    """Flower. Its password goes through the environment, which other users cannot read, unlike a command line."""
    if "," in password:
        raise BadSettings("SCRAPERSKY_FLOWER_PASSWORD must not contain a comma: Flower would take it for two.")
    own = {**env, "FLOWER_BASIC_AUTH": f"{FLOWER_USER}:{password}"}
    argv = (*_celery("flower"), f"--address={HOST}", f"--port={port}", "--logging=error", *_flower_config())
    return Child("flower", argv, own, stop_turn=FRONT_TURN)


def farm(env: Environment, state_dir: Path, http_port: int, https_port: int) -> Child:
    """The invented websites of the demo. Raises Unavailable outside a checkout, for only a checkout has them."""
    if not (CHECKOUT / "tests" / "support" / "farm").is_dir():
        raise Unavailable("The demo's invented websites come with the source; start it from a checkout.")
    argv = (
        *_python("tests.support.farm"),
        *("--http-port", str(http_port), "--https-port", str(https_port)),
        *("--state", str(state_dir / "farm"), "--ready-file", str(farm_ready_file(state_dir)), "--die-with-parent"),
    )
    # What it prints is for programs and stands in the ready file too; its errors stay visible.
    quiet = ("/bin/sh", "-c", 'exec "$@" >/dev/null', "sh", *argv)
    return Child("farm", quiet, {**env, "PYTHONPATH": str(CHECKOUT)}, stop_turn=FARM_TURN)


def farm_ready_file(state_dir: Path) -> Path:
    return state_dir / "farm.json"


def _worker(name: str, env: Environment, threads: int, queues: str, node: str) -> Child:
    argv = (
        *_celery("worker"),
        *("--pool", "threads", "--concurrency", str(threads), "--queues", queues, "--hostname", node),
        *("--task-events", "--without-gossip", "--without-mingle", "--loglevel", "WARNING"),
    )
    return Child(name, argv, env, stop_turn=WORKER_TURN, grace_seconds=12.0)


def _giving_way(child: Child, niceness: int) -> Child:
    return replace(child, argv=("/bin/sh", "-c", GIVE_WAY, "sh", str(niceness), *child.argv))


def _celery(command: str) -> tuple[str, ...]:
    # The warning is about messages that carry programs; ours carry JSON and nothing else.
    quiet = "ignore:You're running the worker with superuser privileges"
    return (sys.executable, "-W", quiet, "-m", "celery", "--app", "tasks", "--quiet", command)


def _python(module: str) -> tuple[str, ...]:
    return (sys.executable, "-m", module)


def _flower_config() -> tuple[str, ...]:
    spec = importlib.util.find_spec("tasks")
    config = Path(spec.origin).with_name("flower_config.py") if spec and spec.origin else None
    return (f"--conf={config}",) if config and config.is_file() else ()
