from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from dragoman import coder
from dragoman.cli import group
from dragoman.commands.add import article_id
from dragoman.errors import StoreError
from dragoman.pages import read_page
from dragoman.record import Article, Record

from .conftest import make_record

PAGE = "Japan and South Korea agreed on Saturday to hold formal talks in the Chinese city of Chengdu next month."


@pytest.fixture
def coded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A coder that finds one event a page, of another type from its second version on."""
    asked: list[str] = []

    def code_article(article: Article, **_: Any) -> Record:
        kind = os.environ.get("TEST_TYPE", "AGREE")
        asked.append(article.source)
        record = make_record(article.source, article.body, {"type": kind, "date": "2019-11-23"}, coder=kind)
        return record.model_copy(update={"article": article})

    monkeypatch.setattr(coder, "code_article", code_article)
    return asked


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, coded: list[str]) -> Any:
    """Run a command on a store that holds one page."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DRAGOMAN_STORE", str(tmp_path / "s.duckdb"))
    (tmp_path / "a.txt").write_text(PAGE, "utf-8")

    def invoke(*arguments: str) -> Result:
        result = CliRunner().invoke(group, arguments, catch_exceptions=True)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    assert invoke("add", "a.txt", "--published", "2019-11-24").output == "1 new, 0 revised, 0 unchanged\n"
    return invoke


def test_a_page_that_is_there_is_not_coded_again(run: Any, coded: list[str]) -> None:
    assert run("add", "a.txt", "./a.txt").output == "0 new, 0 revised, 2 unchanged\n"
    assert coded == ["a.txt"]


def test_the_id_of_a_page_is_the_readers(tmp_path: Path) -> None:
    data = PAGE.encode()
    assert article_id(data) == read_page(data, source="a.txt").id


def test_new_text_is_a_revision(run: Any) -> None:
    Path("a.txt").write_text(PAGE + " It rained.", "utf-8")
    result = run("add", "a.txt", "--format", "jsonl")
    assert json.loads(result.output) == {"source": "a.txt", "outcome": "revised"}


def test_what_cannot_be_read_is_listed_and_the_rest_kept(run: Any) -> None:
    Path("b.txt").write_text(PAGE + " It snowed.", "utf-8")
    result = run("add", "none.txt", "b.txt")
    assert result.exit_code == 1
    assert "1 new" in result.output
    assert "none.txt: no such file" in result.output


def test_other_sources(run: Any) -> None:
    row = {"id": "x1", "text": PAGE + " It hailed.", "published": "2019-11-24"}
    Path("c.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    assert run("add", "c.jsonl", "--from", "jsonl").output.startswith("1 new")
    assert "go over" in run("add", "http://127.0.0.1:9/a", "--from", "url").output.replace("goes", "go")
    refused = run("add", "http://127.0.0.1:9/a", "--from", "url", "--fetch")
    assert (refused.exit_code, "0 new" in refused.output) == (1, True)


def test_recode(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEST_TYPE", "CONSULT")
    assert run("recode").output == "1 recoded, the rest as it was\n"
    assert run("recode").output == "0 recoded, the rest as it was\n"
    assert json.loads(run("events", "--format", "jsonl").output)["type"] == "CONSULT"


@pytest.mark.parametrize("command", [["events"], ["dyad", "JPN", "KOR"], ["actors"], ["sources"], ["show", "JPN"]])
def test_every_form_of_an_answer(run: Any, command: list[str]) -> None:
    assert len(json.loads(run(*command, "--format", "json").output)) >= 1
    lines = run(*command, "--format", "jsonl").output.splitlines()
    assert all(isinstance(json.loads(line), dict) for line in lines)
    assert len(list(csv.DictReader(io.StringIO(run(*command, "--format", "csv").output)))) >= 1
    assert run(*command).output.strip()


def test_events_by_what_is_asked(run: Any) -> None:
    found = json.loads(
        run("events", "--actor", "JPN", "--type", "AGREE", "--since", "2019-11", "--format", "json").output
    )
    assert [(row["evidence"], row["source"]) for row in found] == [(PAGE, "a.txt")]
    assert json.loads(run("events", "--auxiliary", "future", "--format", "json").output) == []


def test_an_event_is_shown_with_its_page(run: Any) -> None:
    event = json.loads(run("events", "--format", "jsonl").output)["id"]
    shown = json.loads(run("show", event, "--format", "json").output)
    assert shown["told"][0]["source"] == "a.txt"
    assert PAGE.split()[-1] in run("show", "a.txt").output
    shown = run("show", "JPN")
    assert shown.exit_code == 0, shown.output
    assert "mentions: " in shown.output or "pages: " in shown.output


def test_merge_split_rebuild(run: Any) -> None:
    Path("b.txt").write_text(PAGE + " It snowed.", "utf-8")
    run("add", "b.txt", "--published", "2019-11-24")
    event = json.loads(run("events", "--format", "jsonl").output)["id"]
    report = json.loads(run("show", event, "--format", "json").output)["told"][1]["id"]
    run("split", event, report)
    assert len(run("events", "--format", "jsonl").output.splitlines()) == 2
    run("merge", event, report)
    assert run("rebuild").output == "1 events\n"


@pytest.mark.parametrize(("name", "head"), [("x.svg", b"<svg"), ("x.png", b"\x89PNG"), ("x.html", b"<!DOCTYPE html>")])
def test_plot(run: Any, name: str, head: bytes) -> None:
    pytest.importorskip("vl_convert")
    assert run("plot", "dyad", "JPN", "KOR", "-o", name).exit_code == 0
    assert Path(name).read_bytes().startswith(head)


def test_a_store_that_is_not_there(run: Any) -> None:
    with pytest.raises(StoreError, match="no such store"):
        run("events", "--store", "none.duckdb")
