"""Who the subject of a cue is: a name made full, a pronoun or "the official" traced back, an entity where one is known.

Pronouns are read by what news does with them: "he" after a quotation is the person who last was the subject of a
sentence, "it" the body or document that last was. The page's own coreference decides where that finds nobody.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dragoman.actors import Actor, Mention
from dragoman.ledger.cues import load_speech
from dragoman.ledger.framing import Frame, Token
from dragoman.ledger.naming import full_names, name_in, plain
from dragoman.ledger.phrases import Phrase
from dragoman.ledger.subjects import lead

REMEMBERED = 12  # voices that a pronoun may reach back over
_PERSON = re.compile(
    r"(?:man|woman|person|[iy]st|er|or|ian|official|diplomat|aide|envoy|cial|chief|mp|resident|expert|head|governor|nurse"
    r"|judge|priest|monk|nun|guard|clerk|witness|hostage|student|agent|pilot|chef|captain|widow|wife|husband|son|daughter|nephew|niece|uncle|aunt|boy|girl|bishop|deputy|neighbou?r|friend|colleague|rival|cousin|sister|brother|mother|father|grandmother|grandfather|[mrntlyi]ee|migrant)\Z"
)
# "another nurse, who gave her name as Sara"
_GIVEN_NAME = re.compile(
    r",?\s+who (?:gave|would give|asked|wanted|wished|preferred|agreed|identified|introduced|called|goes|went)\b"
    r"[^.,;“”\"]{0,50}?\b(?:as|called|by|known as|himself|herself)\s+(?:only )?"
    r"((?!(?:The|A|An)\b)[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,3})"
)
_DEPUTIES = re.compile(
    r"(?:spokes\w+|officials?|sources?|diplomat|aide|adviser|advisor|witness|analyst|expert|lawyer|resident|survivor|judge)\Z"
)
_THING = frozenset(
    [
        "newspaper",
        "paper",
        "letter",
        "order",
        "matter",
        "power",
        "border",
        "center",
        "war",
        "water",
        "number",
        "member",
        "author",
    ]
)
_WITHIN = frozenset(["of", "at", "in", "for", "from", "with", "on", "near", "who", "to", "by", "inside", "close"])


@dataclass
class Voice:
    """Somebody or something that may speak. ``person`` is None where the words do not tell."""

    name: str
    entity: str | None = None
    person: bool | None = None
    plural: bool = False
    gender: str | None = None
    words: frozenset[str] = field(default_factory=frozenset)
    described: bool = False  # by words that are no name


class Memory:
    """The voices of a page in the order in which it brings them in."""

    def __init__(self, body: str, mentions: Sequence[Mention], frames: Sequence[Frame]) -> None:
        self._body = body
        self._mentions = [m for m in mentions if m.kind not in ("place", "adjective")]
        self._starts = [m.start for m in self._mentions]
        self._names = full_names(frames)
        self._actors = {a.name.lower(): a for m in mentions for a in m.actors if a.kind == "person"}
        self._voices: list[Voice] = []

    @property
    def latest(self) -> Voice | None:
        """The person who was last the subject of a sentence."""
        return next((v for v in reversed(self._voices) if v.person), None)

    def lead(self, frame: Frame) -> Voice | None:
        """The subject that ``frame`` opens with."""
        phrase = lead(frame.tokens)
        if phrase is None:
            return None
        start, end = frame.tokens[phrase.first].start, frame.tokens[phrase.last - 1].end
        # a mention knows better where a phrase of plain words ends: "Tigrayan exiles / demonstrated"
        whole = max((m.end for m in self._over(start, end) if m.start == start), default=end)
        last = frame.at(whole) if phrase.name is None and whole > end else phrase.last
        return self._resolve(frame.tokens, phrase._replace(last=last))

    def voice(self, frame: Frame, phrase: Phrase, *, about: Voice | None = None) -> Voice:
        """Who the words of ``phrase`` stand for; he, she or it is what pronouns mean from here on.

        ``about`` is whom the sentence before was about, where this one opens with a quotation: a name and a description
        that follow one another there are mostly one person's.
        """
        found = self._resolve(frame.tokens, phrase)
        if about is not None and all(found is not v for v in self._voices):
            found = _one_person(about, found, frame.tokens, phrase)
        self.remember(found)
        return found

    def called(self, label: str) -> Voice:
        """Who a label of an interview's turns names."""
        name = self._names.get(label.split()[-1].lower(), label) if label.count(" ") == 0 else label
        known = next((v for v in reversed(self._voices) if v.name == name), None)
        actor = self._actors.get(name.lower())
        return known or Voice(name, actor.id if actor else None, True)

    def remember(self, voice: Voice, *, before: int = 0) -> None:
        """Make ``voice`` the one that pronouns mean first, after the ``before`` latest ones."""
        self._voices.insert(len(self._voices) - before, voice)
        del self._voices[:-REMEMBERED]

    def _resolve(self, tokens: Sequence[Token], phrase: Phrase) -> Voice:
        inside = tokens[phrase.first : phrase.last]
        words = frozenset(word for t in inside for word in re.split(r"[’'-]", t.low)) | _apposed(tokens, phrase)
        if len(inside) == 1 and inside[0].low in ("he", "she", "it", "they"):
            return self._pronoun(inside[0])
        name = name_in(tokens, phrase)
        if name is not None:
            before = tokens[name[0] - 1] if name[0] > phrase.first else inside[0]
            role = any(
                _PERSON.search(t.low) for t in ((_head(inside),) if phrase.name else (before,)) if t.text.islower()
            )
            return self._named(tokens, name, words, role=role)
        if inside[0].low in ("the", "that", "this") and len(inside) <= 4 and all(t.text.islower() for t in inside[1:]):
            known = self._heard_as({t.low for t in inside[1:]}, inside[-1].low)
            if known is not None:
                return known
        return self._described(inside, words)

    def _pronoun(self, token: Token) -> Voice:
        gender = {"he": "m", "she": "f"}.get(token.low)
        mention = next((m for m in self._over(token.start, token.end) if m.actors), None)
        for sure in (True, False):
            if token.low == "they" and not sure and mention is not None:
                break
            for voice in reversed(self._voices):
                if _may_be(voice, token.low, gender, sure=sure):
                    voice.gender = gender or voice.gender
                    return voice
        if mention is None or (gender and mention.actors[0].kind != "person"):
            return Voice("")
        return self._of_actor(mention.actors[0])

    def _of_actor(self, actor: Actor) -> Voice:
        """An actor under its name if it is a person, else under the words by which the page first names it."""
        named = (m for m in self._mentions if m.kind != "pronoun" and m.actors and m.actors[0].id == actor.id)
        first = next(named, None)
        person = actor.kind == "person"
        return Voice(first.text if first and not person else actor.name, actor.id, person)

    def _named(self, tokens: Sequence[Token], name: tuple[int, int], words: frozenset[str], *, role: bool) -> Voice:
        start, end = tokens[name[0]].start, tokens[name[1] - 1].end
        text = self._body[start:end]
        over = [m for m in self._over(start, end) if m.actors]
        person = next((a for m in over for a in m.actors if a.kind == "person" and _fits(a, text)), None)
        full = text
        state = any(a.kind == "state" for m in over for a in m.actors if m.start == start and m.end == end)
        longer = self._names.get(tokens[name[1] - 1].low.removeprefix("al-"), "")
        if not state and (name[1] - name[0] == 1 or longer.endswith(" " + text)):
            full = longer or text
            if full == text and not over:
                full = self._names.get("^" + tokens[name[0]].low) or text
        person = person or self._actors.get(full.lower())
        gender = _gender(words)
        known = next((v for v in reversed(self._voices) if v.name in (full, person.name if person else full)), None)
        if known is not None:
            known.words |= words
            return known
        if person is not None:
            words |= frozenset(re.findall(r"[a-z]+", (person.role or "").lower()))
            longer = full if plain(full).endswith(plain(person.name)) else person.name
            return Voice(longer, person.id, True, False, gender, words)
        other = next((m.actors[0] for m in over), None)
        named = {t.low for t in tokens[slice(*name)]}
        body = bool(named & load_speech()["bodies"]) or (other is not None and full == text and _fits(other, text))
        human = role or full != text or (not body and 2 <= name[1] - name[0] <= 5) or _titled(tokens, name)
        covers = other is not None and any(m.start <= start and end <= m.end for m in over)
        known_kind = human or (None if name[1] - name[0] == 1 and not over else False)
        return Voice(full, other.id if other and covers and not human else None, known_kind, False, gender, words)

    def _heard_as(self, words: set[str], head: str) -> Voice | None:
        body = head in load_speech()["bodies"] | load_speech()["occasions"]
        return next((v for v in reversed(self._voices) if words <= v.words and not (body and v.person)), None)

    def _described(self, inside: Sequence[Token], words: frozenset[str]) -> Voice:
        if (
            len(inside) > 2
            and inside[-1].text.islower()
            and inside[-1].low.endswith("ed")
            and inside[-2].text.islower()
        ):
            inside = inside[:-1]  # "a poll published / this week"
        if given := _GIVEN_NAME.match(self._body, inside[-1].end):
            return Voice(given[1], None, True, False, _gender(words), words)
        head = _head(inside)
        over = [m for m in self._over(head.start, head.end) if m.actors and m.kind != "pronoun"]
        mention = min(over, key=lambda m: (m.start, -m.end), default=None)
        whole = mention is not None and mention.start <= inside[0].start and mention.end >= inside[-1].end
        joined = any(t.low == "and" for t in inside) and not whole
        # two speakers are no one entity
        actor = mention.actors[0] if mention and len(mention.actors) == 1 and not joined else None
        if actor is not None and actor.kind == "person" and head.low in load_speech()["bodies"]:
            actor = None  # a company is none of those who speak for it
        text = self._body[inside[0].start : inside[-1].end]
        if actor is not None and actor.kind == "person" and inside[-1].end <= mention.end:  # type: ignore[union-attr]
            return Voice(actor.name, actor.id, True, False, _gender(words), words)
        plural = (head.low.endswith("s") and not head.low.endswith(("ss", "us"))) or any(t.low == "and" for t in inside)
        singular = (
            inside[0].low in ("a", "an", "the", "one", "his", "her", "its", "their")
            or head.capital
            or inside[0].capital
        )
        person = True if not plural and _PERSON.search(head.low) and head.low not in _THING else None
        if head.low in load_speech()["bodies"] | load_speech()["occasions"] | _THING:
            person = False
        return Voice(
            text,
            actor.id if actor else None,
            person if singular else None,
            plural,
            _gender(words),
            words,
            described=True,
        )

    def _over(self, start: int, end: int) -> Iterator[Mention]:
        """The mentions that overlap a span."""
        # no mention of an actor is longer than this; what is, is found by its start
        place = bisect_left(self._starts, start - 200)
        for mention in self._mentions[place:]:
            if mention.start >= end:
                return
            if mention.end > start:
                yield mention


