"""Charts of the reading room in Vega-Lite. Colours are the style sheet's: the page's script fills them in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from dragoman.web.dates import month_end
from dragoman.web.words import words

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
_ANTARCTICA = "010"  # in the atlas; it would take a fifth of the map
_ORDER = (1, 2, 3, 4)  # verbal acts next to the line, material ones outside


def months_chart(rows: Sequence[dict[str, Any]], *, chosen: tuple[date | None, date | None]) -> dict[str, Any]:
    """Bars by month and quad, conflict below the line, over a line of mean scores; ``chosen`` days are shaded."""
    bars = [
        {
            "month": row["period"].isoformat(),
            "kind": words().quads[quad],
            "quad": quad,
            "events": row[f"quad{quad}"] * (1 if quad < 3 else -1),
            "count": row[f"quad{quad}"],
            "order": number,
        }
        for row in rows
        for number, quad in enumerate(_ORDER)
        if row[f"quad{quad}"]
    ]
    scores = [{"month": r["period"].isoformat(), "score": round(r["score_mean"], 2)} for r in rows if r["events"]]
    first, last = rows[0]["period"], month_end(rows[-1]["period"])
    x = {
        "field": "month",
        "type": "temporal",
        "timeUnit": "utcyearmonth",
        "title": None,
        "scale": {"domain": [first.isoformat(), last.isoformat()]},
        "axis": {"labelAngle": 0, "labelOverlap": True, "grid": False, "format": _axis_format(first, last)},
    }
    return {
        "$schema": SCHEMA,
        "data": {"values": bars},
        "spacing": 8,
        "vconcat": [_bars(bars, x, chosen, (first, last)), _scores(scores, x)],
    }


def _axis_format(first: date, last: date) -> str:
    return "%b %Y" if (last - first).days < 1200 else "%Y"


def _bars(
    bars: list[dict[str, Any]], x: dict[str, Any], chosen: tuple[date | None, date | None], edges: tuple[date, date]
) -> dict[str, Any]:
    labels = [words().quads[quad] for quad in _ORDER]
    layers: list[dict[str, Any]] = [
        {
            "mark": {"type": "bar", "cursor": "pointer", "width": {"band": 0.86}},
            "params": [
                {"name": "brush", "select": {"type": "interval", "encodings": ["x"]}},
            ],
            "encoding": {
                "x": x,
                "y": {
                    "field": "events",
                    "type": "quantitative",
                    "title": None,
                    "axis": {"tickCount": 5, "format": "d", "labelExpr": "abs(datum.value)"},
                },
                "color": {
                    "field": "kind",
                    "type": "nominal",
                    "legend": None,
                    "scale": {"domain": labels, "range": "QUADS"},
                },
                "order": {"field": "order"},
                "tooltip": [
                    {"field": "month", "type": "temporal", "timeUnit": "utcyearmonth", "title": "month"},
                    {"field": "kind", "title": "kind"},
                    {"field": "count", "title": "events"},
                ],
            },
        },
        {"data": {"values": [{}]}, "mark": {"type": "rule", "color": "INK"}, "encoding": {"y": {"datum": 0}}},
    ]
    if chosen != (None, None):
        low, high = chosen[0] or edges[0], chosen[1] or edges[1]
        shade = {
            "data": {"values": [{"from": low.isoformat(), "to": high.isoformat()}]},
            "mark": {"type": "rect", "color": "SHADE", "opacity": 0.5},
            "encoding": {
                "x": {"field": "from", "type": "temporal", "timeUnit": "utcyearmonthdate"},
                "x2": {"field": "to"},
            },
        }
        layers.insert(0, shade)
    return {"width": "WIDTH", "height": 220, "layer": layers}


def _scores(scores: list[dict[str, Any]], x: dict[str, Any]) -> dict[str, Any]:
    line = {
        "data": {"values": scores},
        "mark": {"type": "line", "color": "INK", "strokeWidth": 1.5, "point": {"color": "INK", "size": 18}},
        "encoding": {
            "x": {**x, "axis": {"labels": False, "ticks": False, "grid": False, "domain": False}},
            "y": {
                "field": "score",
                "type": "quantitative",
                "title": None,
                "scale": {"domain": [-10, 10]},
                "axis": {"values": [-10, 0, 10], "format": "+d"},
            },
            "tooltip": [
                {"field": "month", "type": "temporal", "timeUnit": "utcyearmonth", "title": "month"},
                {"field": "score", "title": "mean score", "format": "+.2f"},
            ],
        },
    }
    rule = {"data": {"values": [{}]}, "mark": {"type": "rule", "color": "RULE"}, "encoding": {"y": {"datum": 0}}}
    return {"width": "WIDTH", "height": 70, "layer": [rule, line]}


def world_chart(marks: Sequence[dict[str, Any]], *, atlas: str) -> dict[str, Any]:
    """Events on a map of countries: a circle's area is their number, its colour the mean score."""
    points = [
        {
            "place": row["place"],
            "longitude": row["longitude"],
            "latitude": row["latitude"],
            "events": row["events"],
            "score": round(row["score_mean"], 2),
            "href": row["href"],
        }
        for row in marks
    ]
    return {
        "$schema": SCHEMA,
        "width": "WIDTH",
        "height": "MAP",
        "projection": {"type": "equalEarth"},
        "layer": [
            {
                "data": {"url": atlas, "format": {"type": "topojson", "feature": "countries"}},
                "transform": [{"filter": f"datum.id !== '{_ANTARCTICA}'"}],
                "mark": {"type": "geoshape", "fill": "LAND", "stroke": "PAPER", "strokeWidth": 0.5},
            },
            {
                "data": {"values": points},
                "mark": {"type": "circle", "opacity": 0.8, "stroke": "PAPER", "cursor": "pointer"},
                "encoding": {
                    "longitude": {"field": "longitude", "type": "quantitative"},
                    "latitude": {"field": "latitude", "type": "quantitative"},
                    "size": {
                        "field": "events",
                        "type": "quantitative",
                        "legend": None,
                        "scale": {"type": "sqrt", "domainMin": 0, "range": [20, 900]},
                    },
                    "color": {
                        "field": "score",
                        "type": "quantitative",
                        "legend": None,
                        "scale": {"domain": [-6, 0, 6], "range": "SCORES", "clamp": True},
                    },
                    "tooltip": [
                        {"field": "place"},
                        {"field": "events"},
                        {"field": "score", "title": "mean score", "format": "+.1f"},
                    ],
                },
            },
        ],
    }
