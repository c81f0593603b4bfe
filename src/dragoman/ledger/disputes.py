"""The disputes of an article: what each is about, between whom, and what each side claims.

An issue is named with a quarrel ("a dispute over fishing rights", "the issue of forced labour") or is the object of
acts of conflict between the same two powers ("curbed exports of …"). Issues that share a word are one dispute.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from dragoman.events.coding import CodedEvent, Scene
from dragoman.language.sentences import Sentence
from dragoman.ledger.parties import countries_near, is_state, side
from dragoman.record import Dispute, Position, Span
from dragoman.tables import load_mapping

_END = re.compile(
    r"[.,;:?!”\")]|\s(?:and|but|that|which|who|when|while|after|before|has|have|had|was|were|is|are|will|would"
    r"|since|during|between|with|because|as|if|unless|until|on|at|where|despite|amid)\s"
)
_COMMON = frozenset(
    {
        *("that", "this", "with", "from", "over", "about", "have", "been", "their", "into", "such", "those", "these"),
        *("issue", "dispute", "between", "against", "government", "state", "country", "countries", "minister"),
        *("president", "people", "year", "years", "month", "week", "some", "more", "other", "last", "three", "them"),
    }
)
_LONGEST = 12  # words of an issue


@dataclass(frozen=True)
class Quarrels:
    quarrels: re.Pattern[str]
    named: re.Pattern[str]
    issues: re.Pattern[str]
    empty: frozenset[str]
    acts: frozenset[str]


@dataclass
class Draft:
    """A dispute while it is put together."""

    issue: str
    parties: list[str]
    evidence: list[Span] = field(default_factory=list)
    named: bool = False

    @property
    def words(self) -> set[str]:
        return stems(" ".join([self.issue]))


@cache
def load_quarrels() -> Quarrels:
    """The table ``data/disputes.yaml``, compiled."""
    raw = load_mapping(__package__, "disputes.yaml")
    nouns, links, issues = ("|".join(map(re.escape, raw[key])) for key in ("quarrels", "links", "issues"))
    return Quarrels(
        quarrels=re.compile(rf"\b(?:{nouns})\b"),
        named=re.compile(rf"((?:[\w’'-]+\s+){{0,3}})\b({nouns})\b(?:\s+(?:{links})\s+)?"),
        issues=re.compile(rf"\bthe (?:\w+ )?(?:{issues}) of\s+"),
        empty=frozenset(raw["empty"]),
        acts=frozenset(raw["acts"]),
    )


def stems(text: str) -> set[str]:
    """Content words cut to six letters, so that labour and labourers, export and exports are one."""
    return {w[:6] for w in re.findall(r"[a-z]{4,}", text.lower().replace("labor", "labour")) if w not in _COMMON}


def find_disputes(scene: Scene, events: Sequence[CodedEvent]) -> list[Dispute]:
    """The disputes between powers in order of first mention."""
    drafts: list[Draft] = []
    for sentence in scene.sentences:
        for issue, span in _issues(sentence):
            parties = _parties(scene, sentence, span, events)
            if len(parties) > 1:
                _add(drafts, Draft(issue, parties, [span], named=True))
    for draft in _from_acts(scene, events):
        _add(drafts, draft)
    return [_dispute(scene, draft, events) for draft in drafts if draft.named or len(draft.evidence) > 1]


def _issues(sentence: Sentence) -> Iterator[tuple[str, Span]]:
    table = load_quarrels()
    # the words before a quarrel make its pattern slow, and most sentences tell of none
    for match in table.named.finditer(sentence.text) if table.quarrels.search(sentence.text) else ():
        linked = match[0].rstrip().split()[-1] != match[2]
        before = _describing(match[1].split(), table.empty)
        issue = _phrase(sentence.text, match.end()) if linked else " ".join([*before, match[2]]) if before else ""
        if issue:
            end = match.end() + len(issue) if linked else match.end()
            yield issue, _span(sentence, match.start(2) if linked else match.start(), end)
    for match in table.issues.finditer(sentence.text):
        issue = _phrase(sentence.text, match.end())
        if issue:
            yield issue, _span(sentence, match.start(), match.end() + len(issue))


def _describing(words: list[str], empty: frozenset[str]) -> list[str]:
    """The words right before a quarrel that say what it is about: "trade" dispute, not "simmering" dispute."""
    kept: list[str] = []
    for word in reversed(words):
        if word.lower().strip("“‘\"'") in empty or word.endswith(("ed", "ing", "ly")):
            break
        kept.insert(0, word)
    return kept[-2:]


def _phrase(text: str, start: int) -> str:
    """The noun phrase at ``start``, up to the next clause."""
    match = _END.search(text, start)
    words = text[start : match.start() if match else len(text)].split(" ")
    return " ".join(words[:_LONGEST]).strip()


def _span(sentence: Sentence, start: int, end: int) -> Span:
    text = sentence.text[start:end]
    return Span(start=sentence.start + start, end=sentence.start + start + len(text), text=text)


def _parties(scene: Scene, sentence: Sentence, span: Span, events: Sequence[CodedEvent]) -> list[str]:
    """The powers in the sentence; failing two, those that the article's conflict is between."""
    near = [p for p in countries_near(scene, sentence, span.start, span.end) if is_state(p)]
    if len(near) > 1:
        return near[:2]
    dyads = _dyads(events)
    return next((list(pair) for pair in dyads if not near or near[0] in pair), near)


