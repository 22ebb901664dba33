import pytest

from scraper_sky.scraping.extract.languages import language_of

WRITTEN = {
    "en": "We have been repairing shoes in this town for more than thirty years, and our customers come back because "
    "they know that the work is good. Bring us your bags as well, or call and we will pick them up from you.",
    "de": "Wir reparieren seit über dreißig Jahren Schuhe in dieser Stadt, und unsere Kunden kommen wieder, weil sie "
    "wissen, dass die Arbeit gut ist. Bringen Sie uns auch Ihre Taschen oder rufen Sie an.",
    "fr": "Nous réparons les chaussures dans cette ville depuis plus de trente ans, et nos clients reviennent parce "
    "que le travail est bon. Vous pouvez aussi nous apporter vos sacs, ou nous appeler pour une visite.",
    "es": "Llevamos más de treinta años reparando zapatos en esta ciudad y nuestros clientes vuelven porque saben que "
    "el trabajo es bueno. También puede traer sus bolsos o llamarnos para una visita.",
    "it": "Da più di trenta anni ripariamo le scarpe della città e i nostri clienti tornano perché sanno che il lavoro "
    "è fatto bene. Potete anche portare le vostre borse o chiamare per una visita con noi.",
    "pt": "Há mais de trinta anos que reparamos sapatos nesta cidade e os nossos clientes voltam porque sabem que o "
    "trabalho é bom. Também pode trazer as suas malas ou ligar para uma visita na loja.",
    "nl": "Wij repareren al meer dan dertig jaar schoenen in deze stad en onze klanten komen terug omdat het werk goed "
    "is. U kunt ook uw tassen brengen of ons bellen voor een afspraak aan huis.",
    "pl": "Od ponad trzydziestu lat naprawiamy buty w tym mieście i nasi klienci wracają, bo wiedzą, że praca jest "
    "dobra. Można także przynieść torby lub zadzwonić do nas, aby umówić się na wizytę.",
    "cs": "Už více než třicet let opravujeme v tomto městě boty a naši zákazníci se vracejí, protože vědí, že je to "
    "dobrá práce. Můžete nám také přinést tašky nebo zavolat a my pro ně přijedeme.",
    "hu": "Több mint harminc éve javítunk cipőket ebben a városban, és az ügyfeleink visszatérnek, mert tudják, hogy "
    "a munka jó. Táskát is lehet hozni, vagy fel lehet hívni minket, és már meg is beszéltük.",
    "sv": "Vi har lagat skor i den här staden i mer än trettio år och våra kunder kommer tillbaka för att de vet att "
    "arbetet är bra. Du kan också ta med dina väskor eller ringa till oss om en tid.",
    "da": "Vi har repareret sko i byen i mere end tredive år, og vores kunder kommer tilbage, fordi de ved, at "
    "arbejdet er godt. I kan også komme med jeres tasker eller ringe til os efter en tid, hvis det skal være.",
    "nb": "Vi har reparert sko i byen i mer enn tretti år, og kundene våre kommer tilbake fordi de vet at arbeidet er "
    "bra. Dere kan også ta med veskene deres hit eller ringe oss etter en time, hva som helst blir ordnet.",
    "fi": "Olemme korjanneet kenkiä tässä kaupungissa yli kolmekymmentä vuotta, ja asiakkaat palaavat, kun he "
    "tietävät että työ on hyvää. Meillä voi myös korjata laukkuja, tai voit soittaa, niin sovitaan mukaan jotka ovat.",
    "tr": "Otuz yıldan çok bir süredir bu şehirde ayakkabı onarıyoruz ve müşteriler işin iyi olduğu için geri "
    "geliyor. Çanta da getirebilir ya da bizi arayabilirsiniz; her gün ve daha çok kişi için buradayız.",
    "ru": "Мы чиним обувь в этом городе уже более тридцати лет, и наши клиенты возвращаются, потому что работа "
    "хорошая. Вы можете также принести сумки или позвонить, если это вам удобно, и мы приедем за ними.",
    "uk": "Ми лагодимо взуття у цьому місті вже понад тридцять років, і наші клієнти повертаються, бо знають, що це "
    "якісна робота. Ви можете також принести сумки або зателефонувати, якщо вам так зручно.",
    "ar": "نحن نصلح الأحذية في هذه المدينة من أكثر من ثلاثين سنة، ويعود الزبائن إلى المحل لأن العمل جيد. يمكن أيضا "
    "أن تحضر الحقائب إلى المحل أو تتصل بنا بعد الظهر، كما يمكن الحجز عن طريق الهاتف، وهذا هو كل ما في الأمر.",
    "el": "Επισκευάζουμε παπούτσια σε αυτή την πόλη εδώ και τριάντα χρόνια.",
    "he": "אנחנו מתקנים נעליים ותיקים בעיר הזאת כבר יותר משלושים שנה, והלקוחות חוזרים.",
    "ja": "この町で三十年以上にわたり靴の修理をしております。かばんのお直しも承りますので、"
    "お気軽にご相談ください。どうぞよろしくお願いいたします。",
    "ko": "저희는 이 도시에서 삼십 년 넘게 구두를 수선해 왔습니다. "
    "가방도 수선하오니 언제든지 편하게 연락해 주시기 바랍니다. 감사합니다.",
    "zh": "我们在这座城市修鞋已经三十多年了，老顾客都愿意再来，因为手艺好、价格公道。"
    "皮包也可以修理，欢迎随时来店或者来电咨询。",
    "sw": "Tumekuwa tukitengeneza viatu katika mji huu kwa zaidi ya miaka thelathini, na wateja wetu hurudi kwa sababu "
    "kazi ni nzuri. Pia unaweza kuleta mifuko yako hapa au kupiga simu kabla ya kuja kwetu.",
    "af": "Ons maak al meer as dertig jaar skoene in hierdie dorp reg, en ons klante kom terug omdat hulle weet dat "
    "die werk goed is. Jy kan ook jou tasse bring of ons bel, en ons sal vir jou wag.",
    "am": "በዚህ ከተማ ውስጥ ከሠላሳ ዓመታት በላይ ጫማዎችን ስንጠግን ቆይተናል፤ ደንበኞቻችንም ሥራው ጥሩ ስለሆነ ተመልሰው ይመጣሉ።",
    "th": "เราซ่อมรองเท้าในเมืองนี้มานานกว่าสามสิบปี ลูกค้ากลับมาเสมอเพราะงานดีและราคายุติธรรม",
}


