import pytest

from scraper_sky.scraping.extract.digits import numbers_in
from scraper_sky.scraping.extract.hours import hours_in


def hours_of(text: str, language: str) -> tuple[str, str]:
    return hours_in(text, language, numbers_in(text))


WRITTEN = [
    ("en", "Opening hours\nMon to Fri: 9.30am – 6pm\nSat: 10am – 4pm\nSun closed", "Mo-Fr 09:30-18:00; Sa 10:00-16:00"),
    ("en", "We are open Monday-Friday 9-5", "Mo-Fr 09:00-17:00"),
    ("de", "Öffnungszeiten: Mo–Do 7.30–16.30 Uhr, Fr 7.30–13 Uhr", "Mo-Th 07:30-16:30; Fr 07:30-13:00"),
    ("de", "Sprechzeiten\nMo, Di, Do 08.00–12.00 und 13.30–17.30\nMi 08.00–12.00",
     "Mo-Tu,Th 08:00-12:00,13:30-17:30; We 08:00-12:00"),
    ("de", "Geöffnet täglich von 10 bis 18 Uhr", "Mo-Su 10:00-18:00"),
    ("fr", "Du lundi au vendredi, 9h-12h et 14h-18h30", "Mo-Fr 09:00-12:00,14:00-18:30"),
    ("es", "Horario: lunes a viernes de 8 a 18:30 hs, sábados de 9 a 13 hs", "Mo-Fr 08:00-18:30; Sa 09:00-13:00"),
    ("it", "Orari: lun-ven 9.00-13.00 / 15.00-19.00", "Mo-Fr 09:00-13:00,15:00-19:00"),
    ("pt", "Horário de funcionamento: segunda a sexta das 9h às 18h", "Mo-Fr 09:00-18:00"),
    ("nl", "Openingstijden: ma t/m vr 08:00 - 17:00", "Mo-Fr 08:00-17:00"),
    ("pl", "Godziny otwarcia: pon.-pt. 8:00-16:00, sob. 9:00-13:00", "Mo-Fr 08:00-16:00; Sa 09:00-13:00"),
    ("cs", "Otevírací doba: po–pá 8:00–17:00, so a ne 9:00–12:00", "Mo-Fr 08:00-17:00; Sa-Su 09:00-12:00"),
    ("hu", "Nyitva: H–P 7:30–16:30", "Mo-Fr 07:30-16:30"),
    ("ru", "Режим работы: пн-пт с 9:00 до 18:00", "Mo-Fr 09:00-18:00"),
    ("sv", "Öppettider: måndag–fredag 10–18", "Mo-Fr 10:00-18:00"),
    ("ja", "営業時間：月曜日～金曜日 9:00～18:00", "Mo-Fr 09:00-18:00"),
    ("ca", "Horari: De dilluns a divendres, de 9 a 14 h\nDijous, també de 16.30 a 19 h",
     "Mo-We,Fr 09:00-14:00; Th 09:00-14:00,16:30-19:00"),
    ("en", "Hours: Mon–Fri 7:30 am–5 pm; Saturdays 8–noon by announcement", "Mo-Fr 07:30-17:00"),
    ("de", "Öffnungszeiten: Mo-Fr 9-17 Uhr, Sa 9-12 Uhr nur nach Vereinbarung", "Mo-Fr 09:00-17:00"),
    ("sv", "Öppet: mån–tors 07.00–16.00, fre 07.00–14.30", "Mo-Th 07:00-16:00; Fr 07:00-14:30"),
    ("ar", "مواعيد العمل: من الأحد إلى الخميس من ١٠ صباحًا إلى ٦ مساءً", "Mo-Th,Su 10:00-18:00"),
    ("th", "เปิดทุกวัน 09.30 - 17.30 น. (หยุดวันจันทร์)", "Tu-Su 09:30-17:30"),
    ("en", "Bar hours: Fri & Sat 6pm-2am", "Fr-Sa 18:00-02:00"),
    ("gl", "Horario: luns a venres 9:00 a 14:00, sábados 10:00 a 13:00", "Mo-Fr 09:00-14:00; Sa 10:00-13:00"),
    ("it", "Orario: dal lunedì al venerdì 8-12 / 14-17,30", "Mo-Fr 08:00-12:00,14:00-17:30"),
    ("nb", "Åpningstider\nMan–fre 10–18\nTorsdag 10–20", "Mo-We,Fr 10:00-18:00; Th 10:00-20:00"),
    ("ja", "営業時間 8:00〜18:00（日曜・祝日休み）", "Mo-Sa 08:00-18:00"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "hours"), WRITTEN)
def test_a_table_of_hours_is_read_in_its_language(language: str, text: str, hours: str) -> None:
    found, snippet = hours_of(text, language)

    assert found == hours
    assert snippet in " ".join(text.split())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Tel. 030 12-34, Mo",
        "Happy hour Fri 17:00-19:00",
        "Yoga course: Mon 18:00-19:30, Wed 18:00-19:30",
        "The meeting on Monday 10:00-11:00 was fine",
        "Opening hours Berlin: Mon-Fri 9:00-18:00. " + "x " * 80 + "Opening hours Hamburg: Mon-Fri 10:00-19:00",
        "Open Mon 9:00-12:00 and Mon 11:00-15:00",
        "Open Mon-Fri 55-78",
        "Open " + ", ".join(f"Mon {n % 12}:00-{n % 12 + 1}:00" for n in range(60)),
    ],
)
def test_hours_that_are_not_sure_are_left_out(text: str) -> None:
    assert hours_of(text, "en") == ("", "")
