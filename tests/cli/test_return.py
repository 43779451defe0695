"""zs return: a county's own sheet goes back with its doubts marked, and comes back mended."""

import base64
import io
import json
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import Font

from tests.ledgers import workspace_in
from tests.sheets import county_workbook, csv_of, put
from tests.support import Zs

NEXT = "下一步：发回报送单位，请在“说明”里写明或改正；交回后 zs ingest 文件\n"
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
"""A picture of one dot."""
RED, YELLOW = "00FFC7CE", "00FFEB9C"


@pytest.fixture
def city(tmp_path: Path, zs: Zs) -> Iterator[Path]:
    """A workspace that knows last month of one county; the working folder lies beside it."""
    workspace_in(tmp_path / "市")
    with chdir(tmp_path):
        put(Path("上月.csv"), csv_of({"新华区": 338000}, "2022年10月省外资金本年累计（万元）"))
        assert zs("-C", "市", "ingest", "上月.csv").status == 0
        yield tmp_path / "市"


@pytest.mark.usefixtures("city")
def test_the_countys_own_sheet_keeps_its_looks_and_its_formulas(zs: Zs) -> None:
    county_workbook(Path("月报.xlsx"), "三十多万", "约120")

    assert zs("-C", "市", "return", "月报.xlsx", "-o", "退.xlsx") == (0, "退.xlsx\n", NEXT)

    book = openpyxl.load_workbook("退.xlsx")
    sheet = book["月报"]
    assert book.sheetnames == ["退回单", "月报", "zs"]
    assert [str(one) for one in sheet.merged_cells.ranges] == ["A1:D1"]
    assert sheet.column_dimensions["B"].width == 33
    assert (sheet["B3"].value, sheet["D3"].value) == ("三十多万", "=B3&C3")
    assert (sheet["B3"].fill.fgColor.rgb, sheet["C3"].fill.fgColor.rgb) == (RED, YELLOW)
    assert sheet["B3"].comment.text == (
        "错误[amount-unreadable] “三十多万”不是数\n办法：请报送单位改成数字后重报\n"
        "预期：本年累计不小于 2022-10 的 338000万元"
    )
    assert [sheet["E2"].value, sheet["E3"].value] == ["说明（请在此填写）", None]
    assert book.active is book["退回单"]
    assert [one.title for one in book.worksheets if one.sheet_view.tabSelected] == ["退回单"]


@pytest.mark.usefixtures("city")
def test_the_slip_lists_every_doubt_with_room_for_a_word(zs: Zs) -> None:
    county_workbook(Path("月报.xlsx"), "三十多万", "约120")

    zs("-C", "市", "return", "月报.xlsx", "-o", "退.xlsx")

    slip = openpyxl.load_workbook("退.xlsx")["退回单"]
    headings = ["序号", "工作表", "单元格", "原文", "性质", "代码", "问题", "办法", "说明"]
    assert [cell.value for cell in slip[1]] == headings
    assert [[cell.value for cell in row][:6] for row in slip["A2:I3"]] == [
        ["1", "月报", "B3", "三十多万", "错误", "amount-unreadable"],
        ["2", "月报", "C3", "约120", "核实", "approximate"],
    ]


@pytest.mark.usefixtures("city")
def test_what_comes_back_is_taken_with_the_explanations(zs: Zs) -> None:
    county_workbook(Path("月报.xlsx"), "三十多万", "约120")
    zs("-C", "市", "ingest", "月报.xlsx")
    zs("-C", "市", "return", "月报.xlsx", "-o", "退.xlsx")
    book = openpyxl.load_workbook("退.xlsx")
    book["月报"]["B3"] = 382300
    book["月报"]["E3"] = "上次写成了汉字"
    book["退回单"]["I3"] = "以银行回单为准"
    book.save("交回.xlsx")

    run = zs("-C", "市", "ingest", "交回.xlsx", "--json")

    (file,) = json.loads(run.out)["submissions"]
    assert (file["status"], file["added"], file["unchanged"]) == ("stored", 1, 1)
    assert [
        (one["where"]["cell"], one["message"])
        for one in file["findings"]
        if one["code"] == "explained"
    ] == [("C3", "报送单位说明“约120”：以银行回单为准"), ("E3", "报送单位说明：上次写成了汉字")]
    waiting = json.loads(zs("-C", "市", "quarantine", "--json").out)["rows"]
    assert waiting == []


