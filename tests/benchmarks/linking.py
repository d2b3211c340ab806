"""How fast names are linked, how fast the index opens, and how much memory both take.

    python -m tests.benchmarks.linking [--documents 400]

Bounds: 3,000 mentions a second on one core after warm-up, opening under 0.2 s, under 150 MB.
"""

import argparse
import random
import resource
import sys
import time

from kg.link.index import default_index
from kg.link.linker import Linker, Linking
from kg.model import Document, DocumentGraph, Entity, Mention, Span

_NAMES = (
    ("Kenya", "Country"),
    ("Nairobi", "City"),
    ("United Nations", "Organization"),
    ("U.S.", "Country"),
    ("Paris", "City"),
    ("Reuters", "MediaOrganization"),
    ("Angela Merkel", "Person"),
    ("San Jose", "City"),
    ("World Bank", "Organization"),
    ("Turks", "Country"),
    ("Northern Lagoon Front", "ArmedGroup"),
    ("Idris Kane", "Person"),
    ("Ministry of Transport", "GovernmentBody"),
)
_WORDS = "government river harbour election minister village report company football".split()
_REPEATED = 3


def _document(number: int, chance: random.Random) -> DocumentGraph:
    """One article of about 270 words with a dozen entities; some names are new in each."""
    named = [*chance.sample(_NAMES, 9), *((f"Orlo Vest {number}{n}", "Person") for n in "abc")]
    text = " ".join([name for name, _ in named] + chance.choices(_WORDS, k=240))
    entities = []
    for place, (name, kind) in enumerate(named):
        mention = Mention(span=Span(place, place + len(name)), text=name, type=kind)
        mentions = (mention,) * _REPEATED
        entities.append(Entity(id=f"e{place}", type=kind, name=name, mentions=mentions))
    document = Document(id=str(number), text=text, source="", sha256="")
    return DocumentGraph(document=document, entities=tuple(entities), relations=())


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=400)
    asked = options.parse_args()
    chance = random.Random(1)  # noqa: S311 - no secrets here
    graphs = [_document(n, chance) for n in range(asked.documents)]
    path = default_index()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    linker = Linker.open(Linking(index=path))
    opened = time.perf_counter() - start
    for graph in graphs[: asked.documents // 10]:
        linker.link(graph)
    start = time.perf_counter()
    for graph in graphs:
        linker.link(graph)
    took = time.perf_counter() - start
    linker.close()
    mentions = sum(len(e.mentions) for g in graphs for e in g.entities)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    sys.stdout.write(
        f"opened in {opened:.3f} s\n"
        f"{mentions / took:.0f} mentions/s, {1000 * took / len(graphs):.2f} ms an article\n"
        f"memory {(before + grown) / 1024:.0f} MB, of it for linking {grown / 1024:.0f} MB\n"
    )


if __name__ == "__main__":
    main()
