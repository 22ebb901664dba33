"""From the plan of a site to the bytes of one of its pages."""

from __future__ import annotations

import html

from scraper_sky.model.report import ContactKind
from tests.support.farm.blueprint import IN_NAVIGATION, SHOPS, Blueprint, PagePlan
from tests.support.farm.bulk import VARIANTS, icons_and_banner
from tests.support.farm.company import Company
from tests.support.farm.contacts import at_place
from tests.support.farm.dice import Dice
from tests.support.farm.disguise import share_links
from tests.support.farm.head import head_of
from tests.support.farm.messages import Response
from tests.support.farm.style import python_codec
from tests.support.farm.text import PARAGRAPHS, paragraphs_in

EMAIL, PHONE, FAX, SOCIAL = ContactKind.EMAIL, ContactKind.PHONE, ContactKind.FAX, ContactKind.SOCIAL
SERVER_HEADERS = {
    "nginx": "nginx/1.24.0",
    "Apache": "Apache/2.4.58 (Debian)",
    "LiteSpeed": "LiteSpeed",
    "cloudflare": "cloudflare",
}


def shown(person: str) -> str:
    """The name as its bearer writes it."""
    return person.partition("|")[0]


def town_line(company: Company) -> str:
    """As on a letter: the postcode where that country writes it."""
    place = ", ".join(filter(None, (company.address.city, company.address.region)))
    return company.locale.town_line.format(postcode=company.address.postcode, city=place)


def render(site: Blueprint, page: PagePlan) -> Response:
    """The page as the site's server sends it."""
    dress, style, company = site.dress, site.style, site.company
    attributes = " ".join(
        filter(None, (style.language_told and f'lang="{style.language_told}"', dress.html_attributes))
    )
    text = "\n".join(
        (
            f"<!doctype html>\n<html {attributes}>".replace(" >", ">"),
            f"<head>\n{head_of(site, page)}\n</head>",
            f"<body {dress.body_attributes}>".replace(" >", ">"),
            dress.before,
            _header(site, page),
            dress.wrap[0],
            _content(site, page),
            dress.wrap[1],
            _footer(site, page),
            dress.after,
            icons_and_banner(site.seed % VARIANTS) if style.style_rules else "",
            f"<!-- {company.trade.slug} -->\n</body>\n</html>\n",
        )
    )
    return Response(200, content_type(site), encode(site, text), response_headers(site))


def content_type(site: Blueprint) -> str:
    told = site.style.charset_told_by in ("header", "both")
    return f"text/html; charset={site.style.charset}" if told else "text/html"


def encode(site: Blueprint, text: str) -> bytes:
    """In the site's charset; letters outside it as character references. UTF-16 begins with its mark."""
    return text.encode(python_codec(site.style.charset), "xmlcharrefreplace")


def server_header(site: Blueprint) -> str:
    """What the site's server calls itself: Cloudflare puts its own name before any other."""
    own = dict(site.dress.headers).get("Server")
    return own if own and site.style.server != "cloudflare" else SERVER_HEADERS[site.style.server]


def response_headers(site: Blueprint) -> tuple[tuple[str, str], ...]:
    others = [header for header in site.dress.headers if header[0] != "Server"]
    if site.style.server == "cloudflare":
        others += [("CF-RAY", "8a1b2c3d4e5f6a7b-FRA"), ("CF-Cache-Status", "DYNAMIC")]
    return ("Server", server_header(site)), *others


def _header(site: Blueprint, page: PagePlan) -> str:
    links = [
        f'<li><a href="{other.path}"{" class=active" if other is page else ""}>{html.escape(other.label)}</a></li>'
        for other in site.pages.values()
        if other.kind in IN_NAVIGATION
    ]
    folder, name = site.dress.image_folder, html.escape(site.company.name)
    return (
        '<header class="site-header"><a class="logo" href="/">'
        f'<img src="{folder}/logo.png" srcset="{folder}/logo@2x.png 2x" alt="{name}" width="180"></a>\n<nav><ul>\n'
        + "\n".join(links)
        + "\n</ul></nav></header>"
    )


