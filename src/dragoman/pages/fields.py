"""The fields of an article that stand in its furniture: section, byline, agency, day of publication."""

from __future__ import annotations

import re
from datetime import date

from dragoman.pages.bylines import agency_in, byline_of, is_byline
from dragoman.pages.cleaning import squeeze
from dragoman.pages.datelines import Found
from dragoman.pages.dates import Day, all_days, find_day
from dragoman.pages.features import section_in
from dragoman.pages.labels import Page, key_of
from dragoman.pages.tables import agencies

_CRUMB = re.compile(r"\s*(?:>|»|›|::|→|\s/\s)\s*")
_NO_SECTION = {"home", "you are here", "you are here:", "homepage", "front page", "start"}
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_FIRST = re.compile(r"\b(?:first )?(?:published|posted|issued|created|date)\b", re.IGNORECASE)
_CHANGED = re.compile(r"\b(?:updated|modified|amended|corrected|accessed|retrieved|today is)\b", re.IGNORECASE)


def section_of_page(page: Page) -> str | None:
    """The section label or the last step of the breadcrumbs above the headline."""
    head = range(page.headline if page.headline is not None else page.lead)
    for at in head:
        if page.features[at].crumbs and not _is_menu(page, at):
            steps = [step.strip(" :") for step in _CRUMB.split(squeeze(page.lines[at].text))]
            steps = [re.sub(r"(?i)^you are here:?\s*", "", step) for step in steps]
            title = page.keys[page.headline] if page.headline is not None else ""
            kept = [
                step
                for step in steps
                if step and step.lower() not in _NO_SECTION - {"front page"} and not _same(key_of(step), title)
            ]
            if kept:
                return kept[-1]
    labels = [squeeze(page.lines[at].text) for at in range(page.lead) if page.labels[at] == "section"]
    found = [known for label in labels if (known := section_in(label))] or labels
    return found[-1] if found else None


def _is_menu(page: Page, at: int) -> bool:
    steps = _CRUMB.split(squeeze(page.lines[at].text))
    return page.features[at].menu and len(steps) > 4


def _same(step: str, title: str) -> bool:
    return bool(step) and (step == title or (len(step) > 20 and title.startswith(step)))


def _byline_rows(page: Page) -> list[str]:
    rows = [page.lines[at].text for at, label in enumerate(page.labels) if label == "byline"]
    return rows or [
        page.lines[at].text
        for at in range(page.lead, len(page.lines))
        if page.labels[at] == "credit" and _tail_by(page.lines[at].text)
    ]


def _tail_by(text: str) -> bool:
    return bool(re.match(r"(?i)^\W*by\s", text)) and is_byline(text)


def byline_of_page(page: Page) -> str | None:
    """The byline as printed, without agency or date."""
    rows = _byline_rows(page)
    return byline_of(rows[0]) or None if rows else None


def agency_of_page(page: Page) -> str | None:
    """The agency that a byline names, or a closing credit."""
    for row in _byline_rows(page):
        if found := agency_in(row):
            return found
    for at, label in enumerate(page.labels):
        text = page.lines[at].text.strip(" ()[]–—-.")
        if at >= page.lead and label in ("credit", "other", "related", "crosshead", "byline"):
            bare = re.sub(r"(?i)^(?:source|sources|agency)\s*[:|]\s*", "", text)
            if bare in agencies() and (bare != text or len(text) > 1):
                return agencies()[bare]
    return None


def published_on_page(page: Page, found: Found | None) -> str | None:
    """The day of publication that the page prints, the first publication before an update; else its dateline's day."""
    rows = [
        (at, page.lines[at].text)
        for at, label in enumerate(page.labels)
        if label not in ("body", "related", "teaser", "caption")
    ]
    dated = [
        (at, text) for at, text in rows if page.features[at].dated or (page.labels[at] == "byline" and find_day(text))
    ]
    dated += [
        (at, text)
        for at, text in rows
        if _FIRST.search(text) and (at, text) not in dated and page.features[at].count < 25
    ]
    ranked = sorted(
        dated,
        key=lambda row: (
            bool(_CHANGED.search(row[1])) and not _FIRST.search(row[1]),
            not _FIRST.search(row[1]),
            row[0],
        ),
    )
    for _, text in ranked:
        day = find_day(text)
        if day and (iso := day.iso() or year_for(page, day, None)):
            return iso
    if found and found.day:
        return found.day.iso() or year_for(page, found.day, None)
    return None


def year_for(page: Page, day: Day, published: str | None) -> str | None:
    """A day printed without its year, in the year the page gives: by the same day in full, or its one year."""
    if published and (iso := _nearest(day, published)):
        return iso
    text = "\n".join(line.text[:1000] for line in page.lines)
    same = {full.year for full in all_days(text) if (full.month, full.day) == (day.month, day.day)}
    if len(same) == 1:
        return Day(same.pop(), day.month, day.day).iso()
    furniture = [
        line.text[:300]
        for line, label in zip(page.lines, page.labels, strict=True)
        if label in ("copyright", "banner", "other", "caption")
    ]
    years = {int(year) for row in furniture for year in _YEAR.findall(row)}
    return Day(years.pop(), day.month, day.day).iso() if len(years) == 1 else None


def _nearest(day: Day, published: str) -> str | None:
    """The year that brings a day nearest before the day of publication (or a day after, across time zones)."""
    try:
        known = date.fromisoformat(published[:10])
    except ValueError:
        return None
    for year in (known.year, known.year - 1, known.year + 1):
        try:
            gap = (known - date(year, day.month, day.day)).days
        except ValueError:
            continue
        if -3 <= gap <= 60:
            return Day(year, day.month, day.day).iso()
    return None
