"""The pages of docs/ say what the program does; what a test here misses, its script writes anew."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

from docs import commands, tables
from dragoman.pages.tables import string_lists
from dragoman.store.opening import schema

ROOT = Path(__file__).parents[2]


def read(name: str) -> str:
    return (ROOT / "docs" / name).read_text("utf-8")


def test_every_command_and_option_is_documented() -> None:
    assert read("commands.md") == commands.page(), "run `python docs/commands.py`"


def test_every_setting_is_documented() -> None:
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py"))
    assert set(re.findall(r"DRAGOMAN_[A-Z]+", code)) == set(commands.SETTINGS)


def test_every_table_and_column_of_the_store_is_documented() -> None:
    page = read("store.md")
    assert page == tables.rendered(page), "run `python docs/tables.py`"
    with duckdb.connect(":memory:") as connection:
        connection.execute(schema())
        columns = connection.execute(
            "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal"
        ).fetchall()
    sections = {part.split("\n")[0]: part for part in page.split("\n### ")[1:]}
    assert {table for table, _ in columns} == set(sections)
    assert not [(table, column) for table, column in columns if f"| `{column}` |" not in sections[table]]


def test_every_field_of_a_corpus_is_documented() -> None:
    rows = dict(re.findall(r"^\| (\w+) \| (`.+`) \|$", read("sources.md"), flags=re.MULTILINE))
    assert rows == {
        field: ", ".join(f"`{name}`" for name in names) for field, names in string_lists("corpora.yaml").items()
    }


@pytest.mark.parametrize("page", sorted(path.name for path in (ROOT / "docs").glob("*.md")))
def test_links_lead_somewhere(page: str) -> None:
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", read(page))
    assert not [link for link in links if not (ROOT / "docs" / link).exists()]
