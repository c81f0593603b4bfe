"""The line classifier: which lines of a page are running text, and what the others are.

Every line is measured by itself (``features``), then the page is read as head, body and tail: the lead is found by its
dateline, its repetition and what stands above it; the end by the headings of related stories, credits and notices, from which
the text does not come back; and what is left between is judged by its neighbours. Rules and weights are our own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, cast

from dragoman.pages.bylines import is_byline, is_names
from dragoman.pages.datelines import find_dateline, find_lone_dateline
from dragoman.pages.features import Features, ascii_quotes, features_of
from dragoman.pages.lines import Line
from dragoman.pages.tables import words
from dragoman.record import FurnitureKind

Label = FurnitureKind | Literal["body"]

PROSE = 3.0
CAPTION = 3.0


@dataclass(slots=True)
class Page:
    """The lines of a page with their measures and, as they are found, their labels."""

    lines: Sequence[Line]
    features: list[Features]
    labels: list[Label | None]
    keys: list[str]
    title: str | None = None
    lead: int = 0
    headline: int | None = None
    datelines: set[int] = field(default_factory=set)

    def prose(self, at: int) -> bool:
        """Whether a line may be running text, by itself and by what is known of it."""
        hint = self.lines[at].hint
        if self.labels[at] is not None or hint in ("outside", "heading"):
            return False
        return self.features[at].prose >= (PROSE - 1.0 if hint == "paragraph" else PROSE)


def key_of(text: str) -> str:
    """A line without its dateline, cut marks and punctuation, to find repetitions by."""
    found = find_dateline(text)
    bare = ascii_quotes(text[found.end :] if found else text).lower()
    return " ".join(re.findall(r"\w+", bare))


_NEUTRAL = frozenset({"paragraph", "heading", "outside"})  # hints that leave the kind of furniture open


def _own_label(line: Line, measure: Features) -> Label | None:
    """What a line says of itself, wherever it stands."""
    if measure.cue and measure.cue.kind == "copyright" and line.hint in ("other", "outside"):
        return "copyright"
    if line.hint and line.hint not in _NEUTRAL:
        return cast(Label, line.hint)
    if measure.count == 0:
        return "other"
    cue = measure.cue
    if cue and not (cue.name == "highlights" and line.hint == "paragraph"):
        told = {"said", "told", "added"} & set(measure.words)
        if not (measure.count > 14 and measure.ends and told and cue.kind in ("teaser", "advertisement", "other")):
            return "caption" if cue.kind == "credit" and measure.caption >= 4 and measure.count > 9 else cue.kind
    if measure.promo:
        return "advertisement"
    if measure.menu and measure.count <= 40 and not measure.ends:
        return "other" if measure.dated else "navigation"
    if measure.caption >= CAPTION:
        return "credit" if measure.count <= 7 and measure.credit else "caption"
    if measure.credit and measure.count <= 8 and not measure.quoted:
        return "credit"
    if measure.dated and measure.count <= 20 and not (measure.ends and measure.prose >= PROSE):
        return "other"
    return None


def measure_page(lines: Sequence[Line], *, title: str | None) -> Page:
    """A page with every line measured and the lines labelled that speak for themselves."""
    measures = [features_of(line) for line in lines]
    labels = [_own_label(line, measure) for line, measure in zip(lines, measures, strict=True)]
    return Page(lines, measures, labels, [key_of(line.text) for line in lines], title)


def _is_head_mark(page: Page, at: int) -> bool:
    """Byline, date or the like: what stands between a headline and the text."""
    measure = page.features[at]
    return measure.dated or is_byline(page.lines[at].text) or (is_names(page.lines[at].text) and not measure.ends)


def _repeated(page: Page, at: int, *, within: int = 12) -> bool:
    key = page.keys[at]
    later = page.keys[at + 1 : at + 1 + within]
    return len(key) > 30 and any(other == key or (len(other) > 30 and key.startswith(other)) for other in later)


def _overlap(page: Page, at: int, others: Sequence[int]) -> float:
    """Share of a line's content words that the other lines hold."""
    stops = words("function_words") | words("telling")
    own = {_stem(word) for word in page.features[at].words if len(word) > 2 and word not in stops}
    theirs = {_stem(word) for other in others for word in page.features[other].words}
    return len(own & theirs) / len(own) if own else 0.0


