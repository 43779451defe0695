"""Aligned for Chinese, and no wider than the screen."""

from decimal import Decimal

import pytest

from zhaoshang_cli.render.answer import Answer, Cell, Column, Table
from zhaoshang_cli.render.screen import colour
from zhaoshang_cli.render.screen.folding import width
from zhaoshang_cli.render.screen.terminal import text

TABLE = Table(
    "标题",
    (Column("地区"), Column("累计", numeric=True), Column("灯")),
    (
        (Cell("合计"), Cell("1,250.50", Decimal("1250.5"), 2), Cell("绿●", mark="green")),
        (Cell("〔功能区〕"), Cell(""), Cell("")),
        (Cell("高新区"), Cell("—"), Cell("—")),
    ),
    ("说明",),
)


def test_chinese_takes_two_columns() -> None:
    assert text(Answer("x", {}, (TABLE,))) == (
        "标题\n"
        "地区        累计  灯\n"
        "---------------------\n"
        "合计    1,250.50  绿●\n"
        "〔功能区〕\n"
        "高新区         —  —\n"
        "说明\n"
    )


@pytest.mark.parametrize(
    ("words", "columns"), [("叶县", 4), ("a", 1), ("—", 1), ("（", 2), ("e\u0301", 1), ("𬭸", 2)]
)
def test_width_is_that_of_a_terminal(words: str, columns: int) -> None:
    assert width(words) == columns


def test_colour_comes_only_where_it_is_wanted() -> None:
    token = colour.choice.set("always")
    try:
        assert "\x1b[32m绿●\x1b[0m" in text(Answer("x", {}, (TABLE,)))
    finally:
        colour.choice.reset(token)


def test_hostile_text_cannot_command_the_terminal() -> None:
    table = Table("a\x1b[31m", (Column("x"),), ((Cell("\x1b]0;evil\x07"),),))

    assert "\x1b" not in text(Answer("x", {}, (table,)))


def test_a_wide_table_is_set_closer() -> None:
    columns = tuple(Column("宽" * 5, numeric=True) for _ in range(7))
    row = tuple(Cell("1" * 10) for _ in columns)

    lines = text(Answer("x", {}, (Table("宽", columns, (row,)),))).splitlines()

    assert max(map(width, lines)) == 76


def test_two_tables_have_a_blank_line_between() -> None:
    assert "说明\n\n标题\n" in text(Answer("x", {}, (TABLE, TABLE)))
