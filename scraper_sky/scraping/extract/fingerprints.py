"""By what a technology shows itself: one line for each sign.

`name | category | place | needle`. Places: `url` (of a script, style sheet, frame or form), `class` (class and, behind
'#', id attributes), `script` (inside inline scripts), `comment`, `html` (an attribute in the markup, with a space
before it), `image` (URL of an image), `generator`, `meta` (`name=content`), `header:<name>` and `cookie` (the name of a
Set-Cookie). Needles are in lower case and compared by containment; an empty one asks only that the header exists. A
bare word of visible text is never a sign.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sign:
    name: str
    category: str
    place: str
    needle: str


_TABLE = """
WordPress | cms | url | /wp-content/
WordPress | cms | url | /wp-includes/
WordPress | cms | url | /wp-json/
WordPress | cms | generator | wordpress
WordPress | cms | header:link | api.w.org
WordPress | cms | cookie | wordpress_
WordPress | cms | url | api.w.org/
WordPress.com | cms | url | s0.wp.com/wp-content/themes
WordPress.com | cms | url | s2.wp.com/wp-content/themes
WordPress.com | cms | generator | wordpress.com
Joomla | cms | generator | joomla
Joomla | cms | url | /media/jui/
Joomla | cms | url | /media/system/js/core
Joomla | cms | url | /media/vendor/joomla
Joomla | cms | script | joomla-script-options
Joomla | cms | url | /components/com_
Drupal | cms | generator | drupal
Drupal | cms | header:x-generator | drupal
Drupal | cms | header:x-drupal-cache |
Drupal | cms | header:x-drupal-dynamic-cache |
Drupal | cms | url | /sites/default/files/css/
Drupal | cms | url | /sites/default/files/js/
Drupal | cms | url | /sites/all/modules/
Drupal | cms | url | /sites/all/themes/
Drupal | cms | url | /core/misc/drupal
Drupal | cms | html |  data-drupal-
Drupal | cms | script | drupal.settings
TYPO3 | cms | generator | typo3
TYPO3 | cms | url | /typo3temp/
TYPO3 | cms | url | typo3temp/assets
TYPO3 | cms | url | /typo3conf/ext/
TYPO3 | cms | comment | powered by typo3
TYPO3 | cms | comment | website is powered by typo3
TYPO3 | cms | cookie | fe_typo_user
TYPO3 Neos | cms | comment | powered by neos
Wix | cms | generator | wix.com
Wix | cms | url | static.parastorage.com
Wix | cms | header:x-wix-request-id |
Squarespace | cms | url | static1.squarespace.com/static
Squarespace | cms | url | assets.squarespace.com
Squarespace | cms | script | static.squarespace_context
Squarespace | cms | generator | squarespace
Squarespace | cms | header:server | squarespace
Webflow | cms | generator | webflow
Webflow | cms | html |  data-wf-
Ghost | cms | generator | ghost
Ghost | cms | url | /ghost/api/
Ghost | cms | url | ghost.io/
Contao | cms | generator | contao
Contao | cms | comment | powered by contao
Craft CMS | cms | header:x-powered-by | craft cms
Craft CMS | cms | cookie | craftsessionid
Craft CMS | cms | generator | craft cms
Blogger | cms | generator | blogger
Blogger | cms | url | blogger.com/static
Blogger | cms | url | www.blogger.com/
Weebly | cms | url | editmysite.com
Weebly | cms | class | #wsite-
Weebly | cms | script | _w.configdomain
Jimdo | cms | url | jimstatic.com
Jimdo | cms | url | jimdo-storage
Jimdo | cms | url | jimcdn.com
Jimdo | cms | script | jimdodata
GoDaddy Website Builder | cms | generator | go daddy website builder
GoDaddy Website Builder | cms | generator | starfield technologies; go daddy
GoDaddy Website Builder | cms | url | img1.wsimg.com/blobby
Duda | cms | url | dd-cdn.multiscreensite.com
Duda | cms | url | irp.cdn-website.com
Duda | cms | url | static.cdn-website.com
Duda | cms | url | cdn-website.com/
Duda | cms | script | window._currentdevice = 'desktop'; window.parameters
Strikingly | cms | url | strikinglycdn.com
Strikingly | cms | url | static-assets.strikingly.com
Site123 | cms | url | cdn-cms.f-static.net
Site123 | cms | url | site123.me
IONOS MyWebsite | cms | url | cdn.website-start.de
IONOS MyWebsite | cms | url | cdn.initial-website.com
IONOS MyWebsite | cms | url | ionos.space
Webnode | cms | generator | webnode
Webnode | cms | url | webnode.page
Webnode | cms | url | duyn491kcolsw.cloudfront.net
One.com Website Builder | cms | url | website-static.one.com
One.com Website Builder | cms | generator | one.com
Tilda | cms | url | tildacdn.
Tilda | cms | url | static.tildacdn
1C-Bitrix | cms | url | /bitrix/js/
1C-Bitrix | cms | url | /bitrix/templates/
1C-Bitrix | cms | url | /bitrix/cache/
1C-Bitrix | cms | header:x-powered-cms | bitrix
Concrete CMS | cms | generator | concrete
Umbraco | cms | generator | umbraco
Umbraco | cms | header:x-umbraco-version |
Sitecore | cms | cookie | sc_analytics_global_cookie
Sitefinity | cms | generator | sitefinity
Kentico | cms | cookie | cmspreferredculture
Kentico | cms | url | /cmspages/getresource
Adobe Experience Manager | cms | url | /etc.clientlibs/
Adobe Experience Manager | cms | url | /etc/designs/
Silverstripe | cms | generator | silverstripe
MODX | cms | header:x-powered-by | modx
MODX | cms | generator | modx
ProcessWire | cms | header:x-powered-by | processwire
Statamic | cms | header:x-powered-by | statamic
October CMS | cms | url | /modules/system/assets/js/framework
REDAXO | cms | generator | redaxo
Plone | cms | generator | plone
Pimcore | cms | header:x-powered-by | pimcore
DNN | cms | generator | dotnetnuke
DNN | cms | cookie | dnn_ismobile
ExpressionEngine | cms | cookie | exp_csrf_token
Bolt CMS | cms | generator | bolt
Grav | cms | generator | gravcms
Hugo | cms | generator | hugo
Jekyll | cms | generator | jekyll
Hexo | cms | generator | hexo
Docusaurus | cms | generator | docusaurus
MkDocs | cms | generator | mkdocs
MediaWiki | cms | generator | mediawiki
SPIP | cms | generator | spip
SPIP | cms | header:composed-by | spip
Framer | cms | generator | framer
Framer | cms | url | framerusercontent.com
Carrd | cms | url | carrd.co
Notion | cms | url | notion-static
Super | cms | url | assets.super.so
Zyro | cms | url | assets.zyrosite.com
HubSpot | cms | generator | hubspot
HubSpot | cms | header:x-powered-by | hubspot
HubSpot | cms | url | /hs-fs/hub
HubSpot | cms | url | /hubfs/hub_generated
Webador | cms | url | jwwb.nl
Discourse | cms | generator | discourse
phpBB | cms | url | /styles/prosilver/
vBulletin | cms | generator | vbulletin
XenForo | cms | url | /js/xf/
Moodle | cms | cookie | moodlesession
Shopify | shop | url | cdn.shopify.com
Shopify | shop | url | /cdn/shop/
Shopify | shop | script | shopify.theme
Shopify | shop | header:x-shopid |
Shopify | shop | header:x-shopify-stage |
Shopify | shop | header:powered-by | shopify
Magento | shop | cookie | x-magento-vary
Magento | shop | html | "text/x-magento-init"
Magento | shop | url | /static/version1
Magento | shop | url | /static/frontend/
Magento | shop | url | /skin/frontend/
Magento | shop | script | mage.cookies
PrestaShop | shop | generator | prestashop
PrestaShop | shop | cookie | prestashop-
PrestaShop | shop | script | var prestashop =
PrestaShop | shop | header:powered-by | prestashop
BigCommerce | shop | url | .bigcommerce.com
BigCommerce | shop | url | cdn11.bigcommerce.com
OpenCart | shop | url | catalog/view/javascript/
OpenCart | shop | url | catalog/view/theme/
OpenCart | shop | cookie | ocsessid
Shopware | shop | generator | shopware
Shopware | shop | cookie | sw-states
Shopware | shop | script | window.csrf = { 'enabled'
Shopware | shop | url | /themes/frontend/responsive/
Gambio | shop | url | /templates/honeygrid/
Gambio | shop | url | /gm/javascript/
JTL-Shop | shop | url | /templates/nova/
JTL-Shop | shop | cookie | jtlshop
OXID eShop | shop | url | /out/flow/
OXID eShop | shop | url | /out/azure/
Ecwid | shop | url | app.ecwid.com
WooCommerce | plugin | url | /plugins/woocommerce/
WooCommerce | plugin | generator | woocommerce
WooCommerce | plugin | class | woocommerce
WooCommerce | plugin | cookie | woocommerce_
Elementor | plugin | url | /plugins/elementor/
Elementor | plugin | generator | elementor
Elementor | plugin | class | elementor-section
Elementor | plugin | class | elementor-element
Elementor | plugin | class | elementor-kit-
Elementor Pro | plugin | url | /plugins/elementor-pro/
Divi | theme | url | /themes/divi/
Divi | theme | generator | divi v
Divi | theme | class | et_pb_section
Divi | theme | class | et_divi_theme
Contact Form 7 | plugin | url | /plugins/contact-form-7/
Contact Form 7 | plugin | class | wpcf7
Yoast SEO | plugin | comment | yoast seo
Yoast SEO | plugin | class | yoast-schema-graph
Rank Math | plugin | comment | rank math
Rank Math | plugin | class | rank-math-schema
All in One SEO | plugin | comment | all in one seo
All in One SEO | plugin | generator | all in one seo
WPForms | plugin | url | /plugins/wpforms
WPForms | plugin | class | wpforms-form
WP Rocket | plugin | comment | wp rocket
WP Rocket | plugin | url | /plugins/wp-rocket/
WP Rocket | plugin | url | /wp-content/cache/min/
Gravity Forms | plugin | url | /plugins/gravityforms/
Gravity Forms | plugin | class | gform_wrapper
Ninja Forms | plugin | url | /plugins/ninja-forms/
Fluent Forms | plugin | class | fluentform
Formidable Forms | plugin | class | frm_forms
WPBakery Page Builder | plugin | url | /plugins/js_composer/
WPBakery Page Builder | plugin | generator | visual composer
WPBakery Page Builder | plugin | generator | wpbakery
WPBakery Page Builder | plugin | class | wpb_row
Slider Revolution | plugin | url | /plugins/revslider/
Slider Revolution | plugin | generator | slider revolution
Slider Revolution | plugin | class | rev_slider
Beaver Builder | plugin | class | fl-builder-content
Oxygen | plugin | class | oxygen-body
Bricks | theme | url | /themes/bricks/
Jetpack | plugin | url | /plugins/jetpack/
Jetpack | plugin | comment | jetpack
LiteSpeed Cache | plugin | comment | litespeed cache
LiteSpeed Cache | plugin | url | /plugins/litespeed-cache/
LiteSpeed Cache | plugin | header:x-litespeed-cache |
W3 Total Cache | plugin | comment | w3 total cache
W3 Total Cache | plugin | header:x-powered-by | w3 total cache
WP Super Cache | plugin | comment | wp super cache
WP Super Cache | plugin | comment | wp-super-cache
WP Fastest Cache | plugin | comment | wp fastest cache
WP Fastest Cache | plugin | comment | wpfc
Autoptimize | plugin | url | /cache/autoptimize/
WPML | plugin | generator | wpml
WPML | plugin | url | /plugins/sitepress-multilingual-cms/
Polylang | plugin | cookie | pll_language
Borlabs Cookie | plugin | url | /plugins/borlabs-cookie
Complianz | plugin | url | /plugins/complianz-gdpr
Site Kit by Google | plugin | generator | site kit by google
MonsterInsights | plugin | comment | monsterinsights
MonsterInsights | plugin | url | /plugins/google-analytics-for-wordpress/
jQuery | framework | url | /jquery.js
jQuery | framework | url | jquery.min.js
jQuery | framework | url | /jquery-1.
jQuery | framework | url | /jquery-2.
jQuery | framework | url | /jquery-3.
jQuery | framework | url | /jquery.slim
jQuery | framework | url | /jquery/
jQuery UI | framework | url | jquery-ui
jQuery UI | framework | url | /jquery/ui/
jQuery Migrate | framework | url | jquery-migrate
React | framework | url | react-dom
React | framework | url | react.production
React | framework | url | /react.min.js
React | framework | html |  data-react
Preact | framework | url | preact.
Next.js | framework | url | /_next/static/
Next.js | framework | class | #__next
Next.js | framework | class | #__next_data__
Next.js | framework | header:x-powered-by | next.js
Nuxt | framework | url | /_nuxt/
Nuxt | framework | class | #__nuxt
Nuxt | framework | script | window.__nuxt__
Vue.js | framework | url | /vue.js
Vue.js | framework | url | vue.min.js
Vue.js | framework | url | vue.global
Vue.js | framework | url | /vue@
Vue.js | framework | url | vue.runtime
Vue.js | framework | html |  data-v-app
Angular | framework | html |  ng-version="
AngularJS | framework | url | angular.min.js
AngularJS | framework | url | /angular.js
AngularJS | framework | url | /angularjs/
Gatsby | framework | class | #___gatsby
Gatsby | framework | generator | gatsby
Gatsby | framework | class | #gatsby-focus-wrapper
Astro | framework | generator | astro
Astro | framework | url | /_astro/
Svelte | framework | class | svelte-
SvelteKit | framework | url | /_app/immutable/
Remix | framework | script | window.__remixcontext
Ember.js | framework | class | ember-application
Ember.js | framework | class | ember-view
Bootstrap | framework | url | bootstrap.min.css
Bootstrap | framework | url | bootstrap.css
Bootstrap | framework | url | bootstrap.min.js
Bootstrap | framework | url | bootstrap.bundle
Bootstrap | framework | url | /bootstrap/
Bootstrap | framework | url | /bootstrap@
Bootstrap | framework | url | bootstrapcdn.com/bootstrap
Foundation | framework | url | foundation.min.
Bulma | framework | url | bulma.min.css
Bulma | framework | url | /bulma@
UIkit | framework | url | uikit.min.
Materialize | framework | url | materialize.min.
Tailwind CSS | framework | url | tailwindcss
Tailwind CSS | framework | url | tailwind.min.css
Alpine.js | framework | url | alpinejs
Alpine.js | framework | url | alpine.min.js
HTMX | framework | url | htmx.org
HTMX | framework | url | htmx.min.js
Livewire | framework | url | livewire.js
Laravel | framework | cookie | laravel_session
Symfony | framework | header:x-debug-token |
Symfony | framework | cookie | sf_redirect
CodeIgniter | framework | cookie | ci_session
CakePHP | framework | cookie | cakephp
Yii | framework | cookie | _csrf-frontend
Ruby on Rails | framework | meta | csrf-param=authenticity_token
Ruby on Rails | framework | header:x-powered-by | phusion passenger
Django | framework | cookie | csrftoken
ASP.NET | framework | header:x-aspnet-version |
ASP.NET | framework | header:x-aspnetmvc-version |
ASP.NET | framework | header:x-powered-by | asp.net
ASP.NET | framework | cookie | asp.net_sessionid
ASP.NET | framework | cookie | .aspnetcore.
ASP.NET | framework | class | #__viewstate
Express | framework | header:x-powered-by | express
Java | framework | cookie | jsessionid
Modernizr | framework | url | modernizr
Lodash | framework | url | lodash
Underscore.js | framework | url | underscore.min.js
Backbone.js | framework | url | backbone.min.js
GSAP | framework | url | gsap
Swiper | framework | url | swiper-bundle
Swiper | framework | url | swiper.min.
Slick | framework | url | slick.min.js
Owl Carousel | framework | url | owl.carousel
Font Awesome | framework | url | font-awesome
Font Awesome | framework | url | fontawesome
Google Fonts | framework | url | fonts.googleapis.com
Adobe Fonts | framework | url | use.typekit.net
AMP | framework | url | cdn.ampproject.org/v0.js
Google Analytics | analytics | url | google-analytics.com/
Google Analytics | analytics | url | googletagmanager.com/gtag/js
Google Analytics | analytics | script | google-analytics.com/
Google Analytics | analytics | script | gtag('config', 'g-
Google Analytics | analytics | script | gtag('config', 'ua-
Google Analytics | analytics | script | gtag("config", "g-
Google Analytics | analytics | script | gtag("config","g-
Google Analytics | analytics | script | _gaq.push
Google Ads | analytics | url | googleadservices.com
Google Ads | analytics | url | gtag/js?id=aw-
Google AdSense | analytics | url | pagead2.googlesyndication.com
Matomo | analytics | url | matomo.js
Matomo | analytics | url | piwik.js
Matomo | analytics | script | matomo.js
Matomo | analytics | script | matomo.php
Matomo | analytics | script | piwik.js
Matomo | analytics | script | piwik.php
Plausible | analytics | url | plausible.io/js
Plausible | analytics | script | plausible.io/js
Fathom | analytics | url | cdn.usefathom.com
Umami | analytics | url | umami.is/script
Hotjar | analytics | url | static.hotjar.com
Hotjar | analytics | script | static.hotjar.com
Microsoft Clarity | analytics | url | clarity.ms/tag
Microsoft Clarity | analytics | script | clarity.ms/tag
Microsoft Advertising | analytics | script | bat.bing.com
Microsoft Advertising | analytics | url | bat.bing.com
Meta Pixel | analytics | script | connect.facebook.net/en_us/fbevents.js
Meta Pixel | analytics | script | fbevents.js
Meta Pixel | analytics | url | fbevents.js
Meta Pixel | analytics | script | fbq('init'
Meta Pixel | analytics | image | facebook.com/tr?
LinkedIn Insight | analytics | script | snap.licdn.com
LinkedIn Insight | analytics | url | snap.licdn.com
LinkedIn Insight | analytics | script | _linkedin_partner_id
TikTok Pixel | analytics | script | analytics.tiktok.com
Pinterest Tag | analytics | script | s.pinimg.com/ct/core.js
X Pixel | analytics | script | static.ads-twitter.com
Yandex Metrica | analytics | script | mc.yandex.ru/metrika
Yandex Metrica | analytics | url | mc.yandex.ru/metrika
etracker | analytics | url | etracker.com
IVW | analytics | script | iom.c(
INFOnline | analytics | url | script.ioam.de
Segment | analytics | script | cdn.segment.com
Mixpanel | analytics | script | cdn.mxpnl.com
Amplitude | analytics | script | cdn.amplitude.com
PostHog | analytics | script | posthog.init
New Relic | analytics | script | nreum
Sentry | analytics | url | browser.sentry-cdn.com
Datadog | analytics | url | datadoghq-browser-agent.com
Chartbeat | analytics | script | static.chartbeat.com
Parse.ly | analytics | url | cdn.parsely.com
Statcounter | analytics | url | statcounter.com/counter
Crazy Egg | analytics | url | script.crazyegg.com
VWO | analytics | script | dev.visualwebsiteoptimizer.com
Optimizely | analytics | url | cdn.optimizely.com
Cloudflare Web Analytics | analytics | url | static.cloudflareinsights.com
Google Tag Manager | tag_manager | script | googletagmanager.com/gtm.js
Google Tag Manager | tag_manager | url | googletagmanager.com/gtm.js
Google Tag Manager | tag_manager | url | googletagmanager.com/ns.html
Tealium | tag_manager | url | tags.tiqcdn.com
Tealium | tag_manager | script | tags.tiqcdn.com
Adobe Launch | tag_manager | url | assets.adobedtm.com
Matomo Tag Manager | tag_manager | script | /js/container_
Intercom | widget | script | widget.intercom.io
Intercom | widget | url | widget.intercom.io
Intercom | widget | script | intercomsettings
Drift | widget | script | js.driftt.com
Zendesk | widget | url | static.zdassets.com
Zendesk | widget | script | static.zdassets.com
Zendesk | widget | url | zopim.com
Zendesk | widget | script | zopim.com
Tawk.to | widget | script | embed.tawk.to
Tawk.to | widget | url | embed.tawk.to
Crisp | widget | script | client.crisp.chat
Crisp | widget | script | $crisp
LiveChat | widget | script | cdn.livechatinc.com
Olark | widget | script | static.olark.com
Tidio | widget | url | code.tidio.co
Tidio | widget | script | code.tidio.co
Userlike | widget | url | userlike-cdn-widgets
Freshchat | widget | script | wchat.freshchat.com
HubSpot | widget | url | js.hs-scripts.com
HubSpot | widget | url | js.hsforms.net
HubSpot | widget | url | js.hs-analytics.net
HubSpot | widget | url | js-eu1.hs-scripts.com
HubSpot | widget | url | js-eu1.hsforms.net
HubSpot | widget | url | hs-banner.com
HubSpot | widget | script | hbspt.forms.create
Mailchimp | widget | url | list-manage.com
Mailchimp | widget | url | chimpstatic.com
Mailchimp | widget | url | cdn-images.mailchimp.com
Mailchimp | widget | class | #mc_embed_signup
Brevo | widget | url | sibforms.com
Brevo | widget | url | sibautomation.com
Klaviyo | widget | url | static.klaviyo.com
ActiveCampaign | widget | script | trackcmp.net
CleverReach | widget | url | cleverreach.com
Rapidmail | widget | url | emailsys1a.net
Pardot | widget | script | pi.pardot.com
Marketo | widget | script | munchkin
reCAPTCHA | widget | url | google.com/recaptcha
reCAPTCHA | widget | url | recaptcha/api.js
reCAPTCHA | widget | url | gstatic.com/recaptcha
reCAPTCHA | widget | url | recaptcha.net
reCAPTCHA | widget | class | g-recaptcha
hCaptcha | widget | url | hcaptcha.com
Cloudflare Turnstile | widget | url | challenges.cloudflare.com/turnstile
Friendly Captcha | widget | url | friendly-challenge
Cookiebot | widget | url | consent.cookiebot.com
Cookiebot | widget | script | consent.cookiebot.com
Cookiebot | widget | class | #cookiebot
OneTrust | widget | url | cdn.cookielaw.org
OneTrust | widget | url | otsdkstub.js
OneTrust | widget | script | optanonwrapper
Usercentrics | widget | url | usercentrics.eu
CookieYes | widget | url | cdn-cookieyes.com
Iubenda | widget | url | iubenda.com
Iubenda | widget | script | _iub.
Didomi | widget | script | sdk.privacy-center.org
Quantcast Choice | widget | script | quantcast.mgr.consensu.org
Sourcepoint | widget | script | window._sp_
CCM19 | widget | url | ccm19
Osano | widget | url | cookieconsent.min.
Calendly | widget | url | assets.calendly.com
Calendly | widget | url | calendly.com/
Stripe | widget | url | js.stripe.com
PayPal | widget | url | paypal.com/sdk/js
PayPal | widget | url | paypal.com/cgi-bin/webscr
PayPal | widget | url | paypalobjects.com
PayPal | widget | url | paypal.com/donate
Klarna | widget | url | klarna.com
Trusted Shops | widget | url | widgets.trustedshops.com
Trusted Shops | widget | script | widgets.trustedshops.com
Trustpilot | widget | url | widget.trustpilot.com
ProvenExpert | widget | url | provenexpert.com
Google Maps | widget | url | maps.googleapis.com
Google Maps | widget | url | google.com/maps/embed
Google Maps | widget | url | maps.google.com/maps
OpenStreetMap | widget | url | openstreetmap.org/export/embed
Leaflet | widget | url | leaflet.js
Mapbox | widget | url | api.mapbox.com
YouTube Embed | widget | url | youtube.com/embed
YouTube Embed | widget | url | youtube-nocookie.com/embed
Vimeo Embed | widget | url | player.vimeo.com
Typeform | widget | url | embed.typeform.com
Jotform | widget | url | jotform.com
Google Forms | widget | url | docs.google.com/forms
OpenTable | widget | url | opentable.
Disqus | widget | url | disqus.com
Disqus | widget | script | disqus.com
AddThis | widget | url | addthis.com
AddToAny | widget | url | addtoany.com
ShareThis | widget | url | sharethis.com
AccessiBe | widget | script | acsbapp.com
UserWay | widget | url | userway.org
Elfsight | widget | url | elfsight.com
Doctolib | widget | url | doctolib.
Algolia | widget | url | algolia
Facebook SDK | widget | url | connect.facebook.net/
Facebook SDK | widget | script | connect.facebook.net/
X Widgets | widget | url | platform.twitter.com/widgets.js
nginx | server | header:server | nginx
Apache | server | header:server | apache
Microsoft IIS | server | header:server | microsoft-iis
LiteSpeed | server | header:server | litespeed
OpenResty | server | header:server | openresty
Caddy | server | header:server | caddy
Apache Tomcat | server | header:server | tomcat
Apache Tomcat | server | header:server | apache-coyote
Gunicorn | server | header:server | gunicorn
Varnish | server | header:via | varnish
Varnish | server | header:x-varnish |
PHP | server | header:x-powered-by | php
PHP | server | header:server | php/
PHP | server | cookie | phpsessid
OpenSSL | server | header:server | openssl
Plesk | server | header:x-powered-by | plesk
Pepyaka | server | header:server | pepyaka
WP Engine | server | header:wpe-backend |
WP Engine | server | header:x-powered-by | wp engine
Kinsta | server | header:x-kinsta-cache |
Pantheon | server | header:x-pantheon-styx-hostname |
GitHub Pages | server | header:server | github.com
Heroku | server | header:via | vegur
Cloudflare | cdn | header:server | cloudflare
Cloudflare | cdn | header:cf-ray |
Cloudflare | cdn | url | /cdn-cgi/
Fastly | cdn | header:x-served-by | cache-
Fastly | cdn | header:x-fastly-request-id |
Amazon CloudFront | cdn | header:x-amz-cf-id |
Amazon CloudFront | cdn | header:via | cloudfront
Amazon S3 | cdn | header:server | amazons3
Akamai | cdn | header:server | akamaighost
Akamai | cdn | header:x-akamai-transformed |
Vercel | cdn | header:x-vercel-id |
Vercel | cdn | header:server | vercel
Netlify | cdn | header:server | netlify
Netlify | cdn | header:x-nf-request-id |
Bunny CDN | cdn | header:server | bunnycdn
Bunny CDN | cdn | url | .b-cdn.net
KeyCDN | cdn | header:server | keycdn
StackPath | cdn | header:x-hw |
Sucuri | cdn | header:server | sucuri
Sucuri | cdn | header:x-sucuri-id |
Imperva | cdn | header:x-iinfo |
Imperva | cdn | cookie | incap_ses
Google Cloud CDN | cdn | header:via | 1.1 google
Azure Front Door | cdn | header:x-azure-ref |
Fly.io | cdn | header:server | fly/
jsDelivr | cdn | url | cdn.jsdelivr.net
cdnjs | cdn | url | cdnjs.cloudflare.com
unpkg | cdn | url | unpkg.com
Google Hosted Libraries | cdn | url | ajax.googleapis.com
"""


def _sign(line: str) -> Sign:
    name, category, place, needle = (cell.strip() for cell in line.split(" |", 3))
    return Sign(name, category, place, f" {needle}" if place == "html" and needle[0].isalpha() else needle)


SIGNS = tuple(_sign(line) for line in _TABLE.strip().split("\n"))

# Where the version stands in what a sign was found in (a URL, a header, a generator); the first group is the version.
_NUMBER = r"(\d{1,4}(?:\.\d{1,6}){0,3}(?:-?(?:alpha|beta|rc)\.?\d{0,3})?)"
VERSIONS = {
    "jQuery": re.compile(rf"jquery(?:\.min|\.slim|\.slim\.min)?(?:\.js\?v(?:er)?=|[-@/]){_NUMBER}(?![\w])", re.I),
    "jQuery UI": re.compile(rf"(?:jquery-?ui[-@/.a-z]{{0,20}}|/ui/[a-z./-]{{0,30}}\?ver=){_NUMBER}", re.I),
    "jQuery Migrate": re.compile(rf"jquery-migrate[.a-z-]{{0,12}}(?:js\?ver=)?{_NUMBER}", re.I),
    "Bootstrap": re.compile(
        r"bootstrap[@/a-z.-]{0,40}?(?:\?v(?:er)?=|[@/-])([2-5]\.\d{1,2}(?:\.\d{1,2})?)(?![\w.])", re.I
    ),
    "Vue.js": re.compile(rf"vue[@/-]{_NUMBER}", re.I),
    "React": re.compile(rf"react(?:-dom)?[@/-]{_NUMBER}", re.I),
    "AngularJS": re.compile(rf"angular(?:js)?[@/-]{_NUMBER}", re.I),
    "Angular": re.compile(rf'ng-version="{_NUMBER}', re.I),
    "Font Awesome": re.compile(
        r"font-?awesome[@/a-z.-]{0,30}?(?:\?v(?:er)?=|[@/-]|/v)([3-7]\.\d{1,2}\.\d{1,2})(?![\w.])", re.I
    ),
    "Swiper": re.compile(rf"swiper[@/]{_NUMBER}", re.I),
    "Alpine.js": re.compile(rf"alpinejs@{_NUMBER}", re.I),
    "Yoast SEO": re.compile(rf"yoast seo (?:premium )?plugin v{_NUMBER}", re.I),
    "Drupal": re.compile(r"drupal (\d{1,2}(?:\.\d{1,3}){0,2})", re.I),
    "Divi": re.compile(rf"divi v\.?\s?{_NUMBER}", re.I),
}
AFTER_NAME = re.compile(rf"[/ ;:]\s?v?\.?{_NUMBER}(?![\w])", re.I)

WORDPRESS_CORE = re.compile(
    rf"/wp-includes/[^\s?]{{1,120}}(?:wp-emoji|block-library|wp-embed|dist/|comment-reply)[^\s?]{{0,80}}\?ver={_NUMBER}",
    re.I,
)
WORDPRESS_PLUGIN = re.compile(
    rf"/plugins/([\w-]{{2,80}})/[^\s?]{{0,300}}(?:\?(?:[^\s?&]{{0,40}}&)?ver=(?:{_NUMBER}))?", re.I
)
WORDPRESS_THEME = re.compile(
    rf"/wp-content/themes/([\w-]{{2,80}})/[^\s?]{{0,300}}(?:\?(?:[^\s?&]{{0,40}}&)?ver=(?:{_NUMBER}))?", re.I
)

# Proper names of WordPress plugins and themes whose folder is called otherwise; the rest go by their folder.
PLUGIN_NAMES = {
    "elementor": "Elementor", "elementor-pro": "Elementor Pro", "woocommerce": "WooCommerce",
    "contact-form-7": "Contact Form 7", "wordpress-seo": "Yoast SEO", "wordpress-seo-premium": "Yoast SEO",
    "wpforms-lite": "WPForms", "wpforms": "WPForms", "seo-by-rank-math": "Rank Math", "wp-rocket": "WP Rocket",
    "gravityforms": "Gravity Forms", "js_composer": "WPBakery Page Builder", "revslider": "Slider Revolution",
    "jetpack": "Jetpack", "ninja-forms": "Ninja Forms", "all-in-one-seo-pack": "All in One SEO",
    "litespeed-cache": "LiteSpeed Cache", "w3-total-cache": "W3 Total Cache",
    "wp-super-cache": "WP Super Cache", "wp-fastest-cache": "WP Fastest Cache", "autoptimize": "Autoptimize",
    "sitepress-multilingual-cms": "WPML", "polylang": "Polylang", "borlabs-cookie": "Borlabs Cookie",
    "complianz-gdpr": "Complianz", "google-site-kit": "Site Kit by Google",
    "google-analytics-for-wordpress": "MonsterInsights", "cookie-law-info": "CookieYes",
    "cookie-notice": "Cookie Notice", "beaver-builder-lite-version": "Beaver Builder",
    "bb-plugin": "Beaver Builder", "fluentform": "Fluent Forms", "formidable": "Formidable Forms",
    "mailchimp-for-wp": "Mailchimp for WordPress", "tablepress": "TablePress",
    "the-events-calendar": "The Events Calendar", "real-cookie-banner": "Real Cookie Banner",
    "ultimate-addons-for-gutenberg": "Spectra",
    "essential-addons-for-elementor-lite": "Essential Addons for Elementor", "akismet": "Akismet",
    "wp-smushit": "Smush", "smart-slider-3": "Smart Slider 3", "LayerSlider": "LayerSlider",
    "layerslider": "LayerSlider", "divi-builder": "Divi Builder", "oxygen": "Oxygen",
    "sg-cachepress": "SiteGround Optimizer", "instagram-feed": "Smash Balloon Instagram Feed",
    "add-to-any": "AddToAny", "addtoany": "AddToAny", "buddypress": "BuddyPress", "bbpress": "bbPress",
    "learnpress": "LearnPress", "woocommerce-gateway-stripe": "WooCommerce Stripe",
    "translatepress-multilingual": "TranslatePress", "gtranslate": "GTranslate",
}  # fmt: skip
THEME_NAMES = {
    "divi": "Divi", "astra": "Astra", "generatepress": "GeneratePress", "oceanwp": "OceanWP",
    "hello-elementor": "Hello Elementor", "avada": "Avada", "enfold": "Enfold", "betheme": "BeTheme",
    "bridge": "Bridge", "the7": "The7", "dt-the7": "The7", "kadence": "Kadence", "neve": "Neve",
    "blocksy": "Blocksy", "flatsome": "Flatsome", "salient": "Salient", "storefront": "Storefront",
    "extra": "Extra", "bricks": "Bricks", "genesis": "Genesis", "newspaper": "Newspaper",
    "woodmart": "WoodMart", "x": "X", "uncode": "Uncode", "impreza": "Impreza",
    "twentytwentyfour": "Twenty Twenty-Four", "twentytwentythree": "Twenty Twenty-Three",
    "twentytwentytwo": "Twenty Twenty-Two", "twentytwentyone": "Twenty Twenty-One",
    "twentytwenty": "Twenty Twenty", "twentytwentyfive": "Twenty Twenty-Five",
    "twentynineteen": "Twenty Nineteen", "twentyseventeen": "Twenty Seventeen",
    "twentysixteen": "Twenty Sixteen", "twentyfifteen": "Twenty Fifteen", "twentyfourteen": "Twenty Fourteen",
}  # fmt: skip
