"""Who runs the site, as structured data says it: name, address, hours, numbers, and ways to be reached."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from scraper_sky.model.report import Fact, Method
from scraper_sky.scraping.extract.addresses import ending_of
from scraper_sky.scraping.extract.document import Document
from scraper_sky.scraping.extract.items import Item
from scraper_sky.scraping.extract.json_ld import json_ld_items
from scraper_sky.scraping.extract.microdata import markup_items
from scraper_sky.scraping.extract.postal.places import address_facts, opening_hours
from scraper_sky.scraping.extract.postal.stated import places_elsewhere
from scraper_sky.scraping.extract.wordlists import words

_ORGANISATIONS = words(
    """
    Organization Corporation LocalBusiness NGO GovernmentOrganization EducationalOrganization
    NewsMediaOrganization OnlineBusiness OnlineStore ProfessionalService Store Restaurant Hotel LodgingBusiness
    Dentist Physician MedicalBusiness MedicalClinic LegalService Attorney Notary RealEstateAgent AutoDealer
    AutoRepair HomeAndConstructionBusiness Plumber Electrician GeneralContractor RoofingContractor
    FinancialService InsuranceAgency AccountingService BeautySalon HairSalon HealthAndBeautyBusiness
    SportsActivityLocation TravelAgency FoodEstablishment CafeOrCoffeeShop BarOrPub Bakery CollegeOrUniversity
    School Library Airline Consortium MedicalOrganization SportsOrganization PerformingGroup FundingScheme
    WorkersUnion Project LibrarySystem Place TouristAttraction Hospital Pharmacy VeterinaryCare
    """
)
# Items of these types carry addresses and numbers of others, or none.
_OTHERS = words(
    """
    Person Product Event Article NewsArticle BlogPosting WebPage WebSite BreadcrumbList ListItem JobPosting
    Review Offer AggregateRating PostalAddress ContactPoint ImageObject VideoObject Recipe Book Movie MusicEvent
    SearchAction Question Answer FAQPage HowTo Service Course SoftwareApplication SiteNavigationElement WPHeader
    WPFooter ItemList
    """
)
# Whoever stands behind these properties is not the one who runs the site.
_FOREIGN_ROLES = words(
    """
    brand manufacturer itemReviewed review reviews organizer performer location sponsor memberOf alumniOf
    worksFor hiringOrganization affiliation containedInPlace author creator actor director provider about
    mentions funder member employee founder attendee customer competitor subOrganization recipeBy reviewedBy
    isPartOf itemListElement item
    """
)
_EMPTY_NAMES = frozenset(
    {"organization", "localbusiness", "website", "home", "company name", "your company", "n/a", "null"}
)


@dataclass(slots=True)
class Stated:
    """What structured data states, each text with the method it came by."""

    facts: list[Fact] = field(default_factory=list)
    emails: list[tuple[str, Method]] = field(default_factory=list)
    phones: list[tuple[str, Method, bool]] = field(default_factory=list)  # the text, the method, whether it is a fax
    profiles: list[tuple[str, Method]] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    logos: list[tuple[str, Method]] = field(default_factory=list)


def read_structured(document: Document) -> Stated:
    blocks = [script.text for script in document.scripts if "ld+json" in script.type]
    stated = Stated()
    everything: list[Item] = []
    for items, method in ((json_ld_items(blocks), Method.JSON_LD), (markup_items(document), Method.MICRODATA)):
        _resolve_references(items)
        organisations = sorted((item for item in items if _is_owner(item)), key=_rank)
        for item in organisations[:20]:
            _describe(item, method, document, stated)
        for item in items:
            _contacts(item, method, stated)
        everything += items
    if not any(fact.name == "address" for fact in stated.facts):
        stated.facts += places_elsewhere(document, everything, ending_of(document.host))
    return stated


def _resolve_references(items: list[Item]) -> None:
    """A property that only names an item (`{"@id": "#org"}`) gets that item's properties."""
    known = {item.identifier: item for item in items if item.identifier and item.properties}
    for item in items:
        if item.identifier and not item.properties and item.identifier in known:
            item.types, item.properties = known[item.identifier].types, known[item.identifier].properties


def _is_owner(item: Item) -> bool:
    if item.role in _FOREIGN_ROLES:
        return False
    if any(name in _ORGANISATIONS for name in item.types):
        return "Place" not in item.types or "telephone" in item.properties
    if any(name in _OTHERS for name in item.types):
        return False
    own = item.properties
    return bool(item.types) and "name" in own and ("address" in own or "telephone" in own)


def _rank(item: Item) -> tuple[bool, bool]:
    return (item.role not in ("", "@graph", "mainEntity", "publisher"), "address" not in item.properties)


def _describe(item: Item, method: Method, document: Document, stated: Stated) -> None:
    kind = item.types[0] if item.types else ""

    def add(name: str, value: str) -> None:
        if value:
            stated.facts.append(
                Fact(name, value[:500], document.url, method, f"{kind} {item.text('name')}".strip()[:160])
            )

    name = (item.texts("name") or [""])[0]
    if name.lower() not in _EMPTY_NAMES:
        add("company_name", name)
    add("legal_name", item.text("legalName"))
    if kind not in ("Organization", "Place"):
        add("company_type", kind)
    add("vat_id", item.text("vatID"))
    add("tax_id", item.text("taxID"))
    add("founded", item.text("foundingDate"))
    for address in item.properties.get("address", [])[:3]:
        for part, value in address_facts(address, ending_of(document.host)):
            add(part, value)
    add("opening_hours", opening_hours(item))
    for place in item.items("geo"):
        latitude, longitude = place.text("latitude"), place.text("longitude")
        if latitude and longitude:
            add("geo", f"{latitude},{longitude}")
    for logo in (*item.properties.get("logo", []), *item.properties.get("image", [])[:1]):
        link = logo if isinstance(logo, str) else logo.text("url") or logo.text("contentUrl") or logo.identifier
        if link and logo in item.properties.get("logo", ()):
            stated.logos.append((link, method))


def _contacts(item: Item, method: Method, stated: Stated) -> None:
    if item.role in _FOREIGN_ROLES:
        return
    stated.emails += [(re.sub(r"\A\s*mailto:", "", text, flags=re.I), method) for text in item.texts("email")]
    fax_line = "fax" in item.text("contactType").lower()
    stated.phones += [(text, method, fax_line) for text in item.texts("telephone") + item.texts("phone")]
    stated.phones += [(text, method, True) for text in item.texts("faxNumber")]
    stated.countries += item.texts("addressCountry")
    if _is_owner(item) or "WebSite" in item.types or ("Person" in item.types and item.role == "publisher"):
        stated.profiles += [(text, method) for text in item.texts("sameAs")]
