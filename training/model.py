"""The event model in torch: one encoder, several heads. Trained here, run from ONNX by ``dragoman.events.encoder``.

One pass over a sentence of T tokens gives, for each token: what actor mention it begins or continues, which event type
it triggers, in which auxiliary and mode; and projections from which the role of a mention toward a trigger is scored.
A second, small head types a given actor-recipient pair by attending from the pair to the sentence.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from dragoman.events.positions import BETWEEN, DISTANCES
from training.labels import AUXILIARIES, MENTION_TAGS, MODES, PAIR_TYPES, ROLES, TRIGGER_TYPES

ROLE_SIZE = 128
PAIR_SIZE = 128


class EventModel(nn.Module):
    """Heads over an encoder whose hidden states are H = [batch, T, hidden]."""

    def __init__(self, encoder: nn.Module, hidden: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = encoder
        self.dropout = nn.Dropout(dropout)
        self.mention = nn.Linear(hidden, len(MENTION_TAGS))
        self.trigger = nn.Linear(hidden, len(TRIGGER_TYPES))
        self.auxiliary = nn.Linear(hidden, len(AUXILIARIES))
        self.mode = nn.Linear(hidden, len(MODES))
        self.roles = RoleHead(hidden)
        self.pairs = PairHead(hidden)

    def encode(self, ids: Tensor, mask: Tensor) -> Tensor:
        return self.dropout(self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state)

    def tokens(self, states: Tensor) -> dict[str, Tensor]:
        """What each token says by itself, and its two projections for the role head."""
        return {
            "mention": self.mention(states),
            "trigger": self.trigger(states),
            "auxiliary": self.auxiliary(states),
            "mode": self.mode(states),
            "role_trigger": self.roles.of_trigger(states),
            "role_mention": self.roles.of_mention(states),
        }


class RoleHead(nn.Module):
    """The role of a mention toward a trigger. The projections are linear, so a span's is the mean of its tokens'."""

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.of_trigger = nn.Linear(hidden, 2 * ROLE_SIZE)
        self.of_mention = nn.Linear(hidden, 2 * ROLE_SIZE)
        self.distance = nn.Embedding(DISTANCES, ROLE_SIZE)
        self.between = nn.Embedding(BETWEEN, ROLE_SIZE)
        self.out = nn.Linear(2 * ROLE_SIZE, len(ROLES))

    def forward(self, trigger: Tensor, mention: Tensor, place: Tensor) -> Tensor:
        """Spans' mean projections [N, 2R] each, and how they lie to each other [N, 2], to role logits [N, roles]."""
        added = trigger[:, :ROLE_SIZE] + mention[:, :ROLE_SIZE] + self.distance(place[:, 0]) + self.between(place[:, 1])
        added = torch.relu(added)
        multiplied = trigger[:, ROLE_SIZE:] * mention[:, ROLE_SIZE:]
        return self.out(torch.cat([added, multiplied], -1))


class PairHead(nn.Module):
    """The event between a given actor and recipient, from the sentence's hidden states."""

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.query = nn.Linear(2 * hidden, 4 * PAIR_SIZE)
        self.key = nn.Linear(hidden, 4 * PAIR_SIZE)
        self.value = nn.Linear(hidden, 4 * PAIR_SIZE)
        self.hidden = nn.Linear(2 * hidden + 4 * PAIR_SIZE, 2 * hidden)
        self.typed = nn.Linear(2 * hidden, len(PAIR_TYPES))
        self.auxiliary = nn.Linear(2 * hidden, len(AUXILIARIES))
        self.mode = nn.Linear(2 * hidden, len(MODES))

    def forward(
        self, states: Tensor, mask: Tensor, rows: Tensor, actor: Tensor, recipient: Tensor
    ) -> dict[str, Tensor]:
        """States [B, T, H], mask [B, T]; ``rows`` [N] is the sentence of each pair; actor and recipient [N, T] are
        weights that sum to 1 over the span's tokens."""
        own = states.index_select(0, rows)
        pooled = torch.cat([torch.bmm(w.unsqueeze(1), own).squeeze(1) for w in (actor, recipient)], -1)
        count, length, _ = own.shape
        query = self.query(pooled).view(count, 4, PAIR_SIZE)
        key = self.key(states).index_select(0, rows).view(count, length, 4, PAIR_SIZE)
        value = self.value(states).index_select(0, rows).view(count, length, 4, PAIR_SIZE)
        score = torch.einsum("nhd,nthd->nht", query, key) / PAIR_SIZE**0.5
        score = score + (1.0 - mask.index_select(0, rows).to(states.dtype)).unsqueeze(1) * -1e4
        attention = torch.softmax(score, -1)
        context = torch.einsum("nht,nthd->nhd", attention, value).reshape(count, 4 * PAIR_SIZE)
        hidden = torch.nn.functional.gelu(self.hidden(torch.cat([pooled, context], -1)))
        return {
            "type": self.typed(hidden),
            "auxiliary": self.auxiliary(hidden),
            "mode": self.mode(hidden),
            "attention": attention.mean(1),
        }


def load_encoder(name: str) -> tuple[nn.Module, int]:
    """A pretrained encoder from an installed package, ``minilm`` or ``mpnet``, and its hidden size."""
    from transformers import AutoModel

    from training.encoders import encoder_path

    encoder = AutoModel.from_pretrained(encoder_path(name), local_files_only=True, attn_implementation="eager")
    return encoder, encoder.config.hidden_size
