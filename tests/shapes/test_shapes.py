"""Every shape file accepts what is right and says what is wrong."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import RDF, Graph, URIRef

from kg.iri import KG
from kg.report import ValidationResult
from kg.shapes import load_shapes
from kg.validate import validate
from kg.vocab import load_schema

FIXTURES = Path(__file__).parent / "fixtures"
PASSING = sorted(FIXTURES.glob("*.pass.ttl"))
FAILING = sorted(FIXTURES.glob("*.fail.ttl"))
SUBJECT, OBJECT = URIRef("urn:subject"), URIRef("urn:object")


def results(data: Graph) -> tuple[ValidationResult, ...]:
    return validate(data, load_shapes()).results


@pytest.mark.parametrize("path", PASSING, ids=lambda p: p.name)
def test_what_is_right_conforms(path: Path) -> None:
    assert results(Graph().parse(path, format="turtle")) == ()


@pytest.mark.parametrize("path", FAILING, ids=lambda p: p.name)
def test_what_is_wrong_is_named(path: Path) -> None:
    expected = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")
    found = results(Graph().parse(path, format="turtle"))
    assert [one.component.rpartition("#")[2] for one in found] == [expected]


def ill_typed() -> Iterator[tuple[str, str, str, str]]:
    """Relation, class of the subject, class of the object, and the end that is wrong."""
    schema = load_schema()
    for name, kind in sorted(schema.relations.items()):
        right, left = min(kind.domain), min(kind.range)
        for wrong in sorted(schema.classes):
            if not schema.fits(wrong, kind.domain):
                yield name, wrong, left, "subject"
                break
        for wrong in sorted(schema.classes):
            if not schema.fits(wrong, kind.range):
                yield name, right, wrong, "object"
                break


@pytest.mark.parametrize(("relation", "subject", "object", "end"), list(ill_typed()))
def test_both_ends_of_a_statement_have_classes_of_the_relation(
    relation: str, subject: str, object: str, end: str
) -> None:
    wrong = str(RDF[end])
    assert wrong in {r.path for r in results(stated(relation, subject, object))}
    kind = load_schema().relations[relation]
    sound = results(stated(relation, min(kind.domain), min(kind.range)))
    assert wrong not in {r.path for r in sound}


def stated(relation: str, subject: str, object: str) -> Graph:
    """A statement with ends of the given classes; what else it lacks is not looked at."""
    data, node, schema = Graph(), URIRef("urn:statement"), load_schema()
    name = relation[0].upper() + relation[1:] + "Statement"
    for kind in ("Statement", name):
        data.add((node, RDF.type, URIRef(KG + kind)))
    data.add((node, RDF.predicate, URIRef(KG + relation)))
    for end, thing, given in ((RDF.subject, SUBJECT, subject), (RDF.object, OBJECT, object)):
        data.add((node, end, thing))
        known = schema.classes.get(given)
        for kind in (given, *(known.parents if known else ())):
            data.add((thing, RDF.type, URIRef(KG + kind)))
    return data
