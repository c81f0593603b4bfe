"""Sentence boundaries in news: abbreviations, quotations, paragraphs, hostile lines."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.sentences import split_sentences

CASES = [
    ("President George H. W. Bush met Gen. Powell on Nov. 23 at No. 10. He left.", 2),
    ("The talks ended at 5 p.m. Tuesday in the U.S. capital. He left at 6 p.m. Officials came.", 3),
    ("The U.S. Navy met the U.N. Security Council. He flew to the U.S. The trip was long.", 3),
    ("“We will not yield,” he said. “It is over.” The minister left.", 3),
    ('"Are you ready?" he asked. "No!" she cried.', 2),
    ("“Why?” asked Maj. Gen. Ali. “Stop!” the crowd shouted.", 2),
    ("Amb. Carter met Atty. Gen. Ruiz at Ft. Bragg. Yes.", 2),
    ("It was... a long day. He paused … then spoke.", 2),
    ("It cost $3.5 million. Samsung Electronics Co. Ltd. said Monday that Sept. 11 was no date.", 2),
    ("The accord is dead.\n\nThe end", 2),
    ("“We go.\n\n“They come.”", 2),
    ("1. First item. 2. Second item.", 2),
    ("", 0),
    (" \n\n \n", 0),
]


@pytest.mark.parametrize(("body", "count"), CASES)
def test_boundaries(body: str, count: int) -> None:
    assert len(split_sentences(body)) == count


def test_closing_mark_belongs_to_its_sentence() -> None:
    assert [sentence.text for sentence in split_sentences("He said: “It is over.” They left.")] == [
        "He said: “It is over.”",
        "They left.",
    ]


PARTS = ["\n\n", "\n", " ", ". ", "U.S. ", "p.m. ", "“", "”", '"', "He", "🙂", "?!", "\u00a0"]


@given(st.lists(st.sampled_from(PARTS)))
def test_offsets_hold_and_nothing_is_lost(parts: list[str]) -> None:
    body = "".join(parts)
    sentences = split_sentences(body)
    assert all(body[start:end] == text == text.strip() for start, end, text in sentences)
    assert not any("\n\n" in sentence.text for sentence in sentences)
    assert "".join("".join(s.text for s in sentences).split()) == "".join(body.split())


@pytest.mark.parametrize("unit", ["x", ". ", "“", "\n", " \n", "A. ", "p.m. "])
def test_hostile_lines_take_little_time(unit: str) -> None:
    started = time.perf_counter()
    split_sentences(unit * (100_000 // len(unit)))
    assert time.perf_counter() - started < 2
