"""Reads one page: bytes and headers in, a frozen value out. Nothing is fetched and nothing is raised for bad HTML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scraper_sky.model.report import Fact
from scraper_sky.scraping.extract.addresses import host_of
from scraper_sky.scraping.extract.bounds import bounded
from scraper_sky.scraping.extract.charset import decode
from scraper_sky.scraping.extract.company import company_facts
from scraper_sky.scraping.extract.contacts import contacts, without_those_of_hosts
from scraper_sky.scraping.extract.document import Document
from scraper_sky.scraping.extract.icons import favicon, logo
from scraper_sky.scraping.extract.links import links, web_links
from scraper_sky.scraping.extract.liveness import liveness
from scraper_sky.scraping.extract.metadata import language, meta_refresh, metadata, robots_directives, sitemap_links
from scraper_sky.scraping.extract.structured import Stated, read_structured
from scraper_sky.scraping.extract.technology import technologies
from scraper_sky.scraping.extract.text import visible
from scraper_sky.scraping.extract.values import PageFacts
from scraper_sky.scraping.extract.walk import read_document


def read_page(url: str, headers: Mapping[str, str], body: bytes) -> PageFacts:
    """What the page at `url` (absolute, http or https) says.

    `headers` are the response's, names in lower case, several Set-Cookie joined by newlines; `body` is decompressed and
    may be cut anywhere. The time is linear in the length of the body.
    """
    document = read_document(url, bounded(decode(body, headers.get("content-type", ""), host_of(url))))
    stated = read_structured(document)
    web = web_links(document)
    text = visible(document.text)
    kind, evidence = liveness(document, text, headers)
    facts = tuple(_facts(document, stated, headers, text))
    return PageFacts(
        url=url,
        title=next((fact.value for fact in facts if fact.name == "title"), ""),
        language=language(document, headers)[0],
        facts=facts,
        contacts=without_those_of_hosts(contacts(document, stated, web), kind),
        technologies=technologies(document, headers),
        links=links(web),
        sitemap_links=sitemap_links(document),
        meta_refresh=meta_refresh(document),
        noindex_nofollow=robots_directives(document, headers),
        liveness=kind,
        liveness_evidence=evidence,
        text_length=len(text),
    )


def _facts(document: Document, stated: Stated, headers: Mapping[str, str], text: str) -> Iterator[Fact]:
    yield from metadata(document, headers, text)
    yield favicon(document)
    found = logo(document, stated.logos)
    if found is not None:
        yield found
    yield from stated.facts
    yield from company_facts(document, text)