@pytest.mark.usefixtures("city")
def test_a_second_return_marks_only_what_is_still_wrong(zs: Zs) -> None:
    county_workbook(Path("月报.xlsx"), "三十多万", "约120")
    zs("-C", "市", "return", "月报.xlsx", "-o", "退.xlsx")
    book = openpyxl.load_workbook("退.xlsx")
    book["月报"]["B3"] = 382300
    book.save("交回.xlsx")

    zs("-C", "市", "return", "交回.xlsx", "-o", "再退.xlsx")

    again = openpyxl.load_workbook("再退.xlsx")
    sheet = again["月报"]
    assert again.sheetnames == ["退回单", "月报", "zs"]
    assert sheet["B3"].comment is None
    assert sheet["B3"].fill.fgColor.rgb != RED
    assert sheet["C3"].comment.text.count("核实[approximate]") == 1
    assert sheet.max_column == 5


@pytest.mark.usefixtures("city")
def test_a_csv_is_made_into_a_workbook_in_which_nothing_is_a_formula(zs: Zs) -> None:
    hostile = ("=HYPERLINK(1)", "+1+1", "-1+1", "@SUM(1)", "\t=1", "007", "5.10")
    put(Path("月报.csv"), csv_of({"新华区": "约5"}) + "".join(f'"{one}",\n' for one in hostile))

    zs("-C", "市", "return", "月报.csv", "-o", "退.xlsx")

    sheet = openpyxl.load_workbook("退.xlsx")["报表"]
    assert [cell.value for cell in sheet["A"]][2:] == list(hostile)
    assert {cell.data_type for row in sheet for cell in row if cell.value} == {"s"}
    assert sheet["B2"].comment is not None


@pytest.mark.usefixtures("city")
def test_a_plain_number_of_a_csv_becomes_a_number(zs: Zs) -> None:
    put(Path("月报.csv"), csv_of({"新华区": "约5", "卫东区": "382300.25", "宝丰县": 7}))

    zs("-C", "市", "return", "月报.csv", "-o", "退.xlsx")

    sheet = openpyxl.load_workbook("退.xlsx")["报表"]
    assert (sheet["B3"].value, sheet["B4"].value) == (382300.25, 7)


@pytest.mark.usefixtures("city")
def test_texts_that_no_workbook_can_hold_do_no_harm(zs: Zs) -> None:
    put(Path("月报.csv"), csv_of({"新华区": "约\x0b5\x07多"}))

    run = zs("-C", "市", "return", "月报.csv", "-o", "退.xlsx")

    assert run.status == 0
    assert openpyxl.load_workbook("退.xlsx")["退回单"]["C2"].value == "B2"


@pytest.mark.usefixtures("city")
def test_a_doubt_of_the_whole_file_stands_in_the_slip_alone(zs: Zs) -> None:
    put(Path("月报.csv"), "地区,实际到位省外资金本年累计（万元）\n新华区,5\n")

    assert zs("-C", "市", "return", "月报.csv", "-o", "退.xlsx").status == 0

    book = openpyxl.load_workbook("退.xlsx")
    assert book["退回单"]["F2"].value == "period-unknown"
    assert book["报表"].max_column == 2


@pytest.mark.usefixtures("city")
def test_a_doubt_in_a_merged_cell_is_marked_where_the_cell_shows(zs: Zs) -> None:
    sheet = county_workbook(Path("月报.xlsx"), "三十多万")
    sheet.merge_cells("B3:B4")
    sheet["A4"] = "卫东区"
    assert sheet.parent is not None
    sheet.parent.save("月报.xlsx")

    run = zs("-C", "市", "return", "月报.xlsx", "-o", "退.xlsx")

    assert run.status == 0
    assert openpyxl.load_workbook("退.xlsx")["月报"]["B3"].comment is not None


@pytest.mark.usefixtures("city")
def test_colours_to_the_edge_of_a_sheet_leave_room_for_words(zs: Zs) -> None:
    sheet = county_workbook(Path("月报.xlsx"), "三十多万")
    sheet["XFD3"].font = Font(bold=True)
    assert sheet.parent is not None
    sheet.parent.save("月报.xlsx")

    zs("-C", "市", "return", "月报.xlsx", "-o", "退.xlsx")

    assert openpyxl.load_workbook("退.xlsx")["月报"]["E2"].value == "说明（请在此填写）"


