"""Where a sentence pledges: promises, plans of a power's own, deadlines and ultimatums, and who is to act.

A promise is told by its verb ("vowed to …", "promised a referendum"), a plan by the future of a power's deed ("is to
visit", "said it would send"), a deadline by who is to act until when. What was done already, what others expect, and
what a power would do only in a question is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.actors import Mention
from dragoman.events.coding import CodedEvent
from dragoman.events.scene import Scene
from dragoman.language.dates import DateMention
from dragoman.language.event_dates import date_of
from dragoman.language.sentences import Sentence
from dragoman.ledger.coming import ahead_of
from dragoman.ledger.parties import is_state, side
from dragoman.ledger.vows import load_vows
from dragoman.record import Due, PledgeKind

_END = re.compile(
    r";(?=\s|\Z)|(?<![A-Z])\.(?=\s|\Z)|[”\"](?=\s|\Z)|\s[—–]\s"
    r"|,\s+(?:but|while|which|who|whom|whose|after|as|said|says|saying|taking|according|giving|though|although|if|when"
    r"|where|because|setting|handing|ending|he|she|it|they|part of|adding|citing|in|under|at|almost|nearly|following"
    r"|despite|amid|home)\b"
    r"|,\s+(?:an?|one|two|three|\d+)\s+(?:hour|day|week|month|year)s?\s+(?:after|before)\b"
    r"|,\s+(?:[\w’'.]+\s+){1,4}?(?:said|says|told)\b"
    r"|,\s+(?:an?|the|one|something)\s+(?:\w+\s+){0,2}(?:that|which|step|move)\b"
    r"|,\s+and\s+(?=[A-Z]|the |an? |it |he |she |they |has |have |had |told |said |named |\w+ed\b)"
    r"|\s+and\s+(?=(?:has|have|had|was|were|is|are|named|that|\w+ed)\b)"
    r"|\s(?:but|while|although|though|because|whereas|when he|when she|when they|when it)\s"
)
_NOUN = re.compile(
    r"\s*(?:on \w+day\s+|this week\s+|again\s+)?"
    r"(?:(?:an?|the|its|their|his|her|some|further|new|up to)\s+)?(?=[\w$€£“\"])"
)
_LONGEST = 240  # code points of what is pledged
_DETERMINED = re.compile(r"\b(?:an?|the|every|any|its|their|his|her|no|of|with|this|such|each)\s+(?:\w+\s+)?\Z")
_OWN = re.compile(
    r"\b(?:his|her|its|their|my|our) (?:own )?(?:country|government|side|nation|army|ministry|diplomats|troops|forces"
    r"|party|movement|people|navy|administration)\s*\Z"
)
_PASSIVE = re.compile(
    r"be (?:\w+ly )?(?:\w+ed|\w+en|sent|held|made|built|paid|met|put|set|brought|kept|left|begun|shut)\b"
)
_OUTSTANDING = timedelta(days=183)  # an older promise is history
_PREPOSED = re.compile(r"\b(?:in|at|near|from|outside|against|over|through|into|of|by|with|for|to|on)\s+(?:the\s+)?\Z")


@dataclass(frozen=True)
class Vow:
    """What a sentence pledges: the deed from ``start`` to ``end``, the cue where its words begin, and who is to act.

    Offsets are the sentence's.
    """

    kind: PledgeKind
    cue: int
    start: int
    end: int
    by: tuple[str, ...]
    to: tuple[str, ...] = ()
    negated: bool = False


def find_vows(scene: Scene, sentence: Sentence, events: Sequence[CodedEvent]) -> Iterator[Vow]:
    """What ``sentence`` pledges; ``events`` are those that are coded in it."""
    return _Finder(scene, sentence, events).all()


@dataclass(frozen=True)
class _Finder:
    scene: Scene
    sentence: Sentence
    events: Sequence[CodedEvent]

    def all(self) -> Iterator[Vow]:
        yield from self._set()
        yield from self._promised()
        yield from self._reported()
        yield from self._planned()

    def _set(self) -> Iterator[Vow]:
        """ "Gave Qatar ten days to comply", "Spain has until Friday to answer"."""
        for kind, pattern in (("ultimatum", load_vows().ultimatums), ("deadline", load_vows().deadlines)):
            for match in pattern.finditer(self.sentence.text):
                end = self._clause(match.end())
                who = self._named(match.start("who"), match.end("who"))
                setter = self._subject(match.start()) if kind == "ultimatum" else []
                if end and who:
                    to = tuple(s for s in setter if s not in who)
                    cue = match.start("when") if match.group("when") else match.start()
                    yield Vow(
                        "ultimatum" if kind == "ultimatum" else "deadline",
                        min(cue, match.start()),
                        match.end(),
                        end,
                        tuple(who),
                        to,
                    )

    def _promised(self) -> Iterator[Vow]:
        vows, text = load_vows(), self.sentence.text
        for match in vows.nouns.finditer(text):
            end = self._clause(match.end())
            by = self._named(match.start("who"), match.end("who"))
            if end and by:
                yield Vow("promise", match.start(), match.end(), end, tuple(by), (), " not to " in match[0])
        for match in vows.promises.finditer(text):
            noun = re.match(r"(?:promise|pledge|vow|offer|plan|guarantee|resolve|aim)s?\b", match[0]) is not None
            if not self._stands(match) or (noun and _DETERMINED.search(text[: match.start()])):
                continue
            end = self._clause(match.end())
            if end and self._long_past(match.end(), end):
                continue
            by = self._doers(match.start(), match.end())
            threat = vows.threats.match(text, match.start())
            if end and by and not threat:
                kind: PledgeKind = "plan" if vows.planned.match(text, match.start()) else "promise"
                negated = re.search(r"\b(?:not|never)\s+to\s+\Z", match[0]) is not None
                yield Vow(kind, match.start(), match.end(), end, tuple(by), self._to(by, match), negated)
        for match in vows.things.finditer(text):
            yield from self._thing(match)

    def _thing(self, match: re.Match[str]) -> Iterator[Vow]:
        """ "Promised a referendum", "announced $250 million in support"."""
        vows, text = load_vows(), self.sentence.text
        if _DETERMINED.search(text[: match.start()]):
            return  # "every offer of help"
        noun = _NOUN.match(text, match.end())
        end = self._clause(noun.end()) if noun and self._stands(match) else None
        if (
            noun is None
            or end is None
            or re.match(r"(?:that|to|on|not|by|with|in|it|his|her|their|one of)\b", text[noun.end() :])
        ):
            return
        head = text[noun.end() : noun.end() + 70]
        by = self._doers(match.start(), match.end())
        if by and vows.aid.search(re.split(r"[,;.]| that | which | who ", head)[0]):
            yield Vow("promise", match.start(), noun.end(), end, tuple(by), self._to(by, match))

    def _reported(self) -> Iterator[Vow]:
        """What powers say that they will do: "said it would send …"."""
        vows, at = load_vows(), self.sentence.start
        for statement in self.scene.statements:
            if not at <= statement.start < self.sentence.end or (statement.verb or "") in vows.not_reported:
                continue
            entity = statement.speaker.entity
            own = side(self._employer(entity)) if entity else None
            for match in vows.reported.finditer(
                self.sentence.text, statement.start - at, min(statement.end, self.sentence.end) - at
            ):
                if match.start() - (statement.start - at) > 60 and not re.search(
                    r"\b(?:and|that)\s+[\w’' ]{2,30}\Z", self.sentence.text[: match.start()]
                ):
                    continue
                end = self._clause(match.end())
                if end is None or not self._deed(match.end(), end):
                    continue
                by = self._would_do(match.start(), statement.start - at, own)
                if not by and own and _PASSIVE.match(self.sentence.text, match.end()):
                    by = [own] if is_state(own) else []
                if by:
                    negated = re.search(r"\b(?:not|never)\s+\Z", match[0]) is not None
                    start = self._begins(match.start(), statement.start - at)
                    yield Vow("plan", start, match.end(), end, tuple(by), (), negated)

    def _would_do(self, cue: int, floor: int, own: str | None) -> list[str]:
        """The powers before "would", if they are the speaker's own; of two speakers together, "they"."""
        before = self.sentence.text[floor:cue].strip()
        if re.search(r"\b(?:if|unless|whether|how|what|who|which|until|when|where)\b[^,]*\Z", before):
            return []
        short = re.search(r"\b(?:we|i|it)\s*\Z", before, re.IGNORECASE) and len(before.split()) < 4
        if own and (short or _OWN.search(before)):
            return [own] if is_state(own) else []
        mentions = [
            m for m in self._mentions() if floor <= m.start - self.sentence.start and m.end - self.sentence.start <= cue
        ]
        last = mentions[-1] if mentions else None
        if last is None or cue - (last.end - self.sentence.start) > 3:
            return []
        powers = self._powers(last)
        if own is None:
            return powers if last.text.lower() in ("they", "it") else []
        return [own] if own in powers and is_state(own) else []

    def _planned(self) -> Iterator[Vow]:
        """ "Mahuad plans to visit", "the two are to meet on Tuesday"."""
        vows, text, at = load_vows(), self.sentence.text, self.sentence.start
        for match in vows.future.finditer(text):
            arranged = re.match(r"(?:is|are) (?:due|set|scheduled|to)\b", match[0]) is not None
            told = (s for s in self.scene.statements if s.start <= at + match.start() < s.end)
            if not arranged and any(self._foreign(s.speaker.entity, match) for s in told):
                continue
            before = text[: match.start()]
            if re.search(r"\b(?:if|unless|whether|what|how|which|that|until|who|where|once)\b[^,]*\Z", before[-60:]):
                continue
            end = self._clause(match.end())
            by = self._subject(match.start(), near=True)
            bound = vows.binding.match(text, match.start()) is not None
            if not end or not by or not self._deed(match.end(), end):
                continue
            if bound and self._due(match.end(), end) is None:
                continue
            negated = re.search(r"\b(?:not|never)\s+\Z", match[0]) is not None
            start = self._begins(match.start(), 0)
            yield Vow("deadline" if bound else "plan", start, match.end(), end, tuple(by), (), negated)

    def _foreign(self, speaker: str | None, match: re.Match[str]) -> bool:
        """Whether a statement of somebody tells of another's future: a guess, no plan."""
        subject = self._subject(match.start(), near=True)
        return not speaker or side(self._employer(speaker)) not in subject

    def _deed(self, start: int, end: int) -> bool:
        """Whether the words from ``start`` are something that can be done or left; "be finished" only by a day."""
        if _PASSIVE.match(self.sentence.text, start):
            return self._due(start, end) is not None
        return load_vows().idle.match(self.sentence.text, start) is None

    def _stands(self, match: re.Match[str]) -> bool:
        """Whether a promise was made and still is one: not denied, doubted, made long ago or told as past."""
        vows, at = load_vows(), self.sentence.start
        before = re.split(r"[;:]|, (?:and|but) ", self.sentence.text[max(0, match.start() - 60) : match.start()])[-1]
        bare = re.match(r"(?:promise|pledge|vow|offer|agree|guarantee|plan|intend|resolve|decide)\b", match[0])
        if vows.negated.search(before) or vows.unsure.search(before) or (bare and before.endswith("to ")):
            return False
        passive = re.search(r"\b(?:was|were|be|been|is|are|being)\s+(?:\w+ly\s+)?\Z", before)
        if passive and not re.match(r"(?:is|are|was|were) ", match[0]):
            return False
        word = re.match(r"[\w ]+?\b", match[0])
        when = date_of(
            self.scene.dates,
            sentence=self.sentence,
            trigger_start=at + match.start(),
            trigger_end=at + match.start() + (word.end() if word else 1),
        )
        made = when.value.end if when and when.value else None
        if made and self.scene.published:
            recent = date.fromisoformat(self.scene.published[:10]) - _OUTSTANDING
            if date.fromisoformat(made) < recent:
                return False
        told = any(s.start <= at + match.start() < s.end for s in self.scene.statements)  # "said the two had agreed"
        return not (vows.past.search(before) and made is None and not told)

    def _clause(self, start: int) -> int | None:
        """The end of the clause from ``start``; None where too little is left to be a pledge."""
        text, stop = self.sentence.text, min(len(self.sentence.text), start + _LONGEST)
        match = _END.search(text, start, stop)
        while match and match[0].startswith(",") and self._dated(match.end()):
            match = _END.search(text, match.end(), stop)  # "on time, at the end of May"
        end = match.start() if match else stop
        while end > start and (text[end - 1].isspace() or text[end - 1] in '.,;:”’"'):
            end -= 1
        return end if text[start:end].split() else None

    def _dated(self, offset: int) -> bool:
        at = self.sentence.start + offset
        return any(at <= m.start <= at + 6 for m in self.scene.dates)

    def _long_past(self, start: int, end: int) -> bool:
        """Whether the only dates of a clause are long gone: "vowed to do so during her 2021 campaign"."""
        at, published = self.sentence.start, self.scene.published
        if published is None:
            return False
        outstanding = (date.fromisoformat(published[:10]) - _OUTSTANDING).isoformat()
        relative = re.search(r"\b(?:that|which|who)\b", self.sentence.text[start:end])
        stop = at + (start + relative.start() if relative else end)
        inside = (m for m in self.scene.dates if at + start <= m.start < stop)
        values = [value.end for m in inside if (value := ahead_of(m, published))]
        return bool(values) and all(value < outstanding for value in values)

    def _begins(self, cue: int, floor: int) -> int:
        """Where the clause of a plan begins: with its subject."""
        inside = [
            m for m in self._mentions() if floor <= m.start - self.sentence.start and m.end - self.sentence.start <= cue
        ]
        near = [m for m in inside if cue - (m.end - self.sentence.start) < 30]
        return near[-1].start - self.sentence.start if near else cue

    def _due(self, start: int, end: int) -> Due | None:
        at = self.sentence.start
        return due_in(self.scene, at + start, at + end)

    def _mentions(self) -> list[Mention]:
        sentence = self.sentence
        return [
            m
            for m in self.scene.mentions
            if sentence.start <= m.start and m.end <= sentence.end and m.actors and m.kind != "place"
        ]

    def _employer(self, entity: str) -> str:
        employer = self.scene.employers.get(entity)
        return employer.id if employer else entity

    def _powers(self, mention: Mention) -> list[str]:
        return [p for p in dict.fromkeys(side(self._employer(a.id)) for a in mention.actors) if is_state(p)]

    def _named(self, start: int, end: int) -> list[str]:
        at = self.sentence.start
        inside = (m for m in self._mentions() if at + start <= m.start < at + end)
        return list(dict.fromkeys(p for m in inside for p in self._powers(m)))

    def _doers(self, start: int, end: int) -> list[str]:
        """Who promises: the actors of the event that is coded there, or the subject."""
        at = self.sentence.start
        there = [
            c.event
            for c in self.events
            if c.trigger[0] < at + end and at + start < c.trigger[1] and c.trigger[0] <= at + start + 3
        ]
        powers = [p for e in there for p in dict.fromkeys(side(a) for a in e.actors) if is_state(p)]
        return list(dict.fromkeys(powers)) or self._subject(start)

    def _subject(self, start: int, *, near: bool = False) -> list[str]:
        """The powers that the words before ``start`` make its subject; ``near``: only a remark parts them."""
        at, text = self.sentence.start, self.sentence.text
        before = [m for m in self._mentions() if m.end <= at + start]
        before = [m for m in before if not any(o is not m and o.start <= m.start and m.end <= o.end for o in before)]
        while before:
            last = before[-1]
            gap = text[last.end - at : start]
            apposed = gap.count(",") >= 2 or not re.search(r"\w", gap)
            free = not _PREPOSED.search(text[: last.start - at]) or re.search(
                r"\bof\s+(?:the\s+)?\Z", text[: last.start - at]
            )
            if free and (not near or apposed or len(gap.split()) <= 2):
                joined = [last]
                while len(before) > 1 and re.fullmatch(
                    r",?\s*(?:and\s+)?(?:the\s+)?", text[before[-2].end - at : before[-1].start - at]
                ):
                    before.pop()
                    joined.insert(0, before[-1])
                return list(dict.fromkeys(p for m in joined for p in self._powers(m)))
            before.pop()
        return []

    def _to(self, by: Sequence[str], match: re.Match[str]) -> tuple[str, ...]:
        at = self.sentence.start
        there = [c.event for c in self.events if c.trigger[0] < at + match.end() and at + match.start() < c.trigger[1]]
        powers = (side(r) for e in there for r in e.recipients)
        return tuple(p for p in dict.fromkeys(powers) if p not in by)


