"""What the heads choose from, counted in the training treebanks."""

from collections import Counter
from collections.abc import Iterable, Sequence

from kg.encoder.inventory import Inventory
from kg.encoder.labels import NER_TAGS
from kg.encoder.lemmas import script_of
from kg.training.corpora import Sentence, Word

__all__ = ["counted", "index_of", "tag_of"]

_LEAST_TAG = 2
_LEAST_SCRIPT = 3
_LEAST_RELATION = 2


def counted(sentences: Iterable[Sentence]) -> Inventory:
    """Give what occurs often enough to be learnt, the most frequent first."""
    words = [word for sentence in sentences for word in sentence.words]
    return Inventory(
        names=NER_TAGS,
        tags=_frequent((tag_of(word) for word in words), _LEAST_TAG),
        scripts=_frequent((script_of(w.form, w.lemma) for w in words), _LEAST_SCRIPT),
        relations=_frequent((word.relation for word in words), _LEAST_RELATION),
    )


def tag_of(word: Word) -> str:
    """Give a word's class: Penn tag, universal tag and features in one."""
    return f"{word.xpos}|{word.upos}|{word.feats}"


def index_of(values: Sequence[str]) -> dict[str, int]:
    """Give the place of each value in its list."""
    return {value: place for place, value in enumerate(values)}


def _frequent(values: Iterable[str], least: int) -> tuple[str, ...]:
    counts = Counter(values)
    return tuple(
        value for value, n in sorted(counts.items(), key=lambda kv: (-kv[1], kv[0])) if n >= least
    )
