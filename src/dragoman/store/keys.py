"""Keys of what the store holds, and the powers that entities belong to.

A key is a 64-bit hash of what it names, so that the same pages give the same keys on every machine and in every order.
"""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from hashlib import blake2b

_EVENT_ID = re.compile(r"e[0-9a-f]{16}\Z")
_NO_POWERS = frozenset({"ORG", "IGO", "NGO", "IMG", "ISM", "MNC"})  # heads of ids whose owner is nobody's organ


def key(*parts: object) -> int:
    """An unsigned 64-bit key of the parts in their order."""
    text = "\x1f".join(str(part) for part in parts)
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def event_id(event: int) -> str:
    """The id that people see and pass to ``show``: ``e`` and 16 hexadecimal digits."""
    return f"e{event:016x}"


def read_event_id(text: str) -> int | None:
    """The key behind an event's id; None for anything else."""
    return int(text[1:], 16) if _EVENT_ID.match(text) else None


def clean_source(source: str) -> str:
    """One spelling of a path: ``./a.txt`` is ``a.txt``. URLs and standard input stay as they are."""
    if "://" in source or not source:
        return source
    return posixpath.normpath(source)


@lru_cache(maxsize=65536)
def side(entity: str) -> str:
    """The power that an entity belongs to: ``JPN.GOV:toshimitsu-motegi`` is JPN; an organisation of none is itself."""
    head = entity.partition(":")[0].partition(".")[0]
    return entity if head in _NO_POWERS else head


def sides(entities: list[str]) -> list[str]:
    """The different powers behind the entities, sorted."""
    return sorted({side(entity) for entity in entities})
