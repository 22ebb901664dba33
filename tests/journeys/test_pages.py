"""People at the pages, with a real Chromium: a mouse, a keyboard, a phone, and no JavaScript at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from scraper_sky.db import findings
from scraper_sky.db.findings import Ending
from scraper_sky.db.fleet import Heartbeat
from scraper_sky.db.unit_of_work import unit_of_work
from scraper_sky.embedded.servers import Addresses
from scraper_sky.model.outcome import Outcome
from scraper_sky.model.report import Report
from scraper_sky.resources import Resources
from scraper_sky.services import batches, upkeep
from scraper_sky.services.scans import summarize
from scraper_sky.settings import Settings
from tests.conftest import fresh_database
from tests.journeys.conftest import KEY as JOURNEY_KEY
from tests.journeys.conftest import World
from tests.support.chromium import MISSING, Browser, web_process
from tests.support.farm import sites
from tests.support.fleet import KEY, HandFleet
from tests.support.results import rich_report

pytestmark = [pytest.mark.browser, pytest.mark.skipif(bool(MISSING), reason=MISSING or "-")]

MARKUP = "\"><script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">"

NAMELESS = """
    return [...document.querySelectorAll("input:not([type=hidden]), select, textarea, button, a, img")]
        .filter(part => !part.hidden && !(part.labels && part.labels.length) && !part.textContent.trim()
            && !part.getAttribute("aria-label") && part.getAttribute("alt") === null)
        .map(part => part.outerHTML)
"""
TWICE = """
    const ids = [...document.querySelectorAll("[id]")].map(part => part.id);
    return ids.filter((id, at) => ids.indexOf(id) !== at)
