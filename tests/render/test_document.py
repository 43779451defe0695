"""The files of a release: pages, figures and where they come from, and templates of one's own."""

import json
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.render.ledger import CITY, LEFT, REGIONS, RIGHT, ZONE, Aims, Values, workspace_with
from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.workflows.briefs.brief import Request, write_press
from zhaoshang_cli.workspace.opening import load

OOS = "oos_funds"
UNITS = (LEFT, RIGHT, ZONE)
VALUES: Values = {
    (code, period, OOS): amount
    for period, amounts in ((202110, (900, 800, 70)), (202111, (1000, 900, 80)),
                            (202210, (990, 850, 60)), (202211, (5_210_000, 868_000, 0)))
    for code, amount in zip(UNITS, amounts, strict=True)
}  # fmt: skip
AIMS: Aims = {(CITY, 2022, OOS, "省定"): 6_585_000} | {
    (code, 2022, OOS, "市定"): 1_000_000 for code in UNITS
}
PROVINCE: Values = {(CITY, 202211, OOS): 6_078_000, ("320100", 202211, OOS): 1}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace with a release of November, dated 2022-12-20."""
    workspace = workspace_with(tmp_path, VALUES, AIMS, province=PROVINCE)
    write_press(workspace, Request(released=date(2022, 12, 20)))
    return tmp_path / "输出" / "2022-11"


class Page(HTMLParser):
    """Sorts the words of a page into those of figures and the others."""

    def __init__(self) -> None:
        super().__init__()
        self.figures: list[tuple[str, str]] = []
        self.words: list[str] = []
        self.sources: list[str] = []
        self._open: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.sources += [str(given[name]) for name in ("src", "href") if name in given]
        if tag not in {"meta", "rect", "line"}:
            self._open.append("" if tag in {"style", "title"} else given.get("data-figure"))

    def handle_endtag(self, tag: str) -> None:
        if tag not in {"rect", "line"} and self._open:
            self._open.pop()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element without content holds no words."""

    def handle_data(self, data: str) -> None:
        held = self._open[-1] if self._open else None
        if held:
            self.figures.append((held, data))
        elif held is None:
            self.words.append(data)


def read(path: Path) -> Page:
    page = Page()
    page.feed(path.read_text("utf-8"))
    return page


def recorded(folder: Path) -> dict[str, Any]:
    held: dict[str, Any] = json.loads((folder / "新闻稿.figures.json").read_text("utf-8"))
    return held


ALLOWED = re.compile(r"1-11月份|11月份当月|截至11月底|12月20日|^11月底")
"""Dates and spans: the only digits that are no figures."""


VINTAGE = r"数据截至第\d+次报送，流水哈希[0-9a-f]{16}"


def test_every_digit_of_the_page_belongs_to_a_figure_or_a_date(folder: Path) -> None:
    page = read(folder / "新闻稿.html")

    left = [ALLOWED.sub("", re.sub(VINTAGE, "", words)) for words in page.words]
    assert [words for words in left if re.search(r"[0-9]", words)] == []


def test_every_digit_of_the_markdown_belongs_to_a_figure_or_a_date(folder: Path) -> None:
    text = (folder / "新闻稿.md").read_text("utf-8")
    figures = {figure["text"] for figure in recorded(folder)["figures"]}

    rest = re.sub(r"1-11月份|11月份当月|截至11月底|12月20日|- 11月底", "", text)
    rest = re.sub(VINTAGE, "", rest)
    for figure in sorted(figures, key=len, reverse=True):
        rest = rest.replace(figure, "")
    assert re.findall(r"[0-9]", rest) == []


def test_the_notes_give_the_head_of_the_chain(folder: Path) -> None:
    said = f"第{recorded(folder)['as_of']}次报送，流水哈希{recorded(folder)['head'][:16]}，"

    assert said in (folder / "新闻稿.md").read_text("utf-8")
    assert said in (folder / "新闻稿.html").read_text("utf-8")


