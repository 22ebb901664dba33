"""Every task has a name of its own choosing, a queue, and somebody who takes from that queue."""

from __future__ import annotations

import ast
import re
import shlex
from pathlib import Path

import pytest
from celery.app.routes import MapRoute

from tasks.app import QUEUES, celery_settings

ROOT = Path(__file__).parents[2]


@pytest.fixture
def configured(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:6379/0")
    return celery_settings()


def decorators() -> list[tuple[str, ast.expr]]:
    """Where each task is made, and the decorator that makes it."""
    found = []
    for path in sorted((ROOT / "tasks").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            for decorator in getattr(node, "decorator_list", ()):
                called = decorator.func if isinstance(decorator, ast.Call) else decorator
                if ast.unparse(called).split(".")[-1] in {"task", "shared_task"}:
                    found.append((f"{path.name}:{decorator.lineno}", decorator))
    return found


def name_of(decorator: ast.expr) -> str | None:
    keywords = decorator.keywords if isinstance(decorator, ast.Call) else []
    values = [keyword.value for keyword in keywords if keyword.arg == "name"]
    return str(values[0].value) if values and isinstance(values[0], ast.Constant) else None


def consumed_by(path: str, pattern: str) -> set[str]:
    """The queues that the worker command lines in a file name."""
    return {queue for queues in re.findall(pattern, (ROOT / path).read_text()) for queue in queues.split(",")}


def test_every_task_has_an_explicit_name() -> None:
    assert decorators()
    assert [place for place, decorator in decorators() if name_of(decorator) is None] == []


def test_every_task_is_routed_to_a_queue_of_ours(configured: dict[str, object]) -> None:
    route = MapRoute(configured["task_routes"])

    for place, decorator in decorators():
        routed = route(name_of(decorator))
        assert routed is not None, f"{place} has no route"
        assert routed["queue"] in QUEUES, place


def test_every_task_is_imported_by_the_worker() -> None:
    modules = {f"tasks.{place.partition('.')[0]}" for place, _ in decorators()}

    assert modules <= included()


def included() -> set[str]:
    """The modules that tasks/app.py tells the worker to import."""
    tree = ast.parse((ROOT / "tasks/app.py").read_text())
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "Celery"]
    (include,) = [keyword.value for keyword in calls[0].keywords if keyword.arg == "include"]
    return set(ast.literal_eval(include))


@pytest.mark.parametrize(
    ("path", "pattern"),
    [
        ("Procfile", r"--queues[ =](\S+)"),
        ("docker-compose.yml", r"--queues=(\S+)"),
        ("scraper_sky/embedded/children.py", r'_worker\("[a-z-]+", env, [^,]+, "([a-z,]+)"'),
    ],
)
def test_every_queue_is_taken_from_wherever_workers_are_started(path: str, pattern: str) -> None:
    assert consumed_by(path, pattern) == set(QUEUES)


def test_the_procfile_has_each_process_once() -> None:
    lines = [line for line in (ROOT / "Procfile").read_text().splitlines() if line and not line.startswith("#")]

    assert [line.partition(":")[0] for line in lines] == [
        "release",
        "web",
        "worker-scan",
        "worker-control",
        "beat",
        "flower",
    ]
    for line in lines:
        shlex.split(line.partition(":")[2])
