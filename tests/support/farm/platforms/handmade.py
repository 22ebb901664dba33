"""Sites without a content management system: typed by hand, put together with Bootstrap, or built with Next.js."""

from __future__ import annotations

from tests.support.farm.platforms.base import Dress, Setting


def plain(setting: Setting) -> Dress:
    ending = setting.dice.pick((".html", ".html", ".htm", ".php"))
    technologies: dict[str, str | None] = {}
    headers: tuple[tuple[str, str], ...] = ()
    if ending == ".php":
        technologies["PHP"] = "7.4.33"
        headers = (("X-Powered-By", "PHP/7.4.33"),)
    old = setting.dice.chance(40)
    return Dress(
        technologies=technologies,
        head='<link rel="stylesheet" href="/style.css" type="text/css">',
        body_attributes='bgcolor="#ffffff" text="#000000" link="#003366"' if old else "",
        wrap=('<table width="960" align="center"><tr><td>', "</td></tr></table>")
        if old
        else ("<div id=content>", "</div>"),
        section=("", "<hr>") if old else ('<div class="box">', "</div>"),
        headers=headers,
        image_folder="/bilder",
        path_of=lambda kind, slug: f"/{slug}{ending}",
    )


def bootstrap(setting: Setting) -> Dress:
    version, jquery = setting.dice.pick((("3.4.1", "1.12.4"), ("4.6.2", "3.5.1"), ("5.3.3", "3.7.1")))
    return Dress(
        technologies={"Bootstrap": version, "jQuery": jquery},
        head=(
            f'<link rel="stylesheet" href="https://cdn.jsdelivr.net/npm/bootstrap@{version}/dist/css/bootstrap.min.css">\n'
            '<link rel="stylesheet" href="/css/theme.css">'
        ),
        body_attributes='class="bg-light" data-bs-spy="scroll"',
        wrap=('<div class="container"><div class="row"><main class="col-lg-8">', "</main></div></div>"),
        section=('<div class="card mb-4 shadow-sm"><div class="card-body">', "</div></div>"),
        form='<form class="row g-3 needs-validation" method="post" action="/send" novalidate>',
        after=(
            f'<script src="https://code.jquery.com/jquery-{jquery}.min.js"></script>\n'
            f'<script src="https://cdn.jsdelivr.net/npm/bootstrap@{version}/dist/js/bootstrap.min.js"></script>'
        ),
        image_folder="/img",
        path_of=lambda kind, slug: f"/{slug}",
        traps=(f"bootstrap@{version}",),
    )


def nextjs(setting: Setting) -> Dress:
    build = setting.dice.hexdigits(20)
    return Dress(
        technologies={"Next.js": None},
        head=(
            f'<link rel="preload" href="/_next/static/css/{setting.dice.hexdigits(16)}.css" as="style"/>\n'
            f'<script src="/_next/static/chunks/webpack-{setting.dice.hexdigits(16)}.js" defer=""></script>\n'
            f'<script src="/_next/static/{build}/_buildManifest.js" defer=""></script>'
        ),
        before='<div id="__next">',
        wrap=('<div class="container mx-auto"><main class="prose">', "</main></div>"),
        section=('<section class="py-12 sm:py-24">', "</section>"),
        after=(
            '</div>\n<script id="__NEXT_DATA__" type="application/json">{"props":{"pageProps":{}},"page":"/",'
            f'"query":{{}},"buildId":"{build}","isFallback":false}}</script>'
        ),
        headers=(("X-Powered-By", "Next.js"),),
        image_folder="/_next/static/media",
        path_of=lambda kind, slug: f"/{slug}",
    )
