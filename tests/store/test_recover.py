"""Catching up with the journal, and making the store again from it."""

from pathlib import Path

import pytest

from tests.store.runs import (
    FIRST,
    SECOND,
    THIRD,
    blank,
    came,
    contents,
    current,
    take,
    target,
    value,
)
from zhaoshang_cli.domain.finding import Finding, Severity
from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.store.answers.ledger import open_ledger
from zhaoshang_cli.store.files.journal import append, last_entry, next_entry
from zhaoshang_cli.store.runs.recover import catch_up, rebuild
from zhaoshang_cli.workspace import Workspace

FAULT = Finding("amount-unreadable", Severity.ERROR, "不是数", Place("乙.xlsx", "表1", "B5"))


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    """Fill a ledger with revisions, conflicts, blanks, targets and findings."""
    take(workspace, came("甲.xlsx", value(1), value("2.5", "fdi_used"), target(100)))
    take(
        workspace,
        came("乙.xlsx", value(3), findings=[FAULT], on=SECOND),
        came("丙.xlsx", value(4), blank("fdi_used"), on=THIRD),
        came("丁.xlsx", value(5, "dom_funds"), on=FIRST),
        came("戊.xlsx", value(6, "dom_funds"), on=FIRST),
    )
    take(workspace, came("己.xlsx", value(1), target(120), on=THIRD))
    return workspace


def test_rebuilding_gives_equal_tables(filled: Workspace) -> None:
    before = contents(filled)

    assert rebuild(filled) == 3
    assert contents(filled) == before


def test_a_deleted_store_is_rebuilt(filled: Workspace) -> None:
    before = contents(filled)
    filled.store.unlink()

    rebuild(filled)

    assert contents(filled) == before


def test_a_garbled_store_is_rebuilt(filled: Workspace) -> None:
    before = contents(filled)
    filled.store.write_bytes(b"garbled")

    rebuild(filled)

    assert contents(filled) == before


def test_a_store_behind_its_journal_catches_up_at_the_next_write(filled: Workspace) -> None:
    behind = filled.store.read_bytes()
    take(filled, came("庚.xlsx", value(9), on=THIRD))
    ahead = contents(filled)
    filled.store.write_bytes(behind)

    take(filled)

    assert contents(filled) == ahead


def test_a_store_many_runs_behind_takes_the_next_run_too(workspace: Workspace) -> None:
    empty = workspace.store.read_bytes()
    take(workspace, came("甲.xlsx", value(1)))
    take(workspace, came("乙.xlsx", value(2), on=SECOND))
    workspace.store.write_bytes(empty)

    take(workspace, came("丙.xlsx", value(3), on=THIRD))

    assert [int(amount) for _, amount in current(workspace)] == [3]
    assert contents(workspace)["submission"][2][0] == 3


def test_nothing_to_rebuild_gives_an_empty_store(workspace: Workspace) -> None:
    workspace.store.unlink()

    assert rebuild(workspace) == 0
    assert contents(workspace)["submission"] == []


def test_a_missing_store_is_told_with_its_remedy(filled: Workspace) -> None:
    filled.store.unlink()

    for attempt in (lambda: take(filled), lambda: open_ledger(filled).__enter__()):
        with pytest.raises(ZsError) as caught:
            attempt()
        assert caught.value.code == "store-missing"
        assert "zs rebuild" in str(caught.value.hint)


def test_a_journal_cut_behind_the_store_is_told(filled: Workspace) -> None:
    lines = filled.journal.read_bytes().splitlines(keepends=True)
    filled.journal.write_bytes(b"".join(lines[:-1]))

    with pytest.raises(ZsError) as caught:
        catch_up(filled)

    assert (caught.value.code, caught.value.message) == (
        "store-ahead",
        "台账里有第 3 批，流水里没有，或不是同一批",
    )


def test_another_journal_is_told(filled: Workspace) -> None:
    filled.journal.unlink()
    for _ in range(3):
        append(filled.journal, next_entry(last_entry(filled.journal), {"op": "ingest"}))

    with pytest.raises(ZsError) as caught:
        catch_up(filled)

    assert caught.value.code == "store-ahead"


@pytest.mark.parametrize("damage", ["missing", "changed"])
def test_a_damaged_archive_leaves_the_old_store(filled: Workspace, damage: str) -> None:
    before = filled.store.read_bytes()
    archive = filled.archive / "000002.zip"
    if damage == "missing":
        archive.unlink()
    else:
        archive.write_bytes(archive.read_bytes() + b"\0")

    with pytest.raises(ZsError) as caught:
        rebuild(filled)

    assert (caught.value.code, caught.value.place) == ("archive-damaged", Place(str(archive)))
    assert filled.store.read_bytes() == before
    assert not filled.store.with_suffix(".empty").exists()


def test_a_line_of_a_newer_zs_is_told(filled: Workspace) -> None:
    append(filled.journal, next_entry(last_entry(filled.journal), {"op": "prophecy"}))

    with pytest.raises(ZsError) as caught:
        take(filled)

    assert caught.value.code == "store-newer"


def test_an_archive_elsewhere_is_not_followed(workspace: Workspace, tmp_path: Path) -> None:
    record = {"op": "ingest", "archive": f"../{tmp_path.name}.zip", "sha256": "0" * 64}
    append(workspace.journal, next_entry(None, record))

    with pytest.raises(ZsError):
        take(workspace)


def test_a_database_of_something_else_is_told(filled: Workspace) -> None:
    import duckdb

    filled.store.unlink()
    with duckdb.connect(str(filled.store)) as connection:
        connection.execute("CREATE TABLE t (i INTEGER)")

    with pytest.raises(ZsError, match="台账不是 zs 的台账"):
        take(filled)


def test_a_log_of_another_program_is_told_and_rebuilding_removes_it(filled: Workspace) -> None:
    before = contents(filled)
    wal = filled.store.with_name("zs.duckdb.wal")
    wal.write_bytes(b"")

    with pytest.raises(ZsError, match=r"zs\.duckdb\.wal"):
        take(filled)
    rebuild(filled)

    assert not wal.exists()
    assert contents(filled) == before
