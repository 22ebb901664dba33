"""The instrument of `make bench`: that its pages are what it says, its judge sees, and its samples are sorted."""

from __future__ import annotations

import statistics
from dataclasses import asdict
from xml.etree import ElementTree

import pytest

from benchmarks.speed.catalogue import LARGEST, SCENARIOS, SMALLEST, domains, heavy_respond, wanted_of
from benchmarks.speed.flame import draw
from benchmarks.speed.judge import Found, judge
from benchmarks.speed.peers import by_lxml
from benchmarks.speed.sampling import part_of, read
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
