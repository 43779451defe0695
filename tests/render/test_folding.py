"""Lines end where a reader expects it, and nothing is lost."""

import pytest
from hypothesis import given, strategies as st

from zhaoshang_cli.render.screen.folding import fold, widest_piece, width

TEXTS = st.text(st.sampled_from("叶县报表，。（）“”【】/.!-12０９ abz　％;\n"), max_size=40)


def test_a_line_breaks_between_characters_but_not_before_a_stop() -> None:
    assert fold("一二三，四五", 6) == ["一二", "三，四", "五"]
    assert fold("看 zs config show 吧", 9) == ["看 zs", "config", "show 吧"]
    assert fold("", 9) == []


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("看数：zs show 2022-11；写稿", ["看数：", "zs show 2022-11；", "写稿"]),
        ("看不出（加上 --level 省定 或别的）", ["看不出（加上", "--level 省定 或别", "的）"]),
        ("收到的表（更正）在这里", ["收到的表（更正）", "在这里"]),
        ("来文/月报/2022-11/叶县.xlsx", ["来文/月报/", "2022-11/叶县.xlsx"]),
        ("原文１０７３０３．４５万元", ["原文", "１０７３０３．４５", "万元"]),
    ],
)
def test_commands_numbers_and_names_stay_whole(words: str, lines: list[str]) -> None:
    assert fold(words, 17) == lines


def test_following_lines_hang() -> None:
    assert fold("一二三四五六", 8, hanging=2) == ["一二三四", "  五六"]


@given(TEXTS, st.integers(4, 30), st.integers(0, 3))
def test_folding_loses_nothing_but_blanks(words: str, columns: int, hanging: int) -> None:
    lines = fold(words, columns, hanging=hanging)

    assert "".join("".join(lines).split()) == "".join(words.split())


@given(TEXTS, st.integers(4, 30))
def test_no_line_is_too_long_but_for_what_cannot_be_broken(words: str, columns: int) -> None:
    lines = fold(words, columns)

    assert max(map(width, lines), default=0) <= max(columns, widest_piece(words))
