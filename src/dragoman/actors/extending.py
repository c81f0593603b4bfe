"""What belongs to a noun phrase after its head: its owner, its bracket, its apposition."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.actors import senses as c
from dragoman.actors.chunking import phrase
from dragoman.actors.lexicon import Lexicon
from dragoman.actors.readings import home
from dragoman.actors.segments import UNKNOWN_NAME, Segment
from dragoman.actors.tokens import POSSESSIVE


def extended(parts: Sequence[Segment], first: int, end: int, lexicon: Lexicon) -> int:
    """The end of the phrase with its owner after a preposition, its bracket and its apposition."""
    end = _with_owner(parts, end, lexicon)
    end = _with_bracket(parts, end)
    apposed = _with_apposition(parts, first, end, lexicon)
    return apposed if apposed is not None else end


def _with_owner(parts: Sequence[Segment], end: int, lexicon: Lexicon) -> int:
    """Take in "of India", "at South Korea's foreign ministry"; no mere place ("in Mali")."""
    while end + 1 < len(parts):
        link = parts[end]
        if link.names or not link.word_of(c.OWNER) or link.key not in {"of", "at", "from"}:
            return end
        head = parts[end - 1]
        if link.key != "of" and not head.word_of(c.HEAD, c.WEAK):
            return end
        if not (head.word_of(c.HEAD, c.WEAK, c.NEUTRAL) or head.key in lexicon.payload["classes"]["counters"]):
            return end
        inner = phrase(parts, end + 1, lexicon)
        if inner is None:
            return end
        end = _joined(parts, inner)
    return end


def _joined(parts: Sequence[Segment], end: int) -> int:
    """Take in "and Bangladesh" after "the foreign ministers of India"."""
    if end + 1 < len(parts) and parts[end].word_of(c.AND) and not parts[end].names and home(parts[end + 1]):
        after = parts[end + 2] if end + 2 < len(parts) else None
        follows = after is not None and (after.key == POSSESSIVE or after.word_of(c.HEAD, c.WEAK) is not None)
        if home(parts[end - 1]) and not follows:
            return end + 2
    return end


def _with_bracket(parts: Sequence[Segment], end: int) -> int:
    """Take in an acronym in brackets: "the Organisation of Islamic Cooperation (OIC)"."""
    if end + 2 < len(parts) and parts[end].key == "(" and parts[end + 2].key == ")":
        return end + 3 if parts[end + 1].text.isupper() else end
    return end


def _with_apposition(parts: Sequence[Segment], first: int, end: int, lexicon: Lexicon) -> int | None:
    """Take in ", Kang Kyung-wha," after a description of one person, and the other way round."""
    if end + 1 >= len(parts) or parts[end].key != ",":
        return None
    inner = phrase(parts, end + 1, lexicon)
    if inner is None:
        return None
    inner = _with_owner(parts, inner, lexicon)
    closed = inner >= len(parts) or parts[inner].key in {
        ",",
        ".",
        ";",
        ":",
        POSSESSIVE,
        "”",
        '"',
        "who",
        "which",
        "said",
        "says",
        "told",
    }
    left, right = parts[first:end], parts[end + 1 : inner]
    if _singular_title(left) and _personal_name(right):
        return inner if closed or not _listed_after(parts, inner) else None
    if _personal_name(left) and _singular_title(right) and closed and not _listed_after(parts, inner):
        return inner
    return None


def _listed_after(parts: Sequence[Segment], end: int) -> bool:
    return end < len(parts) and bool(parts[end].word_of(c.AND))


def _personal_name(parts: Sequence[Segment]) -> bool:
    names = [part for part in parts if not (part.word_of(c.HONORIFIC) and part.text[:1].isupper())]
    if not names or not all(part.other == UNKNOWN_NAME or part.name_of(c.ENTRY) for part in names):
        return False
    return any(part.name_of(c.ENTRY) for part in names) or len(names) > 1


def _singular_title(parts: Sequence[Segment]) -> bool:
    """Whether a phrase is a description of one person and names nobody."""
    sense = parts[-1].word_of(c.HEAD, c.WEAK) if parts else None
    if sense is None:
        heads = [part.word_of(c.HEAD, c.WEAK) for part in parts]
        sense = next((found for found in heads if found), None)
    if sense is None or not sense[2] or sense[3]:
        return False
    return not any(part.name_of(c.ENTRY) and not home(part) for part in parts[-1:]) and not any(
        part.other == UNKNOWN_NAME for part in parts[-1:]
    )
