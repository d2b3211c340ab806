"""The network as an ONNX graph of fused operators, with weights of eight bits.

Built by hand rather than traced: the graph needs no exporter, and each matrix gets the
quantisation that suits it. Every output row has its own weight scale, as has every embedding.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

__all__ = ["build"]

Floats = NDArray[np.float32]
_DOMAIN = "com.microsoft"
_EPSILON = 1e-12


class _Graph:
    """A graph under construction; each method adds one step and gives its output's name."""

    def __init__(self, *, quantized: bool) -> None:
        self.quantized = quantized
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, value: NDArray[Any]) -> str:
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def step(self, kind: str, inputs: Sequence[str], domain: str = "", **options: Any) -> str:
        return self.steps(kind, inputs, 1, domain, **options)[0]

    def steps(
        self, kind: str, inputs: Sequence[str], outputs: int, domain: str = "", **options: Any
    ) -> list[str]:
        names = [f"v{len(self.nodes)}_{place}" for place in range(outputs)]
        self.nodes.append(helper.make_node(kind, inputs, names, domain=domain, **options))
        return names

    def named(self, value: str, name: str) -> None:
        self.nodes.append(helper.make_node("Identity", [value], [name]))

    def linear(self, x: str, weight: Floats, bias: Floats) -> str:
        """Multiply with a matrix whose rows are outputs."""
        if not self.quantized:
            product = self.step("MatMul", [x, self.constant(weight.T)])
            return self.step("Add", [product, self.constant(bias)])
        whole, scale = _eight_bits(weight)
        zero = self.constant(np.zeros(len(scale), dtype=np.int8))
        inputs = [x, self.constant(whole.T), self.constant(scale), zero, self.constant(bias)]
        return self.step("DynamicQuantizeMatMul", inputs, _DOMAIN)

    def rows(self, table: Floats, places: str) -> str:
        """Look rows of a table up."""
        if not self.quantized:
            return self.step("Gather", [self.constant(table), places])
        whole, scale = _eight_bits(table)
        found = self.step("Gather", [self.constant(whole), places])
        wide = self.step("Cast", [found], to=TensorProto.FLOAT)
        scales = self.step("Gather", [self.constant(scale[:, None]), places])
        return self.step("Mul", [wide, scales])

    def normal(self, x: str, skip: str, weights: Mapping[str, Floats], prefix: str) -> str:
        """Add and normalise. In two steps: onnxruntime's fused one is seven times slower."""
        gain, shift = (self.constant(weights[f"{prefix}.{part}"]) for part in ("weight", "bias"))
        both = self.step("Add", [x, skip])
        return self.step("LayerNormalization", [both, gain, shift], axis=-1, epsilon=_EPSILON)


def _eight_bits(weight: Floats) -> tuple[NDArray[np.int8], Floats]:
    scale = np.maximum(np.abs(weight).max(axis=1), 1e-8).astype(np.float32) / np.float32(127)
    return np.rint(weight / scale[:, None]).astype(np.int8), scale


def build(weights: Mapping[str, Floats], *, heads: int, quantized: bool = True) -> onnx.ModelProto:
    """Make the graph: pieces of one window in, what the heads say of each word out."""
    graph = _Graph(quantized=quantized)
    x = _embedded(graph, weights)
    layers = 1 + max(int(k.split(".")[2]) for k in weights if k.startswith("encoder.layers."))
    for layer in range(layers):
        x = _layer(graph, x, weights, f"encoder.layers.{layer}", heads)
    flat = graph.step("Squeeze", [x, graph.constant(np.array([0]))])
    words = [graph.step("Gather", [flat, places]) for places in ("first", "last")]
    both = graph.step("Add", words)
    hidden = graph.step("Mul", [both, graph.constant(np.array(0.5, dtype=np.float32))])
    graph.named(hidden, "hidden")
    _words(graph, hidden, weights)
    _syntax(graph, hidden, weights)
    return _model(graph)


def _embedded(graph: _Graph, weights: Mapping[str, Floats]) -> str:
    length = graph.step("Shape", ["ids"], start=1, end=2)
    scalar = graph.step("Squeeze", [length])
    zero, one = (graph.constant(np.array(v, dtype=np.int64)) for v in (0, 1))
    places = graph.step("Range", [zero, scalar, one])
    x = graph.rows(weights["encoder.words.weight"], "ids")
    where = graph.rows(weights["encoder.places.weight"], places)
    shape = graph.step("Gather", [graph.constant(weights["encoder.shapes.weight"]), "shapes"])
    return graph.normal(x, graph.step("Add", [shape, where]), weights, "encoder.norm")


