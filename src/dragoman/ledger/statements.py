"""Who said what: quotations and reported claims with their speakers.

Attribution works on the surface of the sentence: the reporting verb, the mention that is its subject, and the words
that are its object. Only what the sentence shows is attributed; a quotation whose speaker cannot be told keeps none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.actors import Mention
from dragoman.language.quotes import Quotation, find_quotations
from dragoman.language.sentences import Sentence
from dragoman.ledger.cues import load_speech
from dragoman.record import Speaker, Statement

SHORTEST_QUOTATION = 4  # words: shorter quoted words inside a clause are part of the reported claim
_ADJUNCT = r"(?:on|late on|early on|earlier on|last|this|in a|at a|during a|before|after|over|via|through)\b"
_THAT = re.compile(r"(?:\s+(?:also|later|earlier|again|repeatedly|further))?\s+that\s+")
_NOUN_PHRASE = re.compile(
    r"((?:(?:[Aa]n?|[Tt]he|[Ss]ome|[Mm]any|[Ss]everal|[Oo]ne|[Tt]wo)\s+)?(?:[\w’'.-]+\s+){0,5}[\w’'.-]+)\s*$"
)


@dataclass(frozen=True)
class Cue:
    """A reporting verb in the body, with the mention or the words of its subject."""

    start: int
    end: int
    verb: str
    speaker: Speaker
    speaker_start: int
    speaker_end: int
    inverted: bool


def find_statements(body: str, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> list[Statement]:
    """The statements of an article, in order of their spans."""
    quotations = find_quotations(body)
    cues = {sentence.start: _cues(body, sentence, mentions, quotations) for sentence in sentences}
    found = _direct(body, sentences, quotations, cues)
    found += _indirect(body, sentences, quotations, cues, found)
    found.sort(key=lambda s: (s.start, s.end))
    return [statement.model_copy(update={"id": f"s{i + 1}"}) for i, statement in enumerate(found)]


def _cues(body: str, sentence: Sentence, mentions: Sequence[Mention], quotations: Sequence[Quotation]) -> list[Cue]:
    speech = load_speech()
    inside = [
        m
        for m in mentions
        if sentence.start <= m.start and m.end <= sentence.end and m.kind not in ("place", "adjective")
    ]
    found = []
    for match in speech.verbs.finditer(body, sentence.start, sentence.end):
        if any(q.start <= match.start() < q.end for q in quotations):
            continue
        before = body[sentence.start : match.start()].split()
        if before and before[-1].lower() in speech.not_after:
            continue
        subject = _subject(body, sentence, match.start(), match.end(), inside, quotations)
        if subject is not None:
            found.append(Cue(match.start(), match.end(), match[0], *subject))
    return found


def _subject(
    body: str, sentence: Sentence, start: int, end: int, mentions: Sequence[Mention], quotations: Sequence[Quotation]
) -> tuple[Speaker, int, int, bool] | None:
    """The speaker of the verb at ``start``: what follows it right after a quotation, else what precedes it."""
    closed = max((q.end for q in quotations if q.end <= start), default=-1)
    if closed >= 0 and not body[closed:start].strip("”’\"'»,.?! "):
        for mention in sorted(mentions, key=lambda m: m.start):
            if mention.start >= end and len(body[end : mention.start].split()) <= 3:
                return _speaker_of(mention), mention.start, mention.end, True
        words = re.match(r"\s+((?:[\w’'-]+\s?){1,6})", body[end : sentence.end])
        return (Speaker(name=words[1].strip()), end, end + words.end(), True) if words else None
    left = [m for m in mentions if m.end <= start]
    if left:
        nearest = max(left, key=lambda m: (m.end, -m.start))
        gap = body[nearest.end : start]
        subject = (
            nearest if len(gap.split()) <= 3 and not re.search(r"[.;:]", gap) else _clause_subject(body, left, start)
        )
        if subject is not None:
            return _speaker_of(subject), subject.start, subject.end, False
    phrase = _NOUN_PHRASE.search(body[max(sentence.start, closed) : start])
    if phrase is None:
        return None
    first = max(sentence.start, closed) + phrase.start(1)
    return Speaker(name=phrase[1].strip()), first, first + len(phrase[1]), False


def _clause_subject(body: str, mentions: Sequence[Mention], start: int) -> Mention | None:
    """The mention that opens the clause of the verb, where phrases in commas stand between them."""
    for mention in sorted(mentions, key=lambda m: -m.start):
        gap = body[mention.end : start]
        if re.match(r"\s*,.*,\s*(?:\w+ly\s*)?$", gap, re.S) or re.match(rf"\s+{_ADJUNCT}", gap):
            return mention
    return None


def _speaker_of(mention: Mention) -> Speaker:
    actor = mention.actors[0] if mention.actors else None
    if mention.kind == "pronoun" and actor:
        return Speaker(entity=actor.id, name=actor.name)
    named = actor is not None and actor.kind == "person"
    return Speaker(entity=actor.id if actor else None, name=actor.name if actor and named else mention.text)


def _direct(
    body: str, sentences: Sequence[Sentence], quotations: Sequence[Quotation], cues: dict[int, list[Cue]]
) -> list[Statement]:
    found: list[Statement] = []
    last: Speaker | None = None
    last_end = -1
    for quotation in quotations:
        text = body[quotation.start : quotation.end]
        near = [c for s in sentences if s.start < quotation.end + 2 and quotation.start <= s.end for c in cues[s.start]]
        cue = _nearest(near, quotation)
        words = len(text.split())
        if words < SHORTEST_QUOTATION and not (cue and text[-1:] in ",.?!"):
            continue
        if cue is not None:
            last = cue.speaker
        elif (
            words < SHORTEST_QUOTATION * 2
            or body[last_end : quotation.start].count("\n\n") > 1
            or not _alone(body, quotation)
        ):
            last = None if _alone(body, quotation) else last
            if not _alone(body, quotation):
                continue
        last_end = quotation.end
        text = text.rstrip(",").rstrip()
        found.append(
            Statement(
                id="",
                speaker=last or Speaker(),
                verb=cue.verb if cue else None,
                direct=True,
                text=text,
                start=quotation.start,
                end=quotation.start + len(text),
            )
        )
    return found


def _alone(body: str, quotation: Quotation) -> bool:
    """Whether the quotation is a sentence of its own: it opens a paragraph or follows a full stop."""
    before = body[: quotation.start - 1].rstrip(" ")
    return not before or before[-1] in '.!?\n”"’:'


def _nearest(cues: Sequence[Cue], quotation: Quotation) -> Cue | None:
    def distance(cue: Cue) -> int:
        return quotation.start - cue.end if cue.end <= quotation.start else cue.start - quotation.end

    return min(cues, key=distance, default=None)


def _indirect(
    body: str,
    sentences: Sequence[Sentence],
    quotations: Sequence[Quotation],
    cues: dict[int, list[Cue]],
    direct: Sequence[Statement],
) -> list[Statement]:
    found: list[Statement] = []
    for sentence in sentences:
        for cue in cues[sentence.start]:
            span = _claim(body, sentence, cue, quotations)
            if span is None or any(
                d.start < span[1] and span[0] < d.end and d.end - d.start > (span[1] - span[0]) * 0.6 for d in direct
            ):
                continue
            if not any(f.start <= span[0] and span[1] <= f.end for f in found):
                found.append(_statement(body, cue.speaker, cue.verb, span))
        found += _without_verb(body, sentence, found)
    return found


def _statement(body: str, speaker: Speaker, verb: str | None, span: tuple[int, int]) -> Statement:
    return Statement(
        id="", speaker=speaker, verb=verb, direct=False, text=body[span[0] : span[1]], start=span[0], end=span[1]
    )


def _claim(body: str, sentence: Sentence, cue: Cue, quotations: Sequence[Quotation]) -> tuple[int, int] | None:
    """The words that the verb reports, without ``that``, audience and closing stop."""
    speech = load_speech()
    refusal = speech.refusals.search(body, sentence.start, sentence.end)
    position = cue.speaker_end if cue.inverted else cue.end
    stop = sentence.end
    tail = body[position:stop]
    if not tail.strip(" .,;”\"’'") or (cue.inverted and not _THAT.match(body, cue.end)):
        return _claim_before(body, sentence, cue)
    audience = speech.audience.match(body, position, stop)
    if cue.verb in ("told", "tells", "tell", "assured", "informed", "notified", "warned", "reminded"):
        told = re.compile(
            r"\s+(?:[A-Z][\w’'.-]*|the|a|an|his|her|their|its|[a-z’'-]+)(?:\s+[\w’'.-]+){0,4}?(?=\s+(?:that|on|in|he|she|it|they|we|the|[A-Z]))"
        )
        match = told.match(body, position, stop)
        audience = audience or match
    if audience is not None:
        position = audience.end()
    adjunct = re.compile(
        r"\s+(?:late |early |earlier )?(?:on|in|at|last|this)\s(?:[\w’'.-]+\s?){1,5}?(?=,|\sthat\b)"
    ).match(body, position, stop)
    that = _THAT.match(body, adjunct.end() if adjunct else position, stop)
    if that is not None:
        position = that.end()
    elif not speech.bare[cue.verb] and not (refusal and refusal.start() < cue.end + 20):
        return None
    return _trimmed(body, position, stop)


def _claim_before(body: str, sentence: Sentence, cue: Cue) -> tuple[int, int] | None:
    """The claim of a verb that closes its sentence: "…, a Japanese official said"."""
    first = min(cue.start, cue.speaker_start)
    comma = body.rfind(",", sentence.start, first + 1)
    if comma < 0 or body[comma + 1 : first].strip():
        return None
    return _trimmed(body, sentence.start, comma)


def _without_verb(body: str, sentence: Sentence, found: Sequence[Statement]) -> list[Statement]:
    """Reports by "according to" and by the passive ("it was announced that")."""
    result = []
    passive = load_speech().passive.search(body, sentence.start, sentence.end)
    if passive is not None:
        span = _trimmed(body, passive.end(), sentence.end)
        if span:
            result.append(_statement(body, Speaker(), passive[1], span))
    match = re.compile(r"\b[Aa]ccording to\s+([^,;.]{2,120})").search(body, sentence.start, sentence.end)
    if match is not None:
        before, after = (sentence.start, match.start()), (match.end(), sentence.end)
        span = _trimmed(body, *(before if match.start() - sentence.start > 20 else after))
        if span and not any(f.start < span[1] and span[0] < f.end for f in found):
            result.append(_statement(body, Speaker(name=match[1].strip()), "according to", span))
    return result


def _trimmed(body: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and (body[start].isspace() or body[start] in ",:;"):
        start += 1
    while end > start and (body[end - 1].isspace() or body[end - 1] in ".,;:"):
        end -= 1
    return (start, end) if len(body[start:end].split()) >= 3 else None
