"""Characters put right."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.pages.cleaning import clean, repair_mojibake, squeeze


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\u00a0b\u2009c\u3000d", "a b c d"),
        ("a\x00b\x07c\x1bd", "abcd"),
        ("\u202eabc\u202c \u200fxyz\u200b", "abc xyz"),
        ("co\u00adoperate\ufeff", "cooperate"),
        ("tab\tstays", "tab\tstays"),
        ("lone \ud800 half", "lone  half"),
    ],
)
def test_clean(text: str, expected: str) -> None:
    assert clean(text) == expected


@pytest.mark.parametrize(
    "text", ["Seoul’s envoy said “no”", "Zürich – São Paulo – Łódź’s", "naïve café, déjà vu", "Ελλάδα’s"]
)
def test_mojibake_is_undone(text: str) -> None:
    broken = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode())
    assert broken != text
    assert repair_mojibake(broken) == text


@pytest.mark.parametrize("text", ["CAFÉ»", "Ânes et Ãtres", "l’été à Genève", "Â£5 alone"])
def test_honest_text_is_left_alone(text: str) -> None:
    assert repair_mojibake(text) == text


@given(st.text(max_size=300))
def test_no_control_or_direction_mark_survives(text: str) -> None:
    cleaned = clean(text)
    assert all(unicodedata.category(one) not in ("Cs",) for one in cleaned)
    assert not set(cleaned) & set("\x00\r\u200b\u200e\u200f\u202a\u202e\u2066\ufeff\u00a0")
    assert squeeze(squeeze(cleaned)) == squeeze(cleaned)
