"""The commands ``dragoman resolve`` and ``dragoman lexicon``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import IO, Any

import click

from dragoman.actors.entities import Actor
from dragoman.actors.importing import import_table, write_table
from dragoman.actors.lexicon import Lexicon, load_lexicon
from dragoman.actors.readings import Context
from dragoman.actors.resolving import resolve
from dragoman.actors.segments import segments
from dragoman.actors.senses import ENTRY
from dragoman.actors.tables import LAST_DAY
from dragoman.actors.tokens import key_of
from dragoman.errors import DragomanError, UsageError

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?\Z")
_TABLES = click.option(
    "--table",
    "tables",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A YAML table of your own, which takes precedence; may be given again.",
)


@click.command("resolve")
@click.argument("texts", nargs=-1, metavar="TEXT...")
@click.option("--date", help="The day at which actors are taken (YYYY-MM-DD); today if not given.")
@click.option(
    "--input", "source", type=click.File("r", encoding="utf-8"), help="JSON lines with id, text, date; - for stdin."
)
@_TABLES
def resolve_command(texts: tuple[str, ...], date: str | None, source: IO[str] | None, tables: tuple[Path, ...]) -> None:
    """Say which political actor each TEXT names or describes, one JSON object a line."""
    if not texts and source is None:
        raise click.UsageError("give a TEXT or --input")
    if date is not None and not _DATE.match(date):
        raise click.BadParameter(f"{date!r} is no YYYY-MM-DD", param_hint="--date")
    lexicon = _lexicon(tables)
    rows: Iterable[dict[str, Any]] = ({"id": str(number), "text": text} for number, text in enumerate(texts, 1))
    bad = 0
    for row in chain(rows, _rows(source)):
        if problem := row.get("problem"):
            bad += 1
            click.echo(f"skipped {problem}", err=True)
        click.echo(json.dumps(answer(row, date=date, lexicon=lexicon), ensure_ascii=False))
    if bad:
        raise SystemExit(1)


def answer(row: dict[str, Any], *, date: str | None, lexicon: Lexicon) -> dict[str, Any]:
    """The answer to one query: ``entity`` is the actor or None; ``entities`` is there as well for a list of several."""
    text, day = str(row.get("text") or ""), row.get("date") or date
    actors = resolve(text, date=day, lexicon=lexicon)
    found: dict[str, Any] = {"id": row.get("id"), "entity": as_entity(actors[0]) if actors else None}
    if len(actors) > 1:
        found["entities"] = [as_entity(actor) for actor in actors]
    found["candidates"] = [as_entity(actor) for actor in candidates(text, actors, Context(lexicon, day))]
    return found


def as_entity(actor: Actor) -> dict[str, Any]:
    """An actor as JSON."""
    return {**asdict(actor), "sectors": list(actor.sectors)}


def candidates(text: str, actors: list[Actor], context: Context) -> list[Actor]:
    """The actors found, and every namesake that the words could also mean."""
    others = [
        context.lexicon.at(sense[1], date=context.date)
        for segment in segments(text[:1000], lexicon=context.lexicon)
        for sense in segment.names
        if sense[0] == ENTRY
    ]
    return list(dict.fromkeys([*actors, *others]))


def _rows(source: IO[str] | None) -> Iterator[dict[str, Any]]:
    """The queries of a file; one that cannot be read is a row with a ``problem``, and is answered with null."""
    for number, line in enumerate(source or (), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as error:
            yield {"id": str(number), "problem": f"line {number}: no JSON ({error})"}
            continue
        if isinstance(row, dict) and row.get("date") and not _DATE.match(str(row["date"])):
            yield {"id": row.get("id", str(number)), "problem": f"line {number}: {row['date']!r} is no YYYY-MM-DD"}
        elif isinstance(row, dict) and "text" in row:
            yield {"id": str(number), **row, "problem": None}
        else:
            yield {"id": str(number), "problem": f"line {number}: a JSON object with text is wanted"}


def _lexicon(tables: tuple[Path, ...]) -> Lexicon:
    try:
        return load_lexicon(extra=tables)
    except DragomanError as error:
        raise click.ClickException(str(error)) from error


@click.group("lexicon")
def lexicon_group() -> None:
    """Inspect, check and extend the tables of political actors."""


@lexicon_group.command("list")
@click.option("--country", help="Only this country code.")
@click.option("--kind", type=click.Choice(["person", "organisation", "group"]))
@_TABLES
def list_command(country: str | None, kind: str | None, tables: tuple[Path, ...]) -> None:
    """List the named actors: id, name, kind and country, parted by tabs."""
    for identity, name, entry_kind, home, _ in _lexicon(tables).entries:
        if (country is None or home == country) and (kind is None or kind == entry_kind):
            click.echo(f"{identity}\t{name}\t{entry_kind}\t{home}")


@lexicon_group.command("show")
@click.argument("name")
@_TABLES
def show_command(name: str, tables: tuple[Path, ...]) -> None:
    """Show what the tables say of NAME (a name or an id), with its times."""
    lexicon = _lexicon(tables)
    wanted = {sense[1] for sense in lexicon.senses(key_of(name)) if sense[0] == ENTRY}
    shown = [entry for place, entry in enumerate(lexicon.entries) if place in wanted or entry[0] == name]
    if not shown:
        raise click.ClickException(f"no actor is named {name!r}")
    for identity, known, kind, home, states in shown:
        click.echo(f"{identity}\t{known}\t{kind}\t{home}")
        for sectors, role, country, start, end in states:
            until = "" if end == LAST_DAY else end
            since = "" if start.startswith("0000") else start
            click.echo(f"  {since}..{until}\t{country or home}\t{','.join(sectors)}\t{role or ''}")


@lexicon_group.command("check")
@click.argument("tables", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check_command(tables: tuple[Path, ...]) -> None:
    """Check our tables and the given ones; the first fault is told with its file and line."""
    lexicon = _lexicon(tables)
    names = len(lexicon.payload["names"])
    click.echo(f"{len(lexicon.entries)} actors, {len(lexicon.countries)} states and territories, {names} names: sound")


@lexicon_group.command("import")
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
def import_command(source: Path, target: Path) -> None:
    """Turn SOURCE (.csv, or PETRARCH's .actors or .agents, also .gz) into the YAML table TARGET."""
    try:
        if target.suffix not in {".yaml", ".yml"}:
            raise UsageError(f"{target}: the table to write ends in .yaml")
        imported = import_table(source)
        write_table(imported, target)
        load_lexicon(extra=[target])
    except DragomanError as error:
        raise click.ClickException(str(error)) from error
    rows = sum(len(names) for kinds in imported.table.values() for names in kinds.values())
    nouns = sum(len(group) for group in imported.agents.values())
    click.echo(f"{rows} actors and {nouns} agent words written to {target}; {len(imported.skipped)} lines skipped")
    for line in imported.skipped:
        click.echo(f"skipped {line}", err=True)
