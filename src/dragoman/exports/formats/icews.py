"""ICEWS: tab-separated with CAMEO codes, one row a pair of source and target."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from dragoman.exports.cells import Cell, write_tabbed
from dragoman.exports.codes import cameo, cameo_name, iso_day, number
from dragoman.exports.geography import spot_of
from dragoman.exports.parties import Party, pairs
from dragoman.exports.rows import EventRow, Material, publisher, sentence_number
from dragoman.exports.tables import actor_words, columns, country_names

ABOUT = "ICEWS's columns, tab-separated, one row a pair"
AUXILIARIES = ("actual",)  # the format cannot say that a thing did not happen


def write(material: Material, out: BinaryIO) -> int:
    """Write every pair of every event; returns how many rows."""
    return write_tabbed(out, list(columns("icews")), (row for event in material.events() for row in _rows(event)))


def _rows(row: EventRow) -> Iterator[dict[str, Cell]]:
    event, first, place = row.event, row.first, row.event.place
    spot = spot_of(place)
    shared: dict[str, Cell] = {
        "Event Date": iso_day(row.day),
        "Event Text": cameo_name(event),
        "CAMEO Code": cameo(event),
        "Intensity": event.score,
        "Story ID": number(first.source, first.record.article.id),
        "Sentence Number": sentence_number(first),
        "Publisher": publisher(first.record),
        "City": spot.city,
        "District": spot.district,
        "Province": spot.province,
        "Country": spot.country,
        "Latitude": place.latitude if place else None,
        "Longitude": place.longitude if place else None,
    }
    for source, target in pairs(row):
        identity = number(event.id, source.id, target.id if target else None)
        yield {"Event ID": identity, **shared, **_side("Source", source), **_side("Target", target)}


def _side(name: str, party: Party | None) -> dict[str, Cell]:
    if party is None:
        return {}
    words = [actor_words("icews_kinds").get(party.country or "")]
    words += [actor_words("icews_sectors").get(sector) for sector in party.sectors]
    return {
        f"{name} Name": party.name,
        f"{name} Sectors": ",".join(dict.fromkeys(word for word in words if word)),
        f"{name} Country": country_names().get(party.country or ""),
    }