def _layer(graph: _Graph, x: str, weights: Mapping[str, Floats], prefix: str, heads: int) -> str:
    def part(name: str) -> tuple[Floats, Floats]:
        return weights[f"{prefix}.{name}.weight"], weights[f"{prefix}.{name}.bias"]

    mixed = graph.linear(x, *part("mixed"))
    query, key, value = graph.steps("Split", [mixed], 3, axis=-1, num_outputs=3)
    seen = graph.step("MultiHeadAttention", [query, key, value], _DOMAIN, num_heads=heads)
    x = graph.normal(graph.linear(seen, *part("attended")), x, weights, f"{prefix}.norm1")
    inner = graph.step("Gelu", [graph.linear(x, *part("inner"))], _DOMAIN)
    return graph.normal(graph.linear(inner, *part("outer")), x, weights, f"{prefix}.norm2")


def _words(graph: _Graph, hidden: str, weights: Mapping[str, Floats]) -> None:
    def head(name: str) -> str:
        return graph.linear(hidden, weights[f"{name}.weight"], weights[f"{name}.bias"])

    graph.named(head("names"), "names")
    graph.named(graph.step("ArgMax", [head("tags")], axis=-1, keepdims=0), "tags")
    graph.named(graph.step("ArgMax", [head("scripts")], axis=-1, keepdims=0), "scripts")
    starts = graph.step("Squeeze", [head("starts"), graph.constant(np.array([1]))])
    graph.named(starts, "starts")


def _syntax(graph: _Graph, hidden: str, weights: Mapping[str, Floats]) -> None:
    root = graph.constant(weights["root"][None])
    rows = graph.step("Concat", [root, hidden], axis=0)
    both = graph.linear(rows, weights["syntax.weight"], weights["syntax.bias"])
    both = graph.step("Gelu", [both], _DOMAIN)
    arc = weights["arcs.weight"].shape[0]
    label = weights["product.weight"].shape[1]
    sizes = graph.constant(np.array([arc, arc, label, label], dtype=np.int64))
    down, up, dependents, governors = graph.steps("Split", [both, sizes], 4, axis=-1)
    after = [graph.constant(np.array([v], dtype=np.int64)) for v in (1, 2**31, 0)]
    scaled = weights["arcs.weight"] * arc**-0.5, weights["arcs.bias"] * arc**-0.5
    left = graph.linear(graph.step("Slice", [down, *after]), *scaled)
    scores = graph.step("MatMul", [left, graph.step("Transpose", [up], perm=[1, 0])])
    bias = graph.step("MatMul", [up, graph.constant(weights["arc_bias.weight"].T)])
    bias = graph.step("Add", [bias, graph.constant(weights["arc_bias.bias"])])
    flat = graph.step("Transpose", [bias], perm=[1, 0])
    graph.named(graph.step("Add", [scores, flat]), "arcs")
    graph.named(graph.step("Slice", [dependents, *after]), "dependents")
    graph.named(governors, "governors")


def _model(graph: _Graph) -> onnx.ModelProto:
    def value(name: str, kind: int, *shape: str | int) -> onnx.ValueInfoProto:
        return helper.make_tensor_value_info(name, kind, shape)

    whole, real = TensorProto.INT64, TensorProto.FLOAT
    inputs = [value("ids", whole, 1, "p"), value("shapes", whole, 1, "p")]
    inputs += [value("first", whole, "w"), value("last", whole, "w")]
    outputs = [value("hidden", real, "w", "h"), value("names", real, "w", "n")]
    outputs += [value(name, whole, "w") for name in ("tags", "scripts")]
    outputs += [value("starts", real, "w"), value("arcs", real, "w", "w1")]
    outputs += [value("dependents", real, "w", "l"), value("governors", real, "w1", "l")]
    made = helper.make_graph(graph.nodes, "kg", inputs, outputs, graph.constants)
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid(_DOMAIN, 1)]
    return helper.make_model(made, opset_imports=opsets, ir_version=9)
