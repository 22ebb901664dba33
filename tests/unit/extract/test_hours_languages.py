"""Tables of hours in many languages, as shops, offices and surgeries write them."""

import pytest

from scraper_sky.scraping.extract.digits import numbers_in
from scraper_sky.scraping.extract.hours import hours_in


def hours_of(text: str, language: str) -> tuple[str, str]:
    return hours_in(text, language, numbers_in(text))


# The language, the text and the hours that it says.
WRITTEN = [
    ("en", "Hours\nMonday\n9:00 AM - 5:00 PM\nTuesday\n9:00 AM - 5:00 PM\nWednesday\n9:00 AM - 5:00 PM\n"
     "Thursday\n9:00 AM - 5:00 PM\nFriday\n9:00 AM - 5:00 PM\nSaturday\nClosed\nSunday\nClosed",
     "Mo-Fr 09:00-17:00"),
    ("en", "Hours of Operation: Mon - Thu 8am to 6pm | Fri 8am to 5pm | Sat by appointment",
     "Mo-Th 08:00-18:00; Fr 08:00-17:00"),
    ("en", "Open 7 days 11.30am till 10.30pm", "Mo-Su 11:30-22:30"),
    ("en", "We're open Wednesday through Sunday from 12 noon to 9 p.m.", "We-Su 12:00-21:00"),
    ("en", "Opening times\nMonday to Friday 09:00 – 17:30\nSaturday 10:00 – 16:00\nSunday & Bank Holidays Closed",
     "Mo-Fr 09:00-17:30; Sa 10:00-16:00"),
    ("en", "Office hours: M-F 8:30-4:30", "Mo-Fr 08:30-16:30"),
    ("en", "Visit our showroom\nUnit 5, Mill Lane\nMon–Fri 8am–5pm, Sat 9am–1pm",
     "Mo-Fr 08:00-17:00; Sa 09:00-13:00"),
    ("en", "Lunch: Tue–Fri 11:30am–2:30pm\nDinner: Tue–Sat 5pm–10pm\nHours may vary",
     "Tu-Fr 11:30-14:30,17:00-22:00; Sa 17:00-22:00"),
    ("en", "HOURS: MON-FRI 7:00AM-3:30PM; SAT-SUN 8:00AM-2:00PM", "Mo-Fr 07:00-15:30; Sa-Su 08:00-14:00"),
    ("en", "Bar open daily 5pm – midnight", "Mo-Su 17:00-00:00"),
    ("en", "Mon: 9-5, Tue: 9-5, Wed: 9-7, Thu: 9-7, Fri: 9-4",
     "Mo-Tu 09:00-17:00; We-Th 09:00-19:00; Fr 09:00-16:00"),
    ("en", "Open 24 hours, 7 days a week", "Mo-Su 00:00-24:00"),
    ("de", "Öffnungszeiten\nMontag bis Freitag: 8.00 bis 12.00 Uhr und 14.00 bis 18.00 Uhr\n"
     "Samstag: 9.00 bis 12.00 Uhr",
     "Mo-Fr 08:00-12:00,14:00-18:00; Sa 09:00-12:00"),
    ("de", "Mo. - Fr.: 7:00 - 16:00 Uhr\nund nach Vereinbarung", "Mo-Fr 07:00-16:00"),
    ("de", "Sprechzeiten:\nMo 8–12 u. 15–18\nDi 8–12\nMi 8–12\nDo 8–12 u. 15–18\nFr 8–13",
     "Mo,Th 08:00-12:00,15:00-18:00; Tu-We 08:00-12:00; Fr 08:00-13:00"),
    ("de", "Täglich außer Dienstag von 11:30 bis 22 Uhr geöffnet", "Mo,We-Su 11:30-22:00"),
    ("de", "Öffnungszeiten: Dienstag – Samstag 10–19 Uhr, Montag Ruhetag", "Tu-Sa 10:00-19:00"),
    ("de", "Unsere Bürozeiten\nMo, Mi, Fr\n09:00 – 13:00\nDi, Do\n09:00 – 13:00\n14:00 – 17:00",
     "Mo,We,Fr 09:00-13:00; Tu,Th 09:00-13:00,14:00-17:00"),
    ("fr", "Horaires d'ouverture : du mardi au samedi de 9h30 à 12h30 et de 14h à 19h. Fermé dimanche et lundi.",
     "Tu-Sa 09:30-12:30,14:00-19:00"),
    ("fr", "Ouvert tous les jours sauf le mercredi de 10h à 18h", "Mo-Tu,Th-Su 10:00-18:00"),
    ("fr", "Lun. – Ven. : 8 h 30 – 17 h 00\nSam. : 9 h – 12 h", "Mo-Fr 08:30-17:00; Sa 09:00-12:00"),
    ("es", "Horario de atención\nLunes a Viernes: 9:00 a 14:00 y 16:30 a 20:00\nSábados: 10:00 a 14:00",
     "Mo-Fr 09:00-14:00,16:30-20:00; Sa 10:00-14:00"),
    ("es", "Abierto de martes a domingo, 13:00-16:00h y 20:30-23:30h", "Tu-Su 13:00-16:00,20:30-23:30"),
    ("es", "Lun - Vie 8:00 am - 6:00 pm / Sáb 9:00 am - 1:00 pm", "Mo-Fr 08:00-18:00; Sa 09:00-13:00"),
    ("it", "Orari di apertura\nLunedì: chiuso\nMartedì - Venerdì: 9:00 - 12:30 / 15:30 - 19:30\n"
     "Sabato: 9:00 - 19:30",
     "Tu-Fr 09:00-12:30,15:30-19:30; Sa 09:00-19:30"),
    ("it", "Dal lunedì al venerdì dalle ore 9:00 alle ore 18:00", "Mo-Fr 09:00-18:00"),
    ("it", "Aperti tutti i giorni dalle 8 alle 20, chiuso il martedì", "Mo,We-Su 08:00-20:00"),
    ("pt", "Horário de atendimento: Seg a Sex das 8h às 18h e Sáb das 8h às 12h",
     "Mo-Fr 08:00-18:00; Sa 08:00-12:00"),
    ("pt", "Segunda a Sexta-feira: 09h00-13h00 / 14h30-19h00", "Mo-Fr 09:00-13:00,14:30-19:00"),
    ("nl", "Openingstijden\nMaandag gesloten\nDinsdag t/m vrijdag 09.30 - 17.30 uur\nZaterdag 09.30 - 17.00 uur",
     "Tu-Fr 09:30-17:30; Sa 09:30-17:00"),
    ("nl", "Wij zijn geopend van ma t/m vr van 8:30 tot 17:00 uur", "Mo-Fr 08:30-17:00"),
    ("pl", "Poniedziałek - piątek: 8.00 - 16.00\nSobota: 9.00 - 13.00\nNiedziela: nieczynne",
     "Mo-Fr 08:00-16:00; Sa 09:00-13:00"),
    ("pl", "Czynne: pn-pt w godz. 9-17", "Mo-Fr 09:00-17:00"),
    ("cs", "Otevírací doba\nPo 8:00–12:00, 13:00–17:00\nÚt 8:00–12:00\nSt 8:00–12:00, 13:00–17:00\n"
     "Čt zavřeno\nPá 8:00–12:00",
     "Mo,We 08:00-12:00,13:00-17:00; Tu,Fr 08:00-12:00"),
    ("sk", "Otváracie hodiny: Pondelok - Piatok 8:00 - 16:30 hod.", "Mo-Fr 08:00-16:30"),
    ("hu", "Nyitvatartás: hétfő-péntek 8:00-17:00, szombat 8:00-12:00, vasárnap zárva",
     "Mo-Fr 08:00-17:00; Sa 08:00-12:00"),
    ("ro", "Program: Luni - Vineri: 09:00 - 18:00, Sâmbătă: 10:00 - 14:00, Duminică: închis",
     "Mo-Fr 09:00-18:00; Sa 10:00-14:00"),
    ("hr", "Radno vrijeme: pon - pet 8-16 h, sub 8-13 h", "Mo-Fr 08:00-16:00; Sa 08:00-13:00"),
    ("sl", "Delovni čas: pon–pet 8.00–16.00, sob 8.00–12.00", "Mo-Fr 08:00-16:00; Sa 08:00-12:00"),
    ("sv", "Öppettider\nMån–Fre 10–18\nLör 10–15\nSön stängt", "Mo-Fr 10:00-18:00; Sa 10:00-15:00"),
    ("da", "Åbningstider\nMandag - torsdag: kl. 8.00 - 16.00\nFredag: kl. 8.00 - 13.30",
     "Mo-Th 08:00-16:00; Fr 08:00-13:30"),
    ("nb", "Åpningstider: Man-fre 09-16, lør 10-14", "Mo-Fr 09:00-16:00; Sa 10:00-14:00"),
    ("fi", "Avoinna ma–pe klo 9–17, la klo 10–14", "Mo-Fr 09:00-17:00; Sa 10:00-14:00"),
    ("et", "Avatud E-R 9-18, L 10-15", "Mo-Fr 09:00-18:00; Sa 10:00-15:00"),
    ("lv", "Darba laiks: P.–Pk. 9.00–18.00", "Mo-Fr 09:00-18:00"),
    ("lt", "Darbo laikas: I–V 8.00–17.00", "Mo-Fr 08:00-17:00"),
    ("tr", "Çalışma saatlerimiz: Pazartesi - Cuma 09:00 - 18:00, Cumartesi 10:00 - 14:00",
     "Mo-Fr 09:00-18:00; Sa 10:00-14:00"),
    ("ru", "Часы работы: с понедельника по пятницу с 9:00 до 18:00, суббота с 10 до 15, воскресенье — выходной",
     "Mo-Fr 09:00-18:00; Sa 10:00-15:00"),
    ("ru", "Пн–Пт: 09:00–20:00, Сб–Вс: 10:00–18:00", "Mo-Fr 09:00-20:00; Sa-Su 10:00-18:00"),
    ("ru", "Мы работаем без выходных с 10:00 до 22:00", "Mo-Su 10:00-22:00"),
    ("uk", "Графік роботи: Пн-Пт 9:00-18:00, Сб 10:00-15:00, Нд - вихідний", "Mo-Fr 09:00-18:00; Sa 10:00-15:00"),
    ("bg", "Работно време: понеделник - петък 9:00 - 18:00 ч.", "Mo-Fr 09:00-18:00"),
    ("el", "Ωράριο: Δευτέρα – Παρασκευή 09:00 – 21:00, Σάββατο 09:00 – 15:00", "Mo-Fr 09:00-21:00; Sa 09:00-15:00"),
    ("el", "Ώρες λειτουργίας: Δευ-Παρ 9:00 π.μ. - 5:00 μ.μ.", "Mo-Fr 09:00-17:00"),
    ("he", "שעות פתיחה: ימים א'-ה' 9:00-19:00, יום ו' 9:00-14:00", "Mo-Th,Su 09:00-19:00; Fr 09:00-14:00"),
    ("he", "ראשון עד חמישי 08:00-17:00", "Mo-Th,Su 08:00-17:00"),
    ("ar", "ساعات العمل: من الأحد إلى الخميس 8:00 ص - 5:00 م", "Mo-Th,Su 08:00-17:00"),
    ("ar", "مواعيد العمل: يوميا من 9 صباحا حتى 11 مساء", "Mo-Su 09:00-23:00"),
    ("fa", "ساعت کاری: شنبه تا چهارشنبه ۸:۳۰ تا ۱۷، پنجشنبه ۸:۳۰ تا ۱۳", "Mo-We,Sa-Su 08:30-17:00; Th 08:30-13:00"),
    ("hi", "समय: सोमवार से शनिवार 10:00 – 19:00", "Mo-Sa 10:00-19:00"),
    ("th", "เวลาทำการ จันทร์ - ศุกร์ 08.30 - 17.30 น.", "Mo-Fr 08:30-17:30"),
    ("vi", "Giờ mở cửa: Thứ 2 - Thứ 7: 8:00 - 17:30", "Mo-Sa 08:00-17:30"),
    ("vi", "Thời gian làm việc: T2 – CN 9h – 21h30", "Mo-Su 09:00-21:30"),
    ("id", "Jam buka: Senin - Jumat 08.00 - 17.00 WIB, Sabtu 08.00 - 13.00", "Mo-Fr 08:00-17:00; Sa 08:00-13:00"),
    ("ja", "営業時間　10：00～19：00　定休日　火曜日", "Mo,We-Su 10:00-19:00"),
    ("ja", "営業時間 9:00-18:00(年中無休)", "Mo-Su 09:00-18:00"),
    ("ja", "診療時間 平日 午前9時～午後6時 土曜 午前9時～午後1時", "Mo-Fr 09:00-18:00; Sa 09:00-13:00"),
    ("ja", "月〜土 10:00〜20:00 / 日・祝 10:00〜18:00 営業時間のご案内", "Mo-Sa 10:00-20:00; Su 10:00-18:00"),
    ("zh", "营业时间：周一至周五 9:00-18:00", "Mo-Fr 09:00-18:00"),
    ("zh", "工作时间：周一至五 上午9:00-下午5:30", "Mo-Fr 09:00-17:30"),
    ("zh", "營業時間：每日 11:00~21:00", "Mo-Su 11:00-21:00"),
    ("zh", "營業時間 11:00-21:00 (週一公休)", "Tu-Su 11:00-21:00"),
    ("ko", "영업시간 : 매일 11:00 - 22:00 (월요일 휴무)", "Tu-Su 11:00-22:00"),
    ("ko", "진료시간 평일 오전 9시 ~ 오후 6시 30분, 토요일 오전 9시 ~ 오후 1시", "Mo-Fr 09:00-18:30; Sa 09:00-13:00"),
    ("ca", "Horari: de dilluns a divendres de 9 a 14 h i de 16 a 19 h", "Mo-Fr 09:00-14:00,16:00-19:00"),
    ("sr", "Радно време: понедељак–петак 08–20, субота 08–15", "Mo-Fr 08:00-20:00; Sa 08:00-15:00"),
    ("is", "Opnunartími: mán-fös 10-18, lau 11-16", "Mo-Fr 10:00-18:00; Sa 11:00-16:00"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "hours"), WRITTEN)
