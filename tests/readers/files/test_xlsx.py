import datetime as dt
import time
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from tests.readers.files.making import book, code, rejection, sheet, xlsx, zipped
from zhaoshang_cli.domain.finding import Severity
from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.readers.sheet import CellType, Span
from zhaoshang_cli.readers.workbooks.xlsx import inspect_xlsx

PERCENTS = (
    '<numFmts><numFmt numFmtId="170" formatCode="0.0%"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="170"/></cellXfs>'
)


def written(path: Path) -> bytes:
    """Return a county's workbook as Excel would save it."""
    with xlsxwriter.Workbook(path) as workbook:
        page = workbook.add_worksheet("进度")
        percent = workbook.add_format({"num_format": "0.0%"})
        date = workbook.add_format({"num_format": "yyyy-mm-dd"})
        page.merge_range("A1:E1", "2022年11月招商引资进度")
        page.write_row("A3", ["县区", "到位资金", "完成率", "签约日期", "已开工"])
        page.write_row("A4", ["叶县", 12000, 0.923])
        page.write("C4", 0.923, percent)
        page.write_datetime("D4", dt.date(2022, 11, 30), date)
        page.write_boolean("E4", 1)
        page.write_row("A5", ["宝丰县", 0.1 + 0.2])
        page.write_formula("C5", "=1/0", None, "#DIV/0!")
        page.write_formula("E5", "=B4>1", None, value=True)
        page.set_row(4, None, None, {"hidden": True})
        page.set_column("D:E", None, None, {"hidden": True})
        hidden = workbook.add_worksheet("底稿")
        hidden.write(0, 0, "草稿")
        hidden.hide()
        chart = workbook.add_chart({"type": "line"})
        chart.add_series({"values": "=进度!$B$4:$B$5"})
        workbook.add_chartsheet("图").set_chart(chart)
    return path.read_bytes()


def test_a_county_workbook_is_read_as_it_is_shown(tmp_path: Path) -> None:
    read = book(written(tmp_path / "叶县.xlsx"))

    progress, draft = read.sheets
    assert read.encoding == "xlsx"
    assert progress.rows == (
        ("2022年11月招商引资进度", "", "", "", ""),
        ("", "", "", "", ""),
        ("县区", "到位资金", "完成率", "签约日期", "已开工"),
        ("叶县", "12000", "0.923", "2022-11-30", "TRUE"),
        ("宝丰县", "0.3", "#DIV/0!", "", "TRUE"),
    )
    assert progress.types == {
        (3, 1): CellType.NUMBER,
        (3, 2): CellType.PERCENT,
        (3, 3): CellType.DATE,
        (3, 4): CellType.BOOLEAN,
        (4, 1): CellType.NUMBER,
        (4, 2): CellType.ERROR,
        (4, 4): CellType.BOOLEAN,
    }
    assert progress.merged == (Span(0, 0, 0, 4),)
    assert (draft.name, draft.rows, draft.hidden) == ("底稿", (("草稿",),), True)


def test_what_is_hidden_is_read_and_told(tmp_path: Path) -> None:
    read = book(written(tmp_path / "叶县.xlsx"))

    told = [(str(finding.place), finding.message) for finding in read.findings]
    assert {finding.severity for finding in read.findings} == {Severity.INFO}
    assert told == [
        ("叶县.xlsx!进度", "隐藏了第 5 行，隐藏了 D、E 列；隐藏的内容照样读取"),
        ("叶县.xlsx!底稿", "整张工作表是隐藏的；隐藏的内容照样读取"),
    ]
    assert read.sheets[0].hidden_rows == {4}
    assert read.sheets[0].hidden_columns == {3, 4}


def test_a_formula_that_was_never_calculated_is_an_error_and_not_zero() -> None:
    target = BytesIO()
    workbook = openpyxl.Workbook()
    page = workbook.worksheets[0]
    page["A1"], page["B1"], page["B3"] = 1, "=A1*2", "=A1*3"
    workbook.save(target)

    read = sheet(target.getvalue())

    assert read.rows == (("1", "=公式未计算"), ("", ""), ("", "=公式未计算"))
    assert read.types == {
        (0, 0): CellType.NUMBER,
        (0, 1): CellType.ERROR,
        (2, 1): CellType.ERROR,
    }


