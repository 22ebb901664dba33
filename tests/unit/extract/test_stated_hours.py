import pytest

from scraper_sky.scraping.extract.hours.stated import plain_hours

WRITTEN = [
    (["Mo-Fr 09:00-17:00", "Sa 10:00-14:00"], "Mo-Fr 09:00-17:00; Sa 10:00-14:00"),
    (["Monday,Tuesday,Wednesday,Thursday,Friday 08:00-18:00"], "Mo-Fr 08:00-18:00"),
    (["Mo-Sa 09:00-13:00", "Mo-Sa 16:00-19:30"], "Mo-Sa 09:00-13:00,16:00-19:30"),
    (["Mo 09:00-14:00, Tu 09:00-14:00 17:00-20:30, , Fr 09:00-14:00, "],
     "Mo,Fr 09:00-14:00; Tu 09:00-14:00,17:00-20:30"),
    (["Mon-Fri 9:00 am-5:30 pm; Sun closed"], "Mo-Fr 09:00-17:30"),
    (["Thurs 7-15", "Sa-Mo 08.00-12.00"], "Mo,Sa-Su 08:00-12:00; Th 07:00-15:00"),
    (["Mo-Su"], "Mo-Su"),
    (["by appointment", "by appointment"], "by appointment"),
    (["09:00-17:00"], "09:00-17:00"),
    ([""], ""),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "hours"), WRITTEN)
def test_hours_are_stated_in_one_form(texts: list[str], hours: str) -> None:
    assert plain_hours(texts) == hours
