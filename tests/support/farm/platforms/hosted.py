# ruff: noqa: E501
"""Builders that host what they build: Wix, Squarespace, Webflow, Ghost, HubSpot."""

from __future__ import annotations

from tests.support.farm.platforms.base import Dress, Setting


def wix(setting: Setting) -> Dress:
    dice = setting.dice
    sentry = f"{dice.hexdigits(32)}@sentry-next.wixpress.com"
    return Dress(
        technologies={"Wix": None},
        comment='<meta name="generator" content="Wix.com Website Builder"/>',
        head=(
            f'<meta http-equiv="X-Wix-Meta-Site-Id" content="{dice.hexdigits(8)}-{dice.hexdigits(4)}-4{dice.hexdigits(3)}"/>\n'
            '<meta http-equiv="X-Wix-Application-Instance-Id" content="0"/>\n'
            '<link rel="preconnect" href="https://static.wixstatic.com" crossorigin>\n'
            f'<script type="application/json" id="wix-essential-viewer-model">{{"siteFeatures":["seo"],'
            f'"sentry":{{"dsn":"https://{sentry}/3"}},"site":{{"siteRevision":{dice.below(900)}}}}}</script>\n'
            '<script src="https://static.parastorage.com/services/wix-thunderbolt/dist/main.renderer.1d21f023.bundle.min.js"></script>'
        ),
        before='<div id="SITE_CONTAINER"><div id="site-root" class="site-root">',
        wrap=('<main id="PAGES_CONTAINER" tabindex="-1" data-main-content="true">', "</main>"),
        section=('<div class="wixui-rich-text" data-testid="richTextElement">', "</div>"),
        after="</div></div>",
        headers=(("X-Wix-Request-Id", f"171{dice.digits('#######')}.{dice.digits('########')}"),),
        image_folder="/media",
        path_of=lambda kind, slug: f"/{slug}",
        traps=(sentry,),
    )


def squarespace(setting: Setting) -> Dress:
    site = setting.dice.hexdigits(24)
    return Dress(
        technologies={"Squarespace": None},
        comment="<!-- This is Squarespace. -->",
        html_attributes='xmlns:og="http://opengraphprotocol.org/schema/"',
        head=(
            f'<base href=""><link rel="preconnect" href="https://images.squarespace-cdn.com">\n'
            f'<script data-name="static-context">Static = window.Static || {{}}; Static.SQUARESPACE_CONTEXT = '
            f'{{"websiteId":"{site}","templateVersion":"7.1"}};</script>\n'
            f'<link rel="stylesheet" type="text/css" href="https://static1.squarespace.com/static/versioned-site-css/{site}/1/site.css"/>'
        ),
        body_attributes='id="collection-home" class="sqs-7-1 tweak-blog-basic-grid-list-layout squarespace-cart"',
        wrap=(
            '<div id="siteWrapper" class="clearfix site-wrapper"><main id="page" class="container" role="main">',
            "</main></div>",
        ),
        section=('<div class="sqs-block html-block sqs-block-html"><div class="sqs-block-content">', "</div></div>"),
        headers=(("Server", "Squarespace"), ("X-ContextId", setting.dice.hexdigits(12))),
        image_folder="/s",
        path_of=lambda kind, slug: f"/{slug}",
    )


def webflow(setting: Setting) -> Dress:
    page, site = setting.dice.hexdigits(24), setting.dice.hexdigits(24)
    return Dress(
        technologies={"Webflow": None},
        html_attributes=f'data-wf-domain="{setting.domain}" data-wf-page="{page}" data-wf-site="{site}"',
        head=(
            '<meta content="Webflow" name="generator"/>\n'
            f'<link href="https://cdn.prod.website-files.com/{site}/css/site.webflow.css" rel="stylesheet" type="text/css"/>'
        ),
        wrap=('<div class="page-wrapper"><main class="main-wrapper w-container">', "</main></div>"),
        section=('<div class="section w-richtext">', "</div>"),
        form='<form id="email-form" name="email-form" method="get" class="form w-form">',
        after=f'<script src="https://cdn.prod.website-files.com/{site}/js/webflow.js" type="text/javascript"></script>',
        image_folder="/img",
        path_of=lambda kind, slug: f"/{slug}",
    )


def ghost(setting: Setting) -> Dress:
    version = setting.dice.pick(("5.75", "5.87", "5.101"))
    key = setting.dice.hexdigits(26)
    return Dress(
        technologies={"Ghost": version},
        head=(
            f'<meta name="generator" content="Ghost {version}">\n'
            '<link rel="alternate" type="application/rss+xml" title="RSS" href="/rss/">\n'
            f'<script defer src="https://cdn.jsdelivr.net/ghost/portal@~2.37/umd/portal.min.js" data-ghost="{setting.origin}/" '
            f'data-key="{key}" data-api="{setting.origin}/ghost/api/content/" crossorigin="anonymous"></script>\n'
            '<link rel="stylesheet" type="text/css" href="/assets/built/screen.css?v=5f9f1bbb8c">'
        ),
        body_attributes='class="home-template is-head-left-logo has-cover"',
        wrap=('<div class="gh-viewport"><main id="gh-main" class="gh-main">', "</main></div>"),
        section=('<article class="gh-article post"><div class="gh-content gh-canvas">', "</div></article>"),
        image_folder="/content/images/2024/01",
        path_of=lambda kind, slug: f"/{slug}/",
        traps=("portal@~2.37",),
    )


def hubspot(setting: Setting) -> Dress:
    portal = setting.dice.digits("4#######")
    return Dress(
        technologies={"HubSpot": None},
        head=(
            '<meta name="generator" content="HubSpot">\n'
            '<link rel="stylesheet" href="/hubfs/hub_generated/template_assets/1/main.min.css">\n'
            '<link class="hs-async-css" rel="preload" href="/hs-fs/hub/theme.css" as="style">'
        ),
        body_attributes='class="hs-site-page page hs-content-id-117 hs-landing-page"',
        wrap=(
            '<div class="body-wrapper hs-content-path-home"><main id="main-content" class="body-container-wrapper">',
            "</main></div>",
        ),
        section=('<div class="hs_cos_wrapper hs_cos_wrapper_widget" data-hs-cos-type="rich_text">', "</div>"),
        form=f'<form class="hs-form hs-form-private" data-portal-id="{portal}" method="POST" action="/submit">',
        after=f'<script id="hs-script-loader" async defer src="https://js.hs-scripts.com/{portal}.js"></script>',
        headers=(("X-HS-Hub-ID", portal), ("X-Powered-By", "HubSpot")),
        image_folder="/hubfs",
        path_of=lambda kind, slug: f"/{slug}",
    )
