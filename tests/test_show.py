from dataclasses import replace
from io import StringIO

from rich.console import Console

from kg.show import render
from tests.graphs import TEXT, document, graph


def shown(*, colour: bool = False) -> str:
    out = StringIO()
    system = "standard" if colour else None
    console = Console(file=out, width=120, force_terminal=colour, color_system=system)
    console.print(render(graph()))
    return out.getvalue()


def test_statements_stand_under_their_sentence() -> None:
    lines = [line.strip() for line in shown().splitlines()]
    heads = lines.index("Dr. Ana Ruiz heads Orlo Labs.")
    assert lines[heads + 1].startswith(
        "▸ Ana Ruiz leads Orlo Labs  current · asserted · as Dr. · 0.87"
    )
    assert lines[heads + 2] == "“We moved to Vell in May,” Ruiz told The Post."
    assert lines[heads + 3].startswith("▸ Ana Ruiz said “We moved to Vell in May,”")
    assert "by Ana Ruiz · from 2021-05" in lines[heads + 4]


def test_entities_are_coloured_on_a_terminal_and_listed_with_their_items() -> None:
    coloured = shown(colour=True)
    assert "\x1b[1;36mAna Ruiz\x1b[0m" in coloured
    assert "Person: Ana Ruiz (Q100)" in shown()
    assert "\x1b" not in shown()


def test_escape_sequences_of_the_input_do_not_reach_the_terminal() -> None:
    hostile = TEXT.replace("\n", "\x1b[2J\n", 1)
    out = StringIO()
    bare = replace(graph(), document=document(hostile), entities=(), relations=())
    Console(file=out, width=120).print(render(bare))
    assert "\x1b" not in out.getvalue()


def test_statements_of_the_last_sentence_stand_once() -> None:
    text = TEXT.rstrip()
    out = StringIO()
    Console(file=out, width=120).print(render(replace(graph(), document=document(text))))
    assert out.getvalue().count("▸ Ana Ruiz said") == 1
