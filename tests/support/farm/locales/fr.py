# ruff: noqa: E501
"""French, as in France."""

from tests.support.farm.locales import LABELS, PAGES, Locale, cities, listed, mapped, trades

FRANCE = Locale(
    language="fr-FR",
    country="FR",
    country_name="France",
    calling_code="33",
    trades=trades("""
        boulangerie | Boulangerie | pain au levain; pièces montées; viennoiseries pur beurre; traiteur pour entreprises
        dentiste | Cabinet dentaire | soins conservateurs; implants; orthodontie invisible; soins pour enfants
        avocat | Cabinet d'avocats | droit du travail; droit de la famille; baux commerciaux; successions
        plomberie | Plomberie | dépannage en urgence; pompes à chaleur; salles de bains; entretien de chaudières
        hotel | Hôtel | chambres avec vue; salles de séminaire; petit-déjeuner gourmand; espace bien-être
        restaurant | Restaurant | cuisine du marché; menus de groupe; terrasse ombragée; cave à vins
        menuiserie | Menuiserie | escaliers sur mesure; placards intégrés; fenêtres en bois; agencement
        garage | Garage | révision et vidange; carrosserie; pneumatiques; climatisation auto
        fleuriste | Fleuriste | bouquets de mariée; compositions de deuil; plantes d'intérieur; abonnements fleuris
        architecte | Atelier d'architecture | maisons individuelles; rénovation du bâti ancien; extensions bois; suivi de chantier
        comptable | Cabinet comptable | bilans annuels; fiches de paie; création d'entreprise; déclarations fiscales
        domaine | Domaine viticole | dégustations au caveau; vins biologiques; coffrets cadeaux; visites du vignoble
    """),
    cities=cities("""
        Paris | 750## | 1 | 99 00 ## ##
        Rennes | 350## | 2 | 61 91 ## ##
        Strasbourg | 670## | 3 | 53 01 ## ##
        Lyon | 690## | 4 | 65 71 ## ##
        Bordeaux | 330## | 5 | 36 49 ## ##
    """),
    streets=listed("""
        {} rue de la République
        {} avenue Jean-Jaurès
        {} place de l'Église
        {} rue des Écoles
        {} boulevard Gambetta
    """),
    town_line="{postcode} {city}",
    first_names=("Camille", "Étienne", "Hélène", "Julien", "Amélie", "François", "Chloé", "Théo", "Zoé"),
    last_names=(
        "Lefèvre",
        "Moreau",
        "Girard",
        "Bonnet",
        "Fontaine",
        "Chevalier",
        "Garnier",
        "Blanchard",
        "Lacroix",
        "Péron",
    ),
    name_forms=("{noun} {last}", "{noun} {last} SARL", "{last} & Fils – {noun}", "{noun} {last} {city}"),
    national=("0{area} {local}", "0{area}.{dots}", "0{area}-{dashes}", "0033 {area} {local}"),
    international=("+33 {area} {local}", "+33 (0){area} {local}"),
    labels=mapped(
        LABELS,
        """
        Accueil
        À propos
        Prestations
        Notre équipe
        Actualités
        Contact
        Mentions légales
        Politique de confidentialité
        Tél.
        Fax
        E-mail
        Adresse
        Horaires d'ouverture
        Suivez-nous
        Partager
        Lire la suite
        Tous droits réservés
        Gérant
        N° de TVA
        RCS
        Lun–Ven 9 h–18 h
        Écrivez-nous
        Envoyez un e-mail à
        Appelez-nous
        Rechercher
        Votre nom
        Votre message
        Envoyer
        Ce site utilise des cookies pour son bon fonctionnement.
        Accepter
        Page introuvable
    """,
    ),
    paths=mapped(
        PAGES,
        """
        a-propos
        prestations
        equipe
        actualites
        contact
        mentions-legales
        confidentialite
    """,
    ),
    mailboxes=("contact", "recrutement", "comptabilite", "devis"),
    sentences=listed("""
        Depuis {year}, {company} accueille les habitants de {city} avec le même souci du travail bien fait.
        Notre savoir-faire le plus demandé : {service}, toujours réalisé dans nos propres ateliers.
        {person} suit chaque dossier personnellement et répond à toutes vos questions sur {service}.
        Nous préférons refuser un rendez-vous plutôt que de vous faire attendre sans réponse.
        L'adresse se trouve à cinq minutes à pied de la gare de {city}, un parking est à votre disposition.
        En {year}, nous avons agrandi nos locaux pour donner enfin sa place à notre offre : {other}.
        Nos fournisseurs sont des voisins que nous connaissons par leur prénom et que nous visitons à chaque saison.
        Le devis est gratuit, écrit et valable un mois entier.
        Pour {service}, il faut de la patience, de bons outils et des gens qui aiment leur métier.
        Associations, écoles et entreprises de {city} nous confient depuis longtemps ce domaine : {other}.
        Une urgence ? Téléphonez, nous trouvons presque toujours une solution dans la semaine.
        Chaque année, deux apprentis rejoignent la maison, et la plupart y restent.
        Ce qui nous distingue tient en peu de mots : des prix clairs et un seul interlocuteur.
        « On a su m'écouter et tenir les délais », nous écrivait une cliente à propos de {service}.
        La liste des tarifs ({other}) est affichée en vitrine et envoyée sur simple demande.
        Fondée en {year}, {company} est restée une maison familiale et indépendante.
    """),
    charsets=(("utf-8", 82), ("windows-1252", 16), ("utf-16", 2)),
)
