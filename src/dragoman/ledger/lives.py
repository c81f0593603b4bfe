"""The life of an agreement as one page tells it: each step with its status, its date and the words that show it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.events.coding import CodedEvent
from dragoman.events.scene import Scene
from dragoman.language.dates import DateMention
from dragoman.language.event_dates import date_of
from dragoman.language.sentences import Sentence
from dragoman.ledger.coming import ahead_of
from dragoman.ledger.drafts import Draft
from dragoman.ledger.pacts import load_pacts
from dragoman.ledger.references import Reference
from dragoman.record import AgreementStatus, Step

_BREAK = re.compile(
    r"[;:—–]|\b(?:that|which|who|whom|while|but|because|although|though|if|unless|when|where|after|before)\b"
    r"|, (?:and|or)\b(?! (?:was|were|is|are|has|had|later|then)\b)"
)
_RELATIVE = re.compile(r"\s*(?:\([^)]*\))?\s*,?\s*(?:(?:by|under|to|of|in)\s+)?(?:which|that|who|whom)\b")
_ASIDE = re.compile(r"\b(?:under|in|after|with|for|over|at|by|about|against|of|from|before|despite|until)\s*\Z")
_ALSO = re.compile(r"(?:\s+(?:of|from)\s+\S+(?:\s+\d{4})?)?\s*(?:,|and)\s+")

_PASSIVE = re.compile(
    r"(?:^\s*,?\s*|,\s*|\b(?:was|were|been|be|being|is|are|and|which|that|first|last|formally|officially|finally|still|never|not)\s+)\Z"
)
_OF_DATE = re.compile(r"\s+(?:of|from|in|dated)\s+(?=\S)")
_TERM = re.compile(
    r"\bfor\s+(?:an?\s+)?(?:further\s+|another\s+|additional\s+)?(\d{1,4}|two|three|four|five|six|ten|one)\s+(day|week|month|year)s?\b"
)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10}
_COORDINATED = re.compile(
    r"\b(to|will|would|could|may|might|should|must|can|not)\b(?:(?!\bthat\b)[^;:])*\b(?:and|or)\s+(?:\w+ly\s+|also\s+)?\Z"
)
_BARE = re.compile(r"(?!\w*(?:ed|[^s]s|ing)\b)\w+(?:\s.*)?")
_FUTURE = re.compile(r"\b(?:will|would|(?:is|are) to|could|may|might)\b")
_WHEN = re.compile(r",?\s+when\s+(?:[\w’'-]+\s+){0,8}?\Z")
_COUNTED = re.compile(
    r",\s+(?:an?|one|two|three|\d+|the)\s+(?:\w+\s+)?(?:hour|day|week|month|year)s?\s+(?:after|before)\b"
)
_GAP, _LONG_GAP = 70, 160  # code points between a cue and the phrase that it speaks of
# what a resolve or an announcement to do it comes to
_RESOLVED: dict[AgreementStatus, AgreementStatus] = {"terminated": "notice given", "signed": "proposed"}
_SIGNING = frozenset({"signed", "ratified", "proposed", "negotiating"})


@dataclass(frozen=True)
class Told:
    """A step with what orders it among the others: ``past`` if it is told as older than the page's news."""

    step: Step
    past: bool
    reference: Reference
    wished: bool = False  # no more than proposed, by whoever calls for it


@dataclass(frozen=True)
class _Cue:
    status: AgreementStatus
    sort: str  # acts, states or nouns
    start: int  # in the sentence
    end: int


def find_steps(scene: Scene, draft: Draft, others: Sequence[Reference], events: Sequence[CodedEvent]) -> list[Told]:
    """What the page tells of a draft's life as fact, in the order of its dates.

    ``others`` are the phrases for agreements on the whole page.
    """
    found: list[Told] = []
    sentences = {r.sentence.start: r.sentence for r in draft.references}
    for sentence in sentences.values():
        inside = [r for r in others if r.sentence == sentence]
        cues = _cues(sentence, inside)
        for cue in cues:
            for reference in _targets(sentence, cue, cues, inside):
                if any(r is reference for r in draft.references):
                    found += _told(
                        scene, sentence, cue, reference, events, _dates(scene, sentence, cue, cues, reference)
                    )
        found += [told for r in inside if any(r is d for d in draft.references) for told in _of_date(scene, r)]
    made = {id(t.reference): t.step.date for t in found if t.step.status == "signed" and t.step.date}
    for told in found:
        if told.step.status == "in force" and told.step.date is None:
            told.step.date = made.get(
                id(told.reference)
            )  # "the treaty of 1958 bars", "a truce that they agreed in 2003"
    return _in_order(found)


