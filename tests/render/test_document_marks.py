import re

from hypothesis import given
from hypothesis.strategies import text

from zhaoshang_cli.domain.figure import Figure
from zhaoshang_cli.domain.prose import Prose
from zhaoshang_cli.render.brief.marks import HtmlPen, markdown

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


def figure(*cells: str, region: str = "410400") -> Figure:
    return Figure(
        "607.8亿元", 6078000, "万元", "progress_by_region", "ytd", region, "oos_funds", "2022-11",
        cells=cells, id="f1",
    )  # fmt: skip


def written(one: Figure, **names: str) -> str:
    pen = HtmlPen({one.identity: one}, {"410400": "平顶山市", "oos_funds": "省外资金"} | names)
    return str(pen.write(Prose.of(one)))


def test_hovering_names_the_first_cells_and_counts_the_others() -> None:
    cells = [f"来文/{number}.xlsx!表1!B{number}" for number in range(1, 6)]

    assert written(figure(*cells)) == (
        '<span class="figure" data-figure="f1" title="省外资金 · 平顶山市 · 2022-11 · 来自 5 个格子'
        "&#10;来文/1.xlsx!表1!B1&#10;来文/2.xlsx!表1!B2&#10;来文/3.xlsx!表1!B3"
        '&#10;另有 2 个，用 zs trace f1 查看">607.8亿元</span>'
    )
    assert written(figure(*cells[:1])).count("&#10;") == 1
    assert "&#10;" not in written(figure())


@given(text(), text())
def test_no_file_name_leaves_its_title(name: str, region: str) -> None:
    page = written(figure(f"{name}!表1!B4"), **{"410400": region})

    inside = page.removeprefix('<span class="figure" data-figure="f1" title="')
    title, _, rest = inside.partition('"')
    assert rest == ">607.8亿元</span>"
    assert not set(title) & set("<>'\n\r")
    assert title.count("&#10;") == 1
