"""What the OpenAPI says beside the types: examples, files, and how errors look."""

from __future__ import annotations

from typing import Any

from dragoman.web.answers import TYPES
from dragoman.web.models import Problem

Responses = dict[int | str, dict[str, Any]]

_SUM = {"events": 12, "quad1": 6, "quad2": 1, "quad3": 3, "quad4": 2, "score_mean": 0.4}
_EVENT = {
    "id": "e01ce5fbe1bca95d0",
    "day": "2019-07-01",
    "type": "SANCTION",
    "mode": None,
    "contexts": ["economic"],
    "actors": ["JPN.GOV"],
    "recipients": ["KOR"],
    "auxiliary": "actual",
    "start": "2019-07-01",
    "end": "2019-07-01",
    "granularity": "day",
    "place": "Tokyo",
    "country": "JPN",
    "latitude": 35.69,
    "longitude": 139.69,
    "quad": 4,
    "score": -6.0,
    "cameo": "16",
    "confidence": 0.97,
}
_EVIDENCE = {
    "evidence": "Japan tightened exports of three chemicals to South Korea",
    "span_start": 0,
    "span_end": 57,
    "source": "https://news.example/chemicals",
    "title": "Tokyo curbs exports of chip chemicals",
    "published": "2019-07-01",
    "article": "0f3a1c5e7b9d2f4a6c8e0b1d3f5a7c9e",
}
_EXAMPLES: dict[str, Any] = {
    "events": {"items": [_EVENT | {"reports": 2, "pages": 2, "texts": 2} | _EVIDENCE], "next": "MjAxOS0wNy0wMQ"},
    "event": _EVENT | {"withdrawn": False, "told": [], "differing": ["date"]},
    "dyads": {"items": [{"first": "JPN", "second": "KOR", "last": "2019-12-24", **_SUM}]},
    "dyad": {
        "first": "JPN",
        "second": "KOR",
        **_SUM,
        "months": [{"period": "2019-07-01", **_SUM}],
        "balance": [{"side": "JPN", **_SUM}],
    },
    "panel": {
        "items": [
            {
                "source": "JPN",
                "target": "KOR",
                "period": "2019-07-01",
                **_SUM,
                "score_sum": 4.8,
                "net": 0.17,
                "material_conflict": 0.17,
            }
        ]
    },
    "actors": {
        "items": [
            {
                "id": "JPN.GOV:shinzo-abe",
                "name": "Shinzo Abe",
                "kind": "person",
                "country": "JPN",
                "sectors": ["GOV"],
                "role": "Prime Minister",
                "acts": 12,
                "receives": 1,
                "pages": 11,
                "mentions": 41,
            }
        ]
    },
    "sources": {
        "items": [
            {
                "source": "https://news.example/chemicals",
                "published": "2019-07-01",
                "title": "Tokyo curbs exports of chip chemicals",
                "agency": None,
                "article": "0f3a1c5e7b9d2f4a6c8e0b1d3f5a7c9e",
                "revisions": 1,
                "copy_of": None,
                "events": 9,
                "coder": "0.1.0",
            }
        ],
        "next": None,
    },
    "search": {"items": [{"kind": "actor", "id": "JPN", "name": "Japan"}]},
}


def example(name: str) -> Responses:
    """The answer's example."""
    return {200: {"content": {"application/json": {"example": _EXAMPLES[name]}}}}


def file_responses(name: str) -> Responses:
    """The answer's example, and the files that it can be instead."""
    files: dict[str, Any] = {kind.partition(";")[0]: {} for kind in TYPES.values()}
    return {200: {"content": {"application/json": {"example": _EXAMPLES[name]}, **files}}}


def problems() -> Responses:
    """How errors look, at any address of the API."""
    said = {
        400: "what is asked for makes no sense",
        404: "nothing of that name in the store",
        413: "the body is too large",
        422: "a parameter is wrong",
        503: "the store is held by another process, or the question took too long",
    }
    return {code: {"model": Problem, "description": text} for code, text in said.items()}
