"""Templates: everything that they show is escaped unless it was made here."""

from __future__ import annotations

from functools import cache
from typing import Any

from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from dragoman import __version__
from dragoman.events.ontology import AUXILIARIES, TYPES
from dragoman.web import dates, drawing, links, names
from dragoman.web.query import EventQuery
from dragoman.web.words import words


@cache
def environment() -> Environment:
    """The templates with the helpers that they call."""
    made = Environment(
        loader=PackageLoader("dragoman.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "long_day": dates.long_day,
        "short_day": dates.short_day,
        "month": dates.month_of,
        "iso": lambda value: value.isoformat() if hasattr(value, "isoformat") else str(value or ""),
        "score": lambda value: "–" if value is None else f"{value:+.1f}".replace("-", "−"),
        "number": lambda value: f"{value:,}".replace(",", " "),
        "listed": names.listed,
    }
    made.globals |= {
        "version": __version__,
        "span": dates.span,
        "words": words(),
        "types": TYPES,
        "auxiliaries": AUXILIARIES,
        "actor_url": links.actor_url,
        "dyad_url": links.dyad_url,
        "event_url": links.event_url,
        "article_url": links.article_url,
        "place_url": links.place_url,
        "ledger_url": links.ledger_url,
        "outside_url": links.outside_url,
        "outlet": links.outlet,
        "power_of": links.power_of,
        "headline_parts": names.headline_parts,
        "headline": names.headline,
        "bar": drawing.bar,
        "spark": drawing.spark,
        "needle": drawing.needle,
        "plain_query": EventQuery(),
    }
    return made


def render(request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
    """A page from its template."""
    shared = {"path": request.url.path, "reviewing": getattr(request.app.state, "reviews", None) is not None}
    text = environment().get_template(template).render(shared | context)
    return HTMLResponse(text, status_code=status)
