"""The network: a BERT encoder with letter shapes, and its heads."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as nnf

__all__ = ["Network", "Outputs", "Size", "load_initial"]

_SHAPES: Final = 7
_EPSILON: Final = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How large the encoder and the heads are."""

    vocabulary: int = 30522
    hidden: int = 384
    inner: int = 1536
    layers: int = 6
    heads: int = 12
    positions: int = 512
    arc: int = 192
    label: int = 128
    names: int = 31
    tags: int = 400
    scripts: int = 300
    relations: int = 51
    dropout: float = 0.1


@dataclass(frozen=True, slots=True)
class Outputs:
    """What the heads say of each word; `arcs[i, 0]` is the root's, `arcs[i, 1 + j]` word j's."""

    hidden: Tensor
    names: Tensor
    tags: Tensor
    scripts: Tensor
    starts: Tensor
    arcs: Tensor
    dependents: Tensor
    governors: Tensor


class Drop(nn.Module):
    """Dropout whose mask is one random byte an element: torch's own costs a third of a CPU step."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.least = round(256 * share)

    def forward(self, x: Tensor) -> Tensor:
        """Zero a share of the values while training, and scale the rest up."""
        if not self.training or not self.least:
            return x
        words = torch.empty((x.numel() + 7) // 8, dtype=torch.int64).random_(-(2**63), None)
        kept = words.view(torch.uint8)[: x.numel()].view(x.shape) >= self.least
        return x * (kept.to(x.dtype) * (256 / (256 - self.least)))


class Layer(nn.Module):
    """One transformer layer, normalised after each half as BERT does."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.heads = size.heads
        self.mixed = nn.Linear(size.hidden, 3 * size.hidden)
        self.attended = nn.Linear(size.hidden, size.hidden)
        self.norm1 = nn.LayerNorm(size.hidden, eps=_EPSILON)
        self.inner = nn.Linear(size.hidden, size.inner)
        self.outer = nn.Linear(size.inner, size.hidden)
        self.norm2 = nn.LayerNorm(size.hidden, eps=_EPSILON)
        self.drop = Drop(size.dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Attend to every piece that the mask (added to the scores) leaves open."""
        rows, length, width = x.shape
        mixed = self.mixed(x).view(rows, length, 3, self.heads, width // self.heads)
        query, key, value = mixed.permute(2, 0, 3, 1, 4)
        with torch.autocast("cpu", enabled=False):  # else the softmax would be cast up and back
            scores = (query * (width // self.heads) ** -0.5) @ key.transpose(2, 3)
            found = torch.softmax(scores + mask.to(scores.dtype), dim=-1) @ value
        seen = found.transpose(1, 2).reshape(rows, length, width)
        x = self.norm1(x + self.drop(self.attended(seen)))
        done: Tensor = self.norm2(x + self.drop(self.outer(nnf.gelu(self.inner(x)))))
        return done


class Encoder(nn.Module):
    """Word pieces and their shapes to one vector a piece."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.words = nn.Embedding(size.vocabulary, size.hidden)
        self.places = nn.Embedding(size.positions, size.hidden)
        self.shapes = nn.Embedding(_SHAPES, size.hidden)
        self.norm = nn.LayerNorm(size.hidden, eps=_EPSILON)
        self.drop = Drop(size.dropout)
        self.layers = nn.ModuleList(Layer(size) for _ in range(size.layers))
        nn.init.zeros_(self.shapes.weight)

    def forward(self, ids: Tensor, shapes: Tensor) -> Tensor:
        """Give the last layer; pieces with id 0 are padding."""
        mask = (ids == 0)[:, None, None, :].float() * -1e4
        places = torch.arange(ids.shape[1], device=ids.device)
        summed = self.words(ids) + self.places(places)[None] + self.shapes(shapes)
        x: Tensor = self.drop(self.norm(summed))
        for layer in self.layers:
            x = layer(x, mask)
        return x


class Network(nn.Module):
    """The encoder under all heads."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.size = size
        self.encoder = Encoder(size)
        self.drop = Drop(0.15)
        self.names = nn.Linear(size.hidden, size.names)
        self.tags = nn.Linear(size.hidden, size.tags)
        self.scripts = nn.Linear(size.hidden, size.scripts)
        self.starts = nn.Linear(size.hidden, 1)
        self.root = nn.Parameter(torch.zeros(size.hidden))
        self.syntax = nn.Linear(size.hidden, 2 * size.arc + 2 * size.label)
        self.arcs = nn.Linear(size.arc, size.arc)
        self.arc_bias = nn.Linear(size.arc, 1)
        self.product = nn.Linear(size.label, size.relations, bias=False)
        self.pair = nn.Linear(2 * size.label, size.relations)

    def forward(self, ids: Tensor, shapes: Tensor, first: Tensor, last: Tensor) -> Outputs:
        """Give what the heads say of the words whose first and last pieces are given."""
        x = self.encoder(ids, shapes)
        hidden = (_taken(x, first) + _taken(x, last)) * 0.5
        dropped = self.drop(hidden)
        root = self.root.expand(hidden.shape[0], 1, -1)
        both = nnf.gelu(self.syntax(self.drop(torch.cat([root, hidden], dim=1))))
        arc, label = self.size.arc, self.size.label
        down, up, down_label, up_label = self.drop(both).split([arc, arc, label, label], dim=-1)
        arcs = self.arcs(down[:, 1:]) @ up.transpose(1, 2) * arc**-0.5
        return Outputs(
            hidden=hidden,
            names=self.names(dropped),
            tags=self.tags(dropped),
            scripts=self.scripts(dropped),
            starts=self.starts(dropped)[..., 0],
            arcs=arcs + self.arc_bias(up).transpose(1, 2),
            dependents=down_label[:, 1:],
            governors=up_label,
        )

    def label(self, dependents: Tensor, governors: Tensor) -> Tensor:
        """Give the relations between dependents and their own governors, row by row."""
        both = torch.cat([dependents, governors], dim=-1)
        out: Tensor = self.product(dependents * governors) + self.pair(both)
        return out


def _taken(x: Tensor, places: Tensor) -> Tensor:
    return torch.gather(x, 1, places[..., None].expand(-1, -1, x.shape[-1]))


def _tensors(path: Path) -> dict[str, Tensor]:
    """Give the arrays of a safetensors file: a JSON header with offsets, then raw numbers."""
    raw = path.read_bytes()
    length = int.from_bytes(raw[:8], "little")
    header = json.loads(raw[8 : 8 + length])
    found = {}
    for name, entry in header.items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            start, end = (8 + length + offset for offset in entry["data_offsets"])
            flat = np.frombuffer(raw[start:end], dtype=np.float32)
            found[name] = torch.from_numpy(flat.reshape(entry["shape"]).copy())
    return found


def load_initial(encoder: Encoder, path: Path) -> None:
    """Fill an encoder with the weights of a BERT in the usual naming (`model.safetensors`)."""
    given = _tensors(path)
    state = encoder.state_dict()
    state["words.weight"] = given["embeddings.word_embeddings.weight"]
    kind = given["embeddings.token_type_embeddings.weight"][0]
    state["places.weight"] = given["embeddings.position_embeddings.weight"] + kind
    for part in ("weight", "bias"):
        state[f"norm.{part}"] = given[f"embeddings.LayerNorm.{part}"]
        for layer in range(len(encoder.layers)):
            old, new = f"encoder.layer.{layer}", f"layers.{layer}"
            mixed = [given[f"{old}.attention.self.{k}.{part}"] for k in ("query", "key", "value")]
            state[f"{new}.mixed.{part}"] = torch.cat(mixed)
            state[f"{new}.attended.{part}"] = given[f"{old}.attention.output.dense.{part}"]
            state[f"{new}.norm1.{part}"] = given[f"{old}.attention.output.LayerNorm.{part}"]
            state[f"{new}.inner.{part}"] = given[f"{old}.intermediate.dense.{part}"]
            state[f"{new}.outer.{part}"] = given[f"{old}.output.dense.{part}"]
            state[f"{new}.norm2.{part}"] = given[f"{old}.output.LayerNorm.{part}"]
    encoder.load_state_dict(state)
