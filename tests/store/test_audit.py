"""The audit says exactly what was changed, and no change escapes it."""

import random
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from tests.store.runs import SECOND, THIRD, blank, came, contents, take, target, value
from zhaoshang_cli.domain.finding import Finding, Severity
from zhaoshang_cli.errors import Place
from zhaoshang_cli.store.checks.audit import audit
from zhaoshang_cli.store.checks.checkup import check_up
from zhaoshang_cli.store.files.generation import sums_of
from zhaoshang_cli.store.files.journal import last_entry, next_entry
from zhaoshang_cli.store.runs.recover import rebuild
from zhaoshang_cli.workspace import Workspace

FAULT = Finding("amount-unreadable", Severity.ERROR, "不是数", Place("乙.xlsx", "表1", "B5"))


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    """Fill a ledger in three runs."""
    take(workspace, came("甲.xlsx", value(1), value("2.5", "fdi_used"), target(100)))
    take(
        workspace,
        came("乙.xlsx", value(3), findings=[FAULT], on=SECOND),
        came("丙.xlsx", value(4), blank("fdi_used"), on=THIRD),
    )
    take(workspace, came("丁.xlsx", value(5), target(120), on=THIRD))
    return workspace


def tamper(workspace: Workspace, statement: str) -> None:
    """Change the store as any DuckDB tool could."""
    with duckdb.connect(str(workspace.store)) as connection:
        connection.execute(statement)


def told(workspace: Workspace, head: str | None = None) -> list[tuple[str, str]]:
    """Return code and message of what an audit finds."""
    return [(one.code, one.message) for one in audit(workspace, head=head).findings]


def test_an_untouched_ledger_is_sound(filled: Workspace) -> None:
    found = audit(filled)

    last = last_entry(filled.journal)
    assert last is not None
    assert (found.sound, found.findings, found.head) == (True, (), last.hash)
    assert (found.runs, found.originals) == (3, 4)
    assert found.rows["submission"] == 4
    assert found.rows["observation"] == 5


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger.meta SET value = value || 'x' WHERE key = 'schema'",
        "UPDATE ledger.meta SET value = value || 'x' WHERE key = 'journal_seq'",
        "UPDATE ledger.meta SET value = '1' WHERE key = 'schema'",
    ],
)
def test_a_number_the_store_notes_of_itself_that_is_none_is_said(
    filled: Workspace, statement: str
) -> None:
    tamper(filled, statement)

    assert "store-damaged" in [code for code, _ in told(filled)]


def test_an_empty_ledger_is_sound(workspace: Workspace) -> None:
    assert audit(workspace).sound


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (
            "UPDATE ledger.observation SET value = 99 WHERE submission = 2",
            ("row-changed", ("observation 2 410422 202211 oos_funds ytd county（表1!B4） 被改过："
             "value 原为 3.000000，现为 99.000000")),
        ),
        (
            "UPDATE ledger.observation SET raw = '' WHERE submission = 2",
            ("row-changed", ("observation 2 410422 202211 oos_funds ytd county（表1!B4） 被改过："
             "raw 原为 3，现为 “”")),
        ),
        (
            "DELETE FROM ledger.target WHERE submission = 1",
            ("row-missing", "target 1 410422 2022 oos_funds 市定（目标!C3） 不见了"),
        ),
        (
            "INSERT INTO ledger.withdrawal VALUES (4, 1, '误报')",
            ("row-extra", "withdrawal 4 1 是多出来的"),
        ),
        (
            "UPDATE ledger.submission SET received_on = DATE '2022-12-01' WHERE id = 3",
            ("row-changed", "submission 3 被改过：received_on 原为 2022-12-20，现为 2022-12-01"),
        ),
        (
            "UPDATE ledger.observation SET retired_by = NULL WHERE submission = 2",
            ("row-changed", ("observation 2 410422 202211 oos_funds ytd county（表1!B4） 的 "
             "retired_by 应为 3，现为 空")),
        ),
        (
            "DELETE FROM ledger.finding WHERE code = 'blank-over-value'",
            ("row-missing", ("finding 3 blank-over-value 表1 B4 这一格是空的，台账里原有 2.5，保留原数"
             "（表1!B4） 不见了")),
        ),
        ("DROP TABLE ledger.release", ("row-missing", "台账的表 ledger.release 不见了，或列被改过")),
        ("ALTER TABLE ledger.target DROP COLUMN raw", ("row-missing", "台账的表 ledger.target 不见了，或列被改过")),
        ("CREATE TABLE ledger.note (t VARCHAR)", ("row-extra", "台账里多出一个表 ledger.note")),
        ("UPDATE ledger.meta SET value = 'x' WHERE key = 'journal_hash'",
         ("store-ahead", "台账里有第 3 批，流水里没有，或不是同一批")),
        ("UPDATE ledger.submission SET journal_hash = NULL WHERE id = 1", ("row-changed", None)),
    ],
)  # fmt: skip
def test_a_changed_row_is_named(
    filled: Workspace, statement: str, expected: tuple[str, str | None]
) -> None:
    tamper(filled, statement)

    found = told(filled)

    assert expected[0] in [code for code, _ in found]
    assert expected[1] is None or expected in found


