"""What powers quarrel about, sentence by sentence: the issue, the words that show it, and whose it is.

An issue is named with a quarrel ("a dispute over fishing rights"), laid at somebody's door ("accused Japan of …"),
denied, demanded, refused, condemned, claimed by two, or told as the reason of an act ("recalled its envoy over …").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.actors import Mention
from dragoman.events.coding import CodedEvent
from dragoman.events.scene import Scene
from dragoman.language.sentences import Sentence
from dragoman.ledger.parties import is_state, side
from dragoman.ledger.quarrels import ACCUSED_END, END, issue_at, load_quarrels, tells
from dragoman.record import Event, Span

_REACH = 60  # code points between a verb and "of", between a cue and its subject's end
_PREPOSED = re.compile(r"\b(?:in|at|near|from|outside|against|over|through|into|of|by)\s+(?:the\s+)?\Z")
_VERB = re.compile(
    r"\b(?:\w+ed|had|has|have|is|are|was|were|would|will|could|brought|took|made|gave|sent|held|shot|built|fought|broke|struck"
    r"|sold|kept|left|won|led|bought|paid|spent|threw|stole|laid|contained|supplied)\b(?:\s+(?:down|up|out|off|been|ever))?\s+"
)
_PARTICIPLE = re.compile(
    r"(?:\w+(?:ed|en)|laid|built|sent|shot|done|made|hit|held|taken|sold)\s+(?:in|on|by|to)?\s*(?=\w)"
)


@dataclass(frozen=True)
class Issue:
    """A phrase of the page on what is in dispute. ``sides`` are the powers that its words put on either side."""

    text: str
    span: Span  # the cue with the phrase
    weight: float
    sides: tuple[str, ...]
    holder: str | None = None  # the entity whose claim or demand it is
    number: int = 0  # of the sentence
    deed: bool = False  # what somebody is said to do, rather than a thing: "using cluster bombs"

    @property
    def vague(self) -> bool:
        """Whether the words name no quarrel of their own: a deed, or a bare noun."""
        return self.deed or (" " not in self.text and self.text[:1].islower())


def find_issues(scene: Scene, events: Sequence[CodedEvent]) -> list[Issue]:
    """Every issue that the article's sentences tell of, in order."""
    found: list[Issue] = []
    for number, sentence in enumerate(scene.sentences):
        finder = _Finder(scene, sentence, number, [c for c in events if c.sentence == sentence])
        found += finder.all()
    return found


