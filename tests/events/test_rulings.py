"""Close cases that the parties decide."""

from __future__ import annotations

import pytest

from dragoman.events.rulings import ruled

CASES = [
    (("JPN",), ("KOR",), None, "curbed exports of chemicals", "SANCTION"),
    (("RUS.GOV",), ("GEO",), "restrict", "halted imports of wine", "SANCTION"),
    (("RUS",), ("GEO",), "seize", "seized exports of wine", "COERCE"),  # a seizure is no curb
    (("IND",), ("IND.AGR",), None, "banned onion exports", "COERCE"),  # its own farmers
    (("KEN",), ("GBR.BUS",), None, "restricted tea exports", "COERCE"),  # a firm, not a state
    (("RUS",), ("GEO",), None, "blocked the road", "COERCE"),
]


@pytest.mark.parametrize(("actors", "recipients", "mode", "clause", "expected"), CASES)
def test_ruled(
    actors: tuple[str, ...], recipients: tuple[str, ...], mode: str | None, clause: str, expected: str
) -> None:
    assert ruled("COERCE", mode, (actors, recipients), clause)[0] == expected
