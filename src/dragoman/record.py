"""The record: what one page becomes.

Every type that a part, an export, the API or the docs speaks of is defined here, once. Offsets count Unicode code
points in ``Article.body``; ends are exclusive. Dates are ISO 8601 strings. What is not known is ``None`` or an empty
list.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

FORMAT: Literal["dragoman/1"] = "dragoman/1"

EventType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
Auxiliary = Literal["actual", "historical", "future", "hypothetical", "negated"]
Granularity = Literal["day", "week", "month", "season", "quarter", "year", "decade"]
EntityKind = Literal["state", "government", "person", "organisation", "group"]
FurnitureKind = Literal[
    "banner",
    "navigation",
    "section",
    "headline",
    "standfirst",
    "byline",
    "dateline",
    "caption",
    "credit",
    "crosshead",
    "teaser",
    "related",
    "repeat",
    "advertisement",
    "copyright",
    "other",
]
AgreementStatus = Literal[
    "proposed",
    "negotiating",
    "signed",
    "ratified",
    "in force",
    "notice given",
    "suspended",
    "expiring",
    "lapsed",
    "terminated",
    "renewed",
    "replaced",
]
PledgeKind = Literal["promise", "plan", "deadline", "ultimatum"]


class Part(BaseModel):
    """A part of the record: unknown fields are refused, so that a misspelt one is never lost in silence."""

    model_config = ConfigDict(extra="forbid")


class Span(Part):
    """A stretch of ``Article.body``: ``body[start:end] == text``."""

    start: int = Field(ge=0, description="first code point in the body")
    end: int = Field(ge=0, description="code point after the last")
    text: str


class Coder(Part):
    """What produced the record, so that a coding can be reproduced."""

    version: str = Field(description="version of the dragoman package")
    models: dict[str, str] = Field(default_factory=dict, description="sha256 of each model file by its use")
    tables: dict[str, str] = Field(
        default_factory=dict, description="sha256 of each table of the user's own by its name"
    )


class Dateline(Part):
    """The place and date that head a report."""

    text: str
    place: str | None = None
    country: str | None = Field(None, description="ISO 3166-1 alpha-3")
    date: str | None = None


class Furniture(Part):
    """A piece of the page that is not running text."""

    kind: FurnitureKind
    text: str


class Related(Part):
    """A headline of another story that the page points to."""

    title: str
    truncated: bool = Field(False, description="the page itself cut the headline short")


class Article(Part):
    """The article without its furniture."""

    id: str = Field(description="hash of the source bytes")
    source: str = Field(description="path or URL as given")
    title: str | None = None
    section: str | None = None
    byline: str | None = None
    agency: str | None = None
    language: str | None = Field(None, description="ISO 639-1")
    published: str | None = None
    dateline: Dateline | None = None
    body: str = Field(description="running text only; paragraphs joined by a blank line")
    furniture: list[Furniture] = Field(default_factory=list)
    related: list[Related] = Field(default_factory=list)


class Entity(Part):
    """A political actor and where the page names it."""

    id: str = Field(description="the same on every page")
    name: str
    kind: EntityKind
    country: str | None = Field(None, description="ISO 3166-1 alpha-3, or UNO EUR IGO NGO ISM IMG MNC")
    sectors: list[str] = Field(default_factory=list, description="PLOVER sectors, the primary one first")
    role: str | None = None
    mentions: list[Span] = Field(default_factory=list)


class EventDate(Part):
    """When a thing happened or falls due: an inclusive range of days."""

    start: str
    end: str
    granularity: Granularity
    text: str | None = Field(default=None, description="the words that say so")
    inferred: bool = Field(
        default=False, description="no words of its clause say so: it follows from the day of the page's story"
    )


class Place(Part):
    """Where a thing happened."""

    name: str
    country: str | None = None
    latitude: float | None = Field(None, ge=-90, le=90)
    longitude: float | None = Field(None, ge=-180, le=180)
    geonames_id: int | None = None


class Event(Part):
    """Who did what to whom. Reciprocal acts put every party in ``actors`` and leave ``recipients`` empty."""

    id: str
    type: EventType
    mode: str | None = None
    contexts: list[str] = Field(default_factory=list)
    actors: list[str] = Field(default_factory=list, description="entity ids")
    recipients: list[str] = Field(default_factory=list, description="entity ids")
    auxiliary: Auxiliary = "actual"
    date: EventDate | None = None
    place: Place | None = None
    quad: int = Field(ge=1, le=4, description="1 verbal, 2 material cooperation; 3 verbal, 4 material conflict")
    score: float = Field(ge=-10, le=10, description="PLOVER conflict-cooperation score")
    cameo: str = Field(description="CAMEO root code")
    evidence: Span
    statement: str | None = Field(None, description="id of the statement that reports it, if only that does")
    confidence: float = Field(ge=0, le=1)


class Speaker(Part):
    """Who speaks: the entity if it is known, and the words that name it."""

    entity: str | None = None
    name: str | None = None


class Statement(Span):
    """A quotation or a reported claim; the span is what was said, without quotation marks or cue."""

    id: str
    speaker: Speaker
    verb: str | None = None
    direct: bool
    audience: list[str] = Field(default_factory=list)
    date: EventDate | None = Field(default=None, description="when it was said")


class Step(Span):
    """A step of an agreement's life that the page tells as fact; the span is the words that show it."""

    status: AgreementStatus
    date: str | None = Field(default=None, description="of the step, to its own grain: YYYY-MM-DD, YYYY-MM or YYYY")
    event: str | None = Field(default=None, description="id of the event of this record that is the step")


