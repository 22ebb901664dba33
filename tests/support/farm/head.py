"""The head of a page: title, description, link preview, JSON-LD, and what counts its visitors."""

from __future__ import annotations

import html
import json

from scraper_sky.model.report import ContactKind
from tests.support.farm.blueprint import Blueprint, PagePlan
from tests.support.farm.bulk import VARIANTS, inline_style
from tests.support.farm.dice import Dice
from tests.support.farm.disguise import Disguise


def title_of(site: Blueprint, page: PagePlan) -> str:
    """The text of the page's title element."""
    name, city = site.company.name, site.company.address.city
    if page.kind != "home":
        return f"{page.label[:1].upper()}{page.label[1:]} | {name}"
    forms = (
        f"{name} – {site.company.trade.noun}, {city}",
        f"{name} | {city}",
        name,
        f"{site.company.locale.labels['home']} - {name}",
    )
    return Dice(site.seed, "title").pick(forms)


def description_of(site: Blueprint) -> str:
    services = ", ".join(site.company.trade.services[:3])
    return f"{site.company.name}, {site.company.address.city}: {services}."


def head_of(site: Blueprint, page: PagePlan) -> str:
    """Everything between <head> and </head>."""
    style, company = site.style, site.company
    title = html.escape(title_of(site, page), quote=False)
    parts = ['<meta name="viewport" content="width=device-width, initial-scale=1">']
    if style.charset_told_by in ("meta", "both"):
        old = style.charset != "utf-8"
        declared = (
            f'http-equiv="Content-Type" content="text/html; charset={style.charset}"' if old else 'charset="utf-8"'
        )
        parts.insert(0, f"<meta {declared}>")
    parts += [site.dress.comment, f"<title>{title}</title>"]
    if style.description and page.kind == "home":
        parts.append(f'<meta name="description" content="{html.escape(description_of(site))}">')
    if style.canonical:
        parts.append(f'<link rel="canonical" href="{site.url(page.path)}">')
    if style.open_graph:
        parts.append(
            f'<meta property="og:site_name" content="{html.escape(company.name)}">\n'
            f'<meta property="og:title" content="{html.escape(title)}">\n'
            f'<meta property="og:url" content="{site.url(page.path)}">\n'
            f'<meta property="og:image" content="{site.url(site.dress.image_folder)}/hero.jpg">'
        )
    if style.favicon:
        parts.append(f'<link rel="icon" href="{style.favicon}">')
    parts.append(site.dress.head)
    if style.style_rules:
        parts.append(inline_style(site.seed % VARIANTS, style.style_rules))
    if style.json_ld and page.kind == "home":
        parts.append(f'<script type="application/ld+json">{_json_ld(site)}</script>')
    parts.append(_analytics(site))
    return "\n".join(filter(None, parts))


def _json_ld(site: Blueprint) -> str:
    company, address = site.company, site.company.address
    told = {line.kind: line.value for line in site.lines if line.disguise is Disguise.JSON_LD}
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": Dice(site.seed, "json-ld").pick(("Organization", "LocalBusiness", "ProfessionalService")),
        "@id": f"{site.origin}/#organization",
        "name": company.name,
        "url": f"{site.origin}/",
        "logo": f"{site.url(site.dress.image_folder)}/logo.png",
        "address": {
            "@type": "PostalAddress",
            "streetAddress": address.street,
            "postalCode": address.postcode,
            "addressLocality": address.city,
            **({"addressRegion": address.region} if address.region else {}),
            "addressCountry": address.country,
        },
        "openingHours": "Mo-Fr 08:00-18:00",
        "foundingDate": str(company.founded),
    }
    if ContactKind.EMAIL in told:
        data["email"] = told[ContactKind.EMAIL]
    if ContactKind.PHONE in told:
        data["telephone"] = company.phone.international
    profiles = [line.value for line in site.lines if line.kind is ContactKind.SOCIAL]
    if profiles:
        data["sameAs"] = profiles
    if site.style.platform == "wordpress":
        data = {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": company.name}, data]}
    return json.dumps(data, ensure_ascii=site.style.charset != "utf-8").replace("</", "<\\/")


def _analytics(site: Blueprint) -> str:
    dice = Dice(site.seed, "analytics")
    if site.style.analytics == "ga4":
        code = f"G-{dice.hexdigits(10).upper()}"
        return (
            f'<script async src="https://www.googletagmanager.com/gtag/js?id={code}"></script>\n<script>'
            f"window.dataLayer=window.dataLayer||[];function gtag(){{dataLayer.push(arguments)}}"
            f"gtag('js',new Date());gtag('config','{code}');</script>"
        )
    if site.style.analytics == "gtm":
        code = f"GTM-{dice.hexdigits(7).upper()}"
        return (
            "<script>(function(w,d,s,l,i){w[l]=w[l]||[];w[l].push({'gtm.start':new Date().getTime(),event:'gtm.js'});"
            "var f=d.getElementsByTagName(s)[0],j=d.createElement(s);j.async=true;"
            "j.src='https://www.googletagmanager.com/gtm.js?id='+i;"
            f"f.parentNode.insertBefore(j,f);}})(window,document,'script','dataLayer','{code}');</script>"
        )
    if site.style.analytics == "matomo":
        return (
            "<script>var _paq=window._paq=window._paq||[];_paq.push(['trackPageView']);"
            "_paq.push(['enableLinkTracking']);"
            f"(function(){{var u='//stats.{site.domain}/';_paq.push(['setTrackerUrl',u+'matomo.php']);"
            "_paq.push(['setSiteId','1']);"
            "var d=document,g=d.createElement('script');g.async=true;g.src=u+'matomo.js';"
            "d.head.appendChild(g);})();</script>"
        )
    return ""
