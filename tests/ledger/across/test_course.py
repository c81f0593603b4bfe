from __future__ import annotations

from datetime import date

import pytest

from dragoman.ledger.across.course import Act, turns


def act(day: str, type_: str, words: str = "", between: bool = True) -> Act:
    return Act(date.fromisoformat(day), type_, frozenset(words.split()), between)


@pytest.mark.parametrize(
    ("acts", "as_of", "courses"),
    [
        ([act("2019-01-01", "ACCUSE")], "2019-02-01", ["opened"]),
        ([act("2019-01-01", "SANCTION")], "2019-02-01", ["opened"]),
        ([act("2019-01-01", "ACCUSE"), act("2019-01-09", "SANCTION")], "2019-02-01", ["opened", "escalating"]),
        ([act("2019-01-01", "SANCTION"), act("2019-01-09", "CONSULT")], "2019-02-01", ["opened", "in talks"]),
        ([act("2019-01-01", "SANCTION"), act("2019-01-09", "CONSULT", between=False)], "2019-02-01", ["opened"]),
        (
            [act("2019-01-01", "SANCTION"), act("2019-01-09", "CONSULT"), act("2019-01-20", "CONCEDE")],
            "2019-02-01",
            ["opened", "in talks", "easing"],
        ),
        ([act("2019-01-01", "COERCE"), act("2019-03-01", "AGREE", "settl")], "2019-04-01", ["opened", "settled"]),
        (
            [act("2019-01-01", "COERCE"), act("2019-03-01", "AGREE", "settl"), act("2019-04-01", "ACCUSE")],
            "2019-05-01",
            ["opened", "settled", "opened"],
        ),
        ([act("2019-01-01", "ACCUSE")], "2020-06-01", ["opened", "dormant"]),
        (
            [act("2019-01-01", "ACCUSE"), act("2021-01-01", "THREATEN")],
            "2021-02-01",
            ["opened", "dormant", "escalating"],
        ),
        ([act("2019-01-01", "ACCUSE"), act("2019-03-01", "SANCTION")], "2019-02-01", ["opened"]),
    ],
)
def test_course(acts: list[Act], as_of: str, courses: list[str]) -> None:
    assert [t.course for t in turns(acts, [], as_of=date.fromisoformat(as_of))] == courses
    assert [t.course for t in turns(reversed(acts), [], as_of=date.fromisoformat(as_of))] == courses


def test_a_page_without_act_opens_it() -> None:
    assert [t.course for t in turns([], [date(2019, 1, 1)])] == ["opened"]
