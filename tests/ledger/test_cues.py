"""The table of speech is checked on load."""

from __future__ import annotations

from importlib.resources import files

import pytest

from dragoman.errors import DataError
from dragoman.ledger.cues import load_speech, parse_speech

TEXT = files("dragoman.ledger").joinpath("data", "speech.yaml").read_text("utf-8")
SAY = "  say: {forms: [say, says, said, saying], takes: [clause, words]}"


def test_knows_forms() -> None:
    assert load_speech().verbs["said"] == {"clause", "words"}
    assert "reporters" in load_speech()["audiences"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (SAY, SAY.replace("clause", "verse"), "say takes"),
        (SAY, SAY + "\n  utter: {forms: [said], takes: [clause]}", "stands twice"),
        (SAY, SAY.replace("takes", "wants"), "wants forms"),
        ("days: [monday", "days: [2, monday", "days wants a list of strings"),
        ("days:", "dayz:", "wanted the keys"),
    ],
)
def test_names_what_is_wrong(old: str, new: str, message: str) -> None:
    assert TEXT.count(old) == 1
    with pytest.raises(DataError, match=rf"speech\.yaml:\d+: .*{message}"):
        parse_speech(TEXT.replace(old, new))
