"""Scores as text for a terminal, Markdown for a page, JSON for a program."""

import json
from collections.abc import Callable, Iterator, Mapping

from kg.evaluate.scores import Ratio, Scores, Share

__all__ = ["FORMATS", "to_json", "to_markdown", "to_text"]

_HEADS = ("P", "R", "F1", "right", "pred", "gold")


def to_json(scores: Scores) -> str:
    """Give one JSON object, figures rounded to four places."""
    linking = scores.linking
    fields = {
        "mentions": _ratios(scores.mentions),
        "mentions_by_class": _ratios(scores.mentions_by_class),
        "entities": _ratio(scores.entities),
        "relations": _ratio(scores.relations),
        "relations_without_said": _ratio(scores.without_said),
        "relations_macro_f1": _rounded(scores.macro_f1),
        "by_relation": _ratios(scores.by_relation),
        "recall_by_difficulty": {
            name: {"r": _rounded(one.value), "tp": one.part, "gold": one.whole}
            for name, one in scores.by_difficulty.items()
        },
        "wrong_relations": scores.wrong,
        "duplicate_right_relations": scores.repeated,
        "stance_of_right_relations": {
            "accuracy": _rounded(scores.stance.value),
            "right": scores.stance.part,
            "of": scores.stance.whole,
        },
        "linking": {
            "accuracy": _rounded(linking.accuracy.value),
            "accuracy_aligned": _rounded(linking.aligned.value),
            "precision": _rounded(linking.precision.value),
            "gold": linking.accuracy.whole,
            "aligned": linking.aligned.whole,
            "right": linking.accuracy.part,
        },
        "not_counted": scores.not_counted,
        "documents": {
            "gold": scores.documents,
            "missing": list(scores.missing),
            "not_in_gold": list(scores.not_in_gold),
        },
    }
    return json.dumps(fields, ensure_ascii=False, indent=2)


def to_text(scores: Scores) -> str:
    """Give tables in columns, then one line for each other figure."""
    rows = list(_rows(scores))
    width = max(len(name) for name, _ in rows)
    lines = [" " * width + "".join(f"{head:>8}" for head in _HEADS)]
    for name, cells in rows:
        lines.append("" if not name else name.ljust(width) + "".join(f"{c:>8}" for c in cells))
    return "\n".join([*lines, "", *_remarks(scores)])


def to_markdown(scores: Scores) -> str:
    """Give one table and a list."""
    lines = ["| | " + " | ".join(_HEADS) + " |", "|---|" + "--:|" * len(_HEADS)]
    lines += [f"| {n.strip()} | " + " | ".join(cells) + " |" for n, cells in _rows(scores) if n]
    return "\n".join([*lines, "", *(f"- {remark}" for remark in _remarks(scores))])


FORMATS: Mapping[str, Callable[[Scores], str]] = {
    "text": to_text,
    "json": to_json,
    "markdown": to_markdown,
}


def _rows(scores: Scores) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give each line of the table; a line without a name parts two blocks."""
    blank: tuple[str, tuple[str, ...]] = ("", ())
    for name, ratio in scores.mentions.items():
        yield f"mentions, {name}", _cells(ratio)
    for name, ratio in scores.mentions_by_class.items():
        yield f"  {name}", _cells(ratio)
    yield "entities, one to one", _cells(scores.entities)
    yield blank
    yield "relations", _cells(scores.relations)
    yield "relations without said", _cells(scores.without_said)
    for name, ratio in scores.by_relation.items():
        yield f"  {name}", _cells(ratio)
    yield blank
    for name, share in scores.by_difficulty.items():
        recall = ("", _shown(share), "", str(share.part), "", str(share.whole))
        yield f"recall, {name}", recall


def _remarks(scores: Scores) -> Iterator[str]:
    if scores.wrong:
        yield "wrong relations: " + ", ".join(f"{what} {n}" for what, n in scores.wrong.items())
    if scores.stance.whole:
        yield f"stance: {_part(scores.stance)} right relations"
    linking = scores.linking
    if linking.accuracy.whole:
        yield (
            f"linking: {_part(linking.accuracy)} gold items, {_part(linking.aligned)} found"
            f" entities, {_part(linking.precision)} links given"
        )
    else:
        yield "linking: the gold has no items"
    aside = ", ".join(f"{count} {what}" for what, count in scores.not_counted.items())
    yield f"not counted: {aside}; right relations given again: {scores.repeated}"
    for what, names in (("missing", scores.missing), ("not in the gold", scores.not_in_gold)):
        if names:
            yield f"documents {what}: {', '.join(names)}"


def _cells(ratio: Ratio) -> tuple[str, ...]:
    shares = (ratio.precision, ratio.recall, ratio.f1)
    counts = (ratio.right, ratio.predicted, ratio.gold)
    return (*(f"{value:.3f}" for value in shares), *(str(count) for count in counts))


def _ratios(ratios: Mapping[str, Ratio]) -> dict[str, dict[str, float]]:
    return {name: _ratio(ratio) for name, ratio in ratios.items()}


def _ratio(ratio: Ratio) -> dict[str, float]:
    return {
        "p": round(ratio.precision, 4),
        "r": round(ratio.recall, 4),
        "f1": round(ratio.f1, 4),
        "tp": ratio.right,
        "pred": ratio.predicted,
        "gold": ratio.gold,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _shown(share: Share) -> str:
    return "-" if share.value is None else f"{share.value:.3f}"


def _part(share: Share) -> str:
    return f"{share.part} of {share.whole} ({_shown(share)})"
