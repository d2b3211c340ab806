"""What is known and linked at both ends, as rows for people who edit Wikidata.

QuickStatements version 1, https://www.wikidata.org/wiki/Help:QuickStatements: item, property,
value, qualifiers and sources, separated by tabs. A row is a proposal with its source, to be read
before it is sent.
"""

import re
from collections.abc import Iterable, Iterator

from kg.iri import Namespace
from kg.statements import Statement
from kg.vocab import RelationType, Schema

__all__ = ["rows"]

_ITEM = re.compile(r"Q[1-9]\d*")
_SOURCE_URL = "S854"
_START, _END = "P580", "P582"
_PRECISION = {4: ("-00-00", 9), 7: ("-00", 10), 10: ("", 11)}


def rows(
    made: Iterable[Statement], url: str | None, *, schema: Schema, namespace: Namespace
) -> Iterator[str]:
    """Give a row for each statement that is stated directly and linked at both ends.

    A text without an address gives none, for a row needs its source; nor does a relation to which
    no one property answers (leading may be chairing, ruling or managing).
    """
    if not url or '"' in url:
        return
    home = namespace.of("ent")
    for one in made:
        ends = [_item(iri, home) for iri in (one.subject, one.object)]
        if one.truthy and all(ends):
            claim = _claim(schema.relations[one.predicate], *map(str, ends))
            if claim is not None:
                cells = [*claim, *_dates(one), _SOURCE_URL, f'"{url}"']
                yield "\t".join(cells) + "\n"


def _item(iri: str, home: str) -> str | None:
    name = iri.removeprefix(home)
    return name if _ITEM.fullmatch(name) else None


def _claim(relation: RelationType, subject: str, target: str) -> tuple[str, str, str] | None:
    if relation.wikidata is not None:
        return subject, relation.wikidata, target
    if len(relation.wikidata_inverse) == 1:
        return target, relation.wikidata_inverse[0], subject
    return None


def _dates(one: Statement) -> Iterator[str]:
    for prop, date in ((_START, one.start_date), (_END, one.end_date)):
        if date is not None:
            rest, precision = _PRECISION[len(date)]
            yield from (prop, f"+{date}{rest}T00:00:00Z/{precision}")
