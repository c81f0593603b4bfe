"""docs/exports.md says what the code does."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from export_samples import records

from dragoman.events.ontology import TYPES
from dragoman.exports import format_names, from_records, load_format
from dragoman.exports.tables import columns

TEXT = (Path(__file__).parents[2] / "docs" / "exports.md").read_text("utf-8")
SECTIONS = {
    "csv, parquet, arrow": "events",
    "dataset: reports.parquet": "reports",
    "polecat": "polecat",
    "icews": "icews",
    "gdelt": "gdelt",
    "gdelt-mentions": "gdelt_mentions",
}


def block(language: str, holding: str) -> str:
    """The fenced block of that language that holds a word."""
    blocks = re.findall(rf"```{language}\n(.*?)```", TEXT, flags=re.DOTALL)
    return next(text for text in blocks if holding in text)


@pytest.mark.parametrize(("title", "table"), SECTIONS.items())
def test_every_column_is_listed_with_what_fills_it(title: str, table: str) -> None:
    section = TEXT.split(f"\n### {title}\n")[1].split("\n#")[0]
    listed = dict(re.findall(r"^\| `(.+?)` \| (.+?) \|$", section, flags=re.MULTILINE))
    assert listed == {column: filling or "(empty)" for column, filling in columns(table).items()}
    assert list(listed) == list(columns(table))


def test_gdelt1_differs_from_gdelt_as_told() -> None:
    kept = {column: filling for column, filling in columns("gdelt").items() if not column.endswith("ADM2Code")}
    assert columns("gdelt1") == kept | {"DATEADDED": "publication day of the first report, YYYYMMDD"}
    assert list(columns("gdelt1")) == list(kept)
    assert len(columns("gdelt")) - len(kept) == 3


def test_every_format_is_named() -> None:
    head = TEXT.split("\n## ")[0]
    assert sorted(re.findall(r"^\| `([a-z0-9-]+)` \|", head, flags=re.MULTILINE)) == list(format_names())


def test_the_labelling_interface_has_every_label() -> None:
    assert re.findall(r'<Label value="(\w+)"', block("xml", "<Labels")) == [*TYPES, "ACTOR", "RECIPIENT"]


def test_the_format_of_your_own_works() -> None:
    module: dict[str, object] = {}
    exec(block("python", "ABOUT"), module)
    out, write = io.BytesIO(), module["write"]
    assert callable(write)
    assert write(from_records(records()).only(["actual"]), out) == 9
    assert out.getvalue().decode().splitlines()[:2] == ["source,target,score", "JPN,KOR,2.5"]


def test_formats_say_what_they_are() -> None:
    assert all(load_format(name).about for name in format_names())
