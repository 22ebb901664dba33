from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from scraper_sky.scraping import reading
from scraper_sky.scraping.extract.page import read_page
from scraper_sky.scraping.extract.values import PageFacts
from scraper_sky.scraping.reading import thread as reading_thread
from scraper_sky.scraping.reading.process import ReadingFailed, ReadingProcess
from scraper_sky.scraping.reading.thread import ReadingThread
from tests.support.waiting import wait_until

CHECKOUT = Path(__file__).parents[3]
URL = "https://acme.test/"
HEADERS = {"content-type": "text/html; charset=utf-8"}
PAGE = b"<title>Acme</title><p>Call +49 30 901820 or write to info@acme.test</p>" + b"<p>and so on</p>" * 12_000


@pytest.fixture
def process() -> Iterator[ReadingProcess]:
    process = ReadingProcess()
    yield process
    process._bury()


def pid_of(process: ReadingProcess) -> int:
    assert process._child is not None
    return process._child[0].pid


def reads(process: ReadingProcess) -> PageFacts:
    return process.read(URL, HEADERS, PAGE)


def test_functions_are_run_one_after_another_by_a_thread_that_is_renewed() -> None:
    thread, together, most, names = ReadingThread(pages=5), 0, 0, set()
    lock = threading.Lock()

    def read(number: int) -> int:
        nonlocal together, most
        with lock:
            together += 1
            most = max(most, together)
        names.add(threading.get_ident())
        threading.Event().wait(0.001)
        with lock:
            together -= 1
        return number

    assert [thread.run(read, number) for number in range(20)] == list(range(20))
    assert most == 1
    assert threading.get_ident() not in names
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda number: thread.run(read, number), range(3))) == [0, 1, 2]


def test_what_a_function_raises_comes_back_and_the_next_is_run() -> None:
    thread = ReadingThread()

    with pytest.raises(ZeroDivisionError):
        thread.run(lambda: 1 // 0)
    assert thread.run(lambda: "read") == "read"


def test_nobody_waits_for_a_thread_that_has_died(monkeypatch: pytest.MonkeyPatch) -> None:
    """Short of memory a thread ends without having said what became of its page."""

    class Unspeakable(Future[str]):
        def set_result(self, result: str) -> None:
            raise MemoryError

        def set_exception(self, exception: BaseException | None) -> None:
            raise MemoryError

    thread = ReadingThread()
    assert thread.run(lambda: "read") == "read"
    with monkeypatch.context() as shortage:
        shortage.setattr(reading_thread, "Future", Unspeakable)
        shortage.setattr(sys, "unraisablehook", lambda arguments: None)
        with pytest.raises(MemoryError):
            thread.run(lambda: "lost")

    assert thread.run(lambda: "read") == "read"


def test_nobody_waits_for_a_thread_that_never_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    """Short of memory the kernel makes a thread, and Python ends it before the first line of ours."""
    thread = ReadingThread()
    with monkeypatch.context() as shortage:
        shortage.setattr("_thread.start_new_thread", lambda function, arguments: 0)
        shortage.setattr(reading_thread, "LOOK_SECONDS", 0.01)
        with pytest.raises(MemoryError):
            thread.run(lambda: "lost")

    assert thread.run(lambda: "read") == "read"


def test_a_large_page_is_read_in_a_process_of_its_own_with_the_same_result(monkeypatch: pytest.MonkeyPatch) -> None:
    mine = read_page(URL, HEADERS, PAGE)
    assert len(PAGE) >= reading.LARGE_BYTES
    monkeypatch.setattr(reading, "read_page", None)

    assert reading.read(URL, HEADERS, PAGE) == mine
    assert {each.value for each in mine.contacts} == {"info@acme.test", "+4930901820"}


def test_a_small_page_is_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "read_page", lambda *_: os.getpid())

    assert reading.read(URL, HEADERS, b"<title>Acme</title>") == os.getpid()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_whoever_stops_a_whole_group_does_not_stop_the_reading(process: ReadingProcess, number: int) -> None:
    reads(process)
    pid = pid_of(process)

    os.kill(pid, number)

    assert reads(process).title == "Acme"
    assert pid_of(process) == pid


