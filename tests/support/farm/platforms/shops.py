# ruff: noqa: E501
"""Shop systems: Shopify, PrestaShop, Magento."""

from __future__ import annotations

from tests.support.farm.platforms.base import Dress, Setting


def shopify(setting: Setting) -> Dress:
    theme, shop = setting.dice.pick(("Dawn", "Sense", "Impulse")), setting.dice.digits("6########")
    files = f"{setting.domain.partition('.')[0]}.myshopify.com"

    def path_of(kind: str, slug: str) -> str:
        folder = {"post": "blogs/news/", "blog": "blogs/", "product": "products/", "privacy": "policies/"}
        return f"/{folder.get(kind, 'pages/')}{slug}"

    return Dress(
        technologies={"Shopify": None},
        head=(
            '<link rel="preconnect" href="https://cdn.shopify.com" crossorigin="">\n'
            f'<script>var Shopify = Shopify || {{}}; Shopify.shop = "{files}"; Shopify.locale = "{setting.company.locale.base_language}"; '
            f'Shopify.currency = {{"active":"EUR","rate":"1.0"}}; Shopify.theme = {{"name":"{theme}","id":{shop},"role":"main"}};</script>\n'
            f'<link rel="stylesheet" href="/cdn/shop/t/2/assets/base.css?v={shop}" media="all">'
        ),
        body_attributes='class="gradient template-index"',
        wrap=('<main id="MainContent" class="content-for-layout focus-none" role="main" tabindex="-1">', "</main>"),
        section=('<div id="shopify-section-template" class="shopify-section"><div class="rte">', "</div></div>"),
        form='<form method="post" action="/contact#contact_form" id="contact_form" accept-charset="UTF-8" class="contact-form">',
        headers=(("Powered-By", "Shopify"), ("X-ShopId", shop), ("X-Sorting-Hat-ShopId", shop)),
        image_folder="/cdn/shop/files",
        path_of=path_of,
    )


def prestashop(setting: Setting) -> Dress:
    token = setting.dice.hexdigits(32)
    return Dress(
        technologies={"PrestaShop": None},
        head=(
            '<link rel="stylesheet" href="/themes/classic/assets/cache/theme-5c9f0a.css" type="text/css" media="all">\n'
            f'<script type="text/javascript">var prestashop = {{"cart":{{"products":[],"totals":{{}}}},"currency":{{"iso_code":"EUR"}},'
            f'"static_token":"{token}","token":"{token}"}};</script>'
        ),
        body_attributes='id="index" class="lang-xx country-xx currency-eur layout-full-width page-index tax-display-enabled"',
        wrap=(
            '<main><section id="wrapper"><div class="container"><div id="content-wrapper">',
            "</div></div></section></main>",
        ),
        section=('<section class="page-content page-cms">', "</section>"),
        form='<form action="/contact-us" method="post" enctype="multipart/form-data" class="contact-form">',
        headers=(
            ("Powered-By", "PrestaShop"),
            ("Set-Cookie", f"PrestaShop-{setting.dice.hexdigits(32)}=def502; path=/; HttpOnly; SameSite=Lax"),
        ),
        image_folder="/img/cms",
        path_of=lambda kind, slug: f"/{slug}" if kind in ("contact", "post") else f"/content/{slug}",
    )


def magento(setting: Setting) -> Dress:
    stamp = setting.dice.digits("17########")
    root = f"/static/version{stamp}/frontend/Magento/luma"
    return Dress(
        technologies={"Magento": None},
        head=(
            f'<link rel="stylesheet" type="text/css" media="all" href="{root}/en_US/mage/calendar.css" />\n'
            f'<link rel="stylesheet" type="text/css" media="all" href="{root}/en_US/css/styles-m.css" />\n'
            f'<script>var BASE_URL = "{setting.origin}/"; var require = {{"baseUrl": "{root}/en_US"}};</script>\n'
            f'<script type="text/javascript" src="{root}/en_US/requirejs/require.js"></script>'
        ),
        body_attributes='data-container="body" data-mage-init=\'{"loaderAjax": {}}\' id="html-body" class="cms-home cms-index-index page-layout-1column"',
        wrap=('<div class="page-wrapper"><main id="maincontent" class="page-main">', "</main></div>"),
        section=('<div class="column main"><div data-content-type="text">', "</div></div>"),
        form='<form class="form contact" action="/contact/index/post/" id="contact-form" method="post" data-mage-init=\'{"validation":{}}\'>',
        after='<script type="text/x-magento-init">{"*": {"Magento_Ui/js/core/app": {"components": {}}}}</script>',
        headers=(("X-Magento-Cache-Debug", "HIT"), ("Set-Cookie", "mage-messages=; path=/; SameSite=Strict")),
        image_folder="/media/wysiwyg",
        path_of=lambda kind, slug: f"/{slug}/" if kind == "contact" else f"/{slug}.html",
    )