def _cues(sentence: Sentence, inside: Sequence[Reference]) -> list[_Cue]:
    """The cues of a sentence outside the phrases that name agreements; of two that overlap the longer one."""
    table, found = load_pacts(), []
    for status, cues in table.statuses.items():
        for sort, pattern in (("states", cues.states), ("acts", cues.acts), ("nouns", cues.nouns)):
            found += [_Cue(status, sort, m.start(), m.end()) for m in pattern.finditer(sentence.text)]
    kept: list[_Cue] = []
    for cue in sorted(found, key=lambda c: c.start - c.end):
        named = any(
            not r.deed and r.start - sentence.start < cue.end and cue.start < r.end - sentence.start for r in inside
        )
        if not named and not any(k.start < cue.end and cue.start < k.end for k in kept):
            kept.append(cue)
    return sorted(kept, key=lambda c: c.start)


def _targets(sentence: Sentence, cue: _Cue, cues: Sequence[_Cue], inside: Sequence[Reference]) -> list[Reference]:
    """The phrases that a cue speaks of: "revive a security pact and an accord on trade" are two."""
    first = _target(sentence, cue, cues, inside)
    if first is None:
        return []
    found = [first]
    for reference in inside:
        gap = sentence.text[found[-1].end - sentence.start : reference.start - sentence.start]
        if reference.start > found[-1].end and cue.end <= first.start - sentence.start and _ALSO.fullmatch(gap):
            found.append(reference)
    return found


def _target(sentence: Sentence, cue: _Cue, cues: Sequence[_Cue], inside: Sequence[Reference]) -> Reference | None:
    text, at = sentence.text, sentence.start
    after = next((r for r in inside if r.start - at >= cue.end), None)
    before = next((r for r in reversed(inside) if r.end - at <= cue.start), None)
    if cue.sort == "nouns":
        return after if after and re.fullmatch(r"\s+(?:(?:an?|the)\s+)?", text[cue.end : after.start - at]) else None
    if cue.sort == "acts" and after is not None:
        gap = text[cue.end : after.start - at]
        nearer = any(cue.end <= c.start and c.end <= after.start - at for c in cues)
        if len(gap) <= _GAP and not nearer and not _BREAK.search(gap) and not _ASIDE.search(gap):
            return after
    if before is None:
        return None
    gap = text[before.end - at : cue.start]
    relative = _RELATIVE.match(gap)
    rest = re.sub(r",?\s+and\s+\Z", "", gap[relative.end() :] if relative else gap)
    if len(gap) > _LONG_GAP or _BREAK.search(rest) or (not relative and cue.sort == "states" and len(gap) > _GAP):
        return None
    return before if cue.sort == "states" or relative or _PASSIVE.search(gap) else None


def _dates(
    scene: Scene, sentence: Sentence, cue: _Cue, cues: Sequence[_Cue], reference: Reference
) -> list[DateMention]:
    """The dates of a sentence that a cue may have: not that of the phrase itself, nor of an act told after it."""
    at = sentence.start
    own = _attached(scene, reference)
    inside = [d for d in scene.dates if at <= d.start < sentence.end and d != own]
    # "in December, a day after Seoul stepped back": neither the month nor a day counted from it dates the step
    inside = [d for d in inside if not _COUNTED.search(scene.body[d.end : max(d.end, at + cue.start)])]
    inside = [d for d in inside if not (d.value and d.value.granularity != "day" and re.match(r"\w+ days? ", d.text))]
    later = [at + c.start for c in cues if at + c.start >= reference.end and c.start >= cue.end]
    return [d for d in inside if not any(reference.end <= place < d.start for place in later)]


