import lzma
from collections.abc import Sequence
from pathlib import Path

import pytest

from kg.errors import InputError, LinkerUnavailable
from kg.link.build import build_index
from kg.link.candidates import Found
from kg.link.index import Index
from kg.link.linker import Linker, Linking
from kg.link.ranker import Ranker
from kg.model import Document, DocumentGraph, Entity, Linked, Mention, Nil, Span

_HEAD = "qid\tlabel\ttype\taliases\tprior\tprior_kind\tlat\tlon\tcountry_qid\tdescription\n"
_ROWS = (
    "Q142\tFrance\tcountry\tFR|French\t68000000\tpopulation\t46\t2\tQ142\tcountry\n",
    "Q90\tParis\tcity\tCity of Light\t2100000\tpopulation\t48.8\t2.3\tQ142\tcapital of France\n",
    "Q830149\tParis\tcity\t\t25000\tpopulation\t33.6\t-95.5\tQ30\tplace in Texas\n",
    "Q7186\tMarie Curie\tperson\tMaria Curie\t120\twikipedia_languages_2015\t\t\tQ142\tphysicist\n",
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    for name in ("places_small", "general_small"):
        with lzma.open(folder / f"{name}.tsv.xz", "wt", encoding="utf-8") as file:
            file.write(_HEAD + "".join(_ROWS))
    return folder


def _graph(*named: tuple[str, str]) -> DocumentGraph:
    text = " and ".join(name for name, _ in named)
    entities = []
    for number, (name, kind) in enumerate(named):
        start = text.index(name)
        mention = Mention(span=Span(start, start + len(name)), text=name, type=kind)
        entities.append(Entity(id=f"e{number}", type=kind, name=name, mentions=(mention,)))
    document = Document(id="d", text=text, source="d", sha256="0")
    return DocumentGraph(document=document, entities=tuple(entities), relations=())


def test_the_same_data_give_the_same_bytes(data: Path, tmp_path: Path) -> None:
    build_index(data, tmp_path / "a.sqlite")
    build_index(data, tmp_path / "b.sqlite")
    assert (tmp_path / "a.sqlite").read_bytes() == (tmp_path / "b.sqlite").read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.sqlite", "b.sqlite", "data"]


def test_a_name_finds_its_items_the_prominent_first(data: Path, tmp_path: Path) -> None:
    build_index(data, tmp_path / "i.sqlite")
    index = Index(tmp_path / "i.sqlite")
    assert [f.item.qid for f in index.find("PARIS")] == [90, 830149]
    assert index.find("Lyon") == ()
    index.close()


def test_linking_adds_links_and_changes_nothing_else(data: Path, tmp_path: Path) -> None:
    build_index(data, tmp_path / "i.sqlite")
    linker = Linker.open(Linking(index=tmp_path / "i.sqlite", threshold=0.3))
    graph = _graph(("Paris", "City"), ("France", "Country"), ("Curie", "Person"))
    linked = linker.link(graph)
    linker.close()
    paris, france, curie = (entity.link for entity in linked.entities)
    assert isinstance(paris, Linked)
    assert paris.qid == "Q90"
    assert isinstance(france, Linked)
    assert isinstance(curie, Nil), "a surname alone is nobody in particular"
    assert [e.mentions for e in linked.entities] == [e.mentions for e in graph.entities]


def test_a_class_that_excludes_the_item_is_no_link(data: Path, tmp_path: Path) -> None:
    build_index(data, tmp_path / "i.sqlite")
    linker = Linker.open(Linking(index=tmp_path / "i.sqlite", threshold=0.0))
    (person,) = linker.link(_graph(("Paris", "Person"))).entities
    linker.close()
    assert isinstance(person.link, Nil)


def test_a_file_that_is_no_index_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "x.sqlite").write_text("not a database at all")
    with pytest.raises(InputError, match="no link index"):
        Index(tmp_path / "x.sqlite")


class _Silent(Index):
    """A source that cannot answer for one name."""

    def find(self, name: str) -> Sequence[Found]:
        if name == "Paris":
            raise LinkerUnavailable("no answer", where="a service")
        return super().find(name)


def test_a_source_that_cannot_answer_leaves_the_entity_unasked(data: Path, tmp_path: Path) -> None:
    build_index(data, tmp_path / "i.sqlite")
    linker = Linker(_Silent(tmp_path / "i.sqlite"), Ranker.shipped(), 0.3)
    paris, france = linker.link(_graph(("Paris", "City"), ("France", "Country"))).entities
    linker.close()
    assert paris.link is None, "not found and not looked up are two things"
    assert isinstance(france.link, Linked)