def _one_person(about: Voice, found: Voice, tokens: Sequence[Token], phrase: Phrase) -> Voice:
    """``about`` where ``found`` is the same person in other words: "Tavares refused … “…,” the manager said"."""
    inside = tokens[phrase.first : phrase.last]
    clash = None not in (about.gender, found.gender) and about.gender != found.gender
    if clash or about.plural or found.plural or not (about.person and found.person):
        return found
    if found.described and not about.described:
        own = inside[0].low == "the" and len(inside) <= 5 and not _DEPUTIES.search(_head(inside).low)
        if own:
            about.words |= found.words
            return about
    if about.described and not found.described and about.name.lower().startswith("the "):
        bare = phrase.name is None and all(t.capital for t in inside) and not _apposed(tokens, phrase)
        if bare and not _DEPUTIES.search(about.name.lower().split(" of ")[0].split(" for ")[0]):
            about.name, about.entity, about.described = found.name, found.entity or about.entity, False
            about.words |= found.words
            return about
    return found


def _may_be(voice: Voice, pronoun: str, gender: str | None, *, sure: bool) -> bool:
    if not voice.name:
        return False
    if pronoun == "they":
        return voice.plural or (not sure and voice.person is False)
    if voice.plural:
        return False
    if gender:
        return (voice.person is True or (voice.person is None and not sure)) and voice.gender in (None, gender)
    return voice.person is not True and (sure is False or " " in voice.name or voice.person is False)


