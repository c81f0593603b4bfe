"""The agreements that an article speaks of: name, kind, parties, subject and life, each with the words that say so.

``drafts`` says which phrases mean the same agreement, ``lives`` what is told of it, ``signatories`` whose it is. The
status is that of the last step; what the page does not say is null.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from dragoman.events.coding import CodedEvent
from dragoman.events.scene import Scene
from dragoman.ledger.drafts import Draft, find_drafts
from dragoman.ledger.lives import Told, as_written, find_expiry, find_review, find_steps
from dragoman.ledger.pacts import load_pacts
from dragoman.ledger.references import Reference, shared_by
from dragoman.ledger.signatories import find_parties
from dragoman.record import Agreement, Span

_ARTICLES = re.compile(
    r"^(?:(?:an?|the|its|their|his|her|this|that|these|those|such|own|new|existing|current|another|latest|\w+[’']s)\s+)+",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\s+of\s+((?:[A-Z][a-z]+\s+(?:\d{1,2},\s+)?)?(?:1[89]|20)\d\d)\b")
_AT = re.compile(r"\s+(?:at|of)\s+([A-Z][\w-]+)")
_IN = re.compile(
    r"\s+(?:signed |struck |reached |sealed |concluded )?in\s+([A-Z][\w-]+(?: [A-Z][\w-]+)?)(?=[\s,.])(?! [A-Z])"
)
NEARBY = 400  # code points over which a title may name what was spoken of before
_COMMON = frozenset({"their", "which", "between", "countries", "other", "would", "share"})
_CAPITAL = re.compile(r"\b[A-Z][a-z]")
_ARMED = frozenset({"REB", "PRM", "UAF", "PRE"})


def find_agreements(scene: Scene, events: Sequence[CodedEvent] = ()) -> list[Agreement]:
    """The agreements of the article, in order of first mention. One without any party among states is left out."""
    drafts = find_drafts(scene)
    references = sorted((r for d in drafts for r in d.references), key=lambda r: r.start)
    found: list[Agreement] = []
    told = [(d, *_told(scene, d, references, events)) for d in drafts]
    for first, second in _same(told):
        first.references = sorted([*first.references, *second.references], key=lambda r: r.start)
        drafts.remove(second)
    for draft in drafts:
        steps, parties = _told(scene, draft, references, events)
        if parties and _stands(scene, draft, steps, parties):
            found.append(_agreement(scene, draft, steps, parties))
    return found


def _told(
    scene: Scene, draft: Draft, references: Sequence[Reference], events: Sequence[CodedEvent]
) -> tuple[list[Told], list[str]]:
    steps = find_steps(scene, draft, references, events)
    return steps, find_parties(scene, draft, steps, events, alone=_peace(scene, draft))


def _same(told: Sequence[tuple[Draft, list[Told], list[str]]]) -> list[tuple[Draft, Draft]]:
    """Pairs of which one has a title and the other describes it: the same two parties, and a word of its topic."""
    pairs: list[tuple[Draft, Draft]] = []
    for titled, _, parties in told:
        if not any(r.named for r in titled.references):
            continue
        for other, _, theirs in told:
            named = other is titled or any(r.named for r in other.references) or any(other is b for _, b in pairs)
            same = len(parties) == 2 and set(parties) == set(theirs)
            if not named and same and (topics(titled) & topics(other) or _introduces(titled, other)):
                pairs.append((titled, other))
    return pairs


def _introduces(titled: Draft, other: Draft) -> bool:
    """Whether a title tells the name of what was only called a truce or a deal right before."""
    first, before = titled.references[0], [r for r in other.references if r.start < titled.references[0].start]
    near = bool(before) and first.start - before[-1].end < NEARBY
    families = load_pacts().families
    fits = not other.families or families.get(first.kind or "") in (None, *other.families, "law")
    return near and fits and not topics(other) and not any(_telling(r) or r.subject for r in other.references)


def topics(draft: Draft) -> set[str]:
    """The words of all its phrases but heads and function words, cut to six letters."""
    text = " ".join(f"{r.text} {r.subject}" for r in draft.references if not r.stand_in).lower()
    return {w[:6] for w in re.findall(r"[^\W\d_]{5,}", text) if w not in load_pacts().kinds and w not in _COMMON}


def _agreement(scene: Scene, draft: Draft, steps: Sequence[Told], parties: list[str]) -> Agreement:
    last = steps[-1].step if steps else None
    name = _name(scene, draft, steps, parties)
    key = f"{(draft.acronym or name).lower()} {' '.join(sorted(parties))}"
    return Agreement(
        id="agreement:" + hashlib.sha256(key.encode()).hexdigest()[:16],
        name=name,
        acronym=draft.acronym,
        aliases=_aliases(draft, name),
        kind=_kind(draft),
        subject=_subject(draft),
        parties=parties,
        status=last.status if last else None,
        status_date=last.date if last else None,
        expires=find_expiry(scene, draft, steps),
        review=find_review(scene, draft),
        steps=[told.step for told in steps],
        evidence=_evidence(draft, steps),
    )


def _stands(scene: Scene, draft: Draft, steps: Sequence[Told], parties: Sequence[str]) -> bool:
    """Whether a draft is an agreement between powers and more than a passing word or a wish of others."""
    named = any(r.named for r in draft.references)
    titled = any(_CAPITAL.search(_plain(r)) for r in draft.references) and bool(steps)
    if len(parties) < 2 and not named and not titled and not _peace(scene, draft):
        return False
    if any(shared_by(scene.body, r.end) for r in draft.references):
        return True
    if all(told.wished for told in steps) and not named:
        return len(draft.references) > 1 and bool(steps)
    return named or bool(steps) or len(draft.references) > 1


def _peace(scene: Scene, draft: Draft) -> bool:
    """Whether it is made with an armed group of one's own country."""
    if "truce" in draft.families or draft.words & {"peace", "humanitarian", "disarmament"}:
        return True
    sentences = [r.sentence for r in draft.references]
    near = (m for m in scene.mentions if any(s.start <= m.start < s.end for s in sentences))
    return any(_ARMED & set(a.sectors) for m in near for a in m.actors)


