"""What the stubbed fetch reports of a domain, and which domains are really fetched."""

from __future__ import annotations

from scraper_sky.model.outcome import Liveness, Outcome
from scraper_sky.model.report import Contact, ContactKind, Fact, Method, PageVisit, Report, Try

REAL = ".farm.test"


def report(domain: str) -> Report:
    """What a small site gives: one page, a few facts and contacts; of every hundredth domain that it does not exist."""
    if sum(domain.encode()) % 100 == 0:
        return Report(domain, Outcome.NXDOMAIN, detail="NXDOMAIN", milliseconds=5)
    home = f"https://{domain}/"
    return Report(
        domain=domain,
        outcome=Outcome.OK,
        answered_url=home,
        answered_rung="https_apex",
        liveness=Liveness.LIVE,
        liveness_evidence="text and links of its own",
        facts=(
            Fact("title", f"Welcome to {domain}", home, Method.HTML, f"<title>Welcome to {domain}</title>"),
            Fact("language", "en", home, Method.HTML, '<html lang="en">'),
        ),
        contacts=(
            Contact(ContactKind.EMAIL, f"info@{domain}", home, Method.MAILTO, "mailto:", on_domain=True, best=True),
            Contact(ContactKind.PHONE, "+4930123456", home, Method.TEL, "tel:", as_written="030 123456", best=True),
        ),
        pages=(PageVisit(home, home, 200, "text/html", 4_321, 20, f"Welcome to {domain}", "home"),),
        tries=(Try("ladder", home, Outcome.OK, "https_apex", 200, "192.0.2.7", 20, 4_321),),
        bytes_read=4_321,
        milliseconds=25,
    )
