"""Pasted text and uploaded files become rows, however untidy they are."""

from __future__ import annotations

import pytest

from scraper_sky.errors import BadInput
from scraper_sky.services import intake


def test_every_line_of_a_pasted_list_is_a_row_a_blank_one_too_so_that_the_numbers_are_those_of_the_lines():
    read = intake.read("example.com\n\n  example.org  \r\nhttps://www.example.net/a?b\n\n")

    assert read.rows == ("example.com", "", "example.org", "https://www.example.net/a?b")
    assert read.columns == ()


@pytest.mark.parametrize("between", [",", ";", "\t", ", ", "\n", "\r\n", "\r", "\u2028"])
def test_rows_may_be_set_apart_by_commas_semicolons_tabs_and_line_breaks(between):
    read = intake.read(between.join(["example.com", "example.org", "example.net"]))

    assert read.rows == ("example.com", "example.org", "example.net")


def test_a_comma_in_the_path_of_an_address_does_not_cut_it():
    read = intake.read("https://example.com/a,b;c\nexample.org,example.net")

    assert read.rows[1:] == ("example.org", "example.net")
    assert read.rows[0].startswith("https://example.com/a,b")


def test_rows_that_are_no_domains_are_kept_for_their_verdict():
    assert intake.read("not a domain\nexample.com\n???").rows == ("not a domain", "example.com", "???")


def test_the_heading_of_a_list_is_no_row():
    read = intake.read("Website\nexample.com\nexample.org")

    assert read.rows == ("example.com", "example.org")
    assert read.has_heading


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_domain_column_of_a_table_is_proposed(delimiter):
    lines = [["Company", "Website", "City"], ["Acme", "acme.com", "Berlin"], ["Widget & Co", "widget.org", "Köln"]]

    read = intake.read("\n".join(delimiter.join(line) for line in lines))

    assert read.rows == ("acme.com", "widget.org")
    assert read.has_heading
    assert read.delimiter == delimiter
    assert [column.name for column in read.columns] == ["Company", "Website", "City"]
    assert read.column == 1


def test_a_table_without_a_heading_loses_no_line():
    read = intake.read("1,acme.com,Berlin\n2,widget.org,Paris\n3,example.net,Rome")

    assert read.rows == ("acme.com", "widget.org", "example.net")
    assert not read.has_heading
    assert read.columns[1].name == "Column 2"


def test_a_column_of_differing_domains_wins_over_one_that_repeats_the_same_address():
    rows = "\n".join(f"https://directory.com/p/{number},site{number}.com" for number in range(9))

    assert intake.read("source,where\n" + rows).column == 1


def test_a_column_of_email_addresses_is_not_taken_for_domains():
    read = intake.read("mail,site,name\nann@acme.com,acme.com,Ann\nbob@widget.org,widget.org,Bob")

    assert read.column == 1


def test_the_column_and_the_heading_can_be_chosen():
    text = "first,second,word\na.com,b.com,x\nc.com,d.com,y"

    assert intake.read(text, column=1).rows == ("b.com", "d.com")
    assert intake.read(text, column=0, has_heading=False).rows == ("first", "a.com", "c.com")
    assert intake.read(text, column=99).column == 2


def test_lines_of_several_domains_are_a_list_not_a_table():
    read = intake.read("a.com, b.com, c.com\nd.com, e.com, f.com")

    assert read.rows == ("a.com", "b.com", "c.com", "d.com", "e.com", "f.com")
    assert read.column is None
    assert len(read.columns) == 3


def test_every_value_of_a_table_can_be_asked_for():
    read = intake.read("name,site\nAcme,acme.com\nWidget,widget.org", as_list=True)

    assert read.rows == ("Acme", "acme.com", "Widget", "widget.org")
    assert read.column is None


def test_quoted_cells_may_hold_delimiters_and_line_breaks():
    read = intake.read('name,site\n"Acme, Inc.\nBerlin",acme.com\n"Say ""hi""",widget.org\n')

    assert read.rows == ("acme.com", "widget.org")


def test_a_quotation_mark_that_is_never_closed_swallows_nothing():
    lines = ["name,site", '"Acme,acme.com', *(f"Name {number},site{number}.com" for number in range(300))]

    assert len(intake.read("\n".join(lines)).rows) == 301


def test_a_cell_longer_than_the_csv_module_takes_is_survived():
    read = intake.read("name,site\n" + "x" * 300_000 + ",acme.com\nWidget,widget.org\nThird,third.org")

    assert read.rows[-2:] == ("widget.org", "third.org")


def test_a_short_line_of_a_table_is_an_empty_row_for_its_verdict():
    read = intake.read("name,site\nAcme,acme.com\nWidget\nThird,third.org\nFourth,fourth.org")

    assert read.rows == ("acme.com", "", "third.org", "fourth.org")


def test_the_separator_line_of_a_spreadsheet_is_obeyed():
    read = intake.read("sep=;\nname;site\nAcme, Inc;acme.com\nWidget;widget.org")

    assert read.rows == ("acme.com", "widget.org")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_a_file_is_decoded_whatever_program_wrote_it(encoding):
    text = "Firma;Webseite\nMüller & Söhne;müller.de\nGrün;grün.example.com\n"

    decoded = intake.decode(text.encode(encoding))

    assert intake.read(decoded).rows == ("müller.de", "grün.example.com")


@pytest.mark.parametrize(
    "start", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-1.7", b"\x1f\x8b\x08", b"abc\x00\x01\x00\x02"]
)
def test_a_file_that_holds_no_text_is_refused_in_words(start):
    with pytest.raises(BadInput, match=r"file"):
        intake.decode(start + b"binary" * 10)


def test_nothing_gives_no_rows():
    assert intake.read("").rows == ()
    assert intake.read(" \n ,;\t\n").rows == ()
    assert intake.read(intake.decode(b"")).rows == ()


def test_a_hundred_thousand_lines_are_all_kept():
    read = intake.read("\n".join(f"{number},site{number}.com" for number in range(100_000)))

    assert len(read.rows) == 100_000
    assert read.rows[-1] == "site99999.com"