def _content(site: Blueprint, page: PagePlan) -> str:
    labels, company = site.company.locale.labels, site.company
    heading = company.name if page.kind == "home" else page.label[:1].upper() + page.label[1:]
    begin, end = site.dress.section
    parts = [f"<h1>{html.escape(heading, quote=False)}</h1>"]
    if page.kind == "contact":
        parts += [begin, _visiting_card(site, "contact"), end, _form(site)]
    elif page.kind == "imprint":
        parts += [
            begin,
            _visiting_card(site, "imprint"),
            f"<p>{labels['manager']}: {shown(company.manager)}<br>{labels['vat']}: {company.vat}<br>"
            f"{labels['register']}: {Dice(site.seed, 'register').digits('HRB #####')}</p>",
            end,
        ]
    elif page.kind == "team":
        parts += [begin, _team(site), end]
    elif page.kind == "services":
        items = "".join(f"<li>{html.escape(service, quote=False)}</li>" for service in company.trade.services)
        parts += [begin, f"<ul>{items}</ul>", end]
    elif page.kind == "product":
        parts += [begin, _offer(site, page), end]
    elif page.kind == "home" and site.style.platform in SHOPS:
        parts += [_teaser(site, product) for product in site.pages.values() if product.kind == "product"]
    elif page.kind == "blog":
        parts += [_teaser(site, post) for post in site.pages.values() if post.kind == "post"]
    parts.append(_prose(site, page))
    return "\n".join(parts)


def _prose(site: Blueprint, page: PagePlan) -> str:
    """As many paragraphs as the plan says, with a heading and sometimes a picture before each few of them."""
    dice, company = Dice(site.seed, page.path), site.company
    services, folder = company.trade.services, site.dress.image_folder
    begin, end = site.dress.section
    templates = paragraphs_in(company.locale.language)
    values = {
        "company": html.escape(company.name, quote=False),
        "city": company.address.city,
        "person": shown(company.manager),
        "year": company.founded,
    }
    parts: list[str] = []
    for number in range(page.paragraphs):
        chance = dice.below(1 << 40)
        service = page.service or services[chance % len(services)]
        if number % 4 == 0:
            parts += [begin, f"<h2>{service}</h2>"]
            if chance >> 33 & 1:
                picture = f"{folder}/picture-{chance % 40}.jpg"
                parts.append(f'<img src="{picture}" srcset="{picture}?w=1600 2x" alt="{service}" loading="lazy">')
        text = templates[(chance >> 8) % PARAGRAPHS].format(
            service=service, other=services[(chance >> 20) % len(services)], **values
        )
        parts.append(f"<p>{text}</p>")
        if number % 4 == 3:
            parts.append(end)
    if page.paragraphs % 4:
        parts.append(end)
    return "\n".join(parts)


def _offer(site: Blueprint, page: PagePlan) -> str:
    """What a product costs, with the article number that must not be taken for a phone number."""
    dice, folder = Dice(site.seed, page.path), site.dress.image_folder
    return (
        f'<div class="product" data-sku="{dice.digits("SKU-####-##")}">'
        f'<img src="{folder}/product-{dice.below(30)}.jpg" alt="">'
        f'<span class="price">{dice.between(4, 480)},{dice.pick(("00", "50", "90"))} €</span> '
        f"EAN {dice.digits('4006381######')}"
        '<form method="post" action="/cart/add"><input type="number" name="quantity" value="1"><button>+</button>'
        "</form></div>"
    )


def _teaser(site: Blueprint, post: PagePlan) -> str:
    more = site.company.locale.labels["more"]
    heading = f'<h3><a href="{post.path}">{html.escape(post.label)}</a></h3>'
    return f'<article>{heading}<p><a href="{post.path}">{more}</a></p></article>'


