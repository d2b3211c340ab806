"""Each pattern's relation is found in its example, and not by it in its counter-example."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from kg.documents import document
from kg.extract import Extractor
from kg.extract.parse import parse
from kg.extract.parsed import Reading
from kg.extract.read import read
from kg.extract.relations import frames
from kg.extract.relations.engine import by_patterns, firing
from kg.model import Relation, Stance

pytestmark = pytest.mark.model

FOLDER = Path(frames.__file__).parent / "patterns"


def _cases(kind: str) -> Iterator[tuple[str, str]]:
    for path in sorted(FOLDER.glob("*.yaml")):
        content = yaml.safe_load(path.read_text("utf-8"))
        for entry in [*(content.get("frames") or ()), *(content.get("pairs") or ())]:
            yield f"{content['relation']}.{entry['id']}", entry[kind]


EXAMPLES = dict(_cases("example"))
COUNTERS = dict(_cases("counter"))


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    """Each text understood, all texts parsed at once."""
    extractor = Extractor.load()
    texts = sorted({*EXAMPLES.values(), *COUNTERS.values()})
    given = [document(text, id=str(number)) for number, text in enumerate(texts)]
    return {
        known.text: read(known, doc, schema=extractor.schema)
        for known, doc in parse(extractor.nlp, given)
    }


@pytest.fixture(scope="module")
def found(readings: dict[str, Reading]) -> dict[str, tuple[Relation, ...]]:
    return {text: by_patterns(reading) for text, reading in readings.items()}


def test_each_pattern_has_both_texts_and_a_name_of_its_own() -> None:
    names = [name for name, _ in _cases("example")]
    assert len(names) == len(set(names))
    assert set(EXAMPLES) == set(COUNTERS)


@pytest.mark.parametrize("pattern", sorted(EXAMPLES))
def test_the_example_is_found(pattern: str, found: dict[str, tuple[Relation, ...]]) -> None:
    relation = pattern.partition(".")[0]
    said = [one for one in found[EXAMPLES[pattern]] if one.predicate == relation]
    assert [one for one in said if one.stance in {Stance.ASSERTED, Stance.REPORTED}]


@pytest.mark.parametrize("pattern", sorted(EXAMPLES))
def test_the_pattern_itself_fires_on_its_example(
    pattern: str, readings: dict[str, Reading]
) -> None:
    assert pattern in firing(readings[EXAMPLES[pattern]])


@pytest.mark.parametrize("pattern", sorted(COUNTERS))
def test_the_counter_example_is_left(pattern: str, readings: dict[str, Reading]) -> None:
    assert pattern not in firing(readings[COUNTERS[pattern]])
