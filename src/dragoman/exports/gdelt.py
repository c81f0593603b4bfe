"""What the GDELT formats share: one row a pair, with CAMEO actors, FIPS countries and GDELT's dates."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.exports.cells import Cell
from dragoman.exports.codes import as_day, cameo, compact_day, fraction_date, number
from dragoman.exports.geography import Spot, spot_of
from dragoman.exports.parties import Party, pairs
from dragoman.exports.rows import EventRow, in_lead, publisher
from dragoman.exports.tables import actor_words, country_names, fips, known_groups
from dragoman.record import Place

_TYPES_KEPT = 3  # an actor has room for no more


def event_number(row: EventRow, actor: Party, recipient: Party | None) -> int:
    """GLOBALEVENTID of one pair of an event."""
    return number(row.event.id, actor.id, recipient.id if recipient else None)


def event_rows(row: EventRow) -> Iterator[dict[str, Cell]]:
    """The rows of one event by GDELT's column names, less DATEADDED, whose form differs between versions."""
    event, code = row.event, cameo(row.event)
    shared: dict[str, Cell] = {
        **_days(row),
        "IsRootEvent": int(in_lead(row.first)),
        "EventCode": code,
        "EventBaseCode": code[:3],
        "EventRootCode": code[:2],
        "QuadClass": event.quad,
        "GoldsteinScale": event.score,
        "NumMentions": len(row.reports),
        "NumSources": len({publisher(report.record) or report.source for report in row.reports}),
        "NumArticles": len({report.source for report in row.reports}),
        **(_place(event.place) if event.place else {}),
        "SOURCEURL": row.first.source,
    }
    for actor, recipient in pairs(row):
        sides = _actor("Actor1", actor) | (_actor("Actor2", recipient) if recipient else {})
        yield {"GLOBALEVENTID": event_number(row, actor, recipient), **shared, **sides}


def added(row: EventRow) -> str | None:
    """The publication day of the first report, YYYYMMDD: when the event became known."""
    return compact_day(row.first.published)


def _days(row: EventRow) -> dict[str, Cell]:
    day = as_day(row.day)
    if day is None:
        return {}
    compact = compact_day(row.day) or ""
    return {"SQLDATE": compact, "MonthYear": compact[:6], "Year": compact[:4], "FractionDate": fraction_date(day)}


def _place(place: Place) -> dict[str, Cell]:
    spot = spot_of(place)
    around = [spot.province if spot.city or spot.district else None, None if spot.is_country else spot.country]
    return {
        "ActionGeo_Type": _place_type(place, spot),
        "ActionGeo_FullName": ", ".join(part for part in (place.name, *around) if part),
        "ActionGeo_CountryCode": fips().get(place.country or ""),
        "ActionGeo_Lat": place.latitude,
        "ActionGeo_Long": place.longitude,
    }


def _place_type(place: Place, spot: Spot) -> int | None:
    """GDELT's kind of place: 1 a country, 2 and 3 a state and a city of the US, 5 and 4 of the rest of the world."""
    home = place.country == "USA"
    if spot.is_country:
        return 1
    if spot.city:
        return 3 if home else 4
    if spot.province and not spot.district:
        return 2 if home else 5
    return None


def _actor(name: str, party: Party) -> dict[str, Cell]:
    country = _country(party)
    head, group, kinds = _organisation(party)
    types = list(dict.fromkeys([*kinds, *_types(party)]))
    parts = [country or "", *types] if head is None else [head, *(t for t in types if t not in kinds)]
    cells: dict[str, Cell] = {
        "Code": "".join(parts),
        "Name": party.name.upper(),
        "CountryCode": country,
        "KnownGroupCode": group,
    }
    cells |= {f"Type{place}Code": type_ for place, type_ in enumerate(types[:_TYPES_KEPT], 1)}
    return {name + column: cell for column, cell in cells.items()}


def _types(party: Party) -> list[str]:
    """CAMEO types of the party's sectors; a state itself is no more than its country."""
    if party.id == party.country:
        return []
    return [types[s] for s in party.sectors if s in (types := actor_words("gdelt_types"))]


def _country(party: Party) -> str | None:
    """CAMEO's code of the party's country; None for what has none."""
    code = party.country or ""
    return actor_words("gdelt_countries").get(code, code) if code in country_names() else None


def _organisation(party: Party) -> tuple[str | None, str | None, list[str]]:
    """Actor code, known group and types of an international body; nothing for the rest."""
    groups = known_groups()
    found = groups.get(party.id) or groups.get(party.country or "")
    if found is not None:
        return found[0], found[1], ["IGO"]
    kind = actor_words("gdelt_kinds").get(party.country or "")
    return kind, None, [kind] if kind else []
