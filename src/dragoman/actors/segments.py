"""A text in segments: the longest names and words that the lexicon knows, and what stands between them."""

from __future__ import annotations

from typing import NamedTuple

from dragoman.actors.lexicon import Lexicon
from dragoman.actors.senses import AND, CITY, COUNTRY, ENTRY, HEAD, HONORIFIC, NOTHING, PLACE, WEAK, Sense
from dragoman.actors.tokens import POSSESSIVE, Token, fold, tokenize

# Classes of segments that the lexicon does not know
UNKNOWN_NAME, UNKNOWN_WORD, NUMBER, MARK = "U", "u", "#", "mark"

# No name has more words than this, whatever a user's table says.
LONGEST_NAME = 12


class Segment(NamedTuple):
    """One name, common word or mark at ``text[start:end]``; ``names`` are its proper senses, ``words`` the common ones.

    ``glued`` says that a hyphen ties it to the segment before.
    """

    start: int
    end: int
    text: str
    key: str
    names: tuple[Sense, ...] = ()
    words: tuple[Sense, ...] = ()
    other: str = ""
    glued: bool = False

    def name_of(self, *classes: str) -> Sense | None:
        """The first proper sense of one of ``classes``."""
        for sense in self.names:
            if sense[0] in classes:
                return sense
        return None

    def word_of(self, *classes: str) -> Sense | None:
        """The first common sense of one of ``classes``."""
        for sense in self.words:
            if sense[0] in classes:
                return sense
        return None


def segments(text: str, *, lexicon: Lexicon) -> list[Segment]:
    """``text`` in segments, in order."""
    tokens = tokenize(text)
    found: list[Segment] = []
    position = 0
    while position < len(tokens):
        segment, taken = _longest(tokens, position, text, lexicon)
        if segment.start and text[segment.start - 1] == "-" and found and found[-1].end == segment.start - 1:
            segment = segment._replace(glued=True)
            if found[-1].other == UNKNOWN_NAME and not segment.names:
                # "Kyung-wha" is one name, whatever "wha" may mean.
                segment = _glue(found.pop(), segment, text)
        found.append(segment)
        position += taken
    return _names_of_others(found, lexicon)


def _glue(first: Segment, second: Segment, text: str) -> Segment:
    whole = text[first.start : second.end]
    return Segment(first.start, second.end, whole, f"{first.key} {second.key}", other=UNKNOWN_NAME, glued=first.glued)


def _longest(tokens: list[Token], position: int, text: str, lexicon: Lexicon) -> tuple[Segment, int]:
    token = tokens[position]
    payload = lexicon.payload
    if token.mark and token.key != "&":
        return Segment(token.start, token.end, token.text, token.key, other=MARK), 1
    most = min(payload["longest"].get(token.key, 0), LONGEST_NAME, len(tokens) - position)
    for count in range(most, 0, -1):
        group = tokens[position : position + count]
        key = token.key if count == 1 else " ".join(part.key for part in group)
        senses = payload["names"].get(key)
        names = tuple(sense[:-1] for sense in senses if _case_fits(sense[-1], group)) if senses else ()
        words = payload["words"].get(key, ())
        if names or words:
            start, end = token.start, group[-1].end
            return Segment(start, end, text[start:end], key, names, words), count
    other = NUMBER if token.key[0].isdigit() else UNKNOWN_NAME if token.text[0].isupper() else UNKNOWN_WORD
    if token.key in payload["classes"]["calendar"]:
        other = UNKNOWN_WORD
    return Segment(token.start, token.end, token.text, token.key, other=other), 1


def _case_fits(case: str, group: list[Token]) -> bool:
    if case == "-":
        return True
    if case == "A":
        # "Opec" for OPEC is common, "who" for WHO and "us" for US are not names.
        first = group[0].text
        return first.isupper() or (len(first) >= 4 and first[0].isupper() and len(group) == 1)
    return group[min(int(case), len(group) - 1)].text[:1].isupper()


def _names_of_others(found: list[Segment], lexicon: Lexicon) -> list[Segment]:
    """States' and people's names that are part of somebody else's: Jordan Smith, Georgia's governor, Lake Chad."""
    friends = lexicon.payload["classes"]["false_friends"]
    for place, segment in enumerate(found):
        before = found[place - 1] if place else None
        after = found[place + 1] if place + 1 < len(found) else None
        if not segment.names:
            if _given_name(segment, before, after):
                found[place] = segment._replace(words=(), other=UNKNOWN_NAME)
            continue
        if segment.names[0][0] in {CITY, PLACE} and _part_of_a_name(segment, before, after, lexicon):
            found[place] = segment._replace(names=(), words=(), other=UNKNOWN_NAME)
        elif segment.name_of(NOTHING) or (after is not None and after.key == "$" and after.start == segment.end):
            found[place] = segment._replace(names=(), words=(), other=UNKNOWN_WORD)
        elif segment.glued and segment.name_of(ENTRY) and _within_a_name(found, place):
            found[place] = segment._replace(names=(), words=(), other=UNKNOWN_NAME)
        elif segment.key in friends:
            found[place] = _friend(segment, before, after, friends[segment.key])
        elif segment.names[0][0] == ENTRY and _mere_surname(segment):
            titled = _titled(segment, _title_of_list(found, place) or before)
            found[place] = _other_person(titled, before, lexicon)
    return found


