"""What the API answers, typed."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from dragoman.record import AgreementStatus, Auxiliary, EntityKind, EventType, Granularity


class EventItem(BaseModel):
    """One event, with the evidence of its earliest report."""

    id: str = Field(examples=["e01ce5fbe1bca95d0"])
    day: date | None = Field(description="first day of its date or, lacking one, of publication")
    type: EventType
    mode: str | None
    contexts: list[str]
    actors: list[str] = Field(description="entity ids")
    recipients: list[str] = Field(description="entity ids; none for a reciprocal act")
    auxiliary: Auxiliary
    start: date | None
    end: date | None
    granularity: Granularity | None
    place: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    quad: int = Field(ge=1, le=4)
    score: float = Field(ge=-10, le=10)
    cameo: str
    confidence: float
    reports: int = Field(description="how many reports of it there are")
    pages: int = Field(description="on how many pages")
    texts: int = Field(description="in how many different texts: copies count once")
    evidence: str
    span_start: int = Field(description="of the evidence in the article's body, in code points")
    span_end: int
    source: str
    title: str | None
    published: date | None
    article: str = Field(description="id of the article: /api/articles/{id}")


class Events(BaseModel):
    """A page of events."""

    items: list[EventItem]
    next: str | None = Field(
        description="cursor of the next page; null on the last. It stays good while pages are added"
    )


class Report(BaseModel):
    """One page's report of an event."""

    id: str
    source: str
    title: str | None
    published: date | None
    revision: int = Field(description="which text of the page, from 1")
    superseded: bool = Field(description="a newer text of the page is known")
    coder: str | None
    type: EventType
    mode: str | None
    actors: list[str]
    recipients: list[str]
    auxiliary: Auxiliary
    start: date | None
    end: date | None
    granularity: Granularity | None
    place: str | None
    country: str | None
    score: float
    confidence: float
    evidence: str
    context: str = Field(description="the sentence around the evidence")
    article: str


class EventFull(BaseModel):
    """One event, as its reports together say it, and every report."""

    id: str
    type: EventType
    mode: str | None
    contexts: list[str]
    actors: list[str]
    recipients: list[str]
    auxiliary: Auxiliary
    day: date | None
    start: date | None
    end: date | None
    granularity: Granularity | None
    place: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    quad: int
    score: float
    cameo: str
    confidence: float
    withdrawn: bool = Field(description="only older texts of its pages report it")
    told: list[Report] = Field(description="its reports, the earliest first")
    differing: list[str] = Field(description="fields in which the reports differ")


class Sum(BaseModel):
    """Events by quad and their mean score."""

    events: int
    quad1: int = Field(description="verbal cooperation")
    quad2: int = Field(description="material cooperation")
    quad3: int = Field(description="verbal conflict")
    quad4: int = Field(description="material conflict")
    score_mean: float | None = Field(description="-10 to 10; null of no events")


class DyadItem(Sum):
    """Two powers and what there is between them."""

    first: str
    second: str
    last: date | None = Field(description="day of the last event")


class Dyads(BaseModel):
    """The busiest pairs of powers."""

    items: list[DyadItem]


class Month(Sum):
    """A dyad's month."""

    period: date = Field(description="first day of the month")


class Side(Sum):
    """What one side of a dyad, or both together, did."""

    side: str = Field(description="a power, or `both`")


class DyadFull(Sum):
    """A dyad: months and the balance of who acts. Its story: /api/events?dyad=JPN-KOR."""

    first: str
    second: str
    months: list[Month]
    balance: list[Side]


class PanelRow(Sum):
    """A directed pair of powers in one period."""

    source: str
    target: str
    period: date
    score_sum: float
    net: float | None = Field(description="cooperative less conflictual events over all, -1 to 1")
    material_conflict: float | None = Field(description="share of quad 4")


class Panel(BaseModel):
    """Dyads by period."""

    items: list[PanelRow]


class ActorItem(BaseModel):
    """An entity and how often it acts."""

    id: str
    name: str
    kind: EntityKind
    country: str | None
    sectors: list[str]
    role: str | None
    acts: int
    receives: int
    pages: int
    mentions: int


class Actors(BaseModel):
    """Entities, the busiest first."""

    items: list[ActorItem]


class SourceItem(BaseModel):
    """A page that was read."""

    source: str
    published: date | None
    title: str | None
    agency: str | None
    article: str
    revisions: int
    copy_of: str | None = Field(description="the page whose text it repeats")
    events: int
    coder: str | None


class Sources(BaseModel):
    """Pages, the newest first."""

    items: list[SourceItem]
    next: str | None


class AgreementItem(BaseModel):
    """An agreement as it stands as of a day."""

    id: str
    name: str
    acronym: str | None
    aliases: list[str]
    kind: str | None
    subject: str | None
    parties: list[str]
    status: AgreementStatus | None
    status_date: str | None = Field(description="to its own grain: YYYY, YYYY-MM or YYYY-MM-DD")
    expires: str | None
    past_expiry: bool = Field(description="its end has passed as of the day, whatever pages say of it")
    review: str | None
    steps: int
    pages: int
    first: date | None
    last: date | None


class Agreements(BaseModel):
    """Agreements, those last told of first."""

    as_of: date
    items: list[AgreementItem]


class DisputeItem(BaseModel):
    """A dispute with its course as of a day."""

    id: str
    issue: str
    aliases: list[str]
    parties: list[str]
    since: str | None
    course: str
    course_since: date | None
    claims: int
    acts: int
    pages: int
    first: date | None
    last: date | None


class Disputes(BaseModel):
    """Disputes, those last told of first."""

    as_of: date
    items: list[DisputeItem]


class PledgeItem(BaseModel):
    """A pledge with its fate as of a day."""

    id: str
    kind: str
    by: list[str]
    to: list[str]
    what: str
    action: str | None = Field(description="type of the act that keeps it")
    negated: bool
    made: date | None
    due_start: date | None
    due_end: date | None
    due_text: str | None
    outcome: str = Field(description="open, kept, broken or overdue")
    settled_by: str | None = Field(description="id of the event")
    settled_on: date | None
    late: bool
    why: str | None
    pages: int
    evidence: str
    source: str
    published: date | None


class Pledges(BaseModel):
    """Pledges, the last made first."""

    as_of: date
    items: list[PledgeItem]


class Entry(BaseModel):
    """Everything about an agreement, dispute or pledge; docs/ledger.md has the fields of each."""

    model_config = ConfigDict(extra="allow")

    kind: str
    id: str
    as_of: date
    mentions: list[dict[str, Any]]


class Hit(BaseModel):
    """Something that answers to the words of a search."""

    kind: str = Field(description="actor, agreement, dispute, pledge, page or event")
    id: str
    name: str


class Hits(BaseModel):
    """What answers to a search."""

    items: list[Hit]


class Mode(BaseModel):
    """How an act was done."""

    name: str
    score: float
    cameo: str


class Code(BaseModel):
    """An event type of the codebook."""

    name: EventType
    quad: int
    score: float
    cameo: str
    recipient_required: bool
    modes: list[Mode]


class Codebook(BaseModel):
    """The event types, in the codebook's order, and the other words that codings use."""

    types: list[Code]
    auxiliaries: dict[str, str]
    quads: dict[str, str]
    sectors: dict[str, str]


class Problem(BaseModel):
    """Why a request was not answered."""

    detail: str
