"""Statements: global names, one statement a claim, and what becomes a direct triple."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.iri import Namespace
from kg.model import QID, DocumentGraph, Linked, Relation, Stance, Status
from kg.statements import Statement, entity_iri, statements
from tests.graphs import entities, evidence, graph, relations

LEADS, SAID, BASED = relations()
OTHER = evidence("“We moved to Vell in May,” Ruiz told The Post.")


def stated(*given: Relation, least: float = 0.0) -> tuple[Statement, ...]:
    document = replace(graph(), relations=given)
    return statements(document, namespace=Namespace(), min_confidence=least).statements


def only(*given: Relation) -> Statement:
    (one,) = stated(*given)
    return one


def test_linked_entities_go_by_item_others_by_class_and_name() -> None:
    ana, labs, vell = entities()
    namespace = Namespace()
    assert entity_iri(ana, namespace) == "urn:kg:ent:Q100"
    assert entity_iri(labs, namespace) == "urn:kg:ent:Organization-orlo-labs"
    assert entity_iri(vell, Namespace("https://example.org/#")).endswith("#ent-City-vell")


def test_entities_of_one_item_are_one_with_all_names_and_mentions() -> None:
    ana, labs, vell = entities()
    link = Linked(qid=QID("Q100"), score=0.8, reason="name")
    document = replace(graph(), entities=(ana, replace(labs, link=link), vell))
    made = statements(document, namespace=Namespace())
    assert [one.iri for one in made.entities] == ["urn:kg:ent:Q100", "urn:kg:ent:City-vell"]
    together = made.entities[0].entity
    assert together.name == "Ana Ruiz"
    assert "Orlo Labs" in together.aliases
    assert len(together.mentions) == 2


def test_the_id_is_of_the_claim_and_not_of_how_it_was_found() -> None:
    again = replace(LEADS, confidence=0.2, evidence=OTHER, extractor="model", role=None)
    assert only(LEADS).iri == only(again).iri


@pytest.mark.parametrize(
    "changed",
    [
        replace(LEADS, object="e3"),
        replace(LEADS, predicate="founded"),
        replace(LEADS, status=Status.FORMER),
        replace(LEADS, stance=Stance.DENIED),
    ],
    ids=["object", "relation", "status", "stance"],
)
def test_another_claim_has_another_id(changed: Relation) -> None:
    assert only(changed).iri != only(LEADS).iri


def test_the_id_is_of_one_document() -> None:
    document = graph()
    other = replace(document, document=replace(document.document, id="labs/copy"))
    ids = {statements(g, namespace=Namespace()).statements[0].iri for g in (document, other)}
    assert len(ids) == 2


def test_a_claim_made_twice_is_one_statement_with_the_evidence_of_both() -> None:
    surer = replace(LEADS, confidence=0.95, evidence=OTHER, role=None, end_date="2022")
    one = only(LEADS, surer)
    assert one.confidence == 0.95
    assert [passage.span for passage in one.evidence] == [LEADS.evidence.span, OTHER.span]
    assert (one.role, one.end_date) == ("Dr.", "2022")


@given(st.permutations(range(6)))
def test_the_order_of_findings_does_not_matter(order: list[int]) -> None:
    found = [
        LEADS,
        SAID,
        BASED,
        replace(LEADS, confidence=0.95, evidence=OTHER),
        replace(LEADS, status=Status.FORMER),
        replace(BASED, confidence=0.3, attributed_to=None),
    ]
    assert stated(*(found[i] for i in order)) == stated(*found)


@pytest.mark.parametrize(
    ("changed", "truthy"),
    [
        (LEADS, True),
        (replace(LEADS, status=Status.FORMER), False),
        (replace(LEADS, stance=Stance.REPORTED), True),
        (replace(LEADS, stance=Stance.HYPOTHETICAL), False),
        (replace(LEADS, stance=Stance.DENIED), False),
        (replace(LEADS, confidence=0.49), False),
        (replace(LEADS, confidence=0.5), True),
    ],
    ids=["asserted", "former", "reported", "hypothetical", "denied", "unlikely", "as likely"],
)
def test_what_is_current_and_said_or_told_becomes_a_direct_triple(
    changed: Relation, *, truthy: bool
) -> None:
    assert only(changed).truthy is truthy


def test_a_denial_in_the_text_keeps_what_is_only_told_from_being_direct() -> None:
    told, denied = replace(LEADS, stance=Stance.REPORTED), replace(LEADS, stance=Stance.DENIED)
    assert not any(one.truthy for one in stated(told, denied))
    asserted = [one for one in stated(LEADS, denied) if one.stance is Stance.ASSERTED]
    assert [one.truthy for one in asserted] == [True]


def test_what_is_less_sure_than_asked_is_left_out() -> None:
    assert {one.predicate for one in stated(LEADS, BASED, SAID, least=0.9)} == {"said"}
    assert len(stated(LEADS, BASED, SAID, least=0.87)) == 3


def test_quotations_are_named_once_and_in_order() -> None:
    made = statements(replace(graph(), relations=(SAID, SAID)), namespace=Namespace())
    assert len(made.quotations) == 1
    assert made.statements[0].object == made.quotations[0].iri


def test_attribution_and_listener_are_names() -> None:
    one = only(replace(BASED, listener="e3"))
    assert one.attributed_to == "urn:kg:ent:Q100"
    assert one.listener == "urn:kg:ent:City-vell"


def test_the_namespace_is_everywhere() -> None:
    base = "https://example.org/kg/"
    made = statements(graph(), namespace=Namespace(base))
    named = [made.iri, *(e.iri for e in made.entities), *(q.iri for q in made.quotations)]
    named += [iri for one in made.statements for iri in (one.iri, one.subject, one.object)]
    assert all(iri.startswith(base) for iri in named)


def test_a_document_without_relations_has_no_statements() -> None:
    empty = DocumentGraph(document=graph().document, entities=(), relations=())
    made = statements(empty, namespace=Namespace())
    assert (made.entities, made.quotations, made.statements) == ((), (), ())
