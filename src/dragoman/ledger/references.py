"""Where a sentence names an agreement: by its title ("Treaty on …", "… Agreement (ABC)") or a phrase ("the pact")."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from dragoman.actors import Mention
from dragoman.language.sentences import Sentence
from dragoman.ledger.pacts import Known, known_names, known_pacts, load_pacts

_LEADING = re.compile(r"^(?:The|A|An|Under|In|With|By|On|If|And|But|Its|Their|His|Her|Such|After|Before|For)\s+")
_ENDS_PHRASE = re.compile(
    r"(?:to|with|of|on|in|for|from|by|that|and|or|after|before|under|is|was|were|has|had|over|as|at|into|than|but|while"
    r"|signed|struck|reached|which|who|said|says|called|observe|violate|respect|honou?r|reach|sign|seal|join|condemned"
    r"|announced|welcomed|joined|quit|left|renewed|extended|suspended|scrapped|hailed|praised|criticised|criticized"
    r"|broke|between|towards?|against|about|because|until|will|would|also|then|ratified|approved|negotiated|rejected"
    r"|through|during|despite|without|within|do|did|does|be|been|being|are|have)|.*[,;:()]",
    re.IGNORECASE,
)
_DETERMINERS = frozenset({"a", "an", "the", "its", "their", "his", "her", "this", "that", "these", "those"})
_DEFINITE = _DETERMINERS - {"a", "an"}
# "signed a declaration", "put their names to a protocol": such heads are agreements as what is signed
_SIGNED = re.compile(
    r"\b(?:sign(?:ed|s|ing)?|initialled|concluded|sealed|exchanged|scrapped|terminated|cancelled|breach of)"
    r"\s+(?:\w+\s+){0,2}\Z"
)
_CLOSE = re.compile(
    r"[.,;:!?”\")(]|\s(?:and|but|that|which|who|when|while|after|before|since|during|with|because|as|if|unless|until|at|where"
    r"|despite|amid|has|had|have|was|were|is|are|will|would|signed|brokered|reached|between|from|said|expires?|expired"
    r"|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|last|this|next|yesterday"
    r"|lapsed?|collapsed|came|took|entered|into|in|by|to)(?=\s)"
)
_DEED_ENDS = re.compile(
    r"[.,;:!?”\")(]|\s(?:but|that|which|who|when|while|after|before|since|because|as|if|unless|until|despite|amid|said)(?=\s)"
)
_CALLED = re.compile(
    r",?\s+(?:(?:also|better|formally|widely)\s+)?(?:known as|called|dubbed|named|nicknamed)\s+(?:the\s+)?"
    r"[“\"]?([A-Z][A-Za-z-]+)\b(?!\s+[A-Z])"
)
_SHARED = re.compile(r"\s+(?:with|between)\s+(?:the\s+)?[A-Z]")
_NUMBERS = frozenset({"two", "three", "four", "five", "six", "seven", "several", "various"})
_TRAILING = frozenset({"a", "an", "the", "of", "and", "or", "on", "for", "its", "their", "over", "about"})
_LONGEST = 9  # words of a subject


@dataclass
class Reference:
    """One mention of an agreement: offsets in the body; ``named`` if it is its title or acronym."""

    start: int
    end: int
    text: str
    sentence: Sentence
    acronym: str | None = None
    named: bool = False
    known: Known | None = None
    stand_in: bool = False
    deed: bool = False  # what was agreed to be done, before the page calls it a deal

    @cached_property
    def kind(self) -> str | None:
        """The kind of its head noun; None for "the document" and for acronyms."""
        if self.known:
            return self.known.kind
        words = re.findall(r"[\w-]+", self.text.lower())
        return next((load_pacts().kinds[w] for w in reversed(words) if w in load_pacts().kinds), None)

    @cached_property
    def definite(self) -> bool:
        return self.named or self.text.split()[0].lower() in _DEFINITE

    @property
    def modal(self) -> bool:
        """Whether its sentence only says what should become of it: "a deal should be signed"."""
        after = self.sentence.text[self.end - self.sentence.start :]
        return re.match(r"\s+(?:should|would|could|might|may|will|can)\b", after) is not None

    @cached_property
    def subject(self) -> str:
        """The words on what it is about: "on science", "to reopen ports"; empty where nothing of the kind follows."""
        if self.deed or self.stand_in:
            return self.text if self.deed else ""
        at = self.end - self.sentence.start
        if deed := load_pacts().deed.match(self.sentence.text, at):
            return _words_at(self.sentence.text, deed.end(), _DEED_ENDS)
        match = load_pacts().subject.match(self.sentence.text, at)
        if match is None or self.sentence.text[match.end() : match.end() + 4].strip().isdigit():
            return ""
        found = _words_at(self.sentence.text, match.end(), _CLOSE)
        return "" if _DATED.match(found) else found

    @cached_property
    def words(self) -> frozenset[str]:
        """The words that describe it, its head noun and function words aside."""
        if self.stand_in:
            return frozenset()
        text = f"{self.text} {self.subject}".lower()
        known = " ".join((self.known.name, *self.known.aliases)).lower() if self.known else ""
        found = re.findall(r"[^\W\d_]{3,}(?:-[^\W\d_]+)*|\d{4}", f"{text} {known}")
        return frozenset(w for w in found if w not in load_pacts().idle and w not in load_pacts().kinds)


_DATED = re.compile(
    r"(?:\w+day|[Jj]anuary|[Ff]ebruary|March|April|May|June|July|August|September|October|November|December)\b|\d{1,4}\b"
)


def find_references(sentence: Sentence, acronyms: Collection[str]) -> list[Reference]:
    """The agreements that ``sentence`` mentions, in order; ``acronyms`` are those explained so far."""
    found: list[Reference] = []
    for reference in (*_known(sentence), *_titles(sentence), *_phrases(sentence), *_acronyms(sentence, acronyms)):
        if not any(f.start < reference.end and reference.start < f.end for f in found):
            found.append(reference)
    return sorted(found, key=lambda r: r.start)


def _known(sentence: Sentence) -> Iterator[Reference]:
    for match in known_names().finditer(sentence.text):
        pact = known_pacts()[match[0]]
        if sentence.text[: match.start()].endswith("(") and sentence.text.startswith(")", match.end()):
            continue  # the acronym of a title
        title = load_pacts().name.match(sentence.text, match.start())
        if title is None or title.end() <= match.end():
            yield _reference(sentence, match.start(), match.end(), pact.acronym, named=True, known=pact)


def _titles(sentence: Sentence) -> Iterator[Reference]:
    for match in load_pacts().names(sentence.text):
        text = _LEADING.sub("", re.sub(r"\s+\([A-Z].*\)$", "", match[0]))
        start = match.start() + match[0].index(text)
        known = known_pacts().get(text) or (known_pacts().get(match[1]) if match[1] else None)
        if " " in text and not _cut(sentence.text, start + len(text)):
            yield _reference(sentence, start, start + len(text), match[1], named=True, known=known)


def _phrases(sentence: Sentence) -> Iterator[Reference]:
    table = load_pacts()
    for match in table.phrases(sentence.text):
        start, end = _noun_phrase(match[0], match.start())
        text = sentence.text[start:end]
        words = text.lower().split()
        if words[-1] in table.stand_ins:
            yield _reference(sentence, start, end, None, stand_in=True)
            continue
        inside = words[1:-1] if words[0] in _DETERMINERS else words[:-1]
        if set(words[:-1]) & table.not_with or table.not_before.match(sentence.text, end):
            continue
        titled = any(w[:1].isupper() for w in text.split()[1 if words[0] in _DETERMINERS else 0 : -1])
        shared = _SHARED.match(sentence.text, end) is not None
        if words[-1] in table.only_in_names and not (titled or shared or _SIGNED.search(sentence.text[:start])):
            continue
        if sentence.text[:start].endswith("without ") or (words[0] in _NUMBERS and words[-1].endswith("s")):
            continue
        bare = len(words) == 1 or (not inside and words[0] not in _DETERMINERS)
        if bare and not (words[-1] in ("ceasefire", "truce", "agreement") and _SIGNED.search(sentence.text[:start])):
            continue  # "deal with it", "agreement was near"
        if words[-1].endswith("s") and not titled and words[0] not in _DEFINITE:
            continue  # "trade deals": of no one in particular
        yield _reference(sentence, start, end, None)


def _cut(text: str, end: int) -> bool:
    return load_pacts().not_before.match(text, end) is not None


def _acronyms(sentence: Sentence, acronyms: Collection[str]) -> Iterator[Reference]:
    for acronym in acronyms:
        for match in re.finditer(rf"\b{re.escape(acronym)}\b", sentence.text):
            yield _reference(sentence, match.start(), match.end(), acronym, named=True)


def shared_by(body: str, end: int) -> bool:
    """Whether a phrase that ends there goes on with who shares it: "… with Russia", "… between A and B"."""
    return _SHARED.match(body, end) is not None


def outside_titles(mentions: Sequence[Mention], sentences: Sequence[Sentence]) -> list[Mention]:
    """The mentions that are no part of an agreement's title: "General" in "General Security … Agreement" is nobody."""
    table = load_pacts()
    titles = [(s.start + m.start(), s.start + m.end()) for s in sentences for m in table.names(s.text)]
    return [m for m in mentions if not any(start < m.end and m.start < end for start, end in titles) or _state(m)]


