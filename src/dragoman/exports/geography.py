"""What kind of place a place is, and in which division it lies, as the gazetteer knows it."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from dragoman.exports.tables import country_names
from dragoman.record import Place

_NEAR = 0.01  # degrees: the record's coordinates are rounded


class Spot(NamedTuple):
    """The names of a place by kind, None where unknown or of another kind; ``country`` is the English name."""

    city: str | None = None
    district: str | None = None
    province: str | None = None
    country: str | None = None
    is_country: bool = False


def spot_of(place: Place | None) -> Spot:
    """Where a place of the record is. What the gazetteer does not hold has a country at most."""
    if place is None:
        return Spot()
    return _spot(place.name, place.country, place.latitude, place.longitude, place.geonames_id)


@lru_cache(maxsize=16384)
def _spot(
    name: str, code: str | None, latitude: float | None, longitude: float | None, geonames_id: int | None
) -> Spot:
    from dragoman.places.gazetteer import gazetteer

    country = country_names().get(code or "")
    if name == country:
        return Spot(country=country, is_country=True)
    known = gazetteer()
    for found in known.look_up(name):
        if geonames_id is not None and found.geonames_id != geonames_id:
            continue
        if latitude is None or longitude is None or found.country != code:
            continue
        if abs(found.latitude - latitude) > _NEAR or abs(found.longitude - longitude) > _NEAR:
            continue
        province = known.at(found.division).name if found.division >= 0 else None
        if found.kind == "city":
            return Spot(city=name, province=province, country=country)
        if found.kind == "county":
            return Spot(district=name, province=province, country=country)
        if found.kind == "division":
            return Spot(province=name, country=country)
    return Spot(country=country)
