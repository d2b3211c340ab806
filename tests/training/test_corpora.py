import json
import lzma
from pathlib import Path

from kg.training.corpora import Name, named_texts, schema_texts, treebank

_TREES = """# newdoc id = d1
# newpar
# text = They don't.
1\tThey\tthey\tPRON\tPRP\tCase=Nom\t2\tnsubj\t_\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
2\tdo\tdo\tVERB\tVBP\t_\t0\troot\t_\t_
3\tn't\tnot\tPART\tRB\t_\t2\tadvmod\t_\t_
4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

# text = Go
1\tGo\tgo\tVERB\tVB\t_\t0\troot\t_\t_

"""


def test_words_of_a_multi_word_token_stand_without_space(tmp_path: Path) -> None:
    path = tmp_path / "trees.conllu.xz"
    path.write_bytes(lzma.compress(_TREES.encode()))
    first, second = treebank(path)
    assert [word.form for word in first.words] == ["They", "do", "n't", "."]
    assert [word.space for word in first.words] == [True, False, False, True]
    assert (first.paragraph, second.paragraph) == (True, False)
    assert first.document == second.document == "d1"


def test_named_texts_keep_what_is_unknown(tmp_path: Path) -> None:
    record = {"id": "a", "source": "gum_news", "text": "In Rome May", "unknown": [[8, 11]],
              "spans": [[3, 7, "GPE", "place"]]}  # fmt: skip
    path = tmp_path / "names.jsonl"
    path.write_text(json.dumps(record), encoding="utf-8")
    (text,) = named_texts(path)
    assert (text.source, text.document) == ("gum", "a")
    assert text.names == (Name(3, 7, "GPE", "place"),)
    assert text.unknown == ((8, 11),)


def test_optional_mentions_are_unknown(tmp_path: Path) -> None:
    city = {"type": "City", "mentions": [[0, 4]], "optional": [[8, 13]]}
    record = {"id": "a", "text": "Rome, a Roman city", "ignore": [[14, 18]], "entities": [city]}
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(record), encoding="utf-8")
    (text,) = schema_texts(path, "written")
    assert text.names == (Name(0, 4, "City"),)
    assert text.unknown == ((8, 13), (14, 18))
