"""The pages over HTTP: what is on them, and that everything they link to is there."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urljoin

import lxml.html
import pytest
from starlette.testclient import TestClient

from dragoman.store import Store
from tests.web.conftest import client_of

START = [
    "/", "/dyad/JPN-KOR", "/events", "/actors", "/sources", "/world", "/search?q=export", "/api", "/codebook",
]  # fmt: skip


def links(answer: Any, path: str) -> set[str]:
    """The addresses on this server that a page links to, without what stands after #."""
    tree = lxml.html.fromstring(answer.content)
    found = {urljoin(path, href) for href in tree.xpath("//a/@href | //link/@href | //script/@src | //form/@action")}
    return {href.partition("#")[0] for href in found if href.startswith("/")}


def kind(link: str) -> tuple[str, ...]:
    """What sort of address it is: its first part, how many there are, and the names of its filters."""
    path, _, query = link.partition("?")
    return path.split("/")[1], str(path.count("/")), *sorted(part.partition("=")[0] for part in query.split("&"))


def test_whatever_pages_link_to_is_there(client: TestClient) -> None:
    """From each page that a visitor can begin at, two links of each sort, and two of each sort from there."""
    seen: dict[tuple[str, ...], set[str]] = {}
    todo, broken = list(START), {}
    while todo:
        path = todo.pop()
        answer = client.get(path)
        if answer.status_code != 200:
            broken[path] = answer.status_code
        elif not answer.headers["content-type"].startswith("text/html"):
            continue
        for link in sorted(links(answer, path)):
            tried = seen.setdefault(kind(link), set())
            if link not in tried and len(tried) < 2:
                tried.add(link)
                todo.append(link)
    assert not broken
    assert {"dyad", "event", "actor", "article", "place"} <= {sort[0] for sort in seen}


def test_every_kind_of_page_has_one_heading_and_the_policy(client: TestClient) -> None:
    found = client.get("/api/events?limit=1").json()["items"][0]
    for path in [*START, f"/event/{found['id']}", f"/article/{found['article']}", "/actor/JPN", "/place/KOR"]:
        answer = client.get(path)
        assert answer.status_code == 200, path
        tree = lxml.html.fromstring(answer.content)
        assert len(tree.xpath("//h1")) == 1, path
        assert tree.xpath("//title/text()"), path
        assert "script-src 'self'" in answer.headers["content-security-policy"]


def test_pages_hold_no_inline_script_or_style(client: TestClient) -> None:
    for path in START:
        tree = lxml.html.fromstring(client.get(path).content)
        assert not tree.xpath("//script[not(@src) and not(@type='application/json')]"), path
        assert not tree.xpath("//style | //*[@style] | //*[@onclick] | //*[starts-with(@href, 'javascript')]"), path


def test_a_dyad_tells_its_story_in_time_order_with_sentence_and_source(client: TestClient) -> None:
    tree = lxml.html.fromstring(client.get("/dyad/JPN-KOR").content)
    days = tree.xpath("//ol[@class='story']/li//div[@class='when']/time/@datetime")
    assert len(days) == 25
    assert days == sorted(days)
    assert len(tree.xpath("//ol[@class='story']/li//blockquote[mark]")) == 25
    assert len(tree.xpath("//ol[@class='story']/li//p[@class='source']/a[starts-with(@href, '/article/')]")) == 25


def test_the_next_page_of_a_story_goes_on_where_the_last_ended(client: TestClient) -> None:
    path, seen = "/dyad/JPN-KOR", []
    while path:
        tree = lxml.html.fromstring(client.get(path).content)
        seen += tree.xpath("//ol[@class='story']/li/@id")
        path = next(iter(tree.xpath("//nav[@class='pager']/a[@rel='next']/@href")), None)
    total = int(re.search(r"(\d+) events? between", client.get("/dyad/JPN-KOR").text)[1])  # type: ignore[index]
    assert len(seen) == len(set(seen)) == total