def _stem(word: str) -> str:
    word = word.removesuffix("'s")
    return re.sub(r"(?:ing|ed|es|s)$", "", word) if len(word) > 4 else word


def _find_lead(page: Page) -> int | None:
    """The first line of running text."""
    prose = [at for at in range(len(page.lines)) if page.prose(at)]
    if not prose:
        return None
    for order, at in enumerate(prose[:7]):
        found = find_dateline(page.lines[at].text)
        if found and (found.place or found.agency) and order <= max(1, len(prose) // 3):
            return at
        if at and find_lone_dateline(page.lines[at - 1].text):
            return at
    for order, at in enumerate(prose[:4]):
        if not _is_standfirst(page, prose, order):
            return at
    return prose[0]


def _is_standfirst(page: Page, prose: Sequence[int], order: int) -> bool:
    """Whether a line of prose in the head is the summary under the headline and not the text's first paragraph."""
    at = prose[order]
    if order + 1 >= len(prose) or _repeated(page, at):
        return False
    after = prose[order + 1]
    between = range(at + 1, after)
    if any(_is_head_mark(page, mark) for mark in between) and not _told_dated(page, at):
        return True
    above = [at - 1] if at else []
    headed = bool(above) and page.labels[at - 1] is None and 3 <= page.features[at - 1].count <= 20 and not page.features[at - 1].ends
    short = page.features[at].count <= 32 and page.lines[at].text.count(". ") == 0
    return order == 0 and headed and short and not _told_dated(page, at) and _overlap(page, at, [after]) >= 0.5


_DAY_WORD = re.compile(r"\b(?:on|late|early) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")


def _told_dated(page: Page, at: int) -> bool:
    """A first paragraph says on which day; a summary does not."""
    return bool(_DAY_WORD.search(page.lines[at].text[:1000]))


_TAIL_KINDS = frozenset({"related", "copyright", "other", "credit", "advertisement"})


def _resumes(page: Page, at: int) -> bool:
    """Whether running text comes back after a heading or notice at ``at``."""
    heads = 0
    run = 0
    for later in range(at + 1, len(page.lines)):
        if page.prose(later):
            run += 1
            if run >= 2 or (heads <= 1 and page.features[later].prose >= PROSE + 1 and _tells(page, later)):
                return True
        elif page.labels[later] is None:
            heads += 1
            run = 0
        elif page.labels[later] in ("related", "copyright") and later > at + 1:
            return False
    return False


def _tells(page: Page, at: int) -> bool:
    return bool(set(page.features[at].words) & words("telling"))


def _find_end(page: Page) -> int:
    """The line after the last that may be running text."""
    last = page.lead
    at = page.lead
    while at < len(page.lines):
        label = page.labels[at]
        if page.prose(at):
            last = at
        elif label in ("related", "copyright") and not _resumes(page, at):
            break
        at += 1
    return max(last, _short_endings(page, last, at)) + 1


def _short_endings(page: Page, last: int, stop: int) -> int:
    """Short closing sentences directly after the last paragraph belong to it."""
    at = last + 1
    while at < stop and page.labels[at] is None and page.lines[at].hint not in ("outside", "heading") and page.features[at].ends and _sentence_like(page, at):
        last = at
        at += 1
    return last


def _sentence_like(page: Page, at: int) -> bool:
    measure = page.features[at]
    return measure.ends and not measure.caps and (measure.quoted or measure.count >= 3)


def _crosshead(page: Page, at: int) -> bool:
    measure = page.features[at]
    return measure.count <= 9 and (not measure.ends or measure.caps or page.lines[at].text.rstrip().endswith(("?", "!")) and not measure.quoted)


def _label_body(page: Page, end: int) -> None:
    """The lines between the lead and the end."""
    following: FurnitureKind | None = None  # what a heading makes of the lines after it
    for at in range(page.lead, end):
        measure, line, label = page.features[at], page.lines[at], page.labels[at]
        if label is not None:
            following = _opens(measure, label)
            continue
        if following and not _clear_prose(measure):
            page.labels[at] = following
            continue
        following = None
        page.labels[at] = _inside(page, at, line, measure)


def _opens(measure: Features, label: Label) -> FurnitureKind | None:
    cue = measure.cue
    if cue is None or measure.count > 6 or label not in ("related", "teaser", "advertisement", "standfirst"):
        return None
    if cue.name == "advertisement" and not any(word in measure.words for word in ("continues", "continue")):
        return None
    return "teaser" if cue.kind != "standfirst" else "standfirst"


def _clear_prose(measure: Features) -> bool:
    told = bool(set(measure.words) & words("telling"))
    return measure.ends and measure.prose >= PROSE and (measure.count >= 9 or measure.quoted or told)


def _inside(page: Page, at: int, line: Line, measure: Features) -> Label:
    """A line amid the running text that nothing has labelled yet."""
    if at < page.lead + 8 and is_byline(line.text):
        return "byline"
    if line.hint in ("outside", "heading"):
        return "crosshead" if line.hint == "heading" else "other"
    if line.bullet and not measure.ends and not _listed(page, at):
        return "teaser"
    if measure.prose >= PROSE or _listed(page, at) or _announces(page, at):
        return "body"
    if measure.cut:
        return "teaser"
    if _crosshead(page, at):
        if _photo_above(page, at) and measure.caption >= 0.8 and not measure.caps and not measure.quoted:
            return "caption"
        return "crosshead"
    if measure.ends and not measure.caps:
        return "body"
    if measure.caps or measure.count < 12 or measure.prose < 1.5:
        return "caption" if measure.caption >= 1.5 else "teaser"
    return "body" if measure.count >= 20 or _tells(page, at) else "teaser"


def _announces(page: Page, at: int) -> bool:
    """Whether a line ends in a colon and the text goes on below it with a list or a quotation."""
    measure, text = page.features[at], page.lines[at].text.rstrip()
    if not text.endswith(":") or measure.count < 3 or measure.caps or at + 1 >= len(page.lines):
        return False
    return page.labels[at + 1] is None and (page.lines[at + 1].bullet or page.features[at + 1].prose >= PROSE)


def _photo_above(page: Page, at: int) -> bool:
    return at > 0 and page.labels[at - 1] in ("caption", "credit")


def _listed(page: Page, at: int) -> bool:
    """Whether a line is an item of a list that a paragraph ending in a colon opens."""
    back = at - 1
    while back >= page.lead and page.lines[back].bullet and page.labels[back] == "body":
        back -= 1
    return page.lines[at].bullet and back >= page.lead and page.labels[back] == "body" and page.lines[back].text.rstrip().endswith(":")


def _drop_repeats(page: Page, end: int) -> None:
    """The second of two equal paragraphs, and a cut or partial copy of one, is no text."""
    seen: dict[str, int] = {}
    body = [at for at in range(page.lead, end) if page.labels[at] == "body"]
    for at in body:
        key = page.keys[at]
        if key in seen and page.features[at].count >= 4:
            page.labels[at] = "repeat"
            continue
        seen.setdefault(key, at)
    lead_keys = body[:6]
    for at in lead_keys:
        if page.labels[at] != "body" or len(page.keys[at]) < 40:
            continue
        longer = [other for other in lead_keys if other != at and page.labels[other] == "body" and page.keys[other].startswith(page.keys[at])]
        if longer:
            page.labels[at] = "repeat"


def _near_captions(page: Page, end: int) -> None:
    """A line beside a picture's credit that tells nothing in the past is the caption."""
    for at in range(len(page.lines)):
        if page.labels[at] not in (None, "body") or page.keys[at] == "" or at in page.datelines:
            continue
        beside = [near for near in (at - 1, at + 1) if 0 <= near < len(page.lines)]
        for near in beside:
            measure, text = page.features[near], page.lines[near].text
            if page.labels[near] == "credit" and measure.count <= 14 and _picture_credit(text):
                gap = page.lines[max(at, near)].gap
                mine = page.features[at]
                enough = 0.3 if near > at and not gap else 1.2
                if mine.count <= 45 and mine.caption >= enough and not _told_dated_past(page, at):
                    page.labels[at] = "caption"


def _told_dated_past(page: Page, at: int) -> bool:
    return bool({"said", "told", "added"} & set(page.features[at].words))


def _picture_credit(text: str) -> bool:
    lowered = text.lower().lstrip(" ([*")
    return lowered.startswith(("photo", "image", "picture", "credit", "©", "courtesy", "file", "graphic")) or "/" in text or "getty" in lowered or "via " in lowered


def _label_tail(page: Page, end: int) -> None:
    """What stands after the text."""
    for at in range(end, len(page.lines)):
        if page.labels[at] is not None:
            continue
        measure, line = page.features[at], page.lines[at]
        if line.text.strip().lower() in words("sections") or (measure.caps and measure.count <= 3):
            page.labels[at] = "section"
        elif is_byline(line.text):
            page.labels[at] = "credit"
        else:
            page.labels[at] = "related" if measure.count >= 4 else "other"


def _headline_score(page: Page, at: int, body: Sequence[int]) -> float:
    measure = page.features[at]
    if page.title and key_of(page.title) == page.keys[at]:
        return 10.0
    score = 2.0 * _overlap(page, at, body)
    score += 0.5 if 5 <= measure.count <= 18 else (0.0 if measure.count >= 3 else -1.0)
    score -= 0.5 if measure.count > 24 else 0.0
    score -= 0.6 if page.lines[at].bullet else 0.0
    score -= 0.4 if measure.cut else 0.0
    return score - (0.5 if measure.ends and page.lines[at].text.rstrip()[-1] == "." else 0.0)


def _find_headline(page: Page, body: Sequence[int]) -> int | None:
    """The line above the text that shares most with it; of near equals the first."""
    free = [
        at
        for at in range(page.lead)
        if page.labels[at] in (None, "headline") and not page.features[at].dated and page.keys[at] and not page.features[at].crumbs
        and page.lines[at].text.strip().lower() not in words("sections")
        and not (is_byline(page.lines[at].text) and not page.labels[at] == "headline")
    ]
    if not free:
        return None
    scores = {at: _headline_score(page, at, body[:5]) for at in free}
    best = max(scores.values())
    if best < 0.4:
        return None
    return next(at for at in free if scores[at] >= best - 0.35 - (0.15 if page.features[at].count >= 5 else 0))


def _label_head(page: Page) -> None:
    """What stands above the text."""
    body = [at for at in range(page.lead, len(page.lines)) if page.labels[at] == "body"]
    page.headline = _find_headline(page, body)
    for at in range(page.lead):
        if page.labels[at] is None or at == page.headline:
            page.labels[at] = _head_label(page, at)


def _head_label(page: Page, at: int) -> FurnitureKind:
    measure, text = page.features[at], page.lines[at].text
    if at == page.headline:
        return "headline"
    if text.strip().lower() in words("sections"):
        return "section"
    if measure.crumbs:
        return "navigation"
    if find_lone_dateline(text):
        return "dateline"
    if is_byline(text):
        return "byline"
    if page.headline is None:
        return "banner" if at == 0 else "other"
    if page.keys[at] == page.keys[page.headline]:
        return "repeat"
    if at < page.headline:
        return _above_headline(page, at)
    if is_names(text) and not measure.ends and not _overlap(page, at, [page.headline]):
        return "byline"
    return "standfirst" if measure.count >= 4 else "other"


def _above_headline(page: Page, at: int) -> FurnitureKind:
    if at == 0 or all(page.labels[above] in ("navigation", "advertisement", "other", "banner") for above in range(at)) and page.features[at].count > 5:
        return "banner"
    return "section" if page.features[at].count <= 5 else "other"


def _highlights(page: Page) -> None:
    """The lines under a heading such as "Key points" are its points, sentences or not, up to the first paragraph."""
    for at, measure in enumerate(page.features):
        if page.labels[at] != "standfirst" or not measure.cue or measure.cue.name != "highlights":
            continue
        bullets = at + 1 < len(page.lines) and page.lines[at + 1].bullet
        for later in range(at + 1, min(at + 9, len(page.lines))):
            mine = page.features[later]
            if page.labels[later] is not None or mine.count > 22 or is_byline(page.lines[later].text) or (bullets and not page.lines[later].bullet):
                break
            if not bullets and (page.lines[later].gap and later > at + 1 or find_dateline(page.lines[later].text) or mine.count > 16):
                break
            page.labels[later] = "standfirst"


def _bulleted_head(page: Page) -> None:
    """Bullets above the text sum it up."""
    for at in range(page.lead):
        if page.labels[at] is None and page.lines[at].bullet:
            page.labels[at] = "standfirst"


def _first_bullets(page: Page) -> None:
    """Bulleted sentences before any other prose are highlights, not the text."""
    for at, line in enumerate(page.lines):
        if page.labels[at] is not None:
            continue
        if line.bullet:
            page.labels[at] = "standfirst" if any(page.prose(later) and not page.lines[later].bullet for later in range(at, len(page.lines))) else None
        elif page.features[at].prose >= PROSE:
            return


def _author_notes(page: Page, end: int, names: str) -> None:
    """A closing line that introduces the author is no text."""
    body = [at for at in range(page.lead, end) if page.labels[at] == "body"]
    for at in body[-2:] if len(body) > 3 else []:
        text = page.lines[at].text
        match = re.match(r"(?:\W*)([^\W\d_][\w.'’-]*(?:\s[^\W\d_][\w.'’-]*){0,3}) (?:is|writes|covers|reports|has covered|teaches)\b", text)
        if match and match[1].lower() in names and page.features[at].count <= 45:
            page.labels[at] = "other"


def classify(lines: Sequence[Line], *, title: str | None = None) -> Page | None:
    """Label every line of a page; None when no line of it is running text.

    ``title`` is the headline if it is known from elsewhere. Labels are ``body`` or a ``FurnitureKind``.
    """
    page = measure_page(lines, title=title)
    _highlights(page)
    _first_bullets(page)
    _near_captions(page, len(lines))
    lead = _find_lead(page)
    if lead is None:
        lead = _weak_lead(page)
        if lead is None:
            return None
    page.lead = lead
    _bulleted_head(page)
    end = _find_end(page)
    _label_body(page, end)
    _drop_repeats(page, end)
    _label_tail(page, end)
    _label_head(page)
    names = " ".join(page.lines[at].text.lower() for at, label in enumerate(page.labels) if label in ("byline", "credit"))
    _author_notes(page, end, names)
    return page


def _weak_lead(page: Page) -> int | None:
    """On a page without one clear paragraph, the first line that may be one."""
    for at, measure in enumerate(page.features):
        if page.labels[at] is None and measure.ends and measure.count >= 4 and not measure.caps and _free(page, at):
            return at
    long = [at for at, measure in enumerate(page.features) if page.labels[at] is None and measure.count >= 15 and _free(page, at)]
    return long[0] if long else None


def _free(page: Page, at: int) -> bool:
    return page.lines[at].hint not in ("outside", "heading")
