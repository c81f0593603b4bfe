"""The tools for agents, asked over stdio as an agent would."""

from __future__ import annotations

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import anyio
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

from dragoman.store import Store


def asked(store: Store, *calls: tuple[str, dict[str, Any]]) -> tuple[list[Any], list[Any]]:
    """The tools, and the answers to some calls."""
    command = StdioServerParameters(
        command=sys.executable,
        args=["-c", "from dragoman.cli import main; main()", "mcp", "--store", str(store.path)],
    )

    async def talk() -> tuple[list[Any], list[Any]]:
        async with stdio_client(command) as (reader, writer), ClientSession(reader, writer) as session:
            await session.initialize()
            tools = (await session.list_tools()).tools
            return tools, [await session.call_tool(name, given) for name, given in calls]

    # in a thread of its own: the browser's tests leave an event loop running in this one
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(anyio.run, talk).result()


def test_an_agent_asks_the_same_questions_and_gets_sentences_and_sources(store: Store) -> None:
    tools, answers = asked(
        store,
        ("events", {"dyad": "JPN-KOR", "type": ["SANCTION"], "limit": 2}),
        ("dyad", {"pair": "JPN-KOR"}),
        ("search", {"words": "Abe"}),
        ("ledger", {"kind": "agreements", "between": "JPN-KOR"}),
        ("event", {"id": "e0000000000000000"}),
    )
    assert {"search", "events", "event", "dyad", "dyads", "article", "ledger", "ledger_entry"} == {
        t.name for t in tools
    }
    events, dyad, search, ledger = (json.loads(answer.content[0].text) for answer in answers[:4])
    assert len(events["items"]) == 2
    for row in events["items"]:
        assert row["evidence"] in row["sentence"]
        assert row["source"]
        assert row["type"] == "SANCTION"
    assert dyad["events"] == sum(month["events"] for month in dyad["months"])
    assert "JPN.GOV:shinzo-abe" in [row["id"] for row in search["actors"]]
    assert ledger["found"] == len(store.agreements(between=("JPN", "KOR")))
    assert "no such event" in answers[4].content[0].text