def test_an_appendix_lists_every_figure_with_its_cells_in_both_formats(
    folder: Path, tmp_path: Path
) -> None:
    plain = recorded(folder)["figures"]

    write_press(load(tmp_path), Request(released=date(2022, 12, 20), sources=True))
    record, rows = recorded(folder), (folder / "新闻稿.md").read_text("utf-8").splitlines()

    assert (record["figures"], record["sources"]) == (plain, True)
    for figure in plain:
        (row,) = (row for row in rows if row.startswith(f"| {figure['id']} |"))
        shown = row.replace("\\", "")
        assert shown.startswith(f"| {figure['id']} | {figure['text']} | ")
        assert shown.endswith(f" | {'；'.join(figure['cells']) or '—'} |")
    appendix = (folder / "新闻稿.html").read_text("utf-8").partition('class="sources"')[2]
    assert {f"<td>{figure['id']}</td>" for figure in plain} <= set(appendix.splitlines())


def test_every_figure_of_the_page_is_on_record_with_the_same_text(folder: Path) -> None:
    record = {figure["id"]: figure["text"] for figure in recorded(folder)["figures"]}

    printed = read(folder / "新闻稿.html").figures

    assert {number for number, _ in printed} == record.keys()
    assert [(number, text) for number, text in printed if record[number] != text] == []


def test_figures_are_numbered_in_the_order_of_the_document(folder: Path) -> None:
    ids = [figure["id"] for figure in recorded(folder)["figures"]]

    assert ids == [f"f{number}" for number in range(1, len(ids) + 1)]


def test_the_record_says_what_a_figure_is_and_from_which_cells(folder: Path) -> None:
    record = recorded(folder)

    assert record["schema"] == "zs.figures/1"
    assert (record["period"], record["as_of"], len(record["head"])) == ("2022-11", 3, 64)
    assert record["figures"][0] == {
        "id": "f1",
        "text": "607.8亿元",
        "value": 6078000,
        "unit": "万元",
        "metric": "progress_by_region",
        "field": "ytd",
        "region": CITY,
        "indicator": OOS,
        "period": "2022-11",
        "as_of": 3,
        "cells": ["月报.csv!B11", "月报.csv!B12", "月报.csv!B13"],
    }


def find(folder: Path, field: str, region: str = CITY) -> list[str]:
    """Return the cells of the first figure of a field."""
    for figure in recorded(folder)["figures"]:
        if (figure["field"], figure["region"]) == (field, region):
            cells: list[str] = figure["cells"]
            return cells
    raise AssertionError(field)


def test_a_rate_stands_on_the_cells_of_all_its_parts(folder: Path) -> None:
    now = ["月报.csv!B11", "月报.csv!B12", "月报.csv!B13"]

    assert find(folder, "completion_pct") == [*now, "目标.csv!C2"]
    assert find(folder, "yoy_pct") == [*now, "月报.csv!B5", "月报.csv!B6", "月报.csv!B7"]
    assert find(folder, "rank_completion_province") == [
        "全省.csv!B3",
        "全省.csv!B2",
        "目标.csv!C2",
    ]
    assert find(folder, "completion_pct", LEFT) == ["月报.csv!B11", "目标.csv!C3"]
    assert find(folder, "month")[:2] == ["月报.csv!B11", "月报.csv!B8"]


def test_the_page_needs_nothing_from_elsewhere(folder: Path) -> None:
    text = (folder / "新闻稿.html").read_text("utf-8")

    assert read(folder / "新闻稿.html").sources == []
    assert "<script" not in text
    assert "://" not in text
    assert "default-src 'none'" in text


def test_the_chart_keeps_its_words_inside_the_picture(folder: Path) -> None:
    text = (folder / "新闻稿.html").read_text("utf-8")
    box = re.search(r'viewBox="0 0 (\d+) (\d+)"', text)
    assert box is not None
    width, height = map(int, box.groups())

    places = [
        tuple(map(int, place))
        for place in re.findall(r'<text class="\S+" x="(\d+)" y="(\d+)"', text)
    ]
    bars = [
        tuple(map(int, bar))
        for bar in re.findall(r'<rect class="\S+" x="(\d+)" y="\d+" width="(\d+)"', text)
    ]

    assert places
    assert all(0 <= x <= width and 14 <= y <= height for x, y in places)
    assert all(x + length <= width - 92 for x, length in bars)


