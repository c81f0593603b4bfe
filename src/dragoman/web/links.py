"""Addresses of pages, and of what lies outside only where it is safe to follow."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from dragoman.store.keys import side
from dragoman.web.query import joined


def actor_url(entity: str) -> str:
    """The page of an entity."""
    return f"/actor/{quote(entity, safe=':.')}"


def dyad_url(first: str, second: str) -> str:
    """The page of two powers."""
    return f"/dyad/{quote(joined(first, second), safe=':.~')}"


def event_url(event: str) -> str:
    """The page of an event."""
    return f"/event/{quote(event, safe='')}"


def article_url(article: str) -> str:
    """The page of an article, by the hash of its bytes."""
    return f"/article/{quote(article, safe='')}"


def place_url(country: str | None, name: str | None = None) -> str:
    """The page of a place, or of a country as a place."""
    parts = [quote(part, safe="") for part in (country or "-", name) if part]
    return "/place/" + "/".join(parts)


def ledger_url(id: str) -> str:
    """The page of an agreement, dispute or pledge: agreement:0123 is at /agreement/0123."""
    kind, _, rest = id.partition(":")
    return f"/{kind}/{quote(rest, safe=':')}" if kind in ("agreement", "dispute", "pledge") else "/"


def outside_url(source: str) -> str | None:
    """The address that a page came from, if it is one of the web; None for a path, or for a scheme that could run."""
    try:
        parts = urlsplit(source)
    except ValueError:
        return None
    plain = parts.scheme in ("http", "https") and parts.netloc and not any(ord(c) < 33 for c in source)
    return source if plain else None


def power_of(entity: str) -> str:
    """The power that an entity belongs to."""
    return side(entity)


def outlet(source: str, agency: str | None = None) -> str:
    """Who published a page, in short: its agency, the site of its address, or the file's name."""
    if agency:
        return agency
    address = outside_url(source)
    if address:
        host = urlsplit(address).hostname or address
        return host.removeprefix("www.")
    return source.rstrip("/").rpartition("/")[2] or source
