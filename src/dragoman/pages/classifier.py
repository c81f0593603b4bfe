"""The line classifier: which lines of a page are running text, and what the others are.

Every line is measured by itself (``features``), then the page is read as head, body and tail: the lead is found by its
dateline, its repetition and what stands above it; the end by the headings of related stories, credits and notices, from
which the text does not come back; and what is left between is judged by its neighbours. Rules and weights are our own.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.pages.head import (
    find_lead,
    label_bulleted_head,
    label_first_bullets,
    label_head,
    label_highlights,
    weak_lead,
)
from dragoman.pages.labels import Page, measure_page
from dragoman.pages.lines import Line
from dragoman.pages.running import drop_notes, drop_repeats, find_end, label_body, label_near_captions, label_tail


def classify(lines: Sequence[Line], *, title: str | None = None) -> Page | None:
    """Label every line of a page; None when no line of it is running text.

    ``title`` is the headline if it is known from elsewhere. Labels are ``body`` or a ``FurnitureKind``.
    """
    page = measure_page(lines, title=title)
    label_highlights(page)
    label_first_bullets(page)
    label_near_captions(page)
    lead = find_lead(page)
    if lead is None:
        lead = weak_lead(page)
        if lead is None:
            return None
    page.lead = lead
    label_bulleted_head(page)
    end = find_end(page)
    label_body(page, end)
    drop_repeats(page, end)
    label_tail(page, end)
    label_head(page)
    names = " ".join(
        page.lines[at].text.lower() for at, label in enumerate(page.labels) if label in ("byline", "credit")
    )
    drop_notes(page, end, names)
    return page
