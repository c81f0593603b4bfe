"""``python docs/tables.py`` writes the tables of docs/store.md anew from the store's schema and its comments."""

from __future__ import annotations

import re
from pathlib import Path

from dragoman.store.opening import schema

PAGE = Path(__file__).parent / "store.md"
MARKS = ("<!-- tables -->", "<!-- /tables -->")
_HEADING = re.compile(r"-- ([A-Z][^\n]*?) -{3,}$", re.MULTILINE)
_TABLE = re.compile(r"^CREATE TABLE (\w+) \((.*?)\);", re.MULTILINE | re.DOTALL)
_NAME = re.compile(r'(?:"(\w+)"|(\w+)) (.+?)(?: NOT NULL)?,?$')


def tables() -> str:
    """The Markdown of all tables: a heading a section of the schema, a list of columns a table."""
    text = schema()
    parts = []
    for match in re.finditer(f"{_HEADING.pattern}|{_TABLE.pattern}", text, re.MULTILINE | re.DOTALL):
        if match[1]:
            parts.append(f"## {match[1].split(':')[0]}\n")
            continue
        name, columns = match[2], match[3]
        about, rows = _columns(columns)
        parts.append(f"### {name}\n" + (f"\n{about[0].upper()}{about[1:]}.\n" if about else ""))
        parts.append("| column | type | |\n|---|---|---|\n" + "".join(f"| `{n}` | {t} | {c} |\n" for n, t, c in rows))
    return "\n".join(parts)


def _columns(text: str) -> tuple[str, list[tuple[str, str, str]]]:
    about, rows = "", []
    for line in text.splitlines():  # what follows the bracket is of the table itself
        code, _, comment = (part.strip() for part in line.partition("--"))
        match = _NAME.match(code)
        if match:
            null = "" if "NOT NULL" in code else ", may be null"
            rows.append((match[1] or match[2], match[3].replace("|", "\\|") + null, comment.replace("|", "\\|")))
        elif comment and rows:
            name, kind, before = rows[-1]
            rows[-1] = (name, kind, f"{before} {comment}".strip())
        elif comment:
            about = f"{about} {comment}".strip()
    return about, rows


def rendered(page: str) -> str:
    """The page with its tables made anew."""
    head, _, rest = page.partition(MARKS[0])
    return f"{head}{MARKS[0]}\n\n{tables()}\n{MARKS[1]}{rest.partition(MARKS[1])[2]}"


if __name__ == "__main__":
    PAGE.write_text(rendered(PAGE.read_text("utf-8")), "utf-8")
