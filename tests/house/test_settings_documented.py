"""Every setting stands in docs/settings.md and in .env.example with its true default, and nothing else does."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from scraper_sky.settings import Settings

ROOT = Path(__file__).parents[2]
DEFAULTS = Settings.from_env({}).env_names


def documented() -> dict[str, str]:
    """Name and default of each row of the tables in docs/settings.md; empty for `not set`."""
    rows = re.findall(r"^\| `([A-Z_]+)` \| (not set|`[^`]*`) \| \S", (ROOT / "docs/settings.md").read_text(), re.M)
    return {name: "" if default == "not set" else default.strip("`") for name, default in rows}


def exemplified() -> dict[str, str]:
    """Name and value of each commented line of .env.example."""
    rows = re.findall(r"^# ([A-Z_]+)=(.*)$", (ROOT / ".env.example").read_text(), re.M)
    return {name: value.strip("'") for name, value in rows}


def of_containers() -> set[str]:
    """The variables that only docker-compose.yml reads."""
    return set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "docker-compose.yml").read_text())) - set(DEFAULTS)


@pytest.mark.parametrize("told", [documented, exemplified])
def test_each_setting_is_told_with_its_default(told: Callable[[], dict[str, str]]) -> None:
    values = told()

    assert {name: value for name, value in values.items() if name in DEFAULTS} == dict(DEFAULTS)
    assert set(values) - set(DEFAULTS) == of_containers()


def test_the_example_sets_nothing_by_itself() -> None:
    lines = (ROOT / ".env.example").read_text().splitlines()

    assert [line for line in lines if line and not line.startswith("#")] == []


def test_no_setting_is_read_that_the_settings_do_not_know() -> None:
    text = "".join(path.read_text() for path in (ROOT / "scraper_sky").rglob("*.py"))

    assert {name for name in re.findall(r'"(SCRAPERSKY_[A-Z_]*[A-Z])"', text) if name not in DEFAULTS} == set()
