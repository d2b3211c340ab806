"""The lines of a text, with their places."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Span

__all__ = ["Line", "blocks", "lines"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, without white space at its ends."""

    start: int
    text: str
    number: int

    @property
    def end(self) -> int:
        """The offset behind its last character."""
        return self.start + len(self.text)

    @property
    def span(self) -> Span:
        """Its place in the text."""
        return Span(self.start, self.end)


def lines(text: str) -> tuple[Line, ...]:
    """Give the lines with words in order; `number` counts the blank ones too."""
    found: list[Line] = []
    start = 0
    for number, raw in enumerate(text.split("\n")):
        stripped = raw.strip()
        if stripped:
            found.append(Line(start + len(raw) - len(raw.lstrip()), stripped, number))
        start += len(raw) + 1
    return tuple(found)


def blocks(found: Sequence[Line]) -> tuple[tuple[Line, ...], ...]:
    """Give the lines in groups that no blank line parts."""
    groups: list[list[Line]] = []
    for line in found:
        if groups and groups[-1][-1].number == line.number - 1:
            groups[-1].append(line)
        else:
            groups.append([line])
    return tuple(tuple(group) for group in groups)