@dataclass(frozen=True)
class _Finder:
    scene: Scene
    sentence: Sentence
    number: int
    events: Sequence[CodedEvent]

    def all(self) -> Iterator[Issue]:
        table = load_quarrels()
        yield from self._named()
        for match in table.ruptures.finditer(self.sentence.text):
            yield from self._after(match, 3.0)
        for match in table.issues.finditer(self.sentence.text):
            yield from self._after(match, 3.0)
        for match in table.claims.finditer(self.sentence.text):
            plain = match[0].split()[0] in ("claim", "claims", "disputed", "contested")
            yield from self._after(match, 2.0 if plain else 1.5, whole=not plain)
        for match in table.rulings.finditer(self.sentence.text):
            yield from self._after(match, 2.0)
        yield from self._laid(table.accusations, table.accused_of, 2.0)
        yield from self._laid(table.blames, table.blamed_for, 2.0)
        for pattern, weight in ((table.condemnations, 1.5), (table.refusals, 1.0), (table.demands, 1.0)):
            for match in pattern.finditer(self.sentence.text):
                yield from self._after(match, weight, acted=True)
        for match in table.brandings.finditer(self.sentence.text):
            event = self._event(match.start(), match.end())
            if event and event.type in ("ACCUSE", "REJECT"):
                yield from self._after(match, 1.5, acted=True, branded=True)
        yield from self._denied()
        yield from self._spurned()
        yield from self._reasons()
        yield from self._breaks()

    def _named(self) -> Iterator[Issue]:
        """ "A dispute over fishing rights", "a trade dispute", "the feud is rooted in …"."""
        table, text = load_quarrels(), self.sentence.text
        # the words before a quarrel make its pattern slow, and most sentences tell of none
        for match in table.named.finditer(text) if table.quarrels.search(text) else ():
            before = _describing(match[1].split())
            known = match[3] is not None and match[2] in table.loose.get(match[3], frozenset({match[2]}))
            if known:
                yield from self._after(match, 3.0, from_=match.start(2))
            elif before and match[2] in table.headed:
                issue = " ".join([*before, match[2]])
                start = match.end(2) - len(issue)
                if text[start : match.end(2)] == issue:
                    yield self._issue(issue, start, match.end(2), 2.5)
            source = table.sources.search(text, match.end())
            if source and not before and not known and source.start() - match.end() < 40:
                yield from self._after(source, 2.5)

    def _laid(self, verbs: re.Pattern[str], links: re.Pattern[str], weight: float) -> Iterator[Issue]:
        """ "Accused Japan of …", "blamed Iran for …"."""
        for verb in verbs.finditer(self.sentence.text):
            reach = min(verb.end() + _REACH, len(self.sentence.text))
            all_links = list(links.finditer(self.sentence.text, verb.end(), reach))
            doing = (m for m in all_links if re.match(r"\s+\w+ing\b", self.sentence.text[m.end() :]))
            link = next(doing, all_links[0] if all_links else None)
            if link is not None and not re.search(
                r"[.;:]|\b(?:that|who|which)\b", self.sentence.text[verb.end() : link.start()]
            ):
                yield from self._after(link, weight, from_=verb.start(), acted=True, accused=True)

    def _denied(self) -> Iterator[Issue]:
        """What somebody denies: the object of the verb, or of the clause that it denies."""
        text = self.sentence.text
        for verb in load_quarrels().denials.finditer(text):
            if re.match(r"\s+(?:it|this|both|him|them|that(?=\s+(?:and|but)\b|[.,;]))\b", text[verb.end() :]):
                yield from self._before_denial(verb)
                continue
            yield from self._after(verb, 2.0, acted=True, clause=True)

    def _before_denial(self, verb: re.Match[str]) -> Iterator[Issue]:
        """ "Venezuela denied it": what was said right before."""
        at = self.sentence.start
        told = [s for s in self.scene.statements if s.end <= at + verb.start() and at + verb.start() - s.end < 40]
        for statement in told[-1:]:
            issue = _object(statement.text)
            start = statement.text.find(issue)
            if issue and tells(issue):
                span = Span(start=statement.start + start, end=statement.start + start + len(issue), text=issue)
                speaker = [side(statement.speaker.entity)] if statement.speaker.entity else []
                sides = [*self._sides(verb.start(), verb.end()), *filter(is_state, speaker)]
                yield Issue(issue, span, 1.5, tuple(dict.fromkeys(sides)), statement.speaker.entity, self.number)

    def _spurned(self) -> Iterator[Issue]:
        """ "…, a step that Taipei denounced", "the attack, which it blamed on Kyiv"."""
        table, text = load_quarrels(), self.sentence.text
        for pattern in (table.spurned, table.blamed_on):
            for match in pattern.finditer(text):
                clause = re.split(r"[;:]|, (?:and|but|while) |\bfor (?=[A-Z]\w+[’']s )", text[: match.start()])[-1]
                issue = self._undated(_object(clause))
                start = text.rfind(issue, 0, match.start()) if issue else -1
                if start < 0 and (noun := re.match(r",\s+an?\s+(\w+)", match[0])):
                    issue, start = noun[1], match.start(0) + noun.start(1)
                if start >= 0 and tells(issue):
                    sides = self._sides(match.start(), match.end())
                    yield self._issue(issue, start, match.end(), 2.0, sides)

    def _reasons(self) -> Iterator[Issue]:
        """Why an act of conflict was done: "recalled its ambassador over …"."""
        for coded in self.events:
            event, at = coded.event, self.sentence.start
            if event.type not in load_quarrels().acts or event.auxiliary in ("negated", "historical"):
                continue
            stop = min(coded.trigger[1] - at + 110, len(self.sentence.text))
            reason = load_quarrels().reasons.search(self.sentence.text, coded.trigger[1] - at, stop)
            powers = _powers_of(event)
            if reason and reason[0] == "over" and event.type in ("ASSAULT", "COERCE", "MOBILIZE"):
                continue  # a place: "shot down over Armenia"
            if (
                reason
                and len(powers) > 1
                and not re.search(r"[;:]", self.sentence.text[coded.trigger[1] - at : reason.start()])
            ):
                yield from self._after(reason, 2.0, sides=powers)

    def _breaks(self) -> Iterator[Issue]:
        """What an act against another power touches: "quit a grain deal", "curbed exports of chemicals"."""
        for coded in self.events:
            event, at = coded.event, self.sentence.start
            powers = _powers_of(event)
            if event.type not in ("SANCTION", "COERCE") or event.auxiliary != "actual" or len(powers) < 2:
                continue
            trigger = re.compile(re.escape(self.scene.body[coded.trigger[0] : coded.trigger[1]]))
            match = trigger.match(self.sentence.text, coded.trigger[0] - at)
            if match:
                yield from self._after(match, 1.5, sides=powers)

    def _after(
        self,
        cue: re.Match[str],
        weight: float,
        *,
        from_: int | None = None,
        acted: bool = False,
        whole: bool = False,
        clause: bool = False,
        accused: bool = False,
        branded: bool = False,
        sides: Sequence[str] = (),
    ) -> Iterator[Issue]:
        """The issue that follows a cue; with ``whole`` the cue itself is part of it ("blockade of Gaza")."""
        text = self.sentence.text
        start = cue.start() if whole else cue.end()
        while start < len(text) and text[start] == " ":
            start += 1
        date = next((d for d in self.scene.dates if start < d.start - self.sentence.start), None)
        stop = date.start - self.sentence.start if date else len(text)
        if branded:
            # "called the boarding piracy": only the first noun is sure to be the issue
            noun = re.match(r"(?:[A-Z]\S*\s+)?[\w’'-]+", text[start:])
            stop = start + noun.end() if noun else start
        if re.match(r"as\b", text[start:]):
            return  # "denounced as a sham"
        issue, begin = issue_at(text, start, stop, end=ACCUSED_END if accused else END)
        if past := self._past_somebody(begin):
            issue, begin = issue_at(text, past, stop)
        if having := re.match(r"having (?:\w+ly )?\w+ (?=\w)", issue):
            issue, begin = issue_at(text, begin + having.end(), stop, end=ACCUSED_END)
        if accused and re.fullmatch(r"\w+ing", issue):
            return
        if clause and re.match(r"\s*(?:that\b|having\b|(?:it|he|she|they|any)\b)", text[cue.end() :]):
            rest = text[cue.end() :].lstrip()
            issue = self._undated(_object(re.split(r"[;:]", re.sub(r"^that\s+", "", rest))[0]))
            begin = max(text.find(issue, cue.end()), cue.end())
        if issue and tells(issue) and not self._somebody(begin, begin + len(issue)):
            first = cue.start() if from_ is None else from_
            if acted and self._domestic(first, cue.end()):
                return
            found = sides or (self._sides(first, cue.end()) if acted else self._near())
            if acted and weight == 1.5 and len(found) > 1 and self._event(first, cue.end()):
                weight = 2.0
            made = self._issue(issue, first, begin + len(issue), weight, found, self._holder(first) if acted else None)
            yield replace(made, deed=(accused or clause) and re.match(r"\w{2,}ing\b", issue) is not None)

    def _issue(
        self, issue: str, start: int, end: int, weight: float, sides: Sequence[str] = (), holder: str | None = None
    ) -> Issue:
        at = self.sentence.start
        span = Span(start=at + start, end=at + end, text=self.scene.body[at + start : at + end])
        return Issue(issue, span, weight, tuple(sides) or tuple(self._near()), holder, self.number)

    def _near(self) -> list[str]:
        """The powers of the sentence; "the two countries" are both."""
        powers = [p for m in self._mentions() if not _judges(m) for p in _powers(self.scene, m)]
        return list(dict.fromkeys(powers))[:3]

    def _mentions(self) -> list[Mention]:
        sentence = self.sentence
        return [
            m
            for m in self.scene.mentions
            if sentence.start <= m.start and m.end <= sentence.end and m.actors and m.kind != "place"
        ]

    def _undated(self, issue: str) -> str:
        """An issue without the date at its end."""
        inside = (d.text for d in self.scene.dates if d.text in issue and d.text != issue)
        cut = min((issue.find(text) for text in inside), default=-1)
        return re.sub(r"\s+(?:on|in|at|by|from)?\s*\Z", "", issue[:cut]) if cut > 0 else issue

    def _event(self, start: int, end: int) -> Event | None:
        at = self.sentence.start
        there = (c.event for c in self.events if c.trigger[0] < at + end and at + start < c.trigger[1])
        return next(there, None)

    def _domestic(self, start: int, end: int) -> bool:
        """Whether the act at a cue is between people of one power."""
        event = self._event(start, end)
        sides = [{side(e) for e in ids} for ids in (event.actors, event.recipients)] if event else []
        return bool(sides) and sides[0] == sides[1]

    def _somebody(self, start: int, end: int) -> bool:
        """Whether a phrase only names actors: "denounced Obama"."""
        at = self.sentence.start
        names = [m for m in self._mentions() if m.kind == "name" and m.start < at + end and at + start < m.end]
        rest = at + start
        for mention in names:
            if self.scene.body[rest : mention.start].strip(" ,") in ("", "and", "the", "and the"):
                rest = max(rest, mention.end)
        return bool(names) and rest >= at + end

    def _past_somebody(self, begin: int) -> int | None:
        """Where "of" or "to" leads on from an actor: "restrict exports to Japan of / three chemicals"."""
        at = self.sentence.start
        link = re.compile(r"\s+(?:of|to)\s+")
        ends = (m.end - at for m in self._mentions() if m.start - at <= begin < m.end - at and m.kind == "name")
        return next((match.end() for end in ends if (match := link.match(self.sentence.text, end))), None)

    def _sides(self, start: int, end: int) -> list[str]:
        """Who acts at a cue and against whom: by the event there, or the mentions before and after it."""
        at = self.sentence.start
        event = self._event(start, end)
        if event is not None and len(_powers_of(event)) > 1:
            return _powers_of(event)
        before = [
            m for m in self._mentions() if m.end <= at + start and not _PREPOSED.search(self.scene.body[at : m.start])
        ]
        after = [m for m in self._mentions() if at + start <= m.start < at + end + 90]
        subject = _powers(self.scene, before[-1]) if before else []
        target = [p for m in after for p in _powers(self.scene, m) if p not in subject][:1]
        if not target:
            target = [p for m in reversed(before) for p in _powers(self.scene, m) if p not in subject][:1]
        return list(dict.fromkeys([*subject, *target]))

    def _holder(self, start: int) -> str | None:
        at = self.sentence.start
        event = next((c.event for c in self.events if c.trigger[0] <= at + start < c.trigger[1]), None)
        if event and event.actors:
            return event.actors[0]
        before = [m for m in self._mentions() if m.end <= at + start]
        return before[-1].actors[0].id if before else None


