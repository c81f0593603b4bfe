"""Charts as Vega-Lite, drawn without a browser and without the network."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from dragoman.errors import UsageError
from dragoman.store.dyads import Dyad

# blues for cooperation, reds for conflict, the material acts in the stronger shade
_QUADS = {
    "quad1": ("verbal cooperation", "#9ecae1", 1),
    "quad2": ("material cooperation", "#2171b5", 1),
    "quad3": ("verbal conflict", "#fcae91", -1),
    "quad4": ("material conflict", "#cb181d", -1),
}


def dyad_chart(dyad: Dyad) -> dict[str, Any]:
    """A Vega-Lite chart of a dyad's months: stacked bars by quad, conflict below zero; under it the mean score."""
    months = dyad.months.to_pylist()
    bars = [
        {"month": row["period"].isoformat(), "quad": label, "events": sign * row[quad], "order": number}
        for row in months
        for number, (quad, (label, _, sign)) in enumerate(_QUADS.items())
        if row[quad]
    ]
    scores = [{"month": row["period"].isoformat(), "score": row["score_mean"]} for row in months if row["events"]]
    span = [months[0]["period"].isoformat(), _month_after(months[-1]["period"]).isoformat()]
    time = {"field": "month", "type": "temporal", "timeUnit": "utcyearmonth", "title": None, "scale": {"domain": span}}
    labels = [label for label, _, _ in _QUADS.values()]
    colours = [colour for _, colour, _ in _QUADS.values()]
    colour = {"field": "quad", "type": "nominal", "title": None, "scale": {"domain": labels, "range": colours}}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "title": f"{dyad.first} and {dyad.second}",
        "vconcat": [
            {
                "width": 640,
                "height": 240,
                "data": {"values": bars},
                "mark": "bar",
                "encoding": {
                    "x": time,
                    "y": {"field": "events", "type": "quantitative", "title": "conflict | cooperation (events)"},
                    "color": colour,
                    "order": {"field": "order"},
                },
            },
            {
                "width": 640,
                "height": 80,
                "data": {"values": scores},
                "mark": {"type": "line", "point": True, "color": "#444444"},
                "encoding": {
                    "x": time,
                    "y": {
                        "field": "score",
                        "type": "quantitative",
                        "title": "mean score",
                        "scale": {"domain": [-10, 10]},
                    },
                },
            },
        ],
    }


def _month_after(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def draw(chart: dict[str, Any], path: Path) -> None:
    """Write a chart as SVG, PNG or HTML (its scripts inside), by the ending. Raises UsageError for another."""
    import vl_convert

    kind = path.suffix.lower()
    if kind == ".svg":
        path.write_text(vl_convert.vegalite_to_svg(chart), "utf-8")
    elif kind == ".png":
        path.write_bytes(vl_convert.vegalite_to_png(chart, scale=2))
    elif kind == ".html":
        path.write_text(vl_convert.vegalite_to_html(chart, bundle=True), "utf-8")
    else:
        raise UsageError(f"{path}: a chart is written as .svg, .png or .html")
