"""Turkish."""

from tests.support.farm.locales import LABELS, PAGES, Locale, cities, listed, mapped, trades

TURKEY = Locale(
    language="tr-TR",
    country="TR",
    country_name="Türkiye",
    calling_code="90",
    trades=trades("""
        firin | Fırın | ekşi mayalı ekmek; düğün pastası; simit; glutensiz çörek
        dis | Diş Kliniği | diş temizliği; implant; şeffaf plak; çocuk diş hekimliği
        hukuk | Hukuk Bürosu | iş hukuku; aile hukuku; miras davaları; sözleşme inceleme
        tesisat | Tesisat | acil servis; kombi bakımı; banyo yenileme; ısı pompası
        pansiyon | Pansiyon | deniz manzaralı oda; köy kahvaltısı; toplantı salonu; tekne turu
        lokanta | Lokanta | ev yemekleri; ızgara çeşitleri; toplu yemek; meze
        marangoz | Marangozluk | mutfak dolabı; ahşap merdiven; gömme dolap; pencere onarımı
        oto | Oto Servis | periyodik bakım; lastik değişimi; kaporta; klima dolumu
        cicek | Çiçekçilik | gelin buketi; çelenk; saksı bitkisi; salon süsleme
        mimarlik | Mimarlık | müstakil ev; yenileme; iç mimari; ruhsat işlemleri
        muhasebe | Muhasebe | yıllık bilanço; bordro; vergi beyanı; şirket kuruluşu
        yazilim | Yazılım | depo programı; mobil uygulama; veri aktarımı; teknik destek
    """),
    cities=cities("""
        İstanbul | 34### | 212 | 123 ## ##
        İzmir | 35### | 232 | 123 ## ##
        Ankara | 06### | 312 | 123 ## ##
    """),
    streets=listed("""
        Atatürk Caddesi No: {}
        İstiklal Sokağı No: {}
        Cumhuriyet Mahallesi No: {}
        Çınar Sokak No: {}
    """),
    town_line="{postcode} {city}",
    first_names=("Ayşe", "Mehmet", "Gökçe", "Çağlar", "Şebnem", "Emre", "Işıl", "Oğuz"),
    last_names=("Yılmaz", "Demir", "Çelik", "Şahin", "Kaya", "Öztürk", "Aydın", "Güneş", "Doğan"),
    name_forms=("{last} {noun}", "{last} {noun} Ltd. Şti.", "{last} Kardeşler {noun}", "{noun} {last}"),
    national=("(0{area}) {local}", "0{area} {local}", "0 {area} {local}", "0090 {area} {local}"),
    international=("+90 {area} {local}", "+90 ({area}) {local}"),
    labels=mapped(
        LABELS,
        """
        Ana Sayfa
        Hakkımızda
        Hizmetler
        Ekibimiz
        Haberler
        İletişim
        Künye
        Gizlilik Politikası
        Telefon
        Faks
        E-posta
        Adres
        Çalışma saatleri
        Bizi takip edin
        Paylaş
        Devamını oku
        Tüm hakları saklıdır
        Genel Müdür
        Vergi No
        Ticaret Sicil No
        Pzt–Cum 09.00–18.00
        Bize yazın
        E-posta gönderin
        Bizi arayın
        Ara
        Adınız
        Mesajınız
        Gönder
        Bu site düzgün çalışmak için çerez kullanır.
        Kabul et
        Sayfa bulunamadı
    """,
    ),
    paths=mapped(
        PAGES,
        """
        hakkimizda
        hizmetler
        ekibimiz
        haberler
        iletisim
        kunye
        gizlilik
    """,
    ),
    mailboxes=("bilgi", "kariyer", "muhasebe", "siparis"),
    sentences=listed("""
        {company}, {year} yılından beri {city} ve çevresinde işini özenle yapanların adresi olmuştur.
        En çok istenen hizmetimiz {service}; bu yüzden {other} seçeneklerini de genişlettik.
        {person} işletmeyi bizzat yönetir ve {service} hakkındaki sorularınızı yanıtlamaktan memnuniyet duyar.
        Kimseyi cevapsız bekletmektense daha az iş alıp hepsini zamanında bitirmeyi tercih ederiz.
        Bize istasyondan birkaç dakikada yürüyerek ulaşabilirsiniz; arka bahçede otopark vardır.
        {year} yılında daha geniş bir yere taşındık, böylece {service} için yeterli alan oldu.
        Mümkün olduğunca yakın çevredeki, adlarıyla tanıdığımız üreticilerden alışveriş ederiz.
        Teklifimiz ücretsizdir, yazılıdır ve otuz gün geçerlidir.
        Sabır, iyi alet ve meslek sevgisi: {service} bunların hepsini ister.
        Okullar, dernekler ve firmalar yıllardır {other} için bize gelir.
        Aciliyet varsa telefon edin, çoğu zaman aynı hafta içinde yardımcı oluruz.
        Her yıl iki çırak yetiştiririz ve çoğu bizimle kalır.
        Bizi ayıran şey basittir: açık fiyatlar ve işinizi bilen tek bir kişi.
        "Dinlediler, anlattılar ve söz verdikleri günde bitirdiler", diye yazdı bir müşterimiz ({service}).
        Fiyat listesi ({other}) vitrinde asılıdır, isterseniz göndeririz.
        Aile şirketi {company} {year} yılında kuruldu ve bugüne kadar bağımsız kaldı.
    """),
    charsets=(("utf-8", 90), ("windows-1254", 10)),
)
