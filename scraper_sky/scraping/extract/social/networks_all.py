"""All networks together, and the handles that belong to nobody."""

from __future__ import annotations

from scraper_sky.scraping.extract.social.networks import LARGE
from scraper_sky.scraping.extract.social.networks_more import SMALLER
from scraper_sky.scraping.extract.social.networks_regional import REGIONAL
from scraper_sky.scraping.extract.wordlists import words

NETWORKS = (*LARGE, *SMALLER, *REGIONAL)

# Mastodon has no host of its own; these are large servers, and `rel="me"` shows the rest.
MASTODON_HOSTS = words(
    """
    mastodon.social mastodon.online mstdn.social mas.to fosstodon.org hachyderm.io infosec.exchange chaos.social
    norden.social troet.cafe mastodon.world techhub.social mstdn.ca mastodon.nl mastodon.uno piaille.fr
    framapiaf.org indieweb.social toot.community c.im ruhr.social nrw.social bonn.social legal.social
    sciences.social social.tchncs.de social.bund.de social.network.europa.eu floss.social octodon.social
    toot.wales aus.social mastodon.scot mathstodon.xyz journa.host newsie.social climatejustice.social
    digitalcourage.social
    """
)

# Whoever builds with these finds their accounts in the footer of a new site.
SITE_BUILDERS = words(
    """
    wix wixcom squarespace shopify wordpresscom wordpressdotcom wordpress weebly jimdo jimdo_com godaddy elegantthemes
    elemntor elementor webflow squarespaceinc themeforest envato prestashop opencart joomla
    """
)
UNFILLED = words(
    """
    yourpage your-page your_page yourprofile your-profile yourusername your-username your_username yourname username
    yourcompany your-company yourbrand yourhandle your-handle profile example page accountname pagename mypage usuario
    tupagina votrepage ihreseite deineseite
    """
)
