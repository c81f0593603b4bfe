"""Codes that tables give for days, acts and ids."""

from __future__ import annotations

from datetime import date
from hashlib import blake2b

from dragoman.events.ontology import load_types
from dragoman.exports.tables import cameo_names
from dragoman.record import Event

_ID_BITS = 53  # the widest integer that R, JavaScript and every spreadsheet keep exact


def cameo(event: Event) -> str:
    """The CAMEO code of the event's mode, else of its type, in three digits: 030 for a bare root 03."""
    type_ = load_types()[event.type]
    mode = type_.modes.get(event.mode or "")
    code = mode.cameo if mode and mode.cameo.startswith(event.cameo) else event.cameo
    return code.ljust(3, "0")


def cameo_name(event: Event) -> str | None:
    """What CAMEO calls that code."""
    code = cameo(event)
    return cameo_names().get(code) or cameo_names().get(code[:2] + "0")


def number(*parts: str | None) -> int:
    """A stable integer of 53 bits, never 0, that stands for the parts in their order."""
    text = "\x1f".join(part or "" for part in parts)
    return (
        int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") % 2**_ID_BITS or 1
    )


def as_day(text: str | None) -> date | None:
    """The day that an ISO 8601 day or time begins with; None where it names no day."""
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def iso_day(text: str | None) -> str | None:
    """YYYY-MM-DD of an ISO 8601 day or time."""
    day = as_day(text)
    return day.isoformat() if day else None


def compact_day(text: str | None) -> str | None:
    """YYYYMMDD of an ISO 8601 day or time."""
    day = as_day(text)
    return f"{day:%Y%m%d}".zfill(8) if day else None


def fraction_date(day: date) -> str:
    """YYYY.FFFF, where FFFF is the part of the year gone by that day, by GDELT's rule that every month has 30 days."""
    return f"{day.year + ((day.month - 1) * 30 + day.day) / 365:.4f}"
