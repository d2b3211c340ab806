"""What an export came to: a few documents at a time, and in numbers."""

from collections import Counter
from dataclasses import dataclass, field, replace

__all__ = ["Batch", "Summary"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What a few documents became: N-Quads lines, what was set aside, and counts.

    `proposals` are rows for Wikidata.
    """

    lines: tuple[str, ...]
    quarantine: tuple[str, ...]
    model: str
    index: str | None
    documents: int
    entities: int
    linked: int
    kept: tuple[str, ...]
    aside: int
    seen: frozenset[str]
    proposals: tuple[str, ...] = ()
    unsure: int = 0
    registered: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """An export in numbers. `quarantined` counts statements, `vacuous` names shapes.

    `unsure` counts the statements that were left out as less sure than was asked.
    """

    documents: int = 0
    entities: int = 0
    linked: int = 0
    registered: int = 0
    statements: Counter[str] = field(default_factory=Counter)
    quarantined: int = 0
    unsure: int = 0
    model: str = ""
    index: str | None = None
    vacuous: tuple[str, ...] = ()

    def plus(self, batch: Batch) -> "Summary":
        """Add one batch."""
        return replace(
            self,
            documents=self.documents + batch.documents,
            entities=self.entities + batch.entities,
            linked=self.linked + batch.linked,
            registered=self.registered + batch.registered,
            statements=self.statements + Counter(batch.kept),
            quarantined=self.quarantined + batch.aside,
            unsure=self.unsure + batch.unsure,
            model=batch.model,
            index=batch.index,
        )
