"""The language of a text, or None."""

from __future__ import annotations

import pytest

from dragoman.pages.languages import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ministers of the two countries met in the capital and agreed that talks would go on.", "en"),
        ("Les ministres des deux pays se sont rencontrés dans la capitale et ont décidé de poursuivre.", "fr"),
        ("Los ministros de los dos países se reunieron en la capital y acordaron que las charlas sigan.", "es"),
        (
            "Die Minister der beiden Länder haben sich in der Hauptstadt getroffen und wollen die Gespräche.",
            "de",
        ),
        ("Os ministros dos dois países reuniram-se na capital e não chegaram a acordo com as empresas.", "pt"),
        ("Министры двух стран встретились в столице и договорились о том, что переговоры продолжатся.", "ru"),
        ("日本と韓国は来月に会談を行うことで合意した。", "ja"),
        ("外交部发言人表示，两国同意下个月举行会谈。", "zh"),
        ("한국과 일본은 다음 달 회담을 열기로 합의했다.", "ko"),
        ("اتفق البلدان على أن تستمر المحادثات في العاصمة هذا الأسبوع مع الوفد الذي وصل من الشمال", "ar"),
        ("Vienna", None),
        ("xq zvk wlp trf bnm qwz plk", None),
        ("", None),
    ],
)
def test_detect_language(text: str, language: str | None) -> None:
    assert detect_language(text) == language
