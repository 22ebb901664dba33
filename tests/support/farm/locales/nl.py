"""Dutch, as in the Netherlands."""

from tests.support.farm.locales import LABELS, PAGES, Locale, cities, listed, mapped, trades

NETHERLANDS = Locale(
    language="nl-NL",
    country="NL",
    country_name="Nederland",
    calling_code="31",
    trades=trades("""
        bakkerij | Bakkerij | desembrood; bruidstaarten; belegde broodjes; speltgebak
        tandarts | Tandartspraktijk | gebitsreiniging; implantaten; kindertandheelkunde; beugels
        advocaten | Advocaten | arbeidsrecht; familierecht; huurrecht; ondernemingsrecht
        installatie | Installatiebedrijf | warmtepompen; badkamers; ketelonderhoud; spoedservice
        hotel | Hotel | kamers met grachtzicht; vergaderzalen; ontbijtbuffet; fietsverhuur
        eetcafe | Eetcafé | streekgerechten; lunchkaart; terras; feesten en partijen
        timmerbedrijf | Timmerbedrijf | dakkapellen; kozijnen; maatwerkkasten; trappen
        garage | Garage | apk-keuring; banden; schadeherstel; aircoservice
        bloemen | Bloemenhuis | bruidsboeketten; rouwwerk; kamerplanten; bloemabonnementen
        architecten | Architecten | woonhuizen; verbouwingen; houtbouw; vergunningen
        administratie | Administratiekantoor | jaarrekeningen; loonadministratie; belastingaangifte; startersadvies
        webbureau | Webbureau | webwinkels; huisstijlen; onderhoud; zoekmachineadvies
    """),
    cities=cities("""
        Amsterdam | 10## AB | 20 | 123 45 ##
        Den Haag | 25## CD | 70 | 123 45 ##
        Utrecht | 35## EF | 30 | 234 56 ##
        Rotterdam | 30## GH | 10 | 234 56 ##
    """),
    streets=listed("""
        Dorpsstraat {}
        Kerkplein {}
        Stationsweg {}
        Prinsengracht {}
        Molenlaan {}
    """),
    town_line="{postcode} {city}",
    first_names=("Sanne", "Daan", "Femke", "Jeroen", "Lotte", "Bram", "Anouk", "Maarten", "Loïs"),
    last_names=(
        "de Vries",
        "Jansen",
        "van Dijk",
        "Bakker",
        "Visser",
        "Smit",
        "Mulder",
        "Hendriks",
        "Dekker",
        "Brouwer",
    ),
    name_forms=("{noun} {last}", "{noun} {last} B.V.", "{last} & Zn. {noun}", "{noun} {last} {city}"),
    national=("0{area} {local}", "0{area}-{solid}", "(0{area}) {local}", "0031 {area} {local}"),
    international=("+31 {area} {local}", "+31 (0){area} {local}"),
    labels=mapped(
        LABELS,
        """
        Home
        Over ons
        Diensten
        Ons team
        Nieuws
        Contact
        Colofon
        Privacyverklaring
        Telefoon
        Fax
        E-mail
        Adres
        Openingstijden
        Volg ons
        Delen
        Lees meer
        Alle rechten voorbehouden
        Directeur
        Btw-nummer
        KvK-nummer
        Ma–vr 9.00–17.30
        Schrijf ons
        Stuur een e-mail naar
        Bel ons
        Zoeken
        Uw naam
        Uw bericht
        Versturen
        Deze site gebruikt cookies om goed te werken.
        Akkoord
        Pagina niet gevonden
    """,
    ),
    paths=mapped(
        PAGES,
        """
        over-ons
        diensten
        team
        nieuws
        contact
        colofon
        privacy
    """,
    ),
    mailboxes=("info", "vacatures", "administratie", "service"),
    sentences=listed("""
        Sinds {year} kunt u in {city} bij {company} terecht voor werk waar zorg aan is besteed.
        De meeste vragen gaan over {service}; daarom hebben we ook {other} uitgebreid.
        {person} leidt het bedrijf en denkt graag met u mee over {service}.
        Wij zeggen liever eerlijk nee dan dat iemand te lang op antwoord wacht.
        U vindt ons op loopafstand van het station van {city}, parkeren kan achter het pand.
        In {year} zijn we verhuisd naar een ruimer pand, zodat {service} eindelijk genoeg plek heeft.
        Waar het kan kopen we in bij leveranciers uit de buurt, die we bij naam kennen.
        Een offerte is gratis, staat op papier en blijft een maand geldig.
        Voor {service} zijn geduld, goed gereedschap en liefde voor het vak nodig.
        Scholen, verenigingen en bedrijven uit {city} komen al jaren bij ons voor {other}.
        Is er haast bij, bel dan even: meestal lukt het nog dezelfde week.
        Elk jaar leiden we twee leerlingen op, en de meesten blijven.
        Wat ons onderscheidt is snel gezegd: heldere prijzen en één vast aanspreekpunt.
        "Ze luisterden, legden uit en kwamen op tijd", schreef een klant over {service}.
        De prijslijst voor {other} hangt in de etalage en sturen we graag toe.
        {company} is in {year} door de familie opgericht en altijd zelfstandig gebleven.
    """),
    charsets=(("utf-8", 88), ("windows-1252", 12)),
)
