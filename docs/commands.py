"""``python docs/commands.py`` writes docs/commands.md anew: every command with its options, and every setting."""

from __future__ import annotations

import inspect
from pathlib import Path

import click

from dragoman.cli import COMMANDS, group

ROOT = Path(__file__).parents[1]
PAGE = Path(__file__).parent / "commands.md"
SETTINGS = {
    "DRAGOMAN_STORE": "The store that commands ask and fill without `--store`.",
    "DRAGOMAN_CACHE": "Folder of the compiled tables of actors; by default `dragoman` in the user's cache folder.",
    "DRAGOMAN_THREADS": "Threads of the encoder in one process, 1 by default: engines add processes.",
}
HEAD = """# Commands

Made by `python docs/commands.py` from the commands themselves.

Exit status: 0 all done; 1 something was skipped or failed, and standard error says what; 2 wrong usage.
"""


def page() -> str:
    """The whole page."""
    root = click.Context(group, info_name="dragoman")
    parts = [HEAD]
    for name in COMMANDS:
        command = group.get_command(root, name)
        assert command is not None
        parts += _command(command, click.Context(command, info_name=name, parent=root))
    rows = "".join(f"| `{name}` | {about} |\n" for name, about in SETTINGS.items())
    parts.append(f"## Settings\n\n| variable | |\n|---|---|\n{rows}")
    return "\n".join(parts)


def _command(command: click.Command, context: click.Context) -> list[str]:
    about = inspect.cleandoc(command.help or "")
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    parts = [f"## {context.command_path}\n", f"```text\n{usage}\n```\n", f"{about}\n"]
    rows = []
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record and "--help" not in parameter.opts:
            rows.append(
                "| " + " | ".join(_cell(text, code) for text, code in zip(record, (True, False), strict=True)) + " |\n"
            )
    if rows:
        parts.append("| option | |\n|---|---|\n" + "".join(rows))
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            parts += _command(inner, click.Context(inner, info_name=name, parent=context))
    return parts


def _cell(text: str, code: bool) -> str:
    plain = " ".join(text.split()).replace("|", "\\|")
    return f"`{plain}`" if code else plain


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
