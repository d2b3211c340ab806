"""A document's statements as RDF: every node, its evidence, and its description."""

from collections import Counter
from dataclasses import replace

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, PROV, RDF, RDFS, SKOS, VOID, XSD

from kg.evidence import Passages
from kg.faults import fault_nodes
from kg.iri import KG, WD, Namespace
from kg.model import QID, Candidate, DocumentGraph, Linked, Nil, Span
from kg.provenance import Run, describe
from kg.rdf import direct, document_nodes
from kg.report import ValidationResult
from kg.shapes import load_shapes
from kg.statements import statements
from kg.terms import Node, quads
from kg.validate import validate
from kg.vocab import load_schema
from tests.graphs import TEXT, document, entities, graph, relations, span

ANA = URIRef("urn:kg:ent:Q100")
LABS = URIRef("urn:kg:ent:Organization-orlo-labs")
OA = "http://www.w3.org/ns/oa#"
SCHEMA = "https://schema.org/"


def kg(name: str) -> URIRef:
    return URIRef(KG + name)


def nodes(given: DocumentGraph) -> list[Node]:
    made = statements(given, namespace=Namespace())
    found = document_nodes(made, schema=load_schema(), namespace=Namespace())
    return [
        found.document,
        *found.entities,
        *found.mentions,
        *found.quotations,
        *found.evidence,
        *(node for _, node in found.statements),
    ]


def triples(given: DocumentGraph) -> Graph:
    return as_graph(nodes(given))


def as_graph(given: list[Node]) -> Graph:
    return Graph().parse(data="".join(quads(given, None)), format="nt")


def test_what_is_made_fits_the_shapes() -> None:
    report = validate(triples(graph()), load_shapes())
    assert report.results == ()


def test_no_node_is_nameless_and_none_is_made_twice() -> None:
    assert "_:" not in "".join(quads(nodes(graph()), "urn:g"))
    counts = Counter(node.iri for node in nodes(graph()))
    assert max(counts.values()) == 1


def test_evidence_quotes_the_text_at_its_offsets() -> None:
    found = triples(graph())
    passages = list(found.subjects(RDF.type, URIRef(OA + "SpecificResource")))
    assert passages
    for passage in passages:
        quote, position = URIRef(f"{passage}-quote"), URIRef(f"{passage}-position")
        start = int(found.value(position, URIRef(OA + "start")))
        end = int(found.value(position, URIRef(OA + "end")))
        assert str(found.value(quote, URIRef(OA + "exact"))) == TEXT[start:end]
        assert TEXT[:start].endswith(str(found.value(quote, URIRef(OA + "prefix"), default="")))
        assert TEXT[end:].startswith(str(found.value(quote, URIRef(OA + "suffix"), default="")))


def test_evidence_that_is_not_in_the_text_is_a_mistake_of_ours() -> None:
    passages = Passages(document(), "urn:kg:doc:1", Namespace())
    with pytest.raises(AssertionError, match="not the text"):
        passages.of(Span(0, 4), "Dr. ")


def test_a_passage_of_two_statements_is_one_node() -> None:
    leads, *_ = relations()
    twice = replace(graph(), relations=(leads, replace(leads, predicate="founded")))
    found = triples(twice)
    assert len(list(found.subjects(RDF.type, URIRef(OA + "SpecificResource")))) == 1
    assert len(set(found.subjects(RDF.type, kg("Statement")))) == 2


def test_words_at_the_ends_of_a_text_have_context_on_one_side() -> None:
    passages = Passages(document(), "urn:kg:doc:1", Namespace())
    passages.of(Span(0, len(TEXT)), TEXT)
    found = as_graph(list(passages.nodes()))
    assert len(list(found.subject_objects(URIRef(OA + "exact")))) == 1
    assert not list(found.subject_objects(URIRef(OA + "prefix")))
    assert not list(found.subject_objects(URIRef(OA + "suffix")))


def test_a_statement_says_what_qualifies_it() -> None:
    found = triples(graph())
    based = found.value(predicate=RDF.type, object=kg("BasedInStatement"))
    assert found.value(based, RDF.predicate) == kg("basedIn")
    assert found.value(based, kg("stance")) == kg("Reported")
    assert found.value(based, kg("attributedTo")) == ANA
    assert found.value(based, kg("startDate")) == Literal("2021-05", datatype=XSD.gYearMonth)
    assert found.value(based, kg("confidence")) == Literal("0.87", datatype=XSD.decimal)
    assert found.value(based, kg("role")) is None
    assert found.value(based, kg("endDate")) is None
    leads = found.value(predicate=RDF.type, object=kg("LeadsStatement"))
    assert str(found.value(leads, kg("role"))) == "Dr."
    assert str(found.value(leads, kg("extractor"))) == "leads/verb"


def test_linked_entities_are_the_same_as_their_items() -> None:
    found = triples(graph())
    assert found.value(ANA, OWL.sameAs) == URIRef(WD + "Q100")
    assert found.value(ANA, kg("linkState")) == kg("LinkFound")
    assert set(map(str, found.objects(ANA, SKOS.altLabel))) == {"Ruiz"}


