"""The words that are a reporting verb's subject, by what stands around the verb.

A sentence is cut at its commas and dashes into phrases. The subject is the end of the phrase that touches the verb or,
where only a remark between commas touches it, the phrase that the remark is about.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.ledger.cues import load_speech, words_of
from dragoman.ledger.framing import Token
from dragoman.ledger.phrases import (
    MOST_WORDS,
    Phrase,
    begins_phrase,
    chunks,
    holds_clause,
    is_adverb,
    is_aside,
    is_name,
    is_number,
    is_role,
    noun_phrase,
    without_adverbs,
)


def subject_before(tokens: Sequence[Token], floor: int, verb: int) -> Phrase | None:
    """The subject that ends at the token ``verb`` and after ``floor``; None where the clause has none of its own."""
    parts = chunks(tokens, floor, verb)
    first, last = parts[-1]
    last = without_adverbs(tokens, first, last)
    if last > first and tokens[last - 1].low in load_speech()["joiners"]:
        return None  # "summoned the envoy late at night and protested"
    if (listed := _listed_body(tokens, parts)) is not None:
        return listed
    if last > first and tokens[last - 1].low in ("who", "which", "that"):
        last -= 1
        if first == last:
            return _set_off(tokens, parts[:-1])
        return noun_phrase(tokens, first, last)
    if last > first:
        return _with_adjective(tokens, parts, noun_phrase(tokens, first, last))
    return _set_off(tokens, parts[:-1])


def _listed_body(tokens: Sequence[Token], parts: Sequence[tuple[int, int]]) -> Phrase | None:
    """ "The Ministry of Economy, Trade and Industry": the commas of a body's name part no phrases."""
    last = parts[-1][1]
    place = len(parts) - 1
    while place and all(t.capital or t.low == "and" for t in tokens[slice(*parts[place])]) and parts[place][0] < last:
        place -= 1
    first, end = parts[place]
    heads = ("ministry", "department", "committee", "office", "commission", "bureau")
    if place == len(parts) - 1 or end - first < 3 or not any(t.low == "and" for t in tokens[end:last]):
        return None
    of = next((i for i in range(first, end - 1) if tokens[i].low in heads and tokens[i + 1].low == "of"), None)
    return Phrase(max(first, of - 1), last) if of is not None and tokens[end - 1].capital else None


def subject_after(tokens: Sequence[Token], first: int, end: int) -> Phrase | None:
    """The subject that follows an inverted verb: "said Motegi, who …", "said its leader, Alberto Sixpence"."""
    last = _inverted_end(tokens, first, end)
    if last == first or not (begins_phrase(tokens[first]) or tokens[first].low.endswith("s")):
        return None
    if last < end and tokens[last].text == "," and not tokens[last - 1].capital:
        stop = _inverted_end(tokens, last + 1, end)
        if is_name(tokens, last + 1, stop):
            return Phrase(first, stop, (last + 1, stop))
    return Phrase(first, last)


def lead(tokens: Sequence[Token]) -> Phrase | None:
    """The subject that a sentence opens with, as far as its shape shows: a name, or a determiner and its noun."""
    first = 0
    for begin, end in chunks(tokens, 0, min(len(tokens), 60))[:3]:
        first = begin
        while first < end and (tokens[first].mark or tokens[first].low in words_of("joiners", "leading")):
            first += 1
        if first < end and tokens[first].hidden:
            return None
        timed = tokens[end - 1].low in ("ago", "later", "earlier") if first < end else True
        aside = first < end and tokens[first].low in words_of("asides", "openers", "prepositions")
        if first < end and not timed and not aside:
            found = lead_at(tokens, first, end)
            return with_name(tokens, found) if found else None
    return None


def with_name(tokens: Sequence[Token], phrase: Phrase) -> Phrase:
    """A role with the name that commas set off after it."""
    comma = _after_place(tokens, phrase.last)
    if comma is not None and is_role(tokens, phrase):
        end = next(
            (i for i in range(comma + 1, len(tokens)) if not tokens[i].word and tokens[i].text != "&"), len(tokens)
        )
        if is_name(tokens, comma + 1, end):
            return Phrase(phrase.first, end, (comma + 1, end))
    return phrase


def _after_place(tokens: Sequence[Token], place: int) -> int | None:
    """The comma after a role, past where its holder is: "her rival across the street, Mike Bolitho, …"."""
    if place < len(tokens) and tokens[place].low in load_speech()["prepositions"]:
        end = min(place + 6, len(tokens))
        while place < end and tokens[place].word and tokens[place].low not in words_of("finite", "verbs", "irregular"):
            place += 1
    return place if place < len(tokens) and tokens[place].text == "," else None


