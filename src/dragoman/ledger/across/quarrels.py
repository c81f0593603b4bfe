"""Which mentions are one dispute: by parties and issue, whatever words a page has for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.ledger.across.wording import likeness, load_wording, stems, with_concepts

LEAST = 0.2  # likeness that two wordings of one issue have


@dataclass(frozen=True)
class DisputeFacts:
    """What is known of a mention, or of a group: its powers, the words of its issue and of the sentences around it.

    ``words`` and ``context`` hold stems and, as ``#name``, the concepts that they speak of.
    """

    parties: frozenset[str]
    words: frozenset[str]
    context: frozenset[str]

    @property
    def concepts(self) -> frozenset[str]:
        """The concepts of the issue itself."""
        return frozenset(word for word in self.words if word.startswith("#"))


def issue_words(forms: Sequence[str], *, names: Iterable[str] = ()) -> frozenset[str]:
    """Stems and concepts of the wordings of an issue, without names and the nouns that any quarrel has."""
    left_out = tuple(names)
    found = frozenset[str]().union(*(stems(form.replace("-", " "), without=left_out) for form in forms))
    return with_concepts(found - load_wording().quarrels)


def alike(a: DisputeFacts, b: DisputeFacts) -> float | None:
    """How surely two mentions mean one dispute, above 0; None where nothing suggests it."""
    if not agree(a, b):
        return None
    direct = likeness(a.words, b.words)
    around = (_share(a.words, b.context) + _share(b.words, a.context)) / 2
    value = max(direct, 0.6 * around if a.concepts & b.concepts or direct else 0.5 * around)
    return value if value >= LEAST else None


def agree(a: DisputeFacts, b: DisputeFacts) -> bool:
    """Whether nothing that is known of two mentions or groups forbids that they are one."""
    if len(a.parties & b.parties) < min(2, len(a.parties), len(b.parties)) or not a.parties & b.parties:
        return False
    return not (a.concepts and b.concepts and not a.concepts & b.concepts)


def both(a: DisputeFacts, b: DisputeFacts) -> DisputeFacts:
    """What is known of two groups together: their common concepts, so that a page that speaks of two issues in one
    breath does not make them one."""
    shared = a.concepts & b.concepts or a.concepts | b.concepts
    plain = frozenset(w for w in a.words | b.words if not w.startswith("#"))
    return DisputeFacts(a.parties & b.parties or a.parties | b.parties, plain | shared, a.context | b.context)


def blocks(facts: DisputeFacts) -> set[str]:
    """The keys under which mentions that may be one are found: each pair of powers."""
    powers = sorted(facts.parties)
    pairs = {f"p:{a}:{b}" for i, a in enumerate(powers) for b in powers[i + 1 :]}
    return pairs or {f"p:{a}:" for a in powers}


def concerns(facts: DisputeFacts, words: frozenset[str]) -> float:
    """How far an act whose sentence holds these words (stems and concepts) is a move in the dispute; 0 for not."""
    shared = facts.words & words
    concepts = sum(1 for word in shared if word.startswith("#"))
    plain = len(shared) - concepts
    if not concepts and plain < 2:
        return 0.0
    return concepts + plain / 2


def _share(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a) if a else 0.0
