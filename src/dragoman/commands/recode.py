"""``dragoman recode``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from dragoman.commands.stored import store_options, tables_option, writer
from dragoman.record import Coder, Record


@click.command("recode")
@store_options
@tables_option
def command(path: Path, wait: float, tables: tuple[Path, ...]) -> None:
    """Code every page of the store anew where another coder, or the same with other tables, coded it.

    Events follow the new coding; what the old one said stays in the store.
    """
    store = writer(path, wait)
    counts = Counter(added.outcome for added in store.add_many(_recoded(store.records(), tables), recode=True))
    click.echo(f"{counts['recoded']} recoded, the rest as it was")


def _recoded(records: Iterator[Record], tables: Sequence[Path]) -> Iterator[Record]:
    from dragoman.coder import code_article

    coder: Coder | None = None
    for record in records:
        if record.coder != coder:  # the first page shows which coder this is
            again = code_article(record.article, tables=tables)
            coder = again.coder
            yield again
