"""A record as a person reads it: one block a page."""

from __future__ import annotations

from functools import cache

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.record import Event, Record

# cooperation in blues, conflict in reds; material acts bold
_QUAD_STYLES = {1: "cyan", 2: "bold blue", 3: "magenta", 4: "bold red"}
NARROWEST = 100  # columns when the output is piped


@cache
def console() -> Console:
    """Where tables go: coloured in a terminal; plain text of a steady width when piped."""
    plain = Console(highlight=False, soft_wrap=False)
    return plain if plain.is_terminal else Console(highlight=False, width=max(NARROWEST, plain.width))


def print_record(record: Record, *, explain: bool = False) -> None:
    """Headline, date and place; a line an event; then statements, agreements, disputes and pledges."""
    article = record.article
    out = console()
    out.print(Text(article.title or "(no title)", style="bold"))
    place = article.dateline.place if article.dateline else None
    head = [article.published or "no date", place, article.byline or article.agency, article.source]
    out.print(Text(" · ".join(part for part in head if part), style="dim"))
    out.print(_events(record, explain=explain) if record.events else Text("  no events", style="dim"))
    for title, rows in _sections(record):
        if rows:
            out.print(Text(title, style="bold"))
            table = _grid()
            for row in rows:
                table.add_row("", *(Text(cell) for cell in row))
            out.print(table)
    out.print()


def _grid() -> Table:
    table = Table.grid(padding=(0, 1))
    table.add_column(width=1)
    table.add_column(max_width=34)
    table.add_column(ratio=1)
    return table


def _events(record: Record, *, explain: bool) -> Table:
    names = {entity.id: entity.name for entity in record.entities}
    table = Table.grid(padding=(0, 1))
    table.add_column(width=1)
    table.add_column(width=10, style="dim")
    table.add_column(max_width=38)
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    for event in record.events:
        what = event.type + (f" {event.mode}" if event.mode else "")
        label = Text(what, style=_QUAD_STYLES[event.quad])
        if event.auxiliary != "actual":
            label.append(f" ({event.auxiliary})", style="dim")
        table.add_row("", when(event), sides(event, names), label, Text(f"“{event.evidence.text}”"))
        if explain:
            from dragoman.events.explaining import explain as words_of

            words = ", ".join(f"{word} {weight:+.2f}" for word, weight in words_of(record.article.body, event))
            table.add_row("", "", "", "", Text(f"because of: {words}", style="dim"))
    return table


def when(event: Event) -> str:
    """The event's date at its own grain, or nothing."""
    if event.date is None:
        return ""
    length = {"day": 10, "month": 7, "year": 4}.get(event.date.granularity)
    return event.date.start[:length] if length else f"{event.date.start[:7]}…"


def sides(event: Event, names: dict[str, str]) -> str:
    """Actors → recipients by name."""
    actors = ", ".join(names.get(i, i) for i in event.actors)
    return f"{actors} → {', '.join(names.get(i, i) for i in event.recipients)}" if event.recipients else actors


def _sections(record: Record) -> list[tuple[str, list[tuple[str, str]]]]:
    statements = [(s.speaker.name or "(unknown)", f"“{s.text}”" if s.direct else s.text) for s in record.statements]
    agreements = []
    for a in record.agreements:
        status = " ".join(part for part in (a.status, a.status_date) if part) or "status unknown"
        expires = f"; expires {a.expires}" if a.expires else ""
        agreements.append((a.acronym or a.name, f"{', '.join(a.parties)}: {status}{expires} ({a.name})"))
    disputes = [(", ".join(d.parties), d.issue) for d in record.disputes]
    pledges = [
        (", ".join(p.by), p.what + (f" (due {p.due.end})" if p.due and p.due.end else "")) for p in record.pledges
    ]
    return [("Statements", statements), ("Agreements", agreements), ("Disputes", disputes), ("Pledges", pledges)]
