"""Addresses in the forms of many countries: none of the firms exists, each line stands alone on a page."""

from collections.abc import Callable

import pytest

from scraper_sky.scraping.extract.values import PageFacts

Read = Callable[..., PageFacts]

# The host, the text, and the street, code and city that stand in it.
FORMS = [
    ("acme.com", "Find us<br>1450 W. Sunset Blvd., Ste. 210, Los Angeles, CA 90026<br>(213) 555-0142",
     "1450 W, Sunset Blvd, Ste, 210", "90026", "Los Angeles"),
    ("acme.com", "Northgate Dental · 88 Elm Street · Burlington, Vermont 05401 · 802-555-0199",
     "88 Elm Street", "05401", "Burlington"),
    ("acme.com", "Visit Us<br>PO Box 442<br>Taos, NM 87571<br>phone 575",
     "PO Box 442", "87571", "Taos"),
    ("acme.com", "Contact: 2100 N Main St #14<br>Fort Worth TX 76164<br>817-555-0101",
     "2100 N Main St #14", "76164", "Fort Worth"),
    ("acme.co.uk", "The Old Bakery, 4 Church Lane, Ludlow, Shropshire SY8 1AW. Tel: 01584 87",
     "4 Church Lane", "SY8 1AW", "Ludlow"),
    ("acme.co.uk", "Registered office: 71-75 Shelton Street, Covent Garden, London, WC2H 9JQ<br>Tel 020 7",
     "71-75 Shelton Street", "WC2H 9JQ", "London"),
    ("acme.co.uk", "<address>Unit 7B Riverside Trading Estate<br>Dock Road<br>Barry<br>Vale of Glamorgan<br>"
     "CF62 5QS</address>",
     "Unit 7B Riverside Trading Estate, Dock Road", "CF62 5QS", "Barry"),
    ("acme.ie", "Address: 22 Quay Street, Galway, H91 E0F2. Phone: 091 56",
     "22 Quay Street", "H91 E0F2", "Galway"),
    ("acme.com.au", "Shop 3/120 Pacific Highway, Coffs Harbour, NSW 2450 | Phone 02 66",
     "Shop 3/120 Pacific Highway", "2450", "Coffs Harbour"),
    ("acme.co.nz", "14 Marine Parade, Napier 4110, New Zealand. Phone 06",
     "14 Marine Parade", "4110", "Napier"),
    ("acme.co.nz", "318 Napier Road, Kelvin Grove<br>Palmerston North 4414<br>Ph 06",
     "318 Napier Road", "4414", "Palmerston North"),
    ("acme.com.br", "R. Brigadeiro Franco, 2811 - lj 03 - Rebouças<br>Curitiba/PR - CEP 80250-030",
     "R. Brigadeiro Franco, 2811, lj 03", "80250-030", "Curitiba"),
    ("acme.fr", "Acme SARL, dont le siège social est situé 14 bis, quai Perrière – 38000 Grenoble",
     "14 bis, quai Perrière", "38000", "Grenoble"),
    ("acme.ca", "Find us at 1200 Rue Sherbrooke Ouest, bureau 300, Montréal (Québec) H3A 1H6. Tél. 514",
     "1200 Rue Sherbrooke Ouest, bureau 300", "H3A 1H6", "Montréal"),
    ("acme.co.za", "Address: 12 Kloof Street, Gardens, Cape Town, 8001. Tel 021",
     "12 Kloof Street, Gardens", "8001", "Cape Town"),
    ("acme.in", "Address: 3rd Floor, Shree Complex, FC Road, Shivajinagar, Pune - 411005, Maharashtra. Phone 020",
     "3rd Floor, Shree Complex, FC Road, Shivajinagar", "411005", "Pune"),
    ("acme.in", "H-22, Sector 63, Noida, Uttar Pradesh 201301<br>Mobile: 98",
     "H-22, Sector 63", "201301", "Noida"),
    ("acme.sg", "10 Anson Road, #12-08 International Plaza, Singapore 079903<br>Tel: +65 6",
     "10 Anson Road, #12-08 International Plaza", "079903", "Singapore"),
    ("acme.com.my", "No. 12, Jalan SS 2/24, 47300 Petaling Jaya, Selangor. Tel: 03",
     "No. 12, Jalan SS 2/24", "47300", "Petaling Jaya"),
    ("acme.de", "Kanzlei Vogt<br>Königsallee 92 a<br>40212 Düsseldorf<br>Tel. 0211",
     "Königsallee 92 a", "40212", "Düsseldorf"),
    ("acme.de", "Angaben gemäß § 5 TMG: Tischlerei Horn, Hauptstr. 7, OT Neudorf, 01744 Dippoldiswalde<br>"
     "Telefon: 03",
     "Hauptstr. 7, OT Neudorf", "01744", "Dippoldiswalde"),
    ("acme.de", "Sie finden uns im Gewerbegebiet Nord: Zum Kalkofen 3, D 56070 Koblenz, Telefon 0261",
     "Zum Kalkofen 3", "56070", "Koblenz"),
    ("acme.de", "Postanschrift: Postfach 10 12 34, 70011 Stuttgart<br>"
     "Hausanschrift: Neckarstraße 121, 70190 Stuttgart<br>Tel. 0711",
     "Neckarstraße 121", "70190", "Stuttgart"),
    ("acme.at", "Ordination: Mariahilfer Straße 88a/2/14, 1070 Wien<br>Tel: 01",
     "Mariahilfer Straße 88a/2/14", "1070", "Wien"),
    ("acme.ch", "Rue du Rhône 14 – Case postale 3210 – CH-1211 Genève 3<br>Tél. 022",
     "Rue du Rhône 14", "1211", "Genève 3"),
    ("acme.ch", "Via Nassa 5, 6900 Lugano, Svizzera - Tel. 091",
     "Via Nassa 5", "6900", "Lugano"),
    ("acme.fr", "Adresse : ZA Les Portes du Sud, 8 allée des Platanes, 31120 Portet-sur-Garonne - Tél : 05",
     "8 allée des Platanes", "31120", "Portet-sur-Garonne"),
    ("acme.fr", "Restaurant Le Zinc<br>3 place de la République<br>BP 12<br>59000 LILLE<br>03 20<br>Tél. 03",
     "3 place de la République", "59000", "LILLE"),
    ("acme.fr", "Lieu-dit Le Bourg, 24250 Domme. Tél. 05 53",
     "Lieu-dit Le Bourg", "24250", "Domme"),
    ("acme.be", "Avenue Louise 231 bte 4, 1050 Bruxelles / Louizalaan 231 bus 4, 1050 Brussel. Tél 02",
     "Avenue Louise 231 bte 4", "1050", "Bruxelles"),
    ("acme.be", "Meir 24<br>B-2000 Antwerpen<br>T 03",
     "Meir 24", "2000", "Antwerpen"),
    ("acme.lu", "12, rue du Fossé L-1536 Luxembourg Tél. 26",
     "12, rue du Fossé", "1536", "Luxembourg"),
    ("acme.nl", "Bezoekadres: Oude Gracht 100-102, 5611 AA  Eindhoven, tel 040",
     "Oude Gracht 100-102", "5611 AA", "Eindhoven"),
    ("acme.it", "Sede legale: Corso Vittorio Emanuele II, 12/A - 10123 Torino (TO) - Tel. 011",
     "Corso Vittorio Emanuele II, 12/A", "10123", "Torino"),
    ("acme.it", "Agriturismo Il Noce, Loc. Pian di Sco 4, 52026 Castelfranco Piandiscò AR<br>Tel 055",
     "Loc. Pian di Sco 4", "52026", "Castelfranco Piandiscò"),
    ("acme.es", "C/ Mayor, 45, 3º Izq. 28013 Madrid. Tfno: 91",
     "C/ Mayor, 45, 3º Izq.", "28013", "Madrid"),
    ("acme.es", "Polígono Industrial El Pino, C/ Pino Real 14, nave 3, 41016 Sevilla. Tel 95",
     "C/ Pino Real 14, nave 3", "41016", "Sevilla"),
    ("acme.pt", "Av. da Liberdade 110, 2.º<br>1269-046 Lisboa<br>Tel. 21",
     "Av. da Liberdade 110, 2.º", "1269-046", "Lisboa"),
    ("acme.mx", "Av. Insurgentes Sur 1234, Col. Del Valle, C.P. 03100, Ciudad de México. Tel. 55",
     "Av. Insurgentes Sur 1234", "03100", "Ciudad de México"),
    ("acme.mx", "Calle Hidalgo #45, Centro, 44100 Guadalajara, Jal. Tel 33",
     "Calle Hidalgo #45, Centro", "44100", "Guadalajara"),
    ("acme.com.ar", "Dirección: Av. Corrientes 1450, C1042AAN Buenos Aires, Argentina. Tel 011",
     "Av. Corrientes 1450", "C1042AAN", "Buenos Aires"),
    ("acme.cl", "Av. Providencia 1234, Of. 56, Providencia, Santiago<br>Fono: +56 2 2",
     "Av. Providencia 1234, Of. 56", "", "Santiago"),
    ("acme.com.co", "Dirección: Cra. 7 # 71-21, Torre B, Bogotá D.C., Colombia<br>Tel: 601",
     "Cra. 7 # 71-21", "", "Bogotá D.C."),
    ("acme.pe", "Calle Los Pinos 156, Miraflores, Lima<br>Teléfono (01) 44",
     "Calle Los Pinos 156", "", "Lima"),
    ("acme.com.br", "Av. Paulista, 1578 - 4º andar - Bela Vista, São Paulo - SP, 01310-200<br>Tel 11",
     "Av. Paulista, 1578, 4º andar", "01310-200", "São Paulo"),
    ("acme.com.br", "Rua XV de Novembro, 340, Centro, Blumenau/SC, CEP: 89010-000. Fone 47",
     "Rua XV de Novembro, 340", "89010-000", "Blumenau"),
    ("acme.pl", "Adres: al. Jerozolimskie 65/79, lok. 12, 00-697 Warszawa, tel. 22",
     "al. Jerozolimskie 65/79, lok. 12", "00-697", "Warszawa"),
    ("acme.pl", "Wola Mała 14<br>37-100 Łańcut<br>tel. 17",
     "Wola Mała 14", "37-100", "Łańcut"),
    ("acme.sk", "Adresa: Hlavná 12, 040 01 Košice, Slovensko",
     "Hlavná 12", "040 01", "Košice"),
    ("acme.hu", "Cím: 6720 Szeged, Kárász utca 5. I. em. 2.<br>Tel: 62",
     "Kárász utca 5. I. em. 2.", "6720", "Szeged"),
    ("acme.ro", "Adresa: Bd. Unirii nr. 72, bl. J3C, sc. 1, 030833 București, sector 3. Tel 021",
     "Bd. Unirii nr. 72, bl. J3C, sc. 1", "030833", "București"),
    ("acme.bg", "Адрес: гр. София 1000, ул. Граф Игнатиев 12, тел. 02",
     "ул. Граф Игнатиев 12", "1000", "София"),
    ("acme.hr", "Ulica Ivana Gundulića 8, 10000 Zagreb, tel 01",
     "Ulica Ivana Gundulića 8", "10000", "Zagreb"),
    ("acme.si", "Slovenska cesta 55, SI-1000 Ljubljana. Telefon: 01",
     "Slovenska cesta 55", "1000", "Ljubljana"),
    ("acme.rs", "Bulevar kralja Aleksandra 73, 11000 Beograd, tel 011",
     "Bulevar kralja Aleksandra 73", "11000", "Beograd"),
    ("acme.ee", "Aadress: Narva mnt 5, Tallinn 10117, Eesti<br>Tel 6",
     "Narva mnt 5", "10117", "Tallinn"),
    ("acme.lv", "Adrese: Brīvības iela 85-4, Rīga, LV-1001. Tālr. 67",
     "Brīvības iela 85-4", "LV-1001", "Rīga"),
    ("acme.lt", "Gedimino pr. 20, LT-01103 Vilnius, tel. 85",
     "Gedimino pr. 20", "01103", "Vilnius"),
    ("acme.gr", "Διεύθυνση: Ερμού 56, 105 63 Αθήνα. Τηλ. 210",
     "Ερμού 56", "105 63", "Αθήνα"),
    ("acme.com.tr", "Adres: Atatürk Mah. Ertuğrul Gazi Sok. No:2 D:14 Kat:3, 34758 Ataşehir/İstanbul<br>Tel 0216",
     "Atatürk Mah. Ertuğrul Gazi Sok. No:2 D:14 Kat:3", "34758", "Ataşehir"),
    ("acme.com.tr", "Adres: Kemeraltı Cad. No: 12, Konak, İzmir<br>Tel: 0232",
     "Kemeraltı Cad. No: 12", "", "İzmir"),
    ("acme.se", "Besöksadress: Kungsgatan 44, plan 3, 111 35 Stockholm. Tel 08",
     "Kungsgatan 44, plan 3", "111 35", "Stockholm"),
    ("acme.no", "Storgata 5B<br>0155 Oslo<br>Tlf. 22",
     "Storgata 5B", "0155", "Oslo"),
    ("acme.dk", "Vesterbrogade 149, bygn. 4, 1.<br>1620 København V<br>Tlf. 33",
     "Vesterbrogade 149, bygn. 4, 1.", "1620", "København V"),
    ("acme.fi", "Käyntiosoite: Hämeenkatu 13 B, 33100 Tampere. Puh. 03",
     "Hämeenkatu 13 B", "33100", "Tampere"),
    ("acme.is", "Laugavegur 20b, 101 Reykjavík. Sími 55",
     "Laugavegur 20b", "101", "Reykjavík"),
    ("acme.ru", "Адрес: 620014, г. Екатеринбург, ул. Малышева, д. 36, оф. 512. Тел.: +7 343",
     "ул. Малышева, д. 36, оф. 512", "620014", "Екатеринбург"),
    ("acme.ru", "Россия, 420111, Республика Татарстан, г. Казань, ул. Баумана, 58<br>тел. 843",
     "ул. Баумана, 58", "420111", "Казань"),
    ("acme.ru", "г. Москва, ул. Большая Ордынка, д. 40, стр. 4<br>Телефон: 8 (495) 1",
     "ул. Большая Ордынка, д. 40, стр. 4", "", "Москва"),
    ("acme.ru", "Адрес: Санкт-Петербург, Лиговский пр., 43/45<br>Тел. 812",
     "Лиговский пр., 43/45", "", "Санкт-Петербург"),
    ("acme.com.ua", "Адреса: вул. Хрещатик, 22, м. Київ, 01001. Тел. 044",
     "вул. Хрещатик, 22", "01001", "Київ"),
    ("acme.kz", "Адрес: г. Алматы, пр. Абая, 52, офис 301<br>Тел: +7 727",
     "пр. Абая, 52, офис 301", "", "Алматы"),
    ("acme.co.il", "כתובת: רחוב דיזנגוף 50, תל אביב<br>טלפון: 03",
     "רחוב דיזנגוף 50", "", "תל אביב"),
    ("acme.co.il", "שדרות רוטשילד 22, תל אביב 6688218, טלפון 03",
     "שדרות רוטשילד 22", "6688218", "תל אביב"),
    ("acme.sa", "العنوان: شارع التحلية، حي السليمانية، الرياض 12241، المملكة العربية السعودية<br>هاتف 011",
     "شارع التحلية", "12241", "الرياض"),
    ("acme.ae", "شارع الشيخ زايد، دبي، الإمارات<br>هاتف: 04",
     "شارع الشيخ زايد", "", "دبي"),
    ("acme.eg", "العنوان: 45 شارع طلعت حرب، وسط البلد، القاهرة<br>تليفون: 02",
     "45 شارع طلعت حرب", "", "القاهرة"),
    ("acme.ir", "آدرس: تهران، خیابان ولیعصر، کوچه نادر، پلاک ۱۲، طبقه ۳<br>تلفن: ۰۲۱",
     "خیابان ولیعصر، کوچه نادر، پلاک ۱۲، طبقه ۳", "", "تهران"),
    ("acme.co.th", "ที่อยู่ 99/9 หมู่ 5 ถนนมิตรภาพ ตำบลในเมือง อำเภอเมือง จังหวัดขอนแก่น 40000 โทร 043",
     "99/9 หมู่ 5 ถนนมิตรภาพ", "40000", "ขอนแก่น"),
    ("acme.vn", "Địa chỉ: Số 25 Lý Thường Kiệt, Phường Hàng Bài, Quận Hoàn Kiếm, Hà Nội<br>Điện thoại: 024",
     "Số 25 Lý Thường Kiệt", "", "Hà Nội"),
    ("acme.jp", "所在地<br>〒530-0001 大阪府大阪市北区梅田1丁目2-3 梅田ビル5F<br>TEL 06",
     "梅田1丁目2-3 梅田ビル5F", "530-0001", "大阪市北区"),
    ("acme.jp", "〒 060-0042<br>札幌市中央区大通西4丁目1番地<br>電話 011",
     "大通西4丁目1番地", "060-0042", "札幌市中央区"),
    ("acme.kr", "주소: 서울특별시 강남구 테헤란로 152, 8층 (역삼동) 우)06236<br>전화 02",
     "강남구 테헤란로 152, 8층", "06236", "서울특별시"),
    ("acme.kr", "부산광역시 해운대구 센텀중앙로 97 (48058) TEL. 051",
     "해운대구 센텀중앙로 97", "48058", "부산광역시"),
    ("acme.cn", "地址：上海市浦东新区张江路88号3幢201室 电话：021",
     "浦东新区张江路88号3幢201室", "", "上海市"),
    ("acme.cn", "公司地址：浙江省杭州市西湖区文三路478号华星时代广场A座 邮编：310013",
     "西湖区文三路478号华星时代广场A座", "310013", "杭州市"),
    ("acme.tw", "地址：台北市大安區忠孝東路四段100號5樓<br>電話 02",
     "大安區忠孝東路四段100號5樓", "", "台北市"),
    ("acme.cat", "Ajuntament<br>Plaça de la Vila, 1<br>17467 Pineda de Ter<br>T. 972 55",
     "Plaça de la Vila, 1", "17467", "Pineda de Ter"),
    ("acme.com.ar", "Bv. Lehmann 1485, Rafaela, Santa Fe<br>Tel. 03492",
     "Bv. Lehmann 1485", "", "Rafaela"),
    ("acme.com.ar", "Dirección: Av. San Martín 980, Mendoza<br>Tel. 0261",
     "Av. San Martín 980", "", "Mendoza"),
    ("acme.cl", "Ferretería El Roble — Av. Colón 1420, Talcahuano<br>Tel. (41) 254",
     "Av. Colón 1420", "", "Talcahuano"),
    ("acme.ro", "Str. Fabricii nr. 22, Reghin, jud. Mureș, 545300<br>Tel. 0265",
     "Str. Fabricii nr. 22", "545300", "Reghin"),
    ("acme.com.bd", "৪৮ আগ্রাবাদ বাণিজ্যিক এলাকা, চট্টগ্রাম ৪১০০<br>+880",
     "৪৮ আগ্রাবাদ বাণিজ্যিক এলাকা", "৪১০০", "চট্টগ্রাম"),
    ("acme.sn", "Acme SARL<br>18, rue du Marché<br>BP 4182 Dakar<br>Sénégal<br>Tél. 33",
     "18, rue du Marché", "", "Dakar"),
    ("acme.com", "Our HQ: Friedrichstraße 68, 10117 Berlin, Germany. Phone +49",
     "Friedrichstraße 68", "10117", "Berlin"),
    ("acme.com", "Via Tortona 37, 20144 Milan, Italy<br>info@x.com",
     "Via Tortona 37", "20144", "Milan"),
    ("acme.com", "Copenhagen office: Nørregade 7B, DK-1165 Copenhagen K, Denmark, +45 33",
     "Nørregade 7B", "1165", "Copenhagen K"),
]  # fmt: skip


