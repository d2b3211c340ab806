from pathlib import Path

from kg.documents import read
from kg.model import Document

NOTE = """---
title: "Militia leaves Al Mina"
date: 2018-06-04
tags: [port, war]
---
# Militia leaves Al Mina

![The port](port.jpg)

The **Coast Guard Brigade** left [Al Mina](https://example.org/al_mina) on *Sunday*.

---

“We hand over the keys,” said Fadi Najm [of the brigade][1], **a spokesman**.

[1]: https://example.org/brigade
"""


def note(tmp_path: Path, text: str) -> Document:
    path = tmp_path / "note.md"
    path.write_text(text, encoding="utf-8")
    (found,) = read([str(path)])
    return found


def test_front_matter_is_metadata_and_markup_is_read_over(tmp_path: Path) -> None:
    found = note(tmp_path, NOTE)
    assert (found.title, found.date) == ("Militia leaves Al Mina", "2018-06-04")
    assert found.text.startswith("Militia leaves Al Mina\n")
    assert "The Coast Guard Brigade left Al Mina on Sunday." in found.text
    assert "said Fadi Najm of the brigade, a spokesman." in found.text
    marked = [found.text[span.start : span.end] for span in found.furniture]
    assert marked == ["![The port](port.jpg)", "---", "[1]: https://example.org/brigade"]


def test_a_heading_is_the_title_without_front_matter(tmp_path: Path) -> None:
    assert note(tmp_path, "# Al Mina falls\n\nThe army came.").title == "Al Mina falls"


def test_broken_front_matter_says_nothing(tmp_path: Path) -> None:
    found = note(tmp_path, "---\n: [\n---\nThe army came.")
    assert (found.title, found.text) == (None, "The army came.")


def test_stars_and_brackets_of_a_sentence_stay(tmp_path: Path) -> None:
    text = "He said 3 * 4 * 5 is sixty, and the [sic] file a_b_c stays."
    assert note(tmp_path, text).text == text
