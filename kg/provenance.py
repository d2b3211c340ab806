"""What made an export and what it holds: VoID, DCAT and PROV-O, without a clock."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.iri import KG, Namespace, digest
from kg.terms import Node, literal, term, typed

__all__ = ["Run", "describe"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What an export was made with: enough to make it again."""

    version: str
    model: str
    index: str | None = None


def describe(run: Run, *, documents: int, statements: int, namespace: Namespace) -> Iterator[Node]:
    """The dataset (VoID, DCAT) and the activity that made it (PROV-O); no clock."""
    here = namespace.of("run")
    activity = f"{here}{digest(run.version, run.model, run.index or '')}"
    used = [(term("kg:modelName"), literal(run.model))]
    if run.index:
        used.append((term("kg:indexDate"), literal(run.index)))
    yield Node(
        f"{here}kg",
        (term("prov:SoftwareAgent"),),
        ((term("rdfs:label"), literal("kg " + run.version)),),
    )
    yield Node(
        activity,
        (term("prov:Activity"),),
        ((term("prov:wasAssociatedWith"), f"<{here}kg>"), *used),
    )
    partition = f"{here}statements"
    yield Node(
        f"{here}dataset",
        (term("void:Dataset"), term("dcat:Dataset")),
        (
            (term("dcterms:title"), literal("Claims in news texts, with their evidence")),
            (term("prov:wasGeneratedBy"), f"<{activity}>"),
            (term("void:vocabulary"), f"<{KG}>"),
            (term("void:documents"), typed(str(documents), "integer")),
            (term("void:classPartition"), f"<{partition}>"),
        ),
    )
    yield Node(
        partition,
        (),
        (
            (term("void:class"), term("kg:Statement")),
            (term("void:entities"), typed(str(statements), "integer")),
        ),
    )
