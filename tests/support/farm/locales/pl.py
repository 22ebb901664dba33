# ruff: noqa: E501
"""Polish."""

from tests.support.farm.locales import LABELS, PAGES, Locale, cities, listed, mapped, trades

POLAND = Locale(
    language="pl-PL",
    country="PL",
    country_name="Polska",
    calling_code="48",
    trades=trades("""
        piekarnia | Piekarnia | chleb na zakwasie; torty weselne; drożdżówki; pieczywo bezglutenowe
        stomatologia | Gabinet stomatologiczny | leczenie kanałowe; implanty; aparaty ortodontyczne; stomatologia dziecięca
        kancelaria | Kancelaria adwokacka | prawo pracy; prawo rodzinne; spadki; umowy
        hydraulik | Hydraulika | awarie całodobowo; pompy ciepła; remonty łazienek; przeglądy kotłów
        pensjonat | Pensjonat | pokoje z widokiem; śniadania domowe; sala konferencyjna; wypożyczalnia rowerów
        karczma | Karczma | kuchnia regionalna; obiady dnia; przyjęcia rodzinne; pierogi
        stolarnia | Stolarnia | meble na wymiar; schody drewniane; zabudowy kuchenne; renowacja okien
        warsztat | Warsztat samochodowy | przeglądy; wymiana opon; blacharstwo; klimatyzacja
        kwiaciarnia | Kwiaciarnia | bukiety ślubne; wieńce; rośliny doniczkowe; dekoracje sal
        architekci | Pracownia architektoniczna | domy jednorodzinne; adaptacje; nadzór budowlany; wnętrza
        ksiegowosc | Biuro rachunkowe | księgi handlowe; kadry i płace; rozliczenia roczne; zakładanie firm
        drukarnia | Drukarnia | wizytówki; katalogi; banery; oprawa książek
    """),
    cities=cities("""
        Warszawa | 00-### | 22 | 123 ## ##
        Kraków | 30-### | 12 | 345 ## ##
        Wrocław | 50-### | 71 | 345 ## ##
        Gdańsk | 80-### | 58 | 345 ## ##
    """),
    streets=listed("""
        ul. Długa {}
        ul. Kościuszki {}
        pl. Wolności {}
        ul. Słowackiego {}
        al. Niepodległości {}
    """),
    town_line="{postcode} {city}",
    first_names=("Agnieszka", "Łukasz", "Małgorzata", "Paweł", "Zofia", "Grzegorz", "Żaneta", "Michał"),
    last_names=("Kowalczyk", "Wiśniewski", "Zieliński", "Wójcik", "Dąbrowski", "Król", "Pawlak", "Sikora", "Jabłoński"),
    name_forms=("{noun} {last}", "{noun} {last} sp. z o.o.", "{last} i Synowie – {noun}", "{noun} „{last}”"),
    national=("{area} {local}", "({area}) {local}", "{area}-{dashes}", "0048 {area} {local}"),
    international=("+48 {area} {local}", "(+48) {area} {local}"),
    labels=mapped(
        LABELS,
        """
        Strona główna
        O nas
        Oferta
        Zespół
        Aktualności
        Kontakt
        Dane firmy
        Polityka prywatności
        Telefon
        Faks
        E-mail
        Adres
        Godziny otwarcia
        Śledź nas
        Udostępnij
        Czytaj więcej
        Wszelkie prawa zastrzeżone
        Prezes zarządu
        NIP
        KRS
        Pn–Pt 8:00–17:00
        Napisz do nas
        Wyślij e-mail na adres
        Zadzwoń do nas
        Szukaj
        Imię i nazwisko
        Wiadomość
        Wyślij
        Ta strona używa plików cookie, aby działać prawidłowo.
        Zgadzam się
        Nie znaleziono strony
    """,
    ),
    paths=mapped(
        PAGES,
        """
        o-nas
        oferta
        zespol
        aktualnosci
        kontakt
        dane-firmy
        polityka-prywatnosci
    """,
    ),
    mailboxes=("biuro", "praca", "ksiegowosc", "zamowienia"),
    sentences=listed("""
        Od {year} roku {company} działa w mieście {city} i dba o to, by każda praca była wykonana porządnie.
        Najczęściej wybierana usługa to {service}; dlatego rozwinęliśmy też ofertę: {other}.
        {person} prowadzi firmę na co dzień i chętnie odpowie na pytania, także na temat: {service}.
        Wolimy przyjąć mniej zleceń i każde dokończyć na czas.
        Znajdą nas Państwo kilka minut od dworca ({city}), a za budynkiem jest parking.
        W {year} roku powiększyliśmy lokal, więc {service} ma wreszcie dość miejsca.
        Kupujemy u sąsiadów i dostawców z okolicy, których znamy z imienia.
        Wycena jest bezpłatna, pisemna i ważna przez trzydzieści dni.
        Cierpliwość, dobre narzędzia i zamiłowanie do zawodu – tego wymaga {service}.
        Szkoły, stowarzyszenia i firmy z okolicy od lat zamawiają u nas: {other}.
        W pilnych sprawach prosimy o telefon, zwykle udaje się pomóc w tym samym tygodniu.
        Każdego roku uczymy zawodu dwie młode osoby i większość z nich zostaje z nami.
        Wyróżniają nas jasne ceny i jedna osoba, która zna całą sprawę.
        „Wysłuchali, doradzili i dotrzymali terminu” – napisała nam klientka ({service}).
        Cennik ({other}) wisi na miejscu, na życzenie wysyłamy go pocztą.
        Rodzinna firma {company} powstała w {year} roku i do dziś jest niezależna.
    """),
    charsets=(("utf-8", 76), ("iso-8859-2", 24)),
)
