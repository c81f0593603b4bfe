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
    if "auxiliary" in found:
        losses["auxiliary"] = cross_entropy(found["auxiliary"], batch.act_auxiliary)
        losses["mode"] = cross_entropy(found["mode"], batch.act_mode)
    if "role" in found:
        losses["role"] = cross_entropy(found["role"], batch.role)
    if "pair" in found:
        allowed = log_softmax(found["pair"], -1).masked_fill(batch.pair_types == 0, float("-inf"))
        losses["pair"] = -torch.logsumexp(allowed, -1).mean()
        for head, labels in (("pair_auxiliary", batch.pair_auxiliary), ("pair_mode", batch.pair_mode)):
            if (labels != IGNORE).any():
                losses[head] = cross_entropy(found[head], labels, ignore_index=IGNORE)
    return torch.stack([WEIGHTS[name] * loss for name, loss in losses.items()]).sum()


def distilled(found: dict[str, Tensor], taught: dict[str, Tensor], mask: Tensor) -> Tensor:
    """The loss against a teacher's logits for the same batch (soft labels, temperature 1.5)."""
    total = torch.zeros(())
    for name, logits in found.items():
        target, values = taught[name], logits
        if name in ("mention", "trigger"):
            target, values = target[mask > 0], values[mask > 0]
        loss = kl_div(log_softmax(values / TEMPERATURE, -1), softmax(target / TEMPERATURE, -1), reduction="batchmean")
        total = total + WEIGHTS[name] * TEMPERATURE**2 * loss
    return total
