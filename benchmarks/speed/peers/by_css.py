"""The usual way of Scrapy and Crawlee: one CSS selector a field."""

from __future__ import annotations

from parsel import Selector

from benchmarks.speed.peers.rules import Facts


def extract(page: Selector) -> Facts:
    facts = Facts(
        title=page.css("title::text").get("").strip(),
        description=page.css('meta[name="description"]::attr(content)').get(""),
        generator=page.css('meta[name="generator"]::attr(content)').get(""),
    )
    for href in page.css("a::attr(href)").getall():
        facts.add_href(href)
    for source in page.css('script[type="application/ld+json"]::text').getall():
        facts.add_json_ld(source)
    facts.add_text(" ".join(page.css("body *:not(script):not(style)::text").getall()))
    return facts
