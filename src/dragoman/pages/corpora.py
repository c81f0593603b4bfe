"""Corpora: JSON Lines and CSV, plain or packed, with columns of many names; lists of addresses with their files."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from dragoman.errors import DataError, PageError
from dragoman.pages.decoding import LARGEST, Kind
from dragoman.pages.packed import bounded_lines, read_each, reason_of
from dragoman.pages.sources import Page
from dragoman.pages.stamps import day_of
from dragoman.pages.tables import string_lists

_FIELDS = ("text", "html", "file", "title", "url", "published", "id")
_DELIMITERS = ",;\t|"
_CONTENT = "text, html or file"


def iter_jsonl(paths: Sequence[str], *, stdin: BinaryIO | None = None) -> Iterator[Page | PageError]:
    """The pages of JSON Lines: one object a line, its fields named as ``data/corpora.yaml`` says.

    What cannot be read comes as a ``PageError`` in its place (``file.jsonl:12``), and the rest goes on.
    """
    return read_each(paths, _jsonl, suffixes=(".jsonl", ".ndjson"), stdin=stdin)


def iter_csv(paths: Sequence[str], *, stdin: BinaryIO | None = None) -> Iterator[Page | PageError]:
    """The pages of tables with a header, their columns named as ``data/corpora.yaml`` says.

    Commas, semicolons, tabs or bars between the cells; UTF-8 or, line by line, Windows-1252. Where a column names a
    file instead of holding the text, that file is looked for beside the table and nowhere above it. What cannot be
    read comes as a ``PageError`` in its place (``file.csv:12``, the row's first line), and the rest goes on.
    """
    return read_each(paths, _csv, suffixes=(".csv", ".tsv"), stdin=stdin)


@cache
def _names() -> dict[str, tuple[str, ...]]:
    table = string_lists("corpora.yaml")
    if set(table) != set(_FIELDS):
        raise DataError(f"corpora.yaml:1: wanted the keys {', '.join(_FIELDS)}, found {', '.join(table)}")
    return table


def _jsonl(stream: BinaryIO, source: str) -> Iterator[Page | PageError]:
    for number, line in enumerate(bounded_lines(stream), 1):
        if line.strip():
            yield _page_of_line(line, source=source, where=f"{source}:{number}")


def _page_of_line(line: bytes, *, source: str, where: str) -> Page | PageError:
    if len(line) > LARGEST:
        return PageError(where, f"a line larger than {LARGEST // 1_000_000} MB; give one page a line")
    try:
        row = json.loads(line.decode("utf-8-sig", "replace"), strict=False)
    except (ValueError, RecursionError):
        row = None
    if not isinstance(row, dict):
        return PageError(where, "not a JSON object; the line is truncated or damaged, write it again")
    cells = {name.strip().lower(): str(v) for name, v in row.items() if isinstance(v, str | int) and v is not True}
    return _page(cells, source=source, where=where)


def _csv(stream: BinaryIO, source: str) -> Iterator[Page | PageError]:
    # The module's limit of 131,072 characters is shorter than long articles; it can only be set for the whole process.
    csv.field_size_limit(max(csv.field_size_limit(), LARGEST))
    lines = (_decoded(line) for line in bounded_lines(stream))
    head = next(lines, "").removeprefix("\ufeff")
    delimiter = max(_DELIMITERS, key=head.count)
    rows = csv.reader(chain([head], lines), delimiter=delimiter)
    try:
        header = [cell.strip().lower() for cell in next(rows, [])]
    except csv.Error:
        header = []
    if not any(name in header for field in ("text", "html", "file") for name in _names()[field]):
        yield PageError(f"{source}:1", f"no column for {_CONTENT}; name it {', '.join(_names()['text'][:3])} or html")
        return
    while True:
        where = f"{source}:{rows.line_num + 1}"
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield PageError(where, f"no row of this table ({reason_of(error)}); check its quotes")
            continue
        if row is None:
            return
        if len(row) > len(header):
            yield PageError(where, f"{len(row)} cells under {len(header)} columns; check its quotes")
        elif any(cell.strip() for cell in row):
            yield _page(dict(zip(header, row, strict=False)), source=source, where=where)


def _decoded(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")


def _page(cells: Mapping[str, str], *, source: str, where: str) -> Page | PageError:
    """A page from the cells of a row, by lower-case names."""
    known = {field: _first(cells, names) for field, names in _names().items()}
    name, url = known["id"], known["url"]
    found: tuple[bytes, Kind | None]
    if known["html"] or known["text"]:
        kind: Kind = "html" if known["html"] else "text"
        found = (known[kind] or "").encode("utf-8", "replace"), kind
    elif known["file"]:
        try:
            found = _beside(source, known["file"]), None
        except (OSError, ValueError) as error:
            return PageError(where, f"{known['file']}: cannot be read ({reason_of(error)})")
    else:
        return PageError(where, f"nothing under {_CONTENT}; give the page under one of them")
    return Page(
        source=url or name or where,
        data=found[0],
        published=day_of(known["published"]),
        title=known["title"],
        id=name,
        url=url,
        kind=found[1],
    )


def _first(cells: Mapping[str, str], names: Sequence[str]) -> str | None:
    return next((text for name in names if (text := cells.get(name, "").strip())), None)


def _beside(table: str, name: str) -> bytes:
    """The file of that name in the table's folder or below: a table from elsewhere must not lead to other files."""
    if table == "-":
        raise ValueError("standard input has no folder")
    folder = Path(table).parent.resolve()
    path = (folder / name).resolve()
    if not path.is_relative_to(folder):
        raise ValueError("outside the table's folder")
    with path.open("rb") as stream:
        return stream.read(LARGEST + 1)
