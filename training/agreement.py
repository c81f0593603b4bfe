"""How far a second annotator, who saw only sentences and mentions, agrees with the corpus: Cohen's kappa by type.

``python -m training.agreement``. The unit is an ordered pair of a sentence's mentions (or a mention alone), labelled
with a type or with none; pairs that the corpus calls debatable are left out. Only pairs that somebody labelled could
disagree, so those that nobody did count once a sentence, or they would drown the rest.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from pathlib import Path

from training.data import CORPUS
from training.labels import NONE

SECOND = Path(__file__).parent / "corpus" / "second-annotator.psv"
Key = tuple[str, int, int]


def pairs(actors: list[int], recipients: list[int]) -> set[tuple[int, int]]:
    if recipients:
        return {(a, r) for a in actors or [-1] for r in recipients}
    if len(actors) > 1:
        return {(a, b) for a in actors for b in actors if a < b}
    return {(a, -1) for a in actors}


def first_annotator(ids: set[str]) -> tuple[dict[Key, set[str]], set[Key]]:
    labels: dict[Key, set[str]] = defaultdict(set)
    debatable: set[Key] = set()
    for line in CORPUS.read_text("utf-8").splitlines():
        row = json.loads(line)
        for event in row["events"] if row["id"] in ids else ():
            for a, b in pairs(event["actors"], event["recipients"]):
                key = (row["id"], a, b)
                if event["debatable"]:
                    debatable.add(key)
                else:
                    labels[key].add(event["type"])
    return labels, debatable


def second_annotator() -> tuple[dict[Key, set[str]], set[str]]:
    labels: dict[Key, set[str]] = defaultdict(set)
    ids = set()
    for line in SECOND.read_text("utf-8").splitlines():
        name, _, rest = line.partition("|")
        ids.add(name.strip())
        for type_, actors, recipients in re.findall(r"([A-Z]{3,})\s+([\d,]*)>([\d,]*)", rest):
            sides = [[int(n) for n in side.split(",") if n] for side in (actors, recipients)]
            for a, b in pairs(*sides):
                labels[(name.strip(), a, b)].add(type_)
    return labels, ids


def kappa(both: int, first: int, second: int, neither: int) -> float:
    total = both + first + second + neither
    agreed = (both + neither) / total
    chance = ((both + first) * (both + second) + (neither + first) * (neither + second)) / total**2
    return (agreed - chance) / (1 - chance) if chance < 1 else 1.0


def main() -> None:
    second, ids = second_annotator()
    first, debatable = first_annotator(ids)
    keys = [key for key in {*first, *second} if key not in debatable]
    units = len(keys) + len(ids)  # one empty unit a sentence
    types = sorted({t for key in keys for t in (*first.get(key, ()), *second.get(key, ()))} - {NONE})
    print(f"{len(ids)} sentences, {len(keys)} labelled pairs")
    for name, match in [("any event", None), *((t, t) for t in types)]:
        one = [bool(first.get(k)) if match is None else match in first.get(k, ()) for k in keys]
        two = [bool(second.get(k)) if match is None else match in second.get(k, ()) for k in keys]
        both = sum(a and b for a, b in zip(one, two, strict=True))
        only = sum(one) - both, sum(two) - both
        print(f"{name:10} kappa {kappa(both, *only, units - both - sum(only)):.2f}  ({sum(one)} and {sum(two)} pairs)")
    agreed = [k for k in keys if first.get(k) and second.get(k)]
    same = sum(bool(first[k] & second[k]) for k in agreed)
    print(
        f"where both see an event, the type is the same on {same}/{len(agreed)} = {same / len(agreed):.2f} of the pairs"
    )


if __name__ == "__main__":
    main()
