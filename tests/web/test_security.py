"""Pages, addresses and inputs that mean harm."""

from __future__ import annotations

import time
from pathlib import Path
from urllib.parse import quote

import lxml.html
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from dragoman.store import Store
from dragoman.web.limits import Limits
from dragoman.web.links import outside_url
from dragoman.web.query import EventQuery
from tests.web.conftest import client_of
from tests.web.hostile import ENTITY, SOURCE

ATTACKS = [
    "' OR 1=1 --",
    "'; DROP TABLE events; --",
    "x') UNION SELECT * FROM pages --",
    "../../../../etc/passwd",
    "..%2f..%2fetc%2fpasswd",
    "%00",
    "<script>window.hacked=1</script>",
    "{{7*7}}",
    "${7*7}",
    "\u202e\u0000\ufeff",
    "A" * 5000,
]
LISTS = ("text", "party", "place", "since", "order", "cursor", "mode", "dyad")
TEMPLATES = [
    *(f"/events?{name}={{}}" for name in LISTS),
    *(f"/{kind}/{{}}" for kind in ("dyad", "actor", "event", "article", "place", "agreement", "static")),
    "/search?q={}",
    "/pledges?as_of={}",
    "/api/actors?text={}",
]
WRITES = (
    "DELETE FROM events",
    "CREATE TABLE main.t (a INT)",
    "COPY events TO '/tmp/x.csv'",
    "SELECT * FROM read_csv('/etc/passwd')",
    "INSTALL httpfs",
)
LIVE = "//script[not(@src) and not(@type='application/json')] | //img | //*[@onerror] | //*[@onload]"


def hostile_addresses(store: Store) -> list[str]:
    event = store.events(auxiliary=None).to_pylist()[0]["id"]
    article = store.sources().to_pylist()[0]["article"]
    entries = (store.agreements(), store.disputes(), store.pledges())
    return [
        "/",
        "/dyad/JPN-KOR",
        "/events",
        f"/event/{event}",
        f"/article/{article}",
        f"/actor/{quote(ENTITY, safe='')}",
        "/actors",
        "/sources",
        "/place/JPN",
        "/world",
        "/search?q=script",
        "/agreements",
        "/disputes",
        "/pledges",
        *(f"/{id.replace(':', '/')}" for table in entries for id in table["id"].to_pylist()),
    ]


def test_what_a_page_says_never_becomes_markup(hostile: Store) -> None:
    client = client_of(hostile)
    for path in hostile_addresses(hostile):
        answer = client.get(path)
        assert answer.status_code == 200, (path, answer.text[:300])
        tree = lxml.html.fromstring(answer.content)
        assert not tree.xpath(LIVE), path
        hrefs = tree.xpath("//@href | //@src | //@action")
        assert all(href.startswith(("/", "#", "?")) for href in hrefs), path
        for block in tree.xpath("//script[@type='application/json']/text()"):
            assert "<" not in block, path
        assert "49" not in "".join(tree.xpath("//blockquote//text()")), path


def test_feeds_and_json_of_hostile_pages_are_well_formed(hostile: Store) -> None:
    import feedparser

    client = client_of(hostile)
    for name in ("events", "agreements", "pledges"):
        found = feedparser.parse(client.get(f"/feeds/{name}.atom").content)
        assert not found.bozo, name
    assert client.get("/api/events").json()["items"][0]["source"] == SOURCE.rstrip("/")


@pytest.mark.parametrize(
    ("source", "safe"),
    [
        ("https://news.example/a?b=1#c", True),
        ("http://news.example/", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("java\nscript:alert(1)", False),
        (" https://news.example/", False),
        ("data:text/html,x", False),
        ("vbscript:x", False),
        ("file:///etc/passwd", False),
        ("//news.example/", False),
        ("https:///path", False),
        ("http://[::1", False),
        ("examples/a.txt", False),
    ],
)
def test_only_addresses_of_the_web_are_links(source: str, safe: bool) -> None:
    assert outside_url(source) == (source if safe else None)


@pytest.mark.parametrize("template", TEMPLATES)
def test_inputs_that_mean_harm_are_answered_calmly(client: TestClient, template: str) -> None:
    for attack in ATTACKS:
        answer = client.get(template.format(quote(attack, safe="")))
        assert answer.status_code in (200, 400, 404, 422), (attack, answer.text[:200])
        assert "root:" not in answer.text
        assert "Traceback" not in answer.text
        assert "duckdb" not in answer.text.lower()


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static//etc/passwd"]
)
def test_static_files_are_those_of_the_room_alone(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_filters_of_any_text_are_answered(client: TestClient, data: st.DataObject) -> None:
    names = st.sampled_from([*EventQuery.model_fields, "q", "format"])
    text = st.text(max_size=30) | st.sampled_from(["JPN", "2019", "2019-07", "all", "newest", "-1", "1e9", "0"])
    params = data.draw(
        st.lists(st.tuples(names, text.map(lambda t: t.encode("utf-8", "replace").decode())), max_size=5)
    )
    for path in ("/events", "/api/events"):
        answer = client.get(path, params=params)
        assert answer.status_code in (200, 400, 422), answer.text[:300]


def test_the_store_cannot_be_written_through_the_room(store: Store) -> None:
    import duckdb

    from dragoman.web.reading import reading

    with reading(store, Limits()) as connection:
        for sql in WRITES:
            with pytest.raises(duckdb.Error):
                connection.execute(sql)


def test_many_readers_at_once_are_all_answered(client: TestClient) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda _: client.get("/api/events?limit=1").status_code, range(18)))
    assert answers == [200] * 18


def test_other_hosts_names_are_refused(client: TestClient) -> None:
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400
    assert client.get("/api/events", headers={"Host": "evil.example"}).status_code == 400


def test_other_origins_get_no_leave_to_read(client: TestClient) -> None:
    answer = client.get("/api/events?limit=1", headers={"Origin": "https://evil.example"})
    assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize("path", ["/", "/nothing", "/api/events?quad=9", "/static/room.css", "/feeds/events.atom"])
def test_every_answer_has_the_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"


def test_bodies_over_the_limit_are_refused(store: Store) -> None:
    client = client_of(store, limits=Limits(body=1000))
    assert client.post("/api/code", content=b"x" * 2000).status_code == 413
    parts = (b"x" * 300 for _ in range(10))
    assert client.post("/api/code", content=parts).status_code == 413


def test_questions_that_take_too_long_are_given_up(store: Store) -> None:
    from dragoman.web.reading import TooLongError, reading

    start = time.monotonic()
    with pytest.raises(TooLongError, match="ask for less"), reading(store, Limits(seconds=0.2)) as connection:
        connection.execute(
            "SELECT count(*) FROM range(10000000) a, range(1000000) b WHERE a.range * b.range % 7 = 3"
        ).fetchall()
    assert time.monotonic() - start < 30


def test_what_breaks_is_told_without_a_trace(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from dragoman.web import overview

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret of the machine")

    monkeypatch.setattr(overview, "dyads", broken)
    client = client_of(store)
    for path in ("/world", "/api/dyads"):
        answer = client.get(path)
        assert answer.status_code == 500
        assert "secret" not in answer.text
        assert "Traceback" not in answer.text
        assert "script-src 'self'" in answer.headers["content-security-policy"]


def test_a_page_gone_while_asked_is_said(tmp_path: Path) -> None:
    path = tmp_path / "damaged.duckdb"
    path.write_bytes(b"not a store at all" * 100)
    answer = client_of(Store(path, read_only=True)).get("/api/events")
    assert answer.status_code == 503
    assert "backup" in answer.json()["detail"]
