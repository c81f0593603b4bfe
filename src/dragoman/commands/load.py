"""``dragoman load``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from dragoman.commands.stored import store_options, writer
from dragoman.record import Record


@click.command("load")
@click.argument("lakes", nargs=-1, required=True, metavar="SHARDS…")
@store_options
def command(lakes: tuple[str, ...], path: Path, wait: float) -> None:
    """Bring SHARDS into the store: lakes (folders or URLs that `code --to` wrote) or single Parquet files of one.

    What the store holds already changes nothing, so that a load that is cut off is simply run again.
    """
    from dragoman.lake import iter_records

    store, counts = writer(path, wait), Counter[str]()
    store.create()
    is_known = store.known()

    def skip(source: str, article: str) -> bool:
        known = is_known(source, article)
        counts["unchanged"] += known
        return known

    def records() -> Iterator[Record]:
        for lake in lakes:
            yield from iter_records(lake, skip=skip)

    for added in store.add_many(records()):
        counts[added.outcome] += 1
    click.echo(", ".join(f"{counts[name]} {name}" for name in ("new", "revised", "unchanged")))
