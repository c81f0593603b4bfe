"""The label sets of the model's heads, in the order of their logits."""

from __future__ import annotations

from dragoman.events.ontology import AUXILIARIES, TYPES, modes

NONE = "NONE"
MENTION_TAGS = ("O", "B", "I")
TRIGGER_TYPES = (NONE, *TYPES)
PAIR_TYPES = (NONE, *TYPES)
ROLES = (NONE, "actor", "recipient")
MODES = (NONE, *modes())

__all__ = ["AUXILIARIES", "MENTION_TAGS", "MODES", "NONE", "PAIR_TYPES", "ROLES", "TRIGGER_TYPES"]
