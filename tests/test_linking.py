"""Linking in an export: it adds items and changes nothing that the texts say."""

from collections import Counter
from pathlib import Path

import pytest

from kg.documents import document
from kg.link.linker import Linking
from kg.model import Linked, Nil
from kg.pipeline import Settings, extract
from tests.command import Run

pytestmark = pytest.mark.model

TEXT = """NAIROBI, May 4, 2021 - Kenya backs the Northern Lagoon Front, said its spokesman \
Idris Kane. \
"We hold the harbour of Port Lasso," Kane told Reuters. The group is based in Nairobi.
"""


def test_names_mentions_and_relations_are_the_same_without_links() -> None:
    given = [document(TEXT, id="a")]
    (linked,) = extract(given, Settings())
    (plain,) = extract(given, Settings(link=None))
    assert linked.relations == plain.relations
    assert [(e.id, e.type, e.name, e.mentions) for e in linked.entities] == [
        (e.id, e.type, e.name, e.mentions) for e in plain.entities
    ]
    assert all(entity.link is None for entity in plain.entities)


def test_the_known_is_linked_the_unknown_is_not_and_both_say_why() -> None:
    (graph,) = extract([document(TEXT, id="a")], Settings())
    links = {entity.name: entity.link for entity in graph.entities}
    kenya, front = links["Kenya"], links["Northern Lagoon Front"]
    assert isinstance(kenya, Linked)
    assert kenya.qid == "Q114"
    assert isinstance(front, Nil)
    assert front.reason


def test_a_decision_stands_above_the_ranker(tmp_path: Path) -> None:
    decided = tmp_path / "decisions.tsv"
    decided.write_text("Kenya\tCountry\tNIL\nIdris Kane\tPerson\tQ42\n", encoding="utf-8")
    settings = Settings(link=Linking(decisions=decided))
    (graph,) = extract([document(TEXT, id="a")], settings)
    links = {entity.name: entity.link for entity in graph.entities}
    assert isinstance(links["Kenya"], Nil)
    assert isinstance(links["Idris Kane"], Linked)


def test_export_tells_what_was_looked_up_from_what_was_not(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    found = kg("export", tmp_path / "a.txt", "-f", "nt").out.decode()
    plain = kg("export", tmp_path / "a.txt", "-f", "nt", "--no-link").out.decode()
    assert "<http://www.wikidata.org/entity/Q114>" in found
    assert "ns#LinkNil>" in found
    assert "ns#LinkUnknown>" not in found
    assert "wikidata.org" not in plain
    assert "ns#LinkUnknown>" in plain


def test_candidates_are_ranked_say_why_and_conform(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    graph = tmp_path / "g.ttl"
    kg("export", tmp_path / "a.txt", "-o", graph, "--candidates", "--link-threshold", "1")
    written = graph.read_text(encoding="utf-8")
    assert "kg:candidateItem wd:Q114" in written
    assert "kg:linkRank 1" in written
    assert "wd:Q114" not in "".join(line for line in written.splitlines() if "sameAs" in line)
    assert kg("validate", graph).code == 0


def _said(path: Path) -> Counter[tuple[str, str]]:
    """Count what hangs on statements, evidence and quotations, but for names of our own making."""
    found: Counter[tuple[str, str]] = Counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        subject, predicate, value = line.split(" ", 2)
        if subject.startswith(("<urn:kg:stm:", "<urn:kg:ev:", "<urn:kg:doc:")):
            found[predicate, "" if value.startswith("<urn:kg:") else value] += 1
    return found


def test_a_graph_says_the_same_with_and_without_links(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    linked, plain = tmp_path / "linked.nt", tmp_path / "plain.nt"
    kg("export", tmp_path / "a.txt", "-o", linked)
    kg("export", tmp_path / "a.txt", "-o", plain, "--no-link")
    assert _said(linked) == _said(plain)
    assert _said(linked)
    for name in ("Kenya", "Northern Lagoon Front", "Idris Kane", "Reuters", "Nairobi"):
        assert f'"{name}"' in linked.read_text(encoding="utf-8")
        assert f'"{name}"' in plain.read_text(encoding="utf-8")
