"""What servers, networks and disks do wrong: a clear error, and a rerun that completes."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import KgError, QueryError, StoreError, UsageError
from kg.store.base import Limits, Rows
from kg.store.faults import Retries
from kg.store.load import load
from kg.store.login import Login, read_login
from kg.store.oxigraph import OxigraphStore
from kg.store.remote import RemoteStore, open_endpoint
from tests.queries.corpus import nquads
from tests.store.faulty import ROWS, YES, Script, Step, faulty_server

ASK = "SELECT ?x WHERE { ?x ?p ?o }"
GRAPH = NamedNode("urn:kg:doc:1")
QUADS = [
    Quad(NamedNode(f"urn:s{n}"), NamedNode("urn:p"), Literal("x" * 20), GRAPH) for n in range(8)
]


class Waits(list[float]):
    """The pauses between attempts, which no test sits out."""

    def retries(self, attempts: int = 3) -> Retries:
        return Retries(attempts=attempts, sleep=self.append)


def _open(script: Script, waits: Waits | None = None, login: Login | None = None) -> RemoteStore:
    return open_endpoint(
        script.url,
        login=login or Login(),
        retries=(waits if waits is not None else Waits()).retries(),
    )


def _ask(*steps: Step, waits: Waits | None = None, limits: Limits | None = None) -> object:
    with faulty_server(Step(), *steps) as script:
        store = _open(script, waits)
        try:
            return store.query(ASK, limits=limits or Limits())
        finally:
            store.close()


def test_connection_refused_says_so_and_does_not_wait() -> None:
    waits = Waits()
    with pytest.raises(StoreError, match="cannot be reached") as caught:
        open_endpoint("http://127.0.0.1:9/query", login=Login(), retries=waits.retries())
    assert waits == []
    assert caught.value.exit_code == 4


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (401, "a login is needed or was refused"),
        (403, "this login may not do that"),
        (404, "nothing answers at this address"),
        (413, "too large"),
        (414, "too long"),
        (500, "the server failed"),
    ],
)
def test_status_is_a_store_error_in_plain_words(status: int, message: str) -> None:
    with pytest.raises(StoreError, match=message):
        _ask(Step(status=status, body=b"sorry", media_type="text/plain"))


def test_400_is_the_querys_fault_and_says_what_the_server_says() -> None:
    with pytest.raises(QueryError, match="Unknown function"):
        _ask(Step(status=400, body=b"Unknown function", media_type="text/plain"))


def test_429_waits_as_long_as_the_server_asks() -> None:
    waits = Waits()
    found = _ask(Step(status=429, headers={"Retry-After": "7"}), waits=waits)
    assert isinstance(found, Rows)
    assert waits == [7.0]


def test_503_is_tried_again_with_growing_pauses_and_then_given_up() -> None:
    waits = Waits()
    with pytest.raises(StoreError, match=r"busy \(503\)"):
        _ask(*[Step(status=503)] * 3, waits=waits)
    assert waits == [0.5, 1.0]


def test_a_web_page_with_status_200_is_no_answer() -> None:
    with pytest.raises(StoreError, match="a web page"):
        _ask(Step(body=b"<html>Sign in</html>", media_type="text/html"))


def test_a_result_cut_on_the_way_is_asked_for_again() -> None:
    waits = Waits()
    assert isinstance(_ask(Step(body=ROWS, cut=30), waits=waits), Rows)
    assert waits == [0.5]


def test_a_result_that_the_server_cut_is_no_answer() -> None:
    with pytest.raises(StoreError, match="cut or broken"):
        _ask(Step(body=ROWS[:50]))


def test_virtuosos_partial_result_is_no_answer() -> None:
    with pytest.raises(StoreError, match="S1TAT"):
        _ask(Step(body=ROWS, headers={"X-SQL-State": "S1TAT"}))


def test_a_slow_server_is_not_waited_for() -> None:
    with pytest.raises(StoreError, match=r"no answer within 0\.2 s"):
        _ask(Step(wait=1.0), limits=Limits(seconds=0.2))


def test_a_redirect_does_not_take_the_login_along() -> None:
    with pytest.raises(StoreError, match="redirects to"):
        _ask(Step(status=302, headers={"Location": "http://127.0.0.1:1/"}))


def test_413_sends_smaller_chunks_until_they_fit() -> None:
    with faulty_server(
        Step(), Step(413), Step(413), usual=Step(204, b""), name="Oxigraph/0"
    ) as script:
        store = _open(script)
        store.add(QUADS)
        store.close()
    sizes = [body.count(b"\n") for method, path, _, body in script.seen if "store" in path]
    assert sizes == [8, 4, 2, 2, 4]


def test_a_connection_lost_in_a_load_is_taken_up_again() -> None:
    waits = Waits()
    broken = Step(cut=0, body=b"x" * 10)
    with faulty_server(Step(), broken, usual=Step(204, b""), name="Oxigraph/0") as script:
        store = _open(script, waits)
        store.replace(GRAPH, QUADS)
        store.close()
    assert [method for method, *_ in script.seen] == ["POST", "PUT", "PUT"]
    assert waits == [0.5]


def test_a_load_that_lost_its_server_is_completed_by_a_rerun(
    tmp_path: Path, oxigraph_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "corpus.nq"
    path.write_text(nquads(salts=("9",)), encoding="utf-8")
    store = open_endpoint(oxigraph_url, login=Login(), retries=Waits().retries())
    whole = store.add
    calls: list[int] = []

    def dying(quads: Iterator[Quad]) -> None:
        calls.append(1)
        if len(calls) == 3:
            raise StoreError("the connection broke")
        whole(quads)

    monkeypatch.setattr(store, "add", dying)
    with pytest.raises(StoreError):
        load([path], store)
    monkeypatch.undo()
    load([path], store)
    reference = OxigraphStore.memory([path]).counts()
    found = store.counts()
    for name in filter(None, reference):
        assert found[name] == reference[name]
        store.drop(NamedNode(name))
    store.close()


def test_fewer_triples_than_were_sent_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "corpus.nq"
    path.write_text(nquads(), encoding="utf-8")
    nothing = Step(body=b'{"head":{"vars":["g","n"]},"results":{"bindings":[]}}')
    zero = Step(
        body=b'{"head":{"vars":["n"]},"results":{"bindings":[{"n":{"type":"literal","value":"0"}}]}}'
    )
    loads = [Step(204, b"")] * 4
    with faulty_server(Step(), nothing, zero, *loads, nothing, zero, name="Oxigraph/0") as script:
        store = _open(script)
        with pytest.raises(StoreError, match="0 triples where"):
            load([path], store)
        store.close()


@pytest.mark.parametrize(
    ("login", "expected"),
    [(Login(token="s3cret"), "Bearer s3cret"), (Login(user="u", password="s3cret"), "Basic ")],  # noqa: S106
    ids=["bearer", "basic"],
)
def test_logins_are_sent_and_never_told(login: Login, expected: str) -> None:
    challenge = Step(401, b"", headers={"WWW-Authenticate": 'Basic realm="x"'})
    steps = [Step()] if login.token else [challenge, Step()]
    with faulty_server(*steps, Step(403, b"s3cret?")) as script:
        store = _open(script, login=login)
        with pytest.raises(KgError) as caught:
            store.query(ASK)
        store.close()
    assert script.seen[len(steps) - 1][2]["Authorization"].startswith(expected)
    assert "s3cret" not in str(caught.value) + repr(login) + store.name


def test_a_login_in_the_url_is_refused() -> None:
    with pytest.raises(UsageError, match="KG_USER") as caught:
        read_login("http://me:s3cret@127.0.0.1/sparql", {})
    assert "s3cret" not in str(caught.value)


def test_login_comes_from_the_environment_or_netrc(tmp_path: Path) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login ann password pw\n")
    url = "http://127.0.0.1/sparql"
    assert read_login(url, {}, netrc_file=netrc) == Login(user="ann", password="pw")  # noqa: S106
    assert read_login(url, {"KG_TOKEN": "t"}, netrc_file=netrc) == Login(token="t")  # noqa: S106
    assert read_login(url, {"KG_USER": "u", "KG_PASSWORD": "p"}) == Login(user="u", password="p")  # noqa: S106


def test_a_second_writer_is_told_to_wait(tmp_path: Path) -> None:
    first = OxigraphStore.open(tmp_path / "store")
    code = f"""