@pytest.mark.parametrize("language", WRITTEN)
def test_the_language_shows_in_script_and_small_words(language: str) -> None:
    found, evidence = language_of(WRITTEN[language])

    assert found == language
    assert evidence


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Home Produkte Kontakt",
        "iPhone 15 Pro Max 256 GB 1.199,00 € Samsung Galaxy S24 128 GB 799,00 €",
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore.",
        "Wir über uns | About us | Chi siamo | Qui sommes-nous | Quiénes somos | O nas | Om oss",
    ],
)
def test_nothing_is_said_of_a_text_that_does_not_tell(text: str) -> None:
    assert language_of(text) == ("", "")


def test_on_a_domain_of_its_country_a_few_words_are_enough() -> None:
    text = "Jau netrukus atversime parduotuvę. Iki tol skambinkite arba rašykite."

    assert language_of(text, "www.acme.lt")[0] == "lt"
    assert language_of("Gut bürgerliche Küche. Ruhetag: Dienstag. Anfahrt zur Mühle aus Köln.", "acme.de")[0] == "de"
    assert language_of("Acme 2000 Pro Max", "acme.de") == ("", "")


def test_addresses_say_nothing_of_the_language() -> None:
    text = "info@acme.com www.acme.com acme.com a@em.com b@em.com "

    assert language_of(text, "acme.com.br") == ("", "")
