"""The API's documentation and the codebook, drawn from what they document."""

from __future__ import annotations

import json
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from dragoman.events.ontology import load_types
from dragoman.web.templating import render

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/api")
def api(request: Request) -> HTMLResponse:
    """Every operation with its parameters, its answer and an example."""
    schema = request.app.openapi()
    operations = [
        {"path": path, "method": method.upper(), **operation, "answer": _answer(schema, operation)}
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    ]
    for operation in operations:
        operation["parameters"] = [_parameter(p) for p in operation.get("parameters", [])]
        operation["call"] = operation.get("x-example", operation["path"])
        operation["example"] = _example(operation)
    return render(request, "api.html", operations=operations, info=schema["info"])


def _parameter(parameter: dict[str, Any]) -> dict[str, Any]:
    kind = parameter["schema"]
    options = next((o for o in kind.get("anyOf", [kind]) if o.get("type") != "null"), kind)
    items = options.get("items", options)
    values = items.get("enum") or []
    text = parameter.get("description") or kind.get("description") or ""
    default = kind.get("default")
    return {
        "name": parameter["name"],
        "required": parameter.get("required", False),
        "text": text,
        "values": values,
        "default": ", ".join(map(str, default)) if isinstance(default, list) else default,
        "many": options.get("type") == "array",
    }


def _answer(schema: dict[str, Any], operation: dict[str, Any]) -> list[dict[str, str]]:
    """The fields of an operation's answer."""
    content = operation["responses"]["200"].get("content", {}).get("application/json", {})
    name = content.get("schema", {}).get("$ref", "").rpartition("/")[2]
    fields = schema.get("components", {}).get("schemas", {}).get(name, {}).get("properties", {})
    return [{"name": field, "text": about.get("description", "")} for field, about in fields.items()]


def _example(operation: dict[str, Any]) -> str:
    content = operation["responses"]["200"].get("content", {}).get("application/json", {})
    example = content.get("example")
    return json.dumps(example, ensure_ascii=False, indent=1) if example is not None else ""


@router.get("/codebook")
def codebook(request: Request) -> HTMLResponse:
    """The event types with their modes, quads and scores."""
    return render(request, "codebook.html", codes=load_types().values())
