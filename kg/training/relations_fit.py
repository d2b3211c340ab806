"""Fits the learned relations: one logistic regression a column, all at once, by L-BFGS from zero.

No chance is in it: the same data give the same weights.
"""

import warnings
from collections import Counter
from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray

from kg.extract.relations.weights import Weights
from kg.training.relations_lessons import Example, columns
from kg.vocab import Schema

__all__ = ["fit"]

_RARE = 3
_STEPS = 80
_PENALTY = 1.0


def fit(lessons: Sequence[Example], shares: Sequence[float], schema: Schema) -> Weights:
    """The weights that explain the pairs best, large ones held back.

    `shares` says how much each pair counts.
    """
    rows = _rows(lessons)
    table, bias = _regression(lessons, shares, rows)
    numbers = np.vstack([table, np.zeros((1, len(bias)), dtype=np.float32)])
    made = columns(schema)
    return Weights(rows, numbers, bias, made, (0.5,) * len(made))


def _rows(lessons: Sequence[Example]) -> dict[str, int]:
    counts = Counter(one for lesson in lessons for one in lesson.features)
    names = sorted(name for name, number in counts.items() if number >= _RARE)
    return {name: number for number, name in enumerate(names)}


class _Product(torch.autograd.Function):
    """A sparse matrix, given with its transpose, times a dense one."""

    @staticmethod
    def forward(ctx: torch.autograd.function.FunctionCtx, dense, one, other):  # type: ignore[no-untyped-def, override]
        ctx.save_for_backward(other)
        return one @ dense

    @staticmethod
    def backward(ctx, grad):  # type: ignore[no-untyped-def, override]
        (other,) = ctx.saved_tensors
        return other @ grad, None, None


def _regression(
    lessons: Sequence[Example], shares: Sequence[float], rows: dict[str, int]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    labels = torch.tensor([lesson.labels for lesson in lessons], dtype=torch.float32)
    counted = torch.tensor(shares)[:, None] * (labels >= 0)
    labels = labels.clamp(min=0)
    matrix = _matrix(lessons, rows)
    transposed = matrix.to_sparse_coo().t().to_sparse_csr()
    table = torch.zeros(len(rows), labels.shape[1], requires_grad=True)
    bias = torch.full((labels.shape[1],), -3.0, requires_grad=True)
    best = torch.optim.LBFGS(
        [table, bias], max_iter=_STEPS, history_size=8, line_search_fn="strong_wolfe"
    )
    losses = torch.nn.BCEWithLogitsLoss(reduction="none")

    def loss() -> torch.Tensor:
        best.zero_grad()
        sums = _Product.apply(table, matrix, transposed) + bias
        total = (losses(sums, labels) * counted).sum() + 0.5 * _PENALTY * (table * table).sum()
        total.backward()
        return total

    best.step(loss)
    return table.detach().numpy(), bias.detach().numpy()


def _matrix(lessons: Sequence[Example], rows: dict[str, int]) -> torch.Tensor:
    places = [
        (number, rows[name])
        for number, lesson in enumerate(lessons)
        for name in lesson.features
        if name in rows
    ]
    matrix = torch.sparse_coo_tensor(
        np.array(places).T,
        torch.ones(len(places)),
        (len(lessons), len(rows)),
        check_invariants=False,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # "in beta state": what is used here works
        return matrix.to_sparse_csr()
