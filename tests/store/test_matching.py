from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dragoman.store.matching import Report, kilometres, strength

BASE: dict[str, Any] = {
    "report": 1,
    "revision": 1,
    "type": "AGREE",
    "mode": None,
    "auxiliary": "actual",
    "actors": ["JPN"],
    "recipients": ["KOR"],
    "start": date(2019, 11, 23),
    "end": date(2019, 11, 23),
    "granularity": "day",
    "published": date(2019, 11, 24),
    "place": None,
    "country": None,
    "latitude": None,
    "longitude": None,
    "gist": "agree formal hold talk",
}
UNDATED = {"start": None, "end": None, "granularity": None}


def report(**changes: Any) -> Report:
    return Report(BASE | {"revision": 2} | changes)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"actors": ["KOR.GOV:kang"], "recipients": ["JPN.GOV:motegi"]},
        {"actors": ["JPN", "KOR"], "recipients": []},
        {"auxiliary": "historical"},
        {"type": "CONSULT"},
        {"start": date(2019, 11, 24), "end": date(2019, 11, 24)},
        {"gist": "accept agree formal talk"},
        UNDATED,
        {"country": "JPN", "place": "Nagoya"},
    ],
)
def test_reports_of_one_act(changes: dict[str, Any]) -> None:
    assert strength(Report(BASE), report(**changes)) is not None


@pytest.mark.parametrize(
    "changes",
    [
        {"type": "COERCE"},
        {"type": "CONSULT", "revision": 1},
        {"type": "CONSULT", "gist": "agree fish summit"},
        {"type": "CONSULT", "published": date(2019, 11, 20)},
        {"auxiliary": "future"},
        {"auxiliary": "negated"},
        {"actors": ["USA"], "recipients": ["CHN"]},
        {"actors": ["JPN"], "recipients": ["CHN"]},
        {"start": date(2019, 12, 23), "end": date(2019, 12, 23)},
        {"gist": "boat cattle extradition"},
        UNDATED | {"published": date(2019, 12, 24)},
        UNDATED | {"published": None},
    ],
)
def test_reports_of_two_acts(changes: dict[str, Any]) -> None:
    assert strength(Report(BASE), report(**changes)) is None


def test_undated_pages_merge_only_as_copies() -> None:
    nothing = UNDATED | {"published": None}
    marks = frozenset({1, 2, 3})
    ours = Report(BASE | nothing, marks)
    assert strength(ours, report(**nothing)) is None
    assert strength(ours, Report(BASE | nothing | {"revision": 2}, marks)) is not None


def test_pages_far_apart_in_time_are_no_copies() -> None:
    """Else two would be one only when a third page stands between them in the same batch."""
    marks = frozenset({1, 2, 3})
    month = {"start": date(2019, 11, 1), "end": date(2019, 11, 30), "granularity": "month", "actors": ["JPN"]}
    ours = Report(BASE | month | {"recipients": []}, marks)
    near, far = ({"revision": 2, "published": date(2019, *day)} for day in ((12, 5), (12, 25)))
    assert strength(ours, Report(ours.row | near | {"recipients": ["KOR"]}, marks)) is not None
    assert strength(ours, Report(ours.row | far | {"recipients": ["KOR"]}, marks)) is None


def test_a_page_tells_two_acts_unless_it_repeats_itself() -> None:
    ours = Report(BASE | {"gist": "a b c d e f"})
    assert strength(ours, report(gist="a c x y z w", revision=1)) is None
    assert strength(ours, report(gist="a c x y z w", revision=2)) is not None


@pytest.mark.parametrize("changes", [{}, {"actors": ["KOR"], "recipients": ["JPN"]}, UNDATED, {"mode": "x"}])
def test_the_order_of_two_does_not_matter(changes: dict[str, Any]) -> None:
    a, b = Report(BASE), report(**changes)
    assert strength(a, b) == strength(b, a)


def test_days_that_a_report_allows() -> None:
    assert Report(BASE).span == (date(2019, 11, 22), date(2019, 11, 24))
    assert Report(BASE | UNDATED).span == (date(2019, 11, 18), date(2019, 11, 24))
    assert Report(BASE | UNDATED | {"auxiliary": "future"}).span == (date(2019, 11, 24), date(2019, 12, 8))
    assert Report(BASE | UNDATED | {"published": None}).span is None
    assert Report(BASE | {"start": date.min, "end": date.max}).span == (date.min, date.max)


def test_kilometres() -> None:
    assert kilometres(35.18, 136.91, 37.57, 126.98) == pytest.approx(926, abs=10)
