from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from dragoman.actors import load_lexicon, resolve
from dragoman.actors.commands import lexicon_group, resolve_command
from dragoman.actors.importing import import_table, write_table
from dragoman.errors import DataError

ACTORS = """# a comment
JANE_Q_DOE_  # note
+J._DOE
	[BENGOVMIL 060501-070630]
	[BENELI >070701]
RED_LANTERN_FRONT_ [TURREB]
NOWHERE_ [QQQGOV]
"""


def test_resolve_answers_a_line_for_each_text() -> None:
    result = CliRunner().invoke(resolve_command, ["Germany and France", "a spoon", "--date", "2020-01-01"])
    first, second = (json.loads(line) for line in result.output.splitlines())
    assert [entity["id"] for entity in first["entities"]] == ["DEU", "FRA"]
    assert second == {"id": "2", "entity": None, "candidates": []}


def test_resolve_reads_json_lines_with_their_own_dates() -> None:
    rows = [
        {"id": "a", "text": "Shinzo Abe", "date": "2019-01-01"},
        {"id": "b", "text": "Shinzo Abe", "date": "2021-01-01"},
    ]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    result = CliRunner().invoke(resolve_command, ["--input", "-"], input=lines)
    assert [json.loads(line)["entity"]["sectors"] for line in result.output.splitlines()] == [["GOV"], ["ELI"]]


@pytest.mark.parametrize("line", ["{", "[1]", '{"id": "x"}', '{"text": "Peru", "date": "yesterday"}'])
def test_a_bad_line_is_told_and_the_others_are_answered(line: str) -> None:
    result = CliRunner().invoke(resolve_command, ["--input", "-"], input=f'{line}\n{{"id": 7, "text": "Peru"}}\n')
    assert result.exit_code == 1
    assert "skipped line 1" in result.stderr
    bad, good = (json.loads(answered) for answered in result.stdout.splitlines())
    assert bad["entity"] is None
    assert (good["id"], good["entity"]["id"]) == (7, "PER")


def test_a_date_that_is_none_is_wrong_usage() -> None:
    assert CliRunner().invoke(resolve_command, ["Peru", "--date", "soon"]).exit_code == 2


@pytest.mark.parametrize("name", ["x.actors", "x.agents", "x.csv"])
def test_a_file_with_nothing_to_use_is_told(name: str, tmp_path: Path) -> None:
    source = tmp_path / name
    source.write_text("name,country,sectors\n" if name.endswith("csv") else "\x00\x01 [", "utf-8")
    with pytest.raises(DataError, match=rf"{name}:1: no actor"):
        import_table(source)


def test_namesakes_are_candidates() -> None:
    result = CliRunner().invoke(resolve_command, ["George Bush", "--date", "1991-01-01"])
    found = json.loads(result.output)
    assert found["entity"]["id"] == "USA.GOV:george-h-w-bush"
    assert {candidate["id"] for candidate in found["candidates"]} == {
        "USA.GOV:george-h-w-bush",
        "USA.GOV:george-w-bush",
    }


def test_petrarch_actors(tmp_path: Path) -> None:
    source = tmp_path / "x.actors.gz"
    source.write_bytes(gzip.compress(ACTORS.encode()))
    imported = import_table(source)
    assert [line.split(": ", 1)[1] for line in imported.skipped] == ["Nowhere [QQQGOV]"]
    write_table(imported, tmp_path / "own.yaml")
    lexicon = load_lexicon(extra=[tmp_path / "own.yaml"])
    assert resolve("Jane Q Doe", date="2006-06-01", lexicon=lexicon)[0].sectors == ("GOV", "MIL")
    assert resolve("Jane Q Doe", date="2010-06-01", lexicon=lexicon)[0].sectors == ("ELI",)
    assert resolve("Red Lantern Front", lexicon=lexicon)[0].country == "TUR"


def test_petrarch_agents(tmp_path: Path) -> None:
    source = tmp_path / "x.agents"
    source.write_text("SODBUSTER [~AGR]\nGUNWOMAN {} [~UAF]\n!PERSON! = MAN\n", "utf-8")
    write_table(import_table(source), tmp_path / "own.yaml")
    (actor,) = resolve("Malian sodbusters", lexicon=load_lexicon(extra=[tmp_path / "own.yaml"]))
    assert (actor.country, actor.sectors) == ("MLI", ("AGR",))


def test_csv(tmp_path: Path) -> None:
    source = tmp_path / "x.csv"
    source.write_text(
        "name,aliases,country,sectors,role,from,to,kind\n"
        "Ada Zed,A. Zed,MLI,GOV,Mayor,2001,2002,person\nZedCo,,MLI,BUS,,,,organisation\n"
    )
    target = tmp_path / "own.yaml"
    result = CliRunner().invoke(lexicon_group, ["import", str(source), str(target)])
    assert result.output.startswith("2 actors")
    assert resolve("Ada Zed", date="2001-05-05", lexicon=load_lexicon(extra=[target]))[0].role == "Mayor"


@pytest.mark.parametrize(
    ("name", "text"), [("x.csv", "name\nA\n"), ("x.csv", "name,country,sectors\nA,MLI,XXX\n"), ("x.doc", "")]
)
def test_what_cannot_be_imported(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(DataError, match=name):
        import_table(tmp_path / name)


def test_lexicon_commands() -> None:
    runner = CliRunner()
    assert "JPN.GOV:shinzo-abe" in runner.invoke(lexicon_group, ["list", "--country", "JPN", "--kind", "person"]).output
    assert "2012-12-26..2020-09-15" in runner.invoke(lexicon_group, ["show", "Shinzo Abe"]).output
    assert runner.invoke(lexicon_group, ["show", "Nobody Atall"]).exit_code == 1
    assert runner.invoke(lexicon_group, ["check"]).output.rstrip().endswith("sound")
