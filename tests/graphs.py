"""A builder of document graphs for tests that need no language model."""

from dataclasses import replace

from kg.model import (
    QID,
    Candidate,
    Document,
    DocumentGraph,
    Entity,
    Evidence,
    Linked,
    Mention,
    Nil,
    Quotation,
    Relation,
    Span,
    Stance,
)

TEXT = "MENU\nDr. Ana Ruiz heads Orlo Labs. “We moved to Vell in May,” Ruiz told The Post.\n"


def span(words: str, *, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def mention(words: str, kind: str, *, score: float = 1.0) -> Mention:
    return Mention(span=span(words), text=words, type=kind, score=score)


def evidence(words: str, *, trigger: str | None = None) -> Evidence:
    return Evidence(span=span(words), text=words, trigger=span(trigger) if trigger else None)


def document(text: str = TEXT) -> Document:
    from hashlib import sha256

    return Document(
        id="labs/move",
        text=text,
        source="labs/move.txt",
        sha256=sha256(text.encode()).hexdigest(),
        title="Orlo Labs moves",
        date="2021-05",
        furniture=(span("MENU"),),
    )


def graph() -> DocumentGraph:
    return DocumentGraph(document=document(), entities=entities(), relations=relations())


def entities() -> tuple[Entity, ...]:
    ana = Entity(
        id="e1",
        type="Person",
        name="Ana Ruiz",
        mentions=(mention("Ana Ruiz", "Person", score=0.75),),
        aliases=("Ruiz",),
        link=Linked(qid=QID("Q100"), score=0.9, reason="name and description", label="Ana Ruiz"),
    )
    labs = Entity(
        id="e2",
        type="Organization",
        name="Orlo Labs",
        mentions=(mention("Orlo Labs", "Organization"),),
        link=Nil(
            reason="two alike",
            candidates=(Candidate(qid=QID("Q7"), label="Orlo", score=0.4, reason="name"),),
        ),
    )
    return ana, labs, Entity(id="e3", type="City", name="Vell", mentions=(mention("Vell", "City"),))


def relations() -> tuple[Relation, ...]:
    words = "We moved to Vell in May,"
    turn = evidence("“We moved to Vell in May,” Ruiz told The Post.")
    leads = Relation(
        subject="e1",
        predicate="leads",
        object="e2",
        evidence=evidence("Dr. Ana Ruiz heads Orlo Labs.", trigger="heads"),
        confidence=0.87,
        role="Dr.",
        extractor="leads/verb",
    )
    quotation = Quotation(span=span(words), text=words)
    said = Relation(subject="e1", predicate="said", object=quotation, evidence=turn)
    based = replace(
        leads,
        subject="e2",
        predicate="basedIn",
        object="e3",
        evidence=turn,
        stance=Stance.REPORTED,
        attributed_to="e1",
        start_date="2021-05",
        role=None,
    )
    return leads, said, based
