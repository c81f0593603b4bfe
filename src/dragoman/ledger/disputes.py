"""The disputes of an article: what each is about, between whom, since when, and what each side claims.

``issues`` finds what the sentences show to be in dispute. Issues that share their telling words and a party are one
dispute; one is kept where its words weigh enough: a named quarrel at once, a single refusal only with more of its kind.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.events.coding import CodedEvent
from dragoman.events.scene import Scene
from dragoman.language.event_dates import date_of
from dragoman.ledger.issues import Issue, find_issues
from dragoman.ledger.lives import as_written
from dragoman.ledger.parties import is_state, side
from dragoman.ledger.quarrels import issue_at, load_quarrels, stems, tells
from dragoman.record import Dispute, Position

ENOUGH = 2.0  # the weight from which a dispute stands
NAMED = 3.0  # the weight from which a bare noun or a deed is a dispute's name
MOST = 6  # disputes of one page
LEAD = 2  # sentences whose issues weigh more
FAR_MORE = 3  # times as many dealings make the page's own two powers the parties of a quarrel that is only named
SHARED = 0.5  # the part of the shorter issue's words that one dispute's issues share


@dataclass
class Draft:
    """A dispute while it is put together."""

    issues: list[Issue] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    folded: list[Issue] = field(default_factory=list)  # deeds in it that do not name it

    @property
    def weight(self) -> float:
        """The heaviest issue counts whole, further sentences half."""
        by_sentence: dict[int, float] = {}
        for issue in self.issues:
            lead = 0.5 if issue.number < LEAD else 0.0
            by_sentence[issue.number] = max(by_sentence.get(issue.number, 0.0), issue.weight + lead)
        weights = sorted(by_sentence.values(), reverse=True)
        return weights[0] + sum(w / 2 for w in weights[1:])

    @property
    def vague(self) -> bool:
        """Whether it is told of but not named, and not at length."""
        return self.best.vague and self.weight < NAMED

    @property
    def best(self) -> Issue:
        return max(self.issues, key=lambda i: (i.weight, min(len(i.text.split()), 6), -i.span.start))

    @property
    def sides(self) -> Counter[str]:
        return Counter(dict(_weigh(self.issues)))


def _weigh(issues: Sequence[Issue]) -> Iterator[tuple[str, int]]:
    count: Counter[str] = Counter()
    for issue in issues:
        for place, party in enumerate(issue.sides):
            count[party] += int(issue.weight * 2) + (place < 2)
    yield from count.items()


def find_disputes(scene: Scene, events: Sequence[CodedEvent]) -> list[Dispute]:
    """The disputes between powers in order of first mention."""
    names = _names(scene)
    drafts: list[Draft] = []
    for issue in find_issues(scene, events):
        _add(drafts, issue, stems(issue.text) - names)
    dyads = _dyads(events)
    found: list[tuple[Draft, list[str]]] = []
    for draft in sorted(drafts, key=lambda d: -d.weight):
        parties = _parties(draft, dyads)
        if draft.weight >= ENOUGH and len(parties) > 1:
            found.append((draft, parties))
    found = _folded(found)[:MOST]
    found.sort(key=lambda pair: min(i.span.start for i in pair[0].issues))
    return [_dispute(scene, draft, parties, events) for draft, parties in found]


def _folded(found: Sequence[tuple[Draft, list[str]]]) -> list[tuple[Draft, list[str]]]:
    """A deed or a bare noun is an act in the quarrel that the same powers have, where the page names that quarrel."""
    named = [(draft, parties) for draft, parties in found if not draft.vague]
    kept = list(named)
    for draft, parties in found:
        if not draft.vague:
            continue
        home = next((d for d, others in named if {*parties} <= {*others}), None)
        if home is None:
            kept.append((draft, parties))
        else:
            home.folded += draft.issues
    return kept


def _names(scene: Scene) -> set[str]:
    """The stems of the powers' own names: that two issues speak of Japan does not make them one."""
    texts = (m.text for m in scene.mentions if m.kind in ("name", "adjective") and m.actors)
    return {s for text in texts if len(text.split()) < 4 for s in stems(text)}


def _add(drafts: list[Draft], issue: Issue, words: set[str]) -> None:
    for draft in drafts:
        shared = len(words & draft.words) / max(1, min(len(words), len(draft.words)))
        if shared >= SHARED and (set(issue.sides) & set(draft.sides) or not issue.sides):
            draft.issues.append(issue)
            # a draft grows by what it is named with, not by what is only said of it
            draft.words |= words if issue.weight >= draft.best.weight else set()
            return
    drafts.append(Draft([issue], words))


def _dyads(events: Sequence[CodedEvent]) -> dict[tuple[str, str], int]:
    """Pairs of powers between which the article tells of conflict or talks, the most frequent first."""
    count: dict[tuple[str, str], int] = {}
    for event in (coded.event for coded in events):
        powers = sorted({side(e) for e in (*event.actors, *event.recipients) if is_state(side(e))})
        for i, a in enumerate(powers):
            for b in powers[i + 1 :]:
                count[a, b] = count.get((a, b), 0) + (2 if event.quad > 2 else 1)
    return {pair: count[pair] for pair in sorted(count, key=lambda pair: (-count[pair], pair))}