@pytest.mark.usefixtures("city")
def test_a_form_sent_back_still_knows_whose_it_is(zs: Zs) -> None:
    zs("-C", "市", "form", "--region", "新华", "--period", "2022-11", "-o", "表.xlsx")
    book = openpyxl.load_workbook("表.xlsx")
    book["填报"]["D5"] = "约5"
    book["填报"]["A1"] = "报表"
    book["填报"]["A2"] = ""
    book.save("表.xlsx")
    assert zs("-C", "市", "return", "表.xlsx", "-o", "退.xlsx").status == 0
    Path("退.xlsx").rename("交回.xlsx")

    run = zs("-C", "市", "ingest", "交回.xlsx", "--plan", "--json")

    (change,) = json.loads(run.out)["changes"]
    assert (change["region"], change["period"], change["to"]) == ("410402", "2022-11", 5)


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize(
    ("name", "output", "code", "status"),
    [
        ("好.csv", "退.xlsx", "return-nothing", 2),
        ("坏.csv", "退.xlsx", "file-kind", 3),
        ("疑.csv", "退.csv", "output-format", 2),
        ("疑.csv", "./疑.csv", "output-over-input", 2),
        ("没有.csv", "退.xlsx", "file-missing", 3),
    ],
)
def test_what_cannot_be_sent_back_is_told(
    zs: Zs, name: str, output: str, code: str, status: int
) -> None:
    put(Path("好.csv"), csv_of({"新华区": 382300}))
    put(Path("疑.csv"), csv_of({"新华区": "约5"}))
    put(Path("坏.csv"), "%PDF-1.4\n")
    before = Path("疑.csv").read_bytes()

    run = zs("-C", "市", "return", name, "-o", output)

    assert (run.status, run.out) == (status, "")
    assert run.err.startswith(f"错误[{code}]")
    assert Path("疑.csv").read_bytes() == before
    assert not Path("退.xlsx").exists()


@pytest.mark.usefixtures("city")
def test_what_is_expected_of_a_month_follows_from_the_months_before(zs: Zs) -> None:
    heading = "2022年11月省外资金本月（万元）,2022年11月实际使用外资本月（万美元）"
    heading += ",2022年11月履约项目数（个）"
    put(Path("月报.csv"), f"地区,{heading}\n新华区,三十多万,四十多万,7\n")

    zs("-C", "市", "return", "月报.csv", "-o", "退.xlsx")

    slip = openpyxl.load_workbook("退.xlsx")["退回单"]
    assert [cell.value for cell in slip["H"]][1:] == [
        "请报送单位改成数字后重报；2022-10 累计为 338000万元，本月＝本年累计－338000",
        "请报送单位改成数字后重报",
    ]


@pytest.mark.usefixtures("city")
def test_a_workbook_that_cannot_be_kept_is_made_again_from_its_cells(zs: Zs) -> None:
    county_workbook(Path("好.xlsx"), "三十多万")
    with zipfile.ZipFile("好.xlsx") as old, zipfile.ZipFile("月报.xlsx", "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                data = data.replace(b'<pageMargins left="0.75"', b'<pageMargins left="?"')
            new.writestr(name, data)

    run = zs("-C", "市", "return", "月报.xlsx", "-o", "退.xlsx")

    assert run.status == 0, run.err
    assert openpyxl.load_workbook("退.xlsx")["月报"]["B3"].comment is not None


@pytest.mark.usefixtures("city")
def test_a_sheet_from_which_the_words_were_taken_off_is_read_all_the_same(zs: Zs) -> None:
    county_workbook(Path("月报.xlsx"), "三十多万")
    zs("-C", "市", "return", "月报.xlsx", "-o", "退.xlsx")
    book = openpyxl.load_workbook("退.xlsx")
    del book["退回单"]
    book["月报"].delete_cols(5)
    book["月报"]["B3"] = 382300
    book.save("交回.xlsx")

    run = zs("-C", "市", "ingest", "交回.xlsx", "--json")

    (file,) = json.loads(run.out)["submissions"]
    assert (file["added"], file["findings"]) == (2, [])


@pytest.mark.usefixtures("city")
def test_a_sheet_without_its_hidden_sheet_is_still_known_by_its_slip(zs: Zs) -> None:
    county_workbook(Path("月报.xlsx"), "三十多万", "约120")
    zs("-C", "市", "return", "月报.xlsx", "-o", "退.xlsx")
    book = openpyxl.load_workbook("退.xlsx")
    del book["zs"]
    book["月报"]["B3"], book["月报"]["C3"] = 382300, 120
    book["退回单"]["I2"] = "写成了汉字"
    book.save("交回.xlsx")

    run = zs("-C", "市", "ingest", "交回.xlsx", "--json")

    (file,) = json.loads(run.out)["submissions"]
    assert (file["added"], file["quarantined"]) == (2, 0)
    assert [one["message"] for one in file["findings"]] == ["报送单位说明“三十多万”：写成了汉字"]


@pytest.mark.usefixtures("city")
def test_rows_that_moved_are_read_where_they_are_and_the_doubt_keeps_its_words(zs: Zs) -> None:
    county_workbook(Path("月报.xlsx"), "三十多万", "约120")
    zs("-C", "市", "return", "月报.xlsx", "-o", "退.xlsx")
    book = openpyxl.load_workbook("退.xlsx")
    book["月报"]["B3"], book["月报"]["C3"] = 382300, 120
    book["退回单"]["I3"] = "以银行回单为准"
    book["月报"].insert_rows(3)
    book["月报"].unmerge_cells("A1:D1")
    book.save("交回.xlsx")

    run = zs("-C", "市", "ingest", "--plan", "交回.xlsx", "--json")

    told = json.loads(run.out)
    assert [(one["where"]["cell"], one["to"]) for one in told["changes"]] == [
        ("B4", 382300),
        ("C4", 120),
    ]
    (file,) = told["submissions"]
    assert [one["message"] for one in file["findings"]] == ["报送单位说明“约120”：以银行回单为准"]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="没有 LibreOffice")
