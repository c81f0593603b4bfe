"""Bytes → text: encodings declared, undeclared, wrong and mixed, and what is no text at all."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import PageError
from dragoman.pages.decoding import decode, sniff

PLAIN = "Kraków’s mayor met the São Tomé envoy – “at last”, he said in a café near the Plaza."


@pytest.mark.parametrize(
    "data",
    [
        PLAIN.encode("utf-8"),
        PLAIN.encode("utf-8-sig"),
        PLAIN.encode("utf-16"),
        PLAIN.encode("utf-16-le"),
        PLAIN.encode("utf-16-be"),
        PLAIN.encode("utf-32"),
    ],
    ids=["utf-8", "utf-8 mark", "utf-16 mark", "utf-16-le", "utf-16-be", "utf-32"],
)
def test_unicode_encodings(data: bytes) -> None:
    assert decode(data, source="page") == PLAIN


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("iso-8859-1", "“Señor”"),  # browsers read it as windows-1252, quotes and all
        ("windows-1251", "Москва объявила о соглашении"),
        ("euc-kr", "외교부는 밝혔다"),
        ("shift_jis", "日本と韓国"),
        ("gb2312", "外交部发言人"),
        ("big5", "外交部表示"),
    ],
)
def test_declared_encoding(charset: str, text: str) -> None:
    codec = "cp1252" if charset == "iso-8859-1" else charset
    page = f'<html><head><meta charset="{charset}"></head><body><p>{text}</p></body></html>'
    assert text in decode(page.encode(codec), source="page")


def test_utf8_wins_over_a_wrong_declaration() -> None:
    page = f'<meta charset="euc-kr"><p>{PLAIN}</p>'
    assert PLAIN in decode(page.encode(), source="page")


def test_stray_bytes_of_cp1252_in_utf8() -> None:
    data = "“Café” and señor, ".encode() + b"then \x93Bogot\xe1\x94."
    assert decode(data, source="page") == "“Café” and señor, then “Bogotá”."


def test_undeclared_cp1252() -> None:
    text = "Le président a déclaré que l’accord serait signé à Genève, où les négociations ont commencé hier. " * 5
    assert "déclaré" in decode(text.encode("cp1252"), source="page")


def test_iso_2022_jp_is_not_taken_for_ascii() -> None:
    assert decode("日本と韓国は合意した。".encode("iso2022_jp"), source="page") == "日本と韓国は合意した。"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"\x1f\x8b\x08rest", "gzip"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (bytes(range(256)) * 40, "binary"),
        (random.Random(7).randbytes(20_000), "binary"),
        (b"a" * 50_000_001, "larger than 50 MB"),
    ],
    ids=["nothing", "blank", "pdf", "zip", "gzip", "png", "all bytes", "random", "too large"],
)
def test_what_is_no_text(data: bytes, reason: str) -> None:
    with pytest.raises(PageError, match=reason) as caught:
        decode(data, source="a/page.txt")
    assert caught.value.source == "a/page.txt"


@pytest.mark.parametrize(
    ("text", "source", "kind"),
    [
        ("<!DOCTYPE html><html><body><p>x</p></body></html>", "-", "html"),
        ("<div><p>One</p><p>Two</p></div>", "x.txt", "html"),
        ("He wrote that a < b and c > d.", "x.html", "text"),
        ("Plain words.<br>", "x.html", "html"),
        ("Plain words.<br>", "x.txt", "text"),
        ("Plain words.", "https://x.example/a.html?b=1", "text"),
    ],
)
def test_sniff(text: str, source: str, kind: str) -> None:
    assert sniff(text, source=source) == kind


@given(st.binary(max_size=400))
def test_any_bytes_become_text_or_an_error(data: bytes) -> None:
    try:
        assert isinstance(decode(data, source="x"), str)
    except PageError as error:
        assert error.reason