@pytest.mark.parametrize(("host", "html", "street", "code", "city"), FORMS)
def test_an_address_is_read_as_its_country_writes_it(
    read: Read, host: str, html: str, street: str, code: str, city: str
) -> None:
    facts = read(f"<body><h1>Welcome</h1><div>{html}</div><p>Bottom line</p>", f"https://www.{host}/").facts

    found = {fact.name: fact.value for fact in facts}
    assert [found.get(f"address_{part}", "") for part in ("street", "postal_code", "city")] == [street, code, city]


def test_the_address_is_told_with_its_country_where_it_stands_twice(read: Read) -> None:
    footer = "Acme SARL<br>12 rue du Port<br>29120 Pont-l'Abbé<br>France"
    facts = read(f"<p>12 rue du Port, 29120 Pont-l'Abbé, tél. 02</p><p>{footer}", "https://acme.fr/").facts

    found = {fact.name: fact.value for fact in facts}
    assert (found["address_street"], found["address_country"]) == ("12 rue du Port", "FR")


def test_what_an_object_shows_in_its_place_is_read(read: Read) -> None:
    shown = "<p>Corradin S.r.l.<br>Via Lago di Tovel, 18<br>36015 Schio (VI)</p>"
    html = f'<body><h1>Contatti</h1><object data="map">{shown}</object>'

    found = {fact.name: fact.value for fact in read(html, "https://acme.it/").facts}
    assert found["address"] == "Via Lago di Tovel, 18, 36015 Schio, VI"


