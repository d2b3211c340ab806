"""Validation as a router: what conforms goes on, what does not is set aside with the reason.

pySHACL judges, but not every node anew: a node of which the shapes see nothing that they have not
seen in sound nodes before is sound (`kg.signatures`). The router asks only for the others.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import cast

from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SH
from rdflib.term import Node as Term
from rdflib.util import from_n3

from kg.rdf import DocumentNodes, direct
from kg.report import ValidationResult
from kg.signatures import Part, Signatures
from kg.statements import Statement
from kg.terms import Node
from kg.validate import validate

__all__ = ["Quarantined", "Routed", "Router"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantined:
    """A node that broke a shape, the reasons, and the words that it came from."""

    node: Node
    results: tuple[ValidationResult, ...]
    sentence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Routed:
    """One document after validation; every node of it is in one of the two."""

    iri: str
    nodes: tuple[Node, ...]
    kept: tuple[Statement, ...]
    quarantined: tuple[Quarantined, ...]


@dataclass(slots=True)
class Router:
    """Judges nodes by a shapes graph; what it has found sound once, it does not ask again."""

    shapes: Graph
    seen: set[str] = field(default_factory=set)
    _signatures: Signatures = field(init=False)
    _sound: set[Part] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        self._signatures = Signatures(self.shapes)

    def route(self, document: DocumentNodes) -> Routed:
        """The document's nodes, statements with a fault and what hangs on them set aside."""
        return _Routing(self, document).run()

    def judge(
        self, nodes: Iterable[Node], types: Mapping[str, tuple[str, ...]]
    ) -> dict[Node, tuple[ValidationResult, ...]]:
        """What each node breaks, if anything. `types` gives the classes of every node named."""
        unsure: dict[frozenset[Part], list[Node]] = {}
        for node in nodes:
            self.seen.update(node.types)
            parts = self._signatures.parts(node, types)
            if not parts <= self._sound:
                unsure.setdefault(parts, []).append(node)
        found = self._ask([alike[0] for alike in unsure.values()], types)
        for parts, alike in unsure.items():
            if alike[0].iri not in found:
                self._sound |= parts
        others = [n for alike in unsure.values() if alike[0].iri in found for n in alike[1:]]
        found |= self._ask(others, types)
        asked = (node for alike in unsure.values() for node in alike)
        return {node: found[node.iri] for node in asked if node.iri in found}

    def vacuous(self) -> list[str]:
        """Shapes that matched no node in the whole run."""
        targets = self.shapes.subject_objects(SH.targetClass)
        return sorted(str(s) for s, t in targets if f"<{t}>" not in self.seen)

    def _ask(
        self, nodes: Iterable[Node], types: Mapping[str, tuple[str, ...]]
    ) -> dict[str, tuple[ValidationResult, ...]]:
        asked = list(nodes)
        if not asked:
            return {}
        data = Graph(bind_namespaces="none")
        inside = {node.iri for node in asked}
        for node in asked:
            for line in node.lines():
                subject, predicate, value = line.split(" ", 2)
                term = cast("Term", from_n3(value))
                data.add((URIRef(subject[1:-1]), URIRef(predicate[1:-1]), term))
                known = types.get(value[1:-1], ()) if value[0] == "<" else ()
                if known and value[1:-1] not in inside:
                    for kind in known:
                        data.add((URIRef(value[1:-1]), RDF.type, URIRef(kind[1:-1])))
        found: dict[str, list[ValidationResult]] = {}
        only = self._signatures.asked(asked)
        for result in validate(data, self.shapes, only=only).results:
            if result.focus in inside:
                found.setdefault(result.focus, []).append(result)
        return {iri: tuple(results) for iri, results in found.items()}


class _Routing:
    """The routing of one document: faults of nodes, then of what depends on them."""

    def __init__(self, router: Router, document: DocumentNodes) -> None:
        self.router = router
        self.document = document
        self.parts = (
            document.document,
            *document.entities,
            *document.mentions,
            *document.quotations,
            *document.evidence,
        )
        statements = (node for _, node in document.statements)
        self.types = {n.iri: n.types for n in (*self.parts, *statements)}

    def run(self) -> Routed:
        document = self.document
        faults = self.router.judge((*self.parts, *(n for _, n in document.statements)), self.types)
        reasons = {node.iri: results for node, results in faults.items()}
        kept, aside = self._divided(reasons)
        entities, late = self._with_direct_triples(kept, reasons)
        if late:
            aside += [
                Quarantined(node=n, results=late[s.subject, s.predicate], sentence=_words(s))
                for s, n in kept
                if (s.subject, s.predicate) in late
            ]
            kept = [(s, n) for s, n in kept if (s.subject, s.predicate) not in late]
        broken = [n for n in self.parts if n.iri in reasons]
        aside += [Quarantined(node=n, results=reasons[n.iri]) for n in broken]
        sound = [n for n in self.parts if n.iri not in reasons]
        nodes = [entities.get(n.iri, n) for n in sound]
        return Routed(
            iri=document.iri,
            nodes=(*nodes, *(n for _, n in kept)),
            kept=tuple(s for s, _ in kept),
            quarantined=tuple(aside),
        )

    def _divided(
        self, reasons: Mapping[str, tuple[ValidationResult, ...]]
    ) -> tuple[list[tuple[Statement, Node]], list[Quarantined]]:
        """Statements that stand, and those that break a shape or lean on a node that does."""
        kept, aside = [], []
        for made, node in self.document.statements:
            named = [v[1:-1] for _, v in node.properties if v[0] == "<"]
            why = [r for iri in (node.iri, *named) for r in reasons.get(iri, ())]
            if why:
                aside.append(Quarantined(node=node, results=tuple(why), sentence=_words(made)))
            else:
                kept.append((made, node))
        return kept, aside

    def _with_direct_triples(
        self,
        kept: Iterable[tuple[Statement, Node]],
        reasons: Mapping[str, tuple[ValidationResult, ...]],
    ) -> tuple[dict[str, Node], dict[tuple[str, str], tuple[ValidationResult, ...]]]:
        """Entities with the direct triples of truthy statements, judged once more."""
        triples: dict[str, list[tuple[str, str]]] = {}
        for made, _ in kept:
            if made.truthy:
                subject, predicate, value = direct(made)
                triples.setdefault(subject, []).append((predicate, value))
        full = {
            n.iri: Node(n.iri, n.types, (*n.properties, *sorted(set(triples[n.iri]))))
            for n in self.document.entities
            if n.iri in triples and n.iri not in reasons
        }
        faults = self.router.judge(full.values(), self.types)
        late: dict[tuple[str, str], tuple[ValidationResult, ...]] = {}
        for node, results in faults.items():
            stated = {predicate for predicate, _ in triples[node.iri]}
            paths = {f"<{result.path}>" for result in results}
            # Where a result does not say which of the triples it is about, it may be any.
            wrong = paths if paths <= stated else stated
            late |= {(node.iri, path[1:-1].rpartition("#")[2]): results for path in wrong}
            sound = tuple(p for p in node.properties if p[0] not in wrong)
            full[node.iri] = Node(node.iri, node.types, sound)
        return full, late


def _words(made: Statement) -> str:
    return " … ".join(e.text for e in made.evidence)
