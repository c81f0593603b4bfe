"""Training examples from the project's corpus and from the marked sentences in ``shared/data``.

An example is a sentence with what is known of it: spans of mentions and triggers where the corpus gives them, and
actor-recipient pairs with the set of labels that the source allows (one type, two joined types, or a whole quad).
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.events.ontology import TYPES, load_types
from training.labels import NONE

Spans = tuple[tuple[int, int], ...]
CORPUS = Path(__file__).parent / "corpus" / "corpus.jsonl"


@dataclass(frozen=True)
class Pair:
    """An ordered pair of actors (code point spans; the recipient may be empty) and the labels it may have."""

    actor: Spans
    recipient: Spans
    types: frozenset[str]
    auxiliary: str | None = None
    mode: str | None = None


@dataclass(frozen=True)
class Act:
    """One annotated event: its trigger span, and indices into the example's mentions."""

    trigger: tuple[int, int]
    type: str
    mode: str | None
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    auxiliary: str
    debatable: bool


@dataclass
class Example:
    """Sentences of one ``group`` stay in one fold; ``annotated`` if mentions and acts are complete."""

    id: str
    group: str
    text: str
    mentions: list[tuple[int, int]] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    annotated: bool = False


def read_corpus(path: Path = CORPUS) -> Iterator[Example]:
    """The project's own corpus, fully annotated."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        acts = [
            Act(
                (e["trigger"]["start"], e["trigger"]["end"]),
                e["type"],
                e["mode"],
                tuple(e["actors"]),
                tuple(e["recipients"]),
                e["auxiliary"],
                e["debatable"],
            )
            for e in row["events"]
        ]
        mentions = [(m["start"], m["end"]) for m in row["mentions"]]
        example = Example(row["id"], row["topic"], row["text"], mentions, acts, annotated=True)
        example.pairs = list(_pairs_of(example))
        yield example


def _pairs_of(example: Example) -> Iterator[Pair]:
    """Every pair that an event joins with all its types, and the pairs of mentions that no event joins, as NONE."""
    found: dict[tuple[Spans, Spans], list[Act]] = {}
    touched: set[tuple[int, int]] = set()
    for act in example.acts:
        reciprocal = not act.recipients and len(act.actors) > 1
        sides = [(act.actors, act.recipients)]
        if reciprocal:
            sides = [((a,), tuple(b for b in act.actors if b != a)) for a in act.actors[:2]]
        elif len(act.actors) > 1 or len(act.recipients) > 1:
            sides.append((act.actors[:1], act.recipients[:1]))
        for left, right in sides:
            touched |= {(a, b) for a in act.actors for b in (*act.recipients, *act.actors)}
            if left and not act.debatable:
                key = (tuple(example.mentions[i] for i in left), tuple(example.mentions[i] for i in right))
                found.setdefault(key, []).append(act)
    for (actor, recipient), acts in found.items():
        only = acts[0] if len(acts) == 1 else None
        types = frozenset(act.type for act in acts)
        yield Pair(actor, recipient, types, only and only.auxiliary, only and _mode_label(only.type, only.mode))
    for a, left in enumerate(example.mentions):
        for b, right in enumerate(example.mentions):
            if a != b and (a, b) not in touched and not _overlap(left, right):
                yield Pair((left,), (right,), frozenset({NONE}))


def _mode_label(type_: str, mode: str | None) -> str:
    return f"{type_}/{mode}" if mode else NONE


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def read_plv(shared: Path) -> Iterator[Example]:
    """The 1,050 human codings of PLV's training split: one marked pair a sentence."""
    with (shared / "plv_train.tsv").open(encoding="utf-8", newline="") as source:
        for number, row in enumerate(csv.DictReader(source, delimiter="\t")):
            text, actor, recipient = unmark(row["marked_sentence"])
            if not actor or not recipient:
                continue
            pair = Pair(actor, recipient, frozenset(row["type"].split("|")))
            yield Example(f"plv-{number}", group_key(text), text, pairs=[pair])


def unmark(marked: str) -> tuple[str, Spans, Spans]:
    """Take ``<s>…</s>`` and ``<t>…</t>`` out of a sentence: the plain text and the spans of each."""
    pieces: list[str] = []
    length, at = 0, 0
    spans: dict[str, list[tuple[int, int]]] = {"s": [], "t": []}
    start: dict[str, int] = {}
    for match in re.finditer(r"<(/?)([st])>", marked):
        piece = marked[at : match.start()]
        pieces.append(piece)
        length += len(piece)
        at = match.end()
        if not match[1]:
            start[match[2]] = length
        elif match[2] in start:
            spans[match[2]].append((start.pop(match[2]), length))
    pieces.append(marked[at:])
    return "".join(pieces), tuple(spans["s"]), tuple(spans["t"])


def read_cameo(shared: Path) -> Iterator[Example]:
    """The CAMEO sentences: one marked pair each, labelled with a quad or with no event."""
    quads = {str(q): frozenset(t.name for t in load_types().values() if t.quad == q) for q in (1, 2, 3, 4)}
    quads["0"] = frozenset({NONE})
    with (shared / "cameo_quad_train.tsv").open(encoding="utf-8", newline="") as source:
        labels = {
            _key(r["sentence"]): r["quad"] for r in csv.DictReader(source, delimiter="\t", quoting=csv.QUOTE_NONE)
        }
    blocks = (shared / "cameo_spans_train.txt").read_text("utf-8").strip().split("\n\n")
    for number, block in enumerate(blocks):
        text, spans = _untag([line.rsplit(" ", 1) for line in block.splitlines()])
        quad = labels.get(_key(text))
        if quad and spans["S"] and spans["T"]:
            pair = Pair(tuple(spans["S"]), tuple(spans["T"]), quads[quad])
            yield Example(f"cameo-{number}", group_key(text), text, pairs=[pair])


def _untag(rows: Iterable[list[str]]) -> tuple[str, dict[str, list[tuple[int, int]]]]:
    text = ""
    spans: dict[str, list[tuple[int, int]]] = {"S": [], "T": []}
    for word, tag in rows:
        text += "" if not text or re.fullmatch(r"[.,;:!?%)\]]|['’]s", word) else " "
        start = len(text)
        text += word
        if tag[2:] not in spans:  # a few spans are marked R, which the source does not explain
            continue
        if tag[0] == "B":
            spans[tag[2]].append((start, len(text)))
        elif tag[0] == "I" and spans[tag[2]]:
            spans[tag[2]][-1] = (spans[tag[2]][-1][0], len(text))
    return text, spans


def _key(text: str) -> str:
    return re.sub(r"\W", "", text.lower())


def group_key(text: str) -> str:
    """A key that near-same sentences share: their six longest words."""
    words = sorted(set(re.findall(r"[a-z]{4,}", text.lower())), key=lambda w: (-len(w), w))[:6]
    return hashlib.sha1(" ".join(words).encode()).hexdigest()[:12]


def joined(type_: str) -> str:
    """PLV's label of a type: CONCEDE and RETREAT are one."""
    return "CONCEDE|RETREAT" if type_ in ("CONCEDE", "RETREAT") else type_


PLV_TYPES = tuple(dict.fromkeys(joined(t) for t in TYPES))
