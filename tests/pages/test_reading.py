"""Bytes → Article: fields, furniture, and input that is broken."""

from __future__ import annotations

import hashlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import PageError
from dragoman.pages import read_page

DAYS = ("Monday", "Tuesday", "Thursday", "Saturday")
PARAGRAPHS = [
    f"The two governments said on {day} that they had agreed to hold talks on the border next month." for day in DAYS
]
HTML_BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)


def _text(*rows: str) -> bytes:
    return "\n".join(rows).encode()


def _html(body: str, head: str = "") -> bytes:
    return f"<html><head><title>Border talks to resume</title>{head}</head><body>{body}</body></html>".encode()


def test_fields_of_a_plain_page() -> None:
    data = _text(
        "WORLD",
        "Border talks to resume",
        "By Ana Lima | Alpine Press | Updated: 05 Mar 2019, 11:52 PM",
        f"GENEVA, March 5: {PARAGRAPHS[0]}",
        *PARAGRAPHS[1:],
        "RELATED STORIES",
        "Storm closes passes in the ...",
    )
    article = read_page(data, source="x.txt")
    assert article.id == hashlib.sha256(data).hexdigest()[:32]
    assert (article.title, article.section, article.byline, article.agency) == (
        "Border talks to resume",
        "WORLD",
        "By Ana Lima",
        "Alpine Press",
    )
    assert (article.published, article.language) == ("2019-03-05", "en")
    assert article.dateline is not None
    assert article.dateline.model_dump() == {
        "text": "GENEVA, March 5:",
        "place": "Geneva",
        "country": "CHE",
        "date": "2019-03-05",
    }
    assert article.body == "\n\n".join(PARAGRAPHS)
    assert [(row.title, row.truncated) for row in article.related] == [("Storm closes passes in the ...", True)]


@pytest.mark.parametrize("published", [None, "2020-01-02"])
def test_the_day_given_wins(published: str | None) -> None:
    article = read_page(_text("Border talks", "5 March 2019", *PARAGRAPHS), source="x", published=published)
    assert article.published == (published or "2019-03-05")


def test_no_date_anywhere() -> None:
    article = read_page(_text(*PARAGRAPHS), source="x")
    assert (article.published, article.title, article.byline, article.agency, article.dateline) == (None,) * 5


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("ADVERTISEMENT", "advertisement"),
        ("Sign up for our daily letter", "advertisement"),
        ("READ ALSO: Why the river matters to ...", "teaser"),
        ("A FRONTIER LONG DISPUTED", "crosshead"),
        ("‘BIG GAP’", "crosshead"),
        ("Soldiers stand guard at the bridge in Aldea, March 3, 2019. Jo Doe/Pool via REUTERS", "caption"),
        ("Envoys shake hands before the talks on Tuesday. (HP photo by Ana Lima)", "caption"),
        ("Refugees wait at the gate after the bridge was shut. Ana Lima", "caption"),
        (PARAGRAPHS[0], "repeat"),
    ],
)
def test_furniture_amid_the_text(line: str, kind: str) -> None:
    article = read_page(_text("Border talks to resume", *PARAGRAPHS[:2], line, *PARAGRAPHS[2:]), source="x")
    assert article.body == "\n\n".join(PARAGRAPHS)
    assert (line, kind) in [(piece.text, piece.kind) for piece in article.furniture]


@pytest.mark.parametrize(
    "line",
    [
        "(This report was put together from a feed and has not been edited by the desk.)",
        "We have a small favour to ask. Readers in forty countries pay for this site.",
        "Additional reporting by Ana Lima",
        "Comments will be moderated. Keep comments relevant to the article.",
        "Copyright (c) Alpine Publications Ltd, 2019",
    ],
)
def test_notices_after_the_text(line: str) -> None:
    article = read_page(_text("Border talks to resume", *PARAGRAPHS, line), source="x")
    assert article.body == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    "banner", ["Border Daily — talks of the trade", "THE BORDER TIMES", "Tuesday 24 December 2019 | Aldea 27 C"]
)
def test_a_banner_is_no_headline(banner: str) -> None:
    article = read_page(_text(banner, "Envoys to resume border talks", *PARAGRAPHS), source="x")
    assert article.title == "Envoys to resume border talks"


@pytest.mark.parametrize(
    "line",
    [
        "“Not one step back,” he said.",
        "“We are tired.”",
        "Nobody was hurt.",
        "It was not the first time: the army had fired across the river in 2007.",
        "“We will see...”",
        "Share prices fell in both capitals after the news.",
        "Photographs of the meeting were not released, a spokesman said.",
        "Advertisements for the army had been torn down, witnesses said.",
    ],
)
def test_short_and_odd_paragraphs_are_kept(line: str) -> None:
    article = read_page(_text("Border talks to resume", *PARAGRAPHS[:2], line, *PARAGRAPHS[2:]), source="x")
    assert line in article.body.split("\n\n")


