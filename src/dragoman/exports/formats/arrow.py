"""Arrow IPC file (Feather version 2): the table of events, to be mapped into memory as it is."""

from __future__ import annotations

from typing import BinaryIO

from dragoman.exports.events_table import arrow_schema, write_batches
from dragoman.exports.rows import Material

ABOUT = "the same as an Arrow IPC (Feather 2) file"


def write(material: Material, out: BinaryIO) -> int:
    """Write every event; returns how many."""
    import pyarrow as pa

    with pa.ipc.new_file(out, arrow_schema()) as writer:
        return write_batches(material.events(), writer.write_batch)
