"""The agreements that an article speaks of: name, parties, status and expiry, each with the words that say so.

A first mention by name or by a full phrase opens an agreement; later phrases ("the pact") join the one that they fit.
The status is that of the last thing told as fact about it in the order of dates, and of the text where dates are equal.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dragoman.events.coding import Scene
from dragoman.language.dates import DateMention
from dragoman.language.event_dates import date_of
from dragoman.language.sentences import Sentence
from dragoman.ledger.pacts import load_pacts
from dragoman.ledger.parties import countries_near, is_state
from dragoman.ledger.references import Reference, apposed, find_references
from dragoman.record import Agreement, AgreementStatus, Span

_ARTICLES = re.compile(
    r"^(?:(?:an?|the|its|their|his|her|this|that|such|own|new|existing|current|another)\s+)+", re.IGNORECASE
)
_CLAUSE = re.compile(r"(?:,\s+(?:and|but|which|who|while|after)\s|;|\s(?:but|while|after|although)\s)")


PARTY_SHARE = 0.7  # a third power that is named with the pact less often than this only speaks of it


@dataclass
class Draft:
    """An agreement while it is put together."""

    name: str
    acronym: str | None
    references: list[Reference] = field(default_factory=list)

    @property
    def words(self) -> frozenset[str]:
        return frozenset[str]().union(*(r.words for r in self.references))


@dataclass(frozen=True)
class Step:
    """A status that the page tells as fact."""

    status: AgreementStatus
    date: str | None
    span: Span


def find_agreements(scene: Scene) -> list[Agreement]:
    """The agreements of the article, in order of first mention. One without any party among states is left out."""
    found = []
    for draft in _drafts(scene):
        parties = _parties(scene, draft)
        if not parties:
            continue
        steps = sorted(
            (s for r in draft.references for s in _steps(scene, r)),
            key=lambda s: (s.date or scene.published or "", s.span.start),
        )
        last = steps[-1] if steps else None
        key = f"{(draft.acronym or draft.name).lower()} {' '.join(sorted(parties))}"
        found.append(
            Agreement(
                id="agreement:" + hashlib.sha256(key.encode()).hexdigest()[:16],
                name=draft.name,
                acronym=draft.acronym,
                parties=parties,
                status=last.status if last else None,
                status_date=last.date if last else None,
                expires=_expiry(scene, draft),
                evidence=_evidence(draft, steps),
            )
        )
    return found


def _evidence(draft: Draft, steps: Sequence[Step]) -> list[Span]:
    first = draft.references[0]
    spans = [Span(start=first.start, end=first.end, text=first.text), *(s.span for s in steps)]
    return list({(s.start, s.end): s for s in spans}.values())


def _drafts(scene: Scene) -> list[Draft]:
    drafts: list[Draft] = []
    for sentence in scene.sentences:
        before: tuple[Reference, Draft] | None = None
        for reference in find_references(sentence, [d.acronym for d in drafts if d.acronym]):
            draft = _match(drafts, reference)
            if before and apposed(scene.body, before[0], reference):
                draft = _joined(drafts, before[1], draft)
            if draft is None:
                if not reference.words:
                    continue  # "the deal" that nothing explains
                draft = Draft(_ARTICLES.sub("", reference.text), reference.acronym)
                drafts.append(draft)
            elif reference.named and not any(r.named for r in draft.references):
                draft.name, draft.acronym = reference.text, reference.acronym
            draft.references.append(reference)
            before = reference, draft
    return drafts


def _joined(drafts: list[Draft], first: Draft, second: Draft | None) -> Draft:
    """Two drafts that turn out to be one; a title wins over a phrase."""
    if second is None or second is first:
        return first
    kept, gone = (first, second) if drafts.index(first) < drafts.index(second) else (second, first)
    title = next((d for d in (first, second) if any(r.named for r in d.references)), kept)
    kept.name, kept.acronym = title.name, title.acronym or kept.acronym
    kept.references += gone.references
    drafts.remove(gone)
    return kept


def _match(drafts: Sequence[Draft], reference: Reference) -> Draft | None:
    """The agreement that a reference means: the one that shares its words, or the last one for "the pact"."""
    if reference.acronym and (same := next((d for d in drafts if d.acronym == reference.acronym), None)):
        return same
    if not reference.words:
        return drafts[-1] if drafts else None
    scored = [(len(reference.words & d.words) / len(reference.words), i, d) for i, d in enumerate(drafts)]
    best = max(scored, key=lambda row: (row[0], row[1]), default=None)
    return best[2] if best and best[0] >= 0.5 else None


def _parties(scene: Scene, draft: Draft) -> list[str]:
    """The powers named with the agreement in any of its sentences, at least two if it can be."""
    found: dict[str, int] = {}
    for reference in draft.references:
        for party in countries_near(scene, reference.sentence, reference.start, reference.end):
            found[party] = found.get(party, 0) + 1
    first = [p for p in found if is_state(p)]
    ranked = sorted(first, key=lambda p: -found[p])
    most = max(found.values(), default=0)
    return ranked[: max(2, sum(found[p] > 1 and found[p] >= PARTY_SHARE * most for p in ranked))]


def _steps(scene: Scene, reference: Reference) -> list[Step]:
    """What the sentence of a reference tells of the agreement's life as fact."""
    table = load_pacts()
    sentence = reference.sentence
    start, end = _clause(sentence, reference)
    text = scene.body[start:end]
    for status, pattern in table.statuses:
        for match in pattern.finditer(text):
            position = start + match.start()
            if reference.start <= position < reference.end:
                continue
            before = text[: match.start()]
            if status != "notice given" and table.hypothetical.search(" ".join(before.split()[-6:])):
                continue
            span = Span(start=min(position, reference.start), end=max(start + match.end(), reference.end), text="")
            span = span.model_copy(update={"text": scene.body[span.start : span.end]})
            when = _step_date(scene, sentence, position, start + match.end(), span)
            # the date beside "is due to expire" is that of the expiry, not of what is said here
            return [Step(status, None if status == "expiring" else when, span)]
    return []


def _clause(sentence: Sentence, reference: Reference) -> tuple[int, int]:
    cuts = [sentence.start, *(sentence.start + m.start() for m in _CLAUSE.finditer(sentence.text)), sentence.end]
    start = max(c for c in cuts if c <= reference.start)
    return start, min((c for c in cuts if c >= reference.end), default=sentence.end)


def _step_date(scene: Scene, sentence: Sentence, start: int, end: int, span: Span) -> str | None:
    found = date_of(
        scene.dates, sentence=sentence, trigger_start=start, trigger_end=end, evidence=(span.start, span.end)
    )
    return _as_written(found) if found else None


def _as_written(mention: DateMention) -> str | None:
    """A date to its own grain: 2019-11-22, 2019-11, 2019."""
    if mention.value is None:
        return None
    length = {"day": 10, "month": 7}.get(mention.value.granularity, 4)
    return (
        mention.value.start[:length] if mention.value.granularity in ("day", "month", "year") else mention.value.start
    )


def _expiry(scene: Scene, draft: Draft) -> str | None:
    """The last date that stands with a word of ending in one of the agreement's sentences."""
    for reference in draft.references:
        cue = load_pacts().expiry.search(reference.sentence.text)
        if cue is None:
            continue
        after = [
            d
            for d in scene.dates
            if reference.sentence.start + cue.start() <= d.start < reference.sentence.end and d.value is not None
        ]
        if after:
            return _as_written(after[0])
    return None
