import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from spacy.language import Language
from spacy.tokens import Doc

from kg.encoder import load_pipeline
from kg.resources import model_dir

pytestmark = pytest.mark.model

_ARTICLE = (
    "Militia takes river town\n\nNORTHERN PLAINS, Oct. 17 — The U.S.-backed Lowland Defense "
    "Force captured Tal Amar on Tuesday, a spokesman told Reuters. “We won't leave,” said "
    "Col. Adam Reed, who commands its eastern brigade.\n\n\n"
    "The Ministry of Defense in Baghdad declined to comment."
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    if not (model_dir() / "encoder" / "network.onnx").exists():
        pytest.skip("the checkout has no trained pipeline")
    return load_pipeline(model_dir())


def _seen(doc: Doc) -> list[tuple[object, ...]]:
    columns = [
        (t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, t.head.i, t.ent_iob_, t.ent_type_)
        for t in doc
    ]
    return [*columns, tuple(sorted(doc.user_data["ent_scores"].items()))]


def test_everything_is_filled(nlp: Language) -> None:
    doc = nlp(_ARTICLE)
    for name in ("TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "SENT_START", "ENT_IOB"):
        assert doc.has_annotation(name), name
    assert doc.tensor.shape == (len(doc), 384)
    assert doc.tensor.dtype == np.float32
    assert set(doc.user_data["ent_scores"]) == {(ent.start, ent.end) for ent in doc.ents}
    assert {"Person", "City", "Country"} <= {ent.label_ for ent in doc.ents}


def test_every_sentence_has_one_root_and_keeps_its_words(nlp: Language) -> None:
    for sentence in nlp(_ARTICLE * 3).sents:
        roots = [token for token in sentence if token.head.i == token.i]
        assert len(roots) == 1
        assert all(token.head in sentence for token in sentence)


def test_sentences_and_names_stop_at_line_ends(nlp: Language) -> None:
    doc = nlp(_ARTICLE)
    breaks = [token for token in doc if "\n" in token.text]
    assert len(breaks) == 2
    assert all(len(token.sent) == 1 and token.pos_ == "SPACE" for token in breaks)
    assert not any("\n" in ent.text for ent in doc.ents)


def test_gaps_are_kept_out(nlp: Language) -> None:
    words = ["Menu Home News", "Adam", "Reed", "left", "Baghdad", ".", "Copyright"]
    doc = Doc(nlp.vocab, words=words)
    doc.user_data["gaps"] = ((0, 1), (6, 7))
    read = nlp(doc)
    assert [token.pos_ for token in read if token.i in (0, 6)] == ["SPACE", "SPACE"]
    assert len(read[0].sent) == len(read[6].sent) == 1
    assert not read.tensor[0].any()


def test_line_end_inside_a_paragraph_is_no_gap_where_gaps_are_given(nlp: Language) -> None:
    doc = Doc(
        nlp.vocab, words=["The", "army", "\n", "left", "."], spaces=[True, True, *[False] * 3]
    )
    doc.user_data["gaps"] = ()
    assert len(list(nlp(doc).sents)) == 1


def test_neighbours_and_batches_change_nothing(nlp: Language) -> None:
    texts = ["Officials met.", _ARTICLE, "a" * 400, _ARTICLE * 4, "", "\n\n", "BREAKING NEWS"]
    alone = [_seen(nlp(text)) for text in texts]
    for size in (1, 2, 100):
        assert [_seen(doc) for doc in nlp.pipe(texts, batch_size=size)] == alone
    reversed_ = [_seen(doc) for doc in nlp.pipe(reversed(texts))]
    assert reversed_ == alone[::-1]


def test_long_texts_are_read_to_the_end(nlp: Language) -> None:
    doc = nlp(" ".join([_ARTICLE.replace("\n", " ")] * 12))
    third = len(doc) // 3
    last = [ent.text for ent in doc.ents if ent.start > 2 * third]
    assert last.count("Reuters") == 4
    assert all(token.dep_ for token in doc)


@pytest.mark.parametrize("text", ["", " ", "\n", "?", "\u200f\u202e", "😀 😀", "x" * 5000])
def test_odd_texts_are_no_error(nlp: Language, text: str) -> None:
    assert nlp(text).text == text


def test_written_pipeline_reads_alike(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "copy")
    copy = load_pipeline(tmp_path / "copy")
    assert copy.meta["kg_unit"] == "document"
    assert _seen(copy(_ARTICLE)) == _seen(nlp(_ARTICLE))


def test_model_is_small(nlp: Language) -> None:
    del nlp
    files = [path for path in model_dir().rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) <= 25_000_000


def test_no_training_library_is_needed() -> None:
    script = "import sys; sys.modules['torch'] = None; "
    script += "import kg.encoder, kg.training.evaluate, kg.training.__main__"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
