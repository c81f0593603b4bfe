"""Which quotations are speech, and which cue each of them hangs on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dragoman.language.quotes import Quotation
from dragoman.ledger.cues import load_speech
from dragoman.ledger.framing import Frame, Token
from dragoman.ledger.reporting import REFUSAL, SOURCE, Cue
from dragoman.ledger.subjects import lead_at

FEWEST_WORDS = 4  # a shorter quotation inside a clause is part of the clause
_SPEECH_ENDS = ",?!…—–-"


class Attribution(NamedTuple):
    """Where the speaker of a quotation stands: at ``cue``, or nowhere in its frame (``alone``, ``lead``)."""

    cue: int | None = None
    guess: Cue | None = None  # a verb that the table does not know, right after the quotation
    alone: bool = False  # a sentence of its own, whose speaker is that of the words before
    lead: bool = False  # the subject of the sentence, which has no cue


def attribute(body: str, quotation: Quotation, frame: Frame, cues: Sequence[Cue]) -> Attribution | None:
    """The cue of a quotation; None where it is no speech but a name, a title or a word held at arm's length."""
    tokens = frame.tokens
    place = frame.at(quotation.start)
    if place >= len(tokens) or not tokens[place].hidden:
        return None
    text = body[quotation.start : quotation.end].strip()
    after = _cue_after(tokens, place, cues)
    before = _cue_before(tokens, place, cues)
    opens = not any(t.word for t in tokens[:place])
    closed = text[-1:] in _SPEECH_ENDS or (place + 2 < len(tokens) and tokens[place + 2].text == ",")
    speaks = _speaks(text, alone=False) and not _names(tokens, place, text)
    if after is not None and (opens or (speaks and (before is None or closed))):
        return Attribution(cue=after)
    guess = _unknown_cue(tokens, place, text) if opens and after is None else None
    if guess is not None:
        return Attribution(guess=guess)
    if opens and not any(t.word for t in tokens[place:]):
        return Attribution(alone=True) if _speaks(text, alone=True) else None
    introduced = place > 1 and tokens[place - 2].text in ":,"
    if before is not None and (introduced or _touches(tokens, place, cues[before])):
        return Attribution(cue=before)
    if place > 1 and tokens[place - 2].text == ":":
        return Attribution(lead=True)
    if not speaks:
        return None
    nearest = before if before is not None else next((i for i, c in enumerate(cues) if c.first > place), None)
    return Attribution(cue=nearest) if nearest is not None else Attribution(lead=True)


def _cue_after(tokens: Sequence[Token], place: int, cues: Sequence[Cue]) -> int | None:
    """The cue right after the mark that closes the quotation."""
    begin = place + 2
    if begin < len(tokens) and tokens[begin].text in ",—–":
        begin += 1
    return next(
        (i for i, cue in enumerate(cues) if cue.begin == begin and not cue.shared and cue.takes != REFUSAL), None
    )


def _cue_before(tokens: Sequence[Token], place: int, cues: Sequence[Cue]) -> int | None:
    before = [i for i, cue in enumerate(cues) if cue.after < place and cue.takes not in (REFUSAL, SOURCE)]
    return before[-1] if before else None


def _touches(tokens: Sequence[Token], place: int, cue: Cue) -> bool:
    """Whether a quotation is all that its cue reports: "said “no”"."""
    return cue.after >= place - 1 and bool(cue.takes & {"clause", "quote", "hearer"}) and "call" not in cue.takes


def _unknown_cue(tokens: Sequence[Token], place: int, text: str) -> Cue | None:
    """ "…,” the colonel challenged": somebody and a verb, right after a quotation that ends as speech does."""
    first = place + 2
    if first < len(tokens) and tokens[first].text == ",":
        first += 1
    elif not text.endswith(tuple(_SPEECH_ENDS)):
        return None
    subject = lead_at(tokens, first, len(tokens)) if first < len(tokens) else None
    if subject is None or subject.last >= len(tokens):
        return None
    verb = tokens[subject.last]
    past = (verb.text.islower() and verb.low.endswith(("ed", "s"))) or verb.low in (
        "began",
        "went",
        "spoke",
        "put",
        "told",
    )
    return Cue(subject.last, subject.last + 1, verb.text, frozenset({"quote"}), subject) if past else None


def _speaks(text: str, *, alone: bool) -> bool:
    """Whether quoted words are long enough, or enough of a clause, to be what somebody said."""
    words = text.split()
    if alone:
        return text[-1:] in ".,?!…" or len(words) >= FEWEST_WORDS
    lows = {word.lower().strip(".,?!") for word in words}
    return len(words) >= FEWEST_WORDS or (len(words) == FEWEST_WORDS - 1 and bool(lows & load_speech()["finite"]))


def _names(tokens: Sequence[Token], place: int, text: str) -> bool:
    """Whether quoted words are a title or a name: capitals throughout, or a word before them that says so."""
    speech = load_speech()
    before = tokens[place - 2].low if place > 1 else ""
    if before in speech["naming"]:
        return True
    long = [word for word in text.split() if len(word) > 3]
    return len(long) > 1 and sum(word[:1].isupper() for word in long) > 0.7 * len(long)