def test_an_entity_looked_up_in_vain_says_why_and_keeps_its_candidates() -> None:
    found = triples(graph())
    assert found.value(LABS, OWL.sameAs) is None
    assert str(found.value(LABS, kg("linkReason"))) == "two alike"
    offer = found.value(LABS, kg("candidate"))
    assert found.value(offer, kg("candidateItem")) == URIRef(WD + "Q7")
    assert found.value(offer, kg("linkRank")) == Literal(1)


def test_an_entity_that_nobody_looked_up_is_unknown() -> None:
    vell = URIRef("urn:kg:ent:City-vell")
    assert triples(graph()).value(vell, kg("linkState")) == kg("LinkUnknown")


def test_the_label_of_an_item_stands_before_the_names_of_the_text() -> None:
    ana, *others = entities()
    link = Linked(qid=QID("Q100"), score=0.9, reason="name", label="Ana  María\nRuiz")
    found = triples(replace(graph(), entities=(replace(ana, link=link), *others)))
    assert str(found.value(ANA, RDFS.label)) == "Ana María Ruiz"
    assert set(map(str, found.objects(ANA, SKOS.altLabel))) == {"Ana Ruiz", "Ruiz"}


def test_candidates_of_one_rank_and_score_differ_by_what_they_are() -> None:
    ana, labs, vell = entities()
    link = Nil(
        reason="two alike",
        candidates=tuple(Candidate(qid=QID(q), label=q, score=0.4) for q in ("Q7", "Q8")),
    )
    found = triples(replace(graph(), entities=(ana, replace(labs, link=link), vell)))
    ranks = {int(found.value(o, kg("linkRank"))) for o in found.objects(LABS, kg("candidate"))}
    assert ranks == {1, 2}


def test_mentions_are_counted_with_their_offsets() -> None:
    found = triples(graph())
    mention = found.value(predicate=kg("mentionOf"), object=ANA)
    name = span("Ana Ruiz")
    assert str(found.value(mention, kg("spans"))) == f"{name.start}-{name.end}"
    assert found.value(mention, kg("mentions")) == Literal(1)


def test_the_document_says_where_it_is_from() -> None:
    found = triples(graph())
    node = found.value(predicate=RDF.type, object=kg("Document"))
    assert str(found.value(node, kg("documentId"))) == "labs/move"
    assert found.value(node, URIRef(SCHEMA + "datePublished")) == Literal(
        "2021-05", datatype=XSD.gYearMonth
    )
    assert len(list(found.objects(node, URIRef(SCHEMA + "mentions")))) == 3
    assert found.value(node, URIRef(SCHEMA + "url")) is None


def test_a_quotation_is_the_object_of_said() -> None:
    found = triples(graph())
    said = found.value(predicate=RDF.type, object=kg("SaidStatement"))
    quotation = found.value(said, RDF.object)
    assert str(found.value(quotation, URIRef(SCHEMA + "text"))) == "We moved to Vell in May,"


def test_the_direct_triple_joins_the_two_ends() -> None:
    made = statements(graph(), namespace=Namespace())
    (leads,) = (one for one in made.statements if one.predicate == "leads")
    assert direct(leads) == (str(ANA), f"<{KG}leads>", f"<{LABS}>")


def test_the_dataset_says_what_made_it_without_a_clock() -> None:
    run = Run(version="1.2", model="en_kg 3", index="2026-08-01 abc")
    made = list(describe(run, documents=3, statements=7, namespace=Namespace()))
    found = as_graph(made)
    dataset = found.value(predicate=RDF.type, object=VOID.Dataset)
    activity = found.value(dataset, PROV.wasGeneratedBy)
    assert found.value(dataset, VOID.documents) == Literal(3)
    assert str(found.value(activity, kg("modelName"))) == "en_kg 3"
    assert str(found.value(activity, kg("indexDate"))) == "2026-08-01 abc"
    partition = found.value(dataset, VOID.classPartition)
    assert found.value(partition, VOID.entities) == Literal(7)
    assert made == list(describe(run, documents=3, statements=7, namespace=Namespace()))
    other = describe(replace(run, index=None), documents=3, statements=7, namespace=Namespace())
    assert activity not in {URIRef(node.iri) for node in other}


@pytest.mark.parametrize("missing", ["shape", "path", "value"])
def test_a_fault_without_a_name_leaves_that_out(missing: str) -> None:
    result = ValidationResult(
        shape="urn:S",
        component="urn:C",
        path="urn:p",
        focus="urn:x",
        value="7",
        message="Give less.",
        severity="urn:V",
    )
    properties = {"shape": "sourceShape", "path": "resultPath", "value": "value"}
    without = replace(result, **{missing: ""})
    made = fault_nodes(Node("urn:x", (), ()), [without], "Ana left.", Namespace())
    said = {str(p).rpartition("#")[2] for p in as_graph(list(made)).predicates()}
    assert properties.pop(missing) not in said
    assert said >= {*properties.values(), "sentence", "focusNode", "resultMessage"}
