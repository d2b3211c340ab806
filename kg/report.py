"""What validation says: plain values, whoever judged. SHACL, section 3.6."""

from collections import Counter
from dataclasses import dataclass

__all__ = ["ValidationReport", "ValidationResult"]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class ValidationResult:
    """One sh:ValidationResult; IRIs and literals as text, "" where the report has none.

    So a `shape` without a name is "", and so is a `path` of more than one predicate.
    """

    shape: str
    component: str
    path: str
    focus: str
    value: str
    message: str
    severity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidationReport:
    """All results, sorted, and the shapes that matched nothing."""

    conforms: bool
    results: tuple[ValidationResult, ...]
    vacuous: tuple[str, ...] = ()

    def grouped(self) -> list[tuple[str, str, list[ValidationResult]]]:
        """(shape, constraint component, results), the most frequent first."""
        counts = Counter((r.shape, r.component) for r in self.results)
        keys = sorted(counts, key=lambda k: (-counts[k], k))
        return [
            (shape, part, [r for r in self.results if (r.shape, r.component) == (shape, part)])
            for shape, part in keys
        ]
