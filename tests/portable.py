"""Keep ``sql/metrics`` and ``sql/views`` to the SQL that other engines understand too.

Run as ``python -m tests.portable``: silent when all is well, else one line a fault and status 1.
Judged on sqlglot's tree; nothing is executed and nothing is rewritten.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import sqlglot
from sqlglot import exp

from zhaoshang_cli.domain.metric import parse_metric

ROOT = Path(__file__).parents[1]
FOLDERS = ("sql/metrics", "sql/views")
CODES = ("code", "region", "indicator", "period", "submission")
"""What an ORDER BY may end in: something that tells rows apart, not a name or an amount."""

FUNCTIONS = {
    "ABS", "AND", "CASE", "CAST", "COALESCE", "CONCAT", "COUNT", "DENSE_RANK", "EXISTS",
    "EXTRACT", "FILTER", "FIRST_VALUE", "GREATEST", "GROUPING", "IF", "LAG", "LAST_DAY",
    "LAST_VALUE", "LEAD", "LEAST", "LENGTH", "LOWER", "MAX", "MIN", "NTILE", "NULLIF", "OR",
    "RANK", "ROW_NUMBER", "SUBSTRING", "SUM", "TRIM", "UPPER",
}  # fmt: skip


def faults(sql: str) -> list[str]:
    """Name everything in a statement that is outside the portable subset."""
    try:
        tree = sqlglot.parse_one(sql, read="duckdb")
    except sqlglot.errors.ParseError as error:
        return [f"does not parse: {str(error).splitlines()[0]}"]
    return [
        f"{what}: {_excerpt(node)}"
        for node in tree.walk()
        for what in (rule(node) for rule in RULES)
        if what
    ]


def unordered(sql: str, key: Sequence[str] = ()) -> list[str]:
    """Name what keeps the answer of a metric from having one order only.

    Args:
        sql: The metric.
        key: The columns that its header says tell the rows apart.
    """
    tree = sqlglot.parse_one(sql, read="duckdb")
    order = tree.args.get("order")
    if order is None:
        return ["no ORDER BY"]
    found = [
        f"no NULLS FIRST/LAST: {_excerpt(one)}"
        for one in order.expressions
        if not _says_nulls(one, sql)
    ]
    names = [one.this.name for one in order.expressions if isinstance(one.this, exp.Column)]
    columns = tree.expressions if isinstance(tree, exp.Select) else []
    aliases = {one.alias: one.this.name for one in columns if isinstance(one, exp.Alias)}
    found += [f"ORDER BY lacks {one}" for one in key if not {one, aliases.get(one)} & {*names}]
    last = order.expressions[-1].this
    if not isinstance(last, exp.Column) or last.name not in {*CODES, *key}:
        found.append(f"ORDER BY does not end in a code: {_excerpt(last)}")
    return found


def _says_nulls(one: exp.Expr, sql: str) -> bool:
    """Look at the text: the tree has NULLS LAST as the default of DuckDB as well."""
    tail = sql.upper().rpartition("ORDER BY")[2].partition("LIMIT")[0]
    written = [part.strip() for part in tail.split(",")]
    name = one.this.sql("duckdb").upper()
    return any(
        part.startswith(name) and part.endswith(("NULLS LAST", "NULLS FIRST")) for part in written
    )


BANNED: tuple[tuple[type[exp.Expr], str], ...] = (
    (exp.Pivot, "PIVOT (write SUM(CASE WHEN … END))"),
    (exp.Qualify, "QUALIFY (write ROW_NUMBER in a CTE)"),
    (exp.Lambda, "lambda (no other engine has this form)"),
    (exp.Unnest, "UNNEST (join a table)"),
    (exp.IntDiv, "// (engines truncate differently)"),
    (exp.Avg, "AVG (engines give other types: hand over sum and count)"),
    (exp.Round, "ROUND (rates are rounded once, in Python)"),
    (exp.GroupConcat, "string_agg (join names in Python)"),
    (exp.RegexpLike, "a regular expression (LIKE is the only common pattern)"),
    (exp.SimilarTo, "SIMILAR TO (LIKE is the only common pattern)"),
    (exp.Glob, "GLOB (LIKE is the only common pattern)"),
    (exp.ILike, "ILIKE (LIKE is the only common pattern)"),
    (exp.Collate, "COLLATE (no order by a language without a code after it)"),
)


def _banned(node: exp.Expr) -> str | None:
    return next((why for kind, why in BANNED if isinstance(node, kind)), None)


def _shorthand(node: exp.Expr) -> str | None:
    if isinstance(node, exp.Group) and node.args.get("all"):
        return "GROUP BY ALL (name the columns)"
    if isinstance(node, exp.Star) and (node.args.get("except_") or node.args.get("replace")):
        return "* EXCLUDE/REPLACE (name the columns)"
    return None


def _division(node: exp.Expr) -> str | None:
    if not isinstance(node, exp.Div):
        return None
    if not _is_double(node.left.unnest()):
        return "/ needs CAST(… AS DOUBLE) on the left"
    if not isinstance(node.right.unnest(), exp.Nullif):
        return "/ needs NULLIF(…, 0) on the right"
    return None


def _is_double(node: exp.Expr) -> bool:
    return isinstance(node, exp.Cast) and node.to.this == exp.DataType.Type.DOUBLE


def _function(node: exp.Expr) -> str | None:
    if _banned(node) or not isinstance(node, exp.Func) or isinstance(node, exp.Connector):
        return None
    name = node.name.upper() if isinstance(node, exp.Anonymous) else node.sql_name()
    return None if name in FUNCTIONS else f"function {name}"


def _table(node: exp.Expr) -> str | None:
    if isinstance(node, exp.Table) and not isinstance(node.this, exp.Identifier):
        return "table function (read a view)"
    return None


RULES: tuple[Callable[[exp.Expr], str | None], ...] = (
    _banned,
    _shorthand,
    _division,
    _function,
    _table,
)


def _excerpt(node: exp.Expr) -> str:
    return " ".join(node.sql("duckdb").split())[:60]


def check(root: Path = ROOT) -> Iterator[str]:
    """Yield one line for every fault of every file."""
    for folder in FOLDERS:
        for path in sorted((root / folder).glob("*.sql")):
            sql = path.read_text(encoding="utf-8")
            found = faults(sql)
            if folder.endswith("metrics") and not found:
                found = unordered(sql, parse_metric(sql, path.stem).key)
            for fault in found:
                yield f"{path.relative_to(root)}: {fault}"


def main() -> int:
    """Print the faults and say whether there were any."""
    found = list(check())
    for line in found:
        print(line, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
