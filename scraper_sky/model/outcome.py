"""How an attempt or a job ended: a closed list, each with whether another attempt may help and one plain sentence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from scraper_sky.model.status import JobStatus


class Outcome(StrEnum):
    OK = "ok"
    NXDOMAIN = "nxdomain"
    DNS_FAILURE = "dns_failure"
    BLOCKED_ADDRESS = "blocked_address"
    CONNECT_REFUSED = "connect_refused"
    CONNECT_TIMEOUT = "connect_timeout"
    TLS_EXPIRED = "tls_expired"
    TLS_NAME_MISMATCH = "tls_name_mismatch"
    TLS_SELF_SIGNED = "tls_self_signed"
    TLS_FAILURE = "tls_failure"
    READ_TIMEOUT = "read_timeout"
    CONNECTION_RESET = "connection_reset"
    TOO_LARGE = "too_large"
    DECOMPRESSION_BOMB = "decompression_bomb"
    PROTOCOL_ERROR = "protocol_error"
    HTTP_4XX = "http_4xx"
    HTTP_403_BLOCKED = "http_403_blocked"
    HTTP_429_RATE_LIMITED = "http_429_rate_limited"
    HTTP_5XX = "http_5xx"
    NOT_HTML = "not_html"
    EMPTY = "empty"
    CHALLENGE = "challenge"
    ROBOTS_DISALLOWED = "robots_disallowed"
    REDIRECT_LOOP = "redirect_loop"
    REDIRECTED_OFFSITE = "redirected_offsite"
    TIME_BUDGET = "time_budget"
    WORKER_LOST = "worker_lost"
    INTERNAL_ERROR = "internal_error"
    CANCELLED = "cancelled"

    @property
    def retryable(self) -> bool:
        """True for a transient outcome: another attempt may end differently."""
        return RULES[self].retryable

    @property
    def sentence(self) -> str:
        """What happened, for somebody who is no programmer."""
        return RULES[self].sentence

    @property
    def job_status(self) -> JobStatus:
        """The terminal job status this outcome leads to once no further attempt will be made."""
        return RULES[self].status


@dataclass(frozen=True, slots=True)
class Rule:
    retryable: bool
    status: JobStatus
    sentence: str


_NO, _YES = False, True
_OK, _BAD = JobStatus.SUCCEEDED, JobStatus.FAILED

RULES: dict[Outcome, Rule] = {
    Outcome.OK: Rule(_NO, _OK, "The site answered and was read."),
    Outcome.NXDOMAIN: Rule(_NO, _BAD, "This domain name does not exist."),
    Outcome.DNS_FAILURE: Rule(_YES, _BAD, "The name servers of this domain did not give a usable answer."),
    Outcome.BLOCKED_ADDRESS: Rule(
        _NO, _BAD, "This name leads to an address inside a private network, which is never contacted."
    ),
    Outcome.CONNECT_REFUSED: Rule(_NO, _BAD, "The server refused the connection."),
    Outcome.CONNECT_TIMEOUT: Rule(_YES, _BAD, "The server could not be reached in time."),
    Outcome.TLS_EXPIRED: Rule(_NO, _BAD, "The security certificate of the site has expired."),
    Outcome.TLS_NAME_MISMATCH: Rule(_NO, _BAD, "The security certificate belongs to a different site."),
    Outcome.TLS_SELF_SIGNED: Rule(
        _NO, _BAD, "The security certificate is not signed by an authority that browsers trust."
    ),
    Outcome.TLS_FAILURE: Rule(_NO, _BAD, "No secure connection to the server could be made."),
    Outcome.READ_TIMEOUT: Rule(_YES, _BAD, "The server stopped answering before the page was complete."),
    Outcome.CONNECTION_RESET: Rule(_YES, _BAD, "The server broke off the connection."),
    Outcome.TOO_LARGE: Rule(_NO, _BAD, "The page is larger than is read."),
    Outcome.DECOMPRESSION_BOMB: Rule(
        _NO, _BAD, "The page unpacks to many times its size, as an attack would, and was dropped."
    ),
    Outcome.PROTOCOL_ERROR: Rule(_NO, _BAD, "The server's answer does not follow the rules of HTTP."),
    Outcome.HTTP_4XX: Rule(_NO, _BAD, "The server says that the page does not exist or may not be seen."),
    Outcome.HTTP_403_BLOCKED: Rule(_NO, _BAD, "The server refuses automated visitors."),
    Outcome.HTTP_429_RATE_LIMITED: Rule(_YES, _BAD, "The server asked us to come back later."),
    Outcome.HTTP_5XX: Rule(_YES, _BAD, "The server reported an error of its own."),
    Outcome.NOT_HTML: Rule(_NO, _BAD, "The address answers with something that is not a web page."),
    Outcome.EMPTY: Rule(_NO, _BAD, "The server answered with an empty page."),
    Outcome.CHALLENGE: Rule(_NO, _BAD, "The site shows a check for humans in place of its page."),
    Outcome.ROBOTS_DISALLOWED: Rule(
        _NO, JobStatus.SKIPPED, "The site's robots.txt asks not to be read, and that is respected."
    ),
    Outcome.REDIRECT_LOOP: Rule(_NO, _BAD, "The site sends its visitors round in circles."),
    Outcome.REDIRECTED_OFFSITE: Rule(_NO, _OK, "The domain only forwards to a different site."),
    Outcome.TIME_BUDGET: Rule(_YES, _BAD, "Reading this site took longer than a site may take."),
    Outcome.WORKER_LOST: Rule(_YES, _BAD, "The worker process ended while it was reading this site."),
    Outcome.INTERNAL_ERROR: Rule(_NO, _BAD, "A fault of ours; it is in the log."),
    Outcome.CANCELLED: Rule(_NO, JobStatus.CANCELLED, "The batch was cancelled before this site was read."),
}


class Liveness(StrEnum):
    """What kind of site answered."""

    LIVE = "live"
    PARKED = "parked"
    FOR_SALE = "for_sale"
    PLACEHOLDER = "placeholder"
    SUSPENDED = "suspended"
    CHALLENGE = "challenge"
    SOFT_404 = "soft_404"
    EMPTY = "empty"
