"""Queries that want to leave the store: through every connection, and through ``zs sql``."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import duckdb
import pytest

from tests.ledgers import observations, send, workspace_in
from tests.support import Zs
from zhaoshang_cli.errors import ExitStatus
from zhaoshang_cli.store.answers.ledger import open_ledger
from zhaoshang_cli.store.files.connection import changing, comparing, reading
from zhaoshang_cli.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = workspace_in(tmp_path / "工作区")
    send(made, "一.csv", observations([("410402", 202211, "oos_funds", 5)]))
    (tmp_path / "机密.csv").write_text("机密\n1\n", encoding="utf-8")
    return made


OUTWARD = (
    "SELECT * FROM read_csv('{out}/机密.csv')",
    "SELECT * FROM '{out}/机密.csv'",
    "SELECT * FROM read_text('{out}/机密.csv')",
    "SELECT * FROM read_blob('{out}/机密.csv')",
    "SELECT * FROM read_parquet('{out}/机密.csv')",
    "SELECT * FROM read_json('{out}/机密.csv')",
    "SELECT * FROM sniff_csv('{out}/机密.csv')",
    "SELECT * FROM glob('{out}/*')",
    "SELECT * FROM read_csv('{home}/../机密.csv')",
    "SELECT * FROM read_csv('https://example.invalid/x.csv')",
    "SELECT * FROM 'https://example.invalid/x.parquet'",
    "SELECT * FROM 's3://x/y.parquet'",
    "COPY (SELECT 1) TO '{out}/漏.csv'",
    "COPY ledger.submission TO '{out}/漏.parquet' (FORMAT parquet)",
    "EXPORT DATABASE '{out}/漏'",
    "IMPORT DATABASE '{out}/漏'",
    "ATTACH '{out}/漏.duckdb'",
    "ATTACH ':memory:' AS m (TYPE sqlite)",
    "INSTALL httpfs",
    "LOAD httpfs",
    "FORCE INSTALL sqlite FROM community",
    "LOAD '{out}/x.duckdb_extension'",
    "SET enable_external_access = true",
    "SET lock_configuration = false",
    "RESET lock_configuration",
    "SET allowed_directories = ['/']",
    "SET allow_unsigned_extensions = true",
    "SET memory_limit = '900GB'",
    "SET temp_directory = '{out}'",
    "SET autoinstall_known_extensions = true",
    "SET custom_extension_repository = 'http://example.invalid'",
    "SET secret_directory = '{out}'",
    "PRAGMA import_database('{out}')",
)


def refuses(connection: duckdb.DuckDBPyConnection, query: str) -> None:
    with pytest.raises(duckdb.Error) as refusal:
        connection.execute(query).fetchall()
    assert "机密\n1" not in str(refusal.value)


def got_through(connection: duckdb.DuckDBPyConnection, queries: Sequence[str]) -> list[str]:
    """Return the queries that were answered; each starts from a transaction that is whole."""
    answered = []
    for query in queries:
        try:
            connection.execute(query).fetchall()
            answered.append(query)
        except duckdb.Error:
            with suppress(duckdb.Error):
                connection.rollback()
    return answered


@pytest.fixture
def rooms(workspace: Workspace, tmp_path: Path) -> Iterator[dict[str, str]]:
    """Where queries want to go; nothing was left there."""
    (tmp_path / "外").mkdir()
    out = tmp_path / "外"
    (tmp_path / "机密.csv").rename(out / "机密.csv")
    yield {"out": out.as_posix(), "home": workspace.path.as_posix()}
    assert [path.name for path in out.iterdir()] == ["机密.csv"]


def test_a_reading_connection_reaches_nothing_outside(
    workspace: Workspace, rooms: dict[str, str]
) -> None:
    queries = [query.format(**rooms) for query in OUTWARD]

    with reading(workspace.store, wait=1) as connection:
        assert got_through(connection, queries) == []


def test_a_reading_connection_changes_nothing(workspace: Workspace) -> None:
    before = workspace.store.read_bytes()

    with reading(workspace.store, wait=1) as connection:
        for query in (
            "DELETE FROM ledger.submission",
            "UPDATE ledger.observation SET value = 0",
            "DROP SCHEMA store.ledger CASCADE",
            "DROP TABLE store.ledger.observation",
            "CREATE TABLE store.ledger.x AS SELECT 1",
            "INSERT INTO ledger.meta VALUES ('a', 'b')",
        ):
            refuses(connection, query)

    assert workspace.store.read_bytes() == before


def test_a_changing_connection_reaches_nothing_outside(
    workspace: Workspace, rooms: dict[str, str], tmp_path: Path
) -> None:
    draft, staging = workspace.path / "试.duckdb", tmp_path / "暂存"
    staging.mkdir()
    draft.write_bytes(workspace.store.read_bytes())
    queries = [query.format(**rooms) for query in OUTWARD]

    with changing(draft, staging) as connection:
        assert got_through(connection, queries) == []
        connection.begin()


def test_a_comparing_connection_reaches_nothing_outside(
    workspace: Workspace, rooms: dict[str, str], tmp_path: Path
) -> None:
    other = tmp_path / "另.duckdb"
    other.write_bytes(workspace.store.read_bytes())
    queries = [query.format(**rooms).replace("ledger.", "store.ledger.") for query in OUTWARD]

    with comparing(other, workspace.store) as connection:
        assert got_through(connection, queries) == []


def test_a_second_reader_of_one_process_is_sealed_too(workspace: Workspace) -> None:
    with open_ledger(workspace), reading(workspace.store, wait=1) as connection:
        refuses(connection, "SET enable_external_access = true")


# DuckDB answers enable_logging and then fails to write its file, and with it whatever comes next:
# so it is for the gate of zs sql to refuse.
MORE = (
    "CALL enable_logging(storage = 'file', storage_path = '{out}/漏')",
    "SELECT 1; DROP TABLE ledger.submission",
    "DELETE FROM observation",
    "UPDATE observation SET value = 0",
    "INSERT INTO ledger.meta VALUES ('a', 'b')",
    "CREATE TABLE x AS SELECT 1",
    "CREATE TEMP MACRO f() AS 1",
    "CREATE SECRET x (TYPE s3)",
    "DROP VIEW observation",
    "PRAGMA database_list",
    "CALL pragma_version()",
    "CHECKPOINT",
    "VACUUM",
    "BEGIN",
    "USE memory",
    "DETACH zs",
    "EXPLAIN ANALYZE SELECT 1",
    "PREPARE p AS SELECT 1",
    "EXECUTE p",
    "SET VARIABLE x = 1",
    "SHOW ALL TABLES",
    "SUMMARIZE observation",
    "SELECT * FROM ledger.meta",
    "SELECT * FROM zs.ledger.submission",
    "SELECT * FROM temp.main.observation",
    "SELECT * FROM information_schema.tables",
    "SELECT * FROM duckdb_settings()",
    "SELECT * FROM duckdb_secrets()",
    "SELECT * FROM query('SELECT 1')",
    "SELECT * FROM query_table('ledger.meta')",
    "SELECT * FROM json_execute_serialized_sql(json_serialize_sql('SELECT 2'))",
    "SELECT * FROM enable_logging(storage = 'file', storage_path = '{out}/漏')",
    "SELECT * FROM enable_profiling(save_location = '{out}/漏')",
    "SELECT * FROM force_checkpoint()",
    "SELECT * FROM pragma_storage_info('observation')",
    "SELECT (SELECT max(content) FROM read_text('{out}/机密.csv'))",
    "WITH x AS (SELECT * FROM read_text('{out}/机密.csv')) SELECT * FROM x",
    "WITH x AS MATERIALIZED (FROM '{out}/机密.csv') SELECT * FROM observation",
    "SELECT * FROM observation WHERE raw IN (SELECT content FROM read_text('{out}/机密.csv'))",
    "SELECT * FROM observation UNION ALL BY NAME SELECT * FROM read_csv('{out}/机密.csv')",
    "SELECT * FROM observation JOIN LATERAL (SELECT * FROM glob('{out}/*')) ON true",
    "FROM '{out}/机密.csv'",
    'SELECT * FROM "{out}/机密.csv"',
    "TABLE '{out}/机密.csv'",
    "SELECT getenv('HOME')",
    "SELECT max(Current_Setting('secret_directory')) FROM observation",
)


@pytest.mark.parametrize("query", [*OUTWARD, *MORE])
def test_a_users_query_reaches_nothing_outside(
    workspace: Workspace, rooms: dict[str, str], zs: Zs, query: str
) -> None:
    before = {path: path.read_bytes() for path in workspace.path.rglob("*") if path.is_file()}

    run = zs("-C", workspace.path, "sql", query.format(**rooms))

    assert (run.status, run.out) == (ExitStatus.USAGE, "")
    assert run.err.startswith(("错误[sql-refused]：", "错误[sql-wrong]："))
    assert {path: path.read_bytes() for path in before} == before


def test_a_name_made_by_the_query_itself_is_no_view(workspace: Workspace, zs: Zs) -> None:
    query = "WITH meta AS (SELECT 1 AS n) SELECT n FROM meta, range(2), (VALUES (1)) AS v"

    assert zs("-C", workspace.path, "sql", query).status == 0


def test_what_lies_in_the_current_folder_is_not_run(
    workspace: Workspace, zs: Zs, tmp_path: Path
) -> None:
    for name in ("json", "duckdb", "zhaoshang_cli"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit(9)\n", encoding="utf-8")

    assert zs("-C", workspace.path, "sql", "SELECT 1").status == 0
