"""The agreements of a page while they are put together: which of its phrases mean the same one.

A title or a full phrase opens an agreement; later phrases ("the pact") join the one that they fit. What powers "agreed
to" do is one too as soon as the page calls it a deal.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dragoman.events.scene import Scene
from dragoman.language.sentences import Sentence
from dragoman.ledger.pacts import load_pacts
from dragoman.ledger.references import Reference, apposed, find_references, what_to_do

FAR = 8  # sentences over which "the document" and "it" do
NEAR = 3  # sentences over which "the deal" reaches back to what was agreed
_AGREED = re.compile(
    r"\bagree(?:d|s)?\b(?:\s+(?!to\b)[\w.,’'-]+){0,5}?\s+to\s+(?=[a-z])(?!(?:an?|the|its|their|his|her)\b)"
)
_IT = re.compile(
    r"(?:It|They)\s+(?=(?:has|had|was|were|is|are|will|would|\w+(?:ed|es|s)|came|took|ran|held|fell|broke)\b)"
)


@dataclass
class Draft:
    """An agreement while it is put together."""

    references: list[Reference] = field(default_factory=list)
    last: int = 0  # number of the sentence that last spoke of it

    @property
    def acronym(self) -> str | None:
        known = (r.known.acronym for r in self.references if r.known and r.known.acronym)
        return next((r.acronym for r in self.references if r.acronym), None) or next(known, None)

    @property
    def words(self) -> frozenset[str]:
        return frozenset[str]().union(*(r.words for r in self.references))

    @property
    def families(self) -> set[str]:
        table = load_pacts().families
        return {table[r.kind] for r in self.references if r.kind in table}


def find_drafts(scene: Scene) -> list[Draft]:
    """The agreements of the article in order of first mention, each with the phrases that mean it."""
    drafts: list[Draft] = []
    agreed: tuple[int, Reference] | None = None
    for number, sentence in enumerate(scene.sentences):
        agreed = _agreed(sentence, number) or agreed
        before: tuple[Reference, Draft] | None = None
        acronyms = [d.acronym for d in drafts if d.acronym]
        for reference in (*_pronoun(sentence, drafts, number), *find_references(sentence, acronyms)):
            draft = _match(drafts, reference, number)
            if before and apposed(scene.body, before[0], reference):
                draft = _joined(drafts, before[1], draft)
            unknown = draft is None and not reference.words and reference.text not in ("It", "They")
            if unknown and agreed and number - agreed[0] <= NEAR:
                draft = Draft([agreed[1]])
                drafts.append(draft)
                agreed = None
            if draft is None:
                if reference.stand_in:
                    continue
                draft = Draft()
                drafts.append(draft)
            draft.references.append(reference)
            draft.last = number
            before = reference, draft
    return drafts


def _agreed(sentence: Sentence, number: int) -> tuple[int, Reference] | None:
    """What a sentence says was agreed to be done, which the page may call a deal later."""
    match = _AGREED.search(sentence.text)
    if match is None:
        return None
    text = what_to_do(sentence.text, match.end())
    start = sentence.start + match.end()
    return number, Reference(start, start + len(text), text, sentence, deed=True)


def _pronoun(sentence: Sentence, drafts: Sequence[Draft], number: int) -> list[Reference]:
    """ "It" at the head of a sentence, where it does what only an agreement does and one was spoken of just before."""
    match = _IT.match(sentence.text)
    if match is None or not any(d.last == number - 1 for d in drafts):
        return []
    head = sentence.text[: match.end() + 40]
    passive = re.match(r"(?:It|They) (?:was|were|is|has been|had been|will be) (?:\w+ )?", head)
    for cues in load_pacts().statuses.values():
        state, act = cues.states.search(head), cues.acts.search(head)
        if (state and state.start() <= match.end() + 14) or (passive and act and act.start() == passive.end()):
            text = sentence.text[: match.end()].split()[0]
            return [Reference(sentence.start, sentence.start + len(text), text, sentence, stand_in=True)]
    return []


def _joined(drafts: list[Draft], first: Draft, second: Draft | None) -> Draft:
    """Two drafts that turn out to be one."""
    if second is None or second is first:
        return first
    kept, gone = (first, second) if drafts.index(first) < drafts.index(second) else (second, first)
    kept.references = sorted([*kept.references, *gone.references], key=lambda r: r.start)
    kept.last = max(kept.last, gone.last)
    drafts.remove(gone)
    return kept


def _match(drafts: Sequence[Draft], reference: Reference, number: int) -> Draft | None:
    """The agreement that a reference means: by its acronym, by shared words, or the one spoken of last."""
    if reference.acronym and (same := next((d for d in drafts if d.acronym == reference.acronym), None)):
        return same
    if reference.known and (same := _of_known(drafts, reference)):
        return same
    fitting = [d for d in drafts if _compatible(d, reference)]
    recent = max(fitting, key=lambda d: d.last, default=None)
    if reference.stand_in:
        return recent if recent and number - recent.last <= FAR else None
    if not reference.words:
        wished = reference.modal and recent is not None and number - recent.last <= 1
        return recent if reference.definite or wished else None
    scored = [(len(reference.words & d.words) / len(reference.words), d.last, i) for i, d in enumerate(fitting)]
    best = max(scored, default=None)
    return fitting[best[2]] if best and best[0] >= 0.5 else None


def _of_known(drafts: Sequence[Draft], reference: Reference) -> Draft | None:
    names = (
        d for d in drafts for r in d.references if r.known and reference.known and r.known.name == reference.known.name
    )
    return next(names, None)


def _compatible(draft: Draft, reference: Reference) -> bool:
    """Whether the kinds can be one: a truce is no trade treaty, and any of them is a deal."""
    family = load_pacts().families.get(reference.kind or "")
    known = {r.known.name for r in draft.references if r.known}
    if reference.known and known:
        return reference.known.name in known
    return family is None or not draft.families or family in draft.families
