import sys

import pytest

from zhaoshang_cli.domain.finding import Finding, Severity
from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.render.screen.colour import choice, paint, wanted
from zhaoshang_cli.render.screen.messages import show_error, show_findings, show_next, show_note

Captured = pytest.CaptureFixture[str]


def test_an_error_says_what_where_and_how_to_mend_it(capsys: Captured) -> None:
    show_error(
        ZsError(
            "period-ambiguous",
            "看不出是哪个月的报表",
            Place("叶县报表.xlsx", "Sheet1", "A1"),
            "加上 --period 2022-11",
        )
    )

    assert capsys.readouterr().err == (
        "错误[period-ambiguous]：看不出是哪个月的报表\n"
        "  在 叶县报表.xlsx!Sheet1!A1\n"
        "  办法：加上 --period 2022-11\n"
    )


def test_findings_stand_one_a_line(capsys: Captured) -> None:
    place = Place("甲.csv", cell="B2")

    show_findings(
        [
            Finding("cell-unreadable", Severity.ERROR, "“约61万”不是数", place),
            Finding("total-differs", Severity.WARNING, "合计差1", place, "核对合计"),
        ]
    )

    assert capsys.readouterr().err == (
        "错误[cell-unreadable] 甲.csv!B2：“约61万”不是数\n"
        "核实[total-differs] 甲.csv!B2：合计差1（核对合计）\n"
    )


def test_control_characters_are_shown_and_not_obeyed(capsys: Captured) -> None:
    show_note("叶　县\x1b[31m\r")
    show_next("看")

    assert capsys.readouterr().err == "叶　县\\x1b[31m\\r\n下一步：看\n"


def test_notes_stand_below_what_was_answered(capsys: Captured) -> None:
    sys.stdout.write("答\n")
    show_note("注")

    assert capsys.readouterr() == ("答\n", "注\n")


@pytest.mark.parametrize(
    ("said", "variable", "painted"),
    [("always", "1", True), ("never", "", False), ("auto", "1", False), ("auto", "", False)],
)
def test_colour_is_what_was_said_then_the_variable_then_the_screen(
    monkeypatch: pytest.MonkeyPatch, *, said: str, variable: str, painted: bool
) -> None:
    monkeypatch.setenv("NO_COLOR", variable)
    token = choice.set(said)

    assert wanted(sys.stderr) is painted
    assert (paint("错误", "error", sys.stderr) == "\x1b[31m错误\x1b[0m") is painted
    choice.reset(token)
