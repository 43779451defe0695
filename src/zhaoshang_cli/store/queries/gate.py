"""What a user's own query may be: one SELECT over the ledger's views, and nothing that reaches out."""

import json
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

import duckdb

from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.store.queries.mistakes import SEE, wrong

_ROWS_OF = frozenset(("generate_series", "range", "unnest"))
"""Functions that may stand for a table: they make rows out of nothing but their arguments."""

_TELLING = frozenset(("current_setting", "getenv"))
"""Functions that tell of the machine, not of the ledger."""


def require_select(
    connection: duckdb.DuckDBPyConnection, query: str, known: Collection[str]
) -> frozenset[str]:
    """Return the views that a query names, once it is sure that it asks nothing else.

    Args:
        connection: Parses the query; nothing is run.
        query: As typed.
        known: The views.

    Raises:
        ZsError: ``sql-wrong`` for what cannot be parsed, ``sql-refused`` for anything but one
            SELECT over these views.
    """
    try:
        count = len(connection.extract_statements(query))
    except duckdb.Error as error:
        raise wrong(error, query) from error
    if count != 1:
        raise refused(f"一次只能查一条语句，这里有 {count} 条" if count else "没有写要查什么")
    found = connection.execute("SELECT json_serialize_sql($query)", {"query": query}).fetchall()
    tree = json.loads(found[0][0])
    if tree["error"]:
        raise refused("只能查，不能改：语句要是 SELECT")
    return _named(list(_nodes(tree)), known)


def refused(what: str) -> ZsError:
    """Say why a query is not run."""
    return ZsError("sql-refused", what, hint=SEE)


def _named(nodes: list[Mapping[str, Any]], known: Collection[str]) -> frozenset[str]:
    given = {str(entry["key"]).lower() for node in nodes for entry in _common(node)}
    views = set[str]()
    for node in nodes:
        match node.get("type"):
            case "BASE_TABLE":
                views |= _view(node, known, given)
            case "TABLE_FUNCTION":
                _require_rows(node["function"])
            case "FUNCTION" if str(node.get("function_name", "")).lower() in _TELLING:
                raise refused(f"不能用 {node['function_name']}：查询只看台账，不看这台电脑")
            case "SHOW_REF":
                raise refused("这里不用 DESCRIBE、SHOW 和 SUMMARIZE")
            case "VALUE_PARAMETER":
                raise refused("语句里不能有参数（$名称、?）：直接写值")
            case _:
                pass
    return frozenset(views)


def _common(node: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the tables that a WITH makes."""
    made = node.get("cte_map")
    return list(made["map"]) if isinstance(made, Mapping) else []


def _view(
    node: Mapping[str, Any], known: Collection[str], given: Collection[str]
) -> frozenset[str]:
    name = str(node["table_name"]).lower()
    whole = ".".join(
        str(node[part]) for part in ("catalog_name", "schema_name", "table_name") if node.get(part)
    )
    if whole.lower() == name:
        if name in given:
            return frozenset()
        if name in known:
            return frozenset((name,))
    near = get_close_matches(name, known, n=1)
    meant = f"是不是想查 {near[0]}？" if near else ""
    raise ZsError("sql-refused", f"没有叫“{whole}”的表可查", hint=meant + SEE)


def _require_rows(function: Mapping[str, Any]) -> None:
    name = str(function.get("function_name", "")).lower()
    if name not in _ROWS_OF:
        raise refused(f"不能用 {name}：查询只看台账，不读文件，不上网，不改设置")


def _nodes(tree: object) -> Iterator[Mapping[str, Any]]:
    """Yield every node of a parsed query."""
    waiting = [tree]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Mapping):
            yield one
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)
