"""Sentences to entities: who is meant by each name, title, people and pronoun, at the date of the page."""

from __future__ import annotations

from dragoman.actors.coreference import resolve_mentions
from dragoman.actors.entities import Actor
from dragoman.actors.lexicon import Lexicon, load_lexicon
from dragoman.actors.mentions import Mention, find_mentions
from dragoman.actors.reading import read
from dragoman.actors.resolving import resolve

__all__ = ["Actor", "Lexicon", "Mention", "find_mentions", "load_lexicon", "read", "resolve", "resolve_mentions"]
