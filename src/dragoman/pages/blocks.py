"""A tree of HTML → its blocks of text in reading order, with the regions of the page that each stands in."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from dragoman.errors import DataError
from dragoman.pages.cleaning import clean, squeeze
from dragoman.pages.tables import mapping, tags

_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_TOKEN = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_MOST_BLOCKS = 20_000


class Block(NamedTuple):
    """A block of text. ``regions`` are its enclosing elements that say something, outermost first: (number, kind)."""

    text: str
    tag: str
    parent: int
    regions: tuple[tuple[int, str], ...]

    @property
    def heading(self) -> bool:
        """Whether it is a heading below the headline."""
        return self.tag in _HEADINGS

    def hint(self, ignored: set[int]) -> str | None:
        """The kind of furniture that its innermost telling region makes it."""
        kinds = [kind for number, kind in self.regions if number not in ignored]
        if self.tag == "h1":
            return "headline" if not any(kind in ("related", "navigation") for kind in kinds) else kinds[-1]
        if "related" in kinds:
            return "related"
        return kinds[-1] if kinds else None


@cache
def _elements() -> dict[str, str]:
    table = mapping("markup.yaml").get("elements")
    if not isinstance(table, dict):
        raise DataError("markup.yaml:1: elements must map a kind to tags")
    return {str(tag): str(kind) for kind, tags in table.items() for tag in tags}


@cache
def _classes() -> dict[str, str]:
    table = mapping("markup.yaml").get("classes")
    if not isinstance(table, dict):
        raise DataError("markup.yaml:1: classes must map a kind to class names")
    return {str(name): str(kind) for kind, names in table.items() for name in names}


def _class_kind(element: Any) -> str | None:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"[:300].split()
    table = _classes()
    for name in names:
        if name.lower() in table:
            return table[name.lower()]
    for name in names:
        for token in _TOKEN.findall(name):
            if token.lower() in table and len(token) > 2:
                return table[token.lower()]
    return None


def _is_hidden(element: Any) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search((element.get("style") or "")[:300]))


def _region(element: Any, tag: str) -> str | None:
    if tag in ("html", "body", "article", "main"):
        return None
    return _elements().get(tag) or _class_kind(element)


class _Walker:
    """Collects blocks while the tree is walked; the stack is a list, so depth costs no recursion."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.buffer: list[str] = []
        self.owner: tuple[str, int] = ("body", 0)
        self.regions: list[tuple[int, str]] = []
        self.opened: list[tuple[str, int]] = [("body", 0)]
        self.number = 0

    def flush(self) -> None:
        if not self.buffer:
            return
        tag, _ = self.opened[-1]
        parent = self.opened[-2][1] if len(self.opened) > 1 else 0
        for part in re.split(r"\n[ \t]*\n", "".join(self.buffer)):
            if (text := squeeze(clean(part))) and len(self.blocks) < _MOST_BLOCKS:
                self.blocks.append(Block(text, tag, parent, tuple(self.regions)))
        self.buffer = []

    def enter(self, tag: str, kind: str | None) -> None:
        self.number += 1
        if tag in tags("blocks"):
            self.flush()
            self.opened.append((tag, self.number))
        if kind:
            if tag not in tags("blocks"):
                self.flush()
            self.regions.append((self.number, kind))

    def leave(self, tag: str, kind: str | None) -> None:
        if tag in tags("blocks") or kind:
            self.flush()
        if tag in tags("blocks"):
            self.opened.pop()
        if kind:
            self.regions.pop()


def _flat(text: str | None) -> str:
    return re.sub(r"\s+", " ", text) if text else ""


def walk(tree: Any) -> list[Block]:
    """The blocks of a parsed page, scripts and hidden parts left out."""
    walker = _Walker()
    # each item: an element to enter, or an element to leave with the kind of region that it opened
    waiting: list[tuple[Any, bool, str | None]] = [(tree, False, None)]
    while waiting:
        element, leaving, kind = waiting.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        if leaving:
            walker.leave(tag, kind)
            walker.buffer.append(_flat(element.tail))
            continue
        if not tag or _elements().get(tag) == "skip" or _is_hidden(element):
            if element is not tree:
                walker.buffer.append(_flat(element.tail))
            continue
        if tag == "br":
            walker.buffer.append("\n" + _flat(element.tail).lstrip())
            continue
        kind = _region(element, tag)
        walker.enter(tag, kind)
        walker.buffer.append(_flat(element.text))
        waiting.append((element, True, kind))
        waiting.extend((child, False, None) for child in reversed(element))
    walker.flush()
    return walker.blocks
