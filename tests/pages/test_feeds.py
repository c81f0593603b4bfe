"""Feeds: what their entries become, with and without the network."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import PageError
from dragoman.pages.feeds import iter_feed
from dragoman.pages.sources import Page

LONG = "<p>Norway recalled its ambassador from Chad on Monday.</p><p>The ministry called the raid unacceptable.</p>"
RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Harbour Times</title>
<item><title>Norway &amp; Chad</title><link>https://a.example/1</link><guid>tag:1</guid>
<pubDate>Mon, 04 Mar 2019 23:30:00 -0800</pubDate><description>Short.</description>
<content:encoded><![CDATA[{LONG}]]></content:encoded></item>
<item><title>Only a summary</title><link>https://a.example/2</link>
<description>Chad regretted the raid.</description></item>
<item><title>Nothing</title><link>https://a.example/3</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><id>tag:9</id>
<title type="html">&lt;b&gt;Bold&lt;/b&gt; words</title>
<link href="/9"/><updated>2019-03-05T10:00:00Z</updated><content type="text">Plain content.</content></entry></feed>"""


def read(text: str | bytes) -> list[Page | PageError]:
    return list(iter_feed(["-"], stdin=io.BytesIO(text.encode() if isinstance(text, str) else text)))


def test_entries_become_pages() -> None:
    full, short, nothing = read(RSS)
    assert isinstance(full, Page)
    assert (full.source, full.title, full.published, full.id, full.kind) == (
        "https://a.example/1",
        "Norway & Chad",
        "2019-03-04",
        "tag:1",
        "html",
    )
    article = full.read()
    assert article.title == "Norway & Chad"
    assert article.body == (
        "Norway recalled its ambassador from Chad on Monday.\n\nThe ministry called the raid unacceptable."
    )
    assert isinstance(short, Page)
    assert b"Chad regretted the raid." in short.data
    assert isinstance(nothing, PageError)
    assert nothing.source == "https://a.example/3"


def test_atom() -> None:
    (page,) = read(ATOM)
    assert isinstance(page, Page)
    assert (page.title, page.published, page.id) == ("Bold words", "2019-03-05", "tag:9")
    assert b"Plain content." in page.data


def test_packed_feeds_and_folders(tmp_path: Path) -> None:
    (tmp_path / "a.rss.gz").write_bytes(gzip.compress(RSS.encode()))
    (tmp_path / "b.xml").write_text(ATOM, "utf-8")
    (tmp_path / "c.txt").write_text("no feed", "utf-8")
    assert [item.source for item in iter_feed([str(tmp_path)])] == [
        *(f"https://a.example/{n}" for n in (1, 2, 3)),
        "/9",
    ]


@pytest.mark.parametrize(
    "data",
    [RSS[: RSS.index("<item><title>Only") + 30].encode(), gzip.compress(RSS.encode())[:-9]],
    ids=["text", "gzip"],
)
def test_a_feed_that_breaks_off_gives_its_entries(data: bytes) -> None:
    first, *_, error = read(data)
    assert first.source == "https://a.example/1"
    assert isinstance(error, PageError)
    assert "broken off or damaged" in error.reason


@pytest.mark.parametrize("data", ["", "hello", "<html><body><p>A page</p></body></html>", "\0\0", "{}"])
def test_what_is_no_feed_is_an_error(data: str) -> None:
    (error,) = read(data)
    assert isinstance(error, PageError)


def test_addresses_need_leave() -> None:
    (error,) = iter_feed(["https://a.example/feed"])
    assert isinstance(error, PageError)
    assert "fetching is off" in error.reason


def test_with_leave_the_pages_of_entries_are_fetched() -> None:
    asked: list[str] = []

    def fetch(url: str) -> Page:
        asked.append(url)
        if url.endswith("/3"):
            raise PageError(url, "gone")
        return Page(source=url, data=RSS.encode() if url.endswith("feed") else b"<p>Whole.</p>", url=url)

    full, fetched, gone = iter_feed(["https://a.example/feed"], fetch=fetch)
    assert asked == ["https://a.example/feed", "https://a.example/2", "https://a.example/3"]
    assert isinstance(full, Page)
    assert full.title == "Norway & Chad"
    assert fetched == Page(source="https://a.example/2", data=b"<p>Whole.</p>", url="https://a.example/2")
    assert isinstance(gone, PageError)
    (missing,) = iter_feed(["https://a.example/3"], fetch=fetch)
    assert isinstance(missing, PageError)


def test_relative_links_are_of_the_feed() -> None:
    def fetch(url: str) -> Page:
        return Page(source=url, data=ATOM.encode(), url=url)

    (page,) = iter_feed(["https://a.example/feeds/all"], fetch=fetch)
    assert page.source == "https://a.example/9"


def test_entities_from_elsewhere_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("not yours")
    doctype = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    for item in read(RSS.replace("<rss", doctype + "<rss", 1).replace("Short.", "&x;").replace("Nothing", "&x;")):
        assert "not yours" not in (item.data.decode() if isinstance(item, Page) else str(item))


def test_entities_that_multiply_are_stopped() -> None:
    entities = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    bomb = RSS.replace("<rss", f"<!DOCTYPE rss [{entities}]><rss", 1).replace("Short.", "&a11;")
    for item in read(bomb):
        assert isinstance(item, Page | PageError)


@settings(max_examples=30)
@given(st.text(max_size=200))
def test_any_text_in_a_feed_gives_pages_or_errors(text: str) -> None:
    for item in read(RSS.replace("Short.", text).replace("Nothing", text)):
        assert isinstance(item, Page | PageError)
