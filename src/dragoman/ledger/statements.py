"""Who said what: quotations and reported claims with their speakers.

Attribution works on the surface of the sentence, without a parser: ``reporting`` finds the cues and the words of their
subjects, ``speakers`` says who these are, ``quoting`` hangs the quotations on the cues, and ``claims`` finds what the
cues report in other words. Only what the page shows is attributed; a quotation whose speaker it does not show has none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.actors import Mention
from dragoman.language.quotes import Quotation, find_quotations
from dragoman.language.sentences import Sentence
from dragoman.ledger.adjuncts import hearers
from dragoman.ledger.claims import claim_of
from dragoman.ledger.framing import Frame, hide, make_frames
from dragoman.ledger.quoting import Attribution, attribute
from dragoman.ledger.reporting import PASSIVE, Cue, find_cues
from dragoman.ledger.speakers import Memory, Voice
from dragoman.record import Speaker, Statement


def find_statements(body: str, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> list[Statement]:
    """The statements of an article, in order of their spans.

    A claim that its cue interrupts ("The aim, it said, was …") is one span with the cue inside. A quotation inside a
    claim is a statement of its own where it is four words or a clause.
    """
    quotations = find_quotations(body)
    hidden = hide(body, quotations)
    frames = make_frames(hidden, sentences, quotations)
    memory = Memory(body, mentions, frames)
    starts = frozenset(m.start for m in mentions)
    found: list[Statement] = []
    last: tuple[int, Voice] | None = None  # where a statement last ended, and whose it was
    pending = list(reversed(quotations))
    for frame in frames:
        cues = find_cues(frame, hidden)
        lead, voices = _voices(memory, frame, cues)
        inside = []
        while pending and pending[-1].start < frame.end:
            inside.append(pending.pop())
        for quotation in inside:
            attribution = attribute(body, quotation, frame, cues)
            if attribution is None:
                continue
            if attribution.lead and not (lead and (lead.person or lead.entity)):
                continue
            speaker = _speaker(attribution, voices, lead, memory, frame, last, body, quotation)
            found.append(_direct(body, quotation, attribution, frame, cues, speaker, starts))
            last = (quotation.end, speaker) if speaker else None
        for statement, voice in _indirect(body, frame, cues, voices, starts):
            found.append(statement)
            last = (frame.end, voice) if not inside else last
    found.sort(key=lambda s: (s.start, -s.end))
    return [statement.model_copy(update={"id": f"s{i + 1}"}) for i, statement in enumerate(found)]


def _voices(memory: Memory, frame: Frame, cues: Sequence[Cue]) -> tuple[Voice | None, list[Voice | None]]:
    """The subject that the frame opens with, and the speaker of each cue."""
    lead = memory.lead(frame)
    voices: list[Voice | None] = []
    for cue in cues:
        if cue.subject is not None:
            voices.append(memory.voice(frame, cue.subject))
        else:
            before = next((v for v in reversed(voices) if v is not None), lead)
            voices.append(before if cue.shared else None)
    if lead is not None and lead not in voices:
        # A pronoun in the same sentence ("The aim, it said, …") does not mean what the sentence opens with.
        memory.remember(lead, before=sum(cue.subject is not None for cue in cues))
    return lead, voices


def _speaker(
    attribution: Attribution,
    voices: Sequence[Voice | None],
    lead: Voice | None,
    memory: Memory,
    frame: Frame,
    last: tuple[int, Voice] | None,
    body: str,
    quotation: Quotation,
) -> Voice | None:
    if attribution.cue is not None:
        return voices[attribution.cue]
    if attribution.guess is not None and attribution.guess.subject is not None:
        return memory.voice(frame, attribution.guess.subject)
    if attribution.lead:
        return lead
    near = last is not None and body.count("\n\n", last[0], quotation.start) <= 1
    return last[1] if last is not None and near else memory.latest


def _direct(
    body: str,
    quotation: Quotation,
    attribution: Attribution,
    frame: Frame,
    cues: Sequence[Cue],
    speaker: Voice | None,
    starts: frozenset[int],
) -> Statement:
    text = body[quotation.start : quotation.end].rstrip().rstrip(",").rstrip()
    cue = cues[attribution.cue] if attribution.cue is not None else attribution.guess
    return Statement(
        id="",
        speaker=_named(speaker),
        verb=cue.verb if cue else None,
        direct=True,
        text=text,
        start=quotation.start,
        end=quotation.start + len(text),
        audience=_audience(body, frame, cue, starts) if cue else [],
    )


def _indirect(
    body: str, frame: Frame, cues: Sequence[Cue], voices: Sequence[Voice | None], starts: frozenset[int]
) -> Iterator[tuple[Statement, Voice]]:
    seen: set[tuple[int, int]] = set()
    for place, cue in enumerate(cues):
        claim = claim_of(frame, cues, place, starts)
        voice = voices[place]
        if claim is None or (voice is None and cue.takes != PASSIVE) or claim in seen:
            continue
        seen.add(claim)
        start, end = frame.tokens[claim.first].start, frame.tokens[claim.last - 1].end
        yield (
            Statement(
                id="",
                speaker=_named(voice),
                verb=cue.verb,
                direct=False,
                text=body[start:end],
                start=start,
                end=end,
                audience=_audience(body, frame, cue, starts),
            ),
            voice or Voice(""),
        )


def _audience(body: str, frame: Frame, cue: Cue, starts: frozenset[int]) -> list[str]:
    found = hearers(frame.tokens, cue, starts)
    return [body[frame.tokens[found[0]].start : frame.tokens[found[1] - 1].end]] if found else []


def _named(voice: Voice | None) -> Speaker:
    return Speaker(entity=voice.entity, name=voice.name or None) if voice else Speaker()
