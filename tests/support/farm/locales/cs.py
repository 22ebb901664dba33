"""Czech."""

from tests.support.farm.locales import LABELS, PAGES, Locale, cities, listed, mapped, trades

CZECHIA = Locale(
    language="cs-CZ",
    country="CZ",
    country_name="Česká republika",
    calling_code="420",
    trades=trades("""
        pekarna | Pekárna | kváskový chléb; svatební dorty; koláče; bezlepkové pečivo
        zubar | Zubní ordinace | dentální hygiena; implantáty; rovnátka; ošetření dětí
        advokat | Advokátní kancelář | pracovní právo; rodinné právo; dědictví; smlouvy
        topenar | Topenářství | tepelná čerpadla; opravy kotlů; koupelny; havarijní služba
        penzion | Penzion | pokoje s výhledem; domácí snídaně; školicí místnost; půjčovna kol
        hospoda | Hospoda | česká kuchyně; polední menu; rodinné oslavy; zvěřina
        truhlarstvi | Truhlářství | kuchyně na míru; schody; vestavěné skříně; opravy oken
        autoservis | Autoservis | servisní prohlídky; pneumatiky; karosářské práce; klimatizace
        kvetiny | Květinářství | svatební kytice; smuteční vazby; pokojové rostliny; výzdoba
        architekti | Architektonický ateliér | rodinné domy; rekonstrukce; dřevostavby; stavební dozor
        ucetnictvi | Účetní kancelář | účetní závěrky; mzdy; daňová přiznání; zakládání firem
        tiskarna | Tiskárna | vizitky; katalogy; plakáty; vazba knih
    """),
    cities=cities("""
        Praha | 1#0 00 | | 221 234 ###
        Brno | 602 00 | | 541 234 ###
        Plzeň | 301 00 | | 377 234 ###
    """),
    streets=listed("""
        Nádražní {}
        Husova {}
        Masarykovo náměstí {}
        Lipová {}
        Školní {}
    """),
    town_line="{postcode} {city}",
    first_names=("Tereza", "Jiří", "Kateřina", "Ondřej", "Zdeněk", "Lucie", "Šárka", "Matěj"),
    last_names=("Novák", "Dvořák", "Svoboda", "Procházka", "Kučera", "Veselý", "Horák", "Němec", "Růžička", "Beneš"),
    name_forms=("{noun} {last}", "{noun} {last} s.r.o.", "{last} a syn, {noun}", "{noun} U {last}ů"),
    national=("{local}", "{solid}", "00420 {local}"),
    international=("+420 {local}", "(+420) {local}"),
    labels=mapped(
        LABELS,
        """
        Úvod
        O nás
        Služby
        Náš tým
        Aktuality
        Kontakt
        Provozovatel
        Ochrana osobních údajů
        Telefon
        Fax
        E-mail
        Adresa
        Otevírací doba
        Sledujte nás
        Sdílet
        Číst dál
        Všechna práva vyhrazena
        Jednatel
        DIČ
        IČO
        Po–Pá 8:00–17:00
        Napište nám
        Pošlete e-mail na
        Zavolejte nám
        Hledat
        Vaše jméno
        Vaše zpráva
        Odeslat
        Tento web používá cookies, aby správně fungoval.
        Souhlasím
        Stránka nenalezena
    """,
    ),
    paths=mapped(
        PAGES,
        """
        o-nas
        sluzby
        tym
        aktuality
        kontakt
        provozovatel
        ochrana-udaju
    """,
    ),
    mailboxes=("info", "kariera", "fakturace", "objednavky"),
    sentences=listed("""
        Od roku {year} stojí {company} ve městě {city} za poctivou prací, na kterou je spoleh.
        Největší zájem je o tuto službu: {service}; proto jsme rozšířili i nabídku: {other}.
        {person} vede firmu osobně a rád zodpoví vaše dotazy na téma {service}.
        Raději vezmeme méně zakázek, ale každou dokončíme včas.
        Najdete nás pár minut chůze od nádraží ({city}), za domem je parkoviště.
        V roce {year} jsme se přestěhovali do větších prostor, kde má {service} konečně dost místa.
        Nakupujeme u dodavatelů z okolí, které známe jménem a pravidelně navštěvujeme.
        Nabídka je zdarma, písemná a platí třicet dní.
        Trpělivost, dobré nářadí a chuť do práce: to všechno {service} vyžaduje.
        Školy, spolky i firmy z okolí u nás už roky objednávají: {other}.
        Když to spěchá, zavolejte, většinou pomůžeme ještě tentýž týden.
        Každý rok u nás začínají dva učni a většina z nich zůstane.
        Čím se lišíme, se řekne rychle: jasné ceny a jeden člověk, který zná váš případ.
        „Vyslechli, poradili a dodrželi termín,“ napsala nám zákaznice ({service}).
        Ceník ({other}) visí ve výloze, na přání ho pošleme.
        Rodinná firma {company} vznikla v roce {year} a dodnes je nezávislá.
    """),
    charsets=(("utf-8", 76), ("iso-8859-2", 24)),
)
