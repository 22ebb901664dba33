# ruff: noqa: E501
"""German, as in Germany and in Austria."""

from dataclasses import replace

from tests.support.farm.locales import LABELS, PAGES, Locale, cities, listed, mapped, trades

GERMANY = Locale(
    language="de-DE",
    country="DE",
    country_name="Deutschland",
    calling_code="49",
    trades=trades("""
        baeckerei | Bäckerei | Roggenbrot aus dem Steinofen; Hochzeitstorten; belegte Brötchen für Büros; Dinkelgebäck; Weihnachtsstollen
        zahnarzt | Zahnarztpraxis | Zahnreinigung; Implantate; Kinderzahnheilkunde; unsichtbare Zahnspangen; Angstpatienten-Sprechstunde
        kanzlei | Rechtsanwaltskanzlei | Arbeitsrecht; Familienrecht; Mietrecht; Vertragsprüfung; Erbrecht
        heizung | Heizungsbau | Wärmepumpen; Badsanierung; Notdienst; Heizungswartung; Solarthermie
        hotel | Hotel | Doppelzimmer mit Seeblick; Tagungsräume; Frühstücksbuffet; Wellnessbereich; Familienzimmer
        gasthaus | Gasthaus | regionale Küche; Familienfeiern; Mittagstisch; Biergarten; Wildgerichte
        tischlerei | Tischlerei | Einbauschränke; Treppenbau; Massivholzmöbel; Fensterreparatur; Innenausbau
        autohaus | Autowerkstatt | Inspektion; Reifenwechsel; Unfallinstandsetzung; Klimaservice; Hauptuntersuchung
        blumen | Blumenhaus | Brautsträuße; Trauerfloristik; Gartenpflanzen; Tischdekoration; Blumenabonnements
        architekt | Architekturbüro | Einfamilienhäuser; Altbausanierung; Holzbau; Energieberatung; Bauleitung
        steuer | Steuerberatung | Jahresabschlüsse; Lohnbuchhaltung; Existenzgründung; Steuererklärungen; Nachfolgeplanung
        software | Softwarehaus | Schnittstellen; Warenwirtschaft; Apps für den Außendienst; Datenmigration; Wartungsverträge
    """),
    cities=cities("""
        Berlin | 10### | 30 | 23125 ###
        München | 80### | 89 | 99998 ###
        Frankfurt am Main | 60### | 69 | 90009 ###
        Hamburg | 20### | 40 | 66969 ###
        Köln | 50### | 221 | 4710 ###
    """),
    streets=listed("""
        Hauptstraße {}
        Bahnhofstraße {}
        Am Markt {}
        Lindenallee {}
        Gartenweg {}
        Schillerplatz {}
        Mühlgasse {}
    """),
    town_line="{postcode} {city}",
    first_names=("Anna", "Jürgen", "Katrin", "Stefan", "Sören", "Heike", "Uwe", "Lena", "Matthias", "Ulrike"),
    last_names=(
        "Rosen|rosen",
        "Müller",
        "Schäfer",
        "Köhler",
        "Weiß",
        "Brandt",
        "Vogel",
        "Hoffmann",
        "Lüders",
        "Krämer",
        "Busch",
        "Seidel",
        "Großmann",
        "Winter",
        "Jäger",
    ),
    name_forms=("{noun} {last} GmbH", "{noun} {last}", "{last} & Söhne {noun} KG", "{noun} {last} e.K."),
    national=("0{area} {local}", "0{area}/{solid}", "(0{area}) {local}", "0{area} - {solid}", "0049 {area} {solid}"),
    international=("+49 {area} {local}", "+49 (0){area} {local}", "+49-{area}-{dashes}"),
    labels=mapped(
        LABELS,
        """
        Startseite
        Über uns
        Leistungen
        Team
        Aktuelles
        Kontakt
        Impressum
        Datenschutz
        Telefon
        Fax
        E-Mail
        Adresse
        Öffnungszeiten
        Folgen Sie uns
        Teilen
        Weiterlesen
        Alle Rechte vorbehalten
        Geschäftsführung
        USt-IdNr.
        Handelsregister
        Mo–Fr 8–18 Uhr
        Schreiben Sie uns
        Senden Sie eine E-Mail an
        Rufen Sie uns an
        Suche
        Ihr Name
        Ihre Nachricht
        Absenden
        Diese Website verwendet Cookies, damit sie gut funktioniert.
        Einverstanden
        Seite nicht gefunden
    """,
    ),
    paths=mapped(
        PAGES,
        """
        ueber-uns
        leistungen
        team
        aktuelles
        kontakt
        impressum
        datenschutz
    """,
    ),
    mailboxes=("info", "bewerbung", "buchhaltung", "service"),
    sentences=listed("""
        Seit {year} steht {company} in {city} für {service} und für Handwerk, auf das man sich verlassen kann.
        Unsere Kundinnen und Kunden schätzen, dass wir zuhören, bevor wir etwas vorschlagen, und dass ein Termin ein Termin ist.
        Besonders gefragt ist zurzeit {service}; deshalb haben wir unser Angebot rund um {other} deutlich erweitert.
        {person} leitet den Betrieb in zweiter Generation und ist bei allen Fragen zu {service} persönlich für Sie da.
        Wer aus {city} oder der Umgebung kommt, findet uns nur wenige Gehminuten vom Bahnhof entfernt, Parkplätze gibt es im Hof.
        Im Jahr {year} haben wir unsere Räume vergrößert, damit für {service} endlich genug Platz ist.
        Wir arbeiten mit Lieferanten aus der Region zusammen, die wir kennen und regelmäßig besuchen.
        Ein Kostenvoranschlag ist bei uns unverbindlich und kostenlos, und er gilt vier Wochen lang.
        Für {service} braucht es Erfahrung, gutes Werkzeug und Geduld; alles drei bringen wir mit.
        Vereine, Schulen und Betriebe aus {city} vertrauen uns bei {other}, oft schon seit vielen Jahren.
        Auch kurzfristig lässt sich meist etwas machen: Rufen Sie an, und wir sehen gemeinsam in den Kalender.
        Der Nachwuchs liegt uns am Herzen, darum bilden wir jedes Jahr zwei junge Menschen aus.
        Was uns von anderen unterscheidet, ist schnell gesagt: kurze Wege, klare Preise und ein fester Ansprechpartner.
        „Man merkt, dass hier Menschen arbeiten, die ihren Beruf lieben“, schrieb uns neulich eine Kundin über {service}.
        Unsere Preise für {other} finden Sie im Aushang; auf Wunsch schicken wir die Liste auch zu.
        {company} wurde {year} von der Familie gegründet und ist bis heute unabhängig geblieben.
    """),
    charsets=(("utf-8", 70), ("windows-1252", 28), ("utf-16", 2)),
)

AUSTRIA = replace(
    GERMANY,
    language="de-AT",
    country="AT",
    country_name="Österreich",
    calling_code="43",
    cities=cities("""
        Wien | 10#0 | 1 | 4001 ###
        Salzburg | 50## | 662 | 1234##
    """),
    first_names=("Andreas", "Elisabeth", "Florian", "Johanna", "Gerhard", "Theresa"),
    last_names=("Gruber", "Pichler", "Moser", "Hofer", "Leitner", "Fuchs", "Wögerbauer", "Kröll"),
    national=("0{area} {local}", "0{area}/{solid}", "(0{area}) {local}"),
    international=("+43 {area} {local}", "+43 (0){area} {local}"),
)
