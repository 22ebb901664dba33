from __future__ import annotations

from collections.abc import Callable

import pytest

Found = Callable[..., list[str]]

_FRENCH = "https://www.acme.fr/"


def _table(*rows: str) -> str:
    return "<table>" + "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row.split('|'))}</tr>" for row in rows)


def test_the_head_of_the_column_tells_a_fax_from_a_telephone(found: Found) -> None:
    html = _table("Boutique|Tél.|Fax", "Quimper|02 98 95 37 61|02 98 95 37 60", "Brest|02 98 50 72 18|")

    assert found("phone", html, _FRENCH) == ["+33298953761", "+33298507218"]
    assert found("fax", html, _FRENCH) == ["+33298953760"]


def test_a_column_for_telephones_announces_its_numbers(found: Found) -> None:
    rows = [f"Person {index}|94235 8810{index}" for index in range(8)]

    assert len(found("phone", _table("Name|Mobile", *rows), "https://www.acme.in/")) == 8
    assert found("phone", _table("Name|Article", *rows), "https://www.acme.in/") == []


def test_of_two_numbers_under_one_head_the_second_is_the_fax(found: Found) -> None:
    html = _table("Ort|Tel./Fax", "Hagen|02331 384411<br>02331 384412", "Unna|02303 254411")

    assert found("phone", html) == ["+492331384411", "+492303254411"]
    assert found("fax", html) == ["+492331384412", "+492303254411"]


def test_a_cell_over_two_columns_moves_those_behind_it(found: Found) -> None:
    html = (
        "<table><thead><tr><th colspan=2>Büro</th><th>Telefon</th><th>Telefax</th></tr></thead>"
        "<tr><td>Hagen</td><td>EG</td><td>02331 384411 DW 5</td><td>02331 384412</td></tr></table>"
    )

    assert (found("phone", html), found("fax", html)) == (["+492331384411"], ["+492331384412"])


@pytest.mark.parametrize("head", ["Fax 02331 384410|Ort", "Ein Satz über Telefone und Faxgeräte im Wandel der Zeit|x"])
def test_a_row_that_is_no_head_tells_nothing(found: Found, head: str) -> None:
    html = _table(head, "02331 384411|Hagen")

    assert "+492331384411" not in found("fax", html)


def test_a_column_for_codes_or_prices_holds_no_numbers(found: Found) -> None:
    html = _table("Typ|Art.-Nr.|Code", "KG 90|02331-3844-90|02331 384491")

    assert found("phone", html) == []