def test_a_bar_says_its_side_without_colour(folder: Path) -> None:
    svg = (folder / "新闻稿.html").read_text("utf-8").split("<svg")[1].split("</svg>")[0]

    assert "521.0%</tspan> ●" in svg
    assert "86.8%</tspan> ▼" in svg
    assert svg.count('fill="url(#chart-2-1-hatch)"') == 3  # 西县, 高新区 and the legend


def test_the_same_ledger_gives_the_same_bytes(tmp_path: Path) -> None:
    workspace = workspace_with(tmp_path, VALUES, AIMS, province=PROVINCE)

    first = write_press(workspace, Request()).files
    before = [path.read_bytes() for path in first]
    second = write_press(workspace, Request()).files

    assert [path.read_bytes() for path in second] == before


def test_a_draft_that_was_worked_on_is_kept(tmp_path: Path) -> None:
    workspace = workspace_with(tmp_path, VALUES, AIMS)
    write_press(workspace, Request(output=tmp_path / "稿.md"))
    written = (tmp_path / "稿.md").read_text("utf-8")
    (tmp_path / "稿.md").write_text("补写过的稿子", "utf-8")

    again = write_press(workspace, Request(output=tmp_path / "稿.md"))

    assert again.notes[-1] == f"原来的稿子改动过，另存为 {tmp_path / '稿.旧稿1.md'}"
    assert (tmp_path / "稿.旧稿1.md").read_text("utf-8") == "补写过的稿子"
    assert (tmp_path / "稿.md").read_text("utf-8") == written


def test_a_draft_that_nobody_touched_is_replaced(tmp_path: Path) -> None:
    workspace = workspace_with(tmp_path, VALUES, AIMS)
    write_press(workspace, Request(output=tmp_path / "稿.md"))

    write_press(workspace, Request(output=tmp_path / "稿.md", released=date(2022, 12, 20)))

    assert sorted(path.name for path in tmp_path.glob("稿*")) == ["稿.figures.json", "稿.md"]


def test_markup_in_names_stays_text_on_the_page(tmp_path: Path) -> None:
    toml = REGIONS.replace('"东县"', "'<img src=x onerror=alert(1)>东县\"'")
    workspace = workspace_with(tmp_path, VALUES, AIMS, toml=toml)

    (path, _) = write_press(workspace, Request(output=tmp_path / "稿.html")).files

    assert "<img" not in path.read_text("utf-8")
    assert "&lt;img src=x onerror=alert(1)&gt;东县&#34;" in path.read_text("utf-8")


def own_template(folder: Path, content: bytes) -> None:
    """Put a Markdown template of one's own into a workspace."""
    path = folder / "templates" / "press" / "press.md.j2"
    path.parent.mkdir(parents=True)
    path.write_bytes(content)


def written(folder: Path, template: str) -> str:
    workspace = workspace_with(folder, VALUES, AIMS)
    own_template(folder, template.encode())
    write_press(workspace, Request(output=folder / "稿.md"))
    return (folder / "稿.md").read_text("utf-8")


def test_a_template_of_ones_own_goes_before_the_shipped_one(tmp_path: Path) -> None:
    assert written(tmp_path, "【{{ title }}】").startswith("【2022年1-11月份苏州市实际到位省外资金")


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("一\n{% for x in %}", 2),
        ("一\n二\n{{ nobody }}", 3),
        ("{{ title.__class__.__mro__ }}", 1),
        ("{{ 1 / 0 }}", 1),
        ("{{ title + 1 }}", 1),
        ("一\n{% include 'none.j2' %}", 2),
        ("{{ lipsum() }}", 1),
        ("{{ opening.append('x') }}", 1),
    ],
)
def test_a_broken_template_is_told_with_its_line(tmp_path: Path, template: str, line: int) -> None:
    with pytest.raises(ZsError) as refusal:
        written(tmp_path, template)

    assert refusal.value.code == "template-broken"
    assert str(refusal.value.place).endswith(f"press.md.j2!第 {line} 行")
    assert not (tmp_path / "稿.md").exists()


def test_a_template_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    workspace = workspace_with(tmp_path, VALUES, AIMS)
    own_template(tmp_path, "标题".encode("gb18030"))

    with pytest.raises(ZsError) as refusal:
        write_press(workspace, Request(output=tmp_path / "稿.md"))

    assert refusal.value.code == "template-broken"
