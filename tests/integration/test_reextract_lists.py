"""Lists of pages made again from kept sitemaps: the farm answers once, afterwards nobody does."""

from __future__ import annotations

import dataclasses
import gzip
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text

from scraper_sky.db.unit_of_work import unit_of_work
from scraper_sky.resources import Resources
from scraper_sky.scraping import sitemap_walk
from scraper_sky.services import scans, submission
from scraper_sky.services.reextract import Reread, Result, reextract
from scraper_sky.services.scans import HeldLeases
from scraper_sky.services.submission import Submission
from scraper_sky.settings import Settings
from tests.support.farm import Farm
from tests.support.farm.sitemaps import TREE_PAGES
from tests.support.fleet import HandFleet

TREE, LINKS, DEAD = "sitemap-tree.farm.test", "sitemap-soft.farm.test", "drop.farm.test"


@pytest.fixture(scope="module")
def farm() -> Iterator[Farm]:
    with Farm() as started:
        yield started


@pytest.fixture
def res(settings: Settings, farm: Farm) -> Iterator[Resources]:
    """The usual resources, which reach the farm."""
    reach = Settings.from_env(farm.settings_env())
    names = ("connect_to", "allow_networks", "ca_file", "per_address")
    resources = Resources.open(dataclasses.replace(settings, **{name: getattr(reach, name) for name in names}))
    yield resources
    resources.close()


@pytest.fixture
def fleet(res: Resources) -> HandFleet:
    return HandFleet(res)


def list_pages(fleet: HandFleet, *domains: str) -> UUID:
    """Makes the lists of the sites on the farm, as a worker does."""
    wish = Submission(domains, max_pages=4, kind="sitemap")
    accepted = submission.submit(fleet.res, fleet.caller.tenant_id, wish, wake=lambda batch_id: None, actor="test")
    for _ in range(200):
        fleet.make_due()
        fleet.advance(accepted.batch_id)
        if not fleet.messages:
            return accepted.batch_id
        message = fleet.messages.popleft()
        scans.scan(fleet.res, HeldLeases(), message.job_id, message.token, "scan@test")
    raise AssertionError("the batch does not end")


def read_again(res: Resources, batch_id: UUID, *, dry_run: bool = False) -> list[Result]:
    return list(reextract(res, batch_id, worker="test", dry_run=dry_run))


def shown(fleet: HandFleet) -> list[tuple[object, ...]]:
    """The list of the tree, as the page of its job shows it."""
    statement = text(
        "SELECT position, url, sitemap_url, last_modified, change_frequency, priority, images, videos, is_news"
        " FROM site_pages JOIN jobs ON jobs.id = job_id AND site_pages.attempt = facts_attempt WHERE domain = :domain"
        " ORDER BY position"
    )
    with unit_of_work(fleet.res.engine) as connection:
        return [tuple(row) for row in connection.execute(statement, {"domain": TREE})]


def age(fleet: HandFleet) -> None:
    """Makes every list such as older rules would have made it."""
    with unit_of_work(fleet.res.engine) as connection:
        for statement in (
            "DELETE FROM site_pages WHERE position % 10 = 3",
            "UPDATE site_pages SET last_modified = 'long ago' WHERE position = 1",
            "UPDATE attempts SET findings = jsonb_set(findings, '{listing,elsewhere}', '77')",
        ):
            connection.execute(text(statement))


def test_a_list_made_again_by_the_same_rules_is_the_same(fleet: HandFleet, res: Resources) -> None:
    batch_id = list_pages(fleet, TREE, LINKS, DEAD)

    assert [(result.domain, result.became) for result in read_again(res, batch_id)] == [
        (TREE, Reread.SAME),
        (LINKS, Reread.SAME),
        (DEAD, Reread.NOT_KEPT),
    ]


def test_a_list_that_differs_is_shown_with_every_difference(fleet: HandFleet, res: Resources) -> None:
    batch_id = list_pages(fleet, TREE)
    right = shown(fleet)
    age(fleet)

    (dry,) = read_again(res, batch_id, dry_run=True)
    assert len(shown(fleet)) < len(right)
    (wet,) = read_again(res, batch_id)

    missing = {url for position, url, *_ in right if int(str(position)) % 10 == 3}
    assert dry.changes == wet.changes
    assert {change.value for change in wet.changes if (change.kind, change.how) == ("listed", "added")} == missing
    assert [(change.field, change.before) for change in wet.changes if change.how == "changed"] == [
        ("last_modified", "long ago"),
        ("", "77"),
    ]
    assert (wet.attempt, shown(fleet)) == (2, right)
    assert len(right) == TREE_PAGES
    assert [result.became for result in read_again(res, batch_id)] == [Reread.SAME]


def test_a_list_is_left_alone_when_not_all_its_sitemaps_are_kept(
    fleet: HandFleet, res: Resources, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemap_walk, "MOST_KEPT", 100)
    batch_id = list_pages(fleet, TREE)
    right = shown(fleet)

    (result,) = read_again(res, batch_id)

    assert (result.became, result.says) == (Reread.NOT_KEPT, "one of its sitemaps was too large to be kept")
    assert shown(fleet) == right
    assert len(right) == TREE_PAGES
    (kept,) = Path(settings.archive).rglob("*.warc.gz")
    assert b"/tree/products.xml.gz" in gzip.decompress(kept.read_bytes())