def test_two_submissions_that_changed_places_are_named(filled: Workspace) -> None:
    tamper(filled, "UPDATE ledger.submission SET id = 5 - id WHERE id IN (2, 3)")

    assert [code for code, _ in told(filled)] == ["row-changed", "row-changed"]


def test_a_rewritten_journal_line_is_named(filled: Workspace) -> None:
    lines = filled.journal.read_bytes().splitlines(keepends=True)
    lines[1] = lines[1].replace("李四".encode(), "王五".encode())
    filled.journal.write_bytes(b"".join(lines))

    assert told(filled) == [
        ("journal-damaged", "流水第 2 行的内容被改过，或不是完整的一行"),
        ("rows-unchecked", "流水或归档有损坏，台账没有逐行核对"),
    ]


def test_a_rewritten_line_with_a_new_hash_breaks_the_chain(filled: Workspace) -> None:
    lines = filled.journal.read_bytes().splitlines(keepends=True)
    first = next_entry(None, {"op": "ingest"})
    filled.journal.write_bytes(b"".join([first.line, *lines[1:]]))

    assert ("journal-damaged", "流水第 2 行接不上第 1 行：前面有行被改写过") in told(filled)


def test_swapped_and_missing_lines_are_named(filled: Workspace) -> None:
    lines = filled.journal.read_bytes().splitlines(keepends=True)
    filled.journal.write_bytes(b"".join([lines[1], lines[0]]))

    assert told(filled)[:2] == [
        ("journal-damaged", "流水第 1 行原是第 2 行：缺了行、多了行或换了次序"),
        ("journal-damaged", "流水第 2 行原是第 1 行：缺了行、多了行或换了次序"),
    ]


def test_a_tail_cut_from_everything_is_seen_by_a_head_noted_elsewhere(
    filled: Workspace, tmp_path: Path
) -> None:
    head = audit(filled).head
    lines = filled.journal.read_bytes().splitlines(keepends=True)
    filled.journal.write_bytes(b"".join(lines[:2]))
    (filled.archive / "000003.zip").unlink()
    rebuild(filled)

    assert audit(filled).sound
    assert told(filled, head=head[:8]) == [
        ("head-unknown", f"流水里没有哈希 {head[:8]} 这一行：它之后被截短或整个重写过")
    ]
    assert tmp_path.exists()


def test_an_earlier_head_is_still_known(filled: Workspace) -> None:
    head = audit(filled).head
    take(filled, came("戊.xlsx", value(9), on=THIRD))

    assert audit(filled, head=head.upper()).sound
    assert not audit(filled, head=head[:7]).sound


def test_a_changed_archive_is_named(filled: Workspace) -> None:
    path = filled.archive / "000002.zip"
    data = bytearray(path.read_bytes())
    data[data.index(b"originals/") + 80] ^= 1
    path.write_bytes(data)

    (code, message), *_ = told(filled)

    assert code == "archive-damaged"
    assert message.startswith("第 2 批的归档与当初写下的不同，坏在 originals/")


def test_a_missing_and_an_extra_archive_are_named(filled: Workspace) -> None:
    (filled.archive / "000001.zip").rename(filled.archive / "000009.zip")

    assert told(filled)[:2] == [
        ("archive-damaged", "第 1 批的归档不见了"),
        ("archive-extra", "归档里多出来的文件，流水里没有"),
    ]


def test_what_a_killed_run_left_is_no_damage(filled: Workspace) -> None:
    behind = filled.store.read_bytes()
    take(filled, came("戊.xlsx", value(9), on=THIRD))
    filled.store.write_bytes(behind)
    (filled.archive / "000005.zip").write_bytes(b"torn")
    with filled.journal.open("ab") as file:
        file.write(b'{"torn')
    filled.store.with_suffix(".new").write_bytes(b"torn")

    found = check_up(filled)

    assert found.sound
    assert sorted(one.code for one in found.findings) == [
        "journal-torn", "leftover", "leftover", "store-behind",
    ]  # fmt: skip


