"""The running text of a page and its tail: where it ends, and which lines within it are none of it."""

from __future__ import annotations

import re

from dragoman.pages.bylines import is_byline
from dragoman.pages.features import Features, section_in
from dragoman.pages.labels import PROSE, Label, Page, tells
from dragoman.pages.lines import Line
from dragoman.pages.tables import words
from dragoman.record import FurnitureKind


def _resumes(page: Page, at: int) -> bool:
    """Whether running text comes back after a heading or notice at ``at``."""
    heads = 0
    run = 0
    for later in range(at + 1, len(page.lines)):
        if page.prose(later):
            run += 1
            if run >= 2 or (heads <= 1 and page.features[later].prose >= PROSE + 1 and tells(page, later)):
                return True
        elif page.labels[later] is None:
            heads += 1
            run = 0
        elif page.labels[later] in ("related", "copyright") and later > at + 1:
            return False
    return False


def find_end(page: Page) -> int:
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
    while (
        at < stop
        and page.labels[at] is None
        and page.lines[at].hint not in ("outside", "heading")
        and page.features[at].ends
        and _sentence_like(page, at)
    ):
        last = at
        at += 1
    return last


def _sentence_like(page: Page, at: int) -> bool:
    measure = page.features[at]
    return measure.ends and not measure.caps and (measure.quoted or measure.count >= 3)


def _crosshead(page: Page, at: int) -> bool:
    measure = page.features[at]
    return measure.count <= 9 and (
        not measure.ends or measure.caps or (page.lines[at].text.rstrip().endswith(("?", "!")) and not measure.quoted)
    )


def label_body(page: Page, end: int) -> None:
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
    return "body" if measure.count >= 20 or tells(page, at) else "teaser"


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
    return (
        page.lines[at].bullet
        and back >= page.lead
        and page.labels[back] == "body"
        and page.lines[back].text.rstrip().endswith(":")
    )


def drop_repeats(page: Page, end: int) -> None:
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
        longer = [
            other
            for other in lead_keys
            if other != at and page.labels[other] == "body" and page.keys[other].startswith(page.keys[at])
        ]
        if longer:
            page.labels[at] = "repeat"


def label_near_captions(page: Page) -> None:
    """A line beside a picture's credit that tells nothing in the past is the caption."""
    for at in range(len(page.lines)):
        if page.labels[at] not in (None, "body") or page.keys[at] == "":
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
    return (
        lowered.startswith(("photo", "image", "picture", "credit", "©", "courtesy", "file", "graphic"))
        or "/" in text
        or "getty" in lowered
        or "via " in lowered
    )


def label_tail(page: Page, end: int) -> None:
    """What stands after the text."""
    for at in range(end, len(page.lines)):
        if page.labels[at] is not None:
            continue
        measure, line = page.features[at], page.lines[at]
        if section_in(line.text) or (measure.caps and measure.count <= 3):
            page.labels[at] = "section"
        elif is_byline(line.text):
            page.labels[at] = "credit"
        else:
            page.labels[at] = "related" if measure.count >= 4 else "other"


def drop_notes(page: Page, end: int, names: str) -> None:
    """A closing line that introduces the author, or speaks of the outlet itself, is no text."""
    body = [at for at in range(page.lead, end) if page.labels[at] == "body"]
    for at in body[-2:] if len(body) > 3 else []:
        text = page.lines[at].text
        match = re.match(
            r"(?:\W*)([^\W\d_][\w.'’-]*(?:\s[^\W\d_][\w.'’-]*){0,3}) (?:is|writes|covers|reports|teaches)\b",
            text,
        )
        if match and match[1].lower() in names and page.features[at].count <= 45:
            page.labels[at] = "other"
    for at in body[-2:] if len(body) > 3 else []:
        if re.fullmatch(
            r"[(\[].{0,600}[)\]]\W*", page.lines[at].text
        ):  # an aside to the reader, such as "(With inputs …)"
            page.labels[at] = "other"
    banners = [
        page.keys[at] for at in range(page.lead) if page.labels[at] == "banner" and page.features[at].count in (2, 3, 4)
    ]
    if (
        len(body) > 3
        and any(banner in page.keys[body[-1]] for banner in banners)
        and page.features[body[-1]].count <= 25
    ):
        told = {"said", "told", "reported"} & set(page.features[body[-1]].words)
        page.labels[body[-1]] = "body" if told else "other"