def due_beside(scene: Scene, sentence: Sentence, start: int) -> Due | None:
    """The day of a plan that stands before its verb: "on Tuesday the ministers will meet"."""
    when = date_of(scene.dates, sentence=sentence, trigger_start=start - 1, trigger_end=start + 1)
    value = when.value if when else None
    if when is None or value is None or (scene.published and value.start < scene.published[:10]):
        return None
    return Due(start=value.start, end=value.end, text=when.text)


def due_in(scene: Scene, start: int, end: int) -> Due | None:
    """When the deed in ``body[start:end]`` falls due: from the first to the last day named that is to come."""
    today = scene.published[:10] if scene.published else None
    inside = [m for m in scene.dates if start <= m.start and m.end <= end and _is_due(scene.body, m)]
    ahead = ((ahead_of(m, today), m.text) for m in inside)
    values = [(value, text) for value, text in ahead if value and (today is None or value.end >= today)]
    if not values:
        return None
    text = scene.body[inside[0].start : inside[-1].end] if len(values) > 1 else values[0][1]
    return Due(start=min(v.start for v, _ in values), end=max(v.end for v, _ in values), text=text)


def _is_due(body: str, mention: DateMention) -> bool:
    """Whether a date phrase can say when something is to be done: not "since May", not "as much as now"."""
    since = re.search(r"\b(?:since|than|as)\s+(?:the\s+)?\Z", body[max(0, mention.start - 12) : mention.start])
    return mention.value is not None and since is None and mention.text.lower() != "now"
