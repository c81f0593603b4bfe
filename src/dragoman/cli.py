"""The command line. Each command lives in ``dragoman.commands`` and is imported when it is called, not before."""

from __future__ import annotations

import importlib
import sys
from typing import Any

import click

from dragoman import __version__
from dragoman.errors import DragomanError

# name: (module, what it does). The help of a command's own is in its module; this line is shown without importing it.
COMMANDS = {
    "read": ("read", "Show the article of a page without its furniture."),
    "code": ("code", "Code pages: who did what to whom, when and where, and who says so."),
    "classify": ("classify", "Type the event between given actors and recipients."),
    "resolve": ("resolve", "Say which political actor a name or phrase means, at a date."),
    "lexicon": ("lexicon", "Inspect, check and extend the tables of actors."),
    "date": ("date", "Say which days a date phrase means."),
    "place": ("place", "Say which place on earth a toponym means."),
    "export": ("export", "Write the events of a store as a file that other tools read."),
    "add": ("add", "Code pages and keep them in the store."),
    "recode": ("recode", "Code the pages of the store anew, keeping what the old coder said."),
    "events": ("events", "Ask the store who did what to whom."),
    "dyad": ("dyad", "Tell the story of two powers: events, months, and the balance of who acts."),
    "actors": ("actors", "List who acts in the store."),
    "sources": ("sources", "List the pages of the store."),
    "show": ("show", "Show everything about one event, actor, page or ledger entry."),
    "plot": ("plot", "Draw the months of a dyad."),
    "merge": ("merge", "Say that two events of the store are one."),
    "split": ("split", "Say that a report is of another act than its event."),
    "rebuild": ("rebuild", "Merge all reports of the store anew, or bring an older store up."),
    "schema": ("schema", "Print the JSON Schema of a record."),
}


class _LazyGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"dragoman.commands.{COMMANDS[cmd_name][0]}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="dragoman")
def group() -> None:
    """Turn news pages into a sourced record of how states and other powers deal with each other."""


def main(arguments: list[str] | None = None) -> Any:
    """Run the command line. Exit status: 0 all done, 1 something was skipped or failed, 2 wrong usage."""
    try:
        return group.main(args=arguments, prog_name="dragoman")
    except DragomanError as error:
        click.echo(f"dragoman: {error}", err=True)
        sys.exit(1)
