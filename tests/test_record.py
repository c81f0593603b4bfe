"""The record and its schema."""

from __future__ import annotations

import jsonschema
import pytest
from pydantic import ValidationError

from dragoman.record import Article, Coder, Record, Span, json_schema


def record() -> Record:
    return Record(coder=Coder(version="1"), article=Article(id="a", source="s", body="Text."))


def test_round_trip() -> None:
    assert Record.model_validate_json(record().model_dump_json()) == record()


def test_schema_accepts_a_record_and_refuses_a_misspelt_one() -> None:
    validator = jsonschema.Draft202012Validator(json_schema())
    row = record().model_dump(mode="json")
    assert validator.is_valid(row)
    assert not validator.is_valid({**row, "evnets": []})
    assert not validator.is_valid({**row, "format": "dragoman/2"})


def test_unknown_fields_are_refused() -> None:
    with pytest.raises(ValidationError):
        Span.model_validate({"start": 0, "end": 1, "text": "a", "txet": "a"})
