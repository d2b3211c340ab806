"""The values that pass between the stages: frozen, plain, standard library only.

Offsets are Unicode code points in `Document.text`, end exclusive.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NewType

__all__ = [
    "QID",
    "Candidate",
    "Document",
    "DocumentGraph",
    "Entity",
    "Entry",
    "Evidence",
    "Link",
    "Linked",
    "Mention",
    "Nil",
    "Quotation",
    "Relation",
    "Span",
    "Stance",
    "Status",
]

QID = NewType("QID", str)
"""A Wikidata item identifier such as `Q30`; made by `kg.iri.qid`, which checks it."""


class Status(StrEnum):
    """Whether a relation holds at the time of the text."""

    CURRENT = "current"
    FORMER = "former"


class Stance(StrEnum):
    """How the text stands to a claim."""

    ASSERTED = "asserted"
    REPORTED = "reported"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of a document's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"no span: {self.start}..{self.end}")

    def __contains__(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two have a character in common."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One text as it was read. `furniture` is part of `text` and is kept out of extraction.

    `date` is ISO 8601 with the precision that is known (`2017`, `2017-10`, `2017-10-17`).
    `source` is a relative path, a record name or an IRI, never an absolute path of the machine.
    `speakers` are the spans of transcript labels such as `BALI` (without the colon).
    """

    id: str
    text: str
    source: str
    sha256: str
    lang: str = "en"
    title: str | None = None
    date: str | None = None
    url: str | None = None
    furniture: tuple[Span, ...] = ()
    speakers: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name in the text; `type` is a class of the schema, `score` the recogniser's own, 0 to 1."""

    span: Span
    text: str
    type: str
    score: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An item that an entity may be, with its rank score (0 to 1) and the features behind it."""

    qid: QID
    label: str
    score: float
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """An entity that is an item of Wikidata; `score` is the calibrated probability that it is."""

    qid: QID
    score: float
    reason: str
    label: str = ""
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Nil:
    """An entity that was looked up and not found, or found too unsurely."""

    reason: str
    candidates: tuple[Candidate, ...] = ()


Link = Linked | Nil


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a service offers for an entity from a register of its own; `sure` where it is the same.

    `score` is on the service's own scale, `date` the day on which it said so.
    """

    iri: str
    label: str
    score: float
    sure: bool
    reason: str
    register: str
    service: str
    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One real thing inside one document: `SDF` and `Syrian Democratic Forces` are one.

    `id` is local to the document (`e1`, `e2` in order of first mention), `name` the fullest form,
    `link` None where nobody looked it up. `entries` are what another register than Wikidata has.
    """

    id: str
    type: str
    name: str
    mentions: tuple[Mention, ...]
    aliases: tuple[str, ...] = ()
    link: Link | None = None
    entries: tuple[Entry, ...] = ()

    @property
    def registered(self) -> bool:
        """Whether another register than Wikidata surely has it."""
        return any(entry.sure for entry in self.entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """The words between one pair of quotation marks, or of one transcript turn."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The passage that shows a relation: whole sentences, exact offsets, the words that say it."""

    span: Span
    text: str
    trigger: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A claim that one document makes. `subject`, `attributed_to`, `listener` are entity ids.

    `object` is an entity id, or the quotation of a `said`. Dates are ISO 8601 with the text's
    precision. `confidence` is an estimate: the model card sets it beside what is right.
    `extractor` names the pattern or model that found it.
    """

    subject: str
    predicate: str
    object: str | Quotation
    evidence: Evidence
    status: Status = Status.CURRENT
    stance: Stance = Stance.ASSERTED
    confidence: float = 1.0
    attributed_to: str | None = None
    listener: str | None = None
    role: str | None = None
    start_date: str | None = None
    end_date: str | None = None
    extractor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentGraph:
    """Everything that was found in one document."""

    document: Document
    entities: tuple[Entity, ...]
    relations: tuple[Relation, ...]

    def surer(self, least: float) -> "DocumentGraph":
        """The same document with the relations at or above the confidence `least`."""
        kept = tuple(r for r in self.relations if r.confidence >= least)
        return replace(self, relations=kept)