def test_hours_are_read_as_the_language_writes_them(language: str, text: str, hours: str) -> None:
    assert hours_of(text, language)[0] == hours


def test_a_table_of_marks_is_read_by_its_columns() -> None:
    head = "診療時間\n月\n火\n水\n木\n金\n土\n"
    morning, afternoon = "9:30～13:00\n●\n●\n休\n●\n●\n●\n", "14:30～19:00\n●\n●\n休\n●\n●\n―\n"

    assert hours_of(head + morning + afternoon, "ja")[0] == "Mo-Tu,Th-Fr 09:30-13:00,14:30-19:00; Sa 09:30-13:00"


def test_a_table_with_a_column_for_each_day_and_no_marks_says_nothing() -> None:
    assert hours_of("Opening hours\nMon\nTue\nWed\nThu\nFri\n9:00-17:00\n9:00-12:00", "en") == ("", "")


def test_of_two_tables_the_announced_one_and_the_fuller_one_is_taken() -> None:
    hotline_first = "Beratung\nMo-Fr 9:00-12:00" + " x" * 90 + "\nLadenöffnungszeiten: Di-Fr 10-18 Uhr, Sa 10-14 Uhr"
    twice = "Open Mon-Fri 9:00-17:00" + " x" * 90 + "\nOpen Mon-Fri 9:00-17:00, Sat 10:00-12:00"

    assert hours_of(hotline_first, "de")[0] == "Tu-Fr 10:00-18:00; Sa 10:00-14:00"
    assert hours_of(twice, "en")[0] == "Mo-Fr 09:00-17:00; Sa 10:00-12:00"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Kitchen hours: Mon–Sat 12–3pm & 6–9pm"),
        ("en", "Call our helpline Mon-Fri 9am-5pm on 0800 123 4567"),
        ("en", "Customer service: Monday to Friday 9am - 5pm. Phone 800"),
        ("en", "Phone support is available Mon–Sun 8:00–20:00"),
        ("en", "Upcoming: Saturday 10:00-16:00 Spring fair, 12 Mill Road 90210"),
        ("en", "Check-in 14:00-22:00 daily, check-out 11:00"),
        ("en", "Bus 12: Mon-Sat 06:00-23:00, Sun 08:00-22:00 from Main Street"),
        ("en", "Lead time 10–15 working days, minimum order 150"),
        ("en", "24/7 emergency support"),
        ("de", "Fragen? Gebührenfrei 0800 4664480 (Mo–Fr 9–15 Uhr)"),
        ("de", "Unser Büro: 030 123 45 67 (Mo–Fr 9–15 Uhr)"),
        ("de", "Lieferzeit 3-5 Werktage, Versand Mo-Fr 8-12"),
        ("fr", "Nous sommes là du lundi au vendredi de 9h à 18h au 01 23 45 67 89"),
        ("es", "Clases: lunes y miércoles 18:00-19:30, martes y jueves 10:00-11:30"),
    ],
)
def test_hours_of_something_else_are_left_out(language: str, text: str) -> None:
    assert hours_of(text, language) == ("", "")