def _state(mention: Mention) -> bool:
    return any(actor.kind == "state" for actor in mention.actors)


def apposed(body: str, first: Reference, second: Reference) -> bool:
    """Whether ``second`` follows ``first`` as another word for it: "the Agreement (ABC) intelligence pact"."""
    gap = body[first.end : second.start]
    both = first.sentence == second.sentence and first.end <= second.start
    return both and load_pacts().apposed.fullmatch(gap) is not None


def what_to_do(text: str, start: int) -> str:
    """The words from ``start`` on what is to be done, up to the next clause: "restore diplomatic ties"."""
    return _words_at(text, start, _DEED_ENDS)


def _reference(
    sentence: Sentence,
    start: int,
    end: int,
    acronym: str | None,
    *,
    named: bool = False,
    known: Known | None = None,
    stand_in: bool = False,
) -> Reference:
    at = sentence.start
    called = _CALLED.match(sentence.text, end)
    if called and called[1].isupper() and not acronym:
        acronym = called[1]
    return Reference(at + start, at + end, sentence.text[start:end], sentence, acronym, named, known, stand_in)


def _words_at(text: str, start: int, end: re.Pattern[str]) -> str:
    match = end.search(text, start)
    words = text[start : match.start() if match else len(text)].split(" ")[:_LONGEST]
    while words and words[-1].lower() in (
        "a",
        "an",
        "the",
        "of",
        "and",
        "or",
        "on",
        "for",
        "its",
        "their",
        "over",
        "about",
    ):
        words.pop()
    return " ".join(words)


def _noun_phrase(text: str, offset: int) -> tuple[int, int]:
    """Cut the words before the phrase's own determiner or first preposition away."""
    words = list(re.finditer(r"\S+", text))
    first = len(words) - 1
    for index in range(len(words) - 1, -1, -1):
        word = words[index][0].strip("“\"'‘(")
        ends = _ENDS_PHRASE.fullmatch(word) or word.endswith((")", "."))
        if index < len(words) - 1 and ends:
            break
        first = index
        if word.lower() in _DETERMINERS or word.endswith(("’s", "'s")):
            break
    start = offset + words[first].start()
    while text[start - offset] in "“\"'‘(":
        start += 1
    return start, offset + words[-1].end()
