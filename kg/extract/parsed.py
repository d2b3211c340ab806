"""What the language side of extraction hands to the relation side: spaCy stays inside this room.

`Reading` is one document understood: its entities, every expression that stands for one of them,
and its quotations with their speakers. Token positions index `Reading.doc`; spans are characters.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from kg.extract.tokens import Doc
from kg.model import Document, Entity, Span

__all__ = ["QuotationMention", "Reading", "Reference", "ReferenceKind"]

ReferenceKind = Literal["name", "nominal", "pronoun", "speaker"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """An expression that stands for an entity: tokens `start` to `end` (exclusive), `head` inside.

    A name is a mention in the graph; a nominal ("the group"), a pronoun or a transcript's speaker
    label is only a way to the entity. `confidence` says how sure the step to the entity is.
    Names that modify another word count ("U.S." in "U.S.-backed"), demonyms too ("Syrian forces").
    """

    entity: str
    start: int
    end: int
    head: int
    kind: ReferenceKind
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotationMention:
    """Words inside one pair of quotation marks, or one transcript turn, and who said them to whom.

    `evidence` covers the sentences of the words and of their attribution. `cue` is the token of the
    verb of saying, where there is one. Without a known speaker the words still are somebody's
    claim: what they state is reported. `scare` marks words that nobody says ("so-called" quotes,
    titles): neither a quotation of the graph nor a claim. `own` marks the turns of a host or a
    reporter: the text's own voice, a quotation but no claim of somebody else.
    """

    span: Span
    evidence: Span
    speaker: Reference | None = None
    listener: Reference | None = None
    cue: int | None = None
    confidence: float = 1.0
    turn: bool = False
    scare: bool = False
    own: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """One document understood. `references` are in order of their tokens; none overlap.

    `entities` are in order of first mention, and each has at least one name or speaker label.
    """

    document: Document
    doc: Doc
    entities: tuple[Entity, ...]
    references: tuple[Reference, ...]
    quotations: tuple[QuotationMention, ...] = ()
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _by_id: dict[str, Entity] = field(init=False, repr=False, compare=False)
    views: dict[int, object] = field(init=False, repr=False, compare=False)
    """What `stance.view` found at a token; several stages ask."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "views", {})
        object.__setattr__(self, "_starts", tuple(one.start for one in self.references))
        object.__setattr__(self, "_by_id", {one.id: one for one in self.entities})

    def entity(self, identifier: str) -> Entity:
        """Give the entity of that id.

        Raises: KeyError where the document has none.
        """
        return self._by_id[identifier]

    def reference_at(self, token: int) -> Reference | None:
        """Give the reference that covers the token, or None."""
        place = bisect_right(self._starts, token) - 1
        if place >= 0 and token < self.references[place].end:
            return self.references[place]
        return None

    def references_in(self, start: int, end: int) -> Iterator[Reference]:
        """Give the references that begin at the tokens from `start` to `end` (exclusive)."""
        place = bisect_right(self._starts, start - 1)
        while place < len(self.references) and self.references[place].start < end:
            yield self.references[place]
            place += 1

    def quotation_at(self, character: int) -> QuotationMention | None:
        """Give the innermost quotation whose words cover the character, or None."""
        found = [q for q in self.quotations if q.span.start <= character < q.span.end]
        return min(found, key=lambda q: q.span.end - q.span.start, default=None)

    def claim_at(self, character: int) -> QuotationMention | None:
        """Give the innermost quotation over the character, where its words are a claim."""
        covering = [
            q for q in self.quotations if q.span.start <= character < q.span.end and not q.scare
        ]
        found = min(covering, key=lambda q: q.span.end - q.span.start, default=None)
        return None if found is None or found.own else found