def lead_at(tokens: Sequence[Token], first: int, end: int) -> Phrase | None:
    """The subject that begins at ``first``: a pronoun, a name, or a determiner and its noun."""
    if tokens[first].low in load_speech()["pronouns"]:
        return Phrase(first, first + 1)
    speech = load_speech()
    last = first
    determined = tokens[first].low in load_speech()["determiners"] or tokens[first].low.endswith(("’s", "'s"))
    while last < end and last - first < 8:
        token = tokens[last]
        determined = determined or token.low.endswith(("’s", "'s"))
        linked = token.low == "of" and last + 1 < end and tokens[last + 1].capital and tokens[last - 1].capital
        if token.low == "of" and last + 1 < end:
            determined = determined or not linked
        elif token.low in words_of("finite", "prepositions", "between", "verbs"):
            break
        if not token.capital and not determined and token.low not in speech["particles"]:
            break
        ends = token.low.endswith(("ed", "s")) and tokens[last - 1].low not in ("of", "the", "and")
        if token.text.islower() and token.low in speech["irregular"] and last > first:
            break
        if is_adverb(token) or (token.text.islower() and last > first + 1 and ends):
            break
        last += 1
    if (
        last + 1 < end
        and tokens[last].low == "and"
        and (tokens[last + 1].capital or tokens[last + 1].low in load_speech()["determiners"])
    ):
        other = lead_at(tokens, last + 1, end)
        last = other.last if other else last
    return Phrase(first, last) if last > first else None


def _with_adjective(tokens: Sequence[Token], parts: Sequence[tuple[int, int]], found: Phrase | None) -> Phrase | None:
    """ "The tiny, mountainous country": a comma between adjectives parts no phrases."""
    if found is None or found.last - found.first < 2 or tokens[found.first].low in load_speech()["determiners"]:
        return found
    if len(parts) > 1 and found.first == parts[-1][0] and tokens[found.first].text.islower():
        first, last = parts[-2]
        if last - first == 2 and tokens[first].low in load_speech()["determiners"] and tokens[first + 1].text.islower():
            return Phrase(first, found.last)
    return found


def _set_off(tokens: Sequence[Token], parts: Sequence[tuple[int, int]]) -> Phrase | None:
    """The subject where commas part it from its verb: "Haugland, who …, said", "the minister, Rui Tembe, said"."""
    place = len(parts) - 1
    while place > 0 and is_aside(tokens, *parts[place]):
        place -= 1
    if place < 0:
        return None
    first, last = parts[place]
    last = without_adverbs(tokens, first, last)
    if first == last:
        return None
    before = parts[place - 1] if place else None
    if place > 1 and is_name(tokens, first, last) and _residence(tokens, *parts[place - 1]):
        return _set_off(tokens, parts[: place - 1])  # "Holloway, 54, of Mill Lane, Ashby, denied"
    if is_name(tokens, first, last):
        role = noun_phrase(tokens, *before) if before and before[0] < before[1] else None
        if role and is_role(tokens, role) and begins_phrase(tokens[role.first]):
            return Phrase(role.first, last, (first, last))
        return Phrase(first, last)
    own = noun_phrase(tokens, first, last)
    described = tokens[first].low in load_speech()["determiners"]
    while place > 0 and is_number(tokens, *parts[place - 1]):
        place -= 1
    if place and own and (described or own.first == first):
        begin, end = parts[place - 1]
        head = noun_phrase(tokens, begin, end)
        led = begin < end and tokens[begin].low in load_speech()["asides"] | load_speech()["openers"]
        leads_in = led and head is not None and head.first <= begin + 1
        if (
            head
            and begins_phrase(tokens[head.first])
            and not leads_in
            and not holds_clause(tokens, head.first, head.last)
        ):
            named = is_name(tokens, head.first, head.last)
            return Phrase(head.first, last, (head.first, head.last)) if named else head
    return own


def _residence(tokens: Sequence[Token], first: int, last: int) -> bool:
    return last - first > 1 and tokens[first].low in ("of", "from") and all(t.capital for t in tokens[first + 1 : last])


def _inverted_end(tokens: Sequence[Token], first: int, end: int) -> int:
    speech = load_speech()
    stops = words_of("openers", "subject_ends")
    index = first
    while index < end and index - first < MOST_WORDS:
        token = tokens[index]
        closing = token.text in ".?!" and not (index and tokens[index - 1].low in speech["titles"])
        joined = token.low == "and" and index + 1 < end and tokens[index + 1].capital
        if not joined and (token.stop or token.mark or token.hidden or closing or token.low in stops):
            break
        if token.low in ("in", "at") and index + 2 < end and _names_occasion(tokens, index, end):
            break
        index += 1
    return index


def _names_occasion(tokens: Sequence[Token], index: int, end: int) -> bool:
    return any(token.low in load_speech()["occasions"] for token in tokens[index + 1 : min(index + 5, end)])
