"""Kinds of items by the classes above theirs, which a query service tells."""

from pathlib import Path

import pytest

from kg.link.candidates import Named
from tests.link.online.world import PARIS, SEARCH, answer, claim, world
from tests.store.faulty import Step


def _rows(*pairs: tuple[int, int]) -> Step:
    rows = [
        {
            name: {"type": "uri", "value": f"http://www.wikidata.org/entity/Q{item}"}
            for name, item in (("class", one), ("root", root))
        }
        for one, root in pairs
    ]
    return answer({"head": {"vars": ["class", "root"]}, "results": {"bindings": rows}})


_COMMUNE = answer({"entities": {"Q90": {**PARIS, "claims": {"P31": [claim(484170)]}}}})
_CONTEXT = [Named("City", ("Paris",))]


def test_the_classes_above_say_what_kind_an_item_is_and_are_asked_for_once(tmp_path: Path) -> None:
    with world(tmp_path, SEARCH, _COMMUNE, _rows((484170, 486972), (484170, 43229))) as there:
        for _ in range(2):
            source = there.open()
            source.expect(_CONTEXT)
            assert [f.item.kind for f in source.find("Paris")] == ["city"]
            source.close()
        method, path, headers, body = there.script.seen[2]
        assert (method, path) == ("POST", "/query/sparql")
        assert headers["Accept"] == "application/sparql-results+json"
        assert b"wd%3AQ484170" in body
        assert len(there.script.seen) == 3


def test_a_class_below_none_of_ours_has_no_kind(tmp_path: Path) -> None:
    with world(tmp_path, SEARCH, _COMMUNE, _rows()) as there:
        source = there.open()
        assert [f.item.kind for f in source.find("Paris")] == ["unknown"]
        source.close()


@pytest.mark.parametrize(
    "fault",
    [
        Step(status=403, body=b"You have been banned until tomorrow"),
        Step(status=429, headers={"Retry-After": "3600"}),
        answer({"results": []}),
        answer({"boolean": True}),
    ],
)
def test_without_the_query_service_items_are_vague_but_known_and_asked_about_again(
    tmp_path: Path, fault: Step, caplog: pytest.LogCaptureFixture
) -> None:
    with world(tmp_path, SEARCH, _COMMUNE, fault) as there, caplog.at_level("WARNING", "kg"):
        source = there.open()
        assert [f.item.kind for f in source.find("Paris")] == ["unknown"]
        assert source.complete, "the names were all looked up"
        assert len(caplog.records) == 1
        source.close()
        there.script.steps += [_COMMUNE, _rows((484170, 486972))]
        again = there.open()
        assert [f.item.kind for f in again.find("Paris")] == ["city"]
        again.close()


def test_the_query_service_is_waited_for(tmp_path: Path) -> None:
    busy = Step(status=429, headers={"Retry-After": "9"})
    with world(tmp_path, SEARCH, _COMMUNE, busy, _rows((484170, 515))) as there:
        source = there.open()
        assert [f.item.kind for f in source.find("Paris")] == ["city"]
        assert 9.0 in there.slept
        source.close()
