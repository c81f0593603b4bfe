"""The ledger's commands answer as the methods do, in every form."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dragoman.cli import group
from dragoman.store import Store

from .test_ledger import PLAN, TALKS, pages


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = Store(tmp_path_factory.mktemp("ledger") / "s.duckdb")
    list(store.add_many(pages()))
    return store.path


def run(path: Path, *arguments: str) -> Result:
    return CliRunner().invoke(group, [*arguments, "--store", str(path)])


@pytest.mark.parametrize(
    "arguments",
    [
        ["statements", "--speaker", "RUR", "--indirect"],
        ["agreements", "--between", "ATL", "RUR", "--expiring", "90d", "--as-of", "2019-08-25"],
        ["disputes", "--party", "ATL", "--text", "labour"],
        ["pledges", "--by", "RUR", "--outcome", "kept"],
        ["pledges", "--overdue", "--as-of", "2020-01"],
    ],
)
def test_every_form_of_an_answer(path: Path, arguments: list[str]) -> None:
    empty = "--overdue" in arguments
    found = json.loads(run(path, *arguments, "--format", "json").output)
    assert len(found) == (0 if empty else 1)
    lines = run(path, *arguments, "--format", "jsonl").output.splitlines()
    assert [json.loads(line) for line in lines] == found
    assert len(list(csv.DictReader(io.StringIO(run(path, *arguments, "--format", "csv").output)))) == len(found)
    assert run(path, *arguments).exit_code == 0


def test_show_tells_each_with_its_sentences(path: Path) -> None:
    for kind, sentence in (("agreement", "notice"), ("dispute", "notice"), ("pledge", TALKS)):
        (row, *_) = json.loads(run(path, kind + "s", "--format", "json").output)
        assert json.loads(run(path, "show", row["id"], "--format", "json").output)["kind"] == kind
        assert sentence.split()[0] in run(path, "show", row["id"]).output


def test_a_dyad_tells_what_stands_between_the_two(path: Path) -> None:
    story = json.loads(run(path, "dyad", "ATL", "RUR", "--format", "json").output)
    assert [row["outcome"] for row in story["pledges"]] == ["kept"]
    assert [len(story[name]) for name in ("agreements", "disputes")] == [1, 2]
    before = json.loads(run(path, "dyad", "ATL", "RUR", "--until", "2019-11-30", "--format", "json").output)
    assert [row["outcome"] for row in before["pledges"]] == ["open"]
    assert PLAN.split()[-1] not in run(path, "dyad", "JPN", "KOR").output


@pytest.mark.parametrize(
    "arguments",
    [
        ["agreements", "--expiring", "soon"],
        ["agreements", "--status", "fine"],
        ["pledges", "--overdue", "--outcome", "kept"],
        ["disputes", "--between", "ATL"],
    ],
)
def test_wrong_usage(path: Path, arguments: list[str]) -> None:
    assert run(path, *arguments).exit_code == 2
