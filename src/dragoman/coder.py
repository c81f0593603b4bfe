"""A page in, its record out: the stages in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from dragoman import __version__
from dragoman.actors import Actor, Lexicon, Mention, load_lexicon
from dragoman.actors import read as read_actors
from dragoman.actors.employers import find_employers
from dragoman.actors.locating import locate_groups
from dragoman.events.acts import find_mentions
from dragoman.events.coding import code_events
from dragoman.events.contexts import article_contexts
from dragoman.events.encoder import model_hash, shared_encoder
from dragoman.events.scene import Scene
from dragoman.language.dates import find_dates
from dragoman.language.sentences import split_sentences
from dragoman.language.story import date_of_statement
from dragoman.ledger.agreements import find_agreements
from dragoman.ledger.disputes import find_disputes
from dragoman.ledger.pledges import find_pledges
from dragoman.ledger.references import outside_titles
from dragoman.ledger.statements import find_statements
from dragoman.pages import read_page
from dragoman.places import find_places
from dragoman.record import Article, Coder, Entity, Event, Record, Span

LONGEST_SENTENCE = 2_000  # code points: what is longer is no prose, and the patterns below are not linear


def code_page(
    data: bytes,
    *,
    source: str,
    published: str | None = None,
    title: str | None = None,
    tables: Sequence[Path] = (),
) -> Record:
    """Code one page, given as its bytes.

    ``published`` (ISO 8601) and ``title`` win over what the page says; ``tables`` are the user's own actor tables.
    Raises PageError for a page that cannot be read.
    """
    article = read_page(data, source=source, published=published, title=title)
    return code_article(article, tables=tables)


def code_article(article: Article, *, tables: Sequence[Path] = ()) -> Record:
    """Code an article that has been read already."""
    scene = read_scene(article, tables=tables)
    lexicon = load_lexicon(extra=tuple(tables))
    coded = code_events(shared_encoder(), scene)
    events = [one.event for one in coded]
    statements = [s.model_copy(update={"date": date_of_statement(scene.timeline, s)}) for s in scene.statements]
    return Record(
        coder=Coder(version=__version__, models={"events": model_hash()}, tables=lexicon.extra),
        article=article,
        entities=collect_entities(scene.mentions, scene.employers, events, lexicon),
        events=events,
        statements=statements,
        agreements=find_agreements(scene, coded),
        disputes=find_disputes(scene, coded),
        pledges=find_pledges(scene, coded),
    )


def read_scene(article: Article, *, tables: Sequence[Path] = ()) -> Scene:
    """Everything that the stages before the events say of an article."""
    encoder, lexicon = shared_encoder(), load_lexicon(extra=tuple(tables))
    body, published = article.body, article.published
    sentences = [s for s in split_sentences(body) if len(s.text) <= LONGEST_SENTENCE]
    readings = [encoder.read(sentence.text) for sentence in sentences]
    spans = [
        (sentence.start + start, sentence.start + end)
        for sentence, reading in zip(sentences, readings, strict=True)
        for start, end in find_mentions(reading)
    ]
    home = article.dateline.country if article.dateline else None
    mentions = read_actors(body, sentences, spans, date=published, lexicon=lexicon, start=home)
    places = find_places(body, sentences, mentions=mentions, dateline=article.dateline)
    mentions = outside_titles(mentions, sentences)
    mentions = locate_groups(mentions, sentences, [(p.start, p.place.country) for p in places])
    dates = find_dates(body, sentences, published=published)
    statements = find_statements(body, sentences, mentions)
    employers = find_employers(mentions, date=published, lexicon=lexicon)
    return Scene(
        article_id=article.id,
        body=body,
        published=published,
        sentences=sentences,
        readings=readings,
        mentions=mentions,
        dates=dates,
        places=places,
        statements=statements,
        contexts=article_contexts(article.title, body),
        employers=employers,
    )


def collect_entities(
    mentions: Sequence[Mention], employers: Mapping[str, Actor], events: Sequence[Event], lexicon: Lexicon
) -> list[Entity]:
    """The entities of an article in order of appearance, each with its mentions; places are not actors.

    An organisation whose official is named is there too: the official's acts are its own. So is a state that is a party
    to an event by what the article says of its people, with no mention of its own.
    """
    found: dict[str, Entity] = {}
    for mention in mentions:
        actors = mention.actors if mention.kind != "place" else ()
        for actor in (*actors, *(employers[a.id] for a in actors if a.id in employers)):
            entity = found.setdefault(actor.id, _entity(actor))
            entity.mentions.append(Span(start=mention.start, end=mention.end, text=mention.text))
    for event in events:
        for party in (*event.actors, *event.recipients):
            if party not in found:
                found[party] = _entity(lexicon.state(party))
    return list(found.values())


def _entity(actor: Actor) -> Entity:
    return Entity(
        id=actor.id,
        name=actor.name,
        kind=actor.kind,
        country=actor.country,
        sectors=list(actor.sectors),
        role=actor.role,
    )
