"""The recipe on a network small enough for a test."""

import random
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
onnx = pytest.importorskip("onnx")

from kg.encoder.labels import FINE, begin_tags, inside_tags  # noqa: E402
from kg.encoder.pieces import Pieces, window  # noqa: E402
from kg.encoder.session import Session  # noqa: E402
from kg.training.batches import Plan, batches, windows  # noqa: E402
from kg.training.chunks import ANY, IGNORED, Chunk  # noqa: E402
from kg.training.graph import build  # noqa: E402
from kg.training.losses import Weights, loss  # noqa: E402
from kg.training.network import Network, Size  # noqa: E402
from kg.training.replacement import Names  # noqa: E402
from kg.training.train import Recipe, train  # noqa: E402

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")

_SIZE = Size(
    vocabulary=200, hidden=24, inner=48, layers=2, heads=2, positions=64, arc=8, label=8,
    tags=5, scripts=4, relations=3,
)  # fmt: skip


def _chance() -> random.Random:
    return random.Random(0)  # noqa: S311 - not a secret


def _chunk(document: str, length: int, *, tree: bool = True) -> Chunk:
    words = tuple(Pieces((20 + place % 9,), (1 + place % 3,)) for place in range(length))
    blank = np.full(length, IGNORED, dtype=np.int64)
    some = np.arange(length, dtype=np.int64)
    return Chunk(
        document=document,
        source="treebank" if tree else "wikinews",
        words=words,
        paragraph=True,
        names=np.full(length, ANY if tree else 1, dtype=np.int64),
        tags=some % 5 if tree else blank,
        scripts=some % 4 if tree else blank,
        heads=np.zeros(length, dtype=np.int64) if tree else blank,
        relations=some % 3 if tree else blank,
        starts=(some == 0).astype(np.int64) if tree else blank,
    )


def _material() -> list[Chunk]:
    trees = [_chunk(f"t{n // 3}", 3 + n % 5) for n in range(24)]
    return trees + [_chunk(f"n{n}", 4 + n % 7, tree=False) for n in range(12)]


def _recipe(**changes: object) -> Recipe:
    plan = Plan(lengths=(16, 30), pieces=120)
    return Recipe(epochs=2, threads=1, plan=plan, **changes)  # type: ignore[arg-type]


def test_windows_keep_to_documents_and_lengths() -> None:
    rows = windows(_material(), (30,), _chance())
    assert max(len(row.ids) for row in rows) <= 30
    assert sum(len(row.first) for row in rows) == sum(map(len, _material()))


def test_heads_count_words_of_the_window() -> None:
    (row,) = windows([_chunk("d", 3), _chunk("d", 2)], (30,), _chance())
    assert row.heads.tolist() == [0, 1, 1, 0, 4]
    assert row.sentences.tolist() == [0, 0, 0, 1, 1]


def test_tree_that_is_cut_loses_arcs_between_its_parts() -> None:
    rows = windows([_chunk("d", 40)], (30,), _chance())
    assert [len(row.heads) for row in rows] == [28, 12]
    assert set(rows[1].heads.tolist()) == {IGNORED}


def test_every_head_learns() -> None:
    torch.manual_seed(0)
    network = Network(_SIZE)
    rows = windows(_material(), (30,), _chance())
    (batch,) = batches(rows, Plan(pieces=100_000), _chance())
    parts = loss(
        network, network(batch.ids, batch.shapes, batch.first, batch.last), batch, Weights()
    )
    torch.stack(list(parts.values())).sum().backward()
    still = {n for n, p in network.named_parameters() if p.grad is None or not p.grad.any()}
    assert still <= {"arc_bias.bias"}, "which moves all heads of a word alike"


def test_coarse_label_asks_for_the_sum_of_its_classes() -> None:
    from kg.training.losses import _names

    scores = torch.zeros(1, 2, 31)
    every = sum(1 << tag for tag in range(31))
    half = sum(1 << tag for tag in begin_tags(FINE))
    masks = torch.tensor([[every, half]])
    assert float(_names(scores, masks)) == pytest.approx(np.log(31 / 15) / 2, abs=1e-4)
    assert len(set(begin_tags(FINE) + inside_tags(FINE))) == 30


def test_run_goes_on_from_its_checkpoint(tmp_path: Path) -> None:
    names = Names.of(_material(), {})
    whole = train(_network(), _material(), names=names, recipe=_recipe(), folder=tmp_path / "whole")
    part = tmp_path / "part"
    stopped = _Stop()
    lessons = stopped.after_first_epoch(_material(), part)
    with pytest.raises(KeyboardInterrupt):
        train(_network(), lessons, names=names, recipe=_recipe(), folder=part)
    resumed = train(_network(), _material(), names=names, recipe=_recipe(), folder=part)
    for key, value in whole.state_dict().items():
        assert torch.equal(value, resumed.state_dict()[key]), key


class _Stop:
    """Data that fail when a second epoch begins."""

    def after_first_epoch(self, chunks: list[Chunk], folder: Path) -> list[Chunk]:
        class Failing(list[Chunk]):
            def __iter__(self):  # type: ignore[no-untyped-def]
                if (folder / "last.pt").exists():
                    raise KeyboardInterrupt
                return super().__iter__()

        return Failing(chunks)


def _network() -> Network:
    torch.manual_seed(3)
    return Network(_SIZE)


def _weights(network: Network) -> dict[str, np.ndarray]:
    return {key: value.numpy() for key, value in network.state_dict().items()}


@pytest.mark.parametrize(("quantized", "near"), [(False, 2e-5), (True, 0.1)], ids=["32", "8"])
def test_graph_says_what_the_network_says(quantized: bool, near: float) -> None:
    network = _network().eval()
    model = build(_weights(network), heads=2, quantized=quantized)
    onnx.checker.check_model(model)
    laid = window([Pieces((20, 21), (1, 2)), Pieces((22,), (3,)), Pieces((23,), (1,))], [True] * 3)
    read = Session(model.SerializeToString())(laid)
    given = [torch.from_numpy(a)[None] for a in (laid.ids, laid.shapes, laid.first, laid.last)]
    with torch.no_grad():
        out = network(*given)
    for name in ("hidden", "names", "starts", "arcs", "dependents", "governors"):
        assert np.abs(getattr(out, name)[0].numpy() - getattr(read, name)).max() < near, name
    if not quantized:
        assert out.tags[0].argmax(-1).tolist() == read.tags.tolist()
