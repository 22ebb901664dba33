# ruff: noqa: E501
"""Joomla, Drupal and TYPO3."""

from __future__ import annotations

from tests.support.farm.platforms.base import Dress, Setting


def joomla(setting: Setting) -> Dress:
    template = setting.dice.pick(("cassiopeia", "ja_purity", "helix_ultimate", "yootheme"))
    tell = setting.dice.chance(85)
    script = f'{{"system.paths":{{"root":"","rootFull":"{setting.origin}\\/","base":""}},"csrf.token":"{setting.dice.hexdigits(32)}"}}'
    return Dress(
        technologies={"Joomla": None, "PHP": "8.1.29"},
        comment='<meta name="generator" content="Joomla! - Open Source Content Management">' if tell else "",
        head=(
            f'<link href="/media/templates/site/{template}/css/template.min.css?f7c1" rel="stylesheet">\n'
            '<link href="/media/vendor/joomla-custom-elements/css/joomla-alert.min.css?0.2.0" rel="stylesheet">\n'
            f'<script type="application/json" class="joomla-script-options new">{script}</script>\n'
            '<script src="/media/system/js/core.min.js?ee06c8"></script>'
        ),
        body_attributes='class="site com_content wrapper-static view-featured layout-blog task-none itemid-101 has-sidebar-right"',
        wrap=('<div class="site-grid"><div class="grid-child container-component"><main>', "</main></div></div>"),
        section=(
            '<div class="com-content-article item-page" itemscope itemtype="https://schema.org/Article">',
            "</div>",
        ),
        form='<form id="contact-form" action="/index.php?option=com_contact" method="post" class="form-validate">',
        headers=(
            ("Set-Cookie", f"{setting.dice.hexdigits(32)}={setting.dice.hexdigits(26)}; path=/; HttpOnly"),
            ("X-Powered-By", "PHP/8.1.29"),
        ),
        image_folder=f"/images/{template}",
        path_of=lambda kind, slug: f"/index.php/{slug}",
    )


def drupal(setting: Setting) -> Dress:
    version = setting.dice.pick(("9", "10", "11"))
    theme = setting.dice.pick(("olivero", "bootstrap5", "company"))
    return Dress(
        technologies={"Drupal": version, "PHP": "8.2.19"},
        html_attributes='dir="ltr" prefix="og: https://ogp.me/ns#"',
        head=(
            f'<meta name="Generator" content="Drupal {version} (https://www.drupal.org)" />\n'
            '<meta name="MobileOptimized" content="width" />\n<meta name="HandheldFriendly" content="true" />\n'
            f'<link rel="stylesheet" media="all" href="/sites/default/files/css/css_{setting.dice.hexdigits(24)}.css?delta=0" />\n'
            f'<link rel="stylesheet" media="all" href="/themes/contrib/{theme}/css/base.css?s4x" />'
        ),
        body_attributes='class="layout-one-sidebar path-frontpage page-node-type-page"',
        before='<div class="dialog-off-canvas-main-canvas" data-off-canvas-main-canvas>',
        wrap=('<div class="layout-container"><main role="main" class="region region-content">', "</main></div>"),
        section=('<article data-history-node-id="1" class="node node--type-page node--view-mode-full">', "</article>"),
        form='<form class="contact-message-form" data-user-info-from-browser data-drupal-selector="contact-message" action="/contact" method="post">',
        after=(
            '</div>\n<script type="application/json" data-drupal-selector="drupal-settings-json">'
            '{"path":{"baseUrl":"\\/","currentPath":"node\\/1","isFront":true},"user":{"uid":0}}</script>\n'
            '<script src="/core/misc/drupal.js?v=10"></script>'
        ),
        headers=(
            ("X-Generator", f"Drupal {version} (https://www.drupal.org)"),
            ("X-Drupal-Cache", "HIT"),
            ("X-Powered-By", "PHP/8.2.19"),
        ),
        image_folder="/sites/default/files/2024-02",
        path_of=lambda kind, slug: f"/{slug}",
    )


def typo3(setting: Setting) -> Dress:
    ending = setting.dice.pick(("", "/", ".html"))
    return Dress(
        technologies={"TYPO3": None, "PHP": "8.1.27"},
        comment=(
            "<!-- \n\tThis website is powered by TYPO3 - inspiring people to share!\n"
            "\tTYPO3 is a free open source Content Management Framework initially created by Kasper Skaarhoj and licensed "
            "under GNU/GPL.\n\tTYPO3 is copyright 1998-2024 of Kasper Skaarhoj. Extensions are copyright of their respective "
            "owners.\n\tInformation and contribution at https://typo3.org/\n-->"
        ),
        head=(
            '<meta name="generator" content="TYPO3 CMS">\n'
            f'<link rel="stylesheet" href="/typo3temp/assets/compressed/merged-{setting.dice.hexdigits(32)}.css?1714" media="all">\n'
            f'<script src="/_assets/{setting.dice.hexdigits(32)}/JavaScript/site.js"></script>'
        ),
        body_attributes='id="p1" class="page-1 pagelevel-0 language-0 backendlayout-default layout-default"',
        wrap=('<div id="page"><main id="main" role="main">', "</main></div>"),
        section=('<div id="c12" class="frame frame-default frame-type-textmedia frame-layout-0">', "</div>"),
        form='<form enctype="multipart/form-data" method="post" novalidate id="kontakt-7" action="?tx_form_formframework%5Baction%5D=perform">',
        headers=(("X-UA-Compatible", "IE=edge"), ("X-Powered-By", "PHP/8.1.27")),
        image_folder="/fileadmin/user_upload",
        path_of=lambda kind, slug: f"/{slug}{ending}",
    )
