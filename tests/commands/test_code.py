"""``dragoman code`` as a user runs it: what comes out, what is skipped, and the exit status."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from dragoman.cli import group
from dragoman.record import json_schema

PAGE = """THE HARBOUR TIMES
WORLD

Norway recalls envoy from Chad after raid

By Ida Berg

OSLO, March 4 - Norway recalled its ambassador from Chad on Monday after Chadian police raided an aid agency.

Norwegian Foreign Minister Jonas Gahr Store condemned the raid and demanded that Chad release four aid workers.

"We will not accept this," Store told reporters in Oslo.

Related Stories
Sudan rebels seize border town after weeks of...
"""


def run(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(group, ["code", *arguments], input=stdin)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, "utf-8")
    return path


def test_a_record_that_validates_and_whose_spans_hold(page: Path) -> None:
    result = run(str(page), "--published", "2019-03-04", "--format", "json")
    assert result.exit_code == 0, result.output
    record = json.loads(result.stdout)
    jsonschema.validate(record, json_schema())
    body = record["article"]["body"]
    spans = (
        [e["evidence"] for e in record["events"]]
        + record["statements"]
        + [m for e in record["entities"] for m in e["mentions"]]
    )
    assert all(body[s["start"] : s["end"]] == s["text"] for s in spans)
    types = {(e["type"], *e["actors"], *e["recipients"]) for e in record["events"]}
    assert ("SANCTION", "NOR", "TCD") in types
    assert "Sudan" not in body
    assert not any("SDN" in entity["id"] for entity in record["entities"])


def test_the_same_bytes_give_the_same_record(page: Path) -> None:
    first, second = (run(str(page), "--format", "jsonl").stdout for _ in range(2))
    assert first == second


def test_table(page: Path) -> None:
    result = run(str(page))
    assert result.exit_code == 0
    assert "Norway recalls envoy from Chad after raid" in result.stdout
    assert "SANCTION" in result.stdout
    assert "\x1b[" not in result.stdout  # plain when piped


def test_standard_input() -> None:
    line = json.dumps(
        {"id": "x1", "url": "https://example.org/a", "published": "2019-03-04", "title": "T", "text": PAGE}
    )
    result = run("-", "--format", "jsonl", stdin=(line + "\n").encode())
    assert result.exit_code == 0, result.output
    record = json.loads(result.stdout)
    assert record["article"]["published"] == "2019-03-04"
    assert record["article"]["source"] == "https://example.org/a"


BAD = [
    ("empty.txt", b""),
    ("junk.html", bytes(range(256)) * 64),
    ("pages.jsonl", b'{"id": 1, "text": "cut of'),
]


@pytest.mark.parametrize(("name", "data"), BAD)
def test_a_bad_page_is_skipped_and_the_rest_is_coded(tmp_path: Path, page: Path, name: str, data: bytes) -> None:
    bad = tmp_path / name
    bad.write_bytes(data)
    result = run(str(bad), str(page), "--format", "jsonl")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    assert name in result.stderr
    assert "skipped 1 page" in result.stderr


def test_a_missing_path_is_named(page: Path) -> None:
    result = run("nowhere.txt", str(page), "--format", "jsonl")
    assert result.exit_code == 1
    assert "nowhere.txt" in result.stderr
    assert len(result.stdout.splitlines()) == 1


def test_no_date_anywhere(tmp_path: Path) -> None:
    path = tmp_path / "undated.txt"
    path.write_text("Norway summons envoy\n\nNorway summoned the ambassador of Chad on Monday to complain.\n", "utf-8")
    result = run(str(path), "--format", "json")
    record = json.loads(result.stdout)
    assert record["article"]["published"] is None
    assert all(event["date"] is None for event in record["events"])


def test_another_language(tmp_path: Path) -> None:
    path = tmp_path / "fr.txt"
    text = (
        "Le ministre des Affaires étrangères a rencontré son homologue à Paris, et les deux pays ont signé un accord. "
        * 4
    )
    path.write_text(text, "utf-8")
    record = json.loads(run(str(path), "--format", "json").stdout)
    assert record["article"]["language"] == "fr"


@pytest.mark.parametrize("arguments", [(), ("x", "--published", "soon"), ("x", "--format", "xml"), ("--nonsense",)])
def test_wrong_usage(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2
