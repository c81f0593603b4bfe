"""What entities are called on a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from dragoman.exports.tables import country_names
from dragoman.store.tables import answer
from dragoman.web.words import words

if TYPE_CHECKING:
    import duckdb

# an id without a colon is a power or its organ; what pages call it ("the government", "throne") varies by the page
_NAMES = """
SELECT entity, arg_max(name, pages) AS name FROM (
  SELECT entity, name, count(*) AS pages FROM entities WHERE entity IN (SELECT unnest(?::VARCHAR[]))
  GROUP BY ALL ORDER BY name
) GROUP BY entity
"""


def collective(entity: str) -> str | None:
    """The name of a power or its organ by its id: JPN.GOV is "Japan: government"; None for a named entity."""
    if ":" in entity:
        return None
    power, _, sector = entity.partition(".")
    name = country_names().get(power) or words().powers.get(power)
    if name is None or not sector:
        return name
    return f"{name}: {words().sectors.get(sector, sector)}"


def names_of(connection: duckdb.DuckDBPyConnection, entities: Iterable[str]) -> dict[str, str]:
    """A name for each entity: as the pages call it or, for powers and their organs, as the tables do."""
    wanted = sorted(set(entities))
    found = {entity: name for entity in wanted if (name := collective(entity))}
    rest = [entity for entity in wanted if entity not in found]
    if rest:
        for row in answer(connection, _NAMES, [rest]).to_pylist():
            found[row["entity"]] = row["name"]
    return {entity: found.get(entity) or spelled(entity) for entity in wanted}


def spelled(entity: str) -> str:
    """A readable form of an id that nothing names: the words after the colon."""
    return entity.rpartition(":")[2].replace("-", " ") or entity


def headline(event: Mapping[str, object], names: Mapping[str, str]) -> str:
    """An event as a sentence without an end: "Japan sanctions South Korea"."""
    before, verb, after = headline_parts(event)
    parts = (listed([names.get(i, i) for i in before]), verb, listed([names.get(i, i) for i in after]))
    text = " ".join(part for part in parts if part)
    return text[:1].upper() + text[1:]


def headline_parts(event: Mapping[str, object]) -> tuple[list[str], str, list[str]]:
    """Who stands before the verb, the verb, and who stands after it."""
    actors, recipients = list(event["actors"]), list(event["recipients"])  # type: ignore[call-overload]
    one, many, one_alone, many_alone = words().verbs[str(event["type"])]
    if recipients:
        return actors or ["?"], many if len(actors) > 1 else one, recipients
    if len(actors) == 2 and event["type"] in ("AGREE", "CONSULT", "COOPERATE"):
        return actors[:1], one, actors[1:]
    return actors or ["?"], many_alone if len(actors) > 1 else one_alone, []


def listed(items: list[str]) -> str:
    """Names in a row: "A, B and C"; beyond four, "A, B, C and 3 others"."""
    shown = [*items[:3], f"{len(items) - 3} others"] if len(items) > 4 else items
    return " and ".join(part for part in (", ".join(shown[:-1]), shown[-1] if shown else "") if part)