def _fits(actor: Actor, text: str) -> bool:
    """Whether a person's name and the words of a name can be one: one holds the other."""
    own, given = set(re.findall(r"\w+", plain(actor.name))), set(re.findall(r"\w+", plain(text)))
    return own <= given or given <= own


def _gender(words: frozenset[str]) -> str | None:
    speech, pronouns = load_speech(), {"he", "she", "his", "her", "him"}
    feminine, masculine = words & (speech["feminine"] - pronouns), words & (speech["masculine"] - pronouns)
    return "f" if feminine and not masculine else "m" if masculine and not feminine else None


def _head(inside: Sequence[Token]) -> Token:
    """The head noun of a phrase: its last word before what belongs to it."""
    for index, token in enumerate(inside):
        if index and (token.low in _WITHIN or token.stop):
            return inside[index - 1]
    return inside[-1]


def _apposed(tokens: Sequence[Token], phrase: Phrase) -> frozenset[str]:
    """The words that tell what a speaker is right after the name: ", a spokeswoman for the owners"."""
    place = phrase.last
    if place + 1 >= len(tokens) or tokens[place].text != "," or tokens[place + 1].low not in ("a", "an", "the", "who"):
        return frozenset()
    found = []
    for token in tokens[place + 2 : place + 10]:
        if token.stop or token.mark or token.low in _WITHIN:
            break
        found.append(token.low)
    return frozenset(found)


def _titled(tokens: Sequence[Token], name: tuple[int, int]) -> bool:
    return name[0] > 0 and tokens[name[0] - 1].low in load_speech()["titles"]
