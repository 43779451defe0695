import time

import pytest
from hypothesis import given, strategies as st

from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.readers.files.separated import read_separated, separator_of


@pytest.mark.parametrize("separator", [",", "\t", ";", "，", "、", "|"])
def test_the_separator_is_the_one_that_divides_all_lines_alike(separator: str) -> None:
    lines = [["县区", "到位资金", "备注"], ["叶县", "1.5", "好"], ["宝丰县", "2", "差"]]

    text = "\n".join(separator.join(line) for line in lines)

    assert read_separated(text) == tuple(map(tuple, lines))


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("县区\t到位资金(万元,累计)\n叶县\t1,234\n", "\t"),
        ("县区;到位资金\n叶县;1,5\n宝丰县;2\n", ";"),
        ("关于一区、多园、产业的报表\n县区,资金\n叶县,1\n", ","),
        ('"甲;乙;丙",1\n"甲;乙;丙",2\n', ","),
        ("叶县\n宝丰县\n", ","),
        ("", ","),
    ],
)
def test_separators_inside_cells_mislead_nobody(text: str, separator: str) -> None:
    assert separator_of(text) == separator


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_every_kind_of_line_end_divides_lines(end: str) -> None:
    assert read_separated(f"a,b{end}1,2{end}") == (("a", "b"), ("1", "2"))


def test_mixed_line_ends_divide_lines() -> None:
    assert read_separated("a,b\r\n1,2\n3,4\r5,6") == (
        ("a", "b"),
        ("1", "2"),
        ("3", "4"),
        ("5", "6"),
    )


def test_quotes_hold_separators_line_ends_and_quotes() -> None:
    assert read_separated('"实际\n到位","1,234"\n"说""好""",2\n') == (
        ("实际\n到位", "1,234"),
        ('说"好"', "2"),
    )


def test_other_characters_that_look_like_line_ends_stay_in_their_cells() -> None:
    assert read_separated("a\u2028b,c\x0bd\n") == (("a\u2028b", "c\x0bd"),)


def test_ragged_rows_become_a_rectangle_and_keep_their_addresses() -> None:
    assert read_separated(",标题\n\n县区,资金,备注\n叶县\n,,,,\n\n") == (
        ("", "标题", ""),
        ("", "", ""),
        ("县区", "资金", "备注"),
        ("叶县", "", ""),
    )


@pytest.mark.parametrize("text", ['县区,资金\n叶县,"1\n宝丰县,2\n', '县区,资金\n叶县,"1'])
def test_a_quote_that_never_closes_is_refused_with_its_row(text: str) -> None:
    with pytest.raises(ZsError, match="第 2 行的引号没有配对") as caught:
        read_separated(text)

    assert caught.value.code == "file-quotes"


def test_a_cell_beyond_all_reason_is_refused() -> None:
    with pytest.raises(ZsError, match="第 1 行有一个单元格超过 131072 个字") as caught:
        read_separated("x" * 200_000)

    assert caught.value.code == "file-too-big"


def test_one_long_row_does_not_make_a_million_others_as_long() -> None:
    began = time.monotonic()

    with pytest.raises(ZsError, match="表太大：50001 行 × 50001 列") as caught:
        read_separated("," * 50_000 + "x\n" + "1\n" * 50_000)

    assert caught.value.code == "file-too-big"
    assert time.monotonic() - began < 5


@given(st.lists(st.lists(st.text('叶县,;\t"1.5 \n', max_size=5), max_size=4), max_size=8))
def test_what_python_writes_as_csv_is_read_cell_for_cell(rows: list[list[str]]) -> None:
    quoted = "\n".join(
        ",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows
    )

    read = read_separated(quoted)

    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            inside = row < len(read) and column < len(read[row])
            assert (read[row][column] if inside else "") == (cell if inside or cell.strip() else "")
