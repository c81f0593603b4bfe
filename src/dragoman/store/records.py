"""Records as they were coded, read back from the store."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from dragoman.record import Article, Record
from dragoman.store.rows import revision_key

if TYPE_CHECKING:
    import duckdb

COLUMNS = "v.article, v.body, c.coder, c.record"
_LIST = """
SELECT c.coding FROM codings c JOIN revisions v USING (revision) JOIN pages p USING (page) {where}
ORDER BY p.source, v.number, c.coder
"""
_SOME = f"""
SELECT c.coding, {COLUMNS} FROM codings c JOIN revisions v USING (revision)
WHERE c.coding IN (SELECT unnest(?::UBIGINT[]))
"""
_STEP = 500  # records in memory at a time


def known(connection: duckdb.DuckDBPyConnection) -> Callable[[str, str], bool]:
    """A test whether a text of a page (source, article id) is in the store at this moment; eight bytes a text."""
    import numpy as np

    keys = np.sort(connection.execute("SELECT revision FROM revisions").fetchnumpy()["revision"])

    def is_known(source: str, article_id: str) -> bool:
        key = np.uint64(revision_key(source, article_id))
        place = int(np.searchsorted(keys, key))
        return place < len(keys) and bool(keys[place] == key)

    return is_known


def iterate(
    reading: Callable[[], AbstractContextManager[duckdb.DuckDBPyConnection]], *, all_codings: bool
) -> Iterator[Record]:
    """Records sorted by source, some hundreds at a time; the file is free between."""
    where = "" if all_codings else "WHERE v.latest AND c.current"
    with reading() as connection:
        keys = [row[0] for row in connection.execute(_LIST.format(where=where)).fetchall()]
    for start in range(0, len(keys), _STEP):
        step = keys[start : start + _STEP]
        with reading() as connection:
            found = {row[0]: row[1:] for row in connection.execute(_SOME, [step]).fetchall()}
        for key in step:
            yield read_record(*found[key])


def read_article(article: str, body: str) -> Article:
    """The article from its two columns."""
    return Article.model_validate(json.loads(article) | {"body": body})


def read_record(article: str, body: str, coder: str, record: str) -> Record:
    """The record from its four columns; equal to what was added."""
    parts: dict[str, Any] = json.loads(record)
    return Record.model_validate({"coder": json.loads(coder), "article": json.loads(article) | {"body": body}, **parts})
