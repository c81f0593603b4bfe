"""Exports: what is kept, written for the tools that people use.

Each format is one module of ``dragoman.exports.formats``, found by its name: ``label-studio`` is ``label_studio.py``.
"""

from __future__ import annotations

from dragoman.exports.rows import EventRow, Material, Report, from_records
from dragoman.exports.writing import Format, export, format_names, load_format

__all__ = ["EventRow", "Format", "Material", "Report", "export", "format_names", "from_records", "load_format"]
