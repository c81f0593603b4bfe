"""A long run: pages into shards on any engine, going on where an earlier run was cut off."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from time import monotonic
from typing import Any

from dragoman import __version__
from dragoman.engines import Chunk, Settings, chunks_of, load_engine
from dragoman.errors import PageError, UsageError
from dragoman.lake.files import Folder
from dragoman.lake.shards import Shard, WriteShard, complete_shards, input_hash
from dragoman.pages.sources import Page

SHARD = 500  # pages: a minute's work, so that a kill costs no more, and few enough files for a hundred million pages
RUN, REPORT, REJECTS = "run.json", "report.json", "rejects.jsonl"


@dataclass(frozen=True)
class Report:
    """A run at its end: ``pages`` in all; ``found`` of the shards were complete before; the time is this run's."""

    engine: str
    workers: int
    shards: int
    found: int
    pages: int
    events: int
    rejects: int
    reasons: dict[str, int]
    seconds: float
    pages_per_second: float


def run(
    pages: Iterable[Page | PageError],
    where: str | Path,
    settings: Settings,
    *,
    engine: str,
    workers: int,
    shard: int = SHARD,
    seen: Callable[[Shard, bool], None] = lambda shard, found: None,
) -> Report:
    """Code pages into the lake at ``where``; ``seen`` hears of each shard, and whether it was there before.

    The same pages must come in the same order when a run goes on: a shard whose pages are no longer those that it was
    made of is made again. Raises UsageError where the lake was made with other settings.
    """
    folder = Folder(where)
    folder.make()
    _same_settings(folder, settings, shard)
    done = complete_shards(folder)
    began, fresh, kept = monotonic(), 0, dict[int, Shard]()

    def missing() -> Iterator[Chunk]:
        for chunk in chunks_of(pages, shard):
            known = done.get(chunk.number)
            if known is not None and known.input == input_hash(chunk.pages):
                kept[chunk.number] = known
                seen(known, True)
            else:
                yield chunk

    for made in load_engine(engine).run(WriteShard(str(where)), missing(), settings, workers=workers):
        kept[made.number] = made
        fresh += made.pages + len(made.rejects)
        seen(made, False)
    seconds = monotonic() - began
    shards = [kept[number] for number in sorted(kept)]
    _write_rejects(folder, shards)
    report = _report(
        shards, engine=engine, workers=workers, found=len(done.keys() & kept.keys()), seconds=seconds, fresh=fresh
    )
    folder.write(REPORT, (json.dumps(asdict(report), indent=2) + "\n").encode())
    return report


def _same_settings(folder: Folder, settings: Settings, shard: int) -> None:
    from dragoman.events.encoder import model_hash

    now: dict[str, Any] = {
        "format": "dragoman/lake/1",
        "coder": __version__,
        "models": {"events": model_hash()},
        "published": settings.published,
        "lexicon": [path.name for path in settings.tables],
        "shard": shard,
    }
    try:
        before = json.loads(folder.read(RUN))
    except FileNotFoundError:
        folder.write(RUN, (json.dumps(now, indent=2) + "\n").encode())
        return
    except ValueError:
        before = {}
    if different := sorted(name for name in now if before.get(name) != now[name]):
        raise UsageError(
            f"{folder.where}: made with another {', '.join(different)}; give another folder, or the same settings"
        )


def _write_rejects(folder: Folder, shards: Iterable[Shard]) -> None:
    lines = [json.dumps(reject, ensure_ascii=False) for shard in shards for reject in shard.rejects]
    folder.write(REJECTS, "".join(line + "\n" for line in lines).encode())


def _report(shards: list[Shard], *, engine: str, workers: int, found: int, seconds: float, fresh: int) -> Report:
    # what stands in brackets or after a semicolon is of one page
    reasons = Counter(reject["reason"].split(";")[0].split(" (")[0] for shard in shards for reject in shard.rejects)
    return Report(
        engine=engine,
        workers=workers,
        shards=len(shards),
        found=found,
        pages=sum(shard.pages for shard in shards),
        events=sum(shard.events for shard in shards),
        rejects=sum(len(shard.rejects) for shard in shards),
        reasons=dict(reasons.most_common()),
        seconds=round(seconds, 3),
        pages_per_second=round(fresh / seconds, 2) if seconds else 0.0,
    )
