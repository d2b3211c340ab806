from kg.training.corpora import Sentence, Word
from kg.training.scores import Arc, Counts, TreeCounts, gold_arcs, raw_text


def test_names_count_by_span_and_class() -> None:
    counts = Counts()
    counts.add({(0, 4, "ORG"), (8, 9, "GPE")}, {(0, 4, "ORG"), (8, 9, "LOC")})
    assert counts.figures() == {"p": 0.5, "r": 0.5, "f": 0.5}
    assert counts.figures("ORG") == {"p": 1.0, "r": 1.0, "f": 1.0}


def test_what_is_unknown_counts_neither_way() -> None:
    counts = Counts()
    counts.add({(0, 4, "ORG")}, {(0, 4, "ORG"), (8, 9, "LOC")}, [(8, 12)])
    assert counts.figures()["f"] == 1.0


def _sentence(*forms: str, paragraph: bool = False) -> Sentence:
    words = [
        Word(form, form, "X", "X", "", 0 if place == 0 else 1, "root", space=True)
        for place, form in enumerate(forms)
    ]
    return Sentence(tuple(words), "d", paragraph, "")


def test_raw_text_keeps_paragraphs() -> None:
    sentences = [_sentence("A", "b"), _sentence("C"), _sentence("D", paragraph=True)]
    assert raw_text(sentences) == "A b C\n\nD"


def test_words_are_aligned_by_characters() -> None:
    gold, starts = gold_arcs([_sentence("ab", "c"), _sentence("d")])
    assert [arc.span for arc in gold] == [(0, 2), (2, 3), (3, 4)]
    assert [arc.head for arc in gold] == [None, (0, 2), None]
    assert starts == {0, 3}


def test_wrong_split_costs_precision_and_recall() -> None:
    gold = [Arc((0, 2), None, "root", "X", "X", "ab")]
    split = [Arc((0, 1), None, "root", "X", "X", "a"), Arc((1, 2), (0, 1), "dep", "X", "X", "b")]
    counts = TreeCounts()
    counts.add(gold, gold)
    counts.add(gold, split)
    assert counts.figures()["las"] == 0.4


def test_subtypes_count_apart() -> None:
    counts = TreeCounts()
    counts.add(
        [Arc((0, 1), None, "obl:tmod", "X", "X", "a")], [Arc((0, 1), None, "obl", "X", "X", "a")]
    )
    figures = counts.figures()
    assert (figures["las"], figures["las_subtypes"]) == (1.0, 0.0)
