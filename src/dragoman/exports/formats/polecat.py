"""POLECAT: tab-separated, one row an event; several actors or recipients share a cell, their parallel cells in step."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from dragoman.exports.cells import Cell, joined, write_tabbed
from dragoman.exports.codes import iso_day
from dragoman.exports.geography import spot_of
from dragoman.exports.parties import Party, parties
from dragoman.exports.rows import EventRow, Material, publisher
from dragoman.exports.tables import columns, cow
from dragoman.record import Record

ABOUT = "POLECAT's columns, tab-separated, one row an event"
AUXILIARIES = ("actual",)  # the format cannot say that a thing did not happen

_QUADS = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}


def write(material: Material, out: BinaryIO) -> int:
    """Write every event; returns how many rows."""
    return write_tabbed(out, list(columns("polecat")), (_row(row) for row in material.events()))


def _row(row: EventRow) -> dict[str, Cell]:
    event, record, place = row.event, row.first.record, row.event.place
    spot = spot_of(place)
    return {
        "Event ID": event.id,
        "Event Date": iso_day(row.day),
        "Event Type": event.type,
        "Event Mode": event.mode,
        "Intensity": event.score,
        "Quad Code": _QUADS[event.quad],
        "Contexts": joined(event.contexts),
        **_side("Actor", parties(row, event.actors)),
        **_side("Recipient", parties(row, event.recipients)),
        "Placename": place.name if place else None,
        "City": spot.city,
        "District": spot.district,
        "Province": spot.province,
        "Country": place.country if place else None,
        "Latitude": place.latitude if place else None,
        "Longitude": place.longitude if place else None,
        "GeoNames ID": place.geonames_id if place else None,
        "Source": publisher(record),
        "Publication Date": iso_day(record.article.published),
        "Story People": _named(record, {"person"}),
        "Story Organizations": _named(record, {"organisation", "group"}),
        "Story Locations": joined(_locations(record)),
        "Language": record.article.language,
        "Version": record.coder.version,
    }


def _side(name: str, side: list[Party]) -> dict[str, Cell]:
    return {
        f"{name} Name": joined(party.name for party in side),
        f"{name} Country": joined(party.country for party in side),
        f"{name} COW": joined(cow().get(party.country or "") for party in side),
        f"Primary {name} Sector": joined(party.sectors[0] if party.sectors else None for party in side),
        f"{name} Sectors": joined(",".join(party.sectors) for party in side),
        f"{name} Title": joined(party.role for party in side),
        f"{name} Name Raw": joined(party.raw for party in side),
    }


def _named(record: Record, kinds: set[str]) -> str | None:
    return joined(dict.fromkeys(entity.name for entity in record.entities if entity.kind in kinds))


def _locations(record: Record) -> Iterable[str]:
    dateline = record.article.dateline
    head = [dateline.place] if dateline and dateline.place else []
    return dict.fromkeys([*head, *(event.place.name for event in record.events if event.place)])
