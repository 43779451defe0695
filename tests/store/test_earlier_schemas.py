"""A store of every earlier schema, with data in it, is opened: kept aside, brought up, and equal."""

import json
from pathlib import Path

import duckdb
import pytest

from tests.support import Zs
from tests.workflows.office import open_office, sheet, takes
from zhaoshang_cli.resources import folder
from zhaoshang_cli.store.files.disk import digest
from zhaoshang_cli.store.files.generation import KEPT, sums_of
from zhaoshang_cli.store.files.migrate import newest
from zhaoshang_cli.workspace import Workspace
from zhaoshang_cli.workspace.opening import load

QUESTIONS = (
    ("show", "2022-11"), ("rank", "2022-11"), ("status", "2022-11"), ("history",), ("revisions",),
    ("diff", "4"), ("trace", "--region", "宝丰", "--period", "2022-11", "--indicator", "省外资金"),
    ("audit", "export"), ("sql", "SELECT * FROM observation ORDER BY ALL"),
)  # fmt: skip
EARLIER = range(1, newest())


def aged(workspace: Workspace, version: int) -> bytes:
    """Lay an earlier schema as it was shipped, fill it with what the store holds, and return it."""
    old = workspace.store.with_name("old.duckdb")
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{workspace.store}' AS now (READ_ONLY)")
        connection.execute(f"ATTACH '{old}' AS old (STORAGE_VERSION 'v1.2.0')")
        connection.execute("USE old")
        for script in sorted(folder("sql").joinpath("schema").glob("*.sql")):
            if int(script.name.partition("_")[0]) <= version:
                connection.execute(script.read_text(encoding="utf-8"))
        for (table,) in connection.execute(
            "SELECT table_name FROM duckdb_tables() WHERE database_name = 'old'"
        ).fetchall():
            connection.execute(f"INSERT INTO ledger.{table} BY NAME FROM now.ledger.{table}")
        connection.execute(
            "UPDATE ledger.meta SET value = $version WHERE key = 'schema'",
            {"version": str(version)},
        )
        connection.execute("USE memory")
        connection.execute("DETACH old")
    old.replace(workspace.store)
    sums_of(workspace.store).write_text(f"{digest(workspace.store)}\n", encoding="ascii")
    return workspace.store.read_bytes()


def answers(zs: Zs) -> dict[tuple[str, ...], object]:
    """Ask everything."""
    found: dict[tuple[str, ...], object] = {}
    for words in QUESTIONS:
        run = zs(*words, "--json")
        assert run.status == 0, (words, run.err)
        found[words] = json.loads(run.out)
    return found


@pytest.fixture
def filled(zs: Zs, tmp_path: Path) -> Workspace:
    """Fill a ledger in two runs."""
    open_office(zs, tmp_path)
    sheet(tmp_path / "改.csv", "2022年11月", {"宝丰县": 970, "卫东区": 940})
    takes(zs, "改.csv", on="2022-12-08")
    return load(tmp_path)


@pytest.mark.parametrize("version", EARLIER)
def test_an_earlier_store_gives_equal_answers(filled: Workspace, zs: Zs, version: int) -> None:
    expected = answers(zs)
    old = aged(filled, version)

    assert answers(zs) == expected

    assert [path.read_bytes() for path in (filled.path / KEPT).iterdir()] == [old]
    assert zs("audit", "verify").status == 0
    assert zs("doctor").status == 0


@pytest.mark.parametrize("version", EARLIER)
def test_an_audit_of_an_earlier_store_is_clean_and_writes_nothing(
    filled: Workspace, zs: Zs, version: int
) -> None:
    old = aged(filled, version)

    for words in (("audit", "verify"), ("doctor",), ("backup", "-o", "备份.zip")):
        run = zs(*words)
        assert run.status == 0, run.out

    assert filled.store.read_bytes() == old
    assert zs("restore", "备份.zip", "新").status == 0
    assert zs("-C", "新", "show", "2022-11").status == 0


@pytest.mark.parametrize("version", EARLIER)
def test_an_earlier_store_is_written_to(filled: Workspace, zs: Zs, version: int) -> None:
    old = aged(filled, version)
    sheet(filled.path / "再改.csv", "2022年11月", {"宝丰县": 980})

    takes(zs, "再改.csv", on="2022-12-09")

    assert [path.read_bytes() for path in (filled.path / KEPT).iterdir()] == [old]
    assert zs("withdraw", "6", "--reason", "误收").status == 0
    assert zs("audit", "verify").status == 0
    assert zs("rebuild").status == 0


@pytest.mark.parametrize("version", EARLIER)
def test_a_changed_row_of_an_earlier_store_is_named(
    filled: Workspace, zs: Zs, version: int
) -> None:
    aged(filled, version)
    with duckdb.connect(str(filled.store)) as connection:
        connection.execute("UPDATE ledger.observation SET value = 1 WHERE submission = 5")

    run = zs("audit", "verify")

    assert run.status == 1
    assert "value 原为 970.000000，现为 1.000000" in run.out
