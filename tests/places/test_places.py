"""Toponyms to places, in their texts; the places of acts; the command."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import DataError
from dragoman.language.sentences import split_sentences
from dragoman.places import country_of, find_places, place_of, resolve_place, tables
from dragoman.places.commands import place_command
from dragoman.places.gazetteer import gazetteer
from dragoman.places.names import fold
from dragoman.record import Dateline


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("St. Louis", "saint louis"),
        ("Sana'a", "sanaa"),
        ("Łódź", "lodz"),
        ("The Hague", "hague"),
        ("Guinea-Bissau", "guinea bissau"),
    ],
)
def test_names_are_folded(name: str, folded: str) -> None:
    assert fold(name) == folded


@pytest.mark.parametrize(
    ("marked", "country", "kind"),
    [
        ("[Paris], Texas, lies near Dallas.", "USA", "city"),
        ("France's cabinet met in [Paris].", "FRA", "city"),
        ("A court in [Georgetown], Guyana, ruled.", "GUY", "city"),
        ("[Georgia] and Armenia closed the road to Tbilisi.", "GEO", "country"),
        ("Voters in Alabama, Florida and [Georgia] chose.", "USA", "division"),
        ("The governor of [Herat] province spoke.", "AFG", "division"),
        ("[Columbia County] deputies drove to Lake City, Fla.", "USA", "county"),
        ("The navy sailed into the [Black Sea].", None, "sea"),
        ("[Chilean] police said so.", "CHL", "country"),
        ("He lives in Austin, [Tex.]", "USA", "division"),
    ],
)
def test_toponyms_mean_places(marked: str, country: str | None, kind: str) -> None:
    start, end = marked.index("["), marked.index("]") - 1
    place = resolve_place(marked.replace("[", "").replace("]", ""), start, end)
    assert place is not None
    assert (place.country, place.kind) == (country, kind)


def test_hints_settle_namesakes() -> None:
    text = "A fire broke out in Cordoba."
    found = [resolve_place(text, 20, 27, countries=[code]) for code in ("ESP", "ARG")]
    assert [place and place.country for place in found] == ["ESP", "ARG"]
    by_dateline = resolve_place(text, 20, 27, dateline="BUENOS AIRES")
    assert by_dateline is not None
    assert by_dateline.country == "ARG"


def test_what_no_gazetteer_knows_is_none() -> None:
    assert resolve_place("He fled to Zzyqqx.", 11, 17) is None
    assert country_of("Zzyqqx") is None


@pytest.mark.parametrize(
    ("name", "country"), [("NAGOYA", "JPN"), ("Kyiv", "UKR"), ("NEW DELHI", "IND"), ("Washington", "USA")]
)
def test_country_of_a_dateline(name: str, country: str) -> None:
    assert country_of(name) == country


@pytest.mark.parametrize(
    ("body", "trigger", "place"),
    [
        ("Speaking in Seoul, he said troops had been sent to Pyeongtaek.", "sent", "Pyeongtaek"),
        ("The ministers met in Geneva on Monday.", "met", "Geneva"),
        ("In Oslo, both sides signed a deal.", "signed", "Oslo"),
        ("Chile's president visited Quito.", "visited", "Quito"),
        ("Beijing accused Washington of meddling.", "accused", None),
        ("Talks in Vienna ended after rebels attacked Goma.", "attacked", "Goma"),
        ("Talks in Vienna ended after rebels attacked Goma.", "Talks", "Vienna"),
        ("He told reporters in Ankara that jets would strike bases in northern Iraq.", "strike", "Iraq"),
    ],
)
def test_the_place_of_an_act(body: str, trigger: str, place: str | None) -> None:
    sentences = split_sentences(body)
    at = body.index(trigger)
    places = find_places(body, sentences, dateline=Dateline(text="SEOUL:", place="Seoul", country="KOR"))
    found = place_of(places, sentence=sentences[0], trigger_start=at, trigger_end=at + len(trigger))
    assert (found.name if found else None) == place


def test_people_and_bodies_are_no_places() -> None:
    body = "President Jackson and Angela Merkel told NATO that the EU would pay."
    assert find_places(body, split_sentences(body)) == []


PIECES = [
    "Paris",
    "Texas",
    "New",
    "York",
    ",",
    "in",
    "the",
    "of",
    "Al-",
    "St.",
    "’s",
    "(",
    "U.S.",
    "Ünal",
    "\n",
    "county",
    "é",
    "A.",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_anything_is_read_without_a_crash(words: list[str]) -> None:
    body = " ".join(words)
    for place in find_places(body, split_sentences(body)):
        assert body[place.start : place.end] == place.text
    if body:
        resolve_place(body, 0, len(body))


@pytest.mark.parametrize("unit", ["Paris ", "A.", "New York and ", "Al-", "in the ", "X'"])
def test_hostile_lines_take_bounded_time(unit: str) -> None:
    body = unit * (30_000 // len(unit))
    started = time.process_time()
    find_places(body, split_sentences(body))
    assert time.process_time() - started < 8


def test_every_row_of_the_tables_is_a_place() -> None:
    for name, columns in (("features.csv", ("name", "kind", "country", "latitude", "longitude", "aliases")),):
        for line, row in tables.rows(name, columns=columns):
            assert gazetteer().look_up(row["name"]), f"{name}:{line}"


def test_a_wrong_table_is_said_with_its_line() -> None:
    with pytest.raises(DataError, match=r"^features.csv:1: "):
        list(tables.rows("features.csv", columns=("name",)))
    with pytest.raises(DataError, match=r"^x.csv:7: 91 is beyond 90"):
        tables.number("x.csv", 7, "91", limit=90)


def test_command(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    rows = [
        {"id": "a", "text": "Paris, Texas", "start": 0, "end": 5},
        {"id": "b", "text": "Zzyqqx", "start": 0, "end": 6},
    ]
    source.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    lines = CliRunner().invoke(place_command, ["--input", str(source)]).output.splitlines()
    answers = [json.loads(line) for line in lines]
    assert list(answers[0]) == ["id", "name", "country", "latitude", "longitude", "geonames_id", "kind"]
    assert [answer["country"] for answer in answers] == ["USA", None]


@pytest.mark.parametrize(
    "line",
    [
        '{"text": "Paris", "start": 3, "end": 30}',
        '{"text": "Paris", "start": true, "end": 3}',
        '{"text": 5, "start": 0, "end": 3}',
        '{"text": null, "start": 0, "end": 3}',
        "[1, 2]",
        "no JSON",
        "[" * 100_000,
    ],
)
def test_a_bad_row_stops_nothing(line: str) -> None:
    good = json.dumps({"id": 7, "text": "Paris, Texas", "start": 0, "end": 5})
    result = CliRunner().invoke(place_command, ["--input", "-"], input=f"{line}\n{good}\n")
    answers = [json.loads(answer) for answer in result.stdout.splitlines()]
    assert [answer["country"] for answer in answers] == [None, "USA"]
    assert answers[1]["id"] == 7
    assert result.exit_code == 1
    assert ":1: " in result.stderr


def test_half_a_surrogate_is_read() -> None:
    row = '{"id": "\\ud800", "text": "\\ud800 Paris", "start": 0, "end": 7}'
    result = CliRunner().invoke(place_command, ["--input", "-"], input=row)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["country"] == "FRA"


def test_what_the_gazetteer_lacks_is_put_beside_what_is_named_with_it() -> None:
    text = "A barn burned down at Zzyqqx, north of Toledo, Ohio."
    at = text.index("Zzyqqx")
    place = resolve_place(text, at, at + 6)
    assert place is not None
    assert (place.name, place.country, place.kind, place.geonames_id) == ("Zzyqqx", "USA", "near", None)
    assert abs(place.latitude - 41.66) < 0.3


@pytest.mark.parametrize(
    ("text", "name", "country", "latitude"),
    [
        ("Walkers from Perth, Dundee, Crieff and Stirling were found near Killin.", "Perth", "GBR", 56.4),
        ("The lorry left Springfield for Chicopee and Holyoke.", "Springfield", "USA", 42.1),
        (
            "Deputies of Maury County met in Columbia, and those of Lewisburg and Spring Hill came.",
            "Columbia",
            "USA",
            35.6,
        ),
        ("Pupils of Toledo Middle School marched through Toledo, Ohio.", "Toledo Middle School", "USA", 41.66),
        ("A boat sank on Lake Zwartsberg, by the town of Kisumu in Kenya.", "Lake Zwartsberg", "KEN", -0.1),
    ],
)
def test_names_that_stand_together_settle_one_another(text: str, name: str, country: str, latitude: float) -> None:
    at = text.index(name)
    place = resolve_place(text, at, at + len(name))
    assert place is not None
    assert place.country == country
    assert abs(place.latitude - latitude) < 0.5
