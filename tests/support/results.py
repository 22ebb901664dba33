"""Reports as a scan would give them, and a way to end the jobs of a batch with them."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from scraper_sky.db import findings
from scraper_sky.db.findings import Ending
from scraper_sky.db.unit_of_work import unit_of_work
from scraper_sky.model.outcome import Liveness, Outcome
from scraper_sky.model.report import (
    Contact,
    ContactKind,
    Fact,
    Method,
    PageVisit,
    Report,
    Sitemap,
    Technology,
    Try,
)
from scraper_sky.services import dispatch
from tests.support.fleet import HandFleet


def rich_report(domain: str, *, title: str = "Bäckerei Müller – Brot & Kuchen") -> Report:
    """A site with something of everything, a refused candidate too."""
    home = f"https://{domain}/"
    return Report(
        domain=domain,
        outcome=Outcome.OK,
        answered_url=home,
        answered_rung="https_apex",
        redirects=(f"http://{domain}/", home),
        liveness=Liveness.LIVE,
        liveness_evidence="text and links of its own",
        facts=(
            Fact("title", title, home, Method.HTML, f"<title>{title}</title>"),
            Fact("language", "de", home, Method.HTML, '<html lang="de">'),
            Fact("company_name", "Müller GmbH", home, Method.JSON_LD, '"name": "Müller GmbH"'),
        ),
        contacts=(
            Contact(
                ContactKind.EMAIL,
                f"info@{domain}",
                home,
                Method.MAILTO,
                "mailto:",
                as_written="info",
                label="role",
                on_domain=True,
            ),
            Contact(
                ContactKind.EMAIL,
                f"anna@{domain}",
                home,
                Method.TEXT,
                "write to Anna",
                label="personal",
                on_domain=True,
                best=True,
                why="a person at the domain itself",
            ),
            Contact(ContactKind.EMAIL, "logo@2x.png", home, Method.TEXT, "logo@2x.png", rejected_by="image file name"),
            Contact(
                ContactKind.PHONE,
                "+4930123456",
                home,
                Method.TEL,
                "tel:",
                as_written="030 / 123456",
                label="DE",
                best=True,
            ),
            Contact(ContactKind.PHONE, "+4930654321", home, Method.TEXT, "call", as_written="030 / 654321", label="DE"),
            Contact(
                ContactKind.SOCIAL, "https://www.linkedin.com/company/mueller", home, Method.LINK, label="linkedin"
            ),
            Contact(ContactKind.SOCIAL, "https://mastodon.social/@mueller", home, Method.LINK, label="mastodon"),
        ),
        technologies=(
            Technology("WordPress", "cms", "6.8", home, Method.META, "generator"),
            Technology("Elementor", "plugin", None, home, Method.HTML, "class"),
        ),
        sitemaps=(Sitemap(f"https://{domain}/sitemap.xml", "urlset", 12, "robots"),),
        pages=(PageVisit(home, home, 200, "text/html", 4321, 87, title, "home"),),
        tries=(
            Try("robots", f"https://{domain}/robots.txt", Outcome.HTTP_4XX, status=404, address="192.0.2.7"),
            Try("ladder", home, Outcome.OK, "https_apex", 200, "192.0.2.7", 87, 4321),
        ),
        bytes_read=4321,
        milliseconds=99,
    )


def end_jobs(fleet: HandFleet, batch_id: UUID | str, reports: Mapping[str, Report] | None = None) -> None:
    """Runs the batch to its end; a domain without a report of its own gets a rich one. Failures are final."""
    batch_id = UUID(str(batch_id))
    for _ in range(100):
        fleet.advance(batch_id)
        if not fleet.messages:
            return
        while fleet.messages:
            lease = fleet.start(fleet.messages.popleft())
            if lease is None:
                continue
            report = (reports or {}).get(lease.domain) or rich_report(lease.domain)
            summary = {"title": "A title", "email": "anna@example.com"}
            with unit_of_work(fleet.res.engine) as connection:
                again = dispatch.decide_again(lease, report, fleet.res.settings)
                findings.record(connection, [Ending(lease, report, again, summary)])
    raise AssertionError("the batch does not end")
