"""The training run: seeded, with checkpoints that it goes on from."""

import json
import math
import random
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from kg.training.batches import Batch, Plan, batches, windows
from kg.training.chunks import Chunk
from kg.training.export import averaged
from kg.training.losses import Weights, loss
from kg.training.material import Material, Sources
from kg.training.network import Network, Size, load_initial
from kg.training.replacement import Names

__all__ = ["Recipe", "run", "train"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """Everything that decides what comes out of a run, but the data."""

    epochs: int = 10
    seed: int = 1
    rate: float = 2.5e-4
    head_rate: float = 1e-3
    layer_decay: float = 0.9
    decay: float = 0.01
    warmup: float = 0.06
    clip: float = 1.0
    average: float = 0.995
    threads: int = 3
    plan: Plan = field(default_factory=Plan)
    weights: Weights = field(default_factory=Weights)


def train(
    network: Network, chunks: Sequence[Chunk], *, names: Names, recipe: Recipe, folder: Path
) -> Network:
    """Train, or go on from the last whole epoch in the folder; what comes back is the average."""
    torch.manual_seed(recipe.seed)
    torch.set_num_threads(recipe.threads)
    optimizer = torch.optim.AdamW(_groups(network, recipe), weight_decay=recipe.decay)
    moving = get_ema_multi_avg_fn(recipe.average)  # type: ignore[no-untyped-call]
    average = AveragedModel(network, multi_avg_fn=moving)
    done = _resume(folder, network, average, optimizer)
    total = recipe.epochs * _steps(chunks, recipe)
    for epoch in range(done, recipe.epochs):
        chance = random.Random(recipe.seed * 1000 + epoch)  # noqa: S311 - not a secret
        torch.manual_seed(recipe.seed * 1000 + epoch)
        changed = [names.replaced(chunk, recipe.plan.exchanged, chance) for chunk in chunks]
        rows = windows(changed, recipe.plan.lengths, chance)
        _epoch(network, average, optimizer, batches(rows, recipe.plan, chance), recipe, total)
        _save(folder, epoch + 1, network, average, optimizer)
    averaged = average.module
    assert isinstance(averaged, Network)  # noqa: S101 - what AveragedModel was given
    return averaged


def _steps(chunks: Sequence[Chunk], recipe: Recipe) -> int:
    chance = random.Random(0)  # noqa: S311
    rows = windows(chunks, recipe.plan.lengths, chance)
    return sum(1 for _ in batches(rows, recipe.plan, chance))


def _groups(network: Network, recipe: Recipe) -> list[dict[str, object]]:
    """Lower layers change less: each one's rate is `layer_decay` of that above it."""
    groups: list[dict[str, object]] = []
    depth = network.size.layers
    encoder = network.encoder
    parts: list[tuple[Iterable[nn.Parameter], float]] = [
        (layer.parameters(), recipe.rate * recipe.layer_decay ** (depth - 1 - place))
        for place, layer in enumerate(encoder.layers)
    ]
    bottom = [*encoder.words.parameters(), *encoder.places.parameters()]
    bottom += [*encoder.norm.parameters()]
    parts.append((bottom, recipe.rate * recipe.layer_decay**depth))
    inside = {id(p) for p in encoder.parameters()}
    heads = [p for p in network.parameters() if id(p) not in inside]
    parts.append(([*heads, *encoder.shapes.parameters()], recipe.head_rate))
    for parameters, rate in parts:
        groups.append({"params": list(parameters), "lr": rate, "peak": rate, "fused": True})
    return groups


def _epoch(
    network: Network,
    average: AveragedModel,
    optimizer: torch.optim.Optimizer,
    made: Iterable[Batch],
    recipe: Recipe,
    total: int,
) -> None:
    network.train()
    begun, count = time.monotonic(), 0
    sums: dict[str, float] = {}
    for batch in made:
        _schedule(optimizer, recipe, total)
        parts = _losses(network, batch, recipe.weights)
        optimizer.zero_grad(set_to_none=True)
        torch.stack(list(parts.values())).sum().backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(network.parameters(), recipe.clip)
        optimizer.step()
        average.update_parameters(network)
        count += 1
        for key, value in parts.items():
            sums[key] = sums.get(key, 0.0) + float(value.detach())
        if count % 50 == 0:
            spent = time.monotonic() - begun
            print(count, f"{spent:.0f}s", {k: round(v / count, 4) for k, v in sums.items()})
    print("epoch", count, {k: round(v / count, 4) for k, v in sums.items()}, flush=True)


def _losses(network: Network, batch: Batch, weights: Weights) -> dict[str, Tensor]:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        out = network(batch.ids, batch.shapes, batch.first, batch.last)
        return loss(network, out, batch, weights)


def _schedule(optimizer: torch.optim.Optimizer, recipe: Recipe, total: int) -> None:
    """Warm up, then fall with the cosine to a hundredth."""
    group = optimizer.param_groups[0]
    step = group["step"] = group.get("step", 0) + 1
    warm = max(1, int(recipe.warmup * total))
    rest = min(1.0, max(0.0, (step - warm) / max(1, total - warm)))
    share = step / warm if step < warm else 0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * rest))
    for entry in optimizer.param_groups:
        entry["lr"] = entry["peak"] * share


def _save(
    folder: Path,
    epoch: int,
    network: Network,
    average: AveragedModel,
    optimizer: torch.optim.Optimizer,
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    state = {
        "epoch": epoch,
        "size": asdict(network.size),
        "network": network.state_dict(),
        "average": average.state_dict(),
        "optimizer": optimizer.state_dict(),
    }
    torch.save(state, folder / "last.part")
    (folder / "last.part").rename(folder / "last.pt")
    (folder / "progress.json").write_text(json.dumps({"epoch": epoch}), encoding="utf-8")


def _resume(
    folder: Path,
    network: Network,
    average: AveragedModel,
    optimizer: torch.optim.Optimizer,
) -> int:
    path = folder / "last.pt"
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True)
    network.load_state_dict(state["network"])
    average.load_state_dict(state["average"])
    optimizer.load_state_dict(state["optimizer"])
    return int(state["epoch"])


def run(
    sources: Sources, initial: Path, recipe: Recipe, folder: Path, *, after: Path | None = None
) -> Network:
    """Read the data, take the initial weights and train: the whole recipe.

    With `after`, the averaged weights of a finished run over the same data are the initial ones.
    """
    material = Material.read(sources, initial / "tokenizer.json")
    folder.mkdir(parents=True, exist_ok=True)
    material.inventory.write(folder / "inventory.json")
    lists = material.inventory
    torch.manual_seed(recipe.seed)
    size = Size(tags=len(lists.tags), scripts=len(lists.scripts), relations=len(lists.relations))
    network = Network(size)
    if after is None:
        load_initial(network.encoder, initial / "model.safetensors")
    else:
        weights, _ = averaged(after / "last.pt")
        network.load_state_dict({name: torch.from_numpy(w) for name, w in weights.items()})
    names = Names.of(material.chunks, material.listed)
    return train(network, material.chunks, names=names, recipe=recipe, folder=folder)
