"""``dragoman query``."""

from __future__ import annotations

import click

QUESTIONS = ("events", "dyad", "actors", "sources", "show", "plot", "export")


@click.command("query", context_settings={"ignore_unknown_options": True})
@click.argument("lake", metavar="LAKE")
@click.argument("question", type=click.Choice(QUESTIONS))
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@click.pass_context
def command(ctx: click.Context, lake: str, question: str, arguments: tuple[str, ...]) -> None:
    """Ask a LAKE (the folder or URL that `code --to` wrote) what a store is asked, without loading it into one.

    QUESTION and what follows are a command and its arguments: `dragoman query lake/ dyad JPN KOR --since 2019`. In a
    lake each report is an event of its own; reports of one act are merged when the lake is loaded into a store.
    """
    parent = ctx.parent
    assert parent is not None and isinstance(parent.command, click.Group)
    asked = parent.command.get_command(ctx, question)
    assert asked is not None
    where = ("--store", lake)
    given = (*arguments[:1], *where, *arguments[1:]) if isinstance(asked, click.Group) else (*where, *arguments)
    with asked.make_context(f"query {lake} {question}", list(given), parent=parent) as context:
        asked.invoke(context)
