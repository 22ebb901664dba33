"""The instrument of `make bench`: that its pages are what it says, its judge sees, and its samples are sorted."""

from __future__ import annotations

import statistics
from dataclasses import asdict
from pathlib import Path
from xml.etree import ElementTree

import pytest

from benchmarks.speed.catalogue import LARGEST, SCENARIOS, SMALLEST, domains, heavy_respond, wanted_of
from benchmarks.speed.flame import draw
from benchmarks.speed.judge import Found, judge
from benchmarks.speed.machine import INTERPRETER, KERNEL, OTHER, REGEX, TEXT, Executed, kind_of, told_apart
from benchmarks.speed.measure import Run
from benchmarks.speed.peers import by_lxml
from benchmarks.speed.sampling import part_of, read
from benchmarks.speed.split import OTHER_PYTHON, OWN_PYTHON, by_code, shares_of_code, why
from tests.support.farm.messages import Request

SITES = domains(SCENARIOS[0].zone, 60)
WORKER = "Thread.run (threading.py:982);scan (scraper_sky/services/scans.py:60)"
SAMPLES = [
    f"{WORKER};get (scraper_sky/scraping/fetch.py:10);recv (socket.py:3);poll (libc.so.6) 900",
    f"{WORKER};get (scraper_sky/scraping/fetch.py:10);take_gil (python3.11);pthread_cond_timedwait (libc.so.6) 50",
    f"{WORKER};get (scraper_sky/scraping/fetch.py:10);do_handshake (ssl.py:1379);0x7f01 (libcrypto.so.3) 3",
    f"{WORKER};emails (scraper_sky/scraping/extract/emails/__init__.py:30);sub (re/__init__.py:185) 2",
    f"{WORKER};record (scraper_sky/db/leases.py:9);execute (sqlalchemy/engine/base.py:1) 3",
    f"{WORKER};ask (scraper_sky/scraping/politeness_shared.py:5);evalsha (redis/client.py:7) 1",
    "loop (celery/worker/loops.py:9);on_message (kombu/transport/virtual/base.py:1) 1",
]


def home_page(domain: str) -> tuple[bytes, str]:
    answer = heavy_respond(Request("GET", "/", domain, "https", wants_gzip=True, keep_alive=True))
    return answer.body, answer.content_type or ""


def found_by_lxml(domain: str) -> Found:
    facts = asdict(by_lxml.extract(*home_page(domain)))
    maker = (facts.pop("generator"),)
    return Found(facts.pop("title"), facts.pop("description"), makers=maker, **{k: frozenset(facts[k]) for k in facts})


def test_home_pages_weigh_what_real_ones_do() -> None:
    sizes = [len(home_page(domain)[0]) for domain in SITES]

    assert min(sizes) >= SMALLEST
    assert max(sizes) <= LARGEST + 2_000
    assert 45_000 < statistics.mean(sizes) < 75_000


def test_a_short_program_finds_every_fact_that_the_sites_are_wanted_to_show() -> None:
    verdict = judge(SITES, {domain: found_by_lxml(domain) for domain in SITES})

    assert verdict.is_complete, verdict.missed
    assert verdict.wanted > 4 * len(SITES)


def test_what_was_not_found_is_counted_by_its_kind() -> None:
    domain = next(each for each in SITES if wanted_of(each).emails and wanted_of(each).generator)
    good = found_by_lxml(domain)
    bad = Found("another", good.description, frozenset(), good.phones, good.social, ("Plone",))

    assert judge([domain], {domain: bad}).missed == {"title": 1, "email": len(wanted_of(domain).emails), "software": 1}
    assert judge([domain], {}).found == 0


def test_threads_that_wait_are_left_out_of_a_profile() -> None:
    assert read(SAMPLES).total == 10


def test_samples_belong_to_the_part_of_their_innermost_function_of_ours() -> None:
    shares = read(SAMPLES).by_part()

    assert shares == pytest.approx(
        {
            "database": 0.3,
            "fetch: TLS": 0.3,
            "extract: contacts": 0.2,
            "politeness": 0.1,
            "Celery and the broker": 0.1,
        }
    )
    assert part_of(("scan (scraper_sky/services/scans.py:1)",)) == "services and logging"


def test_a_function_gets_what_its_libraries_use() -> None:
    functions = read(SAMPLES).by_function()

    assert functions["emails (scraper_sky/scraping/extract/emails/__init__.py)"] == pytest.approx(0.2)
    assert functions["on_message (kombu/transport/virtual/base.py)"] == pytest.approx(0.1)


def test_the_flame_graph_is_well_formed_and_names_its_frames() -> None:
    drawing = draw(read(SAMPLES), "A & B")

    titles = [each.text for each in ElementTree.fromstring(drawing).iter("{http://www.w3.org/2000/svg}title")]
    assert "emails (scraper_sky/scraping/extract/emails/__init__.py): 20.0%" in titles


def test_functions_of_the_interpreter_are_told_apart_by_probes() -> None:
    loop, search, lower, both = 1, 2, 3, 4

    kinds = told_apart(
        {
            INTERPRETER: {loop: 0.9, both: 0.1},
            REGEX: {search: 0.6, lower: 0.1, both: 0.2, loop: 0.1},
            TEXT: {lower: 0.5, both: 0.2, loop: 0.3},
        }
    )

    assert kinds == {search: REGEX, lower: TEXT}


def test_machine_code_is_sorted_by_its_file() -> None:
    binary = Path("/usr/bin/python3.11")
    files = {
        "/usr/bin/python3.11": REGEX,
        "/v/lxml/etree.cpython-311-x86_64-linux-gnu.so": "lxml and libxml2",
        "/usr/lib/x86_64-linux-gnu/libcrypto.so.3": "OpenSSL",
        "[kernel.kallsyms]": KERNEL,
        "/v/zstandard/backend_c.so": OTHER,
    }

    assert {file: kind_of(7, file, binary, lambda _: REGEX) for file in files} == files


def test_the_interpreter_is_divided_between_our_python_and_that_of_libraries() -> None:
    samples = [
        "emails (scraper_sky/scraping/extract/emails/__init__.py:30) 60",
        "emails (scraper_sky/scraping/extract/emails/__init__.py:30);__init__ (<string>:2) 15",
        "loop (celery/worker/loops.py:9) 25",
        "parse (scraper_sky/scraping/extract/walk.py:9);xmlNodeGetContent (lxml/etree.so) 100",
    ]

    executed = Executed({INTERPRETER: 60, REGEX: 20, "OpenSSL": 20})
    shares = shares_of_code(read(samples), executed)

    assert "our own Python code is 60.0% of the whole" in by_code(read(samples), executed)
    assert read(samples).own_share_of_python() == pytest.approx(0.75)
    assert shares == pytest.approx({OWN_PYTHON: 0.4, OTHER_PYTHON: 0.2, f"C: {REGEX}": 0.2, "C: OpenSSL": 0.2})


def test_a_missed_aim_is_explained_by_what_was_measured() -> None:
    run = Run("ScraperSky", SCENARIOS[0], tuple(SITES[:10]), 0.2, 0.0, 1.0, 1, 10, 0.0, beside={"worker-scan": 0.1})

    text = why(read(SAMPLES), run, 4.0, loop_ms=2.5, robots_ms=None)

    assert "of the 10.0 CPU ms a domain of a scan worker" in text
    assert "- 3.0 for what a bare loop does too (fetch 0.00, fetch: TLS 3.00, parse the page into a tree 0.00)." in text
    assert (
        "The first group alone is 3.0, against 2.5 of the whole loop; the aim is 4.0 for all groups together." in text
    )
