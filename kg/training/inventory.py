"""The closed lists that the heads choose from, counted in the training treebanks."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from kg.encoder.labels import NER_TAGS
from kg.encoder.lemmas import script_of
from kg.training.corpora import Sentence, Word

__all__ = ["Inventory"]

_LEAST_TAG = 2
_LEAST_SCRIPT = 3
_LEAST_RELATION = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """Names, word classes (`XPOS|UPOS|FEATS…`), lemma scripts and relations, most frequent first."""

    names: tuple[str, ...]
    tags: tuple[str, ...]
    scripts: tuple[str, ...]
    relations: tuple[str, ...]

    @classmethod
    def count(cls, sentences: Iterable[Sentence]) -> "Inventory":
        """What occurs often enough to be learnt."""
        words = [word for sentence in sentences for word in sentence.words]
        return cls(
            names=NER_TAGS,
            tags=_frequent((tag_of(word) for word in words), _LEAST_TAG),
            scripts=_frequent((script_of(w.form, w.lemma) for w in words), _LEAST_SCRIPT),
            relations=_frequent((word.relation for word in words), _LEAST_RELATION),
        )

    @classmethod
    def read(cls, path: Path) -> "Inventory":
        """The lists in a file that `write` made."""
        lists = json.loads(path.read_text(encoding="utf-8"))
        return cls(**{key: tuple(values) for key, values in lists.items()})

    def write(self, path: Path) -> None:
        """Keep the lists beside the network whose outputs they name."""
        path.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=0), encoding="utf-8")


def tag_of(word: Word) -> str:
    """A word's class: Penn tag, universal tag and features in one."""
    return f"{word.xpos}|{word.upos}|{word.feats}"


def index_of(values: Sequence[str]) -> dict[str, int]:
    """The place of each value in its list."""
    return {value: place for place, value in enumerate(values)}


def _frequent(values: Iterable[str], least: int) -> tuple[str, ...]:
    counts = Counter(values)
    return tuple(
        value for value, n in sorted(counts.items(), key=lambda kv: (-kv[1], kv[0])) if n >= least
    )
