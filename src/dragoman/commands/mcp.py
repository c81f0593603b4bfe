"""``dragoman mcp``."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.commands.stored import reader, store_options


@click.command("mcp")
@store_options
def command(path: Path, wait: float) -> None:
    """Answer the questions of language-model agents about the store, over stdin and stdout (MCP). It only reads.

    Needs the extra: pip install 'dragoman[mcp]'. In an agent's settings: command dragoman, arguments mcp --store FILE.
    """
    from dragoman.errors import UsageError

    try:
        from dragoman.web.tools import create_server
    except ModuleNotFoundError as error:
        if error.name and error.name.partition(".")[0] == "mcp":
            raise UsageError("this needs the mcp package: pip install 'dragoman[mcp]'") from error
        raise
    store = reader(path, wait)
    with store.reading():
        pass
    create_server(store).run("stdio")
