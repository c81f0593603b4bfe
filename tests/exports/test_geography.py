"""Where places are."""

from __future__ import annotations

import pytest

from dragoman.exports.geography import Spot, spot_of
from dragoman.places.gazetteer import gazetteer
from dragoman.record import Place


def known(name: str, kind: str, country: str) -> Place:
    return next(p for p in gazetteer().look_up(name) if p.kind == kind and p.country == country).as_place()


@pytest.mark.parametrize(
    ("name", "kind", "country", "spot"),
    [
        ("Nagoya", "city", "JPN", Spot(city="Nagoya", province="Aichi Prefecture", country="Japan")),
        ("Texas", "division", "USA", Spot(province="Texas", country="United States")),
        ("Japan", "country", "JPN", Spot(country="Japan", is_country=True)),
        ("Golan Heights", "disputed", "SYR", Spot(country="Syria")),
    ],
)
def test_places_of_the_gazetteer(name: str, kind: str, country: str, spot: Spot) -> None:
    assert spot_of(known(name, kind, country)) == spot


@pytest.mark.parametrize(
    ("place", "spot"),
    [
        (None, Spot()),
        (Place(name="Nowhere at all"), Spot()),
        (Place(name="Nagoya", country="JPN"), Spot(country="Japan")),  # which of them is not known
        (Place(name="Nagoya", country="JPN", latitude=0, longitude=0), Spot(country="Japan")),
        (Place(name="Nagoya", country="JPN", latitude=35.18, longitude=136.91, geonames_id=7), Spot(country="Japan")),
    ],
)
def test_nothing_is_made_up(place: Place | None, spot: Spot) -> None:
    assert spot_of(place) == spot
