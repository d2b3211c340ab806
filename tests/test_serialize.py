"""Lines sorted in bounded memory, and every format read back as what was written."""

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import parse

from kg.errors import OutputError, UsageError
from kg.serialize import DATASET_FORMATS, FORMATS, QuadSorter, format_of, open_output, write
from kg.terms import literal

TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs"], min_codepoint=32))
LINES = st.lists(
    st.text("abcxyz", min_size=1).map(lambda word: f"<urn:{word}> <urn:p> <urn:o> .\n")
)


@given(lines=LINES, run_bytes=st.integers(0, 90))
def test_runs_on_disk_give_the_same_lines_as_sorting_in_memory(
    lines: list[str], run_bytes: int
) -> None:
    with QuadSorter(run_bytes=run_bytes) as sorter:
        for line in lines:
            sorter.add([line])
        assert list(sorter) == sorted(set(lines))


@pytest.mark.parametrize("format", list(FORMATS))
@given(text=TEXTS)
def test_any_string_comes_back_from_every_format(format: str, text: str) -> None:
    graph = " <urn:g>" if format in DATASET_FORMATS else ""
    out = io.BytesIO()
    write([f"<urn:s> <urn:p> {literal(text)}{graph} .\n"], out, format=format, prefixes={})
    (quad,) = parse(out.getvalue(), format=FORMATS[format])
    assert quad.object.value == text


def test_suffixes_name_formats() -> None:
    assert format_of("a.rdf.gz") == "xml"
    assert format_of("-") == "ttl"
    assert format_of("a.nq", asked="ttl") == "ttl"
    with pytest.raises(UsageError, match="unknown format 'doc'"):
        format_of("a.doc")


def fill_the_disk(path: Path) -> None:
    with open_output(str(path)) as out:
        out.write(b"half")
        raise OSError(28, "No space left on device")


def test_a_file_that_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot write"):
        fill_the_disk(tmp_path / "out.nq")
    assert list(tmp_path.iterdir()) == []