def test_the_zero_that_libraries_write_for_a_result_is_not_believed(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as workbook:
        page = workbook.add_worksheet()
        page.write_formula("A1", "=1+1")
        page.write_formula("B1", "=1+1", None, 2)

    read = sheet((tmp_path / "a.xlsx").read_bytes())

    assert read.rows == (("=公式未计算", "2"),)


def test_a_zero_that_excel_calculated_is_zero() -> None:
    assert sheet(xlsx('<row r="1"><c r="A1"><f>1-1</f><v>0</v></c></row>')).rows == (("0",),)


def test_a_formula_may_give_an_empty_text() -> None:
    data = xlsx('<row r="1"><c r="A1" t="str"><f>""</f><v></v></c><c r="B1"><v>1</v></c></row>')

    assert sheet(data).rows == (("", "1"),)


def test_percentages_are_told_by_the_style_of_the_cell() -> None:
    data = xlsx(
        '<row r="1"><c r="A1" s="0"><v>1</v></c><c r="B1" s="1"><v>0.5</v></c>'
        '<c r="C1" s="2"><f>A1/B1</f><v>2</v></c><c r="D1" s="2" t="inlineStr"><is><t>—</t></is></c>'
        "</row>",
        styles=PERCENTS,
    )

    assert sheet(data).types == {
        (0, 0): CellType.NUMBER,
        (0, 1): CellType.PERCENT,
        (0, 2): CellType.PERCENT,
    }


def test_a_percentage_style_on_what_is_shown_as_a_date_changes_nothing() -> None:
    styles = (
        '<numFmts><numFmt numFmtId="170" formatCode="yyyy-mm-dd&quot;%&quot;"/></numFmts>'
        '<cellXfs><xf numFmtId="170"/></cellXfs>'
    )

    data = xlsx('<row r="1"><c r="A1" s="0"><v>44895</v></c></row>', styles=styles)

    assert sheet(data).types == {(0, 0): CellType.DATE}


def test_styles_without_cell_formats_are_no_percentages() -> None:
    data = xlsx('<row r="1"><c r="A1" s="0"><v>1</v></c></row>', styles="<fonts/>")

    assert sheet(data).types == {(0, 0): CellType.NUMBER}


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="2"><c r="B2"><v>1</v></c><c r="C2" t="e"><v>#N/A</v></c></row>',
        "<row r='2'><c  r='B2' ><v>1</v></c ><c t='e' r='C2'><v>#N/A</v></c></row>",
        '<row r="2">\n <c\n  t="n"\n  r="B2">\n  <v>1</v>\n </c>\n <c r="C2" t="e"><v>#N/A</v></c></row>',
        '<row r="2"><c r="B2"><v>1</v></c><c t="e"><v>#N/A</v></c></row>',
        '<row r="2"><c r="A2" s="1"/><c><v>1</v></c><c t="e"><v>#N/A</v></c></row>',
        '<row/><row><c/><c><v>1</v></c><c t="e"><v>#N/A</v></c></row>',
    ],
)
def test_cells_are_placed_however_their_tags_are_written(rows: str) -> None:
    assert sheet(xlsx(rows)).rows == (("", "", ""), ("", "1", "#N/A"))


def test_a_prefix_before_every_tag_makes_no_difference() -> None:
    plain = xlsx('<row r="1" hidden="1"><c r="A1" t="e"><v>#N/A</v></c></row>')

    assert sheet(plain).hidden_rows == {0}


def test_a_target_from_the_root_of_the_package_is_found() -> None:
    data = xlsx(
        '<row r="1"><c r="A1" t="e"><v>#REF!</v></c></row>', target="/xl/worksheets/sheet1.xml"
    )

    assert sheet(data).rows == (("#REF!",),)


def test_an_error_without_a_name_is_still_an_error() -> None:
    data = xlsx('<row r="1"><c r="A1" t="e"><f>x</f></c><c r="B1"><v>1</v></c></row>')

    assert sheet(data).rows == (("#ERROR", "1"),)


def test_an_error_of_newer_programs_costs_its_own_cell_only() -> None:
    data = xlsx(
        '<row r="1"><c r="A1" t="e"><f>x</f><v>#SPILL!</v></c><c r="B1"><v>1</v></c>'
        '<c r="C1" t="e"><v>#N/A</v></c></row>'
    )

    assert sheet(data).rows == (("#SPILL!", "1", "#N/A"),)


def test_cells_that_are_only_painted_do_not_count() -> None:
    painted = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="0"/><c r="XFC1" s="0"></c></row>'

    assert sheet(xlsx(painted)).rows == (("1",),)


def test_a_title_merged_across_the_whole_sheet_stays_inside_the_table() -> None:
    merged = '<mergeCells count="2"><mergeCell ref="A1:XFD1"/><mergeCell ref="F9:G9"/></mergeCells>'

    read = sheet(
        xlsx('<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>', around=("", merged))
    )

    assert read.merged == (Span(0, 0, 0, 1),)


def test_hidden_columns_beyond_the_table_are_forgotten() -> None:
    columns = '<cols><col min="1" max="1" hidden="1"/><col min="5" max="16384" hidden="true"/><col min="x" max="2" hidden="1"/><col min="1" max="9" hidden="0"/></cols>'

    data = xlsx(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="9999999" hidden="1"/>', around=(columns, "")
    )

    assert sheet(data).hidden_columns == {0}
    assert sheet(data).hidden_rows == frozenset()


