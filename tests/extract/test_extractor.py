from collections.abc import Iterable

import pytest

from kg.documents import document
from kg.extract import Extractor
from kg.model import DocumentGraph, Quotation

pytestmark = pytest.mark.model

TEXTS = (
    'IRBID, Jordan - "The road is open," said Lina Haddad, a spokeswoman for the Yarmouk Guard.',
    "The Yarmouk Guard (YG) seized Irbid in May. The group left the city in June.",
)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load()


def graphs(extractor: Extractor, texts: Iterable[str]) -> list[DocumentGraph]:
    return list(extractor.extract(document(one, id=f"d{n}") for n, one in enumerate(texts)))


def test_names_and_quotations_of_a_text_are_found(extractor: Extractor) -> None:
    graph = graphs(extractor, TEXTS)[0]
    names = {one.id: one.name for one in graph.entities}
    said = [one for one in graph.relations if isinstance(one.object, Quotation)]
    assert "Lina Haddad" in names.values()
    assert [(names[one.subject], one.object.text) for one in said] == [  # type: ignore[union-attr]
        ("Lina Haddad", "The road is open,")
    ]


def test_one_document_never_depends_on_another(extractor: Extractor) -> None:
    together = graphs(extractor, TEXTS)
    alone = [graphs(extractor, [one])[0] for one in TEXTS]
    assert [one.entities for one in together] == [one.entities for one in alone]
    assert [one.relations for one in together] == [one.relations for one in alone]
