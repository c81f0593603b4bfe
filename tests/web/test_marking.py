"""An article's text in pieces."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.web.marking import Mark, marks_of, paragraphs
from tests.web.hostile import hostile_record


@given(
    body=st.text(alphabet="ab \n“é😀", max_size=60),
    spans=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=8),
)
def test_the_pieces_together_are_the_text(body: str, spans: list[tuple[int, int]]) -> None:
    marks = [
        Mark(start, end, "event", "ev q1", anchor=f"a{number}", number=number + 1)
        for number, (start, end) in enumerate(spans)
        if start < end <= len(body)
    ]
    told = paragraphs(body, marks, {})
    assert " ".join("".join(piece.text for piece in pieces) for pieces in told).split() == body.split()
    for pieces in told:
        for piece in pieces:
            assert all(str(number) in piece.codings.split() for number in piece.numbers)


def test_crossing_marks_are_both_kept() -> None:
    (pieces,) = paragraphs(
        "one two three", [Mark(0, 7, "event", "ev q1", number=1), Mark(4, 13, "event", "ev q4", number=2)], {}
    )
    assert [(p.text, p.codings) for p in pieces] == [("one ", "1"), ("two", "1 2"), (" three", "2")]


def test_the_words_of_an_events_date_are_marked() -> None:
    record = hostile_record()
    marks = marks_of(record, {0: "e0"}, {})
    (when,) = [mark for mark in marks if mark.kind == "date"]
    assert record.article.body[when.start : when.end] == "on Monday"
