"""Actors of whole pages against the annotations of ``benchmarks/entities/``: entity F1, and coreference by kind.

``python -m benchmarks.entities [--misses]``. A name or description is found when a mention that overlaps it stands for
the annotated countries; a mention with a name in it that overlaps no annotation, or only those of other countries, is a
false alarm. A surname, title, group or pronoun is right when its mention stands for just those countries, and for the
person where one is given. The baseline takes the names as the tables know them and no context: no article, no
coreference.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from dragoman.actors import find_mentions, load_lexicon
from dragoman.actors.senses import ADJECTIVE
from dragoman.actors.tokens import fold, key_of
from dragoman.coder import code_page
from dragoman.language.sentences import split_sentences
from dragoman.record import Record

FOLDER = Path(__file__).parent / "entities"
GOLD = Path(__file__).parent / "gold"
USED = frozenset({"05", "08", "11", "13", "14", "18"})
COREFERENCE = {"S": "surnames", "T": "titles", "G": "groups", "P": "pronouns"}
_LINE = re.compile(r"(?P<kind>[NDSTGP?]) (?P<text>.+) = (?P<answer>[-A-Z+|]+)(?:/(?P<name>.+))?$")


class Gold(NamedTuple):
    """A mention that a reader would mark, with the sets of countries that are right and the person, if it matters."""

    kind: str
    start: int
    end: int
    text: str
    countries: tuple[frozenset[str], ...]
    name: str | None


class Heard(NamedTuple):
    """A mention that was found, as a comparable set of countries and names."""

    start: int
    end: int
    text: str
    countries: frozenset[str]
    names: frozenset[str]


def annotation(path: Path, body: str) -> list[Gold]:
    """The annotated mentions of a page; raises ValueError for a line that is malformed or not in the page."""
    found, at = [], 0
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        match = _LINE.match(line)
        if match is None:
            raise ValueError(f"{path.name}:{number}: no 'KIND words = COUNTRY'")
        place = re.compile(rf"(?<!\w){re.escape(match['text'])}(?!\w)").search(body, at)
        if place is None:
            raise ValueError(f"{path.name}:{number}: {match['text']!r} is not in the rest of the page")
        countries = tuple(frozenset(answer.replace("-", "").split("+")) - {""} for answer in match["answer"].split("|"))
        found.append(Gold(match["kind"], place.start(), place.end(), match["text"], countries, match["name"]))
        at = place.end()
    return found


def heard(record: Record) -> list[Heard]:
    """The mentions of a record, those of several entities as one."""
    spans: dict[tuple[int, int, str], list[tuple[str, str]]] = {}
    for entity in record.entities:
        for mention in entity.mentions:
            key = (mention.start, mention.end, mention.text)
            spans.setdefault(key, []).append((entity.country or "", fold(entity.name)))
    return [
        Heard(*key, frozenset(c for c, _ in known) - {""}, frozenset(n for _, n in known))
        for key, known in sorted(spans.items())
    ]


def by_tables(record: Record) -> list[Heard]:
    """The baseline: each mention by its own words."""
    body = record.article.body
    mentions = find_mentions(split_sentences(body), date=record.article.published, lexicon=load_lexicon())
    return [
        Heard(
            m.start,
            m.end,
            m.text,
            frozenset(a.country for a in m.actors if a.country),
            frozenset(fold(a.name) for a in m.actors),
        )
        for m in mentions
        if m.actors and m.kind not in {"place", "adjective"}
    ]


def score(gold: Sequence[Gold], found: Sequence[Heard], count: Counter[str]) -> Iterator[str]:
    """Count what is right; yields a line for each error."""
    for row in gold:
        over = [one for one in found if one.start < row.end and row.start < one.end]
        if row.kind in "ND":
            count["gold"] += 1
            if any(one.countries in row.countries for one in over):
                count["found"] += 1
            else:
                yield f"miss {row.kind} {row.text!r} {said(row)}, got {[(o.text, *o.countries) for o in over]}"
        elif row.kind in COREFERENCE:
            count[f"{row.kind} gold"] += 1
            exact = [one for one in over if (one.start, one.end) == (row.start, row.end)] or over
            if refers(row, exact):
                count[f"{row.kind} right"] += 1
            else:
                got = [(one.text, *one.countries, *one.names) for one in over]
                yield f"coreference {row.kind} {row.text!r} {said(row)}, got {got}"
    for one in found:
        over_gold = [row for row in gold if one.start < row.end and row.start < one.end]
        if not one.countries or any(row.kind not in "ND" for row in over_gold):
            continue
        if not over_gold and (
            adjectival(one) or not any(word[:1].isupper() for word in one.text.split()[1:] or [one.text])
        ):
            continue
        count["heard"] += 1
        if any(one.countries in row.countries for row in over_gold):
            count["true"] += 1
        else:
            yield f"extra {one.text!r} {sorted(one.countries)}"


def refers(row: Gold, over: Sequence[Heard]) -> bool:
    if frozenset() in row.countries and not any(one.countries for one in over):
        return True
    return any(
        one.countries in row.countries and (row.name is None or fold(row.name) in one.names or not named(one, row))
        for one in over
    )


def named(one: Heard, row: Gold) -> bool:
    """Whether the mention stands for a named person other than by another spelling of the annotated name."""
    last = fold((row.name or "").split()[-1])
    return not any(last in name for name in one.names)


def adjectival(one: Heard) -> bool:
    return any(sense[0] == ADJECTIVE for sense in load_lexicon().senses(key_of(one.text.replace("-", " ").split()[-1])))


def said(row: Gold) -> str:
    return "|".join("+".join(sorted(c)) or "-" for c in row.countries) + (f"/{row.name}" if row.name else "")


def report(title: str, count: Counter[str]) -> None:
    precision, recall = count["true"] / max(count["heard"], 1), count["found"] / max(count["gold"], 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    parts = [
        f"{name} {count[f'{kind} right'] / count[f'{kind} gold']:.3f} of {count[f'{kind} gold']}"
        for kind, name in COREFERENCE.items()
        if count[f"{kind} gold"]
    ]
    right, gold = (sum(count[f"{kind} {what}"] for kind in COREFERENCE) for what in ("right", "gold"))
    print(f"{title:16} entities: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f} on {count['gold']}")
    print(f"{'':16} coreference {right / max(gold, 1):.3f}: {', '.join(parts)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="list the errors of the pages used in development")
    options = parser.parse_args()
    ours: dict[str, Counter[str]] = {"used": Counter(), "held": Counter()}
    simple: dict[str, Counter[str]] = {"used": Counter(), "held": Counter()}
    for path in sorted(FOLDER.glob("[0-9]*.txt")):
        page, gold = GOLD / path.name, json.loads((GOLD / path.name).with_suffix(".gold.json").read_text("utf-8"))
        record = code_page(page.read_bytes(), source=page.name, published=gold["published"])
        rows = annotation(path, record.article.body)
        half = "used" if path.name[:2] in USED else "held"
        errors = list(score(rows, heard(record), ours[half]))
        list(score(rows, by_tables(record), simple[half]))
        if options.misses and half == "used":
            print(path.name, *errors, sep="\n  ")
    for half in ("used", "held"):
        report(f"{half}, ours", ours[half])
        report(f"{half}, by tables", simple[half])


if __name__ == "__main__":
    main()
