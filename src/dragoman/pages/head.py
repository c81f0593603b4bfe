"""The head of a page: where the running text begins, the headline above it, and what the lines between are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.pages.bylines import is_byline, is_names
from dragoman.pages.datelines import find_dateline, find_lone_dateline
from dragoman.pages.dates import all_days
from dragoman.pages.features import section_in
from dragoman.pages.labels import PROSE, Page, key_of, may_be_body, overlap
from dragoman.pages.tables import words
from dragoman.record import FurnitureKind


def _is_head_mark(page: Page, at: int) -> bool:
    """Byline, date or the like: what stands between a headline and the text."""
    measure = page.features[at]
    return measure.dated or is_byline(page.lines[at].text) or (is_names(page.lines[at].text) and not measure.ends)


def _repeated(page: Page, at: int, *, within: int = 12) -> bool:
    key = page.keys[at]
    later = page.keys[at + 1 : at + 1 + within]
    return len(key) > 30 and any(other == key or (len(other) > 30 and key.startswith(other)) for other in later)


def find_lead(page: Page) -> int | None:
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
    headed = (
        bool(above)
        and page.labels[at - 1] is None
        and 3 <= page.features[at - 1].count <= 20
        and not page.features[at - 1].ends
    )
    short = page.features[at].count <= 32 and page.lines[at].text.count(". ") == 0
    return order == 0 and headed and short and not _told_dated(page, at) and overlap(page, at, [after]) >= 0.5


_DAY_WORD = re.compile(r"\b(?:on|late|early) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")


def _told_dated(page: Page, at: int) -> bool:
    """A first paragraph says on which day; a summary does not."""
    return bool(_DAY_WORD.search(page.lines[at].text[:1000]))


def weak_lead(page: Page) -> int | None:
    """On a page without one clear paragraph, the first line that may be one."""
    for at, measure in enumerate(page.features):
        if (
            page.labels[at] is None
            and measure.ends
            and measure.count >= 4
            and not measure.caps
            and may_be_body(page, at)
        ):
            return at
    long = [
        at
        for at, measure in enumerate(page.features)
        if page.labels[at] is None and measure.count >= 15 and may_be_body(page, at)
    ]
    return long[0] if long else None


def _headline_score(page: Page, at: int, body: Sequence[int]) -> float:
    measure = page.features[at]
    if page.title and key_of(page.title) == page.keys[at]:
        return 10.0
    score = 2.0 * overlap(page, at, body)
    score += 0.5 if 5 <= measure.count <= 18 else (0.0 if measure.count >= 3 else -1.0)
    score -= 0.5 if measure.count > 24 else 0.0
    score -= 0.6 if page.lines[at].bullet else 0.0
    score -= 0.4 if measure.cut else 0.0
    score -= 1.0 if at < 3 and _names_outlet(page, at) else 0.0
    score -= 1.0 if all_days(page.lines[at].text) else 0.0
    return score - (0.5 if measure.ends and page.lines[at].text.rstrip()[-1] == "." else 0.0)


def _names_outlet(page: Page, at: int) -> bool:
    """Whether a line near the top is the outlet's banner: its name, or what it says of itself."""
    text = page.lines[at].text
    named = set(page.features[at].words) & words("outlets")
    return bool(named) and (page.features[at].count <= 4 or bool(re.search(r"\s[–—|•·-]\s", text)))


def _find_headline(page: Page, body: Sequence[int]) -> int | None:
    """The line above the text that shares most with it; of near equals the first."""
    free = [
        at
        for at in range(page.lead)
        if page.labels[at] in (None, "headline")
        and not page.features[at].dated
        and page.keys[at]
        and not page.features[at].crumbs
        and not section_in(page.lines[at].text)
        and not (is_byline(page.lines[at].text) and page.labels[at] != "headline")
    ]
    if not free:
        return None
    scores = {at: _headline_score(page, at, body[:5]) for at in free}
    best = max(scores.values())
    if best < 0.4:
        return None
    return next(at for at in free if scores[at] >= best - 0.35 - (0.15 if page.features[at].count >= 5 else 0))


def label_head(page: Page) -> None:
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
    if section_in(text):
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
    if is_names(text) and not measure.ends and not overlap(page, at, [page.headline]):
        return "byline"
    return "standfirst" if measure.count >= 4 else "other"


def _above_headline(page: Page, at: int) -> FurnitureKind:
    if at == 0 or (
        all(page.labels[above] in ("navigation", "advertisement", "other", "banner") for above in range(at))
        and page.features[at].count > 5
    ):
        return "banner"
    return "section" if page.features[at].count <= 5 else "other"


def label_highlights(page: Page) -> None:
    """The lines under a heading such as "Key points" are its points, sentences or not, up to the first paragraph."""
    for at, measure in enumerate(page.features):
        if page.labels[at] != "standfirst" or not measure.cue or measure.cue.name != "highlights":
            continue
        bullets = at + 1 < len(page.lines) and page.lines[at + 1].bullet
        for later in range(at + 1, min(at + 9, len(page.lines))):
            mine = page.features[later]
            if (
                page.labels[later] is not None
                or mine.count > 22
                or is_byline(page.lines[later].text)
                or (bullets and not page.lines[later].bullet)
            ):
                break
            if not bullets and (
                (page.lines[later].gap and later > at + 1) or find_dateline(page.lines[later].text) or mine.count > 16
            ):
                break
            page.labels[later] = "standfirst"


def label_bulleted_head(page: Page) -> None:
    """Bullets above the text sum it up."""
    for at in range(page.lead):
        if page.labels[at] is None and page.lines[at].bullet:
            page.labels[at] = "standfirst"


def label_first_bullets(page: Page) -> None:
    """Bulleted sentences before any other prose are highlights, not the text."""
    for at, line in enumerate(page.lines):
        if page.labels[at] is not None:
            continue
        if line.bullet:
            page.labels[at] = (
                "standfirst"
                if any(page.prose(later) and not page.lines[later].bullet for later in range(at, len(page.lines)))
                else None
            )
        elif page.features[at].prose >= PROSE:
            return
