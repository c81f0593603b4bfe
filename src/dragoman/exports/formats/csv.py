"""CSV: one row an event, lists joined by ";" in a cell."""

from __future__ import annotations

from typing import Any, BinaryIO

from dragoman.exports.cells import Cell, joined, write_csv
from dragoman.exports.events_table import LISTS, flat
from dragoman.exports.rows import EventRow, Material
from dragoman.exports.tables import columns

ABOUT = "one row an event, for spreadsheets"


def write(material: Material, out: BinaryIO) -> int:
    """Write every event; returns how many."""
    return write_csv(out, list(columns("events")), (_row(row) for row in material.events()))


def _row(row: EventRow) -> dict[str, Cell]:
    return {column: _cell(column, value) for column, value in flat(row).items()}


def _cell(column: str, value: Any) -> Cell:
    cell: Cell = joined(value) if column in LISTS else value
    return cell