def test_a_missing_store_is_told(filled: Workspace) -> None:
    filled.store.unlink()

    assert [code for code, _ in told(filled)] == ["store-missing"]


def test_a_store_another_program_wrote_is_told(filled: Workspace) -> None:
    tamper(filled, "CREATE TABLE t (i INTEGER)")
    tamper(filled, "DROP TABLE t")

    found = check_up(filled)

    assert [one.code for one in found.findings] == ["store-changed"]
    rebuild(filled)
    assert check_up(filled).sound


def test_a_store_whose_hash_was_lost_is_told(filled: Workspace) -> None:
    sums_of(filled.store).unlink()

    assert [one.code for one in check_up(filled).findings] == ["store-changed"]


def test_an_audit_writes_nothing(filled: Workspace) -> None:
    before = {path: path.stat().st_mtime_ns for path in filled.path.rglob("*")}

    audit(filled)

    assert {path: path.stat().st_mtime_ns for path in filled.path.rglob("*")} == before


EDITS: tuple[str, ...] = (
    "UPDATE ledger.{table} SET {column} = {other} WHERE rowid = {row}",
    "DELETE FROM ledger.{table} WHERE rowid = {row}",
    "INSERT INTO ledger.{table} SELECT * FROM ledger.{table} WHERE rowid = {row}",
)
OTHERS = {
    "INTEGER": "coalesce({column}, 0) + 1", "BIGINT": "{column} + 1", "DATE": "{column} + 1",
    "DECIMAL(18,6)": "coalesce({column}, 0) + 0.000001", "VARCHAR": "concat({column}, '　')",
}  # fmt: skip


def edit_a_row(workspace: Workspace, chance: random.Random) -> str:
    """Change, delete or double one row of the store."""
    table = chance.choice(["submission", "observation", "target", "finding", "meta"])
    with duckdb.connect(str(workspace.store)) as connection:
        columns = connection.execute(f"DESCRIBE ledger.{table}").fetchall()
        rows = connection.execute(f"SELECT rowid FROM ledger.{table}").fetchall()  # noqa: S608
        column, kind, *_ = chance.choice(columns)
        statement = chance.choice(EDITS).format(
            table=table,
            column=column,
            other=OTHERS[kind].format(column=column),
            row=chance.choice(rows)[0],
        )
        connection.execute(statement)
    return statement


def flip_a_byte(path: Path, chance: random.Random) -> str:
    """Change one byte of a file."""
    data = bytearray(path.read_bytes())
    at, by = chance.randrange(len(data)), 1 << chance.randrange(8)
    data[at] ^= by
    path.write_bytes(data)
    return f"{path.name} byte {at} ^ {by}"


def edits(
    workspace: Workspace, chance: random.Random
) -> tuple[Callable[[], str], Callable[[Workspace], bool]]:
    """Choose an edit, and the examination that must see it."""
    match chance.randrange(4):
        case 0:
            return lambda: flip_a_byte(workspace.journal, chance), lambda w: audit(w).sound
        case 1:
            archive = chance.choice(sorted(workspace.archive.iterdir()))
            return lambda: flip_a_byte(archive, chance), lambda w: audit(w).sound
        case 2:
            return lambda: flip_a_byte(workspace.store, chance), lambda w: check_up(w).sound
        case _:
            return lambda: edit_a_row(workspace, chance), lambda w: audit(w).sound


def tamper_often(workspace: Workspace, times: int, seed: int) -> None:
    """Edit at random, and see each edit found."""
    chance = random.Random(seed)  # noqa: S311
    whole = {path: path.read_bytes() for path in workspace.path.rglob("*") if path.is_file()}
    held = contents(workspace)
    for _ in range(times):
        edit, sound = edits(workspace, chance)
        did = edit()
        assert not sound(workspace), did
        for path, data in whole.items():
            path.write_bytes(data)
    assert contents(workspace) == held
    assert check_up(workspace).sound


def test_random_edits_are_all_found(filled: Workspace) -> None:
    tamper_often(filled, 60, seed=410422)


@pytest.mark.torture
def test_a_thousand_random_edits_are_all_found(filled: Workspace) -> None:
    tamper_often(filled, 1200, seed=2022)
