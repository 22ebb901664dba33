"""Keeping responses in a bucket of a real server that speaks S3 (rclone); skipped where there is none."""

from __future__ import annotations

import importlib
import logging
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from urllib3 import HTTPHeaderDict

from scraper_sky.archive.keeping import Archive
from scraper_sky.clock import utc_now
from scraper_sky.model.outcome import Outcome
from scraper_sky.model.report import Try
from scraper_sky.scraping.answer import Response
from scraper_sky.scraping.exchange import Exchange
from scraper_sky.settings import Settings

RCLONE = shutil.which("rclone")
ANSWERED = Exchange(
    Try("page", "https://a.test/", Outcome.OK),
    Response("https://a.test/", 200, HTTPHeaderDict({"Server": "nginx"}), b"<p>Bread</p>", True, "127.0.0.1"),
)


@pytest.fixture
def environ(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The settings that name a bucket of a server of the test's own; its files are below tmp_path."""
    pytest.importorskip("obstore", reason="the extra s3 is not installed")
    if RCLONE is None or subprocess.run([RCLONE, "serve", "s3", "--help"], capture_output=True, check=False).returncode:
        pytest.skip("there is no rclone that serves s3")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    (tmp_path / "bucket").mkdir()
    command = [RCLONE, "serve", "s3", "--auth-key", "KEYID,SECRET", "--addr", f"127.0.0.1:{port}", str(tmp_path)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as server:
        for _ in range(100):
            with socket.socket() as caller:
                if caller.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield {
            "SCRAPERSKY_ARCHIVE": "s3://bucket/kept",
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
            "AWS_ACCESS_KEY_ID": "KEYID",
            "AWS_SECRET_ACCESS_KEY": "SECRET",
        }
        server.terminate()


def objects(tmp_path: Path) -> list[str]:
    return sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file())


def test_a_bucket_keeps_gives_and_forgets(environ: dict[str, str], tmp_path: Path) -> None:
    archive = Archive(Settings.from_env(environ))
    mine, other = uuid4(), uuid4()
    names = [archive.keep(batch_id, job_id, 1, [ANSWERED]) for batch_id in (mine, other) for job_id in (1, 2)]
    assert names[0] == f"{utc_now().date()}/{mine}/01/1-1.warc.gz"
    assert objects(tmp_path) == sorted(f"bucket/kept/{name}" for name in names)
    assert archive.read(names[0]) == [ANSWERED]

    archive.forget_batch(mine, [names[0][:10]])
    assert archive.read(names[0]) is None
    assert objects(tmp_path) == sorted(f"bucket/kept/{name}" for name in names[2:])

    bucket = importlib.import_module("scraper_sky.archive.s3").BucketStore(Settings.from_env(environ))
    for name in ("2020-01-01/file", "notes/file"):
        bucket.put(name, b"x")
    archive.forget_old()
    assert objects(tmp_path) == sorted(["bucket/kept/notes/file", *(f"bucket/kept/{name}" for name in names[2:])])


@pytest.mark.parametrize(
    "wrong",
    [
        {"AWS_SECRET_ACCESS_KEY": "another"},
        {"SCRAPERSKY_ARCHIVE": "s3://no-such"},
        {"AWS_ENDPOINT_URL": "http://[::1]:1"},
    ],
    ids=["secret", "bucket", "server"],
)
def test_a_bucket_that_cannot_be_written_costs_one_warning_and_no_job(
    environ: dict[str, str], wrong: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    archive = Archive(Settings.from_env(environ | wrong))

    assert [archive.keep(uuid4(), job_id, 1, [ANSWERED]) for job_id in range(3)] == [None] * 3

    [warning] = [entry.getMessage() for entry in caplog.records if entry.levelno >= logging.WARNING]
    assert warning.startswith("responses are not kept for now, scans go on: s3://")
    assert "SECRET" not in warning
