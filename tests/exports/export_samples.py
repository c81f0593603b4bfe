"""Records made by hand for the tests of exports."""

from __future__ import annotations

from typing import Any

from dragoman.record import Article, Coder, Dateline, Entity, Event, EventDate, Place, Record, Span

KENT = Place(name="Kent", country="GBR", latitude=51.24, longitude=0.7021, geonames_id=3333158)  # a county
TOKYO = Place(name="Tokyo", country="JPN", latitude=35.6895, longitude=139.69171, geonames_id=1850147)
CODER = Coder(version="0.1.0", models={"events": "sha256:00"})

ENTITIES: dict[str, dict[str, Any]] = {
    "JPN": {"name": "Japan", "kind": "state", "country": "JPN", "sectors": ["GOV"]},
    "KOR": {"name": "South Korea", "kind": "state", "country": "KOR", "sectors": ["GOV"]},
    "JPN.GOV:ryota-mori": {
        "name": "Ryota Mori",
        "kind": "person",
        "country": "JPN",
        "sectors": ["GOV", "MIL", "ELI"],
        "role": "Trade Minister",
    },
    "KOR.JUD": {"name": "South Korea: courts", "kind": "organisation", "country": "KOR", "sectors": ["JUD"]},
    "UNO": {"name": "United Nations", "kind": "organisation", "country": "UNO"},
    "IGO:NATO": {"name": "NATO", "kind": "organisation", "country": "IGO", "sectors": ["MIL"]},
    "IGO:G20": {"name": "G20", "kind": "organisation", "country": "IGO"},
    "ORG:villagers": {"name": "villagers", "kind": "group", "sectors": ["CVL"]},
    "KOS": {"name": "Kosovo", "kind": "state", "country": "KOS", "sectors": ["GOV"]},
}

LEAD = "Japan and South Korea met in Tokyo on Monday."
SECOND = 'Trade Minister Ryota Mori "curbed" exports to South Korea and the UN. The court ruled against Japan in 2018.'
BODY = f"{LEAD}\n\n{SECOND}"


def span(body: str, text: str) -> Span:
    """The first place where the body says ``text``."""
    start = body.index(text)
    return Span(start=start, end=start + len(text), text=text)


def entity(body: str, identity: str, *mentions: str) -> Entity:
    """An entity with the first mention of each wording."""
    return Entity(id=identity, mentions=[span(body, text) for text in mentions], **ENTITIES[identity])


def event(body: str, identity: str, type_: str, evidence: str, **fields: Any) -> Event:
    """An event with what the ontology says of its type, as far as the tests need it."""
    values: dict[str, tuple[int, float, str]] = {
        "CONSULT": (1, 2.5, "04"),
        "SANCTION": (4, -6.0, "16"),
        "ACCUSE": (3, -2.0, "11"),
        "AID": (2, 10.0, "07"),
        "ASSAULT": (4, -9.0, "18"),
    }
    quad, score, cameo = values[type_]
    known = {"quad": quad, "score": score, "cameo": cameo, "confidence": 0.93} | fields
    return Event.model_validate({"id": identity, "type": type_, "evidence": span(body, evidence), **known})


def day(start: str, end: str | None = None, *, granularity: str = "day") -> EventDate:
    """A date without its words."""
    return EventDate.model_validate({"start": start, "end": end or start, "granularity": granularity})


def article(source: str, body: str, **fields: Any) -> Article:
    """An article whose id is made of its source."""
    return Article(id=source.encode().hex()[-16:], source=source, body=body, **fields)


def harbour() -> Record:
    """A page of an agency with four events, one of them negated and one undated."""
    events = [
        event(
            BODY,
            "a1",
            "CONSULT",
            "Japan and South Korea met",
            actors=["JPN", "KOR"],
            date=day("2019-07-01"),
            place=TOKYO,
        ),
        event(
            BODY,
            "a2",
            "SANCTION",
            'Ryota Mori "curbed" exports',
            mode="discontinue",
            actors=["JPN.GOV:ryota-mori"],
            recipients=["KOR", "UNO"],
            contexts=["economic", "technology"],
        ),
        event(BODY, "a3", "ACCUSE", "The court ruled", actors=["KOR.JUD"], recipients=["JPN"], auxiliary="negated"),
        event(
            BODY,
            "a4",
            "ACCUSE",
            "The court ruled against Japan in 2018",
            actors=["KOR.JUD"],
            recipients=["JPN.GOV:ryota-mori"],
            date=day("2018-01-01", "2018-12-31", granularity="year"),
            place=KENT,
        ),
    ]
    return Record(
        coder=CODER,
        article=article(
            "https://www.harbour.example/world/1",
            BODY,
            title="Japan and South Korea meet",
            agency="Harbour Wire",
            language="en",
            published="2019-07-02",
            dateline=Dateline(text="SEOUL, July 2", place="Seoul", country="KOR", date="2019-07-02"),
        ),
        entities=[
            entity(BODY, "JPN", "Japan"),
            entity(BODY, "KOR", "South Korea", "exports to South Korea"),
            entity(BODY, "JPN.GOV:ryota-mori", "Trade Minister Ryota Mori"),
            entity(BODY, "UNO", "UN"),
            entity(BODY, "KOR.JUD", "The court"),
        ],
        events=events,
    )


HOSTILE = 'NATO\tshelled\r\n\x00"villagers"\u2028near Kosovo \U0001f6a2 on a day unknown.'


def hostile() -> Record:
    """A page known by its path, without date or agency, full of what breaks tables."""
    body = HOSTILE
    strange = event(
        body,
        "b1",
        "ASSAULT",
        body[: body.index("\u2028")],
        mode="heavy-weapons",
        actors=["IGO:NATO", "IGO:G20"],
        recipients=["ORG:villagers", "KOS"],
        place=Place(name="Kosovo", country="KOS", latitude=42.6, longitude=21.0),
        confidence=0.02,
    )
    alone = event(body, "b2", "AID", "NATO", actors=["IGO:NATO"], recipients=[])
    return Record(
        coder=CODER,
        article=article("pages/strange\tname.txt", body, title='=SUM("A1")\n\ttitle'),
        entities=[
            entity(body, "IGO:NATO", "NATO"),
            entity(body, "ORG:villagers", '"villagers"'),
            entity(body, "KOS", "Kosovo"),
            Entity(id="IGO:G20", mentions=[], **ENTITIES["IGO:G20"]),
        ],
        events=[strange, alone],
    )


def records() -> list[Record]:
    """Both."""
    return [harbour(), hostile()]
