# ruff: noqa: E501
"""English, as in Great Britain and in the United States."""

from dataclasses import replace

from tests.support.farm.locales import LABELS, PAGES, Locale, cities, listed, mapped, trades

BRITAIN = Locale(
    language="en-GB",
    country="GB",
    country_name="United Kingdom",
    calling_code="44",
    trades=trades("""
        bakery | Bakery | sourdough loaves; wedding cakes; office breakfasts; gluten-free baking; savoury pies
        dental | Dental Practice | check-ups and hygiene; implants; clear aligners; children's dentistry; same-day crowns
        solicitors | Solicitors | conveyancing; family law; wills and probate; employment law; contract reviews
        plumbing | Plumbing & Heating | boiler servicing; emergency call-outs; bathroom fitting; heat pumps; leak detection
        inn | Inn | rooms with a garden view; Sunday roasts; wedding parties; cask ales; walking breaks
        kitchen | Kitchen & Bar | seasonal menus; private dining; weekend brunch; tasting evenings; natural wines
        joinery | Joinery | sash windows; fitted wardrobes; oak staircases; garden rooms; bespoke kitchens
        motors | Motors | servicing and MOT; tyres; body repairs; air conditioning; hybrid diagnostics
        florist | Florist | wedding flowers; sympathy wreaths; weekly bouquets; workshop evenings; house plants
        architects | Architects | house extensions; listed buildings; passive houses; planning advice; loft conversions
        accountants | Accountants | annual accounts; payroll; tax returns; start-up advice; bookkeeping
        software | Software | warehouse systems; booking platforms; data migration; mobile apps; support contracts
    """),
    cities=cities("""
        London | N1 #AB | 20 | 7946 0###
        London | SE1 #QT | 20 | 7946 0###
    """),
    streets=listed("""
        {} High Street
        {} Station Road
        {} Church Lane
        {} Mill Row
        {} Victoria Terrace
    """),
    town_line="{city} {postcode}",
    first_names=("Alice", "James", "Priya", "Oliver", "Harriet", "Samuel", "Imogen", "Thomas", "Grace"),
    last_names=(
        "Carter",
        "Whitfield",
        "Okafor",
        "Bennett",
        "Hughes",
        "Marlow",
        "Pemberton",
        "Shah",
        "Fletcher",
        "Doyle",
    ),
    name_forms=("{last} {noun}", "{last} & Sons {noun} Ltd", "The {last} {noun}", "{last} {noun} Limited"),
    national=("0{area} {local}", "(0{area}) {local}", "0{area}-{dashes}", "0044 {area} {local}"),
    international=("+44 {area} {local}", "+44 (0){area} {local}"),
    labels=mapped(
        LABELS,
        """
        Home
        About us
        Services
        Our team
        News
        Contact
        Legal notice
        Privacy policy
        Phone
        Fax
        Email
        Address
        Opening hours
        Follow us
        Share
        Read more
        All rights reserved
        Managing director
        VAT number
        Company number
        Mon–Fri 9am–5.30pm
        Write to us
        Send an email to
        Give us a call
        Search
        Your name
        Your message
        Send
        We use cookies to make this site work well.
        Accept
        Page not found
    """,
    ),
    paths=mapped(
        PAGES,
        """
        about-us
        services
        our-team
        news
        contact
        legal
        privacy-policy
    """,
    ),
    mailboxes=("hello", "careers", "accounts", "enquiries"),
    sentences=listed("""
        Since {year}, {company} has looked after people in {city} who care about {service} done properly.
        We would rather take on a little less work and finish it well than keep anybody waiting without an answer.
        Demand for {service} has grown so much that we have made more room for {other} as well.
        {person} runs the business day to day and is happy to talk through {service} with you in person.
        You will find us a short walk from the station in {city}, and there is parking behind the building.
        In {year} we moved to larger premises, which at last gave {service} the space it deserves.
        Wherever we can we buy from suppliers nearby, whom we know by name and visit every season.
        Quotes are free, they come in writing, and they stay valid for thirty days.
        There is no shortcut to {service}: it takes patience, good tools and people who enjoy what they do.
        Schools, clubs and small firms around {city} come back to us for {other} year after year.
        If something is urgent, please ring; more often than not we can fit you in the same week.
        Every summer we take on two apprentices, and most of them are still with us years later.
        What sets us apart is simple: clear prices, short distances and one person who knows your case.
        "They listened, explained the options and kept to the date", a customer wrote about {service}.
        Our price list for {other} hangs in the shop window, and we are glad to send you a copy.
        {company} was founded by the family in {year} and has remained independent to this day.
    """),
    charsets=(("utf-8", 86), ("windows-1252", 12), ("utf-16", 2)),
)

UNITED_STATES = replace(
    BRITAIN,
    language="en-US",
    country="US",
    country_name="United States",
    calling_code="1",
    cities=cities("""
        New York, NY | 100## | 212 | 555-01##
        Denver, CO | 802## | 303 | 555-01##
        Portland, OR | 972## | 503 | 555-01##
        Austin, TX | 787## | 512 | 555-01##
    """),
    streets=listed("""
        {} Main Street
        {} Oak Avenue
        {} 5th Street
        {} Riverside Drive
        {} Maple Court
    """),
    town_line="{city} {postcode}",
    last_names=("Harper", "Sullivan", "Nguyen", "Alvarez", "Brooks", "Kowalski", "Reed", "Donovan", "Foster"),
    name_forms=("{last} {noun}", "{last} & Co. {noun} LLC", "{last} {noun}, Inc.", "{last} Family {noun}"),
    national=("({area}) {local}", "{area}-{local}", "{area}.{dots}", "1-{area}-{local}"),
    international=("+1 {area}-{local}", "+1 ({area}) {local}"),
)