def _within_a_name(found: list[Segment], place: int) -> bool:
    """Whether a name goes on a longer one: the emir "Sabah al-Ahmad al-Jaber" is not "Ahmad al-Jaber"."""
    return place > 1 and found[place - 1].text in {"al", "el"} and found[place - 2].other == UNKNOWN_NAME


def _part_of_a_name(segment: Segment, before: Segment | None, after: Segment | None, lexicon: Lexicon) -> bool:
    """Whether a town's name is a person's: "David Smith", "Sheikh Sabah"."""
    if before is not None and before.end + 1 == segment.start and before.word_of(HONORIFIC) and not before.names:
        return before.text[:1].isupper() and segment.names[0][0] in {CITY, PLACE}
    return (
        segment.names[0][0] == CITY
        and segment.key in lexicon.payload["classes"]["genders"]
        and _before_a_name(segment, after)
    )


def _before_a_name(segment: Segment, after: Segment | None) -> bool:
    """Whether a family name follows at once: "David Smith" is no town in Panama."""
    return (
        after is not None and after.start == segment.end + 1 and (after.other == UNKNOWN_NAME or _mere_surname(after))
    )


def _given_name(segment: Segment, before: Segment | None, after: Segment | None) -> bool:
    """Whether a capitalised word for an agent is a given name after a title: "party leader Marine Dubois"."""
    if before is None or after is None or after.other != UNKNOWN_NAME or not segment.text[:1].isupper():
        return False
    titled = before.text.islower() and before.word_of(HEAD, WEAK) is not None
    return titled and segment.word_of(HEAD) is not None


def _friend(
    segment: Segment,
    before: Segment | None,
    after: Segment | None,
    friend: tuple[frozenset[str], frozenset[str], str | None, bool],
) -> Segment:
    friends_before, friends_after, country, given = friend
    if after is not None and after.key == POSSESSIVE:
        after = None
    # "Georgia, Atlanta" or "Chad Wolf": the neighbour must touch, save a comma or space.
    if (before is not None and before.key in friends_before) or (after is not None and after.key in friends_after):
        if country:
            return segment._replace(names=((PLACE, country, segment.text),))
        return segment._replace(names=(), words=(), other=UNKNOWN_NAME)
    given_name = (after is not None and after.other == UNKNOWN_NAME and after.start == segment.end + 1) or (
        before is not None and before.other == UNKNOWN_NAME and before.end + 1 == segment.start and before.start > 0
    )
    if given and given_name and segment.name_of(COUNTRY, "K"):
        return segment._replace(names=(), words=(), other=UNKNOWN_NAME)
    return segment


def _mere_surname(segment: Segment) -> bool:
    return all(sense[0] == ENTRY and len(sense) > 2 for sense in segment.names)


def _titled(segment: Segment, before: Segment | None) -> Segment:
    """A common family name stands for an office-holder only right after a title: "President Moon", not "Moon"."""
    if before is not None and before.word_of(HEAD, HONORIFIC) and not before.names and before.text[:1].isupper():
        return segment
    names = tuple(sense for sense in segment.names if sense[2] != "titled")
    return segment._replace(names=names, other="" if names or segment.words else UNKNOWN_NAME)


def _title_of_list(found: list[Segment], place: int) -> Segment | None:
    """The title that stands before a list of names: "Presidents Obama and Castro"."""
    if place < 3 or not found[place - 1].word_of(AND) or not found[place - 2].name_of(ENTRY):
        return None
    title = found[place - 3]
    head = title.word_of(HEAD)
    return title if head is not None and head[3] else None


def _other_person(segment: Segment, before: Segment | None, lexicon: Lexicon) -> Segment:
    """A known family name after an unknown given name is another person, unless the given name fits."""
    if before is None or before.end + 1 < segment.start or not segment.names:
        return segment
    # a given name may itself be a family name or a town that the tables know: "John Sullivan", "David Smith"
    given = before.other == UNKNOWN_NAME or (
        before.key in lexicon.payload["classes"]["genders"] and before.text[:1].isupper()
    )
    if not given:
        return segment
    fitting = tuple(
        sense
        for sense in segment.names
        if before.key in {fold(part) for part in lexicon.payload["entries"][sense[1]][1].replace("-", " ").split()}
    )
    return segment._replace(names=fitting, other="" if fitting else UNKNOWN_NAME)
