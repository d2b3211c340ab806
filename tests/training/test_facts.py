import json
from collections.abc import Mapping
from pathlib import Path

from kg.encoder.labels import COARSE
from kg.training.corpora import Name, Text
from kg.training.facts import ARGUMENTS, fact_texts, narrowed
from kg.training.weak import Gazetteer, allowed

_NOWHERE = Gazetteer.read(Path("nowhere"))


def _file(tmp_path: Path, record: Mapping[str, object]) -> Path:
    path = tmp_path / "facts.jsonl"
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    return path


def _seat(tmp_path: Path, text: str, subject: str, target: str) -> Text:
    ends = {
        key: [text.index(words), text.index(words) + len(words)]
        for key, words in (("subject", subject), ("object", target))
    }
    record = {"id": "k", "text": text, "facts": [{"property": "HEADQUARTERS", **ends}]}
    (found,) = fact_texts(_file(tmp_path, record))
    return found


def test_ends_of_a_fact_are_names_of_its_classes(tmp_path: Path) -> None:
    text = _seat(tmp_path, "Acme Mills sits in Oldtown, near Ann Lee.", "Acme Mills", "Oldtown")
    classes = {text.text[n.start : n.end]: allowed(n, text.text, _NOWHERE) for n in text.names}
    assert classes == {"Acme Mills": COARSE["ORG"], "Oldtown": ARGUMENTS["GPE LOC"]}


def test_other_capitalised_words_are_unknown(tmp_path: Path) -> None:
    text = _seat(tmp_path, "Acme Mills sits in Oldtown, near Ann Lee.", "Acme Mills", "Oldtown")
    assert "Ann Lee." in {text.text[start:end] for start, end in text.unknown}
    assert all(text.text[start] != "s" for start, _ in text.unknown)


def test_pronouns_are_no_names(tmp_path: Path) -> None:
    text = _seat(tmp_path, "It has its seat in Oldtown.", "It", "Oldtown")
    assert [text.text[n.start : n.end] for n in text.names] == ["Oldtown"]


def _redocred(tmp_path: Path, label: str, relations: list[list[object]]) -> Name:
    entities = [{"mentions": [[0, 6]]}, {"mentions": [[10, 16]]}]
    record = {"id": "r", "entities": entities, "relations": relations}
    text = Text(id="r", source="redocred", text="Sundal in Norvia", names=(Name(10, 16, label),))
    return narrowed([text], _file(tmp_path, record))[0].names[0]


def test_relation_narrows_a_coarse_label(tmp_path: Path) -> None:
    name = _redocred(tmp_path, "GPE", [[0, 1, "P17"]])
    assert allowed(name, "Sundal in Norvia", _NOWHERE) == ("Country",)


def test_relation_against_the_label_narrows_nothing(tmp_path: Path) -> None:
    assert _redocred(tmp_path, "ORG", [[0, 1, "P17"]]).original == ""


def test_relations_that_disagree_narrow_nothing(tmp_path: Path) -> None:
    assert _redocred(tmp_path, "GPE", [[0, 1, "P17"], [0, 1, "P36"]]).original == ""
