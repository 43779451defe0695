import re

from hypothesis import given
from hypothesis.strategies import text

from zhaoshang_cli.render.document_marks import markdown

MARKS = "\\`*_{}[]<>&|~#$!"


@given(text())
def test_no_mark_of_markdown_stands_bare(words: str) -> None:
    safe = re.sub(r"\\.", "", markdown(words), flags=re.DOTALL)

    assert not set(safe) & set(MARKS)


@given(text())
def test_text_stays_on_one_line(words: str) -> None:
    assert len(markdown(words).splitlines()) <= 1


def test_the_start_of_a_line_begins_no_list_and_no_rule() -> None:
    assert [markdown(words) for words in ("- 甲", "1. 甲", "--- ", "+ 甲", "=== ", "1) 甲")] == [
        "\\- 甲",
        "1\\. 甲",
        "\\--- ",
        "\\+ 甲",
        "\\=== ",
        "1\\) 甲",
    ]


def test_numbers_are_left_as_they_are() -> None:
    assert [markdown(words) for words in ("-3.7", "5555万美元", "1.5倍", "3.7%")] == [
        "-3.7",
        "5555万美元",
        "1.5倍",
        "3.7%",
    ]