def test_of_a_street_with_two_names_the_first_is_taken(read: Read) -> None:
    facts = read("<p>Tehtaantie 8 / Fabriksvägen 8<br>02480 Kirkkonummi<br>Puh. 09", "https://acme.fi/").facts

    assert [fact.value for fact in facts if fact.name == "address_street"] == ["Tehtaantie 8"]


def test_an_address_for_readers_without_scripts_is_read(read: Read) -> None:
    facts = read("<body><p>Loading</p><noscript><p>Acme GmbH, Hafenstraße 4, 20095 Hamburg</p></noscript>").facts

    assert [fact.value for fact in facts if fact.name == "address"] == ["Hafenstraße 4, 20095 Hamburg"]


@pytest.mark.parametrize(
    ("url", "html"),
    [
        ("https://acme.de/", "Konzert: Sa 12.10., 20 Uhr, Stadthalle, Marktplatz 1, 88212 Ravensburg"),
        ("https://acme.com/", "Contact: 123 Demo Street, New York, NY 12345, phone 1"),
        ("https://acme.de/", "Kontakt: Musterstraße 12, 12345 Musterstadt, Tel. 030"),
        ("https://acme.com/", "Referenz: Umbau Schillerstraße 12, Leipzig<br>Kontakt: info@acme.com"),
        ("https://acme.jp/", "東京都渋谷区で2011年に創業。全国3-5店舗。"),
        ("https://acme.cn/", "我们在北京市朝阳区有3号线地铁旁的办公室"),
        ("https://acme.com/", "Meet us at 4 Mill Lane, Norwich, where the old mill was."),
    ],
)
def test_events_samples_and_prose_are_no_address(read: Read, url: str, html: str) -> None:
    facts = read(f"<body><h1>Welcome</h1><p>{html}</p><p>Bottom line</p>", url).facts

    assert not [fact for fact in facts if fact.name.startswith("address")]