def cells(*places: str) -> str:
    return "".join(f'<row><c r="{place}"><v>1</v></c></row>' for place in places)


@pytest.mark.parametrize(
    ("places", "message"),
    [
        (("A1", "XFD1048576"), "1048576 行 × 16384 列"),
        (("A1", "BI1048576"), "1048576 行 × 61 列"),
        (("KO1",), "1 行 × 301 列"),
        (("A200001",), "200001 行 × 1 列"),
        (("Z199999", "A1"), "199999 行 × 26 列"),
    ],
)
def test_a_cell_far_out_is_refused_before_the_sheet_is_laid_out(
    places: tuple[str, ...], message: str
) -> None:
    began = time.monotonic()

    error = rejection(xlsx(cells(*places))).error

    assert error.code == "file-dangerous"
    assert message in error.message
    assert time.monotonic() - began < 2


@pytest.mark.parametrize(
    "rows",
    [
        "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
        '<row r="1048576">\n<c s="1"\tr = "A1048576"><v>1</v></c></row>',
        '<row r="1048576"><c><v>1</v></c></row>',
        '<row r="1"><c t="inlineStr" r="XFD1"><is><t>x</t></is></c></row>',
    ],
)
def test_no_way_of_writing_a_cell_gets_past_the_guard(rows: str) -> None:
    assert code(xlsx(rows)) == "file-dangerous"


def test_two_gigabytes_of_one_cell_are_refused_unopened() -> None:
    one = "<row><c t='inlineStr'><is><t>" + "x" * (600 << 20) + "</t></is></c></row>"
    data = xlsx(one)
    del one
    began = time.monotonic()

    error = rejection(data).error

    assert (error.code, error.message) == (
        "file-dangerous",
        "为保护本机没有打开：解压后有 600 MB，上限是 512 MB",
    )
    assert time.monotonic() - began < 2


def test_a_suspicious_ratio_is_refused_but_not_in_a_small_file() -> None:
    assert code(zipped({"xl/workbook.xml": bytes(20 << 20)})) == "file-dangerous"
    assert sheet(xlsx('<row r="1"><c r="A1"><v>1</v></c></row>' + " " * 100_000)).rows == (("1",),)


def test_an_archive_of_thousands_of_parts_is_refused() -> None:
    error = rejection(zipped({f"xl/{part}": "" for part in range(2001)})).error

    assert error.message == "为保护本机没有打开：压缩包里有 2001 个部分，上限是 2000"


def test_one_long_text_named_by_many_cells_is_refused() -> None:
    strings = f"<si><t>{'长' * 1_000_000}</t></si><si><t>短</t></si>"
    uses = "".join(
        f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 200)
    )

    error = rejection(xlsx(uses, strings=strings)).error

    assert error.message == "为保护本机没有打开：单元格里的文字展开后有 569 MB，上限是 256 MB"


def test_one_long_text_and_many_short_ones_are_no_bomb() -> None:
    strings = f"<si><t>{'长' * 1_000_000}</t></si><si><t>短</t></si>"
    uses = "".join(
        f'<row r="{row}"><c r="A{row}" t="s"><v>1</v></c></row>' for row in range(1, 200)
    )

    assert sheet(xlsx(uses, strings=strings)).rows[-1] == ("短",)


def test_a_huge_part_beside_the_sheets_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhaoshang_cli.readers.workbooks.xlsx._STYLES_LIMIT", 1000)
    data = xlsx('<row r="1"><c r="A1"><v>1</v></c></row>', styles=" " * 1000)

    with pytest.raises(ZsError, match=r"xl/styles\.xml 超过 0 MB"):
        inspect_xlsx(data)


def test_entities_in_the_workbook_are_refused() -> None:
    data = zipped({"xl/workbook.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'})

    assert code(data) == "file-truncated"


@pytest.mark.parametrize("keep", [0.3, 0.6, 0.9])
def test_a_truncated_workbook_is_said_to_be_incomplete(keep: float, tmp_path: Path) -> None:
    data = written(tmp_path / "叶县.xlsx")

    assert code(data[: int(len(data) * keep)]) == "file-truncated"


def test_a_workbook_without_its_sheet_is_said_to_be_damaged() -> None:
    assert code(xlsx("", target="worksheets/sheet9.xml")) == "file-truncated"


def test_a_workbook_in_which_nothing_is_written_is_empty() -> None:
    assert code(xlsx("")) == "file-empty"


def test_an_xlsb_is_guarded_and_its_damage_is_told() -> None:
    assert code(zipped({"xl/workbook.bin": b"x"})) == "file-truncated"
    assert code(zipped({"xl/workbook.bin": bytes(20 << 20)})) == "file-dangerous"
