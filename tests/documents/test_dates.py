import pytest

from kg.documents.dates import date_of, is_date_line, iso_date
from kg.documents.lines import lines


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2017-10-17", "2017-10-17"),
        ("2017-10-17T08:15:00Z", "2017-10-17"),
        ("2017-10-17 08:15:00+02:00", "2017-10-17"),
        ("Tue, 17 Oct 2017 10:00:00 GMT", "2017-10-17"),
        ("October 17, 2017", "2017-10-17"),
        ("Sept. 3rd, 2019", "2019-09-03"),
        ("3 May 2021", "2021-05-03"),
        ("2017/10/7", "2017-10-07"),
        ("17.10.2017", "2017-10-17"),
        ("10/17/2017", "2017-10-17"),
        ("3/4/2017", "2017"),
        ("October 2017", "2017-10"),
        ("2017-10", "2017-10"),
        ("2017", "2017"),
        ("February 30, 2017", None),
        ("three hours ago", None),
        ("", None),
        (None, None),
    ],
)
def test_metadata_dates_keep_their_precision(written: str | None, iso: str | None) -> None:
    assert iso_date(written) == iso


@pytest.mark.parametrize(
    ("line", "whole"),
    [
        ("Wednesday, January 9, 2019", True),
        ("Published: 17 October 2017 5:02 PM ET", True),
        ("Last updated on May 3, 2021 at 14:30 GMT", True),
        ("October 17, 2017", True),
        ("2017-10-17", True),
        ("On January 9, 2019 the council met.", False),
        ("The war began in October 2017", False),
        ("2017", False),
        ("Nobel Prize 2019", False),
    ],
)
def test_a_date_line_holds_nothing_but_a_date(line: str, whole: bool) -> None:
    assert is_date_line(line) is whole


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("BEIRUT, Oct. 17, 2017 (Reuters) — The army said on Tuesday it had left.", "2017-10-17"),
        ("AL-HASAKAH, Syria (May 3, 2018) - The council met.", "2018-05-03"),
        ("KYIV, 24 February 2022 – Shells fell before dawn.", "2022-02-24"),
        ("BEIRUT (Reuters) — The army left on October 17, 2017, it said.", None),
        ("Headline\n\nMonday, March 2, 2020\n\nThe ministry fell silent.", "2020-03-02"),
        ("Headline here\n\nBy Anna Berg | May 3, 2017\n\nThe port opened.", "2017-05-03"),
        ("Updated: May 4, 2017\nPublished: May 3, 2017\n\nThe port opened.", "2017-05-03"),
        ("Updated: May 4, 2017\n\nThe port opened.", "2017-05-04"),
        ("The port, which was founded on May 3, 1817, opened.", None),
        ("In May 2017 the port opened.", None),
    ],
)
def test_only_a_dateline_or_a_line_of_its_own_dates_the_text(text: str, iso: str | None) -> None:
    assert date_of(lines(text)) == iso
