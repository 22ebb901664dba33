"""Swedish."""

from tests.support.farm.locales import LABELS, PAGES, Locale, cities, listed, mapped, trades

SWEDEN = Locale(
    language="sv-SE",
    country="SE",
    country_name="Sverige",
    calling_code="46",
    trades=trades("""
        bageri | Bageri | surdegsbröd; bröllopstårtor; kanelbullar; glutenfritt
        tandlakare | Tandläkare | undersökningar; implantat; tandreglering; barntandvård
        advokat | Advokatbyrå | arbetsrätt; familjerätt; arvsfrågor; avtalsrätt
        ror | Rörfirma | värmepumpar; badrumsrenovering; jour; avloppsspolning
        vandrarhem | Vandrarhem | rum med sjöutsikt; frukostbuffé; konferens; kanotuthyrning
        krog | Krog | husmanskost; lunchmeny; fester; lokala råvaror
        snickeri | Snickeri | köksluckor; trappor; platsbyggda bokhyllor; fönsterrenovering
        bilverkstad | Bilverkstad | service; däckbyte; plåtskador; felsökning
        blommor | Blomsterhandel | brudbuketter; begravningsbinderi; krukväxter; blomsterprenumeration
        arkitekt | Arkitektkontor | villor; ombyggnader; träbyggande; bygglov
        redovisning | Redovisningsbyrå | bokslut; löner; deklarationer; starta eget
        elektriker | Elfirma | laddboxar; solceller; felsökning; belysning
    """),
    cities=cities("""
        Stockholm | 11# ## | 8 | 465 004 ##
        Göteborg | 41# ## | 31 | 390 06 ##
        Malmö | 21# ## | 40 | 628 05 ##
    """),
    streets=listed("""
        Storgatan {}
        Kyrkogatan {}
        Järnvägsgatan {}
        Ängsvägen {}
        Hamngatan {}
    """),
    town_line="{postcode} {city}",
    first_names=("Åsa", "Björn", "Elin", "Göran", "Märta", "Lars", "Sofia", "Håkan"),
    last_names=("Lindström", "Bergqvist", "Åkesson", "Nyström", "Holm", "Sjöberg", "Öhman", "Ekdahl", "Sandgren"),
    name_forms=("{last}s {noun}", "{last}s {noun} AB", "{noun} {last} & Söner", "{last} {noun} i {city}"),
    national=("0{area}-{local}", "0{area} {local}", "0{area}-{solid}", "0046 {area} {local}"),
    international=("+46 {area} {local}", "+46 (0){area} {local}"),
    labels=mapped(
        LABELS,
        """
        Hem
        Om oss
        Tjänster
        Medarbetare
        Nyheter
        Kontakt
        Om webbplatsen
        Integritetspolicy
        Telefon
        Fax
        E-post
        Adress
        Öppettider
        Följ oss
        Dela
        Läs mer
        Alla rättigheter förbehållna
        Verkställande direktör
        Momsnummer
        Organisationsnummer
        Mån–fre 8–17
        Skriv till oss
        Skicka e-post till
        Ring oss
        Sök
        Ditt namn
        Ditt meddelande
        Skicka
        Webbplatsen använder kakor för att fungera väl.
        Godkänn
        Sidan kunde inte hittas
    """,
    ),
    paths=mapped(
        PAGES,
        """
        om-oss
        tjanster
        medarbetare
        nyheter
        kontakt
        om-webbplatsen
        integritetspolicy
    """,
    ),
    mailboxes=("info", "jobb", "faktura", "bokning"),
    sentences=listed("""
        Sedan {year} har {company} hjälpt människor i {city} som vill ha ett arbete ordentligt gjort.
        Mest efterfrågat just nu är {service}; därför har vi även byggt ut {other}.
        {person} leder företaget och berättar gärna mer om {service}.
        Vi tar hellre ett uppdrag mindre än låter någon vänta på svar.
        Du hittar oss några minuter från stationen i {city}, parkering finns på gården.
        År {year} flyttade vi till större lokaler, så att {service} äntligen fick plats.
        Så långt det går handlar vi av leverantörer i trakten som vi känner vid namn.
        Offerten är gratis, skriftlig och gäller i trettio dagar.
        För {service} krävs tålamod, bra verktyg och yrkesstolthet.
        Skolor, föreningar och företag i {city} har anlitat oss för {other} i många år.
        Är det bråttom, så ring: oftast hinner vi samma vecka.
        Varje år tar vi emot två lärlingar, och de flesta stannar kvar.
        Det som skiljer oss från andra är enkelt: tydliga priser och en fast kontaktperson.
        "De lyssnade, förklarade och höll tiden", skrev en kund om {service}.
        Prislistan för {other} sitter i skyltfönstret och skickas gärna på begäran.
        {company} grundades av familjen {year} och är fortfarande självständigt.
    """),
    charsets=(("utf-8", 84), ("windows-1252", 16)),
)