def _visiting_card(site: Blueprint, place: str) -> str:
    labels, company = site.company.locale.labels, site.company
    rows = [_letterhead(site, marked_up=site.style.microdata and place == "contact"), company.locale.country_name]
    rows += [line.html for line in at_place(site.lines, place, PHONE, FAX)]
    rows += [f"{labels['email']}: {line.html}" for line in at_place(site.lines, place, EMAIL)]
    if place == "contact":
        rows.append(f"{labels['hours']}: {labels['weekdays']}")
    return "<div>" + "<br>\n".join(rows) + "</div>"


def _letterhead(site: Blueprint, marked_up: bool) -> str:
    """Name and address, as microdata of schema.org where that is wanted."""
    company, address = site.company, site.company.address
    name = html.escape(company.name, quote=False)
    if not marked_up:
        return f"<strong>{name}</strong><br>\n{address.street}<br>\n{town_line(company)}"
    city, region = (
        f'<span itemprop="{key}">{value}</span>'
        for key, value in (("addressLocality", address.city), ("addressRegion", address.region))
    )
    town = company.locale.town_line.format(
        postcode=f'<span itemprop="postalCode">{address.postcode}</span>',
        city=f"{city}, {region}" if address.region else city,
    )
    return (
        '<div itemscope itemtype="https://schema.org/LocalBusiness">'
        f'<strong itemprop="name">{name}</strong><br>\n'
        '<span itemprop="address" itemscope itemtype="https://schema.org/PostalAddress">'
        f'<span itemprop="streetAddress">{address.street}</span><br>\n{town}'
        f'<meta itemprop="addressCountry" content="{address.country}"></span></div>'
    )


def _form(site: Blueprint) -> str:
    labels = site.company.locale.labels
    return (
        f"<h2>{labels['write']}</h2>\n{site.dress.form or '<form method=post action=/send>'}\n"
        f'<input type="text" name="your-name" placeholder="{labels["name"]}">\n'
        '<input type="email" name="your-email" placeholder="name@example.com">\n'
        f'<textarea name="your-message" placeholder="{labels["message"]}"></textarea>\n'
        f'<button type="submit">{labels["send"]}</button>\n</form>'
    )


def _team(site: Blueprint) -> str:
    lines = {line.label: line for line in at_place(site.lines, "team", EMAIL)}
    company = site.company
    cards = []
    for person in (company.manager, *company.staff):
        reach = f"<br>{lines[person].html}" if person in lines else ""
        role = company.locale.labels["manager"] if person is company.manager else company.trade.noun
        cards.append(f'<div class="person"><h3>{shown(person)}</h3><p>{role}{reach}</p></div>')
    return "\n".join(cards)


def _footer(site: Blueprint, page: PagePlan) -> str:
    labels, company, address = site.company.locale.labels, site.company, site.company.address
    town = town_line(company)
    rows = [f"<strong>{html.escape(company.name, quote=False)}</strong>, {address.street}, {town}"]
    rows += [line.html for line in at_place(site.lines, "every", PHONE, FAX)]
    rows += [line.html for line in at_place(site.lines, "every", EMAIL)]
    profiles = at_place(site.lines, "every", SOCIAL)
    if profiles:
        rows.append(f"{labels['follow']}: " + " ".join(line.html for line in profiles))
    if page.kind in ("post", "product"):
        links = (f'<a href="{href}" rel="nofollow">{label}</a>' for label, href in share_links(site.url(page.path)))
        rows.append(f"{labels['share']}: " + " ".join(links))
    legal = [other for other in site.pages.values() if other.kind in ("imprint", "privacy")]
    small = " | ".join(f'<a href="{other.path}">{html.escape(other.label)}</a>' for other in legal)
    if site.private_path:
        small += f' | <a href="{site.private_path}">Intern</a>'
    return (
        f'<footer id="kontakt"><div>{"</div><div>".join(rows)}</div>\n<div class="legal">{small}</div>\n'
        f"<p>© 2024 {html.escape(company.name, quote=False)}. {labels['rights']}.</p>\n"
        f'<div class="cookies" hidden>{labels["cookies"]} <button>{labels["accept"]}</button></div></footer>'
    )
