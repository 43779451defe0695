"""Laws of the whole way, from files on the disk to answers: in any order, twice, in sum, in count."""

import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import chdir, contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from tests.ledgers import COUNTIES, workspace_in
from tests.sheets import csv_of, files_of, put
from zhaoshang_cli.cli import run
from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.readers.context import Decisions
from zhaoshang_cli.workflows.intake.ingest import Request, ingest
from zhaoshang_cli.workflows.intake.reading import readings
from zhaoshang_cli.workspace import Workspace

NAMES = dict(zip(COUNTIES, ("新华区", "卫东区", "宝丰县", "汝州市", "高新区"), strict=True))
HEADING = "2022年{month}月实际到位省外资金本年累计（万元）"
SLOW = settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

amounts = st.decimals(min_value=0, max_value=999999, places=2)
months = st.dictionaries(
    st.sampled_from(range(1, 13)),
    st.dictionaries(st.sampled_from(sorted(NAMES.values())), amounts, min_size=1),
    min_size=1,
    max_size=4,
)
"""Of every month, what some counties report: a file a month, so that no two files overlap."""


@contextmanager
def city() -> Iterator[Workspace]:
    """Make a workspace, and work in the folder beside it."""
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        yield workspace_in(Path(folder, "市"))


def written(reported: dict[int, dict[str, Decimal]]) -> list[Path]:
    return [
        put(Path(f"{month:02}.csv"), csv_of(values, HEADING.format(month=month)))
        for month, values in sorted(reported.items())
    ]


def take(workspace: Workspace, paths: Sequence[Path]) -> None:
    ingest(workspace, Request(paths), _silent)


def _silent(done: int, total: int) -> None:
    """Say nothing of how far it is."""


def asked(workspace: Workspace, *arguments: str) -> dict[str, Any]:
    """Return the JSON that a command answers with."""
    path = Path("答.json")
    assert run(["-C", str(workspace.path), *arguments, "-o", str(path)]) == 0
    answer: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return answer


def answers(workspace: Workspace, month: int) -> list[dict[str, Any]]:
    """Return what show and rank say of a month, but for which submission said so."""
    period = f"2022-{month:02}"
    found = [asked(workspace, "show", period), asked(workspace, "rank", period, "--by", "total")]
    return [{name: answer[name] for name in ("period", "rows")} for answer in found]


@SLOW
@given(months, st.randoms())
def test_the_order_of_files_that_do_not_overlap_does_not_matter(
    reported: dict[int, dict[str, Decimal]], random: Any
) -> None:
    newest = max(reported)
    with city() as workspace:
        take(workspace, written(reported))
        at_once = answers(workspace, newest)
    with city() as workspace:
        paths = written(reported)
        random.shuffle(paths)
        for path in paths:
            take(workspace, [path])
        one_by_one = answers(workspace, newest)

    assert one_by_one == at_once


@SLOW
@given(months)
def test_what_is_taken_in_again_changes_not_a_byte(reported: dict[int, dict[str, Decimal]]) -> None:
    with city() as workspace:
        paths = written(reported)
        take(workspace, paths)
        before = files_of(workspace.path)
        take(workspace, paths)
        for path in paths:
            take(workspace, [path])
        after = files_of(workspace.path)

    assert after == before


@SLOW
@given(st.dictionaries(st.sampled_from(sorted(NAMES.values())), amounts, min_size=1))
def test_the_total_is_the_sum_of_the_children_that_are_shown(values: dict[str, Decimal]) -> None:
    with city() as workspace:
        take(workspace, written({11: values}))
        rows = asked(workspace, "show", "2022-11")["rows"]

    total, *children = [
        None if row["ytd"] is None else Decimal(str(row["ytd"]))
        for row in rows
        if row["indicator"] == "oos_funds"
    ]
    assert total == sum(one for one in children if one is not None)
    assert total == sum(values.values())


CELLS = st.one_of(
    st.tuples(st.just("good"), amounts.map(str)),
    st.tuples(st.just("bad"), st.sampled_from(["三十多万", "#REF!", "92.3%", "1e400", "见附件"])),
    st.tuples(st.just("blank"), st.sampled_from(["", "-", "—", "/", "无"])),
)


@pytest.fixture(scope="module")
def known() -> Iterator[Workspace]:
    """A workspace that is only read against."""
    with city() as workspace:
        yield workspace


@settings(max_examples=60, deadline=None)
@given(cells=st.lists(CELLS, min_size=1, max_size=5))
def test_every_cell_is_good_quarantined_or_blank(
    known: Workspace, cells: list[tuple[str, str]]
) -> None:
    values = dict(zip(NAMES.values(), (text for _, text in cells), strict=False))
    path = put(known.path / "报.csv", csv_of(values))
    (read,) = readings(known, [path], Decisions())

    kinds = [kind for kind, _ in cells]
    if isinstance(read.result, ZsError):
        assert "good" not in kinds
        return
    reading = read.result
    counted = (len(reading.observations), reading.quarantined, len(reading.blanks))
    assert counted == (kinds.count("good"), kinds.count("bad"), kinds.count("blank"))
