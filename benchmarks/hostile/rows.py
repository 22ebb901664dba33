"""Which hosts of the farm stand for which class of attack, in the order of the table."""

from __future__ import annotations

from tests.support.farm.faults import FAULTS
from tests.support.farm.faults_hostile import ATTACKS
from tests.support.farm.faults_kinds import Fault
from tests.support.farm.hostile_pages import CHARSETS

_BY_CLASS = {
    "Bombs and layers of packing": (
        "gzip-bomb gzip-layers gzip-triple gzip-chain deflate-bomb deflate-bomb-raw br-unasked zstd-bomb coding-layers "
        "bad-gzip gzip-cut gzip-empty-members gzip-flushed"
    ),
    "Bodies without end": "huge endless endless-plain endless-tiny-chunks endless-trailers endless-extension",
    "Slow and silent": "drip-headers drip-body drip-chunks drip-continue silent unreachable redirect-slow",
    "Headers": (
        "header-flood big-header header-50-mb endless-header endless-folds endless-status endless-continue header-nul "
        "header-no-colon"
    ),
    "Lengths, chunks, broken answers": (
        "length-negative length-absurd length-word length-two length-and-chunks truncated cut-headers bad-chunked drop "
        "rst ssh-banner bad-status http-0-9 blank-lines status-999 status-101"
    ),
    "Redirects": (
        "redirect-loop redirect-endless redirect-200 redirect-endless-body redirect-long redirect-metadata "
        "redirect-private redirect-loopback redirect-file redirect-port redirect-userinfo redirect-script"
    ),
    "Cookies, passwords, waiting": (
        "cookies-growing cookies-foreign http-401 auth-negotiate http-429 retry-after retry-after-digits"
    ),
    "Attribute floods": (
        "attribute-flood attr-flood attr-flood-small attr-flood-comment attr-flood-bang attr-flood-script "
        "attr-flood-title attr-flood-quote attr-flood-end-tag attr-many-tags attr-short-names site-of-floods"
    ),
    "Deep, wide and misnested": (
        "deep-nesting deep deep-then-wide deep-then-links deep-then-codes formatting formatting-quadratic misnested "
        "wide tables table-foster options svg end-tags items-deep noscripts-nested"
    ),
    "Long and many": (
        "title-flood title-huge description-huge language-huge comment-huge comments cdata data-uri script-huge "
        "style-huge spaces no-break-spaces links links-foreign links-long link-huge random"
    ),
    "Text like e-mail addresses": (
        "contact-flood mail-signs mail-halves mail-local-part mail-host mail-words mail-brackets mail-underscores "
        "mail-wide-signs mail-links mail-link-huge mail-attributes mail-shifted-links mail-at-dot mail-hyphens "
        "mail-percents mail-backwards mail-hashes mail-calls mail-link-words mail-link-fields mail-attribute-words "
        "mail-pictures entities"
    ),
    "Text like telephone numbers": (
        "phone-digits phone-zeros phone-spaced-digits phone-nulls phone-wide-digits phone-words phone-numbers "
        "phone-links phone-columns phone-rows phone-tables-nested phone-spans phone-titles phone-extensions "
        "phone-neighbours phone-nearly-registers"
    ),
    "Text like scripts, addresses, hours, names": (
        "script-strings script-growing script-backslashes script-many address-lines address-capitals address-numbers "
        "address-codes address-parts address-slashes address-japan address-britain address-russia address-classes "
        "address-data address-elements hours-lines hours-days hours-times hours-nearly hours-japan vat-labels "
        "copyright-signs profiles profiles-long profiles-deep logos-deep records"
    ),
    "Text like traces of technologies": (
        "traces-scripts traces-classes traces-folders traces-comments traces-versions traces-inline"
    ),
    "Structured data": (
        "json-deep json-number json-backslashes json-string json-companies json-hours json-state properties-nested"
    ),
    "Missing and wrong types": "pdf image binary json untyped binary-as-html html-as-binary empty no-content",
    "Encodings": " ".join(CHARSETS),
    "Characters": "nulls nul-in-facts surrogates noncharacters bidi",
    "robots.txt": (
        "robots-403 robots-429 robots-500 robots-503 robots-moved-5 robots-moved-6 robots-loop robots-silent "
        "robots-drip robots-endless robots-beyond robots-html robots-soft-404 robots-breaks robots-agents robots-rules "
        "robots-stars robots-maps"
    ),
    "Sitemaps": (
        "map-laughs map-laughs-bare map-quadratic map-xxe map-dtd map-xinclude map-gzip-bomb map-gzip-layers map-zip "
        "map-too-many map-too-large sitemap-huge map-only-tags map-open-tags map-tags-of-many map-entries-of-many "
        "map-promises map-indexes map-lines map-lists map-one-address map-strange map-strangers "
        "map-wide map-loop map-endless map-drip"
    ),
}

CLASSES: dict[str, tuple[Fault, ...]] = {
    title: tuple(FAULTS.get(name) or ATTACKS[name] for name in names.split()) for title, names in _BY_CLASS.items()
}
