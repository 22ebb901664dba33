# ruff: noqa: E501
"""WordPress with its themes and plugins, signed as the real ones sign."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.support.farm.platforms.base import Dress, Setting

CORE = ("6.3.2", "6.4.3", "6.5.2", "6.6.1", "6.7.1", "6.8.1")
THEMES = (
    ("Astra", "astra", ("4.6.8", "4.8.1")),
    ("GeneratePress", "generatepress", ("3.4.0", "3.5.1")),
    ("OceanWP", "oceanwp", ("3.5.4", "4.0.2")),
    ("Kadence", "kadence", ("1.1.50", "1.2.9")),
    ("Hello Elementor", "hello-elementor", ("3.0.1", "3.1.1")),
    ("Twenty Twenty-Four", "twentytwentyfour", ("1.2", "1.3")),
)
_EMOJI = (
    '<style id="wp-emoji-styles-inline-css">img.wp-smiley,img.emoji{display:inline !important;border:none !important;'
    "box-shadow:none !important;height:1em !important;width:1em !important;margin:0 .07em !important}</style>"
)
_PRESETS = "".join(
    f"--wp--preset--color--{name}:{value};--wp--preset--gradient--{name}:linear-gradient(135deg,{value} 0%,#fff 100%);"
    for name, value in (
        ("black", "#000000"), ("cyan-bluish-gray", "#abb8c3"), ("white", "#ffffff"), ("pale-pink", "#f78da7"),
        ("vivid-red", "#cf2e2e"), ("luminous-vivid-orange", "#ff6900"), ("luminous-vivid-amber", "#fcb900"),
        ("light-green-cyan", "#7bdcb5"), ("vivid-green-cyan", "#00d084"), ("pale-cyan-blue", "#8ed1fc"),
        ("vivid-cyan-blue", "#0693e3"), ("vivid-purple", "#9b51e0"),
    )
)  # fmt: skip
_GLOBAL = f'<style id="global-styles-inline-css">body{{{_PRESETS}}}</style>\n'


@dataclass
class _Build:
    """Collects what core, theme and plugins add."""

    setting: Setting
    technologies: dict[str, str | None] = field(default_factory=lambda: dict[str, str | None]())
    head: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    comment: str = ""
    section: tuple[str, str] = ('<section class="wp-block-group">', "</section>")
    form: str = ""

    def plugin(self, name: str, slug: str, version: str, css: str = "", js: str = "") -> None:
        self.technologies[name] = version
        root = f"{self.setting.origin}/wp-content/plugins/{slug}"
        if css:
            self.head.append(f'<link rel="stylesheet" id="{slug}-css" href="{root}/{css}?ver={version}" media="all" />')
        if js:
            self.after.append(f'<script src="{root}/{js}?ver={version}" id="{slug}-js"></script>')


def dress(setting: Setting) -> Dress:
    dice, origin = setting.dice, setting.origin
    core = dice.pick(CORE)
    build = _Build(setting, {"WordPress": core})
    _theme(build)
    for chance, add in ((62, _yoast), (20, _woocommerce), (40, _contact_form_7), (22, _wpforms)):
        if dice.chance(chance) and not (add is _wpforms and build.form):
            add(build)
    signature: tuple[tuple[str, str], ...] = ()
    if dice.chance(50):
        build.technologies["PHP"] = "8.2.20"
        signature = (("X-Powered-By", "PHP/8.2.20"),)
    jquery = dice.chance(70)
    if jquery:
        build.technologies["jQuery"] = "3.7.1"
        build.head.append(
            f'<script src="{origin}/wp-includes/js/jquery/jquery.min.js?ver=3.7.1" id="jquery-core-js"></script>'
        )
    if dice.chance(70):
        build.head.append(f'<meta name="generator" content="WordPress {core}" />')
    head = [
        f'<link rel="https://api.w.org/" href="{origin}/wp-json/" />',
        f'<link rel="EditURI" type="application/rsd+xml" title="RSD" href="{origin}/xmlrpc.php?rsd" />',
        f'<link rel="stylesheet" id="wp-block-library-css" href="{origin}/wp-includes/css/dist/block-library/style.min.css?ver={core}" />',
        _EMOJI,
        _GLOBAL,
        *build.head,
    ]
    return Dress(
        technologies=build.technologies,
        html_attributes='prefix="og: https://ogp.me/ns#"',
        comment=build.comment,
        head="\n".join(head),
        body_attributes=f'class="home wp-singular page-template-default page page-id-{dice.between(2, 999)} {" ".join(build.body)}"',
        wrap=(
            '<div id="page" class="site"><div id="content" class="site-content"><main id="primary">',
            "</main></div></div>",
        ),
        section=build.section,
        form=build.form,
        after="\n".join(build.after),
        headers=(*signature, ("Link", f'<{origin}/wp-json/>; rel="https://api.w.org/"')),
        image_folder="/wp-content/uploads/2024/03",
        path_of=lambda kind, slug: f"/{slug}/",
    )


def _theme(build: _Build) -> None:
    dice = build.setting.dice
    if dice.chance(22):
        _divi(build)
        return
    name, slug, versions = dice.pick(THEMES)
    if name == "Hello Elementor" or dice.chance(35):
        _elementor(build)
    version = dice.pick(versions)
    build.technologies[name] = version
    build.body.append(f"wp-theme-{slug} theme-{slug}")
    style = f"{build.setting.origin}/wp-content/themes/{slug}/style.css?ver={version}"
    build.head.append(f'<link rel="stylesheet" id="{slug}-style-css" href="{style}" media="all" />')


def _divi(build: _Build) -> None:
    version = build.setting.dice.pick(("4.23.1", "4.25.0", "4.27.4"))
    build.technologies["Divi"] = version
    build.body.append("et_pb_button_helper_class et_divi_theme et-db et_pb_pagebuilder_layout")
    root = f"{build.setting.origin}/wp-content/themes/Divi"
    build.head.append(f'<link rel="stylesheet" id="divi-style-css" href="{root}/style-static.min.css?ver={version}" />')
    build.head.append(f'<meta content="Divi v.{version}" name="generator" />')
    build.after.append(f'<script src="{root}/js/scripts.min.js?ver={version}" id="divi-custom-script-js"></script>')
    build.section = (
        '<div class="et_pb_section et_section_regular"><div class="et_pb_row"><div class="et_pb_text_inner">',
        "</div></div></div>",
    )


def _elementor(build: _Build) -> None:
    version = build.setting.dice.pick(("3.18.3", "3.21.8", "3.25.11", "3.27.3"))
    build.plugin("Elementor", "elementor", version, "assets/css/frontend.min.css", "assets/js/frontend.min.js")
    build.head.append(
        f'<meta name="generator" content="Elementor {version}; features: e_font_icon_svg, additional_custom_breakpoints; '
        'settings: css_print_method-external, google_font-enabled, font_display-swap">'
    )
    build.body.append("elementor-default elementor-kit-7 elementor-page elementor-page-12")
    build.section = (
        '<div class="elementor-element elementor-element-3f2a1b e-flex e-con-boxed e-con e-parent" data-element_type="container">'
        '<div class="elementor-widget-container">',
        "</div></div>",
    )


def _yoast(build: _Build) -> None:
    version = build.setting.dice.pick(("21.9.1", "22.5", "23.2", "24.3"))
    build.technologies["Yoast SEO"] = version
    build.comment = f"<!-- This site is optimized with the Yoast SEO plugin v{version} - https://yoast.com/wordpress/plugins/seo/ -->"


def _woocommerce(build: _Build) -> None:
    version = build.setting.dice.pick(("8.5.2", "8.9.1", "9.1.4", "9.6.0"))
    build.plugin(
        "WooCommerce", "woocommerce", version, "assets/css/woocommerce.css", "assets/js/frontend/add-to-cart.min.js"
    )
    build.head.append(f'<meta name="generator" content="WooCommerce {version}" />')
    build.body.append("woocommerce-no-js theme-has-shop")


def _contact_form_7(build: _Build) -> None:
    version = build.setting.dice.pick(("5.8.4", "5.9.8", "6.0.3"))
    build.plugin("Contact Form 7", "contact-form-7", version, "includes/css/styles.css", "includes/js/index.js")
    build.form = '<form action="/#wpcf7-f42-o1" method="post" class="wpcf7-form init" novalidate data-status="init">'


def _wpforms(build: _Build) -> None:
    version = build.setting.dice.pick(("1.8.8.3", "1.9.2.2"))
    build.plugin("WPForms", "wpforms-lite", version, "assets/css/frontend/classic/wpforms-full.min.css")
    build.form = (
        '<form id="wpforms-form-17" class="wpforms-validate wpforms-form" data-formid="17" method="post" action="/">'
    )
