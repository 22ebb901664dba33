"""Jobs: one domain within one batch, its attempts, and what they found."""

from __future__ import annotations

from marshmallow import fields, validate

from webapp.schemas.batches import JOB_STATUSES, KINDS, OUTCOMES, status_field
from webapp.schemas.fields import Model, Moment, Ready, StorableString


class ScanCreate(Model):
    base_url = fields.String(required=True, metadata={"example": "https://www.example.com/"})
    max_pages = fields.Integer(strict=True, load_default=100, validate=validate.Range(1, 1000))


class ScanAccepted(Model):
    job_id = fields.Integer(required=True)
    status_url = fields.String(required=True)
    created_at = Moment(required=True)


class Provenance(Model):
    """Where a value was found."""

    page_url = fields.String(required=True)
    method = fields.String(
        required=True, metadata={"description": "mailto, tel, text, decoded, json-ld, microdata, meta, link, …"}
    )
    snippet = fields.String(required=True, metadata={"description": "What stood around it."})


class Fact(Provenance):
    name = fields.String(required=True)
    value = fields.String(required=True)


class Contact(Provenance):
    kind = fields.String(required=True, validate=validate.OneOf(["email", "phone", "fax", "social"]))
    value = fields.String(required=True)
    as_written = fields.String(required=True)
    extension = fields.String(
        required=True, metadata={"description": "Of a phone number: the digits to dial behind it; mostly empty."}
    )
    label = fields.String(required=True)
    on_domain = fields.Boolean(required=True, allow_none=True)
    best = fields.Boolean(required=True)
    why = fields.String(required=True)
    rejected_by = fields.String(
        required=True, allow_none=True, metadata={"description": "The rule that refused it; null for a contact."}
    )


class Technology(Provenance):
    name = fields.String(required=True)
    category = fields.String(required=True)
    version = fields.String(required=True, allow_none=True)


class Sitemap(Model):
    url = fields.String(required=True)
    kind = fields.String(required=True)
    url_count = fields.Integer(required=True)
    found_by = fields.String(required=True)
    error = fields.String(required=True)


class Page(Model):
    url = fields.String(required=True)
    final_url = fields.String(required=True)
    status = fields.Integer(required=True)
    content_type = fields.String(required=True)
    bytes_read = fields.Integer(required=True)
    milliseconds = fields.Integer(required=True)
    title = fields.String(required=True)
    chosen_for = fields.String(required=True)


class Listing(Model):
    """Where the list of a site's pages comes from, and what is not in it."""

    source = fields.String(
        required=True,
        validate=validate.OneOf(["sitemaps", "links"]),
        metadata={"description": "`links`: the site has no sitemap, and these are the pages that its pages link to."},
    )
    pages = fields.Integer(required=True, metadata={"description": "In the list."})
    repeated = fields.Integer(required=True, metadata={"description": "Addresses that were listed before."})
    beyond_limit = fields.Integer(required=True, metadata={"description": "Further pages than one list holds."})
    unreadable = fields.Integer(required=True, metadata={"description": "No address that could be fetched."})
    elsewhere = fields.Integer(required=True, metadata={"description": "Addresses of other sites."})
    elsewhere_hosts = fields.Dict(
        keys=fields.String(),
        values=fields.Integer(),
        required=True,
        metadata={"description": "These by host, the twenty most frequent ones."},
    )


class SitePage(Model):
    """A page that the site lists; it was not read."""

    position = fields.Integer(required=True, metadata={"description": "In the list, from 0."})
    url = fields.String(required=True)
    listed_in = fields.String(
        required=True,
        metadata={"description": "The first sitemap that lists it; without one, the page that links to it."},
    )
    last_modified = fields.String(required=True, metadata={"description": "This and the next two as written."})
    change_frequency = fields.String(required=True)
    priority = fields.String(required=True)
    images = fields.Integer(required=True)
    videos = fields.Integer(required=True)
    is_news = fields.Boolean(required=True)


class SitePageQuery(Model):
    q = StorableString(
        load_default=None,
        validate=validate.Length(max=200),
        metadata={"description": "Part of the URL."},
    )
    limit = fields.Integer(load_default=100, validate=validate.Range(1, 1000))
    cursor = fields.String(
        load_default=None,
        validate=validate.Length(max=1000),
        metadata={"description": "`next_cursor` of the page before."},
    )


class SitePages(Model):
    items = fields.List(fields.Nested(SitePage), required=True)
    next_cursor = fields.String(required=True, allow_none=True)


class Try(Model):
    """One request on the wire."""

    purpose = fields.String(required=True)
    url = fields.String(required=True)
    outcome = fields.String(required=True)
    rung = fields.String(required=True, allow_none=True)
    status = fields.Integer(required=True, allow_none=True)
    address = fields.String(required=True, allow_none=True)
    milliseconds = fields.Integer(required=True)
    bytes_read = fields.Integer(required=True)
    detail = fields.String(required=True)
    redirects = fields.List(fields.String(), required=True)


