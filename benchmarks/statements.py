"""Who said what, against our own annotated articles.

``python -m benchmarks.statements [--errors tuned]`` prints one line a half: ``tuned`` was looked at while
the rules were written, ``held`` was written and annotated before them and is only scored.

A direct quotation is right where it shares at least four fifths of its words with a gold one of its kind; an indirect
statement is found where half of the words are shared, either way round. A statement that matches a debatable one
(``required: false``) counts neither for nor against. A speaker is right where the gold name's last word stands in the
name given, or the other way round, and no speaker stands for none.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from dragoman.actors import load_lexicon
from dragoman.actors import read as read_actors
from dragoman.events.acts import find_mentions
from dragoman.events.encoder import shared_encoder
from dragoman.language.sentences import split_sentences
from dragoman.ledger.statements import find_statements
from dragoman.record import Statement

FOLDER = Path(__file__).parent / "statements"
DIRECT, INDIRECT = 0.8, 0.5
Gold = dict[str, Any]


def statements_of(body: str) -> list[Statement]:
    """The coder's statements of a body that has no page around it."""
    sentences = split_sentences(body)
    encoder = shared_encoder()
    spans = [
        (sentence.start + start, sentence.start + end)
        for sentence in sentences
        for start, end in find_mentions(encoder.read(sentence.text))
    ]
    return find_statements(body, sentences, read_actors(body, sentences, spans, lexicon=load_lexicon()))


def shared(gold: Gold, found: Statement, body: str) -> float:
    """The part of the words of both spans together that both hold."""
    common = body[max(gold["start"], found.start) : min(gold["end"], found.end)].split()
    whole = body[min(gold["start"], found.start) : max(gold["end"], found.end)].split()
    return len(common) / len(whole) if gold["start"] < found.end and found.start < gold["end"] else 0.0


def words(name: str | None) -> list[str]:
    return [w for w in (name or "").lower().replace("’", "'").removeprefix("the ").replace("'s", "").split() if w]


def same_speaker(gold: str | None, found: str | None) -> bool:
    expected, given = words(gold), words(found)
    if not expected or not given:
        return expected == given
    return expected[-1] in given or given[-1] in expected


def score(body: str, golds: Sequence[Gold], found: Sequence[Statement], count: Counter[str]) -> Iterator[str]:
    """Count what is right; yields a line for each error."""
    used: set[int] = set()
    for kind, direct, least in (("direct", True, DIRECT), ("indirect", False, INDIRECT)):
        for gold in sorted((g for g in golds if g["direct"] == direct), key=lambda g: not g["required"]):
            near = [(shared(gold, s, body), i) for i, s in enumerate(found) if s.direct == direct and i not in used]
            best, index = max(near, default=(0.0, -1))
            if best >= least:
                used.add(index)
            if not gold["required"]:
                count[f"{kind} debatable"] += best >= least
                continue
            count[f"{kind} gold"] += 1
            if best < least:
                loose = [s.text for s in found if s.start < gold["end"] and gold["start"] < s.end]
                yield f"miss    {kind} {gold['speaker']}: {gold['text'][:90]!r} got {loose}"
                continue
            count[f"{kind} right"] += 1
            speaker = found[index].speaker
            count[f"{kind} entity"] += speaker.entity is not None
            if same_speaker(gold["speaker"], speaker.name):
                count[f"{kind} speaker"] += 1
            else:
                yield f"speaker {kind} {gold['speaker']} got {speaker.name}: {gold['text'][:60]!r}"
            if gold["audience"]:
                count["audience gold"] += 1
                count["audience right"] += any(same_speaker(gold["audience"][0], a) for a in found[index].audience)
    for i, statement in enumerate(found):
        count[f"{'direct' if statement.direct else 'indirect'} found"] += 1
        if i not in used:
            kind = "direct" if statement.direct else "indirect"
            yield f"extra   {kind} {statement.speaker.name} {statement.verb}: {statement.text[:120]!r}"


def ratio(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


def line(count: Counter[str]) -> str:
    def kind(name: str) -> str:
        right, gold = count[f"{name} right"], count[f"{name} gold"]
        counted = count[f"{name} found"] - count[f"{name} debatable"]
        precision, recall = right / max(counted, 1), right / max(gold, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        return (
            f"{name} P {precision:.3f} R {recall:.3f} F1 {f1:.3f} of {gold},"
            f" speaker right {ratio(count[f'{name} speaker'], right)},"
            f" entity known {ratio(count[f'{name} entity'], right)}"
        )

    return f"{kind('direct')}; {kind('indirect')}; audience {count['audience right']}/{count['audience gold']}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="append", default=[], help="list what is wrong in this half")
    options = parser.parse_args()
    for half in ("tuned", "held", "styles", "fresh"):
        count: Counter[str] = Counter()
        for path in sorted((FOLDER / half).glob("*.json")):
            body = path.with_suffix(".txt").read_text("utf-8").rstrip("\n")
            golds = json.loads(path.read_text("utf-8"))["statements"]
            errors = list(score(body, golds, statements_of(body), count))
            if half in options.errors and errors:
                print(path.stem, *errors, sep="\n  ")
        print(f"{half:6} {line(count)}")


if __name__ == "__main__":
    main()
