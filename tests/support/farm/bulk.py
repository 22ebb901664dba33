# ruff: noqa: E501
"""The weight that real pages carry beside their text: inline styles, icons, a cookie banner's script."""

from __future__ import annotations

import functools

from tests.support.farm.dice import Dice

_BLOCKS = [
    "header",
    "nav",
    "main",
    "hero",
    "card",
    "grid",
    "button",
    "footer",
    "gallery",
    "accordion",
    "slider",
    "menu",
    "banner",
    "price",
    "form",
    "quote",
    "badge",
    "tabs",
]
_PARTS = ["title", "text", "image", "link", "icon", "inner", "overlay", "caption", "item", "toggle"]
_RULES = (
    "display:flex;align-items:center;justify-content:space-between",
    "margin:0 auto;padding:2rem 1.5rem;max-width:1180px",
    "font-family:Inter,-apple-system,'Segoe UI',Roboto,sans-serif;font-size:1.0625rem;line-height:1.65",
    "background:linear-gradient(120deg,rgba(0,0,0,.55),rgba(0,0,0,.1));color:#fff",
    "border:1px solid #e2e6ea;border-radius:8px;box-shadow:0 2px 12px rgba(16,24,40,.08)",
    "transition:transform .25s ease,opacity .25s ease;will-change:transform",
    "grid-template-columns:repeat(auto-fit,minmax(240px,1fr));gap:24px",
    "position:absolute;inset:0;z-index:2;pointer-events:none",
)
_PATHS = (
    "M12 2C6.48 2 2 6.48 2 12s4.48 10 10 10 10-4.48 10-10S17.52 2 12 2zm1 15h-2v-6h2v6zm0-8h-2V7h2v2z",
    "M10 20v-6h4v6h5v-8h3L12 3 2 12h3v8z",
    "M20 4H4c-1.1 0-2 .9-2 2v12c0 1.1.9 2 2 2h16c1.1 0 2-.9 2-2V6c0-1.1-.9-2-2-2zm0 4-8 5-8-5V6l8 5 8-5v2z",
)
_BANNER = """<script>(function(w,d){var k='consent.v2',s=null;try{s=w.localStorage.getItem(k)}catch(e){}
function show(){var b=d.querySelector('.cookies');if(b){b.hidden=false;b.querySelector('button').addEventListener('click',hide)}}
function hide(){try{w.localStorage.setItem(k,Date.now())}catch(e){}var b=d.querySelector('.cookies');if(b){b.hidden=true}}
if(d.readyState!=='loading'){s||show()}else{d.addEventListener('DOMContentLoaded',function(){s||show()})}})(window,document);</script>"""
VARIANTS = 12


@functools.lru_cache(maxsize=VARIANTS * 8)
def inline_style(variant: int, rules: int) -> str:
    """A style element of about 110 bytes a rule."""
    dice = Dice(variant, "style sheet")
    lines = [
        f".{dice.pick(_BLOCKS)}__{dice.pick(_PARTS)}--{dice.below(90)}{{{dice.pick(_RULES)}}}" for _ in range(rules)
    ]
    return "<style>" + "\n".join(lines) + "</style>"


@functools.lru_cache(maxsize=VARIANTS)
def icons_and_banner(variant: int) -> str:
    dice = Dice(variant, "icons")
    symbols = "".join(
        f'<symbol id="icon-{number}" viewBox="0 0 24 24"><path d="{dice.pick(_PATHS)}"/></symbol>'
        for number in range(14)
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" style="display:none">{symbols}</svg>\n{_BANNER}'
