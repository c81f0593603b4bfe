"""Cells and lines of delimited tables: clean text, plain numbers, nothing for what is not known."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import BinaryIO

Cell = str | int | float | None
JOINER = ";"  # between the parts of a list in one cell; none of them holds one

# Line and paragraph separators and every control character, C1 and Unicode's own among them, and lone surrogates
_BREAKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


def clean(text: str) -> str:
    """The text on one line: every run of white space and control characters is one space."""
    return _BREAKS.sub(" ", text).strip()


def text_of(cell: Cell) -> str:
    """A cell as text; a float in its shortest exact form, without a trailing ``.0``."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        return repr(cell).removesuffix(".0")
    return clean(cell) if isinstance(cell, str) else str(cell)


def joined(parts: Iterable[str | None]) -> str | None:
    """The parts in one cell, unknown ones as empty places so that parallel columns stay in step; None if all are."""
    texts = [clean(part or "").replace(";", ",") for part in parts]
    return JOINER.join(texts) if any(texts) else None


def write_tabbed(
    out: BinaryIO, columns: Sequence[str], rows: Iterable[Mapping[str, Cell]], *, header: bool = True
) -> int:
    """Write rows as tab-separated UTF-8 that reads the same with quoting on or off; returns how many.

    Columns that a row lacks are empty; one that the table lacks raises KeyError. Double quotes become single ones:
    these formats have no quoting, and readers that expect some would run cells together.
    """
    known = frozenset(columns)
    if header:
        out.write(("\t".join(columns) + "\n").encode())
    count = 0
    for row in rows:
        if not row.keys() <= known:
            raise KeyError(f"columns that the table has not: {sorted(row.keys() - known)}")
        cells = (text_of(row.get(column)).replace('"', "'") for column in columns)
        out.write(("\t".join(cells) + "\n").encode())
        count += 1
    return count


def write_csv(out: BinaryIO, columns: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> int:
    """Write rows as RFC 4180 CSV in UTF-8 with a header and Unix line ends; returns how many."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=False)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    count = 0
    for row in rows:
        writer.writerow([text_of(row[column]) for column in columns])
        count += 1
    text.detach()
    return count
