"""Why a node was set aside: sh:ValidationResult nodes, SHACL section 3.6.2."""

from collections.abc import Iterable, Iterator

from kg.iri import Namespace, digest
from kg.report import ValidationResult
from kg.terms import Node, literal, term

__all__ = ["fault_nodes"]


def fault_nodes(
    node: Node, results: Iterable[ValidationResult], sentence: str, namespace: Namespace
) -> Iterator[Node]:
    """The reasons why `node` was set aside, as sh:ValidationResult nodes."""
    for result in results:
        properties = [
            (term("sh:focusNode"), f"<{node.iri}>"),
            (term("sh:sourceConstraintComponent"), f"<{result.component}>"),
            (term("sh:resultSeverity"), f"<{result.severity}>"),
            (term("sh:resultMessage"), literal(result.message)),
        ]
        if result.shape:
            properties.append((term("sh:sourceShape"), f"<{result.shape}>"))
        if result.path:
            properties.append((term("sh:resultPath"), f"<{result.path}>"))
        if result.value:
            properties.append((term("sh:value"), literal(result.value)))
        if sentence:
            properties.append((term("kg:sentence"), literal(sentence)))
        name = digest(node.iri, result.shape, result.component, result.path, result.value)
        yield Node(
            f"{namespace.of('res')}{name}", (term("sh:ValidationResult"),), tuple(properties)
        )