def _told(
    scene: Scene,
    sentence: Sentence,
    cue: _Cue,
    reference: Reference,
    events: Sequence[CodedEvent],
    dates: Sequence[DateMention],
) -> Iterator[Told]:
    status, past = _fact(sentence.text, cue)
    if status is None:
        return
    at = sentence.start
    start, end = min(at + cue.start, reference.start), max(at + cue.end, reference.end)
    trigger = at + cue.start, at + cue.end
    when = _attached(scene, reference) if status == "in force" and cue.sort == "nouns" else None
    when = when or next((d for d in dates if trigger[0] <= d.start and d.end <= trigger[1] and d.value), None)
    when = when or date_of(
        dates, sentence=sentence, trigger_start=trigger[0], trigger_end=trigger[1], evidence=(start, end)
    )
    when = when or _day_when(scene, sentence, trigger[0])
    # the date beside "is due to expire" is that of the expiry, and what is planned has none of its own yet
    dated = when if status != "expiring" and status == cue.status else None
    event = next((c.event.id for c in events if c.trigger[0] < trigger[1] and trigger[0] < c.trigger[1]), None)
    step = _step(scene, start, end, status, as_written(dated) if dated else None, event)
    yield Told(step, past, reference, cue.status == "proposed")
    if status == "in force" and (ended := _observed_until(scene, sentence, end)):
        yield Told(_step(scene, start, ended.end, "lapsed", as_written(ended)), past, reference)


def _day_when(scene: Scene, sentence: Sentence, at: int) -> DateMention | None:
    """ "On January 1, when its contract ran out": the date before the clause."""
    inside = (m for m in scene.dates if sentence.start <= m.start and m.end < at and m.value)
    return next((m for m in inside if _WHEN.match(scene.body[m.end : at])), None)


def _observed_until(scene: Scene, sentence: Sentence, start: int) -> DateMention | None:
    """The day to which something was kept: "observed a truce from March until August 24"."""
    until = load_pacts().until.search(scene.body, start, sentence.end)
    if until is None or until.start() - start > 40 or scene.published is None:
        return None
    near = (m for m in scene.dates if until.end() < m.start <= until.end() + 5 and m.value)
    return next((m for m in near if m.value and m.value.end < scene.published[:10]), None)


def _fact(text: str, cue: _Cue) -> tuple[AgreementStatus | None, bool]:
    """The status that a cue tells as fact by the words before it, and whether it lies further back than the news."""
    table, status = load_pacts(), cue.status
    before = re.split(r"[;:,—]", text[max(0, cue.start - 90) : cue.start])[-1]
    words = text[cue.start : cue.end]
    past = table.past.search(before) is not None or re.match(r"(?:was|were|had)\b", words) is not None
    if cue.sort == "nouns" and status in ("in force", "negotiating"):
        planned = words.lower() == "under" and _FUTURE.search(text, cue.end)
        return (None if planned else status), past
    joined = _COORDINATED.search(before)
    if joined and _BARE.fullmatch(words):
        before = before[: joined.start(1)] + joined[1]  # "to set it aside and maintain": "to" leads both
    if table.moods["announced"].search(before) or table.moods["resolved"].search(before):
        return _RESOLVED.get(status, status), past
    if table.moods["negated"].search(before):
        return None, past
    if table.moods["planned"].search(before):
        if status in _SIGNING:
            return "proposed", past
        if status == "terminated":
            return ("notice given" if not past else None), past
        return (status if status in ("renewed", "notice given") else "expiring" if status == "lapsed" else None), past
    if status != "notice given" and table.moods["wished"].search(before):
        return ("proposed" if status in ("signed", "ratified") else None), past
    return status, past


def _of_date(scene: Scene, reference: Reference) -> Iterator[Told]:
    """ "A treaty of 1958", "the 2015 accord": when it was made."""
    when = _attached(scene, reference)
    if when is None or when.value is None:
        return
    start, end, today = reference.start, max(when.end, reference.end), (scene.published or "9999")[:10]
    lasting = scene.body[reference.end : when.start].strip() == "from"
    if when.value.start <= today:
        yield Told(_step(scene, start, end, "in force" if lasting else "signed", as_written(when)), True, reference)
    if lasting and re.search(r"\b(?:until|to|till|through)\b", when.text) and when.value.end < today:
        yield Told(_step(scene, start, end, "lapsed", when.value.end), True, reference)


def _step(
    scene: Scene, start: int, end: int, status: AgreementStatus, day: str | None, event: str | None = None
) -> Step:
    return Step(start=start, end=end, text=scene.body[start:end], status=status, date=day, event=event)


