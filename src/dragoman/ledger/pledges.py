"""Pledges: promises, announced plans, deadlines and ultimatums, by whom, to whom, what, and due when."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from dragoman.events.coding import Scene
from dragoman.ledger.parties import side
from dragoman.record import Due, Event, Pledge, Span

# What a promise, an offer or an announced step is in PLOVER. A threat is no pledge, an ultimatum sets a day.
_PROMISES = frozenset({"AGREE", "CONCEDE"})
_OBJECT = re.compile(
    r"\s*(?:[^.;,]{0,60}?\s)??(?:(?P<to>to)\s+|(?:that\s+)?(?:\w+\s+){0,4}?(?P<modal>will|would|was ready to|were ready to|is ready to)\s+|not to\s+)"
)
_PLANNED = re.compile(
    r"\b(?:is|are|was|were)\s+(?:due|set|scheduled|expected|slated|planned|to)\s+(?:to\s+)?|\bwill\s+|\bplans?\s+to\s+"
)
_END = re.compile(
    r"[;.]|,\s+(?:but|while|which|who|after|as|a|an|the|said|saying|taking|in|according)\b|\s(?:but|while|after|although|if)\s"
)
_LONGEST = 240  # code points of what is pledged


def find_pledges(scene: Scene, events: Sequence[Event]) -> list[Pledge]:
    """The pledges of an article in order; each comes from an event that promises or from one announced for a day."""
    found: list[Pledge] = []
    for event in events:
        sentence = next(s for s in scene.sentences if s.start <= event.evidence.start < s.end)
        if event.type in _PROMISES and event.auxiliary in ("actual", "future"):
            span = _promised(scene.body, event, sentence.end)
        elif event.auxiliary == "future":
            span = _planned(scene.body, event, sentence.start, sentence.end)
        else:
            continue
        if span is None or any(p.evidence.start < span[1] and span[0] < p.evidence.end for p in found):
            continue
        found.append(_pledge(scene, event, *span))
    return found


def _pledge(scene: Scene, event: Event, start: int, end: int) -> Pledge:
    by = list(dict.fromkeys(side(a) for a in event.actors))
    to = [party for party in dict.fromkeys(side(r) for r in event.recipients) if party not in by]
    what = scene.body[start:end]
    key = f"{scene.article_id} {by} {what}"
    return Pledge(
        id="pledge:" + hashlib.sha256(key.encode()).hexdigest()[:16],
        by=by,
        to=to,
        what=" ".join(what.split()),
        due=_due(scene, start, end),
        evidence=Span(start=start, end=end, text=what),
    )


def _promised(body: str, event: Event, stop: int) -> tuple[int, int] | None:
    """The words that say what is promised: the clause after the trigger."""
    for position in _trigger_ends(body, event):
        match = _OBJECT.match(body, position, stop)
        if match is not None:
            start = match.end()
            return start, _clause_end(body, start, stop)
    return None


def _trigger_ends(body: str, event: Event) -> list[int]:
    """Where the promising verb may end: after each word of the evidence that is followed by "to", "that" or "will"."""
    text = event.evidence.text
    return [event.evidence.start + m.end() for m in re.finditer(r"\w+", text)][-3:]


def _planned(body: str, event: Event, start: int, stop: int) -> tuple[int, int] | None:
    match = _PLANNED.search(body, start, stop)
    if match is None or match.end() > event.evidence.end + 40:
        return None
    return match.end(), _clause_end(body, match.end(), stop)


def _clause_end(body: str, start: int, stop: int) -> int:
    match = _END.search(body, start, min(stop, start + _LONGEST))
    end = match.start() if match else min(stop, start + _LONGEST)
    while end > start and (body[end - 1].isspace() or body[end - 1] in '.,;:”"'):
        end -= 1
    return end


def _due(scene: Scene, start: int, end: int) -> Due | None:
    """The first day named with the thing pledged that has not passed when the page appears."""
    for mention in scene.dates:
        if start <= mention.start and mention.end <= end + 40 and mention.value is not None:
            if scene.published is None or mention.value.end >= scene.published[:10]:
                return Due(start=mention.value.start, end=mention.value.end, text=mention.text)
    return None