def test_markup_fields() -> None:
    head = (
        '<meta property="og:site_name" content="The Post"><script type="application/ld+json">{"@type": "NewsArticle", '
        '"headline": "Border talks to resume", "datePublished": "2019-03-05T08:00:00Z", "articleSection": "World", '
        '"author": [{"name": "Ana Lima"}, {"name": "Jo Doe"}]}</script>'
    )
    figure = "<figure><figcaption>The bridge.</figcaption></figure>"
    body = f"<nav>Home News</nav><h1>Border talks to resume</h1>{figure}{HTML_BODY}"
    article = read_page(_html(body + "<aside><a>Storm closes the passes</a></aside>", head), source="x.html")
    assert (article.title, article.published, article.section) == ("Border talks to resume", "2019-03-05", "World")
    assert article.byline == "Ana Lima and Jo Doe"
    assert article.body == "\n\n".join(PARAGRAPHS)
    assert ("caption", "The bridge.") in [(piece.kind, piece.text) for piece in article.furniture]
    assert [row.title for row in article.related] == ["Storm closes the passes"]


@pytest.mark.parametrize(
    "tag", ["div", "span", "blockquote", "ul><li", "table><tr><td", "article", "figure", "x-y", "b"]
)
def test_ten_thousand_levels_of_nesting(tag: str) -> None:
    started = time.perf_counter()
    article = read_page(_html(f"<{tag}>" * 10_000 + HTML_BODY), source="x.html")
    assert PARAGRAPHS[-1] in article.body
    assert time.perf_counter() - started < 15


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (HTML_BODY.encode() * 105_000, "more than 4,000,000 characters of HTML"),
        (b"<div " * 1_000_000, "more than 4,000,000 characters of HTML"),
        (b"", "no running text"),
        (b"<p></p>", "no running text"),
    ],
    ids=["50 MB", "open tags", "nothing", "nothing but a tag"],
)
def test_html_that_cannot_be_read(body: bytes, reason: str) -> None:
    with pytest.raises(PageError, match=reason):
        read_page((b"<html><head><title>x</title></head><body>" + body)[:50_000_000], source="x.html")


def test_fifty_megabytes_of_script_around_a_page() -> None:
    data = _html(
        "<script>"
        + "var x;" * 5_000_000
        + '</script><img src="data:image/png;base64,'
        + "A" * 15_000_000
        + '">'
        + HTML_BODY
    )
    assert read_page(data, source="x.html").body == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize("rows", [b"Just a headline", b"x\n" * 100_000, b"long words " * 300_000])
def test_text_that_cannot_be_read(rows: bytes) -> None:
    with pytest.raises(PageError):
        read_page(rows, source="x.txt")


@pytest.mark.parametrize(
    "odd",
    ["The\x00 army\x07 left.", "The\u202e army\u202c\u200f left.", "The\u00a0army\u200b left.", "The army\u00ad left."],
    ids=["controls", "direction marks", "spaces", "soft hyphen"],
)
def test_unseen_characters_are_not_stored(odd: str) -> None:
    article = read_page(_text("Border talks to resume", PARAGRAPHS[0], odd, *PARAGRAPHS[1:]), source="x")
    assert "The army left." in article.body.split("\n\n")


def test_a_page_in_another_language() -> None:
    rows = [
        "Les deux pays ont décidé lundi de rouvrir le pont qui les sépare, selon le ministre des affaires étrangères.",
        "Il n'a pas dit quand les négociations sur les frontières vont reprendre dans la capitale.",
    ]
    article = read_page(_text("Le pont va rouvrir", *rows), source="x")
    assert (article.language, article.body) == ("fr", "\n\n".join(rows))


@pytest.mark.parametrize("unit", ["(A ", '"', "A. ", "1 ", "a/", ". . . ", "By A ", "> ", "share ", "{", "é", "– "])
def test_hostile_lines_cost_little(unit: str) -> None:
    data = _text("Border talks to resume", *PARAGRAPHS, unit * (100_000 // len(unit)))
    started = time.perf_counter()
    read_page(data, source="x")
    assert time.perf_counter() - started < 2


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=80), max_size=12))
def test_any_lines_become_an_article_or_an_error(rows: list[str]) -> None:
    data = "\n".join([*rows, *PARAGRAPHS, *rows]).encode("utf-8", "replace")
    try:
        article = read_page(data, source="x", kind="text")
    except PageError as error:
        assert error.reason
        return
    assert article.body.strip() == article.body != ""
    assert all(paragraph.strip() for paragraph in article.body.split("\n\n"))
    assert read_page(data, source="x", kind="text") == article
