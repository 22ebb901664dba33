"""Keeping responses in a folder: names, age, and that a store which fails holds nothing up."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from urllib3 import HTTPHeaderDict

from scraper_sky.archive.folder import FolderStore
from scraper_sky.archive.keeping import PAUSE_SECONDS, Archive
from scraper_sky.archive.stores import StoreFailed
from scraper_sky.clock import utc_now
from scraper_sky.errors import BadSettings
from scraper_sky.model.outcome import Outcome
from scraper_sky.model.report import Try
from scraper_sky.scraping.answer import Response
from scraper_sky.scraping.exchange import Exchange
from scraper_sky.settings import Settings

BATCH = UUID("6f9c0000-0000-4000-8000-000000000001")
FAILED = Exchange(Try("ladder", "https://a.test/", Outcome.NXDOMAIN), None)
ANSWERED = Exchange(
    Try("page", "https://a.test/", Outcome.OK),
    Response("https://a.test/", 200, HTTPHeaderDict({"Server": "nginx"}), b"<p>Bread</p>", True, "127.0.0.1"),
)

Warnings = Callable[[], list[str]]


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def archive(tmp_path: Path, clock: Clock) -> Archive:
    return Archive(Settings.from_env({"SCRAPERSKY_ARCHIVE": str(tmp_path / "kept")}), clock)


@pytest.fixture
def warnings(caplog: pytest.LogCaptureFixture) -> Warnings:
    return lambda: [entry.message for entry in caplog.records if entry.levelno >= logging.WARNING]


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_what_is_kept_can_be_read_again_by_its_name(archive: Archive, tmp_path: Path) -> None:
    name = archive.keep(BATCH, 300, 2, [FAILED, ANSWERED])

    assert name == f"{utc_now().date()}/{BATCH}/2c/300-2.warc.gz"
    assert archive.read(name) == [FAILED, ANSWERED]
    assert files(tmp_path / "kept") == [name]
    assert (tmp_path / "kept" / name).stat().st_mode & 0o077 == 0


def test_without_a_setting_the_folder_is_in_the_state_folder(tmp_path: Path) -> None:
    name = Archive(Settings.from_env({"SCRAPERSKY_STATE_DIR": str(tmp_path)})).keep(BATCH, 1, 1, [ANSWERED])

    assert files(tmp_path) == [f"archive/{name}"]


def test_nothing_is_kept_when_that_is_off_or_nobody_answered(archive: Archive, tmp_path: Path) -> None:
    off = Archive(Settings.from_env({"SCRAPERSKY_ARCHIVE": "off", "SCRAPERSKY_STATE_DIR": str(tmp_path)}))

    assert off.keep(BATCH, 1, 1, [ANSWERED]) is None
    assert archive.keep(BATCH, 1, 1, [FAILED]) is None
    assert files(tmp_path) == []
    off.forget_old()
    off.forget_batch(BATCH, ["2026-01-01"])
    assert off.read("2026-01-01/a/00/1-1.warc.gz") is None


def test_what_is_gone_reads_as_nothing(archive: Archive) -> None:
    assert archive.read(f"2026-01-01/{BATCH}/01/1-1.warc.gz") is None


def test_only_days_that_are_over_are_forgotten(archive: Archive, tmp_path: Path) -> None:
    today = utc_now().date()
    kept = archive.keep(BATCH, 1, 1, [ANSWERED])
    for folder in (today - timedelta(days=8), today - timedelta(days=7), "notes", "2020"):
        (tmp_path / "kept" / str(folder)).mkdir()
        (tmp_path / "kept" / str(folder) / "file").write_text("x")
    (tmp_path / "kept" / "2020-01-01").write_text("a file")

    archive.forget_old()

    assert files(tmp_path / "kept") == sorted(
        ["2020-01-01", "2020/file", f"{today - timedelta(days=7)}/file", str(kept), "notes/file"]
    )


def test_forgetting_before_anything_was_kept_is_no_event(archive: Archive, warnings: Warnings) -> None:
    archive.forget_old()
    archive.forget_batch(BATCH, ["2026-01-01"])

    assert warnings() == []


def test_a_batch_is_forgotten_and_no_other(archive: Archive, tmp_path: Path) -> None:
    mine, other = archive.keep(BATCH, 1, 1, [ANSWERED]), archive.keep(uuid4(), 2, 1, [ANSWERED])
    assert mine is not None and other is not None

    archive.forget_batch(BATCH, [mine[:10], "2026-01-01"])

    assert files(tmp_path / "kept") == [other]


def test_an_outage_is_told_once_and_tried_again_after_a_pause(
    archive: Archive, clock: Clock, tmp_path: Path, warnings: Warnings
) -> None:
    (tmp_path / "kept").write_text("a file where the folder should be")
    assert [archive.keep(BATCH, job, 1, [ANSWERED]) for job in range(3)] == [None] * 3
    clock.now += PAUSE_SECONDS
    assert archive.keep(BATCH, 3, 1, [ANSWERED]) is None
    assert warnings() == [
        f"responses are not kept for now, scans go on: {tmp_path}/kept cannot be written: Not a directory."
    ]

    (tmp_path / "kept").unlink()
    assert archive.keep(BATCH, 4, 1, [ANSWERED]) is None
    clock.now += PAUSE_SECONDS
    assert archive.keep(BATCH, 5, 1, [ANSWERED]) is not None
    assert archive.keep(BATCH, 6, 1, [ANSWERED]) is not None
    assert len(warnings()) == 1


def test_after_a_pause_one_job_tries_and_the_others_do_not_wait_for_it(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = Archive(Settings.from_env({"SCRAPERSKY_ARCHIVE": "/nowhere"}), clock)
    tried: list[str] = []

    class Hanging:
        def put(self, name: str, data: bytes) -> None:
            if tried:
                # What the other threads do while this one hangs.
                assert archive.keep(BATCH, 99, 1, [ANSWERED]) is None
            tried.append(name)
            raise StoreFailed("It hangs.")

    monkeypatch.setattr(archive, "_store", Hanging())
    archive.keep(BATCH, 1, 1, [ANSWERED])
    clock.now += PAUSE_SECONDS
    archive.keep(BATCH, 2, 1, [ANSWERED])

    assert len(tried) == 2


def test_a_disk_that_is_nearly_full_is_left_alone(tmp_path: Path) -> None:
    store = FolderStore(tmp_path, spare_bytes=1 << 60)

    with pytest.raises(StoreFailed, match="would be left"):
        store.put("2026-01-01/x", b"data")

    assert files(tmp_path) == []


def test_a_write_that_breaks_off_leaves_no_half_file(tmp_path: Path) -> None:
    store = FolderStore(tmp_path, spare_bytes=0)
    (tmp_path / "day" / "name").mkdir(parents=True)

    with pytest.raises(StoreFailed, match="cannot be written"):
        store.put("day/name", b"data")

    assert files(tmp_path) == []


@pytest.mark.parametrize(
    "written",
    ["s3://", "s3://Bucket", "s3://bucket//twice", "gs://bucket", "s3://b/a b", "file:///var/x"],
)
def test_an_archive_that_is_no_bucket_is_refused_at_the_start(written: str) -> None:
    with pytest.raises(BadSettings, match="SCRAPERSKY_ARCHIVE"):
        Settings.from_env({"SCRAPERSKY_ARCHIVE": written})


@pytest.mark.parametrize("written", ["localhost:9000", "http://", "https://a b", "ftp://host"])
def test_the_address_of_a_bucket_server_is_checked_at_the_start(written: str) -> None:
    with pytest.raises(BadSettings, match="AWS_ENDPOINT_URL"):
        Settings.from_env({"AWS_ENDPOINT_URL": written})
