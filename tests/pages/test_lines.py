"""Lines and wrapped paragraphs."""

from __future__ import annotations

import textwrap

import pytest

from dragoman.pages.labels import opens_line
from dragoman.pages.lines import split_lines

PARAGRAPHS = [
    "The two governments agreed on Friday to reopen the bridge, shut since the fighting of last spring.",
    "Customs officers will return to both banks within a week, a spokeswoman for the governor told reporters.",
    "“We have waited long enough for this day,” said a trader whose lorries had stood on the far side of the river.",
    "Nobody was hurt.",
]


def _wrapped(width: int, *, between: str, indent: str = "") -> str:
    return between.join(textwrap.fill(paragraph, width, initial_indent=indent) for paragraph in PARAGRAPHS)


@pytest.mark.parametrize("width", [56, 64, 72, 80, 100])
@pytest.mark.parametrize(("between", "indent"), [("\n\n", ""), ("\n", "    ")], ids=["blank lines", "indents"])
def test_wrapped_paragraphs_are_joined(width: int, between: str, indent: str) -> None:
    lines = split_lines(_wrapped(width, between=between, indent=indent), starts=opens_line)
    assert [line.text for line in lines] == PARAGRAPHS


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n\n\n"])
def test_a_paragraph_a_line_stays_one(between: str) -> None:
    lines = split_lines(between.join(PARAGRAPHS))
    assert [line.text for line in lines] == PARAGRAPHS
    assert [line.gap for line in lines] == [False] + [between != "\n"] * 3


def test_a_compound_broken_at_its_hyphen_is_joined() -> None:
    text = (
        "The envoys spoke for two hours in the palace about the nuclear-\narmed neighbours, and then about\nthe border."
    )
    assert "nuclear-armed neighbours" in split_lines(text)[0].text


def test_bullets_and_rules() -> None:
    lines = split_lines("Title\n=====\n* One point\n- another\n1. third\n-----\n—  ")
    assert [(line.text, line.bullet) for line in lines] == [
        ("Title", False),
        ("One point", True),
        ("another", True),
        ("third", True),
    ]
