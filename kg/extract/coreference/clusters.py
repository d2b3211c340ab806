"""Which names of a text are one thing: acronyms, surnames, short forms, countries."""

from collections.abc import Iterable, Sequence

from kg.extract.coreference.aliases import joined
from kg.extract.coreference.groups import Cluster, Placed, grouped
from kg.extract.coreference.parties import add_parties
from kg.extract.coreference.people import people
from kg.extract.coreference.things import things
from kg.extract.lexicon import Lexicon, form, plain
from kg.extract.names import Name
from kg.extract.tokens import Doc

__all__ = ["clusters"]


def clusters(doc: Doc, names: Sequence[Name], words: Lexicon) -> list[Cluster]:
    """Put names of one thing together, in order of first mention; demonyms follow a country."""
    groups = grouped([one for one in names if not one.demonym], words)
    persons = [one for one in groups if one.family == "Person"]
    rest = [one for one in groups if one.family != "Person"]
    found = joined(doc, [*people(persons), *things(doc, rest)])
    add_parties(doc, found)
    _add_demonyms(doc, found, [one for one in names if one.demonym], words)
    for cluster in found:
        cluster.placed.sort(key=lambda one: one.name.start)
    return sorted(found, key=lambda one: one.first)


def _is_people(doc: Doc, demonym: Name) -> bool:
    """Whether it means a people wherever they live: "ethnic Armenians"."""
    return demonym.start > 0 and doc[demonym.start - 1].lower_ == "ethnic"


def _add_demonyms(
    doc: Doc, found: Sequence[Cluster], demonyms: Iterable[Name], words: Lexicon
) -> None:
    """Let an adjective stand for a country that the text names; else it stands for nothing."""
    countries = {
        words.countries.get(form(one.name.text)): cluster
        for cluster in found
        if cluster.type == "Country"
        for one in cluster.placed
    }
    for one in demonyms:
        home = countries.get(words.demonyms.get(plain(one.text)))
        if home is not None and not _is_people(doc, one):
            home.placed.append(Placed(one, 0.95))