def _parties(draft: Draft, dyads: Mapping[tuple[str, str], int]) -> list[str]:
    """The powers on either side; failing two, those that the article's conflict is between."""
    sides = draft.sides.most_common()
    most = sides[0][1] if sides else 0
    strong = [party for party, weight in sides if weight * 2 >= most][:4]
    main = _elsewhere(draft, strong, dyads)
    if main:
        return main
    if len(strong) > 1:
        return strong
    others = [party for party, _ in sides if party not in strong]
    if strong and others:
        return [*strong, others[0]]
    return next((list(pair) for pair in dyads if not strong or strong[0] in pair), strong)


def _elsewhere(draft: Draft, strong: Sequence[str], dyads: Mapping[tuple[str, str], int]) -> list[str] | None:
    """ "Kang asked for American help in the trade dispute": the page's own quarrel is with another."""
    main = next(iter(dyads), None)
    if main is None or len(strong) != 2 or any(i.holder for i in draft.issues) or len({*main} & {*strong}) != 1:
        return None
    return list(main) if dyads[main] >= FAR_MORE * dyads.get((min(strong), max(strong)), 1) else None


def _dispute(scene: Scene, draft: Draft, parties: list[str], events: Sequence[CodedEvent]) -> Dispute:
    issue = _fuller(scene, draft.best.text)
    key = " ".join([*sorted(parties), *sorted(draft.words)])
    spans = {(i.span.start, i.span.end): i.span for i in (*draft.issues, *draft.folded)}
    return Dispute(
        id="dispute:" + hashlib.sha256(key.encode()).hexdigest()[:16],
        issue=issue,
        aliases=list(dict.fromkeys(i.text for i in draft.issues if i.text != issue)),
        since=_since(scene, draft),
        parties=parties,
        acts=_acts(draft, parties, events),
        positions=list(_positions(scene, draft, parties)),
        evidence=[spans[key] for key in sorted(spans)],
    )


def _fuller(scene: Scene, issue: str) -> str:
    """A bare noun with what the page says of it elsewhere: "raid" is "raid on the embassy"."""
    if " " in issue:
        return issue
    for match in re.finditer(rf"\b{re.escape(issue.removesuffix('s'))}s?\s+(of|on|against|at)\s+", scene.body):
        sentence = next(s for s in scene.sentences if s.start <= match.start() < s.end)
        dated = any(match.end() - 1 <= d.start <= match.end() + 4 for d in scene.dates)
        rest, _ = issue_at(sentence.text, match.end() - sentence.start)
        if rest and tells(rest) and not dated:
            return f"{issue} {match[1]} {rest}"
    return issue


def _since(scene: Scene, draft: Draft) -> str | None:
    """When the page says that it began: "since 1910", "the row dates from 1991"."""
    for number in sorted({i.number for i in draft.issues if i.weight >= ENOUGH}):
        sentence = scene.sentences[number]
        for cue in load_quarrels().since.finditer(sentence.text):
            start, end = sentence.start + cue.start(), sentence.start + cue.end()
            near = next((d for d in scene.dates if end <= d.start <= end + 5 and d.value), None)
            when = near or date_of(scene.dates, sentence=sentence, trigger_start=start, trigger_end=end)
            if when and (scene.published is None or (when.value and when.value.start <= scene.published[:10])):
                return as_written(when)
    return None


def _acts(draft: Draft, parties: Sequence[str], events: Sequence[CodedEvent]) -> list[str]:
    """The events that are moves in it: told in its words, between its parties."""
    found, told = [], [*draft.issues, *draft.folded]
    for coded in events:
        event = coded.event
        powers = {side(e) for e in (*event.actors, *event.recipients)}
        inside = any(i.span.start < event.evidence.end and event.evidence.start < i.span.end for i in told)
        about = bool(stems(event.evidence.text) & draft.words)
        if (
            event.auxiliary != "negated"
            and powers & set(parties)
            and (inside or (about and len(powers & set(parties)) > 1))
        ):
            found.append(event.id)
    return found


def _positions(scene: Scene, draft: Draft, parties: Sequence[str]) -> Iterator[Position]:
    """What the parties claim and demand: their statements in its words, and what they accuse, demand or deny."""
    seen: list[tuple[int, int]] = []
    for statement in scene.statements:
        entity = statement.speaker.entity
        if entity and side(entity) in parties and stems(statement.text) & draft.words:
            seen.append((statement.start, statement.end))
            yield Position(entity=entity, claim=statement.text, start=statement.start, end=statement.end)
    for issue in (*draft.issues, *draft.folded):
        inside = any(start < issue.span.end and issue.span.start < end for start, end in seen)
        if issue.holder and side(issue.holder) in parties and not inside:
            text = re.sub(r"\s+", " ", issue.span.text)
            yield Position(entity=issue.holder, claim=text, start=issue.span.start, end=issue.span.end)
