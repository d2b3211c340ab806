"""Names of nodes: plain letters, the same for equal names, under an absolute base."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.iri import Namespace, local_name, qid


@given(st.text().filter(str.strip))
def test_local_names_are_plain(text: str) -> None:
    assert re.fullmatch("[a-z0-9-]+", local_name(text))


@given(st.text(alphabet="abcXYZ é", min_size=1))
def test_case_and_space_do_not_tell_names_apart(text: str) -> None:
    spaced = "  ".join(text.split())
    assert local_name(text) == local_name(f" {spaced} ") == local_name(text.swapcase().casefold())


def test_names_that_fold_alike_stay_apart() -> None:
    assert len({local_name(n) for n in ("Sao", "São", "S-ao", "S.ao", "Сао", "Киев")}) == 6


@pytest.mark.parametrize("base", ["", "kg", "http://a.b/c d/", "http://a.b/<c>/", "http://a.b/c"])
def test_a_bad_base_is_refused(base: str) -> None:
    with pytest.raises(UsageError, match="no base IRI"):
        Namespace(base)


@pytest.mark.parametrize("text", ["", "Q0", "q1", "Q1 ", "P31", "Q١"])
def test_what_is_no_item_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no Wikidata item"):
        qid(text)


def test_sharp_s_is_a_double_s() -> None:
    assert local_name("Straße") == local_name("STRASSE")


def test_no_name_is_empty() -> None:
    assert local_name("")
    assert local_name("...") != local_name("")
