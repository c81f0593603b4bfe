from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.actors import Lexicon, load_lexicon, resolve
from dragoman.errors import DataError


def table(folder: Path, text: str) -> Path:
    path = folder / "own.yaml"
    path.write_text(text, "utf-8")
    return path


def test_a_table_of_ones_own_takes_precedence(tmp_path: Path) -> None:
    own = table(
        tmp_path,
        "people:\n  FRA:\n    Zed Quill: OPP Party leader 2019..\n  USA:\n    Angela Merkel = Merkel: BUS banker\n",
    )
    lexicon = load_lexicon(extra=[own])
    assert resolve("Zed Quill", date="2020-01-01", lexicon=lexicon)[0].id == "FRA.OPP:zed-quill"
    assert list(lexicon.extra) == ["own.yaml"]
    assert lexicon.digest != load_lexicon().digest


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("people:\n  FRA:\n    Zed Quill: XXX boss\n", 3),
        ("people:\n  QQQ:\n    Zed Quill: GOV\n", 2),
        ("people:\n  FRA:\n    Zed Quill: GOV boss 2020..2019\n", 3),
        ("leaders:\n  FRA:\n    President:\n      - 2020-01-01 A B\n      - 2019-01-01 C D\n", 5),
        ("leaders:\n  FRA:\n    President: [sometime A B]\n", 3),
        ("persons: {}\n", 1),
        ("people: [\n", 2),
        ("agents:\n  XXX: [a]\n", 2),
    ],
)
def test_a_fault_is_told_with_its_line(text: str, line: int, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=rf"^own\.yaml:{line}: "):
        load_lexicon(extra=[table(tmp_path, text)])


def test_the_cache_is_only_a_shortcut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = table(tmp_path, "people:\n  FRA:\n    Zed Quill: GOV boss\n")
    monkeypatch.setenv("DRAGOMAN_CACHE", str(own / "not-a-folder"))
    assert resolve("Zed Quill", date="2020-01-01", lexicon=load_lexicon(extra=[own]))


def test_a_damaged_or_hostile_cache_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_CACHE", str(tmp_path / "cache"))
    own = table(tmp_path, "people:\n  FRA:\n    Zed Quill: GOV boss\n")
    load_lexicon(extra=[own])
    (stored,) = (tmp_path / "cache").iterdir()
    stored.write_bytes(b"cbuiltins\nprint\n(S'read'\ntR.")
    own.touch()
    assert resolve("Zed Quill", date="2020-01-01", lexicon=load_lexicon(extra=[own]))


def test_members_in_time(lexicon: Lexicon) -> None:
    assert "GBR" in lexicon.members("EUR", date="2019-06-01")
    assert "GBR" not in lexicon.members("EUR", date="2021-06-01")
    assert "FIN" in lexicon.members("IGO:NATO", date="2024-06-01")


def test_every_id_belongs_to_one_actor(lexicon: Lexicon) -> None:
    identities = [entry[0] for entry in lexicon.entries]
    twice = (
        {identity for identity in identities if identities.count(identity) > 1}
        if len(set(identities)) < len(identities)
        else set()
    )
    assert not twice
