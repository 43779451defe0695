"""Every format agrees cell for cell, and is written whole."""

import csv
import html
import json
import re
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.render.answer import Answer, Cell, Column, Table
from zhaoshang_cli.render.formats.emit import FORMATS, document, show

HOSTILE = "=cmd|' /C calc'!A0<script>alert(1)</script>|*x*"
ANSWER = Answer(
    "show",
    {"rows": [{"ytd": Decimal("607.845")}]},
    (
        Table(
            "省外资金　2022年1-11月",
            (Column("地区"), Column("累计", numeric=True), Column("完成率", numeric=True), Column("灯")),
            (
                (Cell("合计"), Cell("1,607.85", Decimal("1607.845"), 2), Cell("92.3", Decimal("92.3"), 1),
                 Cell("绿●", mark="green")),
                (Cell("〔县区〕"), Cell(""), Cell(""), Cell("")),
                (Cell(HOSTILE), Cell("—"), Cell("1191.0", Decimal("1191.0"), 1), Cell("—")),
                (Cell("叶县"), Cell("163", Decimal(163)), Cell("-8.9", Decimal("-8.9"), 1),
                 Cell("红▼", mark="red")),
            ),
            ("—（未报）：郏县",),
        ),
    ),
)  # fmt: skip
TEXTS = [[cell.text for cell in row] for row in ANSWER.tables[0].rows]


def written(name: str, tmp_path: Path) -> Path:
    show(ANSWER, output=tmp_path / name)
    return tmp_path / name


def test_csv_shows_the_same_cells(tmp_path: Path) -> None:
    path = written("a.csv", tmp_path)

    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["省外资金　2022年1-11月"]
    assert [[text.removeprefix("'") for text in row] for row in rows[2:6]] == TEXTS
    assert rows[4][0] == f"'{HOSTILE}"


def test_markdown_shows_the_same_cells(tmp_path: Path) -> None:
    lines = written("a.md", tmp_path).read_text(encoding="utf-8").splitlines()

    rows = [re.split(r"(?<!\\) ?\| ?", line)[1:-1] for line in lines[4:8]]
    assert [[re.sub(r"\\(.)", r"\1", text) for text in row] for row in rows] == TEXTS


def test_html_shows_the_same_cells(tmp_path: Path) -> None:
    page = written("a.html", tmp_path).read_text(encoding="utf-8")

    rows = [re.findall(r"<td[^>]*>(.*?)</td>", line) for line in page.splitlines()]
    shown = [[html.unescape(re.sub(r"<[^>]+>", "", text)) for text in row] for row in rows if row]
    assert shown == [row for row in TEXTS if row[1]]
    assert '<tr><th scope="rowgroup" colspan="4">〔县区〕</th></tr>' in page
    assert "<script" not in page
    assert "prefers-color-scheme: dark" in page
    assert "://" not in page
    assert ".wide { overflow-x: auto; }" in page  # a phone scrolls the table, not the page


def test_html_keeps_short_words_whole_and_prints_many_columns_across(tmp_path: Path) -> None:
    columns = tuple(Column(f"列{n}") for n in range(9))
    row = (Cell("2022-11"), *(Cell("字" * n) for n in range(4, 12)))
    show(Answer("x", {}, (Table("宽", columns, (row,)),)), output=tmp_path / "宽.html")

    page = (tmp_path / "宽.html").read_text(encoding="utf-8")

    assert '<td class="short">2022-11</td>' in page
    assert f"<td>{'字' * 11}</td>" in page
    assert "@page { size: landscape; }" in page
    assert "landscape" not in written("a.html", tmp_path).read_text(encoding="utf-8")


def test_a_workbook_shows_the_same_cells(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(written("a.xlsx", tmp_path))["省外资金"]

    shown = [[_shown(cell) for cell in row] for row in sheet.iter_rows(min_row=3, max_row=6)]
    assert shown == TEXTS
    assert isinstance(sheet["B3"].value, float)
    assert sheet["A5"].data_type == "s"


def _shown(cell: Any) -> str:
    """Write a cell as Excel does: rounded half away from zero by its format."""
    value, form = cell.value, cell.number_format
    if isinstance(value, str | None):
        return value or ""
    places = len(form.partition(".")[2])
    rounded = Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{rounded:,f}" if "," in form else f"{rounded:f}"


def test_json_is_written_to_a_file_too(tmp_path: Path) -> None:
    show(ANSWER, as_json=True, output=tmp_path / "a.json")

    assert json.loads((tmp_path / "a.json").read_text())["rows"] == [{"ytd": 607.845}]


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_same_answer_gives_the_same_bytes(suffix: str, tmp_path: Path) -> None:
    one, other = (document(ANSWER, tmp_path / f"a{suffix}") for _ in range(2))

    assert one == other


def test_stdout_and_a_text_file_are_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    show(ANSWER)

    assert capsys.readouterr().out == written("a.txt", tmp_path).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["a.pdf", "a"])
def test_an_unknown_ending_is_refused_and_nothing_is_written(name: str, tmp_path: Path) -> None:
    with pytest.raises(ZsError, match="a") as refused:
        written(name, tmp_path)

    assert refused.value.code == "output-format"
    assert list(tmp_path.iterdir()) == []


def test_json_under_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ZsError) as refused:
        show(ANSWER, as_json=True, output=tmp_path / "a.csv")

    assert refused.value.code == "output-format"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("=1+1", "'=1+1"), (" +x", "' +x"), ("＝1", "'＝1"), ("\u3000@x", "'\u3000@x"),
        ("\tx", "'\tx"), ("-3.5", "-3.5"), ("+5.2%", "+5.2%"), ("-1,250.50", "-1,250.50"),
        ("—", "—"), ("-", "'-"), ("叶县", "叶县"), ("", ""),
    ],
)  # fmt: skip
def test_only_what_would_be_a_formula_is_guarded(text: str, kept: str) -> None:
    from zhaoshang_cli.render.formats.csv_text import guarded

    assert guarded(text) == kept


def test_sheets_of_like_tables_get_names_of_their_own(tmp_path: Path) -> None:
    table = Table("a/b[c]" * 10, (Column("x"),), ((Cell("1"),),))
    show(Answer("x", {}, (table, table)), output=tmp_path / "a.xlsx")

    names = openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames
    assert len(set(names)) == 2
    assert all(len(name) <= 31 for name in names)
