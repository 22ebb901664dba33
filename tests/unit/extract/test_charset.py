from __future__ import annotations

import pytest
import webencodings

from scraper_sky.scraping.extract.charset import decode, sniff


@pytest.mark.parametrize(
    ("body", "content_type", "name"),
    [
        (b"\xef\xbb\xbf<meta charset=latin1>", "text/html; charset=koi8-r", "utf-8"),
        (b"\xff\xfea\0", "", "utf-16le"),
        (b"\xfe\xff\0a", "", "utf-16be"),
        (b"<meta charset=koi8-r>", "text/html; charset=ISO-8859-1", "windows-1252"),
        (b"<meta charset=koi8-r>", "text/html", "koi8-r"),
        (b"<meta charset='euc-jp'>", "text/html; charset=nonsense", "euc-jp"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=shift_jis">', "", "shift_jis"),
        (b'<meta content="text/html; charset=shift_jis">', "", "utf-8"),
        (b"<!-- <meta charset=koi8-r> --><meta charset=big5>", "", "big5"),
        (b"<meta charset=bogus><meta charset=big5>", "", "big5"),
        (b'<p title="<meta charset=koi8-r>">', "", "utf-8"),
        (b"<meta charset=utf-16>", "", "utf-8"),
        (b"<meta charset=x-user-defined>", "", "windows-1252"),
        ("grüß".encode(), "", "utf-8"),
        ("grüß".encode("cp1252"), "", "windows-1252"),
        ("grüß".encode()[:-1], "", "utf-8"),
    ],
)
def test_the_encoding_is_decided_as_browsers_do(body: bytes, content_type: str, name: str) -> None:
    decided, _ = sniff(body, content_type)

    assert decided == name


@pytest.mark.parametrize("label", ["utf-7", "idna", "punycode", "unicode_escape", "rot13", "hex"])
def test_names_that_only_python_knows_are_not_looked_up(label: str) -> None:
    text = decode("grüß +ADw-".encode("cp1252"), f"text/html; charset={label}")

    assert text == "grüß +ADw-"


def test_a_byte_order_mark_is_not_part_of_the_text() -> None:
    assert decode(b"\xef\xbb\xbfhi", "") == "hi"


def test_null_characters_are_dropped() -> None:
    assert decode(b"a\0b", "text/html; charset=utf-8") == "ab"


def test_bytes_that_the_encoding_does_not_know_become_replacement_characters() -> None:
    assert decode(b"a\xffb", "text/html; charset=utf-8") == "a\ufffdb"


def test_an_encoding_that_the_standard_replaces_shows_nothing() -> None:
    assert decode(b"<script>", "text/html; charset=iso-2022-kr") == ""


LEGACY = {
    "windows-1251": "Добро пожаловать на сайт нашей мастерской. Мы чиним обувь и сумки с 1994 года.",
    "koi8-r": "Добро пожаловать на сайт нашей мастерской. Мы чиним обувь и сумки с 1994 года.",
    "windows-1253": "Καλώς ήρθατε στο εργαστήριό μας. Επισκευάζουμε παπούτσια από το 1994.",
    "windows-1254": "Ayakkabı atölyemize hoş geldiniz. Şehrin en eski ustalarıyız, çanta da onarıyoruz, için.",
    "windows-1250": "Příliš žluťoučký kůň úpěl ďábelské ódy. Opravujeme boty a tašky, těšíme se na vás.",
    "iso-8859-2": "Zażółć gęślą jaźń. Naprawiamy obuwie i torby, także w soboty, już od trzydziestu lat, śpieszmy się.",
    "windows-1255": "ברוכים הבאים לסנדלרייה שלנו. אנחנו מתקנים נעליים ותיקים כבר שלושים שנה.",
    "windows-1256": "مرحبا بكم في ورشتنا لإصلاح الأحذية والحقائب منذ ثلاثين عاما في وسط المدينة.",
    "windows-1257": "Sveiki atvykę į mūsų batų taisyklą. Šiandien dirbame iki šeštos, žiemą ilgiau, ačiū už kantrybę.",
    "windows-874": "ยินดีต้อนรับสู่ร้านซ่อมรองเท้าของเรา เปิดบริการทุกวัน",
    "shift_jis": "靴の修理工房へようこそ。三十年の経験で丁寧に直します。",
    "iso-2022-jp": "靴の修理工房へようこそ。三十年の経験で丁寧に直します。",
    "euc-jp": "靴の修理工房へようこそ。三十年の経験で丁寧に直します。",
    "gbk": "欢迎光临我们的修鞋店，三十年经验，价格公道，服务周到。",
    "big5": "歡迎光臨我們的修鞋店，三十年經驗，價格公道，服務周到。",
    "euc-kr": "저희 구두 수선집에 오신 것을 환영합니다. 삼십 년의 경험이 있습니다.",
    "windows-1252": "Bienvenue à l’atelier. Nous réparons les chaussures depuis trente ans, même le samedi.",
}


@pytest.mark.parametrize("name", LEGACY)
def test_an_undeclared_old_encoding_is_told_by_its_text(name: str) -> None:
    codec = webencodings.lookup(name).codec_info
    markup = "<html><head><title>x</title></head><body class='home'>" + "<p>{}</p>" * 3 + "</body></html>"
    body = codec.encode(markup.format(*[LEGACY[name]] * 3))[0]

    assert LEGACY[name] in decode(body, "text/html")


def test_a_long_undeclared_page_is_told_from_where_its_text_begins() -> None:
    body = b"<script>" + b"x=1;" * 50_000 + b"</script>" + "<p>Добро пожаловать</p>".encode("cp1251") * 4_000

    assert "Добро пожаловать" in decode(body, "text/html")


def test_the_ending_of_the_domain_helps_with_few_letters() -> None:
    body = "<p>Áruház: kő, fűrész, szőnyeg".encode("cp1250")

    assert "fűrész" in decode(body, "text/html", "aruhaz.hu")
