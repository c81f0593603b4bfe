"""Adding coded pages: whole pages or nothing, and the same page twice changes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from dragoman.record import Record
from dragoman.store.keys import clean_source
from dragoman.store.ledger.keeping import update_ledger
from dragoman.store.ledger.rows import ledger_rows
from dragoman.store.merging import Change, update
from dragoman.store.rows import Rows, coder_text, coding_key, coding_rows, page_key, revision_key, revision_rows
from dragoman.store.tables import insert, mark, select

if TYPE_CHECKING:
    import duckdb

Outcome = Literal["new", "revised", "unchanged", "recoded"]

_REVISIONS_OF = "SELECT page, revision, number FROM revisions WHERE page IN (SELECT key FROM wanted)"
_CODINGS_OF = "SELECT revision, coding, current FROM codings WHERE revision IN (SELECT key FROM wanted)"
_REPORTS_OF = "SELECT report FROM reports WHERE current AND revision IN (SELECT key FROM wanted)"
_LATEST = "SELECT revision FROM revisions WHERE latest AND revision IN (SELECT key FROM wanted)"
_REPORTS_IN = "SELECT report FROM reports WHERE coding IN (SELECT key FROM wanted)"


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one page: ``outcome`` and the source that it came under."""

    source: str
    outcome: Outcome


class _Batch:
    """The rows of a batch before they are written, and what the store knew of its pages."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, records: list[Record]) -> None:
        self.rows: Rows = {}
        self.change = Change()
        self.outdated: set[int] = set()  # revisions that a newer text of their page replaces
        self.overruled: set[int] = set()  # revisions whose current coding a newer one replaces
        self.restored: set[int] = set()  # codings of an older coder that are current again
        self.reports: dict[int, set[int]] = {}  # of the codings in this batch, by revision
        pages = {page_key(r.article.source) for r in records}
        self.texts: dict[int, dict[int, int]] = {}
        for row in select(connection, _REVISIONS_OF, pages):
            self.texts.setdefault(row["page"], {})[row["revision"]] = row["number"]
        revisions = {revision_key(r.article.source, r.article.id) for r in records}
        self.codings: dict[int, dict[int, bool]] = {}
        for row in select(connection, _CODINGS_OF, revisions):
            self.codings.setdefault(row["revision"], {})[row["coding"]] = row["current"]

    def put(self, rows: Rows) -> None:
        for table, lines in rows.items():
            self.rows.setdefault(table, []).extend(lines)


def add_batch(connection: duckdb.DuckDBPyConnection, records: Iterable[Record], *, recode: bool = False) -> list[Added]:
    """Write records inside the connection's transaction; what became of each, in order.

    ``recode`` takes a coding by another coder for the current one and keeps the old; without it, a text that is there
    already is left as it is.
    """
    wanted = list(records)
    batch = _Batch(connection, wanted)
    outcomes = [Added(clean_source(record.article.source), _add(batch, record, recode=recode)) for record in wanted]
    _set_aside(connection, batch)
    for table, rows in batch.rows.items():
        insert(connection, table, rows)
    _mark_latest(connection, batch)
    update(connection, batch.change)
    update_ledger(connection, {revision_key(r.article.source, r.article.id) for r in wanted} | batch.outdated)
    return outcomes


def _add(batch: _Batch, record: Record, *, recode: bool) -> Outcome:
    page, revision = page_key(record.article.source), revision_key(record.article.source, record.article.id)
    texts = batch.texts.setdefault(page, {})
    if revision in texts:
        return _recode(batch, record, revision) if recode else "unchanged"
    outcome: Outcome = "revised" if texts else "new"
    if not texts:
        batch.put({"pages": [{"page": page, "source": clean_source(record.article.source)}]})
    for line in batch.rows.get("revisions", []):
        line["latest"] = line["latest"] and line["page"] != page
    batch.outdated |= texts.keys()
    texts[revision] = len(texts) + 1
    batch.change.revisions.add(revision)
    batch.put(revision_rows(record, number=texts[revision]))
    _put_coding(batch, record, revision)
    return outcome


def _recode(batch: _Batch, record: Record, revision: int) -> Outcome:
    known = batch.codings.setdefault(revision, {})
    coding = coding_key(revision, coder_text(record))
    if known.get(coding) or revision in batch.reports:
        return "unchanged"
    batch.overruled.add(revision)
    if coding in known:
        batch.restored.add(coding)
    else:
        _put_coding(batch, record, revision)
    return "recoded"


def _put_coding(batch: _Batch, record: Record, revision: int) -> None:
    rows = coding_rows(record)
    batch.put(rows)
    batch.put(ledger_rows(record))
    batch.reports[revision] = {row["report"] for row in rows["reports"]}
    batch.change.added |= batch.reports[revision]
    source = clean_source(record.article.source)
    page = {"page": page_key(source), "source": source}
    batch.change.rows |= {row["report"]: row | page for row in rows["reports"]}


def _set_aside(connection: duckdb.DuckDBPyConnection, batch: _Batch) -> None:
    """Mark what the batch replaces or brings back; the reports concerned are sorted anew."""
    change = batch.change
    mark(connection, "revisions", "latest", False, where="revision", keys=batch.outdated)
    change.touched |= {row["report"] for row in select(connection, _REPORTS_OF, batch.outdated)}
    change.removed |= {row["report"] for row in select(connection, _REPORTS_OF, batch.overruled)}
    for table in ("codings", "reports"):
        mark(connection, table, "current", False, where="revision", keys=batch.overruled)
        mark(connection, table, "current", True, where="coding", keys=batch.restored)
    change.added |= {row["report"] for row in select(connection, _REPORTS_IN, batch.restored)}


def _mark_latest(connection: duckdb.DuckDBPyConnection, batch: _Batch) -> None:
    """Say of each report at hand whether its text is the latest of its page, which only the whole batch tells."""
    rows = batch.change.rows
    latest = {row["revision"] for row in select(connection, _LATEST, {row["revision"] for row in rows.values()})}
    batch.change.rows = {key: row | {"latest": row["revision"] in latest} for key, row in rows.items()}
