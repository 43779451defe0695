"""The schema's versions: the numbered files of ``sql/schema/``, laid in order."""

import duckdb

from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.resources import folder
from zhaoshang_cli.store.files.refusals import noted_number


def newest() -> int:
    """Return the schema version this zs writes."""
    return max(_scripts())


def version_of(connection: duckdb.DuckDBPyConnection) -> int:
    """Return a store's schema version; 0 while it is empty.

    Raises:
        ZsError: ``store-newer`` or ``store-damaged``.
    """
    try:
        found = connection.execute("SELECT value FROM ledger.meta WHERE key = 'schema'").fetchall()
    except duckdb.CatalogException:
        return 0
    version = noted_number(found[0][0] or "") if found else 0
    if version > newest():
        raise ZsError(
            "store-newer",
            f"台账的格式是第 {version} 版，这个 zs 只认到第 {newest()} 版",
            hint="请升级 zs",
        )
    return version


def migrate(connection: duckdb.DuckDBPyConnection) -> None:
    """Bring a store to the newest schema.

    Raises:
        ZsError: ``store-damaged``: it has tables that its version does not account for.
    """
    before = version_of(connection)
    if before == newest():
        return
    for version, script in sorted(_scripts().items()):
        if version > before:
            _lay(connection, script, before)
    connection.execute("DELETE FROM ledger.meta WHERE key = 'schema'")
    connection.execute(
        "INSERT INTO ledger.meta VALUES ('schema', $version)", {"version": str(newest())}
    )


def _lay(connection: duckdb.DuckDBPyConnection, script: str, before: int) -> None:
    try:
        connection.execute(script)
    except duckdb.CatalogException as error:
        raise ZsError(
            "store-damaged",
            f"台账写着格式是第 {before} 版，里面却有更新版本的表",
            hint="先备份整个文件夹，再运行 zs rebuild",
        ) from error


def _scripts() -> dict[int, str]:
    paths = folder("sql").joinpath("schema").glob("*.sql")
    return {int(path.name.partition("_")[0]): path.read_text(encoding="utf-8") for path in paths}