def _judges(mention: Mention) -> bool:
    return any("JUD" in a.sectors for a in mention.actors)


def _powers(scene: Scene, mention: Mention) -> list[str]:
    ids = [scene.employers[a.id].id if a.id in scene.employers else a.id for a in mention.actors]
    return [p for p in dict.fromkeys(map(side, ids)) if is_state(p)]


def _powers_of(event: Event) -> list[str]:
    return [p for p in dict.fromkeys(side(e) for e in (*event.actors, *event.recipients)) if is_state(p)]


def _describing(words: list[str]) -> list[str]:
    """The words right before a quarrel that say what it is about: "trade" dispute, not "simmering" dispute."""
    kept: list[str] = []
    for word in reversed(words):
        if word.lower().strip("“‘\"'") in load_quarrels().empty or word.endswith(("ed", "ing", "ly", "’s", "'s", "st")):
            break
        kept.insert(0, word)
    return kept[-2:]


def _object(clause: str) -> str:
    """The noun phrase that a clause says something of: its object, what follows its last verb."""
    clause = load_quarrels().asides.sub("", clause)
    best = ""
    for match in _VERB.finditer(clause):
        start = match.end()
        participle = _PARTICIPLE.match(clause, start)
        issue, _ = issue_at(clause, participle.end() if participle else start)
        if issue and tells(issue) and len(issue.split()) >= 1:
            best = issue
    return re.sub(r"^\w+ (?:\w+ )?of (?=\w+ing\b)", "", best)
