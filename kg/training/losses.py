"""What each head is asked for; a source that does not know is not asked."""

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional as nnf

from kg.training.batches import Batch
from kg.training.chunks import ANY, IGNORED
from kg.training.network import Network, Outputs

__all__ = ["Weights", "loss"]

_FAR = -1e9


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """How much each head counts."""

    names: float = 1.5
    tags: float = 0.5
    scripts: float = 0.3
    starts: float = 0.5
    arcs: float = 1.0
    relations: float = 0.5


def loss(network: Network, out: Outputs, batch: Batch, weights: Weights) -> dict[str, Tensor]:
    """Each head's weighted mean loss over the words that its sources label."""
    arcs, relations = _syntax(network, out, batch)
    return {
        "names": weights.names * _names(out.names.float(), batch.names),
        "tags": weights.tags * _choice(out.tags, batch.tags),
        "scripts": weights.scripts * _choice(out.scripts, batch.scripts),
        "starts": weights.starts * _starts(out.starts.float(), batch.starts),
        "arcs": weights.arcs * arcs,
        "relations": weights.relations * relations,
    }


def _names(scores: Tensor, masks: Tensor) -> Tensor:
    """Give the probability of the allowed tags together: a coarse label asks for no finer one."""
    known = masks != ANY
    if not bool(known.any()):
        return scores.sum() * 0
    bits = torch.arange(scores.shape[-1], device=masks.device)
    allowed = ((masks[known][:, None] >> bits) & 1).bool()
    logs = torch.log_softmax(scores[known], dim=-1)
    return -torch.logsumexp(logs.masked_fill(~allowed, _FAR), dim=-1).mean()


def _choice(scores: Tensor, wanted: Tensor) -> Tensor:
    known = wanted != IGNORED
    if not bool(known.any()):
        return scores.sum() * 0
    return nnf.cross_entropy(scores[known].float(), wanted[known])


def _starts(scores: Tensor, wanted: Tensor) -> Tensor:
    known = wanted != IGNORED
    if not bool(known.any()):
        return scores.sum() * 0
    return nnf.binary_cross_entropy_with_logits(scores[known], wanted[known].float())


def _syntax(network: Network, out: Outputs, batch: Batch) -> tuple[Tensor, Tensor]:
    """Heads are sought in a word's own sentence, as they are when the pipeline runs."""
    known = batch.heads != IGNORED
    if not bool(known.any()):
        return out.arcs.sum() * 0, out.governors.sum() * 0
    same = batch.sentences[:, :, None] == batch.sentences[:, None, :]
    same &= ~torch.eye(same.shape[1], dtype=torch.bool, device=same.device)
    open_ = nnf.pad(same, (1, 0), value=True)
    scores = out.arcs.float().masked_fill(~open_, _FAR)
    arcs = nnf.cross_entropy(scores[known], batch.heads[known])
    heads = batch.heads.clamp(min=0)[..., None].expand(-1, -1, out.governors.shape[-1])
    governors = torch.gather(out.governors, 1, heads)
    labels = network.label(out.dependents[known], governors[known])
    return arcs, _choice(labels, batch.relations[known])
