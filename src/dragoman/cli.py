"""The command line. A command's module is imported when it is called, not before."""

from __future__ import annotations

import importlib
import sys
from typing import Any

import click

from dragoman import __version__
from dragoman.errors import DragomanError, UsageError

# name: (where its click command is, what it does). This line is shown without importing the module.
COMMANDS = {
    "read": ("commands.read:command", "Show the article of a page without its furniture."),
    "code": ("commands.code:command", "Code pages: who did what to whom, when and where, and who says so."),
    "classify": ("commands.classify:command", "Type the event between given actors and recipients."),
    "resolve": ("actors.commands:resolve_command", "Say which political actor a name or phrase means, at a date."),
    "lexicon": ("actors.commands:lexicon_group", "Inspect, check and extend the tables of actors."),
    "date": ("language.commands:date_command", "Say which days a date phrase means."),
    "place": ("places.commands:place_command", "Say which place on earth a toponym means."),
    "export": ("commands.export:command", "Write the events of a store as a file that other tools read."),
    "add": ("commands.add:command", "Code pages and keep them in the store."),
    "load": ("commands.load:command", "Bring the shards of a long run into a store."),
    "query": ("commands.query:command", "Ask a lake of shards what a store is asked."),
    "recode": ("commands.recode:command", "Code the pages of the store anew, keeping what the old coder said."),
    "events": ("commands.events:command", "Ask the store who did what to whom."),
    "dyad": ("commands.dyad:command", "Tell the story of two powers: events, months, and the balance of who acts."),
    "statements": ("commands.statements:command", "List who said what."),
    "agreements": ("commands.agreements:command", "List agreements, each as it stands as of a day."),
    "disputes": ("commands.disputes:command", "List disputes, each with its course as of a day."),
    "pledges": ("commands.pledges:command", "List pledges: open, kept, broken or overdue as of a day, and why."),
    "actors": ("commands.actors:command", "List who acts in the store."),
    "sources": ("commands.sources:command", "List the pages of the store."),
    "show": ("commands.show:command", "Show everything about one event, actor, page or ledger entry."),
    "plot": ("commands.plot:command", "Draw the months of a dyad."),
    "serve": ("commands.serve:command", "Open the reading room: the store as web pages, API and feeds."),
    "mcp": ("commands.mcp:command", "Answer the questions of language-model agents over stdio."),
    "merge": ("commands.merge:command", "Say that two events, agreements, disputes or pledges are one."),
    "split": (
        "commands.split:command",
        "Say that a report or mention is of something else than what it is kept under.",
    ),
    "rebuild": ("commands.rebuild:command", "Merge all reports of the store anew, or bring an older store up."),
    "schema": ("commands.schema:command", "Print the JSON Schema of a record."),
}


class _LazyGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(importlib.import_module(f"dragoman.{module}"), name)
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
        sys.exit(2 if isinstance(error, UsageError) else 1)
