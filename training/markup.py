"""Read the corpus markup (see corpus/CODEBOOK.md), check it, and write the JSONL that training reads.

Run ``python -m training.markup [FILE…]`` to check files (all of ``training/corpus/*.txt`` by default) and print counts;
add ``--write`` to rewrite ``training/corpus/corpus.jsonl``.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from dragoman.events.ontology import AUXILIARIES, load_types

CORPUS = Path(__file__).parent / "corpus"
REGIONS = {
    *("africa", "mideast", "europe", "eurasia", "east-asia", "south-asia", "southeast-asia", "pacific"),
    *("north-america", "latin-america", "global"),
}
MODES = {name: set(type_.modes) for name, type_ in load_types().items()}
_CODE = re.compile(r"@([A-Z]{3}(?::\S+)?)$")
_TOKEN = re.compile(r"\[([a-z]):|\{(\d+)\??:|[\]}]")


@dataclass
class Span:
    start: int
    end: int


@dataclass
class CorpusEvent:
    trigger: Span
    type: str
    mode: str | None
    actors: list[int]
    recipients: list[int]
    auxiliary: str
    debatable: bool
    # powers that hold the role by what the article says but that the sentence does not name: "HND", "UNO", "IGO:NATO"
    unnamed_actors: list[str] = field(default_factory=list)
    unnamed_recipients: list[str] = field(default_factory=list)


@dataclass
class CorpusSentence:
    """One sentence: offsets count code points of ``text``; actors and recipients index ``mentions``."""

    id: str
    topic: str
    article: bool
    region: str
    published: str
    text: str
    mentions: list[Span] = field(default_factory=list)
    events: list[CorpusEvent] = field(default_factory=list)


class MarkupError(ValueError):
    """A line of markup that cannot be read; the message names file and line."""


def parse_sentence(line: str) -> tuple[str, dict[str, Span], dict[str, Span]]:
    """Strip the brackets from one ``S`` line: text, mentions by letter, triggers by number."""
    text: list[str] = []
    length = 0
    at = 0
    mentions: dict[str, Span] = {}
    triggers: dict[str, Span] = {}
    stack: list[tuple[str, str, int]] = []
    for match in _TOKEN.finditer(line):
        piece = line[at : match.start()]
        text.append(piece)
        length += len(piece)
        at = match.end()
        if match[1]:
            stack.append(("]", match[1], length))
        elif match[2]:
            stack.append(("}", match[2], length))
        else:
            if not stack or stack[-1][0] != match[0]:
                raise ValueError(f"unbalanced {match[0]!r}")
            kind, name, start = stack.pop()
            table = mentions if kind == "]" else triggers
            if name in table:
                raise ValueError(f"{name!r} is used twice")
            if start == length:
                raise ValueError(f"{name!r} is empty")
            table[name] = Span(start, length)
    if stack:
        raise ValueError(f"{stack[-1][1]!r} is never closed")
    text.append(line[at:])
    plain = "".join(text)
    if re.search(r"[\[\]{}]", plain):
        raise ValueError("stray bracket")
    return plain, mentions, triggers


def parse_event(line: str, letters: list[str], triggers: dict[str, Span]) -> CorpusEvent:
    words = line.split()
    number, kind = words[0].rstrip("?"), words[1]
    debatable = "?" in words or words[0].endswith("?")
    words = [w for w in words[2:] if w != "?"]
    type_, _, mode = kind.partition("/")
    if number not in triggers:
        raise ValueError(f"no trigger {number!r}")
    if type_ not in MODES:
        raise ValueError(f"unknown type {type_!r}")
    if mode and mode not in MODES[type_]:
        raise ValueError(f"{type_} has no mode {mode!r}")
    auxiliary = "actual"
    sides: list[list[int]] = [[], []]
    unnamed: list[list[str]] = [[], []]
    side = 0
    for word in words:
        if word == ">":
            side = 1
        elif word in AUXILIARIES:
            auxiliary = word
        elif word in letters:
            sides[side].append(letters.index(word))
        elif code := _CODE.match(word):
            unnamed[side].append(code[1])
        else:
            raise ValueError(f"{word!r} is no mention, @CODE, auxiliary or '>'")
    return CorpusEvent(triggers[number], type_, mode or None, *sides, auxiliary, debatable, *unnamed)


def read_markup(path: Path) -> Iterator[CorpusSentence]:
    """The sentences of one markup file, in order; raises MarkupError naming file and line."""
    header: list[str] = []
    article = False
    current: CorpusSentence | None = None
    letters: list[str] = []
    triggers: dict[str, Span] = {}
    count = 0
    for number, raw in enumerate(path.read_text("utf-8").splitlines(), 1):
        line = raw.strip()
        try:
            if line.startswith("@"):
                if current:
                    yield current
                current = None
                word, _, rest = line.partition(" ")
                header = [part.strip() for part in rest.split("|")]
                article = word == "@article"
                if word not in ("@topic", "@article") or len(header) < 3 + article:
                    raise ValueError(
                        "expected '@topic slug | date | region' or '@article slug | date | region | headline'"
                    )
                if not re.fullmatch(r"\d{4}-\d\d-\d\d", header[1]) or header[2] not in REGIONS:
                    raise ValueError("bad date or region")
            elif line.startswith("S "):
                if current:
                    yield current
                if not header:
                    raise ValueError("a sentence before any @topic")
                text, mentions, triggers = parse_sentence(line[2:].strip())
                letters = list(mentions)
                count += 1
                current = CorpusSentence(
                    f"{path.stem}-{count}", header[0], article, header[2], header[1], text, list(mentions.values())
                )
            elif line.startswith("= "):
                if current is None:
                    raise ValueError("an event before any sentence")
                current.events.append(parse_event(line[2:], letters, triggers))
            elif line and not line.startswith("#"):
                raise ValueError("expected a line that begins with '@', 'S ', '= ' or '#'")
        except (ValueError, IndexError) as error:
            raise MarkupError(f"{path}:{number}: {error}: {line[:90]}") from error
    if current:
        yield current


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    files = options.files or sorted(CORPUS.glob("*.txt"))
    sentences: list[CorpusSentence] = []
    errors = 0
    for path in files:
        try:
            sentences += read_markup(path)
        except MarkupError as error:
            errors += 1
            print(error, file=sys.stderr)
    events = [e for s in sentences for e in s.events if not e.debatable]
    print(
        f"{len(sentences)} sentences, {len({s.topic for s in sentences if s.article})} articles,"
        f" {sum(not s.events for s in sentences)} without events, {len(events)} events"
    )
    print("types", dict(Counter(e.type for e in events).most_common()))
    print("auxiliaries", dict(Counter(e.auxiliary for e in events).most_common()))
    missing = {f"{t}/{m}" for t, modes in MODES.items() for m in modes} - {f"{e.type}/{e.mode}" for e in events}
    print("modes not seen:", " ".join(sorted(missing)) or "none")
    if options.write and not errors:
        with (CORPUS / "corpus.jsonl").open("w", encoding="utf-8") as out:
            for sentence in sentences:
                out.write(json.dumps(asdict(sentence), ensure_ascii=False) + "\n")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