def test_a_process_that_died_between_two_pages_is_replaced(process: ReadingProcess) -> None:
    reads(process)
    pid = pid_of(process)
    os.kill(pid, signal.SIGKILL)
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)

    assert reads(process).title == "Acme"
    assert pid_of(process) != pid


@pytest.mark.parametrize(
    ("number", "fault"),
    [(signal.SIGKILL, MemoryError), (signal.SIGSEGV, ReadingFailed), (signal.SIGABRT, ReadingFailed)],
)
def test_a_page_that_its_reader_dies_of_costs_only_itself(
    process: ReadingProcess, number: int, fault: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    reads(process)
    pid, found_alive, alive = pid_of(process), threading.Event(), process._alive
    monkeypatch.setattr(process, "_alive", lambda: (alive(), found_alive.set())[0])
    os.kill(pid, signal.SIGSTOP)
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(reads, process)
        found_alive.wait()
        os.kill(pid, number)
        os.kill(pid, signal.SIGCONT)
        with pytest.raises(fault, match=f"status -{number}$"):
            answer.result()

    assert reads(process).title == "Acme"


def test_a_reader_that_never_answers_is_ended(process: ReadingProcess) -> None:
    reads(process)
    pid = pid_of(process)
    os.kill(pid, signal.SIGSTOP)
    process._longest_seconds = 0.2

    with pytest.raises(ReadingFailed, match=r"more than 0\.2 s"):
        reads(process)

    process._longest_seconds = 60
    assert not Path(f"/proc/{pid}").exists()
    assert reads(process).title == "Acme"


def test_what_goes_wrong_over_there_is_told_and_the_same_process_goes_on(process: ReadingProcess) -> None:
    reads(process)
    pid = pid_of(process)

    with pytest.raises(ReadingFailed, match="Traceback"):
        process.read(URL, HEADERS, "no bytes")  # type: ignore[arg-type]

    assert reads(process).title == "Acme"
    assert pid_of(process) == pid


LEFT_ALONE = """
import os
from scraper_sky.scraping import reading
reading.read("https://acme.test/", {}, b"<p>" * 100_000)
print(reading._readers.process._child[0].pid, flush=True)
os.kill(os.getpid(), 9)
"""


def test_the_process_ends_with_the_one_that_started_it() -> None:
    done = subprocess.run([sys.executable, "-c", LEFT_ALONE], cwd=CHECKOUT, capture_output=True, text=True, check=False)

    wait_until(lambda: not _runs(int(done.stdout)), 30, "the process has ended")


def _runs(pid: int) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


FORKED = """
import os
from scraper_sky.scraping import reading
small, large = b"<title>Acme</title>", b"<title>Acme</title>" + b"<p>" * 100_000
def titles():
    return [reading.read("https://acme.test/", {}, page).title for page in (small, large)]
titles()
child = os.fork()
assert titles() == ["Acme", "Acme"]
if child:
    assert os.waitpid(child, 0)[1] == 0
os._exit(0)
"""


def test_a_forked_process_has_readers_of_its_own() -> None:
    subprocess.run([sys.executable, "-c", FORKED], cwd=CHECKOUT, check=True, timeout=60)


NAMES = """
from scraper_sky.scraping.extract.walk import parse
from scraper_sky.scraping.reading.thread import ReadingThread

def memory():
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmRSS")) // 1024

def page(number):
    return "<p>" * {pages} + "".join(f"<p u{{number}}x{{n}}x{{m}}>" for n in range({names}) for m in range(100))

thread = ReadingThread(pages={pages})
used = [(thread.run(parse, page(number)), memory())[1] for number in range({count})]
print(used[-1] - used[{count} // 4])
"""


@pytest.mark.parametrize(("pages", "names", "count"), [(64, 60, 512), (1, 1_900, 10)], ids=["small", "large"])
def test_the_names_in_pages_are_forgotten(pages: int, names: int, count: int) -> None:
    """Without that, each leaves up to eight megabytes behind for as long as its thread lives."""
    program = NAMES.format(pages=pages, names=names, count=count)
    done = subprocess.run([sys.executable, "-c", program], cwd=CHECKOUT, capture_output=True, text=True, check=True)

    assert int(done.stdout) < 25  # MiB
