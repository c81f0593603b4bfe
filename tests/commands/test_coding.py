"""What the commands that code say of how far they have come."""

from __future__ import annotations

from pathlib import Path

from dragoman.commands.coding import Progress, size_of
from dragoman.errors import PageError
from dragoman.pages import Page


def test_what_is_left_is_reckoned_from_what_is_coded_and_not_from_what_is_read_ahead() -> None:
    state = Progress("none", total=1000)
    pages = [Page(str(number), b"x" * 100) for number in range(10)]
    assert state.state()["seconds_left"] is None
    assert len(list(state.watching(iter(pages[:8])))) == 8
    state._began -= 10
    state.count(PageError("0", "no text"))
    state.add(pages=3, events=5)
    found = state.state()
    assert (found["pages"], found["events"], found["rejects"]) == (3, 5, 1)
    assert 14 <= found["seconds_left"] <= 16  # 400 of 1000 bytes in ten seconds


def test_pages_that_need_no_coding_are_left_out() -> None:
    state = Progress("none", total=300)
    pages = [Page(str(number), b"x" * 100) for number in range(2)]
    list(state.watching(iter(pages)))
    state.passed_over(pages[0])
    state._began -= 10
    state.add(pages=1)
    assert 9 <= state.state()["seconds_left"] <= 11


def test_the_size_of_what_is_packed_or_missing_is_not_known(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("12345")
    (tmp_path / "b.jsonl").write_text("123")
    (tmp_path / "c.warc.gz").write_bytes(b"1")
    assert size_of([str(tmp_path)]) == 8
    assert size_of([str(tmp_path / "c.warc.gz")]) is None
    assert size_of([str(tmp_path / "gone.txt")]) is None
    assert size_of(["-"]) is None
