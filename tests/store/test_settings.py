from __future__ import annotations

from copy import deepcopy
from importlib.resources import files
from typing import Any

import pytest
import yaml

from dragoman.errors import DataError
from dragoman.store.settings import read_settings


@pytest.fixture
def raw() -> Any:
    return yaml.safe_load(files("dragoman").joinpath("store/data/merge.yaml").read_text("utf-8"))


def test_the_package_reads(raw: Any) -> None:
    assert read_settings(deepcopy(raw)).need["same_day"] < read_settings(raw).need["undated"]


@pytest.mark.parametrize(
    ("group", "name", "value", "words"),
    [
        ("need", "same_dya", 0.1, "need: wants exactly"),
        ("need", "same_day", 1.5, "need.same_day: 1.5 is not between 0 and 1"),
        ("days", "before", -1, "days.before: -1"),
    ],
)
def test_what_is_wrong_is_named(raw: Any, group: str, name: str, value: float, words: str) -> None:
    raw[group][name] = value
    with pytest.raises(DataError, match=words):
        read_settings(raw)


def test_unknown_types_are_refused(raw: Any) -> None:
    raw["frequent"].append("SHOUT")
    with pytest.raises(DataError, match="SHOUT"):
        read_settings(raw)
