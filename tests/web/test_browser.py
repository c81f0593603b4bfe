"""The pages in a real browser: drawn, quiet, accessible, and loaded from nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dragoman.store import Store
from dragoman.web import create_app
from tests.web.conftest import SHOTS, Served
from tests.web.test_security import hostile_addresses

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
PATIENCE = 90_000  # milliseconds: the machines that run this are busy
PAGES = {
    "front": "/",
    "dyad": "/dyad/JPN-KOR",
    "events": "/events?quad=4",
    "actor": "/actor/JPN.GOV:shinzo-abe",
    "country": "/actor/KOR",
    "actors": "/actors",
    "pages": "/sources",
    "place": "/place/KOR",
    "world": "/world",
    "agreements": "/agreements",
    "disputes": "/disputes",
    "pledges": "/pledges",
    "search": "/search?q=pact",
    "api": "/api",
    "codebook": "/codebook",
    "missing": "/event/e0000000000000000",
}


class Watched:
    """A page that remembers what went wrong on it."""

    def __init__(self, browser: Any, base: str, *, width: int = 1440, scheme: str = "light") -> None:
        self.base, self.errors, self.elsewhere = base, [], []  # type: ignore[var-annotated]
        self.context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        self.page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", self._asked)

    def _said(self, message: Any) -> None:
        refused = "Failed to load resource" in message.text and "404" in message.text
        if message.type in ("error", "warning") and not refused:
            self.errors.append(message.text)

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.base + "/", "data:")):
            self.elsewhere.append(request.url)

    def open(self, path: str) -> Any:
        self.page.goto(self.base + path, timeout=PATIENCE)
        self.page.wait_for_load_state("networkidle")
        for chart in self.page.locator("[data-chart]").all():
            chart.locator("svg.marks, svg").first.wait_for()
        return self.page

    def shot(self, name: str) -> None:
        SHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SHOTS / f"{name}.png", full_page=True)

    def violations(self) -> list[str]:
        """What axe finds against WCAG 2.2 AA; it runs outside the page's policy."""
        self.page.evaluate(AXE.read_text("utf-8"))
        rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
        found = self.page.evaluate("tags => axe.run(document, {runOnly: tags}).then(r => r.violations)", rules)
        return [f"{v['id']}: {v['nodes'][0]['html'][:160]} ({len(v['nodes'])})" for v in found]

    def close(self) -> None:
        self.context.close()


@pytest.fixture
def watched(browser: Any, served: Served) -> Iterator[Watched]:
    found = Watched(browser, served.base)
    yield found
    found.close()


def some_addresses(store: Store) -> dict[str, str]:
    """One page of each kind whose address is an id."""
    event = max(store.events().to_pylist(), key=lambda row: row["reports"])["id"]
    article = max(store.sources().to_pylist(), key=lambda row: row["events"])["article"]
    found = {"event": f"/event/{event}", "article": f"/article/{article}"}
    for kind in ("agreement", "dispute", "pledge"):
        rows = getattr(store, f"{kind}s")().to_pylist()
        found[kind] = "/" + max(rows, key=lambda row: row["pages"])["id"].replace(":", "/")
    return found


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_every_page_is_drawn_quietly_from_here_alone_and_passes_axe(
    browser: Any, served: Served, store: Store, width: int, scheme: str
) -> None:
    seen = Watched(browser, served.base, width=width, scheme=scheme)
    problems: dict[str, Any] = {}
    for name, path in (PAGES | some_addresses(store)).items():
        page = seen.open(path)
        seen.shot(f"{name}-{width}-{scheme}")
        wide = page.evaluate("document.documentElement.scrollWidth")
        found = seen.violations() + ([f"{wide} pixels wide"] if wide > width else [])
        found += seen.errors + seen.elsewhere
        seen.errors.clear()
        seen.elsewhere.clear()
        if found:
            problems[name] = found
    seen.close()
    assert not problems


