"""Interviews printed as turns: "Q: … A: …", "Observer: … Weiss: …".

A paragraph that opens with a label and a colon is a turn where the page has a question and an answer so labelled, or
where two names take turns and one comes back. What the one who asks says is no claim and is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

_NAME = r"[A-Z][\w’'-]{0,30}(?:\.? [A-Z][\w’'-]{0,30}){0,3}"
_TURN = re.compile(rf"^(?P<label>{_NAME}):[ \t]+(?P<text>[^\s“\"‘'«][^\n]{{0,6000}})$", re.MULTILINE)
_ASKS, _ANSWERS = frozenset({"q", "question"}), frozenset({"a", "answer"})


class Turn(NamedTuple):
    """An answer: ``body[start:end]``, and the name that its label gives (None for a bare "A:")."""

    start: int
    end: int
    label: str | None


def find_turns(body: str) -> list[Turn]:
    """The answers of an interview printed as turns, in order; none where the page holds no such interview."""
    matches = list(_TURN.finditer(body))
    labels = Counter(m["label"].lower() for m in matches)
    lettered = bool(labels.keys() & _ASKS and labels.keys() & _ANSWERS)
    named = {label for label in labels if label not in _ASKS | _ANSWERS}
    if not lettered and (len(named) != 2 or max(labels.values()) < 2 or len(matches) < 3):
        return []
    asking = _asking(matches, named) if named else None
    return [
        Turn(m.start("text"), m.start("text") + len(m["text"].rstrip()), None if low in _ANSWERS else m["label"])
        for m in matches
        if (low := m["label"].lower()) not in _ASKS and low != asking
    ]


def _asking(matches: list[re.Match[str]], named: set[str]) -> str:
    """Of the names, the one whose turns end most often in a question; failing that, the one who begins."""
    order = [m["label"].lower() for m in matches if m["label"].lower() in named]
    asked = Counter(m["label"].lower() for m in matches if m["text"].rstrip().endswith("?"))
    return max(dict.fromkeys(order), key=lambda label: asked[label])
