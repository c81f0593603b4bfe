"""What the model is taught: one loss a head, summed."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy, kl_div, log_softmax, softmax

from training.batches import IGNORE, Batch
from training.model import EventModel

WEIGHTS = {
    "mention": 1.0,
    "trigger": 3.0,
    "auxiliary": 0.5,
    "mode": 0.3,
    "role": 1.0,
    "pair": 1.0,
    "pair_auxiliary": 0.2,
    "pair_mode": 0.2,
}
TEMPERATURE = 1.5
# what each head speaks of
HEADS = {
    "mention": "tokens",
    "trigger": "tokens",
    "auxiliary": "acts",
    "mode": "acts",
    "role": "roles",
    "pair": "pairs",
    "pair_auxiliary": "pairs",
    "pair_mode": "pairs",
}


def outputs(model: EventModel, batch: Batch) -> dict[str, Tensor]:
    """All heads' logits for a batch: token heads [B, T, ·], acts [A, ·], roles [R, 3], pairs [P, ·]."""
    states = model.encode(batch.ids, batch.mask)
    tokens = model.tokens(states)

    def pool(values: Tensor, rows: Tensor, weights: Tensor) -> Tensor:
        """Mean over spans [N, T] of the sentences ``rows``, as one product: cheap to go back through."""
        count, length, _ = values.shape
        placed = torch.zeros(len(rows), count, length)
        placed[torch.arange(len(rows)), rows] = weights
        return placed.flatten(1) @ values.flatten(0, 1)

    found = {"mention": tokens["mention"], "trigger": tokens["trigger"]}
    if len(batch.act_rows):
        found["auxiliary"] = pool(tokens["auxiliary"], batch.act_rows, batch.act_weights)
        found["mode"] = pool(tokens["mode"], batch.act_rows, batch.act_weights)
    if len(batch.role_rows):
        found["role"] = model.roles(
            pool(tokens["role_trigger"], batch.role_rows, batch.role_trigger),
            pool(tokens["role_mention"], batch.role_rows, batch.role_mention),
            batch.role_place,
        )
    if len(batch.pair_rows):
        pairs = model.pairs(states, batch.mask, batch.pair_rows, batch.pair_actor, batch.pair_recipient)
        found |= {"pair": pairs["type"], "pair_auxiliary": pairs["auxiliary"], "pair_mode": pairs["mode"]}
    return found


def supervised(found: dict[str, Tensor], batch: Batch) -> Tensor:
    """The loss against the labels."""
    losses: dict[str, Tensor] = {}
    if (batch.mention != IGNORE).any():
        losses["mention"] = cross_entropy(found["mention"].flatten(0, 1), batch.mention.flatten(), ignore_index=IGNORE)
        weight = batch.trigger.sum(-1)
        each = -(batch.trigger * log_softmax(found["trigger"], -1)).sum(-1)
        losses["trigger"] = each.sum() / weight.sum().clamp(min=1)
    labelled = {
        "auxiliary": batch.act_auxiliary,
        "mode": batch.act_mode,
        "role": batch.role,
        "pair_auxiliary": batch.pair_auxiliary,
        "pair_mode": batch.pair_mode,
    }
    for name, labels in labelled.items():
        if name in found and (labels != IGNORE).any():
            losses[name] = cross_entropy(found[name], labels, ignore_index=IGNORE)
    if "pair" in found and (known := batch.pair_types.sum(-1) > 0).any():
        allowed = log_softmax(found["pair"][known], -1).masked_fill(batch.pair_types[known] == 0, float("-inf"))
        losses["pair"] = -torch.logsumexp(allowed, -1).mean()
    if not losses:
        return torch.zeros(())
    return torch.stack([WEIGHTS[name] * loss for name, loss in losses.items()]).sum()


def distilled(found: dict[str, Tensor], batch: Batch) -> Tensor:
    """The loss against a teacher's logits for the same batch (soft labels, temperature 1.5)."""
    assert batch.taught is not None
    total = torch.zeros(())
    for name, logits in found.items():
        target, values = batch.taught[name], logits
        if HEADS[name] == "tokens":
            target, values = target[batch.mask > 0], values[batch.mask > 0]
        loss = kl_div(log_softmax(values / TEMPERATURE, -1), softmax(target / TEMPERATURE, -1), reduction="batchmean")
        total = total + WEIGHTS[name] * TEMPERATURE**2 * loss
    return total
