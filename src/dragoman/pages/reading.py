"""Bytes of a page → Article."""

from __future__ import annotations

import hashlib
import re

from dragoman.errors import PageError
from dragoman.pages.classifier import classify
from dragoman.pages.cleaning import clean, squeeze
from dragoman.pages.datelines import Found, find_dateline, find_lone_dateline
from dragoman.pages.decoding import Kind, decode, sniff
from dragoman.pages.fields import agency_of_page, byline_of_page, published_on_page, section_of_page, year_for
from dragoman.pages.labels import Page as Classified
from dragoman.pages.labels import opens_line
from dragoman.pages.languages import detect_language
from dragoman.pages.lines import split_lines
from dragoman.pages.markup import Marked, read_markup
from dragoman.record import Article, Dateline, Furniture, Related

LARGEST_TEXT = 2_000_000  # characters of plain text: a long book
MOST_LINES = 20_000
_NO_TEXT = "no running text found; check that it is a news page and not a list, a form or an error page"


def read_page(
    data: bytes, *, source: str, published: str | None = None, title: str | None = None, kind: Kind | None = None
) -> Article:
    """Read a news page, HTML or plain text, as an article without its furniture.

    ``source`` is the path or URL as given, ``published`` an ISO 8601 date that wins over what the page says, ``title``
    a headline known from elsewhere, ``kind`` what the bytes are where that is known.

    Raises ``PageError`` for what cannot be read: empty, too large, binary, or without running text.
    """
    text = clean(decode(data, source=source))
    if not text.strip():
        raise PageError(source, "no readable text; fetch the page again")
    marked = read_markup(text, source=source) if (kind or sniff(text, source=source)) == "html" else None
    if marked is None and len(text) > LARGEST_TEXT:
        raise PageError(source, f"more than {LARGEST_TEXT:,} characters of text; split it into pages")
    lines = marked.lines if marked else split_lines(text, starts=opens_line)
    if len(lines) > MOST_LINES:
        raise PageError(source, f"more than {MOST_LINES:,} lines; split it into pages")
    headline = squeeze(title) if title else marked.title if marked else None
    page = classify(lines, title=headline)
    if page is None or "body" not in page.labels:
        raise PageError(source, _NO_TEXT)
    return _article(page, data=data, source=source, published=published, title=headline, marked=marked)


def _headline(text: str) -> str:
    """A headline without the name of its field ("Title: …") or a mark of headings."""
    return re.sub(r"^(?:#{1,6}\s*|(?:title|headline|subject)\s*:\s*)", "", squeeze(text), flags=re.IGNORECASE)


def _dateline(page: Classified) -> Found | None:
    """The dateline at the head of the text, or on a line of its own above it."""
    if found := find_dateline(page.lines[page.lead].text):
        return found
    rows = [page.lines[at].text for at in range(page.lead) if page.labels[at] == "dateline"]
    return next((alone for row in rows if (alone := find_lone_dateline(row))), None)


def _body(page: Classified, found: Found | None) -> str:
    paragraphs = []
    for at, line in enumerate(page.lines):
        if page.labels[at] != "body":
            continue
        text = line.text
        if found and (again := find_dateline(text)) and again.text == found.text:
            text = text[again.end :]
        if paragraph := squeeze(text):
            paragraphs.append(paragraph)
    return "\n\n".join(paragraphs)


def _furniture(page: Classified, found: Found | None) -> list[Furniture]:
    pieces = []
    for at, label in enumerate(page.labels):
        if at == page.lead and found and found.end:
            pieces.append(Furniture(kind="dateline", text=found.text))
        text = squeeze(page.lines[at].text)
        if label is not None and label != "body" and text:
            pieces.append(Furniture(kind=label, text=text))
    return pieces


def _related(page: Classified) -> list[Related]:
    rows = []
    for at, label in enumerate(page.labels):
        measure = page.features[at]
        heading = measure.cue is not None and measure.cue.kind in ("related", "advertisement") and not measure.cut
        if label in ("related", "teaser") and measure.count >= 4 and not heading:
            title = squeeze(page.lines[at].text)
            if measure.cue and measure.cue.kind == "teaser":
                title = _after_cue(title)
            rows.append(Related(title=title, truncated=measure.cut))
    return rows


def _after_cue(text: str) -> str:
    """A teaser without the "Read also:" before it."""
    for mark in (":", "|", " – ", " — ", " - ", "»", ">"):
        head, found, rest = text.partition(mark)
        if found and len(head.split()) <= 4 and rest.strip():
            return rest.strip()
    return text


def _article(
    page: Classified, *, data: bytes, source: str, published: str | None, title: str | None, marked: Marked | None
) -> Article:
    found = _dateline(page)
    body = _body(page, found)
    headline = title or (_headline(page.lines[page.headline].text) if page.headline is not None else None)
    day = published or (marked.published if marked else None) or published_on_page(page, found)
    byline = (marked.byline if marked else None) or byline_of_page(page)
    dateline = None
    if found:
        when = found.day and (found.day.iso() or year_for(page, found.day, day))
        dateline = Dateline(text=found.text, place=found.place, country=found.country, date=when or None)
    return Article(
        id=hashlib.sha256(data).hexdigest()[:32],
        source=source,
        title=headline,
        section=(marked.section if marked else None) or section_of_page(page),
        byline=byline,
        agency=(found.agency if found else None) or (marked.agency if marked else None) or agency_of_page(page),
        language=detect_language(body),
        published=day or (dateline.date if dateline else None),
        dateline=dateline,
        body=body,
        furniture=_furniture(page, found),
        related=_related(page),
    )
