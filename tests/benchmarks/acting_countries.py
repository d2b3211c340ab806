"""How often a corpus calls a country that acts an organisation, and what that costs in F1.

`python -m tests.benchmarks.acting_countries NER.jsonl.xz GAZETTEERS --source uner_pud`: the scores
of the names of one source, all of them, and without the country names that it calls ORG.
"""

import argparse
import sys
from pathlib import Path

from kg.encoder import load_pipeline
from kg.encoder.labels import coarse_of
from kg.resources import model_dir
from kg.training.corpora import Name, Text, named_texts
from kg.training.scores import Counts
from kg.training.weak import Gazetteer


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", type=Path, help="a file ner_*.jsonl.xz")
    parser.add_argument("gazetteers", type=Path)
    parser.add_argument("--source", default="uner_pud")
    options = parser.parse_args()
    countries = Gazetteer.read(options.gazetteers).countries
    texts = [text for text in named_texts(options.names) if text.source == options.source]
    acting = {text.id: _called(text, countries, label="ORG") for text in texts}
    named = sum(len(_called(text, countries)) for text in texts)
    called = sum(map(len, acting.values()))
    sys.stdout.write(f"{named} country names, {called} of them called ORG\n")
    nlp, every, others = load_pipeline(model_dir()), Counts(), Counts()
    for text in texts:
        doc = nlp(text.text)
        fine = doc.user_data["ent_fine"]
        found = {(e.start_char, e.end_char, coarse_of(fine[e.start, e.end])) for e in doc.ents}
        gold = {(name.start, name.end, name.label) for name in text.names}
        odd = [(name.start, name.end) for name in acting[text.id]]
        every.add(gold, found, text.unknown)
        others.add({g for g in gold if g[:2] not in odd}, found, (*text.unknown, *odd))
    sys.stdout.write(f"all names {every.figures()}\n")
    sys.stdout.write(f"without those called ORG {others.figures()}\n")


def _called(text: Text, countries: frozenset[str], label: str | None = None) -> list[Name]:
    return [
        name
        for name in text.names
        if text.text[name.start : name.end].lower().removeprefix("the ") in countries
        and label in (None, name.label)
    ]


if __name__ == "__main__":
    main()
