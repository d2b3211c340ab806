from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.documents import document
from kg.documents.furniture import furniture, spans
from kg.documents.lines import lines

PAGE = """\
Skip to main content
Menu
Home | World | Business | Sport
Share this article
Militia leaves Al Mina port after talks - The Harbour Post
Militia leaves Al Mina port after talks

By Rana Daou
Monday, June 4, 2018

The Coast Guard Brigade left the port of Al Mina on Sunday after two weeks of talks.

Advertisement

"We hand over the keys," said Fadi Najm, a spokesman for the brigade. The mayor thanked him.

Read more: The ships that never left
Facebook Twitter Email

The port is to open again in July.

Sign up for our newsletter and get the best of the Post in your inbox.

Related stories
Fishermen count the cost
A lighthouse for sale

About the Author
Rana Daou covers the coast.
© 2018 The Harbour Post. All rights reserved.
Privacy policy | Terms of use | Contact
"""


def marked(text: str) -> list[str]:
    found = document(text, id="page")
    return [text[span.start : span.end] for span in found.furniture]


def test_a_web_page_keeps_its_article() -> None:
    found = document(PAGE, id="page")
    kept = PAGE
    for span in reversed(found.furniture):
        kept = kept[: span.start] + kept[span.end :]
    assert kept.split("\n") == [
        *[""],
        "Militia leaves Al Mina port after talks",
        "",
        "By Rana Daou",
        "",
        "",
        "The Coast Guard Brigade left the port of Al Mina on Sunday after two weeks of talks.",
        *["", "", ""],
        '"We hand over the keys," said Fadi Najm, a spokesman for the brigade. '
        "The mayor thanked him.",
        *["", "", ""],
        "The port is to open again in July.",
        *["", "", ""],
    ]
    assert (found.title, found.date) == ("Militia leaves Al Mina port after talks", "2018-06-04")


@pytest.mark.parametrize(
    "line",
    [
        "Select Page",
        "Play Live Radio",
        "Next Up:",
        "Accept all cookies",
        "Available On Air Stations",
        "0:00 0:00",
        "About The Author",
        "Sign up to receive our weekly updates by email",
        "Subscribe to our newsletter",
        "We use cookies to improve your experience on our site. Accept all",
        "By continuing to use this site you agree to our use of cookies.",
        "Share on Facebook",
        "Share Tweet Email Print",
        "Follow us on Twitter",
        "12 comments",
        "Leave a comment",
        "Advertisement",
        "Story continues below",
        "Related: A city waits",
        "You might also like",
        "Most read",
        "Filed under: Syria, Turkey",
        "All rights reserved.",
        "Copyright 2017 NPR",
        "© 2024 Plains Public Radio",
        "Listen · 4 min 12 sec",
        "3 min read",
        "Log in",
        "Privacy Policy | Terms of Service",
        "Please enable JavaScript to view this page.",
        "You have 2 free articles left this month.",
        "Your donation keeps local journalism free.",
        "This is a rush transcript. It may be updated.",
        "* * *",
    ],
)
def test_a_line_that_says_so_itself_is_furniture(line: str) -> None:
    assert marked(f"Rebels took the mill.\n\n{line}\n\nThe army left the valley.") == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Support for independent candidates rose in the capital.",
        "Subscribers to the daily fell by a third, said its editor.",
        "Follow the money, the auditor told reporters.",
        "Share prices of Telavia fell on Monday.",
        "Related charges were dropped in May.",
        "More than 40 people were hurt in Aleppo.",
        "Register of voters is closed, the ministry said.",
        "Join us or leave, the militia told the villagers of Karm.",
        "Print workers in Athens went on strike.",
        "Listen to the people, the bishop said.",
        "Copyright law divides the two parties.",
        "Home owners fled the fire.",
        "Search teams found two survivors.",
        "Next, the troops moved to Manbij.",
        "Next: Mosul, the general said.",
        "Latest talks in Geneva fail",
        "Top general resigns",
        "Most of the town is in ruins",
        "Recommended by the committee, the law passed.",
        "Contact with the crew was lost, said the coast guard.",
        "By signing the accord the two agreed to withdraw.",
        "Editor's note: The interview was recorded before the vote.",
        "By Brian Dowd",
        "Harbour Herald",
        "Photo by Ana Ruiz of The Coast shows the bridge.",
        "Tags were found on 12 whales, the institute said.",
        "Ruth Hall, Radio Nord, Beirut. Transcript provided by Radio Nord.",
        "Accept the result, Mbeki told his party.",
        "Sign the treaty now, urged the U.N.",
        "Play resumed after an hour.",
        "(c) The two sides exchange prisoners.",
        "Next up for the court is the case of the mayor.",
    ],
)
def test_a_sentence_of_an_article_is_not_furniture(line: str) -> None:
    text = (
        f"The army left the valley on Monday, it said.\n\n{line}\n\nThe army left again, he said."
    )
    assert marked(text) == []


def test_of_a_repeated_headline_one_stays() -> None:
    text = (
        "Rebels enter Idlib city\n\nRebels enter Idlib city\n\nThey came at dawn, a resident said."
    )
    assert marked(text) == ["Rebels enter Idlib city"]


def test_a_menu_that_ends_in_the_headline_is_furniture() -> None:
    text = (
        "Home War Rebels enter Idlib city\n\nRebels enter Idlib city\n\nThey came at dawn, he said."
    )
    assert marked(text) == ["Home War Rebels enter Idlib city"]


def test_what_a_speaker_says_is_never_furniture() -> None:
    text = "MARTIN: Follow us.\n\nHALL: Share this.\n\nMARTIN: Advertisement."
    assert marked(text) == []


def test_a_long_text_behind_an_opener_stays() -> None:
    story = "The council of Tal Rifat met again on Monday and sent for the general.\n\n" * 9
    assert marked(f"{story}About the author\n\n{story}") == ["About the author"]


@given(st.lists(st.sampled_from([*PAGE.splitlines(), "", "ISIS fled.", "KELLY: Yes?", "\t x "])))
def test_furniture_spans_are_sorted_apart_and_end_at_words(chosen: list[str]) -> None:
    text = "\n".join(chosen)
    found = lines(text)
    for line in found:
        assert text[line.start : line.end] == line.text == line.text.strip() != ""
    joined = spans(found, furniture(found))
    for before, after in pairwise(joined):
        assert before.end < after.start
    for span in joined:
        assert text[span.start : span.end] == text[span.start : span.end].strip()


def test_a_menu_does_not_take_the_headline_and_byline_below_it() -> None:
    text = (
        "Skip to content\nBreaking News\nTrending\nWatch Live\nMilitia leaves Al Mina\n"
        "By Rana Daou\nPublished October 17, 2019 5:02 PM EDT\nShare\nFacebook\n\n"
        "The brigade left the port on Sunday, it said.\n\n"
        "More from the coast\nA lighthouse for sale"
    )
    found = document(text, id="page")
    assert (found.title, found.date) == ("Militia leaves Al Mina", "2019-10-17")
    assert marked(text) == [
        "Skip to content\nBreaking News\nTrending\nWatch Live",
        "Published October 17, 2019 5:02 PM EDT\nShare\nFacebook",
        "More from the coast\nA lighthouse for sale",
    ]
