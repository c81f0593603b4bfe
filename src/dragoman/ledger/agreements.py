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
from dragoman.record import Agreement, AgreementStatus, Span

_ARTICLES = re.compile(
    r"^(?:(?:an?|the|its|their|his|her|this|that|such|own|new|existing|current|another)\s+)+", re.IGNORECASE
)
_STOP = frozenset(
    {"the", "its", "their", "his", "her", "for", "and", "with", "that", "this", "new", "from", "military"}
)
_CLAUSE = re.compile(r"(?:,\s+(?:and|but|which|who|while|after)\s|;|\s(?:and|but|while|after|although)\s)")


@dataclass
class Reference:
    """One mention of an agreement: offsets in the body."""

    start: int
    end: int
    text: str
    sentence: Sentence
    acronym: str | None
    named: bool
    kind: str

    @property
    def words(self) -> frozenset[str]:
        return frozenset(w for w in re.findall(r"[a-z]{3,}|\d{4}", self.text.lower()) if w not in _STOP)


@dataclass
class Draft:
    """An agreement while it is put together."""

    name: str
    acronym: str | None
    references: list[Reference] = field(default_factory=list)

    @property
    def words(self) -> frozenset[str]:
        return frozenset().union(*(r.words for r in self.references))


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
    for reference in (r for s in scene.sentences for r in _references(s)):
        draft = _match(drafts, reference)
        if draft is None:
            if not reference.named and len(reference.words) < 2:
                continue  # "the deal" that nothing explains
            draft = Draft(_ARTICLES.sub("", reference.text), reference.acronym)
            drafts.append(draft)
        elif reference.named and not any(r.named for r in draft.references):
            draft.name, draft.acronym = reference.text, reference.acronym
        draft.references.append(reference)
    return drafts


def _references(sentence: Sentence) -> list[Reference]:
    table = load_pacts()
    found: list[Reference] = []
    for match in table.name.finditer(sentence.text):
        text = re.sub(r"\s+\([A-Z].*\)$", "", match[0])
        text = re.sub(r"^(?:The|A|An|Under|In|With|By|On|If)\s+", "", text)
        start = match.start() + match[0].index(text)
        if " " in text:
            found.append(_reference(sentence, start, start + len(text), match[1], named=True))
    for match in table.phrase.finditer(sentence.text):
        start, end = _noun_phrase(match[0], match.start())
        head = sentence.text[start:end].split()[-1].lower()
        before = sentence.text[start:end].lower().split()[:-1]
        if head in table.only_in_names or set(before) & table.not_with:
            continue
        if not any(f.start - sentence.start < end and start < f.end - sentence.start for f in found):
            found.append(_reference(sentence, start, end, None, named=False))
    found.sort(key=lambda r: r.start)
    return found


def _noun_phrase(text: str, offset: int) -> tuple[int, int]:
    """Cut the words before the phrase's own determiner or first preposition away."""
    words = list(re.finditer(r"\S+", text))
    first = len(words) - 1
    for index in range(len(words) - 1, -1, -1):
        word = words[index][0].lower().strip("“\"'‘")
        if index < len(words) - 1 and re.fullmatch(
            r"(?:to|with|of|on|in|for|from|by|that|and|or|after|before|under|is|was|were|has|had|over|as|signed|struck|reached|which|said|into)|.*[,;:]",
            word,
        ):
            break
        first = index
        if word in ("a", "an", "the", "its", "their", "his", "her", "this"):
            break
    return offset + words[first].start(), offset + words[-1].end()


def _reference(sentence: Sentence, start: int, end: int, acronym: str | None, *, named: bool) -> Reference:
    text = sentence.text[start:end]
    head = next((w for w in re.findall(r"[\w-]+", text.lower())[::-1] if w in load_pacts().kinds), "agreement")
    return Reference(
        sentence.start + start, sentence.start + end, text, sentence, acronym, named, load_pacts().kinds[head]
    )


def _match(drafts: Sequence[Draft], reference: Reference) -> Draft | None:
    """The agreement that a reference means: the one that shares its words, or the last one for "the pact"."""
    own = reference.words - set(load_pacts().kinds)
    if own:
        scored = [(len(own & d.words) / len(own), i, d) for i, d in enumerate(drafts)]
        best = max(scored, key=lambda row: (row[0], row[1]), default=None)
        if best and best[0] >= 0.5:
            return best[2]
        if reference.named:  # a name may explain a phrase told before it: same kind of thing, beside it in the text
            beside = [d for d in drafts if not any(r.named for r in d.references)]
            return next((d for d in reversed(beside) if len(own & d.words) >= 1), None)
        return None
    return drafts[-1] if drafts else None


def _parties(scene: Scene, draft: Draft) -> list[str]:
    """The powers named with the agreement in any of its sentences, at least two if it can be."""
    found: dict[str, int] = {}
    for reference in draft.references:
        for party in countries_near(scene, reference.sentence, reference.start, reference.end):
            found[party] = found.get(party, 0) + 1
    first = [p for p in found if is_state(p)]
    ranked = sorted(first, key=lambda p: -found[p])
    return ranked[: max(2, sum(found[p] > 1 for p in ranked))]


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
            return [Step(status, _step_date(scene, sentence, position, start + match.end(), span), span)]
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
