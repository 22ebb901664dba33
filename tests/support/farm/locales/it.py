"""Italian, as in Italy."""

from tests.support.farm.locales import LABELS, PAGES, Locale, cities, listed, mapped, trades

ITALY = Locale(
    language="it-IT",
    country="IT",
    country_name="Italia",
    calling_code="39",
    trades=trades("""
        panificio | Panificio | pane a lievitazione naturale; torte nuziali; focacce; dolci delle feste
        dentista | Studio dentistico | igiene orale; impianti; ortodonzia; odontoiatria infantile
        avvocati | Studio legale | diritto del lavoro; successioni; diritto di famiglia; recupero crediti
        idraulica | Idraulica | pronto intervento; caldaie; rifacimento bagni; pompe di calore
        albergo | Albergo | camere vista lago; sale congressi; colazione a buffet; centro benessere
        trattoria | Trattoria | pasta fatta a mano; pranzi di lavoro; cerimonie; vini del territorio
        falegnameria | Falegnameria | arredi su misura; scale in legno; serramenti; restauro mobili
        officina | Officina | tagliandi; gomme; carrozzeria; ricarica clima
        fiori | Fiorista | bouquet da sposa; piante da balcone; addobbi; composizioni funebri
        architetti | Studio di architettura | ville; ristrutturazioni; pratiche edilizie; interni
        commercialista | Studio commercialista | bilanci; buste paga; dichiarazioni dei redditi; nuove imprese
        cantina | Cantina | degustazioni; vini biologici; visite guidate; confezioni regalo
    """),
    cities=cities("""
        Roma | 001## | 06 | 1234 ####
        Milano | 201## | 02 | 3657 ####
        Torino | 101## | 011 | 234 ####
        Firenze | 501## | 055 | 234 ####
    """),
    streets=listed("""
        Via Roma {}
        Corso Garibaldi {}
        Piazza del Duomo {}
        Via della Libertà {}
        Viale Europa {}
    """),
    town_line="{postcode} {city}",
    first_names=("Giulia", "Niccolò", "Chiara", "Matteo", "Francesca", "Davide", "Elena", "Paolo", "Nicolò"),
    last_names=("Rossi", "Bianchi", "Ferrari", "Colombo", "Ricci", "Marino", "Galli", "Fontana", "Moretti", "Rinaldi"),
    name_forms=("{noun} {last}", "{noun} {last} S.r.l.", "{noun} F.lli {last}", "{last} {noun} {city}"),
    national=("{area} {local}", "{area}/{solid}", "{area}.{solid}", "0039 {area} {local}"),
    international=("+39 {area} {local}", "(+39) {area} {local}"),
    labels=mapped(
        LABELS,
        """
        Home
        Chi siamo
        Servizi
        Il team
        Notizie
        Contatti
        Note legali
        Informativa privacy
        Tel.
        Fax
        E-mail
        Indirizzo
        Orari di apertura
        Seguici
        Condividi
        Leggi tutto
        Tutti i diritti riservati
        Amministratore
        P. IVA
        REA
        Lun–Ven 9.00–18.00
        Scrivici
        Invia un'e-mail a
        Chiamaci
        Cerca
        Il tuo nome
        Il tuo messaggio
        Invia
        Questo sito utilizza i cookie per funzionare al meglio.
        Accetta
        Pagina non trovata
    """,
    ),
    paths=mapped(
        PAGES,
        """
        chi-siamo
        servizi
        team
        notizie
        contatti
        note-legali
        privacy
    """,
    ),
    mailboxes=("info", "lavoro", "amministrazione", "prenotazioni"),
    sentences=listed("""
        Dal {year} {company} è un punto di riferimento a {city} per chi cerca lavoro fatto con cura.
        La richiesta più frequente è {service}; per questo abbiamo ampliato anche {other}.
        {person} segue ogni cliente di persona e risponde volentieri a ogni domanda su {service}.
        Preferiamo prendere un impegno in meno e portarlo a termine bene.
        Ci trovate a cinque minuti a piedi dalla stazione di {city}, con parcheggio nel cortile.
        Nel {year} ci siamo trasferiti in locali più grandi, così {service} ha finalmente il suo spazio.
        Quando possibile acquistiamo da fornitori vicini, che conosciamo per nome e visitiamo ogni stagione.
        Il preventivo è gratuito, scritto e valido trenta giorni.
        Per {service} servono pazienza, buoni strumenti e passione: qui non mancano.
        Scuole, associazioni e aziende di {city} si affidano a noi per {other} da molti anni.
        Se è urgente, telefonate: quasi sempre troviamo posto nella stessa settimana.
        Ogni anno accogliamo due apprendisti e la maggior parte resta con noi.
        Ciò che ci distingue si dice in fretta: prezzi chiari e una sola persona di riferimento.
        «Hanno ascoltato, spiegato e rispettato i tempi», ci ha scritto una cliente a proposito di {service}.
        Il listino per {other} è esposto in vetrina e lo inviamo volentieri.
        {company} è stata fondata dalla famiglia nel {year} ed è rimasta indipendente.
    """),
    charsets=(("utf-8", 84), ("windows-1252", 16)),
)