def _attached(scene: Scene, reference: Reference) -> DateMention | None:
    """The date that belongs to the phrase itself."""
    gap = _OF_DATE.match(scene.body, reference.end)
    for mention in scene.dates:
        year = re.fullmatch(r"(?:1[89]|20)\d\d", mention.text) is not None
        if reference.start <= mention.start and mention.end <= reference.end and year and mention.value:
            return mention
        if gap and mention.start == gap.end() and mention.value and gap[0].strip() in ("of", "from", "dated"):
            return mention
    return None


def _in_order(found: Sequence[Told]) -> list[Told]:
    """By date; a step without one stands before the first dated one that comes later in a life."""
    life = load_pacts().life
    distinct = list({(t.step.status, t.step.date, t.step.start): t for t in found}.values())
    order = sorted(
        (t for t in distinct if t.step.date), key=lambda t: (t.step.date or "", life[t.step.status], t.step.start)
    )
    dated = {t.step.status for t in order}
    for told in (t for t in distinct if t.step.date is None and t.step.status not in dated):
        later = (i for i, o in enumerate(order) if life[o.step.status] >= life[told.step.status])
        place = next(later, len(order))
        order.insert(min(place, len(order) - 1) if told.past and order else place, told)
    return order


def as_written(mention: DateMention) -> str | None:
    """A date to its own grain: 2019-11-22, 2019-11, 2019."""
    if mention.value is None:
        return None
    length = {"day": 10, "month": 7, "year": 4}.get(mention.value.granularity, 10)
    return mention.value.start[:length]


def find_expiry(scene: Scene, draft: Draft, steps: Sequence[Told]) -> str | None:
    """When the page says that the agreement ends: beside a word of ending, after "until", or by its term."""
    for reference in reversed(draft.references):
        sentence = reference.sentence
        for cue in load_pacts().expiry.finditer(sentence.text):
            if abs(sentence.start + cue.start() - reference.end) > _LONG_GAP:
                continue
            start, end = sentence.start + cue.start(), sentence.start + cue.end()
            when = date_of(scene.dates, sentence=sentence, trigger_start=start, trigger_end=end)
            if when := when or _day_when(scene, sentence, start):
                coming = re.match(
                    r"(?:expires|lapses|runs|ends|ceases|expire|lapse|end)\b", sentence.text[cue.start() :]
                )
                value = ahead_of(when, scene.published) if coming else when.value
                return as_written(when._replace(value=value))
    for told in reversed(steps):
        if told.step.status in ("renewed", "in force", "signed") and (found := _term(scene, told)):
            return found
    return None


def _term(scene: Scene, told: Told) -> str | None:
    """ "Extended until 31 March", "renewed on 18 March for 60 days"."""
    sentence = told.reference.sentence
    for until in load_pacts().until.finditer(sentence.text):
        at = sentence.start + until.end()
        when = next((m for m in scene.dates if at < m.start <= at + 5 and m.value), None)
        if when and at > told.step.start:
            return as_written(when)
    term = _TERM.search(sentence.text)
    if (
        term is None
        or told.step.date is None
        or len(told.step.date) < 10
        or sentence.start + term.start() < told.step.start
    ):
        return None
    return _later(told.step.date, int(_NUMBERS.get(term[1], term[1] if term[1].isdigit() else 0)), term[2])


def _later(day: str, count: int, unit: str) -> str | None:
    first = date.fromisoformat(day)
    if unit in ("day", "week"):
        return (first + timedelta(days=count * (7 if unit == "week" else 1))).isoformat() if count < 4000 else None
    months = first.month - 1 + count * (12 if unit == "year" else 1)
    year, month = first.year + months // 12, months % 12 + 1
    if year > 2200:
        return None
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(first.day, last)).isoformat()


def find_review(scene: Scene, draft: Draft) -> str | None:
    """The date at which the agreement is to be looked at again."""
    for reference in draft.references:
        sentence = reference.sentence
        cue = load_pacts().review.search(sentence.text)
        if cue is None:
            continue
        start, end = sentence.start + cue.start(), sentence.start + cue.end()
        if when := date_of(scene.dates, sentence=sentence, trigger_start=start, trigger_end=end):
            return as_written(when)
    return None