class Agreement(Part):
    """A treaty, pact, accord or the like, as this page leaves it."""

    id: str
    name: str
    acronym: str | None = None
    aliases: list[str] = Field(default_factory=list, description="other names and phrases by which the page means it")
    kind: str | None = Field(default=None, description="treaty, pact, truce, contract, …")
    subject: str | None = Field(default=None, description="what it is about, in the page's words")
    parties: list[str] = Field(default_factory=list)
    status: AgreementStatus | None = None
    status_date: str | None = None
    expires: str | None = None
    review: str | None = Field(default=None, description="when it is to be reviewed or renewed")
    steps: list[Step] = Field(default_factory=list, description="all steps of its life that the page tells")
    evidence: list[Span] = Field(default_factory=list)


class Position(Part):
    """What one party to a dispute claims or demands."""

    entity: str
    claim: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Dispute(Part):
    """A quarrel: what it is about, between whom, and what each side says."""

    id: str
    issue: str
    aliases: list[str] = Field(default_factory=list, description="other wordings of the issue on the page")
    since: str | None = Field(default=None, description="when the page says that it began")
    parties: list[str] = Field(default_factory=list)
    acts: list[str] = Field(default_factory=list, description="ids of the events of this record that are moves in it")
    positions: list[Position] = Field(default_factory=list)
    evidence: list[Span] = Field(default_factory=list)


class Due(Part):
    """When a pledge falls due."""

    start: str | None = None
    end: str | None = None
    text: str | None = None


class Pledge(Part):
    """A promise, announced plan, deadline or ultimatum."""

    id: str
    kind: PledgeKind = "promise"
    by: list[str] = Field(default_factory=list)
    to: list[str] = Field(default_factory=list)
    what: str
    action: EventType | None = Field(default=None, description="type of the act that would keep it")
    negated: bool = Field(default=False, description="a promise not to do it")
    event: str | None = Field(default=None, description="id of the event of this record that makes the pledge")
    due: Due | None = None
    evidence: Span


class Record(Part):
    """One page, coded."""

    format: Literal["dragoman/1"] = FORMAT
    coder: Coder
    article: Article
    entities: list[Entity] = Field(default_factory=list)
    events: list[Event] = Field(default_factory=list)
    statements: list[Statement] = Field(default_factory=list)
    agreements: list[Agreement] = Field(default_factory=list)
    disputes: list[Dispute] = Field(default_factory=list)
    pledges: list[Pledge] = Field(default_factory=list)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a record (draft 2020-12)."""
    schema = Record.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Dragoman record", **schema}
