"""Cells and lines, whatever the text."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.exports.cells import Cell, clean, joined, text_of, write_csv, write_tabbed

TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=40)  # lone surrogates too
COLUMNS = ("a", "b", "c")
ROWS = st.lists(
    st.fixed_dictionaries(dict.fromkeys(COLUMNS, st.none() | TEXT | st.integers() | st.floats(allow_nan=False)))
)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (0, "0"),
        (2.5, "2.5"),
        (10.0, "10"),
        (-6.0, "-6"),
        (1e-7, "1e-07"),
        ("  two\t words\r\n", "two words"),
        ("a\u2028b\x85c\x00d\ud800e", "a b c d e"),
    ],
)
def test_text_of(cell: Cell, text: str) -> None:
    assert text_of(cell) == text


@pytest.mark.parametrize(
    ("parts", "text"),
    [([], None), ([None, ""], None), (["a"], "a"), (["a", None, "b"], "a;;b"), (["a;b", "c"], "a,b;c")],
)
def test_joined(parts: list[str | None], text: str | None) -> None:
    assert joined(parts) == text


@given(TEXT)
def test_clean_text_stays_clean(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert len(clean(text).splitlines()) <= 1


@given(ROWS)
def test_tabbed_tables_keep_their_shape(rows: list[dict[str, Cell]]) -> None:
    out = io.BytesIO()
    assert write_tabbed(out, COLUMNS, rows) == len(rows)
    text = out.getvalue().decode()
    plain = [line.split("\t") for line in text.split("\n")[:-1]]
    assert plain == list(csv.reader(io.StringIO(text), delimiter="\t"))
    assert [len(cells) for cells in plain] == [len(COLUMNS)] * (1 + len(rows))


@given(ROWS)
def test_csv_gives_back_its_cells(rows: list[dict[str, Cell]]) -> None:
    out = io.BytesIO()
    assert write_csv(out, COLUMNS, rows) == len(rows)
    read = list(csv.reader(io.StringIO(out.getvalue().decode(), newline="")))
    assert read == [list(COLUMNS), *([text_of(row[column]) for column in COLUMNS] for row in rows)]


def test_columns_that_a_table_has_not_are_refused() -> None:
    with pytest.raises(KeyError, match="columns that the table has not: \\['d'\\]"):
        write_tabbed(io.BytesIO(), COLUMNS, [{"a": 1, "d": 2}])
