"""The words by which mentions on different pages are compared: stems, and the concepts that different words share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from dragoman.errors import DataError
from dragoman.tables import load_mapping

WORD = re.compile(r"[^\W_]+(?:\.[^\W_]\b)*\.?(?:['’]\w+)?")
_POSSESSIVE = re.compile(r"['’]\w*\Z")
# British and American spelling as one, before endings go
_SPELLINGS = ((re.compile(r"our(?=ed|er|ers|s|ing|\Z)"), "or"), (re.compile(r"is(?=e|ed|es|ing|ation)"), "iz"))
_ENDINGS = (
    *(
        "izations",
        "ization",
        "izing",
        "ized",
        "izes",
        "ize",
        "ations",
        "ation",
        "atives",
        "ative",
        "ements",
        "ements",
        "ments",
        "ment",
        "ings",
        "ing",
    ),
    *("ions", "ion", "ers", "er", "ors", "ies", "ed", "es", "s", "e", "y"),
)
# Past forms and nouns that no ending tells from their verb; of the acts that the ledger follows.
_IRREGULAR = {
    "withdrew": "withdraw",
    "withdrawn": "withdraw",
    "withdrawal": "withdraw",
    "met": "meet",
    "held": "hold",
    "sent": "send",
    "gave": "give",
    "left": "leave",
    "began": "begin",
    "begun": "begin",
    "paid": "pay",
    "broke": "break",
    "broken": "break",
    "sold": "sell",
    "bought": "buy",
    "built": "build",
    "fought": "fight",
    "freed": "free",
    "fell": "fall",
    "flew": "fly",
    "brought": "bring",
    "struck": "strike",
    "spoke": "speak",
    "talks": "talk",
    "spies": "spy",
    "extradition": "extradite",
    "seizure": "seize",
    "refusal": "refuse",
}
_SAME = {"reopen": "open", "withdraw": "leav", "quit": "leav", "exit": "leav"}  # stems of one act
_DOUBLED = re.compile(r"([b-df-hj-np-rtv-z])\1\Z")
_LEAST = 4  # letters that stay of a stem
_FILE = "across.yaml"


@dataclass(frozen=True)
class Wording:
    """``data/across.yaml``: words that say nothing, heads of agreements by family, and concepts by their stems."""

    stops: frozenset[str]
    heads: dict[str, str | None]
    generic: frozenset[str]
    quarrels: frozenset[str]
    no_acronyms: frozenset[str]
    concepts: tuple[tuple[str, tuple[frozenset[str], ...]], ...]


@cache
def load_wording() -> Wording:
    """The table, checked. Raises DataError naming the file and the bad entry."""
    raw = load_mapping(__package__, _FILE)
    wanted = {"stops", "heads", "generic", "quarrels", "no_acronyms", "concepts"}
    if set(raw) != wanted:
        raise DataError(f"{_FILE}:1: wants exactly {', '.join(sorted(wanted))}")
    heads: dict[str, str | None] = {}
    for family, words in raw["heads"].items():
        heads |= {stem(word): None if family == "any" else family for word in words.split()}
    concepts = []
    for name, phrases in raw["concepts"].items():
        if not isinstance(phrases, list) or not phrases:
            raise DataError(f"{_FILE}:1: concepts.{name}: a list of words and phrases is wanted")
        concepts.append((f"#{name}", tuple(frozenset(map(stem, str(phrase).split())) for phrase in phrases)))
    return Wording(
        stops=frozenset(raw["stops"].split()),
        heads=heads,
        generic=frozenset(map(stem, raw["generic"].split())),
        quarrels=frozenset(map(stem, raw["quarrels"].split())),
        no_acronyms=frozenset(raw["no_acronyms"].split()),
        concepts=tuple(concepts),
    )


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The word in lower case without possessive, plural and common endings, as long as four letters stay."""
    low = _POSSESSIVE.sub("", word.casefold()).strip(".")
    low = _IRREGULAR.get(low, low)
    for pattern, spelling in _SPELLINGS:
        low = pattern.sub(spelling, low) if len(low) > 5 else low
    while ending := next((e for e in _ENDINGS if low.endswith(e) and len(low) - len(e) >= _LEAST), None):
        low = low[: -len(ending)]
    low = _DOUBLED.sub(r"\1", low)  # cancelled, cancel
    return _SAME.get(low, low)


def stems(text: str, *, without: Iterable[str] = ()) -> frozenset[str]:
    """Stems of the content words of ``text``; ``without`` are words in lower case that are left out (names)."""
    stops, left_out = load_wording().stops, frozenset(without)
    found = set()
    for match in WORD.finditer(text):
        low = _POSSESSIVE.sub("", match[0].casefold()).strip(".")
        if len(low) > 1 and low not in stops and low not in left_out:
            found.add(stem(low))
    return frozenset(found)


@lru_cache(maxsize=65536)
def with_concepts(words: frozenset[str]) -> frozenset[str]:
    """The stems and, as ``#name``, the concepts that they speak of."""
    return words | {name for name, phrases in load_wording().concepts if any(phrase <= words for phrase in phrases)}


def likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """How far two sets of words agree, 0 to 1: the mean of Jaccard's measure and the share of the smaller set."""
    shared = len(a & b)
    if not shared:
        return 0.0
    return (shared / len(a | b) + shared / min(len(a), len(b))) / 2
