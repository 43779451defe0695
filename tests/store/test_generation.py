"""Generations: made empty, settled, switched, and the schema they have."""

from pathlib import Path

import duckdb
import pytest

from tests.store.runs import came, new_workspace, opened, take, value
from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.store.files.disk import digest
from zhaoshang_cli.store.files.generation import (
    create_store,
    digests_of,
    discard,
    draft_of,
    settle,
    sums_of,
    switch,
    wal_of,
)
from zhaoshang_cli.store.files.migrate import migrate, newest, version_of
from zhaoshang_cli.workspace import Workspace


def test_a_store_is_never_made_over_another(workspace: Workspace) -> None:
    before = workspace.store.read_bytes()

    with pytest.raises(ZsError) as caught:
        create_store(workspace)

    assert caught.value.code == "store-exists"
    assert workspace.store.read_bytes() == before


def test_a_store_is_not_made_beside_a_journal(workspace: Workspace) -> None:
    take(workspace, came("甲.xlsx", value(1)))
    workspace.store.unlink()

    with pytest.raises(ZsError, match="这里已经有台账"):
        create_store(workspace)


def test_nothing_stays_behind_but_the_store(tmp_path: Path) -> None:
    workspace = new_workspace(tmp_path)
    take(workspace, came("甲.xlsx", value(1)))

    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "archive", "journal.jsonl", "zs.duckdb", "zs.lock", "zs.sum", "zs.toml",
    ]  # fmt: skip


def test_the_note_holds_the_new_and_the_present_bytes(workspace: Workspace) -> None:
    before = digest(workspace.store)
    take(workspace, came("甲.xlsx", value(1)))

    assert digests_of(workspace.store) == [digest(workspace.store), before]


def test_a_note_that_is_gone_or_garbled_tells_nothing(workspace: Workspace) -> None:
    sums_of(workspace.store).write_bytes(b"\xff")
    assert digests_of(workspace.store) == []
    sums_of(workspace.store).unlink()
    assert digests_of(workspace.store) == []


def test_a_switch_drops_the_log_of_the_old_generation(workspace: Workspace) -> None:
    wal_of(workspace.store).write_bytes(b"foreign")
    draft = draft_of(workspace)
    draft.write_bytes(workspace.store.read_bytes())

    settle(draft, workspace.store)
    switch(draft, workspace.store)

    assert not wal_of(workspace.store).exists()
    assert not draft.exists()


def test_a_draft_is_discarded_with_all_that_duckdb_put_beside_it(tmp_path: Path) -> None:
    draft = tmp_path / "zs.new"
    draft.touch()
    wal_of(draft).touch()
    (tmp_path / "zs.new.tmp").mkdir()

    discard(draft)

    assert list(tmp_path.iterdir()) == []


def test_a_draft_that_a_kill_left_is_replaced(workspace: Workspace) -> None:
    draft_of(workspace).write_bytes(b"half")
    wal_of(draft_of(workspace)).write_bytes(b"half")

    take(workspace, came("甲.xlsx", value(1)))

    assert not draft_of(workspace).exists()


def test_an_empty_database_has_no_version_and_becomes_the_newest() -> None:
    with duckdb.connect() as connection:
        assert version_of(connection) == 0
        migrate(connection)
        assert version_of(connection) == newest()
        migrate(connection)
        assert version_of(connection) == newest()


def test_a_new_store_has_the_newest_schema(workspace: Workspace) -> None:
    with opened(workspace.store) as connection:
        assert version_of(connection) == newest()


def test_a_store_of_an_earlier_schema_is_kept_before_it_is_migrated(workspace: Workspace) -> None:
    take(workspace, came("甲.xlsx", value(1)))
    with duckdb.connect(str(workspace.store)) as connection:
        for table in ("withdrawal", "adjustment", "release"):
            connection.execute(f"DROP TABLE ledger.{table}")
        connection.execute("UPDATE ledger.meta SET value = '1' WHERE key = 'schema'")
    before = workspace.store.read_bytes()

    take(workspace, came("乙.xlsx", value(2)))
    take(workspace, came("丙.xlsx", value(3)))

    (kept,) = workspace.path.joinpath("备份").iterdir()
    assert kept.read_bytes() == before
    assert kept.name.startswith("zs-第1版-")


def test_nothing_is_migrated_where_the_earlier_store_cannot_be_kept(workspace: Workspace) -> None:
    with duckdb.connect(str(workspace.store)) as connection:
        for table in ("withdrawal", "adjustment", "release"):
            connection.execute(f"DROP TABLE ledger.{table}")
        connection.execute("UPDATE ledger.meta SET value = '1' WHERE key = 'schema'")
    before = workspace.store.read_bytes()
    workspace.path.joinpath("备份").write_text("", encoding="utf-8")

    with pytest.raises(ZsError) as caught:
        take(workspace, came("乙.xlsx", value(2)))

    assert caught.value.code == "workspace-read-only"
    assert workspace.store.read_bytes() == before