@pytest.mark.usefixtures("city")
@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_what_another_program_saved_again_is_still_known(
    zs: Zs, tmp_path: Path, suffix: str
) -> None:
    county_workbook(Path("月报.xlsx"), "三十多万", "约120")
    zs("-C", "市", "return", "月报.xlsx", "-o", "退.xlsx")
    book = openpyxl.load_workbook("退.xlsx")
    book["月报"]["B3"], book["月报"]["E3"] = 382300, "写成了汉字"
    book.save("改名.xlsx")
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/lo", "--headless", "--convert-to",
         suffix, "改名.xlsx"],
        check=True, capture_output=True,
    )  # fmt: skip

    run = zs("-C", "市", "ingest", f"改名.{suffix}", "--json")

    (file,) = json.loads(run.out)["submissions"]
    assert (file["status"], file["added"], file["quarantined"]) == ("stored", 2, 0)
    told = {one["code"]: one["message"] for one in file["findings"]}
    assert told["explained"] == "报送单位说明：写成了汉字"


@pytest.mark.usefixtures("city")
def test_what_the_copy_does_not_hold_is_said(zs: Zs) -> None:
    with xlsxwriter.Workbook("月报.xlsx") as made:
        sheet = made.add_worksheet("月报")
        sheet.write_column("A1", ["地区", "新华区"])
        sheet.write_column("B1", ["2022年11月省外资金本年累计（万元）", "约5"])
        sheet.insert_textbox("D5", "盖章处")
        sheet.insert_image("D9", "章.png", {"image_data": io.BytesIO(PICTURE)})
        sheet.data_validation("B2", {"validate": "list", "source": ["约5", "约6"]})
        chart = made.add_chart({"type": "column"})
        chart.add_series({"values": "=月报!$B$2"})
        sheet.insert_chart("D15", chart)

    run = zs("-C", "市", "return", "月报.xlsx", "-o", "退.xlsx")

    note = "退回的表里没有带上来表的图片、文本框和图形；发回时请附上原表\n"
    assert run == (0, "退.xlsx\n", note + NEXT)
    assert openpyxl.load_workbook("退.xlsx")["月报"].data_validations.count == 1


@pytest.mark.usefixtures("city")
def test_what_the_county_wrote_into_a_comment_outlives_every_return(zs: Zs) -> None:
    sheet = county_workbook(Path("月报.xlsx"), "三十多万")
    sheet["B3"].comment = Comment("县里的话", "县局")
    assert sheet.parent is not None
    sheet.parent.save("月报.xlsx")
    zs("-C", "市", "return", "月报.xlsx", "-o", "退.xlsx")
    book = openpyxl.load_workbook("退.xlsx")
    assert book["月报"]["B3"].comment.text.startswith("县里的话\n错误[amount-unreadable] ")
    book["月报"]["B3"], book["月报"]["C3"] = 382300, "约120"
    book.save("交回.xlsx")

    zs("-C", "市", "return", "交回.xlsx", "-o", "再退.xlsx")

    assert openpyxl.load_workbook("再退.xlsx")["月报"]["B3"].comment.text == "县里的话"


