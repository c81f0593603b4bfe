"""A store of the example pages, one of hostile pages, and a browser."""

from __future__ import annotations

import json
import os
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from dragoman.record import Coder, Record
from dragoman.store import Store
from dragoman.web import create_app
from tests.web.hostile import hostile_record

ROOT = Path(__file__).parents[2]
SHOTS = ROOT / "build" / "screenshots"


def example_records() -> list[Record]:
    """The golden records of the example pages."""
    rows = [json.loads(path.read_text("utf-8")) for path in sorted(ROOT.glob("examples/*/records/*.json"))]
    coder = Coder(version="1").model_dump()
    return [Record.model_validate({"coder": coder, **row}) for row in rows]


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The example pages, for questions."""
    path = tmp_path_factory.mktemp("web") / "examples.duckdb"
    list(Store(path).add_many(example_records()))
    return Store(path, read_only=True, wait=5)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Pages that want to be more than text."""
    path = tmp_path_factory.mktemp("web") / "hostile.duckdb"
    Store(path).add(hostile_record())
    return Store(path, read_only=True, wait=5)


def client_of(store: Store, **options: Any) -> TestClient:
    """A client that sees errors as a browser would: answered, not raised."""
    return TestClient(create_app(store, hosts=["testserver"], **options), raise_server_exceptions=False)


@pytest.fixture(scope="session")
def client(store: Store) -> TestClient:
    return client_of(store)


class Served:
    """An application on a port of this machine."""

    def __init__(self, app: Any) -> None:
        import uvicorn

        self._server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        deadline = time.monotonic() + 20
        while not self._server.started:
            assert time.monotonic() < deadline, "the server did not start"
            time.sleep(0.02)
        self.base = f"http://127.0.0.1:{self._server.servers[0].sockets[0].getsockname()[1]}"

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(10)


@pytest.fixture(scope="session")
def served(store: Store) -> Iterator[Served]:
    found = Served(create_app(store))
    yield found
    found.stop()


def chromium() -> str | None:
    """The browser: Debian's, or the one that DRAGOMAN_CHROMIUM names."""
    named = os.environ.get("DRAGOMAN_CHROMIUM")
    return named or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Headless Chromium. Without one these tests are skipped, but not where .ci/run has promised one."""
    path = chromium()
    if path is None:
        if os.environ.get("DRAGOMAN_BROWSER") == "required":
            pytest.fail("no chromium, which .ci/run is to install")
        pytest.skip("no chromium on this machine; apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()