class Attempt(Model):
    number = fields.Integer(required=True)
    status = fields.String(
        required=True,
        validate=validate.OneOf(["running", "waiting", "ended"]),
        metadata={"description": "`waiting`: it goes on when the site may be asked again."},
    )
    wait_reason = fields.String(required=True, allow_none=True, metadata={"description": "Of one that waits."})
    source = fields.String(
        required=True,
        validate=validate.OneOf(["web", "archive"]),
        metadata={"description": "`archive`: nothing was fetched; kept responses were read again."},
    )
    responses_kept = fields.Boolean(
        required=True, metadata={"description": "What the site answered is kept, as long as the operator keeps it."}
    )
    worker = fields.String(required=True)
    started_at = Moment(required=True)
    finished_at = Moment(required=True, allow_none=True)
    outcome = fields.String(required=True, allow_none=True)
    outcome_sentence = fields.String(required=True)
    detail = fields.String(required=True)
    bytes_read = fields.Integer(required=True)
    milliseconds = fields.Integer(required=True)
    tries = fields.List(fields.Nested(Try), required=True)


class Findings(Model):
    """What the attempt that counts found; every value with where it was found."""

    attempt = fields.Integer(required=True)
    answered_url = fields.String(required=True, allow_none=True)
    answered_rung = fields.String(required=True, allow_none=True)
    redirects = fields.List(fields.String(), required=True)
    liveness = fields.String(required=True, allow_none=True)
    liveness_evidence = fields.String(required=True)
    facts = fields.List(fields.Nested(Fact), required=True)
    contacts = fields.List(fields.Nested(Contact), required=True)
    technologies = fields.List(fields.Nested(Technology), required=True)
    sitemaps = fields.List(fields.Nested(Sitemap), required=True)
    pages = fields.List(fields.Nested(Page), required=True, metadata={"description": "That were read."})
    listing = fields.Nested(
        Listing,
        required=True,
        allow_none=True,
        metadata={"description": "Of the kind `sitemap`; the pages themselves are under …/pages."},
    )


class JobMetadata(Model):
    batch_id = fields.UUID(required=True)
    batch_status = fields.String(required=True)
    kind = status_field(KINDS)
    row = fields.Integer(required=True)
    input = fields.String(required=True)
    outcome = fields.String(required=True, allow_none=True)
    outcome_sentence = fields.String(required=True)
    liveness = fields.String(required=True, allow_none=True)
    attempts = fields.Integer(required=True)
    attempt_limit = fields.Integer(required=True)
    wait_reason = fields.String(required=True, allow_none=True)
    not_before = Moment(required=True)
    started_at = Moment(required=True, allow_none=True)
    finished_at = Moment(required=True, allow_none=True)


class JobState(Model):
    job_id = fields.Integer(required=True)
    status = status_field(JOB_STATUSES)
    progress = fields.Float(required=True, metadata={"description": "0 waiting, 50 running, 100 ended."})
    domain = fields.String(required=True)
    result_data = fields.Nested(Findings, required=True, allow_none=True)
    error = fields.String(required=True, allow_none=True)
    job_metadata = fields.Nested(JobMetadata, required=True)
    created_at = Moment(required=True)
    updated_at = Moment(required=True)


class JobQuery(Model):
    status = fields.String(load_default=None, validate=validate.OneOf(JOB_STATUSES))
    outcome = fields.String(load_default=None, validate=validate.OneOf(OUTCOMES))
    q = StorableString(
        load_default=None,
        validate=validate.Length(max=200),
        metadata={"description": "Part of the domain, of what was typed, or of the title."},
    )
    limit = fields.Integer(load_default=100, validate=validate.Range(1, 1000))
    cursor = fields.String(
        load_default=None,
        validate=validate.Length(max=1000),
        metadata={"description": "`next_cursor` of the page before."},
    )


class JobLine(Model):
    job_id = fields.Integer(required=True)
    row = fields.Integer(required=True)
    input = fields.String(required=True)
    domain = fields.String(required=True)
    status = status_field(JOB_STATUSES)
    outcome = fields.String(required=True, allow_none=True)
    outcome_sentence = fields.String(required=True)
    detail = fields.String(required=True)
    attempts = fields.Integer(required=True)
    attempt_limit = fields.Integer(required=True)
    wait_reason = fields.String(required=True, allow_none=True)
    not_before = Moment(required=True)
    started_at = Moment(required=True, allow_none=True)
    finished_at = Moment(required=True, allow_none=True)
    liveness = fields.String(required=True, allow_none=True)
    answered_url = fields.String(required=True, allow_none=True)
    same_site_as = fields.List(
        fields.String(),
        required=True,
        metadata={"description": "Other domains of the batch that ended on the same host, the first twenty."},
    )
    summary = fields.Dict(
        required=True,
        metadata={
            "description": "Title, best e-mail and phone, CMS and the like; of the kind `sitemap` also how many "
            "`site_pages` and `sitemaps` there are."
        },
    )


class JobPage(Model):
    items = fields.List(Ready(JobLine), required=True)
    next_cursor = fields.String(required=True, allow_none=True)


class JobDetail(JobLine):
    batch_id = fields.UUID(required=True)
    batch_status = fields.String(required=True)
    kind = status_field(KINDS)
    attempt_log = fields.List(
        fields.Nested(Attempt), required=True, metadata={"description": "Every attempt with every request it made."}
    )
    findings = fields.Nested(Findings, required=True, allow_none=True)
