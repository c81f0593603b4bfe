"""Datelines: place, country, day and agency at the head of a paragraph."""

from __future__ import annotations

import time

import pytest

from dragoman.pages import datelines
from dragoman.pages.datelines import country_of, find_dateline, find_lone_dateline, title_case
from training import make_towns


@pytest.mark.parametrize(
    ("line", "place", "country", "day", "agency", "rest"),
    [
        ("OSAKA, JAPAN, Nov 3: Envoys met.", "Osaka", "JPN", (None, 11, 3), None, "Envoys met."),
        ("GENEVA (Alpine Wire) - Talks began.", "Geneva", "CHE", None, "Alpine Wire", "Talks began."),
        ("VIENNA, March 4 — Talks began.", "Vienna", "AUT", (None, 3, 4), None, "Talks began."),
        ("TEHRAN/DUBAI (Reuters) – Iran said.", "Tehran", "IRN", None, "Reuters", "Iran said."),
        ("LAHORE/NEW DELHI: Pakistan said.", "Lahore", "PAK", None, None, "Pakistan said."),
        ("SEOUL — South Korea said.", "Seoul", "KOR", None, None, "South Korea said."),
        ("(AP) — The talks began.", None, None, None, "AP", "The talks began."),
        ("BEIJING, Sept. 5 (Xinhua) -- China said.", "Beijing", "CHN", (None, 9, 5), "Xinhua", "China said."),
        ("MOSCOW, June 5. /TASS/. Russia said.", "Moscow", "RUS", (None, 6, 5), "TASS", "Russia said."),
        ("Tokyo, Nov. 2 (Jiji Press)--Japan said.", "Tokyo", "JPN", (None, 11, 2), "Jiji", "Japan said."),
        ("PORT-AU-PRINCE, Haiti (AP) — Gangs left.", "Port-au-Prince", "HTI", None, "AP", "Gangs left."),
        ("DHAKA, May 3 (UNB) Bangladesh said.", "Dhaka", "BGD", (None, 5, 3), "UNB", "Bangladesh said."),
        ("Brussels – EU leaders met.", "Brussels", "BEL", None, None, "EU leaders met."),
        ("Nairobi, 5 June 2019 (KP) – The talks began.", "Nairobi", "KEN", (2019, 6, 5), "KP", "The talks began."),
        ("WASHINGTON D.C. - Senators voted.", "Washington D.C.", "USA", None, None, "Senators voted."),
        ("MOBILE, Ala. (AP) — Ships left.", "Mobile", "USA", None, "AP", "Ships left."),
        ("N’DJAMENA, Chad — The army said.", "N’Djamena", "TCD", None, None, "The army said."),
    ],
)
def test_find_dateline(
    line: str,
    place: str | None,
    country: str | None,
    day: tuple[int | None, int, int] | None,
    agency: str | None,
    rest: str,
) -> None:
    found = find_dateline(line)
    assert found is not None
    assert (found.place, found.country, found.agency, line[found.end :]) == (place, country, agency, rest)
    assert (tuple(found.day) if found.day else None) == day


@pytest.mark.parametrize(
    "line",
    [
        "Motegi – Japan's foreign minister – said no.",
        "Kang said: We will see.",
        "DOWN TO 13: President Tsai said so.",
        "The deal — which took years — is done.",
        "Turkey: Erdogan spoke on Monday.",
        "ANALYSIS: Why the talks failed",
        "",
    ],
)
def test_no_dateline(line: str) -> None:
    assert find_dateline(line) is None


def test_a_dateline_alone() -> None:
    found = find_lone_dateline("BANGKOK, Dec. 22, 2011")
    assert found is not None
    assert (found.place, found.country, tuple(found.day or ())) == ("Bangkok", "THA", (2011, 12, 22))
    assert find_lone_dateline("MARKETS CALM") is None


@pytest.mark.parametrize(
    ("place", "after", "country"),
    [
        ("Georgia", "", "GEO"),
        ("Tbilisi", "Georgia", "GEO"),
        ("Paris", "Texas", "USA"),
        ("Paris", "", "FRA"),
        ("Pristina", "", "XKX"),
        ("Belgrade", "", "SRB"),
        ("Nowhere Atall", "", None),
        (None, "", None),
    ],
)
def test_country_of(place: str | None, after: str, country: str | None) -> None:
    assert country_of(place, after=after) == country


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("RIO DE JANEIRO", "Rio de Janeiro"),
        ("ST. PETERSBURG", "St. Petersburg"),
        ("SANA'A", "Sana'a"),
        ("N'DJAMENA", "N'Djamena"),
        ("Cairo", "Cairo"),
    ],
)
def test_title_case(printed: str, expected: str) -> None:
    assert title_case(printed) == expected


@pytest.mark.parametrize("unit", ["A", "A ", "A, ", "AB/", "A. ", "NEW YORK, ", "Jan 1 ", "(A", "A-"])
def test_hostile_lines_cost_little(unit: str) -> None:
    line = unit * (100_000 // len(unit))
    started = time.perf_counter()
    find_dateline(line)
    find_lone_dateline(line)
    assert time.perf_counter() - started < 0.5


def test_the_table_of_towns_is_what_its_maker_makes() -> None:
    assert datelines._towns() == make_towns.towns()
