"""The tuned way: one walk over an lxml tree."""

from __future__ import annotations

import re

from lxml import html

from benchmarks.speed.peers.rules import Facts

_CHARSET = re.compile(r"charset=([\w-]{1,40})")


def extract(body: bytes, content_type: str) -> Facts:
    told = _CHARSET.search(content_type)
    tree = html.document_fromstring(body, parser=html.HTMLParser(encoding=told[1] if told else None))
    facts = Facts()
    for element in tree.iter("a", "meta", "title", "script", "style"):
        tag = element.tag
        if tag == "a":
            facts.add_href(element.get("href", ""))
        elif tag == "meta":
            name = element.get("name", "").lower()
            if name == "description":
                facts.description = facts.description or element.get("content", "")
            elif name == "generator":
                facts.generator = facts.generator or element.get("content", "")
        elif tag == "title":
            facts.title = facts.title or (element.text or "").strip()
        else:
            if element.get("type") == "application/ld+json":
                facts.add_json_ld(element.text or "")
            element.text = None
    page = tree.find("body")
    if page is not None:
        facts.add_text(" ".join(page.itertext()))
    return facts
