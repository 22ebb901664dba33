"""Batches with made-up results: what a worker would have written, without a worker and without the web."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from scraper_sky.db import batches, jobs
from scraper_sky.db.jobs import Dispatch, Lease
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
from scraper_sky.model.retry import TryAgain
from scraper_sky.model.rollup import final_status
from scraper_sky.resources import Resources
from scraper_sky.services.scans import summarize
from scraper_sky.services.submission import Submission, submit


def submitted(res: Resources, tenant_id: int, domains: Sequence[str], **options: object) -> UUID:
    """A batch that nobody has begun to work on."""
    submission = Submission(domains=list(domains), source="form", **options)  # type: ignore[arg-type]
    return submit(res, tenant_id, submission, lambda batch_id: None, actor="key test").batch_id


def begin(res: Resources, batch_id: UUID, count: int, worker: str = "scan@test") -> list[Lease]:
    """Takes `count` due jobs as a worker would; they are running from then on."""
    with unit_of_work(res.engine) as connection:
        taken: list[Dispatch] = jobs.take_due(connection, batch_id, count, 3600)
        leases = [jobs.start(connection, each.job_id, each.token, worker, 3600) for each in taken]
        batches.mark_advanced(connection, batch_id, running=True)
    return [lease for lease in leases if lease is not None]


def end(res: Resources, lease: Lease, report: Report, again: TryAgain | None = None) -> None:
    """Records what an attempt found, and the end of the batch with its last job."""
    with unit_of_work(res.engine) as connection:
        jobs.record(connection, lease, report, again, summarize(report))
        ended_as = final_status(jobs.count_by_status(connection, lease.batch_id), cancel_requested=False)
        if ended_as is not None:
            batches.finalize(connection, lease.batch_id, ended_as)


def rich_report(domain: str, title: str = "Plumbing and heating since 1961") -> Report:
    """A site that gave everything a site can give."""
    home, contact_page = f"https://{domain}/", f"https://{domain}/contact"

    def found(kind: ContactKind, value: str, method: Method, snippet: str, **more: object) -> Contact:
        return Contact(kind, value, contact_page, method, snippet, **more)  # type: ignore[arg-type]

    return Report(
        domain=domain,
        outcome=Outcome.OK,
        answered_url=home,
        answered_rung="https_apex",
        redirects=(f"http://{domain}/", home),
        liveness=Liveness.LIVE,
        liveness_evidence="4 pages with 1,840 words and a contact page",
        facts=(
            Fact("title", title, home, Method.HTML, f"<title>{title}</title>"),
            Fact("description", "Family business for bathrooms, heating and solar.", home, Method.META),
            Fact("language", "en", home, Method.HTML, '<html lang="en">'),
            Fact("company_name", "Miller & Sons Ltd", home, Method.JSON_LD, '"name": "Miller & Sons Ltd"'),
            Fact("canonical", home, home, Method.LINK),
            Fact("logo", f"https://{domain}/img/logo.svg", home, Method.JSON_LD),
        ),
        contacts=(
            found(
                ContactKind.EMAIL,
                f"info@{domain}",
                Method.MAILTO,
                f'<a href="mailto:info@{domain}">',
                label="role",
                on_domain=True,
                best=True,
                why="On the contact page, at the site’s own domain, in a link made for writing to it.",
            ),
            found(
                ContactKind.EMAIL,
                "anna.miller@mail.example",
                Method.DECODED,
                "anna.miller [at] mail.example",
                label="personal",
                on_domain=False,
            ),
            found(
                ContactKind.PHONE,
                "+442079460018",
                Method.TEL,
                "Call us: 020 7946 0018",
                label="GB",
                best=True,
                as_written="020 7946 0018",
                why="The only number with a link made for calling it.",
            ),
            found(
                ContactKind.SOCIAL,
                "https://www.linkedin.com/company/miller-and-sons",
                Method.LINK,
                '<a href="https://www.linkedin.com/company/miller-and-sons">',
                label="linkedin",
                best=True,
            ),
            found(ContactKind.EMAIL, "logo@2x.png", Method.TEXT, "/img/logo@2x.png", rejected_by="asset_name"),
            found(ContactKind.EMAIL, "name@example.com", Method.TEXT, "name@example.com", rejected_by="placeholder"),
        ),
        technologies=(
            Technology(
                "WordPress", "cms", "6.8.1", home, Method.META, '<meta name="generator" content="WordPress 6.8.1">'
            ),
            Technology("Elementor", "plugin", None, home, Method.HTML, 'class="elementor-widget"'),
            Technology("nginx", "server", "1.26", home, Method.HEADER, "server: nginx/1.26"),
        ),
        sitemaps=(
            Sitemap(f"https://{domain}/sitemap_index.xml", "index", 3, "robots"),
            Sitemap(f"https://{domain}/page-sitemap.xml", "urlset", 148, "index"),
        ),
        pages=(
            PageVisit(home, home, 200, "text/html", 48_211, 312, title, "home"),
            PageVisit(contact_page, contact_page, 200, "text/html", 21_930, 181, "Contact", "contact"),
        ),
        tries=(
            Try(
                "robots",
                f"https://{domain}/robots.txt",
                Outcome.OK,
                status=200,
                address="203.0.113.10",
                milliseconds=88,
                bytes_read=214,
            ),
            Try(
                "ladder",
                f"http://{domain}/",
                Outcome.OK,
                rung="https_apex",
                status=200,
                address="203.0.113.10",
                milliseconds=312,
                bytes_read=48_211,
                redirects=(home,),
            ),
            Try(
                "page",
                contact_page,
                Outcome.OK,
                status=200,
                address="203.0.113.10",
                milliseconds=181,
                bytes_read=21_930,
            ),
            Try(
                "sitemap",
                f"https://{domain}/sitemap_index.xml",
                Outcome.OK,
                status=200,
                address="203.0.113.10",
                milliseconds=64,
                bytes_read=1_204,
            ),
        ),
        bytes_read=71_559,
        milliseconds=745,
    )


def failed_report(domain: str, outcome: Outcome, detail: str = "") -> Report:
    """A site that could not be read, with the tries that led to that."""
    rungs = (("https_apex", f"https://{domain}/"), ("https_www", f"https://www.{domain}/"))
    tries = tuple(
        Try("ladder", url, outcome, rung=rung, address="203.0.113.20", milliseconds=5_000, detail=detail or "no answer")
        for rung, url in rungs
    )
    return Report(domain, outcome, detail=detail, tries=tries, milliseconds=10_000)