from pathlib import Path
from kg.errors import StoreError
from kg.store.oxigraph import OxigraphStore
try:
    OxigraphStore.open(Path({str(tmp_path / "store")!r}))
except StoreError as err:
    print(err)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "another process writes to this store" in done.stdout
    first.close()


def test_a_full_disk_is_a_store_error_and_a_rerun_completes(tmp_path: Path) -> None:
    path = tmp_path / "corpus.nq"
    path.write_text(nquads(salts=tuple(map(str, range(40)))), encoding="utf-8")
    code = f"""
import resource, signal
from pathlib import Path
from kg.errors import StoreError
from kg.store.load import load
from kg.store.oxigraph import OxigraphStore
store = OxigraphStore.open(Path({str(tmp_path / "store")!r}))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    load([Path({str(path)!r})], store)
except StoreError as err:
    print(err)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "cannot be written" in done.stdout, done.stderr
    again = OxigraphStore.open(tmp_path / "store")
    load([path], again)
    assert again.counts() == OxigraphStore.memory([path]).counts()


def test_no_store_in_a_folder_is_an_error_when_reading(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store here"):
        OxigraphStore.open(tmp_path, read_only=True)


def test_a_folder_of_other_files_is_never_made_a_store(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(StoreError, match="no store"):
        OxigraphStore.open(tmp_path)


def test_a_query_that_takes_too_long_ends() -> None:
    store = OxigraphStore.memory()
    store.add(
        Quad(NamedNode(f"urn:{n}"), NamedNode("urn:p"), Literal(n), NamedNode("urn:g"))
        for n in range(3000)
    )
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER(?c + ?f = 1) }"
    with pytest.raises(QueryError, match=r"no answer within 0\.1 s"):
        store.query(slow, limits=Limits(seconds=0.1))


def test_ask_of_the_faulty_server_itself_works() -> None:
    with faulty_server(Step(body=YES)) as script:
        _open(script).close()
