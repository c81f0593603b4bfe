"""Days, names, drawings and addresses, as tables."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dragoman.errors import UsageError
from dragoman.web.dates import long_day, month_end, span
from dragoman.web.drawing import bar, needle, spark
from dragoman.web.finding import find_powers
from dragoman.web.ledger import bar_of, ticks
from dragoman.web.links import actor_url, dyad_url, outlet, place_url
from dragoman.web.names import collective, headline, listed
from dragoman.web.query import joined, pair_of, parse_query
from dragoman.web.questions import make_cursor, read_cursor


@pytest.mark.parametrize(
    ("start", "end", "grain", "text"),
    [
        ("2019-11-22", "2019-11-22", "day", "22 Nov 2019"),
        ("2019-11-18", "2019-11-24", "week", "18–24 Nov 2019"),
        ("2019-11-01", "2019-11-30", "month", "November 2019"),
        ("2019-01-01", "2019-12-31", "year", "2019"),
        ("1990-01-01", "1999-12-31", "decade", "1990s"),
        ("2019-12-30", "2020-01-05", "week", "30 Dec 2019 – 5 Jan 2020"),
        (None, None, None, "undated"),
        ("nonsense", None, None, "undated"),
    ],
)
def test_dates_are_told_as_finely_as_they_are_known(start: str, end: str, grain: str, text: str) -> None:
    assert span(start, end, grain) == text


def test_days_at_the_edges() -> None:
    assert long_day(None) == "undated"
    assert month_end(date(2019, 12, 1)) == date(2019, 12, 31)
    assert month_end(date(2020, 2, 1)) == date(2020, 2, 29)


@pytest.mark.parametrize(
    ("event", "text"),
    [
        ({"type": "SANCTION", "actors": ["JPN"], "recipients": ["KOR"]}, "Japan sanctions South Korea"),
        ({"type": "ACCUSE", "actors": ["JPN", "USA"], "recipients": ["KOR"]}, "Japan and USA accuse South Korea"),
        ({"type": "CONSULT", "actors": ["JPN", "KOR"], "recipients": []}, "Japan consults South Korea"),
        ({"type": "PROTEST", "actors": ["KOR"], "recipients": []}, "South Korea protests"),
        ({"type": "ASSAULT", "actors": [], "recipients": ["KOR"]}, "? attacks South Korea"),
    ],
)
def test_an_event_reads_as_a_sentence(event: dict[str, Any], text: str) -> None:
    assert headline(event, {"JPN": "Japan", "KOR": "South Korea"}) == text


@pytest.mark.parametrize(
    ("items", "text"),
    [
        ([], ""),
        (["A"], "A"),
        (["A", "B"], "A and B"),
        (["A", "B", "C"], "A, B and C"),
        (list("ABCDE"), "A, B, C and 2 others"),
    ],
)
def test_names_stand_in_a_row(items: list[str], text: str) -> None:
    assert listed(items) == text


@pytest.mark.parametrize(
    ("entity", "name"),
    [
        ("JPN", "Japan"),
        ("JPN.GOV", "Japan: government"),
        ("UNO", "United Nations"),
        ("JPN.GOV:taro-kono", None),
        ("XYZ", None),
    ],
)
def test_powers_and_their_organs_have_names_of_their_own(entity: str, name: str | None) -> None:
    assert collective(entity) == name


@pytest.mark.parametrize(
    ("text", "powers"),
    [
        ("Japan and South Korea", ["JPN", "KOR"]),
        ("south korea japan", ["KOR", "JPN"]),
        ("KOR PRK", ["KOR", "PRK"]),
        ("export curbs", []),
        ("Nigeria", ["NGA"]),
    ],
)
def test_powers_are_found_in_a_search(text: str, powers: list[str]) -> None:
    assert find_powers(text) == powers


@pytest.mark.parametrize(("first", "second"), [("JPN", "KOR"), ("ORG:some-body", "JPN"), ("IGO:NATO", "RUS")])
def test_a_dyad_is_one_word_and_two_again(first: str, second: str) -> None:
    assert pair_of(joined(first, second)) == (first, second)


def test_addresses_are_quoted() -> None:
    assert actor_url("JPN.GOV:a b/c?d") == "/actor/JPN.GOV:a%20b%2Fc%3Fd"
    assert dyad_url("JPN", "KOR") == "/dyad/JPN-KOR"
    assert place_url("KOR", "A/B") == "/place/KOR/A%2FB"
    assert outlet("https://www.news.example/a") == "news.example"
    assert outlet("folder/page.txt") == "page.txt"


def test_a_cursor_is_read_back_and_nothing_else_is() -> None:
    assert read_cursor(make_cursor(date(2019, 1, 2), 77)) == (date(2019, 1, 2), 77)
    assert read_cursor(make_cursor(None, 2**64 - 1)) == (date(9999, 12, 31), 2**64 - 1)
    for wrong in ("", "x", "zzzz", "MjAxOQ"):
        with pytest.raises(UsageError):
            read_cursor(wrong)


def test_a_query_is_an_address_and_again_a_query() -> None:
    query = parse_query([("type", "ACCUSE"), ("type", "REJECT"), ("since", "2019-07"), ("text", "a&b"), ("quad", "")])
    from urllib.parse import parse_qsl

    assert parse_query(parse_qsl(query.address())) == query
    assert parse_query([]).address() == ""


def test_bars_and_needles_stay_inside() -> None:
    parts = bar({"quad1": 3, "quad2": 1, "quad3": 0, "quad4": 4})
    assert [quad for quad, _, _ in parts] == [2, 1, 4]
    assert sum(wide for _, _, wide in parts) == pytest.approx(100)
    assert bar({"quad1": 0, "quad2": 0, "quad3": 0, "quad4": 0}) == []
    assert (needle(-10), needle(0), needle(10), needle(None), needle(99)) == (0, 50, 100, 50, 100)
    assert spark([None, 10, None, -10]).split() == ["40.0,0.0", "120.0,28.0"]


def test_an_agreements_bar_goes_from_step_to_step() -> None:
    life = [
        {"status": "signed", "date": "2016-11", "news": date(2016, 11, 1)},
        {"status": "notice given", "date": "2019-08-22", "news": date(2019, 8, 22)},
        {"status": "renewed", "date": None, "news": None},
    ]
    found = bar_of({"life": life, "expires": "2019-11-23"}, date(2016, 1, 1), date(2020, 1, 1), date(2019, 12, 1))
    assert [css for _, _, css, _ in found.stages] == ["made", "waning"]
    assert found.stages[0][0] + found.stages[0][1] == pytest.approx(found.stages[1][0], abs=0.02)
    assert found.end is not None
    assert found.stages[-1][0] < found.end < found.now < 100
    assert [text for _, text in ticks(date(2015, 3, 1), date(2020, 1, 1))] == ["2016", "2017", "2018", "2019"]
