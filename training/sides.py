"""Learn how the other side of an act is chosen: weights of ``dragoman.events.sides`` from the corpus's articles.

``python -m training.sides``, in the package's environment, codes every article of the corpus with the shipped encoder,
compares the possible other sides of each act that it finds with the annotated parties, and fits a conditional logit. It
prints the share chosen rightly for articles left out (five folds by topic), beside that of the role head alone, and
writes ``sides.json``. Run it after ``training.export``: the weights belong to an encoder.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from dragoman.coder import read_scene
from dragoman.events.acts import Act
from dragoman.events.coding import code_events
from dragoman.events.encoder import MODEL_FOLDER, shared_encoder, softmax
from dragoman.events.scene import Scene
from dragoman.events.sides import Candidate, Side
from dragoman.language.sentences import Sentence
from dragoman.record import Article
from training.data import CORPUS
from training.splits import fold_of

SIDES: tuple[Side, ...] = ("recipient", "actor")
PENALTY = 1e-3  # of the squared weights, beside the mean loss of an act
STEPS, RATE = 600, 0.05


@dataclass(frozen=True)
class Told:
    """An annotated event of an article: its trigger's offsets in the body, its type, and the powers on each side."""

    trigger: tuple[int, int]
    type: str
    powers: dict[Side, frozenset[str] | None]  # None where a party cannot be resolved


@dataclass(frozen=True)
class Choice:
    """The possible other sides of one act, and which of them are right."""

    topic: str
    side: Side
    candidates: Sequence[Candidate]
    right: tuple[int, ...]


def articles() -> Iterator[tuple[str, str, list[dict], list[int]]]:  # type: ignore[type-arg]
    """Topic, body, sentences and their offsets in the body, of each article of the corpus."""
    rows = defaultdict(list)
    for line in CORPUS.read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["article"]:
            rows[row["topic"]].append(row)
    for topic, sentences in rows.items():
        if not any(e["unnamed_actors"] or e["unnamed_recipients"] for row in sentences for e in row["events"]):
            continue  # not annotated for what its sentences leave unsaid
        starts, length = [], 0
        for row in sentences:
            starts.append(length)
            length += len(row["text"]) + 1
        yield topic, " ".join(row["text"] for row in sentences), sentences, starts


def annotated(scene: Scene, sentences: list[dict], starts: list[int]) -> list[Told]:  # type: ignore[type-arg]
    """The events of an article with their parties as the powers that the scene's own mentions stand for."""
    found = []
    for row, start in zip(sentences, starts, strict=True):
        spans = [(start + m["start"], start + m["end"]) for m in row["mentions"]]
        for event in row["events"]:
            powers: dict[Side, frozenset[str] | None] = {}
            for side in SIDES:
                powers[side] = _powers(scene, [spans[i] for i in event[f"{side}s"]], event[f"unnamed_{side}s"])
            trigger = event["trigger"]
            found.append(Told((start + trigger["start"], start + trigger["end"]), event["type"], powers))
    return found


def _powers(scene: Scene, spans: list[tuple[int, int]], codes: list[str]) -> frozenset[str] | None:
    known: set[str] = set()
    for start, end in spans:
        inside = [m for m in scene.mentions if m.actors and start <= m.start and m.end <= end and m.kind != "place"]
        if not inside:
            return None
        known |= {scene.power(i) for i in scene.ids([max(inside, key=lambda m: m.end - m.start)])}
    for code in codes:
        named = [p for p in scene.weights if _letters(p) == _letters(code)]
        if not named:
            return None
        known.add(named[0])
    return frozenset(known)


def _letters(code: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", code.rpartition(":")[2].upper())


def choices() -> list[Choice]:
    """Every act found whose known side is the annotated one, with its candidates."""
    found: list[Choice] = []
    for topic, body, sentences, starts in articles():
        article = Article(id=topic, source=topic, published=sentences[0]["published"], body=body)
        scene = read_scene(article)
        events = annotated(scene, sentences, starts)

        def watch(act: Act, sentence: Sentence, side: Side, known: Sequence[str], rivals: Sequence[Candidate]) -> None:
            at = (sentence.start + act.trigger.start, sentence.start + act.trigger.end)
            other: Side = "actor" if side == "recipient" else "recipient"
            own = frozenset(scene.power(i) for i in known)  # noqa: B023
            for told in events:  # noqa: B023
                if told.trigger[0] < at[1] and at[0] < told.trigger[1] and told.type == act.trigger.type:
                    wanted = told.powers[side]
                    right = tuple(i for i, c in enumerate(rivals) if c.powers == wanted)
                    if told.powers[other] == own and right:
                        found.append(Choice(topic, side, rivals, right))  # noqa: B023
                    break

        code_events(shared_encoder(), scene, watch=watch)
    return found


def fit(rows: Sequence[Choice]) -> dict[str, float]:
    """Weights of the features that make the right candidates likeliest: full-batch Adam on a convex loss."""
    names = sorted({name for row in rows for c in row.candidates for name in c.features})
    index = {name: i for i, name in enumerate(names)}
    width = max(len(row.candidates) for row in rows)
    features = np.zeros((len(rows), width, len(names)), np.float32)
    absent = np.full((len(rows), width), -1e9, np.float32)
    wrong = np.full((len(rows), width), -1e9, np.float32)
    for n, row in enumerate(rows):
        for k, candidate in enumerate(row.candidates):
            absent[n, k] = 0
            for name, value in candidate.features.items():
                features[n, k, index[name]] = value
        wrong[n, list(row.right)] = 0
    weights, first, second = (np.zeros(len(names), np.float64) for _ in range(3))
    for step in range(1, STEPS + 1):
        scores = features @ weights.astype(np.float32) + absent
        surplus = softmax(scores) - softmax(scores + wrong)
        slope = np.einsum("nk,nkf->f", surplus, features) / len(rows) + 2 * PENALTY * weights
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights -= RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return {name: round(float(w), 4) for name, w in zip(names, weights, strict=True)}


def _pick(row: Choice, index: int) -> float:
    """The role head's own choice: its pick, else nobody, who is the first."""
    return row.candidates[index].features.get("picked", 0.0)


def rightly(rows: Sequence[Choice], weights: dict[str, float]) -> int:
    def best(row: Choice) -> int:
        scores = [sum(weights.get(n, 0.0) * v for n, v in c.features.items()) for c in row.candidates]
        return max(range(len(scores)), key=lambda i: scores[i])

    return sum(best(row) in row.right for row in rows)


def main() -> None:
    target = MODEL_FOLDER / "sides.json"
    if not target.exists():  # a start: the role head's own pick
        target.write_text(json.dumps({side: {"picked": 1.0} for side in SIDES}))
    rows = choices()
    made: dict[Side, dict[str, float]] = {}
    for side in SIDES:
        own = [row for row in rows if row.side == side]
        alone = sum(max(range(len(row.candidates)), key=lambda i: _pick(row, i)) in row.right for row in own)
        right = 0
        for fold in range(5):
            weights = fit([row for row in own if fold_of(row.topic) != fold])
            right += rightly([row for row in own if fold_of(row.topic) == fold], weights)
        print(f"{side}: {len(own)} acts, {right / len(own):.3f} chosen rightly; role head alone {alone / len(own):.3f}")
        made[side] = fit(own)
    target.write_text(json.dumps(made, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
