"""GDELT 1.0 events: tab-separated without a header, one row a pair, CAMEO codes, FIPS countries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from dragoman.exports.cells import Cell, write_tabbed
from dragoman.exports.gdelt import added, event_rows
from dragoman.exports.rows import Material
from dragoman.exports.tables import columns

ABOUT = "GDELT 1.0's event columns, tab-separated without a header, one row a pair"
AUXILIARIES = ("actual",)  # the format cannot say that a thing did not happen


def write(material: Material, out: BinaryIO) -> int:
    """Write every pair of every event; returns how many rows."""
    return write_tabbed(out, list(columns("gdelt1")), _rows(material), header=False)


def _rows(material: Material) -> Iterator[dict[str, Cell]]:
    for row in material.events():
        day = added(row)
        for cells in event_rows(row):
            yield cells | {"DATEADDED": day}
