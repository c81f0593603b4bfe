"""Whatever a page says, its agreements, disputes and pledges are found without an error, and their spans are exact."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.coder import code_article
from dragoman.record import Article

PIECES = [
    *(
        "Russia ",
        "Ukraine ",
        "the two countries ",
        "Kang ",
        "it ",
        "They ",
        "“",
        "”",
        "'",
        '"',
        "\n\n",
        ". ",
        ", ",
        "; ",
    ),
    *(
        "signed ",
        "the pact ",
        "a treaty ",
        "Agreement on Science (AOS) ",
        "of 1958 ",
        "which ",
        "expired ",
        "was to expire ",
    ),
    *(
        "on Friday ",
        "until 31 March ",
        "for 9999 days ",
        "for 60 days ",
        "by the end of June ",
        "withdrew from ",
        "its ",
    ),
    *(
        "accused ",
        "of ",
        "over ",
        "a dispute ",
        "denied ",
        "it ",
        "claims to ",
        "the islands ",
        "rejected ",
        "blamed on ",
    ),
    *(
        "will ",
        "would ",
        "not ",
        "promised to ",
        "gave ",
        "ten days to ",
        "said ",
        "agreed to ",
        "and ",
        "that ",
        "a deal ",
    ),
    *("known as AUKUS ", "between ", "with ", "\u200b", "\ud7ff", "(", ")", "—", "İ", "ß", "0", "1,000,000 "),
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_no_text_breaks_it(body: str) -> None:
    record = code_article(Article(id="x", source="x", published="2019-11-23", body=body))
    spans = [s for a in record.agreements for s in (*a.steps, *a.evidence)]
    spans += [s for d in record.disputes for s in d.evidence]
    spans += [p.evidence for p in record.pledges]
    assert all(body[s.start : s.end] == s.text != "" for s in spans)
    positions = [p for d in record.disputes for p in d.positions]
    assert all(" ".join(body[p.start : p.end].split()) == " ".join(p.claim.split()) for p in positions)
