"""Names and cells that want to be more than text, in every format that they are written to."""

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from tests.ledgers import observations, send, targets
from tests.support import Zs
from zhaoshang_cli.render.formats.csv_text import guarded
from zhaoshang_cli.render.templates.inert import active_part
from zhaoshang_cli.workflows.office.init import make

SCRIPT = "<script>alert(1)</script>"
HOSTILE = (
    SCRIPT,
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "=cmd|' /C calc'!A0",
    "＝HYPERLINK(1)",
    "+1+1",
    "＋1",
    "-1+1",
    "－1",
    "@SUM(1)",
    "＠SUM(1)",
    "\\t=2+2",
    "\\r=3+3",
    "　=4+4",
    "\\u001b[2J\\u001b[31m红",
    "\\u009b31m",
    "\\u0007\\u0008\\u007f",
    "\\u202e叶县",
    "\\u2028换行",
    "a\\nb\\n| c | d |",
    "|竖|线|",
    "[点](javascript:alert(1))",
    "![图](http://x.invalid/a.png)",
    "[red]标记[/red] [link=http://x.invalid]x[/link]",
    "`代码` ~~删~~ # 标题 &lt;",
    "{{ 7*7 }} {% include 'x' %}",
    "$x$ ${HOME} %(x)s {0}",
)
CODES = {f"4104{number:02}": text for number, text in enumerate(HOSTILE, start=51)}
INDICATORS = {f"hostile_{number}": text for number, text in enumerate(HOSTILE, start=1)}
REGION = """
[[region]]
code = "{code}"
name = "{name}"
panel = "{name}组"
"""
INDICATOR = """
[indicator.{code}]
name = "{name}"
unit = "个"
"""
QUESTIONS = (
    ("show", "2022-11"),
    ("rank", "2022-11", "-i", "hostile_1", "--by", "total"),
    ("status", "2022-11"),
    ("history",),
    ("sql", "SELECT name, short, panel FROM region ORDER BY code"),
    ("metric", "run", "progress_by_region", "period=2022-11"),
    ("region", "list"),
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace in which a hostile text stands wherever a name can."""
    folder = tmp_path_factory.mktemp("hostile")
    toml = 'format = 1\nown = "410400"\n[prose]\nheadline = ["oos_funds", "hostile_1"]\n'
    for form, named in ((REGION, CODES), (INDICATOR, INDICATORS)):
        for code, text in named.items():
            toml += form.format(code=code, name=text.replace('"', '\\"'))
    workspace = make(folder, toml)
    asked = ("oos_funds", *INDICATORS)
    for number, text in enumerate(HOSTILE):
        name = json.loads(f'"{text.replace(chr(34), chr(92) + chr(34))}"') + ".csv"
        held = [(code, 202211, asked[number], 5) for code in CODES]
        send(workspace, name, observations(held))
    aims = [(code, 2022, "oos_funds", "市定", 9) for code in CODES]
    send(workspace, "目标", aims=targets([("410400", 2022, "oos_funds", "市定", 99), *aims]))
    return folder


def answers(zs: Zs, home: Path, folder: Path, suffix: str) -> Iterator[bytes]:
    for number, question in enumerate(QUESTIONS):
        path = folder / f"答{number}{suffix}"
        run = zs("-C", home, *question, "-o", path)
        assert run.status == 0, run.err
        yield path.read_bytes()


def controls(text: str) -> list[str]:
    """Return what a terminal would obey instead of showing."""
    return [mark for mark in text if mark != "\n" and unicodedata.category(mark) in _OBEYED]


_OBEYED = {"Cc", "Cf", "Zl", "Zp", "Cs"}


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_the_screen_obeys_no_name(home: Path, zs: Zs, question: tuple[str, ...]) -> None:
    run = zs("-C", home, *question)
    told = zs("-C", home, *question, "--json")

    assert (run.status, told.status) == (0, 0)
    assert controls(run.out + run.err) == []
    assert controls(told.out + told.err) == []
    assert json.loads(told.out)


def test_a_page_obeys_no_name(home: Path, zs: Zs, tmp_path: Path) -> None:
    for page in answers(zs, home, tmp_path, ".html"):
        text = page.decode()
        assert active_part(text) is None
        assert re.findall("<(?:script|img)", text) == []
        assert controls(text) == []


def test_markdown_obeys_no_name(home: Path, zs: Zs, tmp_path: Path) -> None:
    for document in answers(zs, home, tmp_path, ".md"):
        text = document.decode()
        assert re.findall(r"(?<!\\)(?:<|`|\]\()", text) == []
        assert controls(text) == []
        assert _widths_agree(text)


def test_a_csv_file_runs_no_name(home: Path, zs: Zs, tmp_path: Path) -> None:
    for sheet in answers(zs, home, tmp_path, ".csv"):
        rows = csv.reader(io.StringIO(sheet.decode("utf-8-sig"), newline=""))
        assert [cell for row in rows for cell in row if guarded(cell) != cell] == []


def test_a_workbook_runs_no_name(home: Path, zs: Zs, tmp_path: Path) -> None:
    for book in answers(zs, home, tmp_path, ".xlsx"):
        opened = openpyxl.load_workbook(io.BytesIO(book))
        cells = [cell for one in opened for row in one.iter_rows() for cell in row]
        assert [cell for cell in cells if cell.data_type == "f" or cell.hyperlink] == []


def test_a_text_file_obeys_no_name(home: Path, zs: Zs, tmp_path: Path) -> None:
    for text in answers(zs, home, tmp_path, ".txt"):
        assert controls(text.decode()) == []


@pytest.mark.parametrize(
    "text", ["=1+1", "＝1", "+1+1", "＋1", "-1+1", "－1", "@A1", "＠A1", "\t=1"]
)
@pytest.mark.parametrize("blank", ["", " ", "　", "\ufeff", "\n", "\xa0", "\u200b"])
def test_every_formula_is_guarded_whatever_stands_before_it(text: str, blank: str) -> None:
    assert guarded(blank + text) == f"'{blank}{text}"


def _widths_agree(text: str) -> bool:
    """Whether every table row has as many cells as its heading."""
    widths: list[set[int]] = [set()]
    for line in text.splitlines():
        if line.startswith("|"):
            widths[-1].add(len(re.findall(r"(?<!\\)\|", line)))
        else:
            widths.append(set())
    return all(len(one) < 2 for one in widths)


def test_a_release_obeys_no_name(home: Path, zs: Zs) -> None:
    run = zs("-C", home, "brief", "press", "2022-11", "--json")

    folder = home / "输出" / "2022-11"
    page, text = (
        (folder / "新闻稿.html").read_text("utf-8"),
        (folder / "新闻稿.md").read_text("utf-8"),
    )
    assert run.status == 0, run.err
    assert controls(run.out + run.err) == []
    assert active_part(page) is None
    assert controls(page) == []
    assert controls(text) == []
    assert re.findall(r"(?<!\\)(?:<|`|\]\()", text) == []
    assert _widths_agree(text)
