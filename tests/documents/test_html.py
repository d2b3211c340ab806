from pathlib import Path

import pytest

from kg.documents import read
from kg.errors import InputError

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="{charset}">
<title>Militia leaves Al Mina | The Harbour Post</title>
<meta property="og:title" content="Militia leaves Al Mina">
<meta property="article:published_time" content="2018-06-04T08:00:00Z">
<link rel="canonical" href="https://example.org/al-mina">
<script>var tracker = "x";</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<article><h1>Militia leaves Al Mina</h1>
<p>The Coast Guard Brigade left the café quarter of Al Mina on Sunday after two weeks of talks.</p>
<p>“We hand over the keys,” said Fadi Najm, a spokesman for the brigade, to reporters there.</p>
<p>The port is to open again in July, according to the mayor, who thanked both of the sides.</p>
</article><footer>© 2018 The Harbour Post. All rights reserved.</footer></body></html>
"""


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
def test_a_page_gives_its_article_and_metadata(tmp_path: Path, charset: str) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(PAGE.format(charset=charset).encode(charset))
    (found,) = read([str(path)])
    assert "café quarter" in found.text
    assert "“We hand over the keys,” said Fadi Najm" in found.text
    assert "tracker" not in found.text
    assert "Home" not in found.text
    assert (found.id, found.title, found.date) == ("page", "Militia leaves Al Mina", "2018-06-04")
    assert found.url == "https://example.org/al-mina"
    assert "\n\n“We" in found.text


@pytest.mark.parametrize(
    "page",
    ["<html></html>", "<html><body><nav></nav></body></html>", "just text", "<" * 5000],
    ids=["no body", "only a menu", "no page", "no tags"],
)
def test_a_page_without_an_article_is_an_error(tmp_path: Path, page: str) -> None:
    path = tmp_path / "page.htm"
    path.write_text(page)
    with pytest.raises(InputError, match="no article text"):
        list(read([str(path)]))


def test_a_deeply_nested_page_does_not_end_the_program(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<div>" * 20_000 + "<p>" + "The brigade left on Sunday. " * 20)
    errors: list[InputError] = []
    assert len(list(read([str(path)], on_error=errors.append))) + len(errors) == 1
