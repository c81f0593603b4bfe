"""One shard: what a worker makes of a chunk of pages, and the marker that says it is complete."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from dragoman.engines import Chunk, Coded, Coding
from dragoman.errors import PageError
from dragoman.lake.files import Folder
from dragoman.pages.sources import Page

MARKER, DATA = ".done.json", ".parquet"


@dataclass(frozen=True)
class Shard:
    """A complete shard: how many pages it holds, how many events they tell, and what was rejected and why.

    ``input`` is a hash of the pages that went in, ``sha256`` of the Parquet file.
    """

    number: int
    input: str
    sha256: str
    pages: int
    events: int
    rejects: list[dict[str, str]] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The shard's Parquet file."""
        return name_of(self.number) + DATA


def name_of(number: int) -> str:
    """What the names of a shard's files begin with."""
    return f"shard-{number:07}"


def input_hash(pages: Sequence[Page | PageError]) -> str:
    """A hash of the pages of a chunk, by which a later run knows that nothing about them has changed."""
    digest = hashlib.sha256()
    for page in pages:
        parts: list[Any] = [page.source]
        if isinstance(page, Page):
            parts += [hashlib.sha256(page.data).hexdigest(), page.published, page.title, page.kind]
        digest.update(json.dumps(parts).encode())
    return digest.hexdigest()


@dataclass(frozen=True)
class WriteShard:
    """The job of a long run: code the pages of a chunk, write them, then the marker. Gives the shard."""

    where: str

    def __call__(self, chunk: Chunk, code: Coding, /) -> Shard:
        from dragoman.lake.rows import to_parquet

        outcomes = [page if isinstance(page, PageError) else code(page) for page in chunk.pages]
        records = [outcome.record for outcome in outcomes if isinstance(outcome, Coded)]
        data = to_parquet(records)
        rejects = [{"source": o.source, "reason": o.reason} for o in outcomes if isinstance(o, PageError)]
        shard = Shard(
            number=chunk.number,
            input=input_hash(chunk.pages),
            sha256=hashlib.sha256(data).hexdigest(),
            pages=len(records),
            events=sum(len(record.events) for record in records),
            rejects=rejects,
        )
        folder = Folder(self.where)
        folder.write(shard.name, data)
        folder.write(name_of(shard.number) + MARKER, (json.dumps(asdict(shard)) + "\n").encode())
        return shard


def complete_shards(folder: Folder) -> dict[int, Shard]:
    """The shards that are complete, by number; a marker that is damaged counts for none."""
    names = set(folder.names())
    found = {}
    for name in names:
        if name.endswith(MARKER):
            try:
                shard = Shard(**json.loads(folder.read(name)))
            except (ValueError, TypeError):
                continue
            if shard.name in names:
                found[shard.number] = shard
    return dict(sorted(found.items()))