def fewer(page: Any, rows: int) -> None:
    """Wait until the story has fewer rows."""
    for _ in range(PATIENCE // 100):
        if page.locator(".story > li").count() < rows:
            return
        page.wait_for_timeout(100)
    pytest.fail(f"still {rows} rows")


def test_charts_have_marks(watched: Watched) -> None:
    page = watched.open("/dyad/JPN-KOR")
    assert page.locator("#months svg .mark-rect path").count() > 10
    page = watched.open("/world")
    assert page.locator("#map svg .mark-shape path").count() > 150
    assert page.locator("#map svg .mark-symbol path").count() > 3
    assert page.evaluate("document.querySelector('[data-network]').graph.edges().length") > 5


def test_filters_change_the_address_and_the_rows(watched: Watched) -> None:
    page = watched.open("/dyad/JPN-KOR")
    before = page.locator(".story > li").count()
    page.locator("select[name=type]").select_option("SANCTION")
    page.wait_for_url(lambda url: url.endswith("/dyad/JPN-KOR?type=SANCTION"))
    fewer(page, before)
    assert {text.split()[0] for text in page.locator(".story > li .type").all_inner_texts()} == {"Sanction"}
    shown = page.locator(".story > li").count()
    page.reload()
    assert page.locator(".story > li").count() == shown
    assert not watched.errors


def test_a_click_on_a_month_keeps_that_month(watched: Watched) -> None:
    page = watched.open("/dyad/JPN-KOR")
    page.locator("#months svg .mark-rect:not([class*=brush]) path").first.click()
    page.wait_for_url(lambda url: "since=2018-10" in url)
    fewer(page, 25)
    days = page.locator(".story > li time").evaluate_all("all => all.map(t => t.dateTime)")
    assert {day[:7] for day in days if len(day) == 10} == {"2018-10"}


def test_a_drag_across_the_chart_keeps_those_months(watched: Watched) -> None:
    page = watched.open("/dyad/JPN-KOR")
    box = page.locator("#months svg").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.55, box["y"] + 12)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.65, box["y"] + 60, steps=4)
    page.mouse.move(box["x"] + box["width"] * 0.75, box["y"] + 80, steps=4)
    page.mouse.up()
    page.wait_for_url(lambda url: "since=2019-" in url)
    assert "until=2019-" in page.url


def test_words_of_an_article_show_their_coding_and_lead_to_it(watched: Watched, store: Store) -> None:
    page = watched.open(some_addresses(store)["article"])
    piece = page.locator("[data-codings]:not([data-codings=''])").first
    piece.hover(position={"x": 2, "y": 6})
    page.locator(".pop:not([hidden]) .coded").first.wait_for()
    assert page.locator(".codings li.on").count() >= 1
    page.locator(".numbers a").first.click()
    assert page.url.endswith("#c-1")


def test_pages_are_read_without_javascript(browser: Any, served: Served, store: Store) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for path in ["/", "/dyad/JPN-KOR?since=2019-07", "/agreements", *some_addresses(store).values()]:
        page.goto(served.base + path, timeout=PATIENCE)
        assert page.locator("h1").count() == 1
    page.goto(served.base + "/events", timeout=PATIENCE)
    page.locator("select[name=type]").select_option("THREATEN")
    page.locator("form.filters button").click()
    assert "type=THREATEN" in page.url
    assert set(page.locator(".story > li .type").all_inner_texts())
    context.close()


def test_the_keyboard_reaches_the_text_and_the_filters(watched: Watched) -> None:
    page = watched.open("/events")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url.endswith("#main"))
    page.wait_for_timeout(300)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "party"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_nothing_of_a_hostile_page_runs(browser: Any, hostile: Store) -> None:
    served = Served(create_app(hostile))
    seen = Watched(browser, served.base)
    for path in hostile_addresses(hostile):
        page = seen.open(path)
        assert page.evaluate("window.hacked") is None, path
    assert not seen.errors
    assert not seen.elsewhere
    seen.close()
    served.stop()