def _kind(draft: Draft) -> str | None:
    kinds = [r.kind for r in draft.references if r.kind]
    telling = (k for k in kinds if k in load_pacts().families)
    return next(telling, kinds[0] if kinds else None)


def _subject(draft: Draft) -> str | None:
    return next((r.subject for r in draft.references if r.subject), None)


def _name(scene: Scene, draft: Draft, steps: Sequence[Told], parties: Sequence[str]) -> str:
    """Its title; failing that the fullest phrase with its subject, its year or its parties."""
    title = next((r for r in draft.references if r.named and r.text != r.acronym), None)
    if title is not None:
        return title.text
    known = next((r.known for r in draft.references if r.known), None)
    if known is not None:
        return known.name
    phrases = [r for r in draft.references if not r.stand_in and not r.deed]
    if not phrases:
        phrases = [r for r in draft.references if not r.stand_in] or draft.references
    best = next((r for r in phrases if _telling(r)), phrases[0])
    base = _plain(best) if not best.deed else "agreement"
    if not _telling(best) and not best.deed:
        # "the deal" that the page also calls a ceasefire
        base = next((_plain(r) for r in phrases if load_pacts().families.get(r.kind or "")), base)
    acronym = next((r.acronym for r in draft.references if r.acronym), None)
    if acronym and acronym not in base:
        base = f"{acronym} {base}"
    year = _YEAR.match(scene.body, best.end)
    if year:
        return f"{base} of {year[1]}"
    if _telling(best) and len(base.split()) > 1:
        return base
    subject = _subject(draft)
    if subject:
        owner = next((r for r in draft.references if r.subject), best)
        return f"{base} {_link(scene, owner)} {subject}".replace("  ", " ")
    place = _AT.match(scene.body, best.end)
    if place:
        return f"{base}{place[0]}"
    signed_in = _IN.match(scene.body, best.end)
    if signed_in:
        return f"{signed_in[1]} {base}"
    history = _made(scene, draft, steps)
    if history:
        return f"{base} of {history}"
    return f"{base} between {_listed(scene, parties)}" if len(parties) > 1 else base


def _made(scene: Scene, draft: Draft, steps: Sequence[Told]) -> str | None:
    """The date of an agreement that was made long before the page, in the page's words."""
    made = next((t for t in steps if t.step.status == "signed" and t.step.date), None)
    if made is None or scene.published is None or made.step.date is None or made.step.date[:4] >= scene.published[:4]:
        return None
    inside = (m for m in scene.dates if made.reference.sentence.start <= m.start < made.reference.sentence.end)
    return next(
        (m.text for m in inside if as_written(m) == made.step.date and m.text[-4:].isdigit()), made.step.date[:4]
    )


def _plain(reference: Reference) -> str:
    """Its words without articles, owners and quotation marks."""
    return re.sub(r"[“”\"]", "", _ARTICLES.sub("", reference.text))


def _telling(reference: Reference) -> bool:
    """Whether the phrase itself says more than its head and idle words."""
    table = load_pacts()
    words = re.findall(r"[^\W\d_][\w-]*", _plain(reference).lower())
    return any(w not in table.idle and w not in table.kinds and len(w) > 2 for w in words)


def _link(scene: Scene, reference: Reference) -> str:
    """The words between a phrase and its subject: "on", "to"."""
    if reference.deed:
        return "to"
    between = scene.body[reference.end : reference.sentence.end].split(reference.subject)[0]
    return " ".join(between.replace(",", " ").split())


def _listed(scene: Scene, parties: Sequence[str]) -> str:
    names = {a.id: a.name for m in scene.mentions for a in m.actors if a.id in parties}
    listed = [names.get(p, p.removeprefix("IGO:")) for p in parties[:4]]
    return f"{', '.join(listed[:-1])} and {listed[-1]}"


def _aliases(draft: Draft, name: str) -> list[str]:
    """The other names and telling phrases by which the page means it."""
    found: list[str] = []
    for reference in draft.references:
        if reference.stand_in or reference.deed or not (reference.named or _telling(reference)):
            continue
        text = reference.text if reference.named else _plain(reference)
        found += [text, *([reference.known.name] if reference.known else [])]
    if draft.acronym:
        found.append(draft.acronym)
    return [a for a in dict.fromkeys(found) if a and a != name]


def _evidence(draft: Draft, steps: Sequence[Told]) -> list[Span]:
    first = draft.references[0]
    spans = [Span(start=first.start, end=first.end, text=first.text)]
    spans += [Span(start=t.step.start, end=t.step.end, text=t.step.text) for t in steps]
    return list({(s.start, s.end): s for s in spans}.values())
