"""The platforms that the farm's sites are built with: each is a function from a Setting to a Dress."""

from __future__ import annotations

from collections.abc import Callable

from tests.support.farm.platforms import classic, handmade, hosted, shops, wordpress
from tests.support.farm.platforms.base import Dress, Setting

PLATFORM: dict[str, Callable[[Setting], Dress]] = {
    "wordpress": wordpress.dress,
    "plain": handmade.plain,
    "bootstrap": handmade.bootstrap,
    "nextjs": handmade.nextjs,
    "joomla": classic.joomla,
    "drupal": classic.drupal,
    "typo3": classic.typo3,
    "wix": hosted.wix,
    "squarespace": hosted.squarespace,
    "webflow": hosted.webflow,
    "ghost": hosted.ghost,
    "hubspot": hosted.hubspot,
    "shopify": shops.shopify,
    "prestashop": shops.prestashop,
    "magento": shops.magento,
}

__all__ = ["PLATFORM", "Dress", "Setting"]
