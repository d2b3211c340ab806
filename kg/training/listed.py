"""Names from the gazetteers, class by class: material to put in the place of names in texts."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from spacy.language import Language

from kg.encoder.pieces import Pieces, WordPieces
from kg.training.corpora import lines

__all__ = ["Listed", "listed"]

Listed = Mapping[str, tuple[tuple[Pieces, ...], ...]]
"""For each fine class names as the word pieces of their words."""

_FILES = (
    "general_fb15k.tsv.xz",
    "news_us.tsv.gz",
    "orgs_brands_nsi.tsv.xz",
    "orgs_parties.tsv.gz",
    "orgs_ror.tsv.xz",
    "persons_politicians.tsv.xz",
    "places_cities_csc.tsv.xz",
    "places_countries_admin1_csc.tsv.xz",
    "places_naturalearth.tsv.gz",
)
_CLASSES = {
    "person": "Person",
    "company": "Organization",
    "hospital": "Organization",
    "organization": "Organization",
    "party": "Organization",
    "university": "Organization",
    "government": "GovernmentBody",
    "newspaper": "MediaOrganization",
    "city": "City",
    "admin1": "Region",
    "country": "Country",
    "work": "Work",
    "event": "Event",
}
_REMARK = re.compile(r"\s*\([^)]*\)$")
_LATIN = re.compile(r"[A-ZÀ-Þ][A-Za-zÀ-ÿĀ-ž'’.&\- ]+")
_LONGEST = 6


def listed(folder: Path, nlp: Language, pieces: WordPieces) -> Listed:
    """Read the names of the gazetteers in a folder; of persons their last words alone, too.

    Of a text's names many are surnames that stand alone, of the gazetteers' none.
    """
    found: dict[str, dict[tuple[Pieces, ...], None]] = {}
    for fine, label in _labels(folder):
        words = tuple(pieces(token.text) for token in nlp.make_doc(label))
        if len(words) <= _LONGEST:
            found.setdefault(fine, {})[words] = None
            if fine == "Person":
                found[fine][words[-1:]] = None
    return {fine: tuple(names) for fine, names in sorted(found.items())}


def _labels(folder: Path) -> Iterator[tuple[str, str]]:
    for name in _FILES if folder.is_dir() else ():
        for line in lines(folder / name):
            _, label, kind, *_ = line.split("\t")
            label = _REMARK.sub("", label)
            if kind in _CLASSES and _LATIN.fullmatch(label):
                yield _CLASSES[kind], label
