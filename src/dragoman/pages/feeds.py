"""Feeds: RSS and Atom, from files or, where fetching is allowed, from the web."""

from __future__ import annotations

import html
import io
from collections.abc import Callable, Iterator, Sequence
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from dragoman.errors import PageError
from dragoman.pages.decoding import LARGEST
from dragoman.pages.packed import Watched, read_each, reason_of
from dragoman.pages.sources import Page
from dragoman.pages.stamps import day_of

Fetch = Callable[[str], Page]


def iter_feed(
    paths: Sequence[str], *, stdin: BinaryIO | None = None, fetch: Fetch | None = None
) -> Iterator[Page | PageError]:
    """The pages of RSS and Atom feeds, one an entry, under the entry's link.

    ``fetch`` (such as ``fetching.Fetcher().page``) allows the network: feeds may then be addresses, and an entry that
    holds no article of its own is fetched from its link. Without it such an entry is its summary. An entry or feed that
    cannot be read comes as a ``PageError``, and the rest goes on.
    """

    def read(stream: BinaryIO, source: str) -> Iterator[Page | PageError]:
        watched = Watched(stream)
        yield from _entries(io.BufferedReader(watched).read(LARGEST + 1), source, fetch)
        if watched.damage is not None:
            raise watched.damage

    for path in paths:
        if not _is_address(path):
            yield from read_each([path], read, suffixes=(".xml", ".rss", ".atom"), stdin=stdin)
        elif fetch is None:
            yield PageError(path, "an address, and fetching is off; allow it, or give the feed as a file")
        else:
            try:
                feed = fetch(path)
            except PageError as error:
                yield error
            else:
                yield from _entries(feed.data, feed.url or path, fetch)


def _entries(data: bytes, source: str, fetch: Fetch | None) -> Iterator[Page | PageError]:
    import feedparser

    if len(data) > LARGEST:
        yield PageError(source, f"larger than {LARGEST // 1_000_000} MB; no feed is")
        return
    headers = {"content-type": "application/xml"} | ({"content-location": source} if _is_address(source) else {})
    feed = feedparser.parse(io.BytesIO(data), response_headers=headers)
    for number, entry in enumerate(feed.entries, 1):
        yield _page(entry, where=f"{source}:{number}", fetch=fetch)
    if not feed.entries and not feed.get("version"):
        yield PageError(source, "no RSS or Atom feed; check the file")
    elif feed.bozo and not isinstance(feed.bozo_exception, feedparser.CharacterEncodingOverride):
        yield PageError(
            source, f"broken off or damaged ({reason_of(feed.bozo_exception)}); its whole entries were read"
        )


def _page(entry: Any, *, where: str, fetch: Fetch | None) -> Page | PageError:
    link, title = entry.get("link") or None, _text(entry.get("title"))
    content = max((part.get("value") or "" for part in entry.get("content", [])), key=len, default="")
    if not content.strip() and fetch is not None and link is not None and _is_address(link):
        try:
            return fetch(link)
        except PageError as error:
            return error
    words = content if content.strip() else entry.get("summary") or ""
    if not words.strip():
        return PageError(link or where, "an entry with neither article nor summary; fetch its page")
    return Page(
        source=link or entry.get("id") or where,
        data=_document(title, words).encode("utf-8", "replace"),
        published=day_of(entry.get("published")) or day_of(entry.get("updated")),
        title=title,
        id=entry.get("id") or None,
        url=link,
        kind="html",
    )


def _text(markup: str | None) -> str | None:
    """A title without the markup that some feeds put in it."""
    if not markup:
        return None
    if "<" not in markup:
        return " ".join(html.unescape(markup).split()) or None
    import lxml.html
    from lxml.etree import ParserError

    try:
        return " ".join(lxml.html.fromstring(markup).text_content().split()) or None
    except ParserError:
        return None


def _document(title: str | None, words: str) -> str:
    """A whole page around an entry's words, so that it is read as any other."""
    head = html.escape(title or "")
    body = words if "<" in words else f"<p>{words}</p>"
    return f"<html><head><title>{head}</title></head><body><article><h1>{head}</h1>{body}</article></body></html>"


def _is_address(text: str) -> bool:
    try:
        return urlsplit(text).scheme.lower() in ("http", "https")
    except ValueError:
        return False
