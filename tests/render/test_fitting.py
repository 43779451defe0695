"""A table that is too wide for its screen is folded or stacked, and still says everything."""

from hypothesis import given, strategies as st

from zhaoshang_cli.render.answer import Answer, Cell, Column, Table
from zhaoshang_cli.render.screen.folding import width
from zhaoshang_cli.render.screen.terminal import text

ABOUT = "序时进度怎么算：按月、按天或按自己定的曲线，年底都是百分之百"
FILE = "来文/月报/2022-11/石龙区招商引资月报（更正第二稿）2022.11.xlsx"


def shown(table: Table, columns: int | None) -> list[str]:
    return text(Answer("x", {}, (table,)), columns=columns).splitlines()


def test_without_a_screen_nothing_is_folded() -> None:
    table = Table("标" * 60, (Column("甲"), Column("乙")), ((Cell("叶县"), Cell("字" * 60)),))

    assert shown(table, None)[-1] == "叶县 " + "字" * 60


def test_a_long_explanation_is_folded_inside_its_column() -> None:
    columns = (Column("设置"), Column("值", numeric=True), Column("含义"))
    table = Table("设置", columns, ((Cell("schedule.mode"), Cell("12"), Cell(ABOUT)),))

    assert shown(table, 48) == [
        "设置",
        "设置          值 含义",
        "------------------------------------------------",
        "schedule.mode 12 序时进度怎么算：按月、按天或按",
        "                 自己定的曲线，年底都是百分之百",
    ]


def test_what_would_make_tall_rows_stands_below_them() -> None:
    columns = (Column("次", numeric=True), Column("收到"), Column("记录"), Column("文件"))
    cells = (Cell("7"), Cell("2022-12-03"), Cell("2026-11-23 19:15"), Cell(FILE))

    assert shown(Table("流水", columns, (cells,)), 40) == [
        "流水",
        "次  收到        记录",
        "--------------------------------",
        " 7  2022-12-03  2026-11-23 19:15",
        "    文件：来文/月报/2022-11/石龙区招商引",
        "      资月报（更正第二稿）2022.11.xlsx",
    ]


def test_too_many_numbers_stand_below_as_pairs() -> None:
    columns = (Column("地区"), *(Column(f"第{n}期", numeric=True) for n in range(1, 7)))
    row = (Cell("叶县"), *(Cell(f"{n},234,567.89") for n in range(1, 7)))

    assert shown(Table("累计", columns, (row,)), 44) == [
        "累计",
        "地区        第1期        第2期        第3期",
        "-------------------------------------------",
        "叶县 1,234,567.89 2,234,567.89 3,234,567.89",
        "    第4期：4,234,567.89　第5期：5,234,567.89",
        "    第6期：6,234,567.89",
    ]


def test_code_below_a_table_is_never_folded() -> None:
    table = Table("查询", (), (), ("SELECT " + "a, " * 30, "说明" * 30))

    lines = shown(table, 60)

    assert lines[1] == "SELECT " + "a, " * 30
    assert max(map(width, lines[2:])) <= 60


WORDS = st.text(st.sampled_from("叶县到位资金，。ab/ "), min_size=1, max_size=50).map(str.strip)
NUMBERS = st.integers(0, 10**12).map(lambda number: f"{number:,}")
ROWS = st.lists(st.tuples(WORDS, NUMBERS, WORDS, NUMBERS, WORDS), min_size=1, max_size=5)


@given(ROWS, st.integers(40, 130))
def test_every_number_stands_whole_and_every_word_somewhere(
    rows: list[tuple[str, ...]], columns: int
) -> None:
    headings = tuple(Column(one, numeric=one in "乙丁") for one in "甲乙丙丁戊")
    table = Table("表", headings, tuple(tuple(map(Cell, row)) for row in rows))

    lines = shown(table, columns)

    letters = sorted("".join("".join(row) for row in rows).replace(" ", ""))
    said = "".join(lines[3:]).replace(" ", "").replace("　", "")
    for heading in "乙丙丁戊":
        said = said.replace(f"{heading}：", "")
    assert sorted(said) == letters
    assert all(any(row[n] in line for line in lines) for row in rows for n in (1, 3))


@given(ROWS, st.integers(80, 130))
def test_no_line_is_wider_than_the_screen(rows: list[tuple[str, ...]], columns: int) -> None:
    headings = tuple(Column(one, numeric=one in "乙丁") for one in "甲乙丙丁戊")
    table = Table("表", headings, tuple(tuple(map(Cell, row)) for row in rows))

    assert max(map(width, shown(table, columns))) <= columns
