"""A BERT encoder for tagging words, small enough to read in one sitting.

It takes the weights of MiniLM-L6-H384-uncased (Apache-2.0) by their public names. On top of the published layers
stand a learned embedding of each word's shape, because the vocabulary is uncased, and a linear layer of tags.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional


@dataclass(frozen=True, slots=True)
class Size:
    """The measures of the encoder, as its ``config.json`` gives them."""

    vocabulary: int
    hidden: int
    inner: int
    layers: int
    heads: int
    positions: int
    epsilon: float

    @classmethod
    def read(cls, folder: Path) -> Size:
        """Read the measures of the base weights."""
        raw = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        return cls(
            vocabulary=raw["vocab_size"],
            hidden=raw["hidden_size"],
            inner=raw["intermediate_size"],
            layers=raw["num_hidden_layers"],
            heads=raw["num_attention_heads"],
            positions=raw["max_position_embeddings"],
            epsilon=raw["layer_norm_eps"],
        )


class Layer(nn.Module):
    """Self-attention and the two dense layers after it, normalised afterwards as BERT does."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.heads = size.heads
        self.query = nn.Linear(size.hidden, size.hidden)
        self.key = nn.Linear(size.hidden, size.hidden)
        self.value = nn.Linear(size.hidden, size.hidden)
        self.mix = nn.Linear(size.hidden, size.hidden)
        self.mix_norm = nn.LayerNorm(size.hidden, size.epsilon)
        self.widen = nn.Linear(size.hidden, size.inner)
        self.narrow = nn.Linear(size.inner, size.hidden)
        self.out_norm = nn.LayerNorm(size.hidden, size.epsilon)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        """Run the layer; ``bias`` is added to the attention (0 where a piece may be looked at)."""
        batch, length, hidden = states.shape
        shape = (batch, length, self.heads, hidden // self.heads)
        query = self.query(states).view(shape).transpose(1, 2)
        key = self.key(states).view(shape).transpose(1, 2)
        value = self.value(states).view(shape).transpose(1, 2)
        weights = query @ key.transpose(-1, -2) * (hidden // self.heads) ** -0.5 + bias
        seen = functional.softmax(weights, dim=-1) @ value
        seen = seen.transpose(1, 2).reshape(batch, length, hidden)
        states = self.mix_norm(states + self.mix(seen))
        inner = self.narrow(functional.gelu(self.widen(states)))
        result: Tensor = self.out_norm(states + inner)
        return result


class Tagger(nn.Module):
    """Word-pieces with shapes in, a score for each tag at each piece out."""

    def __init__(self, size: Size, shapes: int, tags: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(size.vocabulary, size.hidden)
        self.places = nn.Embedding(size.positions, size.hidden)
        self.kind = nn.Parameter(torch.zeros(size.hidden))
        self.shapes = nn.Embedding(shapes, size.hidden)
        self.norm = nn.LayerNorm(size.hidden, size.epsilon)
        self.layers = nn.ModuleList(Layer(size) for _ in range(size.layers))
        self.dropout = nn.Dropout(dropout)
        self.tags = nn.Linear(size.hidden, tags)
        nn.init.normal_(self.shapes.weight, std=0.02)
        nn.init.normal_(self.tags.weight, std=0.02)
        nn.init.zeros_(self.tags.bias)

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        """Score the tags.

        Args:
            pieces: Ids of the word-pieces, batch by length.
            shapes: The shape of the word that each piece belongs to.
            mask: 1 for a piece, 0 for padding.

        Returns:
            Batch by length by tags, unnormalised.
        """
        order = torch.arange(pieces.shape[1], device=pieces.device)
        states = self.words(pieces) + self.places(order) + self.kind + self.shapes(shapes)
        states = self.dropout(self.norm(states))
        bias = (mask.to(states.dtype)[:, None, None, :] - 1.0) * 30_000.0
        for layer in self.layers:
            states = layer(states, bias)
        scores: Tensor = self.tags(states)
        return scores


_LAYER_NAMES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "mix": "attention.output.dense",
    "mix_norm": "attention.output.LayerNorm",
    "widen": "intermediate.dense",
    "narrow": "output.dense",
    "out_norm": "output.LayerNorm",
}


def load_base(folder: Path, shapes: int, tags: int) -> Tagger:
    """A tagger with the published weights; shapes and tags start at random.

    Args:
        folder: Holds ``config.json`` and ``model.safetensors`` of a BERT encoder.
        shapes: How many shapes there are.
        tags: How many tags there are.

    Raises:
        KeyError: if a weight is missing.
    """
    size = Size.read(folder)
    given = load_file(str(folder / "model.safetensors"))
    state = {
        "words.weight": given["embeddings.word_embeddings.weight"],
        "places.weight": given["embeddings.position_embeddings.weight"],
        "kind": given["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": given["embeddings.LayerNorm.weight"],
        "norm.bias": given["embeddings.LayerNorm.bias"],
    }
    for number in range(size.layers):
        for ours, theirs in _LAYER_NAMES.items():
            for part in ("weight", "bias"):
                state[f"layers.{number}.{ours}.{part}"] = given[f"encoder.layer.{number}.{theirs}.{part}"]
    tagger = Tagger(size, shapes, tags)
    missing, unexpected = tagger.load_state_dict(state, strict=False)
    if unexpected or any(not name.startswith(("shapes.", "tags.")) for name in missing):
        raise KeyError(f"weights do not fit: {missing} {unexpected}")
    return tagger
