"""A page whose every text tries to be markup, script, SQL or a path."""

from __future__ import annotations

import hashlib

from dragoman.record import (
    Agreement,
    Article,
    Coder,
    Dateline,
    Dispute,
    Due,
    Entity,
    Event,
    EventDate,
    Furniture,
    Place,
    Pledge,
    Position,
    Record,
    Related,
    Span,
    Speaker,
    Statement,
)

SCRIPT = "<script>window.hacked=1</script>"
IMAGE = '"><img src=x onerror="window.hacked=1">'
BREAK = "</script><svg onload=window.hacked=1>"
QUOTE = "' OR 1=1; DROP TABLE events; --"
TEMPLATE = "{{ 7*7 }}{% raw %}"
SOURCE = "javascript:window.hacked=1//"
ENTITY = f'JPN.GOV:"><img-src=x-onerror=window.hacked=1>{QUOTE}'


def hostile_record() -> Record:
    """The record of such a page; its address is a ``javascript:`` one."""
    acts = f"Tokyo {SCRIPT} sanctioned Seoul {IMAGE} on Monday"
    body = f"{acts}. {BREAK} {QUOTE}\n\n{TEMPLATE} he said {SCRIPT}."
    said = body.index(TEMPLATE)
    span = Span(start=0, end=len(acts), text=acts)
    event = Event(
        id="e" + "a" * 16,
        type="SANCTION",
        mode=None,
        contexts=[SCRIPT],
        actors=[ENTITY, "JPN"],
        recipients=["KOR"],
        date=EventDate(start="2019-07-01", end="2019-07-01", granularity="day", text="on Monday"),
        place=Place(name=IMAGE, country="JPN", latitude=35.0, longitude=139.0),
        quad=4,
        score=-6,
        cameo="16",
        evidence=span,
        confidence=0.9,
    )
    return Record(
        coder=Coder(version=SCRIPT),
        article=Article(
            id=hashlib.sha256(body.encode()).hexdigest()[:32],
            source=SOURCE,
            title=BREAK + IMAGE,
            section=SCRIPT,
            byline=IMAGE,
            agency=SCRIPT,
            language="en",
            published="2019-07-02",
            dateline=Dateline(text=SCRIPT, place=IMAGE),
            body=body,
            furniture=[Furniture(kind="banner", text=SCRIPT), Furniture(kind="caption", text=IMAGE)],
            related=[Related(title=BREAK)],
        ),
        entities=[
            Entity(
                id=ENTITY,
                name=IMAGE,
                kind="person",
                country="JPN",
                role=SCRIPT,
                mentions=[Span(start=0, end=5, text="Tokyo")],
            ),
            Entity(id="KOR", name=SCRIPT, kind="state", country="KOR"),
        ],
        events=[event],
        statements=[
            Statement(
                id="s1",
                start=said,
                end=said + len(TEMPLATE),
                text=TEMPLATE,
                speaker=Speaker(entity=ENTITY, name=SCRIPT),
                verb=IMAGE,
                direct=True,
            )
        ],
        agreements=[
            Agreement(
                id="agreement:" + "b" * 16,
                name=IMAGE,
                acronym=SCRIPT,
                parties=["JPN", "KOR"],
                status="in force",
                expires="2019-08-01",
                evidence=[span],
            )
        ],
        disputes=[
            Dispute(
                id="dispute:" + "c" * 16,
                issue=BREAK,
                parties=["JPN", "KOR"],
                positions=[Position(entity="JPN", claim=SCRIPT, start=0, end=5)],
                evidence=[span],
            )
        ],
        pledges=[
            Pledge(
                id="pledge:" + "d" * 16,
                by=["JPN"],
                to=["KOR"],
                what=IMAGE,
                due=Due(start="2019-07-10", end="2019-07-10", text=SCRIPT),
                evidence=span,
            )
        ],
    )
