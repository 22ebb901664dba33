"""Words that pages of companies say in each language, and the languages that are at home under a top-level domain."""

from __future__ import annotations

# Of menus, contact blocks and notices: on short pages there are more of them than of the small words.
WEB_WORDS = {
    "en": "welcome opening hours phone call services us read find book us free email address",
    "de": "willkommen kontakt impressum öffnungszeiten anfahrt leistungen datenschutz startseite uhr inh ruhetag",
    "fr": "accueil contactez horaires téléphone mentions légales prestations bienvenue adresse ouvert fermé lundi",
    "es": "inicio contacto teléfono correo horario servicios productos empresa tarifas reservas dirección abierto",
    "it": "contatti chi siamo orari telefono servizi benvenuti dove prenota lunedì aperto chiuso azienda prodotti",
    "pt": "início contato contacto telefone serviços produtos horário endereço reservas aberto bem-vindo quem somos",
    "nl": "welkom openingstijden bel over diensten producten afspraak maandag gesloten adres route",
    "pl": "strona główna oferta usługi godziny otwarcia zapraszamy telefon zadzwoń cennik adres poniedziałek",
    "cs": "úvod služby kontakty ceník otevírací doba pondělí telefon vítejte nabídka objednat",
    "sk": "úvod služby kontakty cenník otváracie hodiny pondelok telefón vitajte ponuka objednať",
    "hu": "kezdőlap rólunk szolgáltatások kapcsolat nyitvatartás árak telefon hétfő üdvözöljük elérhetőség",
    "ro": "acasă despre servicii produse program telefon luni adresa bine ați venit contactați",
    "hr": "naslovna usluge radno vrijeme ponedjeljak cijene telefon dobrodošli o nama proizvodi",
    "sl": "domov storitve delovni čas ponedeljek cenik telefon dobrodošli ponudba izdelki",
    "sv": "hem välkommen öppettider ring tjänster telefon måndag priser boka"
    " gästbok styrelse ordförande sidan medlemsavgift medlem bokning nyheter",
    "da": "forside velkommen åbningstider ring ydelser telefon mandag priser bestil",
    "nb": "hjem velkommen åpningstider ring tjenester telefon mandag priser bestill",
    "fi": "etusivu tervetuloa aukioloajat palvelut yhteystiedot puh hinnat varaa soita maanantai",
    "et": "avaleht tere tulemast teenused kontakt lahtiolekuajad hinnad telefon esmaspäev",
    "lv": "sākums pakalpojumi kontakti darba laiks cenas tālrunis pirmdiena",
    "lt": "pradžia paslaugos kontaktai darbo laikas kainos telefonas skambinkite rašykite svetainė pirmadienis mus",
    "tr": "ana sayfa anasayfa iletişim ürünler hakkımızda hizmetler telefon adres yıl pazartesi randevu fabrika merkez",
    "vi": "trang chủ giới thiệu liên hệ sản phẩm dịch vụ điện thoại địa chỉ",
    "id": "beranda tentang layanan kontak produk hubungi telepon alamat jam buka senin",
    "ca": "inici contacte telèfon horari serveis qui som obert dilluns adreça reserves",
    "ru": "главная контакты услуги цены телефон адрес отзывы заказать режим работы",
    "uk": "головна контакти послуги ціни телефон адреса відгуки замовити графік роботи",
    "bg": "начало контакти услуги цени телефон адрес работно време работим вашия тел понеделник",
    "sr": "почетна контакт услуге цене телефон адреса радно време",
    "ar": "الرئيسية اتصل بنا خدماتنا منتجاتنا هاتف العنوان",
    "fa": "خانه تماس خدمات محصولات درباره تلفن آدرس",
    "sw": "karibu mawasiliano wasiliana nasi huduma simu barua pepe tovuti bidhaa kuhusu bei haki zote jumatatu",
    "af": "tuis welkom dienste kontak ons besigheidsure maandag produkte",
    "az": "əlaqə xidmətlər məhsullar haqqımızda ünvan telefon ana səhifə",
    "uz": "aloqa xizmatlar mahsulotlar manzil telefon bosh sahifa",
}  # fmt: skip

_AT_HOME = {
    "de": "de at li ch", "fr": "fr be ch", "it": "it ch", "nl": "nl be", "es": "es mx ar cl co pe uy ec ve cr bo py",
    "pt": "pt br", "en": "uk ie au nz us in za sg ng gh ke ph",
    "pl": "pl", "cs": "cz", "sk": "sk", "hu": "hu", "ro": "ro md", "hr": "hr",
    "sl": "si", "sv": "se", "da": "dk", "nb": "no", "fi": "fi", "et": "ee", "lv": "lv", "lt": "lt", "tr": "tr",
    "vi": "vn", "id": "id", "ca": "cat", "ru": "ru su by kz", "uk": "ua", "bg": "bg", "sr": "rs", "mk": "mk",
    "be": "by", "is": "is", "sq": "al", "ar": "eg sa ae ma dz tn jo lb qa kw", "fa": "ir", "hi": "in", "ur": "pk",
    "ne": "np", "sw": "tz ke", "af": "za", "az": "az", "uz": "uz", "tl": "ph", "eu": "eus", "gl": "gal", "ga": "ie",
    "mt": "mt", "kk": "kz", "mn": "mn", "so": "so",
}  # fmt: skip
AT_HOME = {
    top: tuple(language for language, tops in _AT_HOME.items() if top in tops.split())
    for tops in _AT_HOME.values()
    for top in tops.split()
}
"""The languages of the country that a top-level domain belongs to."""
