"""The model card: prose from `card.md`, figures from `evaluate`."""

from pathlib import Path
from string import Template
from typing import Any

__all__ = ["card", "table"]

_PROSE = Path(__file__).with_name("card.md")
_LINE = "| {} | {} |"


def card(figures: dict[str, Any], model: Path) -> str:
    """Give the card of the pipeline in a folder, with the scores that were measured on it."""
    size = sum(path.stat().st_size for path in model.rglob("*") if path.is_file())
    prose = Template(_PROSE.read_text(encoding="utf-8"))
    return prose.substitute(
        scores=table(figures),
        megabytes=f"{size / 1e6:.1f}",
        words_per_second=f"{figures['words_per_second']:,}",
    )


def table(figures: dict[str, Any]) -> str:
    """Give the scores as Markdown tables."""
    parts = [_names(figures["ner"]), _trees(figures["parser"])]
    if "fine" in figures:
        parts.append(_fine(figures["fine"]))
    return "\n\n".join(parts)


def _names(names: dict[str, Any]) -> str:
    rows = {key: value for key, value in names.items() if key != "labels"} | names["labels"]
    head = "| names, common label set | P | R | F1 |\n|---|---|---|---|"
    return "\n".join([head, *(_row(name, value, "prf") for name, value in rows.items())])


def _trees(trees: dict[str, Any]) -> str:
    kinds = ("uas", "las", "las_subtypes", "tag", "upos", "lemma", "words", "sentences")
    head = f"| from raw text | {' | '.join(kinds)} |\n|---{'|---' * len(kinds)}|"
    return "\n".join([head, *(_row(name, value, kinds) for name, value in trees.items())])


def _fine(fine: dict[str, Any]) -> str:
    rows = {"all": fine["all"]} | fine["classes"]
    head = "| schema class, strict, held out | P | R | F1 | names |\n|---|---|---|---|---|"
    lines = [f"{_row(name, value, 'prf')} {value['n']} |" for name, value in rows.items()]
    return "\n".join([head, *lines])


def _row(name: str, figures: dict[str, float], kinds: tuple[str, ...] | str) -> str:
    return _LINE.format(name, " | ".join(f"{figures[kind]:.3f}" for kind in kinds))
