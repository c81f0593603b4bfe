"""The gazetteer: towns and divisions from GeoNames, countries and what else news names from our own tables.

``data/gazetteer.npz`` is made by ``python -m training.make_gazetteer``; the arrays are described there. It is read
once, when the first name is looked up.
"""

from __future__ import annotations

import math
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np

from dragoman.errors import DataError
from dragoman.places import tables
from dragoman.places.names import fold, key
from dragoman.record import Place

TOWN_KINDS = ("city", "division", "county")
COUNTRY_COLUMNS = (
    "code",
    "alpha3",
    "name",
    "latitude",
    "longitude",
    "geonames_id",
    "population",
    "capital",
    "aliases",
    "adjectives",
)
FEATURE_COLUMNS = ("name", "kind", "country", "latitude", "longitude", "aliases")
# News names a region or a sea about as readily as a place of so many people.
FEATURE_WEIGHTS = {"continent": 3e7, "region": 4e6, "sea": 4e6, "strait": 4e6, "disputed": 8e6, "building": 2e6}
OTHER_FEATURE = 1e6
EARTH_RADIUS_KM = 6371.0


class Location(NamedTuple):
    """A place of the gazetteer; ``country`` is ISO 3166-1 alpha-3, None for what lies in none or several."""

    name: str
    country: str | None
    latitude: float
    longitude: float
    geonames_id: int | None
    kind: str
    population: float = 0
    division: int = -1
    row: int = -1
    own_name: bool = True

    def as_place(self) -> Place:
        """The place as the record has it."""
        return Place(
            name=self.name,
            country=self.country,
            latitude=round(self.latitude, 4),
            longitude=round(self.longitude, 4),
            geonames_id=self.geonames_id,
        )


def distance_km(one: Location, other: Location) -> float:
    """The great-circle distance."""
    lat1, lat2 = math.radians(one.latitude), math.radians(other.latitude)
    half = math.sin((lat2 - lat1) / 2) ** 2
    across = math.sin(math.radians(other.longitude - one.longitude) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half + math.cos(lat1) * math.cos(lat2) * across)))


class Gazetteer:
    """Every place by its folded names."""

    def __init__(self) -> None:
        with (files(__package__) / "data" / "gazetteer.npz").open("rb") as file, np.load(file) as arrays:
            self._arrays: dict[str, np.ndarray[Any, Any]] = {name: arrays[name] for name in arrays.files}
        self._names = self._arrays["names"].tobytes()
        self._alpha3: dict[str, str] = {}
        self._capitals: set[tuple[str | None, str]] = set()
        self._adjectives: dict[str, Location] = {}
        self._own: dict[str, list[Location]] = {}
        self._read_countries()
        self._read_features()
        codes = self._arrays["countries"].tolist()
        self._countries = [self._alpha3.get(code) for code in codes]

    def _read_countries(self) -> None:
        file = "countries.csv"
        for line, row in tables.rows(file, columns=COUNTRY_COLUMNS):
            if len(row["code"]) != 2 or len(row["alpha3"]) != 3:
                raise DataError(f"{file}:{line}: a code of two letters and one of three are wanted")
            self._alpha3[row["code"]] = row["alpha3"]
            self._capitals.add((row["alpha3"], fold(row["capital"])))
            place = Location(
                row["name"],
                row["alpha3"],
                tables.number(file, line, row["latitude"], limit=90),
                tables.number(file, line, row["longitude"], limit=180),
                int(row["geonames_id"]),
                "country",
                float(row["population"]),
            )
            self._file(place, [row["name"], *row["aliases"].split("|")])
            for adjective in filter(None, row["adjectives"].split("|")):
                self._adjectives[adjective] = self._adjectives[adjective + "s"] = place

    def _read_features(self) -> None:
        file = "features.csv"
        for line, row in tables.rows(file, columns=FEATURE_COLUMNS):
            latitude = tables.number(file, line, row["latitude"], limit=90)
            longitude = tables.number(file, line, row["longitude"], limit=180)
            weight = FEATURE_WEIGHTS.get(row["kind"], OTHER_FEATURE)
            place = Location(row["name"], row["country"] or None, latitude, longitude, None, row["kind"], weight)
            self._file(place, [row["name"], *row["aliases"].split("|")])

    def _file(self, place: Location, names: list[str]) -> None:
        for folded in {fold(name) for name in names if name}:
            self._own.setdefault(folded, []).append(place)

    def look_up(self, name: str) -> list[Location]:
        """Every place of that name, in no particular order."""
        folded = fold(name)
        return [*self._own.get(folded, ()), *self._towns(folded)] if folded else []

    def _towns(self, folded: str) -> list[Location]:
        keys, wanted = self._arrays["keys"], np.uint64(key(folded))
        first = int(np.searchsorted(keys, wanted))
        entries = self._arrays["rows"][first : int(np.searchsorted(keys, wanted, side="right"))].tolist()
        return [self.at(entry if entry >= 0 else -entry - 1, own_name=entry >= 0) for entry in entries]

    def at(self, row: int, *, own_name: bool = True) -> Location:
        """The town or division in a row of the table."""
        columns = self._arrays
        start, end = int(columns["name_at"][row]), int(columns["name_at"][row + 1])
        return Location(
            self._names[start:end].decode("utf-8"),
            self._countries[int(columns["country"][row])],
            float(columns["latitude"][row]),
            float(columns["longitude"][row]),
            int(columns["geonames_id"][row]) or None,
            TOWN_KINDS[int(columns["kind"][row])],
            float(columns["population"][row]),
            int(columns["division"][row]),
            row,
            own_name,
        )

    def by_adjective(self, word: str) -> Location | None:
        """The country whose adjective or people a word names ("Chilean", "Germans")."""
        return self._adjectives.get(word)

    def is_capital(self, place: Location) -> bool:
        """Whether a town is the capital of its country."""
        return place.kind == "city" and place.population > 0 and (place.country, fold(place.name)) in self._capitals

    def division(self, name: str, *, country: str) -> Location | None:
        """The first-level division of that name in a country (alpha-2)."""
        alpha3 = self._alpha3.get(country)
        for place in self._towns(fold(name)):
            if place.kind == "division" and place.country == alpha3:
                return place
        return None


@cache
def gazetteer() -> Gazetteer:
    """The one gazetteer, read at the first call."""
    return Gazetteer()
