"""What an HTML page says of itself in its head: JSON-LD, Open Graph, meta elements."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from dragoman.pages.cleaning import squeeze
from dragoman.pages.dates import find_day

_NEWS = re.compile(r"(?:Article|Posting|Report|Review)$")
_LARGEST_JSON = 1_000_000
_MOST_NODES = 5_000
_SUFFIX = re.compile(r"^(?P<title>.{8,}?)\s+(?:[|–—·•«»]|-)\s+(?P<site>[^|–—·•«»]{2,40})$")


class Metadata(NamedTuple):
    """The page's statements on itself; None where it makes none."""

    title: str | None = None
    site: str | None = None
    section: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    body: str | None = None


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Every object of a JSON-LD value, without recursion and in bounded number."""
    waiting, seen = [value], 0
    while waiting and seen < _MOST_NODES:
        item = waiting.pop(0)
        seen += 1
        if isinstance(item, dict):
            yield item
            waiting.extend(child for child in item.values() if isinstance(child, dict | list))
        elif isinstance(item, list):
            waiting.extend(item)


def _loads(raw: str) -> Any:
    raw = re.sub(r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>)\s*$", "", raw.strip())
    try:
        return json.loads(raw, strict=False)
    except (ValueError, RecursionError):
        return None


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        value = next((item for item in value if isinstance(item, str)), None)
    return squeeze(value) or None if isinstance(value, str) else None


def _is_news(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    return any(isinstance(kind, str) and _NEWS.search(kind) for kind in (kinds if isinstance(kinds, list) else [kinds]))


def _people(value: Any) -> tuple[str, ...]:
    rows = value if isinstance(value, list) else [value]
    names = [_text(row.get("name")) if isinstance(row, dict) else _text(row) for row in rows]
    return tuple(name for name in names if name and not name.startswith("http") and len(name) < 120)


def _day(value: Any) -> str | None:
    text = _text(value)
    day = find_day(text) if text else None
    return day.iso() if day else None


def _crumbs(nodes: list[dict[str, Any]]) -> str | None:
    """The last step of a breadcrumb list that is not the article itself."""
    for node in nodes:
        items = node.get("itemListElement")
        if node.get("@type") == "BreadcrumbList" and isinstance(items, list):
            names = [
                _text(item.get("name"))
                or _text((item.get("item") or {}).get("name") if isinstance(item.get("item"), dict) else None)
                for item in items
                if isinstance(item, dict)
            ]
            short = [name for name in names if name and name.lower() != "home" and len(name.split()) <= 4]
            return short[-1] if short else None
    return None


def from_json_ld(tree: Any) -> Metadata:
    """What the page's JSON-LD says of the article."""
    nodes: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text and len(script.text) <= _LARGEST_JSON:
            nodes.extend(_nodes(_loads(script.text)))
    news = next((node for node in nodes if _is_news(node)), {})
    publisher = news.get("publisher")
    return Metadata(
        title=_text(news.get("headline")),
        site=_text(publisher.get("name")) if isinstance(publisher, dict) else None,
        section=_text(news.get("articleSection")) or _crumbs(nodes),
        authors=_people(news.get("author")),
        published=_day(news.get("datePublished")),
        body=_text(news.get("articleBody")),
    )


def from_meta(tree: Any) -> Metadata:
    """What Open Graph and the other meta elements say of the article."""
    table: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        content = squeeze(meta.get("content") or "")
        if name and content:
            table.setdefault(name, content)

    def first(*names: str) -> str | None:
        return next((table[name] for name in names if name in table), None)

    return Metadata(
        title=first("og:title", "twitter:title", "dc.title", "headline"),
        site=first("og:site_name", "application-name"),
        section=first("article:section", "section", "dc.subject.section"),
        authors=_people(first("author", "article:author", "dc.creator", "byl", "parsely-author")),
        published=_day(
            first(
                "article:published_time",
                "datepublished",
                "date",
                "dc.date",
                "dc.date.issued",
                "pubdate",
                "publish-date",
                "parsely-pub-date",
                "sailthru.date",
            )
        ),
    )


def metadata_of(tree: Any) -> Metadata:
    """JSON-LD first, then the meta elements."""
    data, meta = from_json_ld(tree), from_meta(tree)
    return Metadata(
        title=data.title or meta.title,
        site=data.site or meta.site,
        section=data.section or meta.section,
        authors=data.authors or meta.authors,
        published=data.published or meta.published,
        body=data.body,
    )


def without_site(title: str, site: str | None) -> str:
    """A title without the name of the site at its end: "Talks resume | The Herald" → "Talks resume"."""
    match = _SUFFIX.match(title[:500])
    if not match:
        return title
    named = site is not None and match["site"].strip().lower() == site.lower()
    bar = title[match.end("title") :].strip()[:1] in "|·•«»"
    return match["title"] if named or bar or (len(match["site"].split()) <= 4 and match["site"].istitle()) else title
