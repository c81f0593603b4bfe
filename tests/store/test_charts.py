from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import UsageError
from dragoman.store import Store
from dragoman.store.charts import draw, dyad_chart

from .conftest import make_record


def test_conflict_is_drawn_below_the_line_and_december_has_room(store: Store) -> None:
    store.add(make_record("a", "Japan met South Korea.", {"date": "2019-12-03"}))
    store.add(make_record("b", "Japan accused South Korea of it.", {"type": "ACCUSE", "date": "2019-11-03"}))
    bars, scores = dyad_chart(store.dyad("JPN", "KOR"))["vconcat"]
    assert [(bar["month"], bar["events"]) for bar in bars["data"]["values"]] == [("2019-11-01", -1), ("2019-12-01", 1)]
    assert bars["encoding"]["x"]["scale"]["domain"] == ["2019-11-01", "2020-01-01"]
    assert len(scores["data"]["values"]) == 2


def test_other_endings_are_refused(tmp_path: Path) -> None:
    pytest.importorskip("vl_convert")
    with pytest.raises(UsageError, match=r"\.svg, \.png or \.html"):
        draw({}, tmp_path / "x.doc")
