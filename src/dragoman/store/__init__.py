"""The record kept: one DuckDB file that holds every page, every coding of it, and the events that they tell of.

::

    from dragoman.store import Store

    store = Store("dragoman.duckdb")
    store.add(record)                                  # one page, whole or not at all
    for added in store.add_many(records): ...          # many, committed in batches
    store.events(actor="JPN", since="2019-07-01")      # Arrow; .to_pandas() or polars.from_arrow() from there
    store.dyad("JPN", "KOR").events
    store.panel("month", source="JPN", target="KOR")
    with store.reading() as connection: ...            # DuckDB's own connection, for questions of one's own

The file is held only while something is written or asked, so that one process can add while others ask.
"""

from __future__ import annotations

from dragoman.store.store import Store
from dragoman.store.writing import Added

__all__ = ["Added", "Store"]
