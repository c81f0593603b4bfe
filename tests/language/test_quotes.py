"""Quotations under every manner of marks."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.quotes import find_quotations

CASES = [
    ("“We bought time,” she said, “but not much.”", ["We bought time,", "but not much."]),
    ('"A first," he said. "A second," she said.', ["A first,", "A second,"]),
    ("‘We don’t want the workers’ rights cut,’ he said.", ["We don’t want the workers’ rights cut,"]),
    ("The workers’ rights and the farmers’ unions stay.", []),
    ("Policy of the '90s and rock 'n' roll.", []),
    ('He called it a "breakthrough" for \'90s policy.', ["breakthrough"]),
    ('"Never closed', []),
    ('"Never closed. But "this is closed," he said.', ["this is closed,"]),
    ("„Guten Tag“ sagte er.", ["Guten Tag"]),
    ("«Oui», dit-il.", ["Oui"]),
    ("»Nein«, sagte sie.", ["Nein"]),
    ("``We will see,'' he said.", ["We will see,"]),
    ("'We will go,' he said, adding: 'It's time.'", ["We will go,", "It's time."]),
    ("“He told me ‘go home’ and I went,” she said.", ["He told me ‘go home’ and I went,"]),
    ("‘They said ‘no more visas’ before the vote,’ he said.", ["They said ‘no more visas’ before the vote,"]),
    ("‘Friends of the earth’ met the boys’ mother.", ["Friends of the earth"]),
    ("He said ‘the boys’ and left.", ["the boys"]),
    ('“Mixed marks," he said.', ["Mixed marks,"]),
    ("“One opens\n\n“two goes on\n\n“three ends,” he said.", ["One opens\n\n“two goes on\n\n“three ends,"]),
    ("He said: ‘One opens.\n\n‘Two ends,’ and left.", ["One opens.\n\n‘Two ends,"]),
    ("“One never ends\n\nTwo has “a mark of its own” inside.", ["a mark of its own"]),
    ("A mark alone ” and “ another", []),
    ("", []),
]


@pytest.mark.parametrize(("body", "expected"), CASES)
def test_quotations(body: str, expected: list[str]) -> None:
    assert [body[q.start : q.end] for q in find_quotations(body)] == expected


def test_counts_paragraphs() -> None:
    found = find_quotations("“One opens\n\n“two ends,” he said.\n\n“Another,” he said.")
    assert [q.paragraphs for q in found] == [2, 1]


@given(st.text(alphabet="as .,\n“”‘’\"'«»„`", max_size=80))
def test_any_marks_give_spans_in_order(body: str) -> None:
    last = 0
    for quotation in find_quotations(body):
        assert last <= quotation.start < quotation.end <= len(body)
        last = quotation.end


@pytest.mark.parametrize("unit", ["“a ", "a” ", '"a ', "'a s' ", "‘a ", "‘as’ ", "“a\n\n", "''a "])
def test_time_grows_with_length(unit: str) -> None:
    body = (unit * 100_000)[:100_000]
    start = time.process_time()
    find_quotations(body)
    assert time.process_time() - start < 2
