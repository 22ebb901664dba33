"""Rules of the house that no linter knows. Each is read from the syntax tree, so comments and strings do not count."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("scraper_sky", "tasks", "webapp", "migrations")
LONGEST_FILE = 350
CLOCKS = {
    "time.time",
    "time.time_ns",
    "time.monotonic",
    "time.monotonic_ns",
    "time.perf_counter",
    "time.perf_counter_ns",
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "datetime.datetime.now",
    "datetime.datetime.utcnow",
    "datetime.date.today",
}


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of ours by its path from the root."""
    paths = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    return {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text()) for path in paths}


def nodes(*kinds: type[ast.AST], besides: str = "") -> Iterator[tuple[str, ast.AST]]:
    """Each node of these kinds with its place, except those of the one file in which it is allowed."""
    for path, tree in modules().items():
        if path != besides:
            for node in ast.walk(tree):
                if isinstance(node, kinds):
                    yield f"{path}:{getattr(node, 'lineno', 0)}", node


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    assert isinstance(node, ast.ImportFrom)
    return [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]


def test_only_unit_of_work_commits() -> None:
    allowed = "scraper_sky/db/unit_of_work.py"

    assert [
        place
        for place, node in nodes(ast.Attribute, besides=allowed)
        if node.attr in {"commit", "autocommit"}  # type: ignore[attr-defined]
    ] == []


def test_only_the_settings_read_the_environment() -> None:
    allowed = "scraper_sky/settings.py"
    reads = {"environ", "environb", "getenv", "getenvb"}

    touched = [place for place, node in nodes(ast.Attribute, besides=allowed) if node.attr in reads]  # type: ignore[attr-defined]
    taken = [
        place
        for place, node in nodes(ast.ImportFrom, besides=allowed)
        if node.module == "os" and reads & {alias.name for alias in node.names}  # type: ignore[attr-defined]
    ]

    assert touched + taken == []


def test_only_the_clock_reads_a_clock() -> None:
    allowed = "scraper_sky/clock.py"

    read = [place for place, node in nodes(ast.Attribute, besides=allowed) if ast.unparse(node) in CLOCKS]
    taken = [
        place
        for place, node in nodes(ast.ImportFrom, besides=allowed)
        if any(name in CLOCKS for name in imported(node))
    ]

    assert read + taken == []


def test_only_the_fetcher_uses_requests() -> None:
    allowed = "scraper_sky/scraping/fetch.py"
    users = {
        place
        for place, node in nodes(ast.Import, ast.ImportFrom, besides=allowed)
        if any(name.split(".")[0] == "requests" for name in imported(node))
    }

    assert users == set()


def test_no_other_http_client_goes_round_the_fetcher() -> None:
    """urllib3 is the fetcher's own; http.client asks the launcher's web process whether it lives."""
    users = {
        place.partition(":")[0]
        for place, node in nodes(ast.Import, ast.ImportFrom)
        if any(
            name.startswith(("urllib.request", "http.client", "httpx", "aiohttp", "urllib3")) for name in imported(node)
        )
    }

    assert {path for path in users if not path.startswith("scraper_sky/scraping/")} <= {
        "scraper_sky/embedded/system.py"
    }


def test_no_error_is_swallowed_without_a_word() -> None:
    """A broad `except` does something; what may be passed over is named (`suppress(FileNotFoundError)`)."""
    broad = {"Exception", "BaseException"}
    silent = [
        place
        for place, node in nodes(ast.ExceptHandler)
        if isinstance(node, ast.ExceptHandler)
        and (
            node.type is None
            or broad & {ast.unparse(part) for part in ast.walk(node.type) if isinstance(part, ast.Name)}
        )
        and all(isinstance(line, (ast.Pass, ast.Continue)) or _is_a_remark(line) for line in node.body)
    ]
    suppressed = [
        place
        for place, node in nodes(ast.Call)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).split(".")[-1] == "suppress"
        and broad & {ast.unparse(argument) for argument in node.args}
    ]

    assert silent + suppressed == []


def _is_a_remark(line: ast.stmt) -> bool:
    return isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant)


def test_files_stay_short() -> None:
    lengths = {path: len((ROOT / path).read_text().splitlines()) for path in modules()}

    assert {path: length for path, length in lengths.items() if length > LONGEST_FILE} == {}


def test_nothing_is_left_for_later() -> None:
    word = "TO" + "DO"
    suffixes = {".py", ".md", ".html", ".js", ".css", ".cfg", ".yml", ".toml", ".sh"}
    folders = (*PACKAGES, "tests", "docs", "ops", "benchmarks")
    files = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.suffix in suffixes]
    files += [path for path in ROOT.iterdir() if path.suffix in suffixes]

    assert [
        path.relative_to(ROOT).as_posix()
        for path in files
        if "samples" not in path.parts and re.search(rf"\b{word}\b", path.read_text(errors="replace"))
    ] == []


def test_words_that_say_nothing_name_no_module() -> None:
    empty = {"utils", "util", "helpers", "helper", "manager", "handler", "handlers", "common", "misc", "tasks"}

    assert [path for path in modules() if Path(path).stem in empty] == []


def test_no_group_of_a_pattern_is_possessive() -> None:
    """Python before 3.11.5 goes on from the wrong place behind one (gh-106052); `(?>...)` says the same."""
    possessive = re.compile(r"(?<!\\)\)(?:[*+?]|\{[\d,]*\})\+|\A\}\+")

    assert [
        place
        for place, node in nodes(ast.Constant)
        if isinstance(node.value, str | bytes)  # type: ignore[attr-defined]
        and possessive.search(node.value if isinstance(node.value, str) else node.value.decode("latin-1"))  # type: ignore[attr-defined]
    ] == []
