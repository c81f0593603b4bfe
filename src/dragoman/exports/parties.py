"""The sides of an event as tables name them, and the pairs that dyadic formats want."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.exports.rows import EventRow, Report
from dragoman.record import Entity, Span


@dataclass(frozen=True, slots=True)
class Party:
    """An actor or recipient.

    ``country`` is ISO alpha-3 or one of UNO EUR IGO NGO ISM IMG MNC; ``raw`` the first report's words for it.
    """

    id: str
    name: str
    country: str | None = None
    sectors: tuple[str, ...] = ()
    role: str | None = None
    raw: str | None = None

    @property
    def power(self) -> str:
        """The state or organisation that the party belongs to: JPN for ``JPN.GOV:toshimitsu-motegi``."""
        return self.country if self.country and self.id.startswith(self.country) else self.id


def parties(row: EventRow, ids: Sequence[str]) -> list[Party]:
    """The entities behind ``ids``, as the earliest report that knows each describes it."""
    return [_party(row, identity) for identity in ids]


def pairs(row: EventRow) -> Iterator[tuple[Party, Party | None]]:
    """Each actor with each recipient.

    A reciprocal act pairs every two actors of different powers both ways, as CAMEO codes such acts; if all are of one
    power, every two of them. A sole actor without a recipient stands alone.
    """
    actors, recipients = parties(row, row.event.actors), parties(row, row.event.recipients)
    if recipients:
        yield from ((a, b) for a in actors for b in recipients if a.id != b.id)
    elif len(actors) == 1:
        yield actors[0], None
    else:
        apart = len({actor.power for actor in actors}) > 1
        yield from ((a, b) for a in actors for b in actors if a.id != b.id and (not apart or a.power != b.power))


def mention_near(report: Report, identity: str) -> Span | None:
    """The mention of an entity that is nearest to the evidence; None where the page has none of it."""
    entity = _entity(report, identity)
    evidence = report.event.evidence
    if entity is None or not entity.mentions:
        return None
    return min(entity.mentions, key=lambda m: (max(evidence.start - m.end, m.start - evidence.end, 0), m.start))


def _party(row: EventRow, identity: str) -> Party:
    for report in row.reports:
        entity = _entity(report, identity)
        if entity is not None:
            raw = mention_near(report, identity)
            text = raw.text if raw else None
            return Party(identity, entity.name, entity.country, tuple(entity.sectors), entity.role, text)
    return Party(identity, identity)


def _entity(report: Report, identity: str) -> Entity | None:
    return next((entity for entity in report.record.entities if entity.id == identity), None)
