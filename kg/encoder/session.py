"""The network at run time: one window in, what its heads say of each word out."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from kg.encoder.pieces import Window

__all__ = ["Floats", "Ints", "Reading", "Session"]

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
_OUTPUTS = ("hidden", "names", "tags", "scripts", "starts", "arcs", "dependents", "governors")


@dataclass(frozen=True, slots=True)
class Reading:
    """The heads' outputs for the words of one window.

    `names` are scores of name tags, `tags` and `scripts` places in lists, `starts` above zero where
    a sentence begins. `arcs[i, 0]` scores the root as head of word i, `arcs[i, 1 + j]` j;
    `dependents` and `governors` (row 0 the root) are what relations are read from.
    """

    hidden: Floats
    names: Floats
    tags: Ints
    scripts: Ints
    starts: Floats
    arcs: Floats
    dependents: Floats
    governors: Floats


class Session:
    """The network in one thread. A window goes alone, so that no other one changes its numbers."""

    def __init__(self, network: bytes) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # The graph is written with fused operators where they pay; fusing more makes it slower.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        # Windows differ in length: an arena per length would grow without end.
        options.enable_mem_pattern = False
        self._session = onnxruntime.InferenceSession(
            network, options, providers=["CPUExecutionProvider"]
        )

    @classmethod
    def open(cls, path: Path) -> "Session":
        """Load the network from a file."""
        return cls(path.read_bytes())

    def __call__(self, window: Window) -> Reading:
        """Read a window."""
        given = {
            "ids": window.ids[None],
            "shapes": window.shapes[None],
            "first": window.first,
            "last": window.last,
        }
        return Reading(*self._session.run(_OUTPUTS, given))
