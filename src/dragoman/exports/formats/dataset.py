"""A data package: one zip of what a reader needs to use the data and to check it.

It holds events and reports as Parquet, the codebook, the pages that were read, what coded them, and the SHA-256 of each
file. The same store gives the same bytes.
"""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from typing import Any, BinaryIO

from dragoman.exports.cells import Cell, write_csv
from dragoman.exports.codes import iso_day
from dragoman.exports.formats import parquet
from dragoman.exports.package import Package
from dragoman.exports.reports_table import write_reports
from dragoman.exports.rows import Material, publisher
from dragoman.exports.tables import columns
from dragoman.record import Record

ABOUT = "a zip with Parquet, codebook, sources, coder versions and checksums"

_SOURCES = ("source", "page", "title", "publisher", "published", "language", "events", "coder")


def write(material: Material, out: BinaryIO) -> int:
    """Write the package; returns how many events it holds."""
    package = Package(out)
    count = package.put("events.parquet", lambda file: parquet.write(material, file), packed=False)
    reports = package.put("reports.parquet", lambda file: write_reports(material.events(), file), packed=False)
    coders: Counter[str] = Counter()
    pages = package.put("sources.csv", lambda file: write_csv(file, _SOURCES, _sources(material, coders)))
    package.put_text("coders.json", _json([{**json.loads(text), "pages": n} for text, n in sorted(coders.items())]))
    package.put_text("codebook/plover.yaml", (files("dragoman.events") / "data" / "plover.yaml").read_text("utf-8"))
    package.put_text("codebook/columns.csv", _codebook())
    about = {"format": "dragoman/dataset/1", "events": count, "reports": reports, "pages": pages}
    package.put_text("dataset.json", _json(about))
    package.close()
    return count


def _sources(material: Material, coders: Counter[str]) -> Iterator[dict[str, Cell]]:
    for record in material.records():
        coders[_coder(record)] += 1
        article = record.article
        yield {
            "source": article.source,
            "page": article.id,
            "title": article.title,
            "publisher": publisher(record),
            "published": iso_day(article.published),
            "language": article.language,
            "events": len(record.events),
            "coder": record.coder.version,
        }


def _coder(record: Record) -> str:
    return json.dumps(record.coder.model_dump(), sort_keys=True)


def _codebook() -> str:
    text = io.BytesIO()
    head = ("table", "column", "meaning")
    meanings = ((table, name, meaning) for table in ("events", "reports") for name, meaning in columns(table).items())
    write_csv(text, head, (dict(zip(head, row, strict=True)) for row in meanings))
    return text.getvalue().decode()


def _json(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"
