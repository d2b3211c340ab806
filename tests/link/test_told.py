"""What a text says of where a thing lies tells its namesakes apart."""

import lzma
from pathlib import Path

import pytest

from kg.link.build import build_index
from kg.link.index import Index
from kg.link.linker import Linker, Linking
from kg.link.told import countries
from kg.model import (
    Document,
    DocumentGraph,
    Entity,
    Evidence,
    Linked,
    Mention,
    Relation,
    Span,
    Stance,
)
from tests.link.test_linker import data

__all__ = ["data"]

TEXT = "Paris lies in the United States."


def _graph(predicate: str, stance: Stance) -> DocumentGraph:
    named = (("Paris", "City"), ("United States", "Country"))
    entities = tuple(
        Entity(
            id=name[0],
            type=kind,
            name=name,
            mentions=(
                Mention(
                    span=Span(TEXT.index(name), TEXT.index(name) + len(name)), text=name, type=kind
                ),
            ),
        )
        for name, kind in named
    )
    evidence = Evidence(span=Span(0, len(TEXT)), text=TEXT)
    said = Relation(subject="P", predicate=predicate, object="U", evidence=evidence, stance=stance)
    document = Document(id="d", text=TEXT, source="d", sha256="0")
    return DocumentGraph(document=document, entities=entities, relations=(said,))


@pytest.fixture
def index(data: Path, tmp_path: Path) -> Path:
    with lzma.open(data / "places_more.tsv.xz", "wt", encoding="utf-8") as file:
        row = "Q30\tUnited States\tcountry\tUS\t330000000\tpopulation\t\t\tQ30\tcountry"
        file.write(
            f"qid\tlabel\ttype\taliases\tprior\tprior_kind\tlat\tlon\tcountry_qid\td\n{row}\n"
        )
    build_index(data, tmp_path / "i.sqlite")
    return tmp_path / "i.sqlite"


def test_a_town_that_lies_in_a_country_is_the_one_there(index: Path) -> None:
    linker = Linker.open(Linking(index=index, threshold=0.3))
    here = linker.link(_graph("locatedIn", Stance.ASSERTED)).entities[0].link
    unsaid = linker.link(_graph("attacked", Stance.ASSERTED)).entities[0].link
    denied = linker.link(_graph("locatedIn", Stance.DENIED)).entities[0].link
    linker.close()
    assert isinstance(here, Linked)
    assert here.qid == "Q830149"
    for other in (unsaid, denied):
        assert not (isinstance(other, Linked) and other.qid == "Q830149")


def test_only_plain_places_tell_a_country(index: Path) -> None:
    source = Index(index)
    assert countries(_graph("basedIn", Stance.REPORTED), source) == {"P": frozenset({30})}
    assert countries(_graph("said", Stance.ASSERTED), source) == {}
    source.close()
