"""A long text: what it is refused for, what it is not held in memory for, what it tells once."""

import tracemalloc
from collections.abc import Iterator
from decimal import Decimal
from itertools import chain, cycle, islice
from pathlib import Path
from typing import Any

import pytest

from tests.readers.long.making import FEW, joined, parts
from tests.readers.understanding.making import CONTEXT, TREE
from zhaoshang_cli.domain.returns import Reading
from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.readers.context import Decisions
from zhaoshang_cli.readers.long.file import look_through
from zhaoshang_cli.readers.long.streamed import Original
from zhaoshang_cli.readers.long.survey import Measures
from zhaoshang_cli.readers.long.swift import Swift
from zhaoshang_cli.readers.long.text import LongText, too_long

HEADING = "县区,月份,指标,口径,数值,单位"
NAMES = ("东城区", "河口县", "白石县", "高新区")


def lines(count: int) -> Iterator[str]:
    """Return rows; up to 19,200 no value stands twice."""
    for at in range(count):
        month = at // 8
        name, basis = NAMES[at % 4], ("本年累计", "本月")[at // 4 % 2]
        value = at + 100_000 if basis == "本年累计" else at
        yield f"{name},{1900 + month // 12}-{month % 12 + 1:02},省外资金,{basis},{value},万元"


def text(count: int) -> bytes:
    return "\n".join([HEADING, *lines(count)]).encode()


def refused(data: bytes) -> ZsError:
    with pytest.raises(ZsError) as caught:
        parts("报表.csv", data, CONTEXT)
    return caught.value


def test_every_value_comes_with_its_cell_in_the_whole_file() -> None:
    reading = joined(parts("报表.csv", text(2_000), CONTEXT))

    assert len(reading.observations) == 2_000
    for at, one in enumerate(reading.observations):
        assert one.cell == f"E{at + 2}"
        assert TREE.by_code[one.region].label == NAMES[at % 4]
    assert sum(one.value for one in reading.observations) == Decimal(
        1_000 * 100_000 + sum(range(2_000))
    )


def test_most_rows_are_read_as_the_ones_before_them(monkeypatch: pytest.MonkeyPatch) -> None:
    swift = []
    take = Swift.take

    def counted(self: Swift, index: int, cells: list[str]) -> bool:
        swift.append(take(self, index, cells))
        return swift[-1]

    monkeypatch.setattr(Swift, "take", counted)

    reading = joined(parts("报表.csv", text(2_000), CONTEXT, measures=Measures()))

    assert len(reading.observations) == 2_000
    assert sum(swift) > 1_500


def test_memory_does_not_grow_with_the_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhaoshang_cli.readers.long.streamed.PIECE", 16_384)

    def peak(count: int) -> int:
        path = tmp_path / f"{count}.csv"
        path.write_bytes("\n".join([HEADING, *islice(cycle(lines(960)), count)]).encode())
        file = LongText(path.name, Original(path))
        tracemalloc.start()
        held = look_through(file, CONTEXT, Measures(head=100, tail=10, block=500))
        for part in held.reading(CONTEXT, Decisions()).parts(500):
            assert part.observations
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    peak(1_000)
    assert peak(20_000) < 1.2 * peak(4_000)


def test_two_tables_in_one_long_text_are_refused() -> None:
    first = [f"{name},{at},{at + 1}" for at, name in enumerate(NAMES * 5)]
    second = [f"{name},{at}" for at, name in enumerate(NAMES)]
    data = [
        "2022年11月",
        "县区,省外资金（万元）,实际利用外资（万美元）",
        *first,
        "表二",
        "县区,新签约项目（个）",
        *second,
    ]

    error = refused("\n".join(data).encode())

    assert error.code == "file-too-big"
    assert "不止一张表" in error.message
    assert error.hint is not None


def test_a_text_without_a_known_column_is_refused_as_any_file_is() -> None:
    rows = ["甲,乙,丙", *["1,2,3"] * 50]

    assert refused("\n".join(rows).encode()).code == "no-known-column"


def test_a_text_of_which_no_row_can_be_taken_says_why() -> None:
    rows = [HEADING, *[f"外县{at},2022-11,省外资金,本年累计,{at},万元" for at in range(50)]]
    rows.insert(1, "东城区,2022-11,省外资金,本年累计,约莫,万元")

    error = refused("\n".join(rows).encode())

    assert error.code == "no-values"
    assert "约莫" in error.message


def test_an_empty_text_is_refused() -> None:
    assert refused(b"\n,,\n").code == "file-empty"


def test_a_row_wider_than_any_sheet_is_refused() -> None:
    error = refused(f"{HEADING}\n{'1,' * 20_000}1\n".encode())

    assert error.code == "file-too-big"
    assert error.message.startswith("有一行有 20001 列")


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "报表.csv"
    path.write_bytes(text(2_000))
    file = look_through(LongText(path.name, Original(path)), CONTEXT, FEW)
    reading = file.reading(CONTEXT, Decisions())

    path.write_bytes(text(2_000).replace(b",7,", b",9,"))

    with pytest.raises(ZsError) as caught:
        list(reading.parts(7))
    assert caught.value.code == "file-changed"


def test_rows_that_show_all_to_be_of_another_kind_refuse_the_file() -> None:
    peers = [f"海平市,2022-{month:02},省外资金,本年累计,{month},万元" for month in range(1, 13)] * 9
    data = "\n".join([HEADING, *lines(40), *peers]).encode()

    error = refused(data)

    assert error.code == "reading-ambiguous"
    assert error.hint is not None
    assert "--kind" in error.hint


def test_what_is_said_at_the_end_holds_for_the_first_row_too() -> None:
    rows = ["县区,月份,省外资金", *[f"{name},2022-11,{at}" for at, name in enumerate(NAMES)]]
    rows += [f"东城区,20{at:02},1" for at in range(10, 40)]
    data = "\n".join([*rows, "单位：亿元"]).encode()

    reading = joined(parts("报表.csv", data, CONTEXT))

    first = reading.observations[1]
    assert (first.cell, first.value) == ("C3", Decimal(10_000))


def test_what_holds_for_all_rows_is_told_once() -> None:
    rows = ["县区,月份,省外资金", *[line.rpartition(",万元")[0] for line in lines(400)]]
    rows = [rows[0], *[",".join([*row.split(",")[:2], row.split(",")[4]]) for row in rows[1:]]]
    data = "\n".join([*rows, "填报人："]).encode()

    read = parts("报表.csv", data, CONTEXT)

    codes = [one.code for part in read for one in part.findings]
    assert sorted(set(codes)) == ["signature-missing", "unit-assumed"]
    assert len(codes) == 2


def test_the_last_part_tells_of_the_whole() -> None:
    read = parts("报表.csv", text(400), CONTEXT)

    assert len(read) > 10
    table = the_table(read[-1])
    assert table["rows"] == [2, 401]
    assert table["cells"]["loaded"] == 400


def the_table(reading: Reading) -> dict[str, Any]:
    sheets = reading.layout["sheets"]
    assert isinstance(sheets, list)
    (table,) = sheets[0]["tables"]
    assert isinstance(table, dict)
    return table


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a,b\n" * 20, True),
        (b"a,b\n" * 5, False),
        ("甲\t乙\r".encode("gb18030") * 20, True),
        ("甲\t乙\n".encode("utf-16") * 20, True),
        (b"<html>" + b"a,b\n" * 20, False),
        (b"PK\x03\x04" + b"a,b\n" * 20, False),
        (b"%PDF-1.4" + b"a,b\n" * 20, False),
    ],
)
def test_only_separated_text_of_many_cells_is_too_long(
    data: bytes, *, expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhaoshang_cli.readers.long.text.CELLS", 30)

    assert too_long(Original(data)) is expected


def test_sums_far_from_their_parts_are_compared_with_them() -> None:
    rows = list(chain.from_iterable(
        [f"{name},2022-{month:02},{month}" for name in NAMES] for month in range(1, 13)
    ))  # fmt: skip
    right = "\n".join(["县区,月份,本月省外资金（万元）", *rows, f"合计,,{4 * 78}"])
    wrong = "\n".join(["县区,月份,本月省外资金（万元）", *rows, f"合计,,{4 * 78 + 1}"])

    assert joined(parts("报表.csv", right.encode(), CONTEXT)).findings == ()
    (told,) = joined(parts("报表.csv", wrong.encode(), CONTEXT)).findings
    assert (told.code, told.place.cell, told.raw) == ("total-differs", "C50", "313")


def test_a_zero_teaches_nothing_of_the_unit() -> None:
    rows = [f"{name},2022-11,省外资金,本年累计,0,亿元" for name in NAMES]
    rows += [f"{name},2022-10,内资,本年累计,5,万元" for name in NAMES]
    rows += [f"{name},2022-10,省外资金,本年累计,{at + 2},亿元" for at, name in enumerate(NAMES)]
    data = "\n".join([HEADING, *rows]).encode()

    reading = joined(parts("报表.csv", data, CONTEXT))

    values = [int(one.value) for one in reading.observations]
    assert values == [0, 0, 0, 0, 5, 5, 5, 5, 20_000, 30_000, 40_000, 50_000]
