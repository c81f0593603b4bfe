"""What stands between a cue and its claim: to whom, when, where and how it was said."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dragoman.ledger.cues import Speech, load_speech
from dragoman.ledger.framing import Token
from dragoman.ledger.phrases import is_adverb, is_clause
from dragoman.ledger.reporting import Cue

REACH = 16  # tokens in which "that", "to" or "of" must follow its verb
_TURNS = frozenset({"however", "though", "meanwhile", "nonetheless", "nevertheless", "too", "moreover"})
_WHEN = frozenset({"on", "previous", "this", "last"})


def hearers(tokens: Sequence[Token], cue: Cue, starts: Collection[int]) -> tuple[int, int] | None:
    """The tokens that name the audience of a cue. ``starts`` are the offsets at which mentions begin."""
    speech, first = load_speech(), cue.last
    if cue.takes >= {"hearer"} and "clause" not in cue.takes:
        last = _hearer_end(tokens, first, starts, speech)
        return (first, last) if last > first else None
    window = tokens[cue.after : cue.after + REACH]
    for index, token in enumerate(window[:-1], cue.after):
        if token.stop or token.mark or token.low in speech["openers"]:
            break
        to_them = token.low == "to" and tokens[index + 1].low in speech["audiences"]
        if to_them or (token.low == "with" and index and tokens[index - 1].low == "interview"):
            last = _hearer_end(tokens, index + 1, starts, speech)
            return (index + 1, last) if last > index + 1 else None
    if "hearer" in cue.takes:
        that = find_word(tokens, first, "that")
        if (
            that is not None
            and that > first
            and not any(t.low in speech["finite"] or t.stop for t in tokens[first:that])
        ):
            last = next((i for i in range(first, that) if tokens[i].low in speech["prepositions"]), that)
            return (first, last) if last > first else None
    return None


def skip_adjuncts(tokens: Sequence[Token], index: int) -> int:
    """The first token after what tells when, where and how it was said."""
    while index < len(tokens):
        reached = _adjunct(tokens, index)
        if reached == index:
            return index
        index = reached
    return index


def _adjunct(tokens: Sequence[Token], index: int) -> int:
    """The end of the adverb, time or occasion that begins at ``index``; ``index`` where none does."""
    speech, token = load_speech(), tokens[index]
    following = tokens[index + 1].low if index + 1 < len(tokens) else ""
    if token.low in speech["adjuncts"] | speech["days"]:
        return index + 1
    if token.text == "," and following in ("citing", "quoting"):
        # "said, citing people who knew, that …"
        that = find_word(tokens, index + 1, "that")
        return that if that is not None and tokens[that - 1].text == "," else index
    if token.text == "," and following in _TURNS and index + 3 < len(tokens) and tokens[index + 2].text == ",":
        return index + 3 if tokens[index + 3].low == "that" else index  # "stressed, however, that"
    if is_adverb(token) and following not in speech["pronouns"]:
        return index + 1
    if token.low in ("last", "this", "late", "early", "earlier", "next"):
        return index + (2 if following in speech["times"] else 1) if following in speech["times"] | _WHEN else index
    if token.low in ("the", "a") and following in speech["times"] | {"previous"}:
        after = tokens[index + 2].low if index + 2 < len(tokens) else ""
        return index + 3 if after in ("before", "earlier", "later", "after") else index
    if token.low in ("on", "in", "by", "since", "during") and _dated(tokens, index + 1):
        return _dated(tokens, index + 1)
    if token.low == "to" and not (
        following in speech["audiences"] | speech["objects"] | {"the", "a"}
        or tokens[min(index + 1, len(tokens) - 1)].capital
    ):
        return index  # an infinitive: what was promised or asked
    if token.low in ("in", "at", "from") and (place := _place_end(tokens, index + 1, speech)):
        return place
    return _occasion_end(tokens, index, speech) if token.low in speech["occasion_leads"] else index


def _place_end(tokens: Sequence[Token], first: int, speech: Speech) -> int:
    """The end of a place name at ``first`` before the words of a clause ("in Geneva / the talks"); 0 for none."""
    last = first
    while last < len(tokens) and tokens[last].capital:
        last += 1
    clause = last < len(tokens) and tokens[last].low in speech["determiners"] | speech["pronouns"] | {"that"}
    return last if first < last and clause else 0


def _dated(tokens: Sequence[Token], index: int) -> int:
    """The end of a date at ``index``: a weekday with its time of day, or a month with its number; 0 for none."""
    first = index
    while (
        index < len(tokens)
        and index < first + 4
        and (
            tokens[index].low in load_speech()["days"] | load_speech()["months"]
            or tokens[index].text.isdigit()
            or (index > first and tokens[index].low in ("night", "morning", "evening", "afternoon"))
        )
    ):
        index += 1
    return index if index > first and not all(t.text.isdigit() for t in tokens[first:index]) else 0


def _occasion_end(tokens: Sequence[Token], index: int, speech: Speech) -> int:
    """The end of "in a statement", "at a briefing in Oslo" and the like, or ``index`` where nothing of the kind begins.

    What ends in "that" or a comma needs no word that the table knows.
    """
    for place in range(index + 1, min(index + REACH, len(tokens))):
        token = tokens[place]
        if token.low == "that":
            return place if _closes_adjunct(tokens[place - 1], speech) else index
        if token.stop:
            that = find_word(tokens, place, "that")
            resumed = that is not None and tokens[that - 1].text == ","
            return that if that is not None and resumed else place if place > index + 1 else index
        if token.mark or token.hidden:
            return place if tokens[index].low != "of" else index
        if token.low in speech["finite"]:
            return index
        if token.low in speech["pronouns"]:
            return place if place > index + 1 or token.low in speech["objects"] else index
        if token.low in speech["occasions"] | speech["audiences"] and not _compound(tokens, place, speech):
            return _linked_end(tokens, place + 1, speech)
    return len(tokens) if len(tokens) - index < REACH and not is_clause(tokens[index:]) else index


def _closes_adjunct(token: Token, speech: Speech) -> bool:
    """Whether "that" after this word opens a claim and does not say more of a thing ("in villages that …")."""
    known = ("occasions", "audiences", "days", "times", "objects", "media")
    return (
        token.capital
        or token.low.endswith("ing")
        or token.text.isdigit()
        or any(token.low in speech[name] for name in known)
    )


def _compound(tokens: Sequence[Token], place: int, speech: Speech) -> bool:
    """Whether the next word belongs to the occasion: "a news / conference", "a phone / call"."""
    return place + 1 < len(tokens) and tokens[place + 1].low in speech["occasions"]


def _linked_end(tokens: Sequence[Token], index: int, speech: Speech) -> int:
    """The end of what follows an occasion at ``index``: "in Oslo", "carried by Tass", or all up to "that"."""
    if index >= len(tokens) or tokens[index].low not in speech["links"]:
        return index
    that = find_word(tokens, index, "that")
    if that is not None and not any(t.low in speech["finite"] or t.stop for t in tokens[index:that]):
        return that
    place = index + 1
    while place < len(tokens) and tokens[place].low in ("the", "a", "his", "her", "its", "state", "by"):
        place += 1
    first = place
    while place < len(tokens) and tokens[place].capital:
        place += 1
    return place if place > first else index


def _hearer_end(tokens: Sequence[Token], first: int, starts: Collection[int], speech: Speech) -> int:
    """The end of the audience that begins at ``first``, before the clause that it hears."""
    if first >= len(tokens):
        return first
    following = tokens[first + 1] if first + 1 < len(tokens) else None
    owns = tokens[first].low == "her" and following is not None and following.word
    if owns and following is not None:
        groups = ("openers", "pronouns", "determiners", "hearer_ends", "finite")
        owns = not any(following.low in speech[name] for name in groups)
    if tokens[first].low in speech["objects"] | speech["audiences"] and not owns:
        return first + 1
    index = first
    while index < min(first + 10, len(tokens)) and not _ends_hearer(tokens, index, first, starts, speech):
        index += 1
    return index


def _ends_hearer(tokens: Sequence[Token], index: int, first: int, starts: Collection[int], speech: Speech) -> bool:
    token = tokens[index]
    if not token.word or token.low in speech["openers"] | speech["finite"]:
        return True
    if index == first:
        return False
    if token.low in speech["pronouns"] | speech["hearer_ends"]:
        return True
    owned = tokens[index - 1].low in ("of", "on", "for")
    return (token.low in speech["determiners"] and not owned) or _fresh(tokens, index, starts)


def _fresh(tokens: Sequence[Token], index: int, starts: Collection[int]) -> bool:
    """Whether a name or noun begins anew after a complete audience: "told Reuters / Iran would"."""
    token, before = tokens[index], tokens[index - 1]
    if token.capital and before.capital:
        return token.start in starts
    if token.capital:
        return before.low not in ("the", "of", "a") and before.low not in load_speech()["particles"]
    return (
        before.capital
        and token.low not in load_speech()["media"] | {"of", "and"}
        and token.low not in load_speech()["bodies"]
    )


def find_word(tokens: Sequence[Token], first: int, low: str) -> int | None:
    return next((i for i in range(first, min(first + REACH, len(tokens))) if tokens[i].low == low), None)