@pytest.mark.usefixtures("city")
def test_a_sheet_that_is_no_xlsx_keeps_its_merges_its_percentages_and_what_was_hidden(
    zs: Zs,
) -> None:
    put(
        Path("月报.xls"),
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Styles><Style ss:ID="p">'
        '<NumberFormat ss:Format="0.0%"/></Style></Styles><Worksheet ss:Name="月报"><Table>'
        '<Row><Cell ss:MergeAcross="2"><Data ss:Type="String">新华区2022年11月</Data></Cell></Row>'
        '<Row><Cell><Data ss:Type="String">地区</Data></Cell>'
        '<Cell><Data ss:Type="String">省外资金本年累计（万元）</Data></Cell>'
        '<Cell><Data ss:Type="String">完成率</Data></Cell></Row>'
        '<Row><Cell><Data ss:Type="String">新华区</Data></Cell>'
        '<Cell><Data ss:Type="String">约5</Data></Cell>'
        '<Cell ss:StyleID="p"><Data ss:Type="Number">0.923</Data></Cell></Row>'
        "</Table></Worksheet></Workbook>",
    )

    run = zs("-C", "市", "return", "月报.xls", "-o", "退.xlsx")

    note = "来表的格子照抄成了 XLSX；字体、颜色、公式没有带上，发回时可附上原表\n"
    assert run == (0, "退.xlsx\n", note + NEXT)
    sheet = openpyxl.load_workbook("退.xlsx")["月报"]
    assert [str(one) for one in sheet.merged_cells.ranges] == ["A1:C1"]
    assert (sheet["C3"].value, sheet["C3"].number_format) == (0.923, "0.0###%")


@pytest.mark.usefixtures("city")
def test_a_printed_page_holds_the_column_for_words(zs: Zs) -> None:
    sheet = county_workbook(Path("月报.xlsx"), "三十多万")
    sheet.print_area = "A1:D3"
    assert sheet.parent is not None
    sheet.parent.save("月报.xlsx")

    zs("-C", "市", "return", "月报.xlsx", "-o", "退.xlsx")

    back = openpyxl.load_workbook("退.xlsx")["月报"]
    assert (back.print_area, back.page_setup.fitToWidth) == ("'月报'!$A$1:$E$3", 1)


@pytest.mark.usefixtures("city")
def test_a_countys_own_sheet_called_like_ours_is_kept(zs: Zs) -> None:
    sheet = county_workbook(Path("月报.xlsx"), "三十多万")
    assert sheet.parent is not None
    sheet.parent.create_sheet("退回单")["A1"] = "县里的"
    sheet.parent.save("月报.xlsx")

    zs("-C", "市", "return", "月报.xlsx", "-o", "退.xlsx")

    book = openpyxl.load_workbook("退.xlsx")
    assert book.sheetnames == ["退回单", "月报", "退回单（来表）", "zs"]
    assert book["退回单（来表）"]["A1"].value == "县里的"


@pytest.mark.usefixtures("city")
def test_the_county_is_not_told_of_commands(zs: Zs) -> None:
    put(Path("月报.csv"), "地区,2022年11月省外资金本年累计（万元）,亩均税收\n新华区,约5,7\n")

    zs("-C", "市", "return", "月报.csv", "-o", "退.xlsx")

    slip = openpyxl.load_workbook("退.xlsx")["退回单"]
    told = {cell[5].value: cell[7].value for cell in slip.iter_rows(min_row=2)}
    assert told["column-unknown"] == "请改正，或在说明里写明"


@pytest.mark.usefixtures("city")
def test_nothing_is_expected_across_a_break_in_the_caliber(zs: Zs) -> None:
    put(Path("四月.csv"), csv_of({"新华区": 90}, "2022年4月实际使用外资本年累计（万美元）"))
    zs("-C", "市", "ingest", "四月.csv")
    put(Path("月报.csv"), csv_of({"新华区": "九十多"}, "2022年5月实际使用外资本年累计（万美元）"))

    zs("-C", "市", "return", "月报.csv", "-o", "退.xlsx")

    slip = openpyxl.load_workbook("退.xlsx")["退回单"]
    assert slip["H2"].value == "请报送单位补报准确数"
