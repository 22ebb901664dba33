"""What mailboxes are for, by their names, and the providers that give mailboxes to everybody."""

from __future__ import annotations

from scraper_sky.scraping.extract.wordlists import words

FRONT_DESK = words(
    """
    info infos information contact contacto contatti contato contactus contact-us kontakt office mail hello
    hallo hi hola bonjour email buero biuro kontor post posta poczta reception empfang rezeption sekretariat
    zentrale welcome team firma enquiries enquiry inquiry inquiries anfrage ask general secretariat segreteria
    toimisto iroda ufficio accueil admin
    """
)
SELLING = words(
    """
    sales vertrieb verkauf booking bookings reservation reservations reservierung support service kundenservice
    hilfe help customerservice shop order orders bestellung termin termine ventas vendas vente commercial
    commerciale sprzedaz
    """
)
SPECIAL = words(
    """
    noreply no-reply donotreply abuse postmaster hostmaster webmaster privacy datenschutz dpo dsb gdpr rgpd
    dataprotection jobs job karriere career careers bewerbung recruiting hr press presse media newsletter
    unsubscribe legal security billing rechnung invoice accounting buchhaltung marketing advertising werbung
    redaktion editor webmaster webteam dataprotectionofficer
    """
)
FREE_MAIL = words(
    """
    gmail.com googlemail.com yahoo.com hotmail.com outlook.com live.com icloud.com aol.com gmx.de gmx.net gmx.at
    gmx.ch web.de t-online.de freenet.de orange.fr wanadoo.fr free.fr laposte.net libero.it tiscali.it alice.it
    wp.pl o2.pl interia.pl onet.pl seznam.cz centrum.cz mail.ru yandex.ru ya.ru bluewin.ch btinternet.com
    protonmail.com proton.me me.com msn.com hotmail.fr hotmail.it hotmail.de yahoo.fr yahoo.de yahoo.it
    yahoo.co.uk hotmail.co.uk telenet.be skynet.be ziggo.nl kpnmail.nl hotmail.es uol.com.br bol.com.br
    terra.com.br qq.com 163.com 126.com naver.com aon.at
    """
)
