import lzma
from pathlib import Path

import spacy

from kg.encoder.pieces import Pieces
from kg.training import listed as module
from kg.training.listed import listed


def _spelled(word: str) -> Pieces:
    return Pieces(tuple(map(ord, word)), (1,) * len(word))


def test_names_come_by_class_and_without_remarks(tmp_path: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    rows = ["Q1\tAnn Lee\tperson\t", "Q2\tAcme (Norvia)\tcompany\t", "Q3\t東京\tcity\t"]
    with lzma.open(tmp_path / "few.tsv.xz", "wt", encoding="utf-8") as file:
        file.write("qid\tlabel\ttype\taliases\n" + "\n".join(rows) + "\n")
    monkeypatch.setattr(module, "_FILES", ("few.tsv.xz",))
    found = listed(tmp_path, spacy.blank("en"), _spelled)  # type: ignore[arg-type]
    assert {
        fine: ["".join(chr(c) for word in name for c in word.ids) for name in names]
        for fine, names in found.items()
    } == {"Organization": ["Acme"], "Person": ["AnnLee", "Lee"]}


def test_no_folder_lists_nothing() -> None:
    assert listed(Path("nowhere"), spacy.blank("en"), _spelled) == {}  # type: ignore[arg-type]
