from urllib.parse import quote

import pytest

from scraper_sky.scraping.promise import is_name, promise_of

NAMES = [
    ("Contact us", "contact"), ("Kontakt", "contact"), ("Nous contacter", "contact"), ("Contáctenos", "contact"),
    ("Contattaci", "contact"), ("Fale conosco", "contact"), ("Ota yhteyttä", "contact"), ("Elérhetőségek", "contact"),
    ("İletişim", "contact"), ("Επικοινωνία", "contact"), ("Контакты", "contact"), ("Зв’язок", "contact"),
    ("お問い合わせ", "contact"), ("联系我们", "contact"), ("聯絡我們", "contact"), ("오시는 길", "contact"),
    ("اتصل بنا", "contact"), ("צור קשר", "contact"), ("ติดต่อเรา", "contact"), ("संपर्क करें", "contact"),
    ("Liên hệ", "contact"), ("Impressum", "imprint"), ("Mentions légales", "imprint"), ("会社概要", "imprint"),
    ("Über uns", "about"), ("Qui sommes-nous ?", "about"), ("Quiénes somos", "about"), ("Hakkımızda", "about"),
    ("О компании", "about"), ("关于我们", "about"), ("회사소개", "about"), ("من نحن", "about"), ("אודות", "about"),
    ("Ποιοι είμαστε", "about"), ("Unser Team", "team"), ("Команда", "team"), ("团队", "team"), ("スタッフ紹介", "team"),
    ("Datenschutzerklärung", "legal"), ("隐私政策", "legal"), ("개인정보처리방침", "legal"), ("סקר", ""),
    ("Оптимизация сайтов", ""), ("Екипировка", ""), ("전문의", ""), ("关于召开二零二四年度全体会议的通知", ""),
    ("Produkte", ""),
    ("Contact lenses", ""), ("Kontaktlinsen", ""), ("Lentilles de contact", ""),
]  # fmt: skip


@pytest.mark.parametrize(("name", "kind"), NAMES)
def test_a_page_is_known_by_what_people_call_it_in_their_language(name: str, kind: str) -> None:
    assert promise_of("/", name) == kind
    assert promise_of("/de/" + quote(name.lower().replace(" ?", "").replace(" ", "-")), "") == kind


def test_a_whole_name_is_told_from_a_part_of_one() -> None:
    assert is_name("Kontakt", "contact") and is_name("CONTACT US", "contact")
    assert not is_name("Contact our Berlin office", "contact")
    assert not is_name("Impressum", "contact")