@pytest.mark.parametrize(
    ("query", "column", "wanted"),
    [
        ("type=SANCTION", "type", {"SANCTION"}),
        ("quad=2", "quad", {2}),
        ("auxiliary=future", "auxiliary", {"future"}),
    ],
)
def test_filters_in_the_address_hold_for_rows_and_data(
    client: TestClient, query: str, column: str, wanted: set[object]
) -> None:
    rows = client.get(f"/api/events?{query}&limit=500").json()["items"]
    assert {row[column] for row in rows} == wanted
    shown = lxml.html.fromstring(client.get(f"/events?{query}").content).xpath("//ol[@class='story']/li/@id")
    assert shown == [row["id"] for row in rows][: len(shown)]
    assert len(shown) == min(25, len(rows))


def test_a_blank_form_asks_for_everything(client: TestClient) -> None:
    blank = client.get("/events?party=&type=&since=&until=&place=&text=&quad=&auxiliary=actual&order=newest")
    ids = [lxml.html.fromstring(page.content).xpath("//li/@id") for page in (blank, client.get("/events"))]
    assert ids[0] == ids[1] != []


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/events?since=yesterday", 400, "YYYY-MM-DD"),
        ("/events?type=LOVE", 400, "the types are"),
        ("/events?cursor=zzzz", 400, "cursor"),
        ("/dyad/JPN", 400, "two powers"),
        ("/event/e0000000000000000", 404, "no such event"),
        ("/event/nonsense", 404, "no such event"),
        ("/article/ffff", 404, "no such article"),
        ("/actor/ORG:nobody-at-all", 404, "no such actor"),
        ("/place/XXX/Atlantis", 404, "no such place"),
        ("/nothing", 404, "Nothing of that name"),
    ],
)
def test_what_cannot_be_answered_is_said(client: TestClient, path: str, status: int, says: str) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert says in answer.text
    assert "Traceback" not in answer.text


def test_an_empty_store_has_pages_too(tmp_path) -> None:  # type: ignore[no-untyped-def]
    Store(tmp_path / "empty.duckdb").create()
    client = client_of(Store(tmp_path / "empty.duckdb", read_only=True))
    for path in START:
        assert client.get(path).status_code == 200, path


def test_a_missing_store_is_an_error_that_says_what_to_do(tmp_path) -> None:  # type: ignore[no-untyped-def]
    answer = client_of(Store(tmp_path / "none.duckdb", read_only=True)).get("/")
    assert answer.status_code == 503
    assert "dragoman add" in answer.text


def test_an_article_shows_its_text_once_with_its_codings(client: TestClient) -> None:
    source = max(client.get("/api/sources").json()["items"], key=lambda row: row["events"])
    record = client.get(f"/api/articles/{source['article']}").json()
    tree = lxml.html.fromstring(client.get(f"/article/{source['article']}").content)
    for sup in tree.xpath("//sup[@class='numbers']"):
        sup.drop_tree()
    shown = ["".join(p.itertext()) for p in tree.xpath("//div[@data-article]/p")]
    assert "\n\n".join(shown) == record["article"]["body"]
    assert len(tree.xpath("//ol[@class='codings']/li")) == len(record["events"])
    assert len(tree.xpath("//details[@class='furniture']//dd")) == len(record["article"]["furniture"])


def test_why_an_event_was_coded_names_words_of_its_sentence(client: TestClient) -> None:
    found = client.get("/api/events?type=SANCTION&limit=1").json()["items"][0]
    tree = lxml.html.fromstring(client.get(f"/event/{found['id']}/why").content)
    words = tree.xpath("//table[@class='whys']//th/text()")
    sentence = client.get(f"/api/events/{found['id']}").json()["told"][0]["context"]
    assert words
    assert all(word in sentence for word in words)


def test_search_finds_actors_dyads_and_words(client: TestClient) -> None:
    assert "/dyad/JPN-KOR" in client.get("/search?q=Japan and South Korea").text
    assert "/actor/JPN.GOV:shinzo-abe" in client.get("/search?q=Abe").text
    tree = lxml.html.fromstring(client.get("/search?q=chemicals").content)
    evidence = tree.xpath("//ol[@class='story']//blockquote/mark/text()")
    assert evidence
    assert all("chemicals" in words.lower() for words in evidence)
