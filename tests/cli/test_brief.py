"""``zs brief press`` from files to files: the sample city, and a small one with gaps."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension

from tests.ledgers import observations, send
from tests.support import Zs
from zhaoshang_cli.cli import run
from zhaoshang_cli.workflows.office.init import make

NEXT = "下一步：补写〔〕里的内容，核对后发稿；每个数的出处在 .figures.json 里\n"

SMALL = """\
format = 1
own = "320500"

[[region]]
code = "320582"
name = "张家港市"
kind = "县级市"
panel = "县区"

[[region]]
code = "320583"
name = "昆山市"
kind = "县级市"
panel = "县区"
"""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration with all its files taken in."""
    folder = tmp_path_factory.mktemp("sample") / "demo"
    assert run(["demo", str(folder)]) == 0
    mail = str(folder / "来文")
    assert run(["-C", str(folder), "ingest", mail, "--received", "文件"]) == 0
    return folder


@pytest.fixture
def city(sample: Path, tmp_path: Path, zs: Zs) -> Zs:
    """Run zs in a copy of the demonstration."""
    shutil.copytree(sample, tmp_path, dirs_exist_ok=True)
    return zs


@pytest.fixture
def small(zs: Zs) -> Zs:
    """Run zs in a workspace of two counties, of which one has not reported January."""
    assert zs("init", ".", "--region", "320500").status == 0
    Path("zs.toml").write_text(SMALL, "utf-8")
    rows = "张家港市,2022-01,12000\n昆山市,2022-01,8000\n张家港市,2023-01,30000\n"
    Path("月报.csv").write_text(f"单位名称,月份,实际到位省外资金累计（万元）\n{rows}", "utf-8")
    assert zs("ingest", "月报.csv").status == 0
    return zs


def golden(path: Path, snapshot: SnapshotAssertion) -> None:
    class Extension(SingleFileSnapshotExtension):
        file_extension = path.suffix.removeprefix(".")

    # The head of the chain is of this run: it holds who ran it, and when.
    text = re.sub(r"(?<=流水哈希)[0-9a-f]{16}", "0" * 16, path.read_bytes().decode())
    assert text.encode() == snapshot(extension_class=Extension)


def test_a_release_is_written_in_both_formats_with_its_figures(city: Zs) -> None:
    wrote = city("brief", "press", "2022-11", "--date", "2022-12-20")

    assert wrote.status == 0
    assert wrote.out.splitlines() == [
        "输出/2022-11/新闻稿.md",
        "输出/2022-11/新闻稿.html",
        "输出/2022-11/新闻稿.figures.json",
    ]
    assert wrote.err == (
        "注意：履约项目数的合计缺 3 家，稿中未写\n注意：开工项目数的合计缺 2 家，稿中未写\n" + NEXT
    )


@pytest.mark.parametrize("kind", ["md", "html"])
def test_the_sample_citys_release_is_the_same_to_the_byte(
    city: Zs, kind: str, snapshot: SnapshotAssertion
) -> None:
    city("brief", "press", "2022-11", "--date", "2022-12-20", "-o", f"稿.{kind}")

    golden(Path(f"稿.{kind}"), snapshot)


def test_the_published_figures_stand_in_the_lead(city: Zs) -> None:
    city("brief", "press", "2022-11", "--date", "2022-12-20", "-o", "稿.md")

    lead = Path("稿.md").read_text("utf-8").splitlines()[2]
    assert re.findall(
        r"12月20日|今年1-11月份|607\.8亿元|92\.3%|同比增长3\.7%|53%|第3位|5555万美元|119\.1%|第2位", lead
    ) == [
        "12月20日", "今年1-11月份", "607.8亿元", "同比增长3.7%", "92.3%", "第3位", "53%",
        "5555万美元", "119.1%", "第2位",
    ]  # fmt: skip


def test_a_total_is_traced_to_the_cells_of_every_county(city: Zs) -> None:
    answer = city("brief", "press", "2022-11", "-o", "稿.md", "--json")

    told: dict[str, Any] = json.loads(answer.out)
    total = next(figure for figure in told["figures"] if figure["text"] == "607.8亿元")
    assert told["schema"] == "zs.brief/1"
    assert told["files"] == ["稿.md", "稿.figures.json"]
    assert len(total["cells"]) == 12
    assert "来文/月报/2022-11/湛河区_202211.csv!D3" in total["cells"]


