"""Who said what: quotations and reported claims with their speakers.

Attribution works on the surface of the sentence, without a parser: ``reporting`` finds the cues and the words of their
subjects, ``speakers`` says who these are, ``quoting`` hangs the quotations on the cues, and ``claims`` finds what the
cues report in other words. Only what the page shows is attributed; a quotation whose speaker it does not show has none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.actors import Mention
from dragoman.language.quotes import Quotation, find_quotations
from dragoman.language.sentences import Sentence
from dragoman.ledger.adjuncts import hearers
from dragoman.ledger.claims import claim_of
from dragoman.ledger.framing import Frame, hide, make_frames
from dragoman.ledger.quoting import Attribution, attribute
from dragoman.ledger.reporting import PASSIVE, Cue, find_cues
from dragoman.ledger.speakers import Memory, Voice
from dragoman.ledger.subjects import lead
from dragoman.ledger.transcripts import Turn, find_turns
from dragoman.record import Speaker, Statement

Said = list[tuple[Statement, Voice | None]]


@dataclass(frozen=True)
class Scene:
    """A frame with its cues, the speaker of each, and the subject that it opens with."""

    body: str
    frame: Frame
    cues: list[Cue]
    voices: list[Voice | None]
    lead: Voice | None
    mention_starts: frozenset[int]


def find_statements(body: str, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> list[Statement]:
    """The statements of an article, in order of their spans.

    A claim that its cue interrupts ("The aim, it said, was …") is one span with the cue inside. A quotation inside a
    claim is a statement of its own where it is four words or a clause. A denial or a refusal to comment is a statement
    with that verb; where nothing else is reported, its words are those of the refusal.
    """
    quotations = find_quotations(body)
    hidden = hide(body, quotations)
    frames = make_frames(body, hidden, sentences, quotations)
    memory = Memory(body, mentions, frames)
    starts = frozenset(m.start for m in mentions)
    found: list[tuple[Statement, Voice | None]] = []
    turns = find_turns(body)
    coming = list(reversed(turns))
    last: tuple[int, Voice] | None = None  # where a statement last ended, and whose it was
    turned: tuple[int, Voice] | None = None  # where a sentence about somebody ended that reports nothing
    pending = list(reversed(quotations))
    for place, frame in enumerate(frames):
        while coming and coming[-1].start < frame.end:
            turn = coming.pop()
            voice = memory.called(turn.label) if turn.label else memory.latest
            found.append((_turn(body, turn.start, turn.end), voice))
        cues = find_cues(frame, hidden)
        lead, voices = _voices(memory, frame, cues, turned[1] if turned else None)
        scene = Scene(body, frame, cues, voices, lead, starts)
        inside = []
        while pending and pending[-1].start < frame.end:
            inside.append(pending.pop())
        for quotation in inside:
            attribution = attribute(body, quotation, frame, cues)
            if attribution is None or (attribution.lead and not (lead and (lead.person or lead.entity))):
                continue
            voice = _speaking(memory, body, frames, place) if attribution.alone else None
            voice = voice or _speaker(scene, quotation, attribution, turned or last, memory)
            found.append((_direct(scene, quotation, attribution), voice))
            last, turned = ((quotation.end, voice) if voice else None), None
        told = False
        for statement, voice in _indirect(scene):
            found.append((statement, voice))
            last, turned = ((frame.end, voice) if voice and not inside else last), None
            told = True
        if not told and not inside:
            turned = (frame.end, lead) if lead and lead.person and lead.name else None
    kept = _outside_turns(turns, found)
    kept.sort(key=lambda pair: (pair[0].start, -pair[0].end))
    # a voice may get its name from what the page says later
    return [
        statement.model_copy(update={"id": f"s{i + 1}", "speaker": _speaker_of(voice)})
        for i, (statement, voice) in enumerate(kept)
    ]


def _outside_turns(turns: Sequence[Turn], found: Said) -> Said:
    """Without what is only reported inside the turns of an interview: an answer is one statement."""
    spans = {(turn.start, turn.end) for turn in turns}
    starts = [turn.start for turn in turns]

    def inside(statement: Statement) -> bool:
        place = bisect_right(starts, statement.start) - 1
        return place >= 0 and statement.end <= turns[place].end

    return [(s, voice) for s, voice in found if (s.start, s.end) in spans or not inside(s)]


def _turn(body: str, start: int, end: int) -> Statement:
    return Statement(
        id="", speaker=Speaker(), verb=None, direct=True, text=body[start:end], start=start, end=end, audience=[]
    )


def _speaker_of(voice: Voice | None) -> Speaker:
    return Speaker(entity=voice.entity, name=voice.name or None) if voice else Speaker()


def _voices(
    memory: Memory, frame: Frame, cues: Sequence[Cue], about: Voice | None
) -> tuple[Voice | None, list[Voice | None]]:
    """The subject that the frame opens with, and the speaker of each cue; ``about`` is that of the frame before."""
    quoted = len(frame.tokens) > 1 and frame.tokens[1].hidden
    lead = memory.lead(frame)
    voices: list[Voice | None] = []
    for cue in cues:
        if cue.subject is not None:
            voices.append(memory.voice(frame, cue.subject, about=about if quoted and not voices else None))
        else:
            before = next((v for v in reversed(voices) if v is not None), lead)
            voices.append(before if cue.shared else None)
    if lead is not None and not any(v and v.name.startswith(lead.name) for v in voices):
        # A pronoun in the same sentence ("The aim, it said, …") does not mean what the sentence opens with.
        memory.remember(lead, before=sum(cue.subject is not None for cue in cues))
    return lead, voices


_SPEAKS = re.compile(r"\s+(?:was|were) (?:speaking|talking)\b|\s+spoke\b")


def _speaking(memory: Memory, body: str, frames: Sequence[Frame], place: int) -> Voice | None:
    """Who speaks by the sentence after: "“The road is open.” Hovsepyan was speaking at the checkpoint"."""
    following = frames[place + 1] if place + 1 < len(frames) else None
    if following is None or "\n\n" in body[frames[place].end : following.start]:
        return None
    phrase = lead(following.tokens)
    if phrase is None or not _SPEAKS.match(body, following.tokens[phrase.last - 1].end):
        return None
    return memory.lead(following)


def _speaker(
    scene: Scene, quotation: Quotation, attribution: Attribution, last: tuple[int, Voice] | None, memory: Memory
) -> Voice | None:
    """Whose a quotation is: its cue's, its sentence's, or, where it stands alone, that of the words before it."""
    if attribution.cue is not None:
        return scene.voices[attribution.cue]
    if attribution.guess is not None and attribution.guess.subject is not None:
        return memory.voice(scene.frame, attribution.guess.subject)
    if attribution.lead:
        return scene.lead
    near = last is not None and scene.body.count("\n\n", last[0], quotation.start) <= 1
    return last[1] if last is not None and near else memory.latest


def _direct(scene: Scene, quotation: Quotation, attribution: Attribution) -> Statement:
    text = scene.body[quotation.start : quotation.end].rstrip().rstrip(",").rstrip()
    cue = scene.cues[attribution.cue] if attribution.cue is not None else attribution.guess
    return _statement(scene, cue, (quotation.start, quotation.start + len(text)), direct=True)


def _indirect(scene: Scene) -> Iterator[tuple[Statement, Voice | None]]:
    seen = set()
    for place, (cue, voice) in enumerate(zip(scene.cues, scene.voices, strict=True)):
        claim = claim_of(scene.frame, scene.cues, place, scene.mention_starts)
        if claim is None or claim in seen or (voice is None and cue.takes != PASSIVE):
            continue
        if voice is not None and voice.name.lower() in ("i", "we", "you"):
            continue  # the page's own writer, or a quotation whose marks are lost
        seen.add(claim)
        tokens = scene.frame.tokens
        span = tokens[claim.first].start, tokens[claim.last - 1].end
        yield _statement(scene, cue, span, direct=False), voice


def _statement(scene: Scene, cue: Cue | None, span: tuple[int, int], *, direct: bool) -> Statement:
    tokens = scene.frame.tokens
    heard = hearers(tokens, cue, scene.mention_starts) if cue else None
    return Statement(
        id="",
        speaker=Speaker(),
        verb=cue.verb if cue else None,
        direct=direct,
        text=scene.body[span[0] : span[1]],
        start=span[0],
        end=span[1],
        audience=[scene.body[tokens[heard[0]].start : tokens[heard[1] - 1].end]] if heard else [],
    )