def _dyads(events: Sequence[CodedEvent]) -> list[tuple[str, str]]:
    """Pairs of powers between which the article tells of conflict or talks, the most frequent first."""
    count: dict[tuple[str, str], int] = {}
    for event in (coded.event for coded in events):
        powers = sorted({side(e) for e in (*event.actors, *event.recipients) if is_state(side(e))})
        for i, a in enumerate(powers):
            for b in powers[i + 1 :]:
                count[a, b] = count.get((a, b), 0) + (2 if event.quad > 2 else 1)
    return sorted(count, key=lambda pair: (-count[pair], pair))


def _from_acts(scene: Scene, events: Sequence[CodedEvent]) -> Iterator[Draft]:
    """What acts of conflict between two powers are about: the words after the trigger."""
    for coded in events:
        event, sentence = coded.event, coded.sentence
        powers = list(dict.fromkeys(side(e) for e in (*event.actors, *event.recipients) if is_state(side(e))))
        if event.type not in load_quarrels().acts or len(powers) != 2 or event.auxiliary == "negated":
            continue
        over = re.compile(r"\b(?:over|about|for|of)\s+").search(scene.body, event.evidence.end - 1, sentence.end)
        start = over.end() if over and over.start() - event.evidence.end < 40 else event.evidence.end
        issue = _phrase(sentence.text, start - sentence.start)
        if len(stems(issue)) > 1:
            yield Draft(issue, powers, [event.evidence])


def _add(drafts: list[Draft], new: Draft) -> None:
    for draft in drafts:
        if set(draft.parties) == set(new.parties) and draft.words & new.words:
            draft.evidence += [s for s in new.evidence if s not in draft.evidence]
            draft.named = draft.named or new.named
            return
    drafts.append(new)


def _dispute(scene: Scene, draft: Draft, events: Sequence[CodedEvent]) -> Dispute:
    key = " ".join([*sorted(draft.parties), *sorted(draft.words)])
    return Dispute(
        id="dispute:" + hashlib.sha256(key.encode()).hexdigest()[:16],
        issue=draft.issue,
        since=None,
        parties=draft.parties,
        positions=list(_positions(scene, draft)),
        evidence=draft.evidence,
    )


def _positions(scene: Scene, draft: Draft) -> Iterator[Position]:
    """What the parties say of the issue: their statements that share a word with it."""
    for statement in scene.statements:
        entity = statement.speaker.entity
        if entity and side(entity) in draft.parties and stems(statement.text) & draft.words:
            yield Position(entity=entity, claim=statement.text, start=statement.start, end=statement.end)