def test_an_earlier_vintage_knows_no_later_county(city: Zs) -> None:
    late = city("brief", "press", "2022-08", "--as-of", "2022-09-08")

    assert late.status == 1
    assert "石龙区" in late.err


def test_the_year_so_far_of_every_month_can_be_told(city: Zs) -> None:
    for period in ("2021-01", "2021-02", "2022-01", "2022-03", "2022-05", "2022-06", "2022-09"):
        assert city("brief", "press", period).status == 0


def test_a_lacking_county_is_named_and_nothing_is_written(small: Zs) -> None:
    refused = small("brief", "press", "2023-01")

    assert refused.status == 1
    assert refused.out == ""
    assert refused.err == (
        "错误[brief-incomplete]：2023-01 的合计不全，实际到位省外资金缺 1 家：昆山市\n"
        "  办法：收齐后再写；先出一稿就加 --partial，合计会注明缺哪几家\n"
    )
    assert not Path("输出").exists()


def test_where_many_lack_a_sentence_names_a_few_and_the_notes_name_all(
    zs: Zs, tmp_path: Path
) -> None:
    lacking = [f"第{n}区" for n in "二三四五六七八"]
    names = ["第一区", *lacking]
    regions = [f'[[region]]\ncode = "32050{n}"\nname = "{one}"\n' for n, one in enumerate(names, 1)]
    workspace = make(tmp_path, "\n".join(['format = 1\nown = "320500"\n', *regions]))
    values = [("320501", 202303, indicator, 70000) for indicator in ("oos_funds", "fdi_used")]
    send(workspace, "一", observations(values))

    refused = zs("-C", tmp_path, "brief", "press")
    assert zs("-C", tmp_path, "brief", "press", "--partial", "-o", tmp_path / "稿.md").status == 0

    text = (tmp_path / "稿.md").read_text("utf-8")
    both = "实际到位省外资金、实际使用外资缺 7 家：" + "、".join(lacking)
    assert f"2023-03 的合计不全，{both}\n" in refused.err
    assert "省外资金7.0亿元（缺7家：第二区、第三区、第四区、第五区、第六区等）" in text
    assert f"- 实际到位省外资金合计缺{'、'.join(lacking)}\n" in text


@pytest.mark.parametrize("kind", ["md", "html"])
def test_a_partial_first_month_of_last_year_is_the_same_to_the_byte(
    small: Zs, kind: str, snapshot: SnapshotAssertion
) -> None:
    day = ("--date", "2024-01-10")

    assert small("brief", "press", "2023-01", "--partial", *day, "-o", f"稿.{kind}").status == 0

    golden(Path(f"稿.{kind}"), snapshot)


def test_a_month_without_data_is_no_data(city: Zs) -> None:
    assert city("brief", "press", "2023-05").status == 5


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (("--date", "昨天"), "brief-date"),
        (("--date", "2022-02-30"), "brief-date"),
        (("-o", "稿.docx"), "output-format"),
        (("-o", "稿"), "output-format"),
    ],
)
def test_a_wrong_option_is_refused_before_anything_is_written(
    city: Zs, given: tuple[str, str], code: str
) -> None:
    refused = city("brief", "press", "2022-11", *given)

    assert refused.status == 2
    assert f"错误[{code}]" in refused.err
    assert refused.out == ""


def test_a_total_that_the_province_does_not_print_is_told_beside_its_rank(city: Zs) -> None:
    settings = Path("zs.toml").read_text("utf-8")
    within = 'name = "汝州市"\nkind = "县级市"\n'
    Path("zs.toml").write_text(
        settings.replace(within, f"{within}counts_in_total = false\n"), "utf-8"
    )

    wrote = city("brief", "press", "2022-11", "-o", "稿.md")

    assert wrote.err.startswith(
        "注意：实际到位省外资金的下级合计是516.5亿元，省通报是607.8亿元，位次按省通报排定，请核实\n"
    )
    told = json.loads(Path("稿.figures.json").read_text("utf-8"))["assumptions"]
    assert "实际到位省外资金的合计与省通报的本级数不一致，全省位次按省通报的数排定" in told
    assert "合计不含汝州市" in told
