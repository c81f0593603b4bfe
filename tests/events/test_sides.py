"""Who is on the other side of an act."""

from __future__ import annotations

import pytest

from dragoman.events.ontology import TYPES
from dragoman.events.sides import Party, Setting, candidates, choose, load_weights, power_of


def setting(type_: str = "SUPPORT", **changes: object) -> Setting:
    known: dict[str, object] = {
        "type": type_,
        "own": frozenset({"USA"}),
        "sectors": frozenset({"GOV"}),
        "weights": {"USA": 3, "KOR": 5, "JPN": 2},
        "dealings": {},
        "before": frozenset(),
        "lead": frozenset({"KOR", "JPN"}),
        "doer": frozenset(),
    }
    return Setting(**(known | changes))  # type: ignore[arg-type]


ACTOR = Party(("USA",), ("USA",), 0.98, 0.01, False, 1)
SEOUL = Party(("KOR",), ("KOR",), 0.01, 0.95, True, 3)


def test_the_first_candidate_is_nobody() -> None:
    assert candidates(setting(), "recipient", [ACTOR, SEOUL], ("KOR",))[0].ids == ()


def test_candidates_are_named_once() -> None:
    powers = [c.powers for c in candidates(setting(), "recipient", [ACTOR, SEOUL], ("KOR",))]
    assert len(powers) == len(set(powers))


def test_all_powers_of_the_article_are_candidates_but_the_actor() -> None:
    found = {next(iter(c.powers)) for c in candidates(setting(), "recipient", [ACTOR], ()) if len(c.powers) == 1}
    assert found == {"KOR", "JPN"}


CHOSEN = [
    ("the sentence names it", setting(), [ACTOR, SEOUL], ("KOR",), ("KOR",)),
    (
        "one power did what is praised",
        setting("ACCUSE", doer=frozenset({"KOR"}), before=frozenset({"KOR"}), dealings={"KOR": 3}, pointing=True),
        [ACTOR],
        (),
        ("KOR",),
    ),
    ("troops on alert are toward nobody", setting("MOBILIZE", weights={"USA": 4}), [ACTOR], (), ()),
]


@pytest.mark.parametrize(("why", "where", "parties", "picked", "expected"), CHOSEN, ids=[row[0] for row in CHOSEN])
def test_choose(
    why: str, where: Setting, parties: list[Party], picked: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    assert choose("recipient", candidates(where, "recipient", parties, picked))[0].ids == expected


def test_weights_name_only_features_that_exist() -> None:
    """A weight of a feature that is never made would be dead: a sign of weights older than the code."""
    made: set[str] = set()
    for type_ in TYPES:
        for own in (frozenset({"USA"}), frozenset({"KOR"})):
            for found in candidates(setting(type_, own=own), "recipient", [ACTOR, SEOUL], ("KOR",)):
                made |= set(found.features)
    assert all(set(weights) <= made for weights in load_weights().values())


@pytest.mark.parametrize(
    ("code", "id_", "expected"),
    [
        ("KOR", "KOR", "KOR"),
        ("KOR.JUD", "KOR.JUD:court", "KOR"),
        ("IGO", "IGO:NATO", "IGO:NATO"),
        ("UNO.GOV", "UNO", "UNO"),
    ],
)
def test_power_of(code: str, id_: str, expected: str) -> None:
    assert power_of(code, id_) == expected
