"""`kg query` as a user gets it: stdout, stderr and exit code."""

import csv
import io
import json
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from tests.command import Run
from tests.queries.corpus import nquads


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("corpus") / "corpus.nq"
    path.write_text(nquads(), encoding="utf-8")
    return path


def _ask(kg: Run, corpus: Path, *words: str) -> str:
    done = kg("query", *words, "--in", str(corpus))
    assert done.code == 0, done.err
    return done.out.decode()


def test_without_a_name_it_lists_the_library(kg: Run) -> None:
    done = kg("query")
    assert done.code == 0
    assert "control-history" in done.out.decode()
    assert "Control of a place over time" in done.out.decode()


def test_help_of_a_query_explains_it(kg: Run) -> None:
    done = kg("query", "said-by", "--help")
    assert done.code == 0
    assert "person" in done.out.decode()
    assert "required" in done.out.decode()
    assert "kg query said-by" in done.out.decode()


def test_help_without_a_name_is_the_commands(kg: Run) -> None:
    done = kg("query", "--help")
    assert done.code == 0
    assert "--endpoint" in done.out.decode()


def test_table_shows_the_rows(kg: Run, corpus: Path) -> None:
    out = _ask(kg, corpus, "leaders")
    assert out.splitlines()[1].split()[:4] == ["Ole", "Brandt", "Blue", "Guard"]


def test_csv_is_sparql_csv(kg: Run, corpus: Path) -> None:
    rows = list(
        csv.DictReader(io.StringIO(_ask(kg, corpus, "control", "place=Lunden", "-f", "csv")))
    )
    assert [row["holder"] for row in rows] == ["Blue Guard"] + ["Orvanian Front"] * 3


def test_tsv_and_markdown_have_a_line_a_row(kg: Run, corpus: Path) -> None:
    assert len(_ask(kg, corpus, "attack-matrix", "-f", "tsv").splitlines()) == 4
    assert len(_ask(kg, corpus, "attack-matrix", "-f", "markdown").splitlines()) == 5


def test_json_is_sparql_json(kg: Run, corpus: Path) -> None:
    document = json.loads(_ask(kg, corpus, "by-day", "-f", "json"))
    assert document["head"]["vars"] == ["date", "texts", "statements"]
    assert len(document["results"]["bindings"]) == 3


@pytest.mark.parametrize(
    ("name", "rdf_format"), [("turtle", RdfFormat.TURTLE), ("jsonld", RdfFormat.JSON_LD)]
)
def test_construct_comes_as_rdf(kg: Run, corpus: Path, name: str, rdf_format: RdfFormat) -> None:
    out = _ask(kg, corpus, "wikidata", "-f", name)
    assert len(list(parse(out.encode(), format=rdf_format))) == 3


def test_explain_prints_sparql_that_runs_elsewhere(kg: Run, corpus: Path) -> None:
    out = _ask(kg, corpus, "control", "place=Lunden", "--explain")
    assert "<urn:kg:ent:Q900004>" in out
    assert "?_place" not in out
    assert _ask(kg, corpus, "-e", out, "-f", "csv") == _ask(
        kg, corpus, "control", "place=Lunden", "-f", "csv"
    )


def test_ad_hoc_queries_need_no_prefixes(kg: Run, corpus: Path) -> None:
    out = _ask(kg, corpus, "-e", "ASK { ?c a kg:Country }", "-f", "json")
    assert json.loads(out)["boolean"] is True


def test_own_folder_and_own_file_of_queries(kg: Run, corpus: Path, tmp_path: Path) -> None:
    text = "#+ summary: mine\n#+ params: {n: {type: integer, default: 2}}\nSELECT (?_n AS ?x) {}"
    (tmp_path / "mine.rq").write_text(text)
    by_name = _ask(kg, corpus, "mine", "n=3", "--queries", str(tmp_path), "-f", "csv")
    assert by_name == "x\r\n3\r\n"
    assert _ask(kg, corpus, str(tmp_path / "mine.rq"), "-f", "csv") == "x\r\n2\r\n"


def test_the_row_limit_is_told(kg: Run, corpus: Path) -> None:
    done = kg("query", "entities", "--in", str(corpus), "--max-rows", "2")
    assert done.code == 0
    assert "cut after 2 rows" in done.err
    assert len(done.out.decode().splitlines()) == 3


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["contol"], 3, "did you mean control"),
        (["control", "plac=x"], 3, "no parameter 'plac'"),
        (["said-by"], 3, "the parameter person (entity) is missing"),
        (["by-day", "from=yesterday"], 3, "not a date"),
        (["control", "limit=many"], 3, "not a limit"),
        (["control", "place"], 2, "a parameter is key=value"),
        (["control", "place=a", "place=b"], 2, "given twice"),
        (["control", "-f", "xls"], 2, "unknown format"),
        (["control", "-f", "turtle"], 2, "for CONSTRUCT"),
        (["person", "person=Dahl"], 3, "'Dahl' names 2 entities"),
        (["wikidata-coordinates"], 3, "allow with --online"),
        (["-e", "DROP ALL"], 3, "an update, and queries only read"),
        (["-e", "SELECT nonsense"], 3, "syntax error"),
        (["none.rq"], 3, "cannot be read"),
    ],
)
def test_mistakes_are_one_line_and_an_exit_code(
    kg: Run, corpus: Path, words: list[str], code: int, message: str
) -> None:
    done = kg("query", *words, "--in", str(corpus))
    assert (done.code, done.out.decode()) == (code, "")
    assert done.err.startswith("kg: error: ")
    assert message in done.err
    assert done.err.count("\n") == 1


def test_one_source_of_answers_is_needed(kg: Run, corpus: Path, tmp_path: Path) -> None:
    assert kg("query", "control").code == 2
    assert kg("query", "control", "--in", str(corpus), "--store", str(tmp_path)).code == 2


def test_broken_turtle_is_named(kg: Run, tmp_path: Path) -> None:
    path = tmp_path / "broken.ttl"
    path.write_text("<urn:a> <urn:b> .")
    done = kg("query", "control", "--in", str(path))
    assert done.code == 3
    assert "broken.ttl" in done.err
