"""The words behind the e-mail rules: role mailboxes in many languages, placeholders, endings that are no domains."""

from __future__ import annotations

from scraper_sky.scraping.extract.wordlists import words

# The local parts of mailboxes that belong to a function and not to a person.
ROLE_WORDS = words(
    """
    abo abuse accessibility accommodation accounting accounts admin administracao administracion administration
    administrator admissions ads advertise advertising affiliates agence agency ahoj alumni angebot anfrage
    anfragen anzeigen app appointments apply archiv archive atelier atencion atencionalcliente ats ausbildung
    auskunft automation azienda backoffice beratung bestellung bestellungen bewerbung bewerbungen billing biuro
    blog board boka bokning bonjour booking bookings bookkeeping boss boutique brand branch bureau business
    buero buro bv callcenter campus care careers cast ceo chat checkin church ciao cio citizen club com
    comercial commerce commercial commerciale communication communications community company compliance compras
    comptabilite concierge conference consulting consult consulta consultas contabilidad contabilidade contact
    contacto contactus contact-us contato contatti contatto content cooperation copyright correio correo
    corporate council courriel crew cs css customer customercare customers customerservice customersupport cv
    data datenschutz datenschutzbeauftragter dataprotection dataprotectionofficer dealer delivery demo
    department desk design designer dev developer developers development digital direccion direction directeur
    direktion dispo dispatch distribution donate donations dpd dpo dsb ecommerce editor editorial editors
    education einkauf email empfang empleo emploi employment enquire enquiries enquiry estimates etudes event
    eventi eventos events exhibitions export facturacion facturation fan faktura faq feedback finance finanzen
    firma firmapost formation foundation franchise frontdesk fundraising galerie gallery gdpr general geral
    gerencia geschaeftsfuehrung geschaeftsstelle gestion grants group gruppe guest guestservices hallo hei hej
    hejsan hello help helpdesk hi hilfe hola host hostmaster hotel hr iletisim immo immobilien import impressum
    inbox info infos infodesk infomail information informatica informacion informacje informacoes informatique
    informazioni inquiries inquiry inscripciones insurance international internet intern invest investor
    investors investorrelations invoice invoices it itsupport jobs join kanzlei karriere kasse kauf kirjaamo
    klantenservice klient klinik kommunikation kontakt kontakty kontor kundendienst kundenservice kundeservice
    kundservice lab lager legal letters leasing library licensing listings livraison logistics logistik mail
    mailbox mailer maintenance management manager marketing master media mediakit medien member members
    membership merch messe mitglieder mktg moin museum networks news newsdesk newsletter newsroom no-reply
    noreply nospam notifications office offerte oficina officemanager online operations opt-out order orders
    ordini osterreich outreach owner parking parts partner partners partnership partnerships patient patients
    payment payments pedidos people personal personalabteilung phone planning podcast police poczta portal post
    postbus poststelle posta postmaster posteingang praxis presale presales presse press pressoffice prensa
    privacidad privacidade privacy privatezza produktion production products program project projects promo
    promotion protection purchase purchasing pr qa quality quote quotes recepcion reception receptie recruit
    recruiting recruiter recruitment redaccion redaction redaktion redakcja redazione referenten registration
    registrar rejestracja reklama reklamation rektorat relations relocation remote rent rental rentals repair
    reply request requests rescue research reservas reservation reservations reservierung reserveringen
    restaurant retail returns revendeur rezeption rh root rrhh saas safety sales salesinfo salon sales-team
    scholarships school schule science secretaria secretariat secretary secretariaat security segreteria
    sekretariat sekretaer seminar seo service serviceclient servicedesk services servizio servicio shipping shop
    showroom site soporte spam spedition sponsor sponsoring sponsorship staff stage store student students
    studio submissions subscribe subscriptions suggestions supplier suporte support supporto surgery szerviz sav
    talent tax team tech technical technik tecnico telefon termin termine terms ticket ticketing tickets tienda
    tilaus toimisto tourism tourist trade training travel treasurer tickets touristinfo turismo umzug union
    unsubscribe update updates urlaub usa user vente ventas vendas vendite vente ventes verein verkauf verkoop
    versand vertrieb verwaltung viaggi vip virksomhed visit voorzitter volunteer volunteers vorstand warranty
    web webadmin webinfo webdesign webmaster webshop website webteam welcome werkstatt wholesale winkel work
    workshop wsparcie www yardim zakaz zamowienia zentrale ufficio uffici ugyfelszolgalat asiakaspalvelu myynti
    salg salgs salj support-team bestellservice privatkunden geschaeftskunden redaktor rezervace objednavky
    obchod podpora prodej recepce sekretar prodaja nabava pomoc sprzedaz handlowy kadry ksiegowosc ertekesites
    iroda rendeles vevoszolgalat vanzari comenzi secretariado clientes cliente clienti client clients kunden
    kunde asesoria abogados advocaten avocat kancelaria notariat tandarts dentist zahnarzt apotheke pharmacie
    farmacia farmacie camping gite ferienwohnung pension hostel spa golf tennis fitness yoga
    """
)

# Endings that file names have. None of them is a top-level domain except a few (zip, mov, py, ...) left out here.
ASSET_ENDINGS = words(
    """
    png jpg jpeg jpe gif webp svg avif bmp ico tif tiff heic css scss less js mjs cjs jsx ts tsx json map html
    htm xhtml xml php asp aspx jsp woff woff2 ttf otf eot mp3 mp4 webm ogg wav pdf doc docx xls xlsx ppt pptx gz
    tar rar exe dll min vue yml yaml txt csv md wasm
    """
)

