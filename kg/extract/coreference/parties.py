"""Adjectives and letters for a party that the text names: "Republican", "Democrats", "(D-Ohio)"."""

from collections.abc import Iterator, Sequence

from kg.extract.coreference.groups import Cluster, Placed
from kg.extract.names import Name
from kg.extract.tokens import Doc

__all__ = ["add_parties"]

_PARTY = "Party"
_MEMBERS = {
    "Democratic": ("Democrat", "Democrats"),
    "Conservative": ("Conservatives", "Tory", "Tories"),
    "Labor": ("Labour",),
}
_PLURALS = frozenset("Conservatives Liberals Democrats Republicans Greens Socialists".split())
_SURE = 0.9


def add_parties(doc: Doc, found: Sequence[Cluster]) -> None:
    """Let a party's adjective stand for it; a letter only where one party begins with it."""
    parties = dict(_parties(found))
    if not parties:
        return
    letters: dict[str, list[Cluster]] = {}
    for word, cluster in parties.items():
        homes = letters.setdefault(word[0], [])
        if all(home is not cluster for home in homes):
            homes.append(cluster)
    taken = {i for c in found for p in c.placed for i in range(p.name.start, p.name.end)}
    for token in doc:
        if token.i in taken:
            continue
        home = parties.get(token.text)
        if home is None and _is_letter(doc, token.i) and len(letters.get(token.text, ())) == 1:
            (home,) = letters[token.text]
        if home is not None:
            name = Name(token.i, token.i + 1, home.type, _SURE, token.text, demonym=True)
            home.placed.append(Placed(name, _SURE))


def _parties(found: Sequence[Cluster]) -> Iterator[tuple[str, Cluster]]:
    """Yield the words for members of each party that the text calls one."""
    for cluster in found:
        for placed in list(cluster.placed):
            words = placed.name.text.split()
            if len(words) == 1 and words[0] in _PLURALS:
                yield words[0].removesuffix("s"), cluster
            if len(words) < 2 or words[-1].title() != _PARTY:
                continue
            word = words[-2]
            yield word, cluster
            yield word + "s", cluster
            for other in _MEMBERS.get(word, ()):
                yield other, cluster


def _is_letter(doc: Doc, at: int) -> bool:
    """Whether a letter stands for a party: "(D-Ohio)", "(R)", "X, D-Ohio"."""
    if not at or at + 1 >= len(doc) or len(doc[at].text) != 1:
        return False
    state = doc[at + 1].text in {"-", "–"}
    return (
        state
        if doc[at - 1].text == ","
        else doc[at - 1].text == "(" and (state or doc[at + 1].text in {")", ","})
    )
