"""The training loop: AdamW on float32 weights, forward and backward in bfloat16."""

from __future__ import annotations

import copy
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional

from training.batches import IGNORE, Batch
from training.encoder import Tagger


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast to learn.

    Attributes:
        steps: Batches to learn from.
        minutes: The schedule is shortened so that training ends by then, whatever the machine.
        encoder_rate: Highest learning rate of the published layers.
        head_rate: Highest learning rate of what starts at random.
        warmup: Share of the schedule in which the rate rises.
    """

    steps: int
    minutes: float
    encoder_rate: float = 1.5e-4
    head_rate: float = 1e-3
    warmup: float = 0.06
    decay: float = 0.01


def train(tagger: Tagger, stream: Iterable[Batch], plan: Plan, say: Callable[[str], None]) -> int:
    """Train a tagger in place.

    Returns:
        Steps taken. Fewer than planned means that the time ran out; the same steps with the same seed on the same kind
        of processor give the same weights.
    """
    worker = _lowered(tagger)
    optimiser = _optimiser(tagger, plan)
    began = time.monotonic()
    total, step = 0.0, 0
    for batch in stream:
        progress = max(step / plan.steps, (time.monotonic() - began) / 60 / plan.minutes)
        if progress >= 1:
            break
        step += 1
        total += _step(tagger, worker, optimiser, batch, _height(progress, plan.warmup))
        if step % 50 == 0:
            say(f"step {step} of {plan.steps}, {(time.monotonic() - began) / 60:.1f} min, loss {total / 50:.4f}")
            total = 0.0
    return step


def _height(progress: float, warmup: float) -> float:
    """Share of the highest rate: a straight rise, then a straight fall."""
    return progress / warmup if progress < warmup else (1 - progress) / (1 - warmup)


def _lowered(tagger: Tagger) -> Tagger:
    return copy.deepcopy(tagger).bfloat16()


def _optimiser(tagger: Tagger, plan: Plan) -> torch.optim.Optimizer:
    groups: dict[tuple[float, float], list[nn.Parameter]] = {}
    for name, weight in tagger.named_parameters():
        rate = plan.head_rate if name.startswith(("tags.", "shapes.")) else plan.encoder_rate
        decay = plan.decay if weight.dim() > 1 else 0.0
        groups.setdefault((rate, decay), []).append(weight)
    return torch.optim.AdamW(
        [
            {"params": weights, "lr": rate, "highest": rate, "weight_decay": decay}
            for (rate, decay), weights in groups.items()
        ],
        betas=(0.9, 0.98),
        fused=True,
    )


def _step(tagger: Tagger, worker: Tagger, optimiser: torch.optim.Optimizer, batch: Batch, height: float) -> float:
    worker.train()
    scores = worker(torch.from_numpy(batch.pieces), torch.from_numpy(batch.shapes), torch.from_numpy(batch.mask))
    loss = functional.cross_entropy(
        scores.float().flatten(0, 1), torch.from_numpy(batch.tags).flatten(), ignore_index=IGNORE, label_smoothing=0.01
    )
    loss.backward()
    for weight, copied in zip(tagger.parameters(), worker.parameters(), strict=True):
        weight.grad = copied.grad.float() if copied.grad is not None else None
        copied.grad = None
    nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
    for group in optimiser.param_groups:
        group["lr"] = group["highest"] * height
    optimiser.step()
    with torch.no_grad():
        for weight, copied in zip(tagger.parameters(), worker.parameters(), strict=True):
            copied.copy_(weight)
    return float(loss.detach())