# Owned by registries, by makers of themes or by nobody: what stands there was never meant to be written to.
PLACEHOLDER_DOMAINS = words(
    """
    example.com example.net example.org example.edu example.co.uk example.de example.fr exemple.com exemple.fr
    ejemplo.com esempio.it esempio.com exemplo.com exemplo.com.br beispiel.de voorbeeld.nl przyklad.pl
    priklad.cz domain.com domain.de domain.tld domaine.com domaine.fr dominio.com dominio.it dominio.com.br
    domein.nl domena.pl yourdomain.com yourdomain.de yourdomain.co.uk your-domain.com your-domain.de
    yoursite.com yourcompany.com your-company.com yourwebsite.com yourbusiness.com yourstore.com youremail.com
    youraddress.com yourmail.com mydomain.com my-domain.com mysite.com mycompany.com my-company.com
    mywebsite.com myemail.com mystore.com mustermann.de muster.de musterfirma.de mustermail.de firma-muster.de
    ihredomain.de ihre-domain.de deinedomain.de deine-domain.de meinedomain.de ihrefirma.de tudominio.com
    tuempresa.com tucorreo.com midominio.com votredomaine.com votredomaine.fr votre-domaine.com votresite.com
    votre-site.com monsite.com tuodominio.it tuosito.it seudominio.com.br seusite.com.br twojadomena.pl
    twojastrona.pl jouwdomein.nl uwdomein.nl companyname.com company-name.com businessname.com sitename.com
    websitename.com domainname.com somedomain.com somewhere.com anywhere.com emailaddress.com mail-address.com
    email.tld mail.tld test.test test.tld test.com testing.com sample.com samplemail.com reallygreatsite.com
    foo.bar foobar.com bar.com foo.com abc.xyz xyz.com xxx.com xyz.xyz aaa.com asdf.com asd.com qwerty.com
    lorem.com loremipsum.com ipsum.com lipsum.com no.com noemail.com none.com
    nomail.com mailserver.com themesite.com demolink.org yourmailaddress.com example.local localhost.localdomain
    mailprovider.com emaildomain.com host.com website.tld company.tld addresshere.com emailhere.com meusite.com
    """
)

PLACEHOLDER_LOCALS = words(
    """
    you your yourname your.name your-name your_name youremail your.email your-email your_email yourmail
    your-mail youraddress your.address yourusername yourid username user.name user_name emailaddress
    email-address email_address your-email-address youremailaddress firstname.lastname first.last firstname
    lastname first.lastname f.lastname firstinitial.lastname firstnamelastname firstname_lastname name.surname
    namesurname vorname.nachname vorname.name vorname-nachname nachname ihre-email ihreemail ihrname ihr-name
    ihr.name deinname dein.name deine-email deineemail max.mustermann maxmustermann m.mustermann mustermann
    erika.mustermann musterfrau prenom.nom prenom-nom prenomnom votrenom votre.nom votre-nom votremail
    votre-email votre.email votreemail votreadresse nom.prenom nome.cognome nomecognome tuonome tua-email
    tuaemail latuaemail nombre.apellido nombreapellido tunombre tu.nombre tucorreo tu-correo tuemail tu-email
    minombre seuemail seu-email seunome seu.nome voornaam.achternaam voornaam naam.achternaam uwnaam uw-naam
    jouwnaam jouw-naam uwemail uw-email jouwemail imie.nazwisko imienazwisko twojemail twoj-email twojadres
    jmeno.prijmeni vas-email vasemail meno.priezvisko fornavn.etternavn fornavn.efternavn fornamn.efternamn
    etunimi.sukunimi ornek john.doe johndoe jane.doe janedoe j.doe jdoe joe.bloggs joebloggs jean.dupont exemple
    exemplo ejemplo esempio voorbeeld beispiel musteremail xxx xxxx xxxxx asdf qwerty abcd abcdef someone
    somebody anybody lorem lorem.ipsum loremipsum ipsum foo foobar
    """
)

# Addresses that themes and form plugins ship as examples at domains that are real.
PLACEHOLDER_ADDRESSES = words(
    """
    name@email.com your@email.com email@email.com mail@mail.com email@mail.com mail@email.com test@test.com
    test@test.de test@gmail.com abc@gmail.com xyz@gmail.com user@gmail.com name@gmail.com email@gmail.com
    example@gmail.com sample@gmail.com name@mail.com user@email.com user@mail.com example@email.com
    example@mail.com info@email.com info@mail.com admin@admin.com name@company.com name@firma.de name@company.de
    you@company.com info@company.com email@company.com user@company.com jane@company.com john@company.com
    contact@company.com hello@company.com me@company.com work@company.com info@website.com name@website.com
    email@website.com info@site.com name@site.com email@site.com info@yourmail.com info@gmail.com mail@gmail.com
    demo@demo.com demo@gmail.com hello@email.com contact@email.com support@email.com name@provider.com
    name@anbieter.de name@server.com name@host.com needhelp@company.com support@company.com abc@abc.com a@b.com
    a@b.c a@a.com x@y.com x@y.z me@you.com 123@gmail.com info@business.com name@business.com info@mydomain.de
    ihre@email.de deine@email.de name@mail.de nome@email.com nombre@email.com nom@email.com nome@email.it
    email@email.it email@domain.co me@me.com email@address.com your@address.com name@address.com
    """
)

# Keys of error trackers and site builders, written in the form of addresses.
TRACKER_DOMAINS = words(
    """
    sentry.io sentry-next.wixpress.com sentry.wixpress.com wixpress.com getsentry.com bugsnag.com raygun.io
    rollbar.com ingest.io appsignal.com group.calendar.google.com resource.calendar.google.com
    import.calendar.google.com
    """
)
