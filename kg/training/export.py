"""A trained network to the folder that spaCy loads: eight-bit ONNX graph, vocabulary, lists."""

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import onnx
import spacy

from kg.encoder.inventory import Inventory
from kg.encoder.tokens import tokenizer
from kg.training.graph import Floats, build

__all__ = ["averaged", "export"]

_DESCRIPTION = (
    "English names of the kg schema, word classes, lemmas, dependency trees and sentences "
    "from one six-layer encoder"
)


def averaged(checkpoint: Path) -> tuple[dict[str, Floats], int]:
    """Give the averaged weights in a checkpoint, and the number of attention heads."""
    import torch

    state = torch.load(checkpoint, weights_only=True)
    average = {
        key.removeprefix("module."): value.float().numpy()
        for key, value in state["average"].items()
        if key.startswith("module.")
    }
    return average, int(state["size"]["heads"])


def export(runs: Sequence[Path], vocabulary: Path, folder: Path, *, quantized: bool = True) -> None:
    """Write the pipeline of the mean of several runs' last checkpoints; the card stays.

    The mean of networks that one training led to is often better than each of them (Wortsman et
    al., Model soups, ICML 2022).
    """
    found = [averaged(run / "last.pt") for run in runs]
    heads = found[0][1]
    weights = {
        name: np.asarray(np.mean([each[name] for each, _ in found], axis=0), dtype=np.float32)
        for name in found[0][0]
    }
    inventory = Inventory.read(runs[0] / "inventory.json")
    parts = folder / "encoder"
    parts.mkdir(parents=True, exist_ok=True)
    onnx.save(build(weights, heads=heads, quantized=quantized), parts / "network.onnx")
    shutil.copyfile(vocabulary, parts / "tokenizer.json")
    inventory.write(parts / "inventory.json")
    _relations(weights, inventory, parts / "relations.npz")
    _pipeline(parts, folder)


def _relations(weights: Mapping[str, Floats], inventory: Inventory, path: Path) -> None:
    np.savez(
        path,
        product=weights["product.weight"],
        pair=weights["pair.weight"],
        bias=weights["pair.bias"],
        width=np.array(weights["root"].shape[0]),
        root=np.array(inventory.relations.index("root")),
    )


def _pipeline(parts: Path, folder: Path) -> None:
    """Let spaCy write its own files around the component's."""
    nlp = spacy.blank("en")
    nlp.tokenizer = tokenizer(nlp)
    nlp.meta.update(
        name="kg", version="0.1.0", description=_DESCRIPTION, license="CC BY-SA 4.0",
        kg_unit="document",
    )  # fmt: skip
    pipe = nlp.add_pipe("kg_encoder", name="encoder")
    pipe.from_disk(parts)  # type: ignore[attr-defined]  # an EncoderPipe
    made = folder.with_name(folder.name + ".part")
    nlp.to_disk(made)
    for path in sorted(made.iterdir()):
        target = folder / path.name
        if target.is_dir():
            shutil.rmtree(target)
        path.replace(target)
    made.rmdir()
