"""One sitemap file: bytes in, entries out, whatever is wrong with it."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from scraper_sky.scraping import sitemap_file
from scraper_sky.scraping.sitemap_file import (
    MAX_BYTES,
    MAX_ENTRIES,
    SitemapFile,
    SitemapReader,
)
from scraper_sky.scraping.sitemap_markup import Entry

SCHEMA = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def read(body: bytes, content_type: str = "", size: int = 65_536) -> tuple[SitemapFile, list[Entry]]:
    """The file, fed `size` bytes at a time as long as it wants more."""
    entries: list[Entry] = []
    reader = SitemapReader(content_type, lambda kind, entry: entries.append(entry))
    for start in range(0, len(body), size):
        if not reader.feed(body[start : start + size]):
            break
    return reader.close(), entries


def urls(body: bytes, content_type: str = "") -> list[str]:
    return [entry.url for entry in read(body, content_type)[1]]


def urlset(*locs: str) -> str:
    entries = "".join(f"<url><loc>{loc}</loc><lastmod>2026-01-01</lastmod></url>" for loc in locs)
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {SCHEMA}>{entries}</urlset>'


def test_a_urlset_gives_its_pages_in_order_and_what_it_says_of_them() -> None:
    body = f"""<urlset {SCHEMA} xmlns:image="urn:i" xmlns:video="urn:v" xmlns:news="urn:n">
        <url><loc> http://x/b?c=d&amp;e=&#102; </loc><lastmod>2026-01-02T03:04:05Z</lastmod>
             <changefreq>weekly</changefreq><priority>0.8</priority>
             <image:image><image:loc>http://x/p.jpg</image:loc></image:image><image:image/>
             <video:video><video:loc>http://x/v</video:loc><video:title>v</video:title></video:video></url>
        <url><news:news><news:title>n</news:title></news:news><loc><![CDATA[http://x/a?b&c]]></loc></url>
        </urlset>"""

    file, entries = read(body.encode())

    assert file == SitemapFile("urlset", 2)
    assert entries == [
        Entry("http://x/b?c=d&e=f", "2026-01-02T03:04:05Z", "weekly", "0.8", 2, 1),
        Entry("http://x/a?b&c", is_news=True),
    ]


@pytest.mark.parametrize("size", [1, 3, 17, 100])
def test_it_does_not_matter_where_the_pieces_of_a_file_end(size: int) -> None:
    body = urlset("http://x/1?a=b&amp;c", "http://x/é", "<![CDATA[http://x/2]]>", "http://x/<!-- no -->3").encode()
    body = body.replace(b"<url>", b"<!-- <url><loc>http://x/no</loc> --><url>")

    for packed in (body, gzip.compress(body)):
        assert read(packed, size=size) == read(body)
    assert [entry.url for entry in read(body)[1]] == ["http://x/1?a=b&c", "http://x/é", "http://x/2", "http://x/3"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "iso-8859-1"])
def test_the_encoding_of_a_file_is_its_own_affair(encoding: str) -> None:
    body = urlset("http://x/é").replace("UTF-8", encoding.removesuffix("-sig")).encode(encoding)

    assert urls(body) == ["http://x/é"]


@pytest.mark.parametrize(
    ("faulty", "read_as"),
    [
        ("<urlset><url><loc>http://x/1?a&b&copy;</loc></url></urlset>", ["http://x/1?a&b&copy;"]),
        ("<urlset><url><loc>http://x/1</url><url><loc>http://x/2</loc>", ["http://x/1", "http://x/2"]),
        ("<urlset><url><loc>http://x/1</loc><loc>http://x/2</loc></url></urlset>", ["http://x/1", "http://x/2"]),
        ("<urlset><url><loc>http://x/cut-o", ["http://x/cut-o"]),
        ("\n \ufeff<?xml version='1.0'?><urlset><url><loc>http://x/1</loc></url></urlset>", ["http://x/1"]),
        ("Warning: foo\n<?xml version='1.0'?><urlset><url><loc>http://x/1</loc></url></urlset>", ["http://x/1"]),
        ("<br/><b>Warning</b><?xml version='1.0'?><urlset><url><loc>http://x/1</loc></url>", ["http://x/1"]),
        ("<a:urlset><a:url><a:loc>http://x/1</a:loc></a:url></a:urlset>", ["http://x/1"]),
        ("<urlset><url><image:loc>http://x/p</image:loc><loc>http://x/1</loc></url></urlset>", ["http://x/1"]),
        ("<urlset><url><loc>\x00http://x/1\x08</loc></url></urlset>", ["\x00http://x/1\x08"]),
        ("<urlset><url><loc/></url><url><loc></loc></url></urlset>", []),
        (f"<!--{'-' * 9_000}--><urlset><url><loc>http://x/1</loc></url></urlset>", ["http://x/1"]),
    ],
)
def test_faults_that_readers_put_up_with(faulty: str, read_as: list[str]) -> None:
    assert urls(faulty.encode()) == read_as


def test_an_index_names_its_files() -> None:
    body = b"<sitemapindex><sitemap><loc>http://x/1</loc></sitemap><sitemap><loc>http://x/2</loc></sitemapindex>"

    assert read(body)[0] == SitemapFile("index", 2)


def test_feeds_give_one_address_for_each_entry() -> None:
    rss = (
        b"<rss><channel><link>http://x/</link><atom:link href='http://x/rss' rel='self'/>"
        b"<item><link>http://x/1</link><guid>http://x/g</guid><pubDate>Mon</pubDate></item>"
        b"<item><guid>http://x/2</guid></item><item><guid>no address</guid></item></channel></rss>"
    )
    atom = (
        b'<feed xmlns="http://www.w3.org/2005/Atom"><link href="http://x/"/><entry><updated>Mon</updated>'
        b'<link rel="edit" href="http://x/e"/><link href="http://x/1"/><link href="http://x/9"/></entry>'
        b'<entry><link rel="alternate" href="http://x/2"/></entry></feed>'
    )

    for body in (rss, atom):
        file, entries = read(body)
        assert file == SitemapFile("feed", 2)
        assert [(entry.url, entry.last_modified) for entry in entries] == [("http://x/1", "Mon"), ("http://x/2", "")]


def test_a_list_of_addresses_in_plain_text_is_a_sitemap() -> None:
    file, entries = read(b"\xef\xbb\xbfhttp://x/1\r\n\r\n# more\rhttps://x/2")

    assert file == SitemapFile("text", 2)
    assert [entry.url for entry in entries] == ["http://x/1", "https://x/2"]


def test_a_damaged_gzip_file_is_told() -> None:
    packed = gzip.compress(urlset("http://x/1").encode())

    assert read(packed[:2] + b"\xff" * 40)[0].error
    assert read(packed)[0] == SitemapFile("urlset", 1)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x1f",
        b"<!DOCTYPE html><html><body>Not found",
        b"<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0//EN'><html>",
        b"<html><urlset><url><loc>http://x/</loc></url></urlset></html>",
        b"<!-- only a comment",
        b"Not found",
        b"<svg></svg>",
        b"\xff\xfe\x00\x01",
        b"PK\x03\x04 a zip file",
        b"{'urls': ['http://x/']}",
    ],
)
def test_what_stands_in_the_place_of_a_sitemap_is_none(body: bytes) -> None:
    for size in (1, 65_536):
        file, entries = read(body, "text/html", size)

        assert (file.kind, file.url_count, entries) == ("", 0, [])
        assert file.error


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
def test_a_file_that_declares_entities_is_refused_and_nothing_of_ours_is_read(tmp_path: Path, encoding: str) -> None:
    secret = tmp_path / "secret"
    secret.write_text("http://x/secret")
    grows = '<!ENTITY b "ha">' + "".join(f'<!ENTITY {name} "{"&b;" * 10}">' for name in "acdef")
    for doctype in (f'<!DOCTYPE x [<!ENTITY a SYSTEM "{secret.as_uri()}">]>', f"<!DOCTYPE x [{grows}]>"):
        body = f"<?xml version='1.0' encoding='{encoding}'?>{doctype}<urlset><url><loc>&a;</loc></url></urlset>"

        assert read(body.encode(encoding))[1] == []


def endless(opening: bytes, unit: bytes) -> Iterator[bytes]:
    yield opening
    while True:
        yield unit * (65_536 // len(unit))


def fed(pieces: Iterator[bytes]) -> tuple[SitemapFile, int, int]:
    """What a file without end is taken for, how many bytes it got rid of, and how many entries."""
    entries = []
    reader = SitemapReader("", lambda kind, entry: entries.append(entry))
    taken = 0
    for piece in pieces:
        taken += len(piece)
        if not reader.feed(piece):
            break
    return reader.close(), taken, len(entries)


def test_the_limits_of_sitemaps_org_end_a_file_and_are_told() -> None:
    many = fed(endless(b"<urlset>", b"<url><loc>http://x/1</loc></url>"))
    large = fed(endless(b"<urlset><url><loc>http://x/1</loc></url>", b"some text"))

    assert (many[0].url_count, many[2]) == (MAX_ENTRIES, MAX_ENTRIES)
    assert "50,000" in many[0].error
    assert large[1] - MAX_BYTES < 2 * 65_536
    assert "52,428,800" in large[0].error
    assert large[0].url_count == 1


def test_a_file_that_unpacks_without_end_is_left() -> None:
    file, entries = read(gzip.compress(b"<urlset>" + b" " * (MAX_BYTES + 1)))

    assert "52,428,800" in file.error
    assert entries == []


@pytest.mark.parametrize("unit", [b"<loc>", b"<url "])
def test_a_flood_of_tags_ends(unit: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap_file, "MOST_TAGS", 50_000)

    file, taken, _ = fed(endless(b"<urlset><url>", unit))

    assert "more tags" in file.error
    assert taken < 50_000 * len(unit) + 2 * 65_536


def test_a_flood_of_lines_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap_file, "MOST_TAGS", 50_000)

    file, taken, _ = fed(endless(b"https://x/\n", b"\n"))

    assert (file.kind, file.url_count) == ("text", 1)
    assert "lines" in file.error
    assert taken < 50_000 + 2 * 65_536


def test_each_entry_gives_room_for_more_tags(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap_file, "MOST_TAGS", 100)
    picture = b"<image:image><image:loc>http://x/p.jpg</image:loc></image:image>"

    file, entries = read(b"<urlset>" + (b"<url><loc>http://x/</loc>" + picture * 9 + b"</url>") * 2_000 + b"</urlset>")

    assert file == SitemapFile("urlset", 2_000)
    assert entries[-1].images == 9


def test_a_file_is_left_at_the_tags_that_its_reader_has_left() -> None:
    entries: list[Entry] = []
    reader = SitemapReader("", lambda kind, entry: entries.append(entry), most_tags=1_000)

    wants_more = reader.feed(b"<urlset>" + b" " * 4_096) and reader.feed(b"<url><loc>http://x/</loc></url>" * 300)

    assert not wants_more
    assert reader.tags == 1_200
    assert "more tags" in reader.close().error
