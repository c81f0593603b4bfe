"""Sentences to entities: who is meant by each name, title, people and pronoun, at the date of the page."""

from __future__ import annotations

from dragoman.actors.entities import Actor
from dragoman.actors.lexicon import Lexicon, load_lexicon
from dragoman.actors.resolving import resolve

__all__ = ["Actor", "Lexicon", "load_lexicon", "resolve"]