"""


@pytest.fixture(scope="module")
def site(servers: Addresses, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, HandFleet]]:
    """The address of a running web process, and the hand-played fleet behind it."""
    folder = tmp_path_factory.mktemp("pages")
    with fresh_database(servers) as database_url:
        environment = {
            "DATABASE_URL": database_url,
            "REDIS_URL": servers.redis_url,
            "SCRAPERSKY_SECRET_KEY": "a-secret-for-tests-that-is-long-enough",
            "SCRAPERSKY_STATE_DIR": str(folder),
        }
        resources = Resources.open(Settings.from_env(environment))
        with web_process(environment, folder) as address:
            yield address, HandFleet(resources)
        resources.close()


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    browser = Browser(tmp_path_factory.mktemp("chromium"))
    yield browser
    browser.close()


@pytest.fixture
def visitor(site: tuple[str, HandFleet], chromium: Browser) -> Iterator[Browser]:
    """Somebody who is not signed in. Afterwards the console must be clean."""
    chromium.start_over(site[0])
    yield chromium
    chromium.driver.get("about:blank")
    assert chromium.complaints() == []


@pytest.fixture
def person(visitor: Browser) -> Browser:
    visitor.sign_in(KEY)
    return visitor


@pytest.fixture
def fleet(site: tuple[str, HandFleet]) -> HandFleet:
    return site[1]


def work(fleet: HandFleet, batch_id: UUID, most: int = 1000, **reports: Report) -> None:
    """Ends up to `most` jobs; a site without a report (by its first label) cannot be reached."""
    upkeep.show_life(fleet.res, Heartbeat("scan@test", "worker", 1, ("interactive", "scan"), 40, 0, taken=True))
    fleet.advance(batch_id)
    while fleet.messages and most:
        lease = fleet.start(fleet.messages.popleft())
        if lease is None:
            continue  # a message of a batch that has been cancelled
        most -= 1
        report = reports.get(lease.domain.split(".")[0]) or Report(lease.domain, Outcome.NXDOMAIN, "NXDOMAIN")
        with unit_of_work(fleet.res.engine) as connection:
            findings.record(connection, [Ending(lease, report, None, summarize(report))])
    fleet.advance(batch_id)


def newest(fleet: HandFleet) -> batches.BatchLine:
    return batches.list_batches(fleet.res, fleet.caller.tenant_id, limit=1)[0]


def paste(browser: Browser, text: str) -> None:
    browser.go("/")
    browser.run("document.getElementById('text').value = arguments[0]", text)
    browser.click("#scan-form .btn-primary")
    browser.wait("#start")


def test_from_the_sign_in_page_to_a_batch_that_has_ended(visitor: Browser, fleet: HandFleet) -> None:
    visitor.go("/batches?status=running")
    visitor.find("#key").send_keys("ssk_this_is_no_key_of_ours" + Keys.ENTER)
    visitor.wait_for_text("This key is not valid")
    visitor.find("#key").send_keys(KEY + Keys.ENTER)
    visitor.wait(".tabs")
    assert visitor.driver.current_url.endswith("/batches?status=running")

    paste(visitor, "good.com\nhttps://www.GOOD.com/a\nnot a domain\nmissing.org")
    assert "2\nwill be scanned" in visitor.text()
    visitor.click("#start")
    visitor.wait_for_text("2 domains accepted.")
    batch = newest(fleet)
    assert visitor.driver.current_url.endswith(f"/batches/{batch.id}")
    visitor.run("window.stillTheSamePage = true")

    work(fleet, batch.id, 1, good=rich_report("good.com"))
    visitor.wait_for_text("50%".replace("%", "\n%"))
    work(fleet, batch.id)
    visitor.wait_for_text("Ended: 1 of 2 could not be read.")

    assert visitor.run("return window.stillTheSamePage")
    assert "Partly failed" in visitor.driver.title
    visitor.wait_for_text("Up to date")


def test_a_running_table_keeps_ticks_focus_and_open_parts(person: Browser, fleet: HandFleet) -> None:
    batch_id = fleet.submit(*(f"site{number}.com" for number in range(12))).batch_id
    work(fleet, batch_id, 4)
    person.go(f"/batches/{batch_id}")
    person.wait("#connection.is-live")
    person.click("tr[data-key] input[name=job]:not(:disabled)")
    person.click("#history summary")
    person.find("#filters input[name=q]").send_keys("half typed")
    ticked = person.run("return document.querySelector('input[name=job]:checked').value")

    work(fleet, batch_id, 4)
    person.wait_for(lambda: len(person.find_all("tr.is-failed")) == 8, "eight rows that failed")

    assert person.run("return document.querySelector('input[name=job]:checked').value") == ticked
    assert person.find("#retry-label").text == "Retry 1 ticked"
    assert person.run("return document.activeElement.name") == "q"
    assert person.run("return document.querySelector('#filters input[name=q]').value") == "half typed"
    assert person.run("return document.getElementById('history').open")
    person.run("document.querySelector('#filters input[name=q]').value = ''")
    person.click("#retry-button")
    person.wait_for_text("1 domain will be tried again.")


def test_the_page_goes_on_without_the_stream_and_says_so(person: Browser, fleet: HandFleet) -> None:
    batch_id = fleet.submit("one.com", "two.com").batch_id
    person.command("Network.enable")
    person.command("Network.setBlockedURLs", urls=["*/events"])
    try:
        person.go(f"/batches/{batch_id}")
        work(fleet, batch_id)

        person.wait_for_text("Ended: none of the domains could be read.")
    finally:
        person.command("Network.setBlockedURLs", urls=[])
        assert all("/events" in complaint for complaint in person.complaints())


def test_pause_resume_and_cancel_with_a_question_first(person: Browser, fleet: HandFleet) -> None:
    batch_id = fleet.submit("one.com", "two.com").batch_id
    person.go(f"/batches/{batch_id}")
    person.click("#pause")
    person.wait_for_text("nothing new is begun")
    person.click("#resume")
    person.wait_for_text("Resumed.")

    person.click("#cancel")
    person.wait("#confirm-cancel[open]")
    ActionChains(person.driver).send_keys(Keys.ESCAPE).perform()
    person.wait("#confirm-cancel:not([open])")
    assert newest(fleet).status == "pending"
    person.click("#cancel")
    person.click("#confirm-cancel button")
    person.wait_for_text("2 domains left unread")

    person.click("#retry-all")
    person.wait_for_text("2 domains will be tried again.")
    person.click("#delete")
    person.click("#confirm-delete button")
    person.wait_for_text("everything found in it was deleted")


def test_two_presses_of_start_make_one_batch(person: Browser, fleet: HandFleet) -> None:
    before = len(batches.list_batches(fleet.res, fleet.caller.tenant_id))
    paste(person, "pressed-twice.com")
    ActionChains(person.driver).double_click(person.find("#start")).perform()
    person.wait("#live")

    assert len(batches.list_batches(fleet.res, fleet.caller.tenant_id)) == before + 1


def test_the_back_button_finds_the_list_as_it_was_typed(person: Browser) -> None:
    person.go("/")
    person.find("#text").send_keys("typed.com\nby-hand.com")
    person.click("#scan-form .btn-primary")
    person.wait("#start")
    person.driver.back()

    person.wait_for(lambda: person.find("#text").get_property("value") == "typed.com\nby-hand.com", "the list")


def test_a_table_from_a_file_and_another_of_its_columns(person: Browser, tmp_path: Path) -> None:
    file = tmp_path / "kunden.csv"
    file.write_bytes(
        "Firma;Webseite;Verzeichnis\nMüller;müller.de;a.example.org\nGrün;grün.com;b.example.org".encode("utf-16")
    )
    person.go("/")
    person.find("#file").send_keys(str(file))
    person.click("#scan-form .btn-primary")
    person.wait_for_text("from the column “Webseite”")
    assert "müller.de" in person.text()

    person.find("#column option[value='2']").click()
    person.click("[data-again]")
    person.wait_for_text("from the column “Verzeichnis”")
    person.click("[formaction='/edit']")

    person.wait("#scan-form")
    assert "Müller;müller.de" in person.find("#text").get_property("value")


def test_what_a_site_says_never_becomes_part_of_the_page(person: Browser, fleet: HandFleet) -> None:
    batch_id = fleet.submit("evil.com").batch_id
    work(fleet, batch_id, evil=replace(rich_report("evil.com", title=MARKUP), detail=MARKUP, liveness_evidence=MARKUP))

    person.go(f"/batches/{batch_id}")
    person.wait_for_text("onerror=")
    person.click("td.domain a")
    person.wait_for_text("What the site says")

    assert person.driver.title == "evil.com · ScraperSky"
    assert person.find_all("img[src=x]") == []


def test_the_whole_way_without_javascript(visitor: Browser, fleet: HandFleet) -> None:
    visitor.command("Emulation.setScriptExecutionDisabled", value=True)
    visitor.go("/")
    visitor.find("#key").send_keys(KEY)
    visitor.find("button.btn-primary").click()
    visitor.wait("#text").send_keys("plain.com\nstill-plain.com")
    visitor.find("#scan-form .btn-primary").click()
    visitor.wait("#start").click()
    visitor.wait("#live")
    batch = newest(fleet)
    assert "This page reloads every 5 seconds." in visitor.driver.page_source

    work(fleet, batch.id, 1)
    visitor.wait_for(lambda: "1 of 2 done" in visitor.driver.page_source, "the page to reload by itself")
    visitor.find("#cancel").click()
    visitor.wait(".notice button").click()

    visitor.wait("#retry-all")
    assert newest(fleet).status == "cancelled"


def test_a_batch_can_be_started_with_the_keyboard_alone(person: Browser, fleet: HandFleet) -> None:
    def tab_to(selector: str) -> None:
        for _ in range(60):
            if person.run("return document.activeElement.matches(arguments[0])", selector):
                outline = person.run("return getComputedStyle(document.activeElement).outlineStyle")
                assert outline != "none", f"the focus cannot be seen on {selector}"
                return
            ActionChains(person.driver).send_keys(Keys.TAB).perform()
        raise AssertionError(f"{selector} cannot be reached with the Tab key")

    person.go("/")
    person.driver.switch_to.active_element.send_keys("by-keyboard.com")
    tab_to("#scan-form .btn-primary")
    ActionChains(person.driver).send_keys(Keys.ENTER).perform()
    person.wait("#start")
    tab_to("#start")
    ActionChains(person.driver).send_keys(Keys.ENTER).perform()
    person.wait("#live")
    for selector in (".skip", "#pause", "#csv", "#show-failed", "td.domain a", "#history summary"):
        tab_to(selector)

    assert newest(fleet).total == 1


@pytest.mark.parametrize("width", [380, 1280])
def test_every_page_fits_its_window_and_names_its_parts(person: Browser, fleet: HandFleet, width: int) -> None:
    batch_id = fleet.submit(
        "one.com", "a-name-that-is-as-long-as-a-name-may-be-and-does-not-end-so-soon.co.uk", "x.de"
    ).batch_id
    work(fleet, batch_id, one=rich_report("one.com", title="Unbreakable" * 30))
    job_id = batches.list_jobs(fleet.res, None, batch_id)[0].id
    person.width(width)

    for path in ("", f"/jobs/{job_id}", "/delete", None):
        person.go("/" if path is None else f"/batches/{batch_id}{path}")
        place = person.driver.current_url
        too_wide = person.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert too_wide <= 0, f"{place} is {too_wide} px wider than {width}"
        assert person.run(NAMELESS) == [], f"parts of {place} have no name"
        assert person.run(TWICE) == [], f"ids stand twice in {place}"
        assert person.run("return document.querySelectorAll('h1').length") == 1


@pytest.mark.timeout(180)
def test_a_list_of_sites_is_read_by_real_workers_while_one_looks_on(
    world: World, chromium: Browser, tmp_path: Path
) -> None:
    healthy = sites(12)
    with web_process(world.environment, tmp_path) as address:
        chromium.start_over(address)
        chromium.sign_in(JOURNEY_KEY)
        paste(chromium, "\n".join([*(site.domain for site in healthy), "nobody.invalid", "tls-expired.farm.test"]))
        chromium.find("[name=max_pages]").send_keys("4")
        chromium.click("#start")
        chromium.wait("#live")

        chromium.wait_for_text("1 of 13 could not be read.", 90)
        chromium.go(chromium.driver.current_url.removeprefix(address) + "?status=succeeded")
        assert len(chromium.find_all("tr.is-succeeded")) == 12
        address_shown = next(iter(sorted(healthy[0].expected.emails)), None)
        chromium.go(chromium.find("td.domain a").get_attribute("href").removeprefix(address))
        chromium.wait_for_text("Attempt 1")

        assert chromium.find_all(".found > li") != []
        assert address_shown is None or address_shown in chromium.text()
        assert chromium.complaints() == []
