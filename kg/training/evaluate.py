"""Scores of a pipeline on the test parts, without PyTorch."""

import time
from collections.abc import Callable, Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

import kg.encoder  # noqa: F401 - registers the component
from kg.encoder.labels import coarse_of
from kg.training.corpora import Sentence, Text, named_texts, schema_texts, treebank
from kg.training.scores import Arc, Counts, TreeCounts, gold_arcs, raw_text

__all__ = ["evaluate", "fine_names", "named_corpora", "parser", "speed"]

_TREEBANKS = {"ud_pud": "ud_pud_{}", "ud_ewt": "ud_ewt_{}", "gum_open": "gum_open_{}"}
_BESIDE_SCHEMA = frozenset({"NORP", "DATE", "MISC"})


def evaluate(
    nlp: Language, corpora: Path, *, part: str = "test", held: Path | None = None
) -> dict[str, Any]:
    """Score names, trees, fine classes and speed; `held` is a file annotated to the schema."""
    figures: dict[str, Any] = {
        "part": part,
        "ner": named_corpora(nlp, corpora / f"ner_{part}.jsonl.xz"),
        "parser": {
            name: parser(nlp, corpora / f"{file.format(part)}.conllu.xz")
            for name, file in _TREEBANKS.items()
            if (corpora / f"{file.format(part)}.conllu.xz").exists()
        },
    }
    if held is not None:
        figures["fine"] = fine_names(nlp, schema_texts(held, "held"))
    figures["words_per_second"] = speed(nlp, corpora / f"ner_{part}.jsonl.xz")
    return figures


def load(model: Path) -> Language:
    """Give the pipeline in a folder."""
    return spacy.load(model)


def named_corpora(nlp: Language, path: Path) -> dict[str, Any]:
    """Give the common label set: over all, by corpus, by label."""
    parts: dict[str, Counts] = {}
    for text in named_texts(path):
        gold = {(n.start, n.end, n.label) for n in text.names}
        found = _spans(nlp(text.text), coarse_of)
        parts.setdefault(text.source, Counts()).add(gold, found, text.unknown)
    total = Counts()
    for counts in parts.values():
        total.merge(counts)
    figures: dict[str, Any] = {"all": total.figures()}
    figures |= {name: counts.figures() for name, counts in sorted(parts.items())}
    return figures | {"labels": {label: total.figures(label) for label in sorted(total.gold)}}


def _spans(doc: Doc, label: Callable[[str], str]) -> Iterable[tuple[int, int, str]]:
    """Give what was found, in characters; any other pipeline keeps its own labels."""
    fine = doc.user_data.get("ent_fine")
    for ent in doc.ents:
        given = label(fine[ent.start, ent.end]) if fine is not None else ent.label_
        yield ent.start_char, ent.end_char, given


def fine_names(nlp: Language, texts: Iterable[Text]) -> dict[str, Any]:
    """Give the schema's classes, strictly: over all, and by class."""
    counts = Counts()
    for text in texts:
        doc = nlp(text.text)
        found = {
            (ent.start_char, ent.end_char, ent.label_)
            for ent in doc.ents
            if ent.label_ not in _BESIDE_SCHEMA
        }
        counts.add({(n.start, n.end, n.label) for n in text.names}, found, text.unknown)
    support = {label: {"n": counts.gold[label]} for label in counts.gold}
    by_class = {label: counts.figures(label) | support[label] for label in sorted(support)}
    return {"all": counts.figures() | {"n": sum(counts.gold.values())}, "classes": by_class}


def parser(nlp: Language, path: Path) -> dict[str, float]:
    """Trees from raw text."""
    counts = TreeCounts()
    for _, group in groupby(treebank(path), key=lambda sentence: sentence.document):
        _count_document(nlp, list(group), counts)
    return counts.figures()


def _count_document(nlp: Language, sentences: list[Sentence], counts: TreeCounts) -> None:
    gold, gold_starts = gold_arcs(sentences)
    predicted, starts = _predicted_arcs(nlp(raw_text(sentences)))
    counts.add(gold, predicted)
    counts.add_sentences(gold_starts, starts)


def _predicted_arcs(doc: Doc) -> tuple[list[Arc], set[int]]:
    spans: dict[int, tuple[int, int]] = {}
    at = 0
    for token in doc:
        if not token.is_space:
            length = len("".join(token.text.split()))
            spans[token.i] = (at, at + length)
            at += length
    arcs, starts = [], set()
    for place, span in spans.items():
        token = doc[place]
        head = None if token.head.i == token.i else spans.get(token.head.i)
        relation = "root" if token.dep_ == "ROOT" else token.dep_
        arcs.append(Arc(span, head, relation, token.tag_, token.pos_, token.lemma_))
        if token.is_sent_start:
            starts.add(span[0])
    return arcs, starts


def speed(nlp: Language, path: Path, *, texts: int = 400) -> int:
    """Words a second of one pass over texts, after a warm-up."""
    chosen = [text.text for text in named_texts(path)][:texts]
    words = sum(len(text.split()) for text in chosen)
    for doc in nlp.pipe(chosen[:20]):
        del doc
    begun = time.perf_counter()
    for doc in nlp.pipe(chosen):
        del doc
    return round(words / (time.perf_counter() - begun))
