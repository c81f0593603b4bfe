"""What an address asks for: the filters of a view, checked, and the same filters as an address again."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import Query, Request
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dragoman.errors import UsageError
from dragoman.events.ontology import AUXILIARIES, TYPES
from dragoman.record import EventType
from dragoman.store.filters import Filter, day

DAY = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
IDENTITY = r"^[^\x00-\x1f]+$"
PAIR = r"^([^\x00-\x1f~]+~[^\x00-\x1f~]+|[^\x00-\x1f~-]+-[^\x00-\x1f~-]+)$"
PAGE = 25  # events on a page
Order = Literal["newest", "oldest"]
Day = Annotated[str | None, Field(pattern=DAY, description="YYYY-MM-DD, YYYY-MM or YYYY", examples=["2019-07"])]
Identity = Annotated[
    str | None,
    Field(max_length=200, pattern=IDENTITY, description="an entity's id, or what it begins with", examples=["JPN"]),
]


class EventQuery(BaseModel):
    """Which events, in which order, and from where on."""

    model_config = ConfigDict(extra="ignore")

    actor: Identity = None
    recipient: Identity = None
    party: Identity = None
    dyad: str | None = Field(
        default=None,
        max_length=401,
        pattern=PAIR,
        description="two powers: events between them, whoever acts. Joined by a hyphen, or by ~ where a name holds one",
        examples=["JPN-KOR"],
    )
    type: list[EventType] = Field(default=[], description="PLOVER event types", max_length=16)
    mode: str | None = Field(default=None, max_length=40, pattern=r"^[a-z-]+$")
    quad: int | None = Field(default=None, ge=1, le=4, description="1, 2 verbal, material cooperation; 3, 4 conflict")
    since: Day = None
    until: Day = None
    place: str | None = Field(
        default=None, max_length=200, pattern=IDENTITY, description="a country's code or a place's name"
    )
    text: str | None = Field(default=None, max_length=200, pattern=IDENTITY, description="words of the evidence")
    auxiliary: list[Literal["actual", "historical", "future", "hypothetical", "negated", "all"]] = Field(
        default=["actual"], max_length=6, description="what is said to have happened, or not"
    )
    withdrawn: bool = Field(default=False, description="also events that only older texts of their pages report")
    order: Order = "newest"
    cursor: str | None = Field(
        default=None, max_length=80, pattern=r"^[A-Za-z0-9_-]+$", description="where the last page ended"
    )
    limit: int = Field(default=50, ge=1, le=500)

    def filter(self) -> Filter:
        """The same as the store's own filter. Raises UsageError for a day that there is none of."""
        for given, last in ((self.since, False), (self.until, True)):
            day(given, last=last)
        return Filter(
            actor=self.actor,
            recipient=self.recipient,
            party=self.party,
            types=tuple(self.type),
            mode=self.mode,
            quad=self.quad,
            since=self.since,
            until=self.until,
            place=self.place,
            text=self.text,
            auxiliary=None if "all" in self.auxiliary else tuple(self.auxiliary) or ("actual",),
            withdrawn=self.withdrawn,
        )

    def powers(self) -> tuple[str, str] | None:
        """The two powers of ``dyad``."""
        return pair_of(self.dyad) if self.dyad is not None else None

    def address(self, **changed: Any) -> str:
        """The query as the part of an address after the question mark, with some of it changed; "" where all is plain.

        None takes a filter away. The page that one is on is left out, unless given.
        """
        plain = EventQuery(limit=PAGE)
        values = {name: getattr(self, name) for name in EventQuery.model_fields if name != "cursor"} | changed
        kept = {name: v for name, v in values.items() if v not in (None, [], "") and v != getattr(plain, name, None)}
        return urlencode({k: "true" if v is True else v for k, v in kept.items()}, doseq=True)


def pair_of(text: str) -> tuple[str, str]:
    """The two powers of JPN-KOR or ORG:some-body~JPN."""
    first, _, second = text.partition("~" if "~" in text else "-")
    return first, second


def joined(first: str, second: str) -> str:
    """Two powers as one word: ``pair_of`` turned round."""
    return f"{first}{'~' if '-' in first + second else '-'}{second}"


def read_query(request: Request, **default: Any) -> EventQuery:
    """The filters of a page's address: what a form left blank asks for nothing. Raises UsageError for what is wrong."""
    return parse_query(list(request.query_params.multi_items()), **default)


def parse_query(pairs: list[tuple[str, str]], **default: Any) -> EventQuery:
    """The filters in name and value pairs."""
    given: dict[str, Any] = {"limit": PAGE, **default}
    for name in EventQuery.model_fields:
        values = [value.strip() for key, value in pairs if key == name and value.strip()]
        if values:
            given[name] = values if name in ("type", "auxiliary") else values[-1]
    try:
        query = EventQuery.model_validate(given)
        query.filter()
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        raise UsageError(f"{name}: {_hint(name, first['msg'])}") from error
    return query


def _hint(name: str, message: str) -> str:
    hints = {
        "since": "write a day as YYYY-MM-DD, YYYY-MM or YYYY",
        "until": "write a day as YYYY-MM-DD, YYYY-MM or YYYY",
        "type": f"the types are {', '.join(TYPES)}",
        "auxiliary": f"there are {', '.join(AUXILIARIES)} and all",
        "quad": "quads are 1 to 4",
        "order": "newest or oldest",
        "limit": "1 to 500",
    }
    return hints.get(name, message)


Asked = Annotated[EventQuery, Query()]
