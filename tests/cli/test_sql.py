"""One's own question to the ledger."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ledgers import observations, send, targets, workspace_in
from tests.support import Zs
from zhaoshang_cli.errors import ExitStatus, ZsError
from zhaoshang_cli.store.answers.ledger import open_ledger
from zhaoshang_cli.store.queries.questions import ask_freely
from zhaoshang_cli.workflows.answers.sql import list_tables
from zhaoshang_cli.workspace import Workspace


@pytest.fixture
def ledger(tmp_path: Path) -> Workspace:
    """A ledger of two submissions, the second of which revises the first."""
    workspace = workspace_in(tmp_path)
    first = [("410402", 202211, "oos_funds", "1250.50"), ("410403", 202211, "oos_funds", 7)]
    send(workspace, "一.csv", observations(first))
    send(workspace, "二.csv", observations([("410402", 202211, "oos_funds", 1300)]))
    send(workspace, "目标.csv", aims=targets([("410402", 2022, "oos_funds", "市定", 2000)]))
    return workspace


def test_a_select_is_answered_with_exact_numbers(ledger: Workspace, zs: Zs) -> None:
    query = "SELECT region, value, raw FROM Observation ORDER BY region"

    run = zs("-C", ledger.path, "sql", query)

    assert run == (
        0,
        (
            "查到 2 行\n"
            "region  value  raw\n"
            "-------------------\n"
            "410402   1300  1300\n"
            "410403      7  7\n"
        ),
        "下一步：可查的表和列：zs sql --tables\n",
    )


def test_the_answer_is_as_of_a_vintage(ledger: Workspace, zs: Zs) -> None:
    query = "SELECT value FROM observation WHERE region = '410402'"

    run = zs("-C", ledger.path, "sql", query, "--as-of", 1, "--json")

    told = json.loads(run.out)
    assert told["schema"] == "zs.sql/1"
    assert (told["as_of"], len(told["head"]), told["more"]) == (1, 64, False)
    assert told["columns"] == [{"name": "value", "type": "DECIMAL(18,6)"}]
    assert told["rows"] == [{"value": 1250.5}]


def test_more_rows_than_asked_for_are_left_out_and_said_to_be(ledger: Workspace, zs: Zs) -> None:
    run = zs("-C", ledger.path, "sql", "SELECT * FROM range(9) AS t (n)", "--limit", 2)

    assert run.out == ("查到 2 行\nn\n-\n0\n1\n后面还有，没有列出：加大 --limit，或加上条件\n")


def test_every_kind_of_value_has_a_form(ledger: Workspace, zs: Zs) -> None:
    query = (
        "SELECT NULL AS a, true AS b, DATE '2022-12-20' AS c, 0.1::DOUBLE AS d, 'NaN'::DOUBLE AS e,"
        " 'x'::BLOB AS f, [1, 2] AS g, 1 AS h, 2 AS h, 10::HUGEINT AS i"
    )

    run = zs("-C", ledger.path, "sql", query, "--json")

    assert json.loads(run.out)["rows"] == [
        {
            "a": None, "b": True, "c": "2022-12-20", "d": 0.1, "e": "nan", "f": "78",
            "g": "[1, 2]", "h": 1, "h_2": 2, "i": 10,
        }
    ]  # fmt: skip
    assert zs("-C", ledger.path, "sql", query).out.splitlines()[-1].startswith("—  是")


def test_the_answer_goes_into_a_file(ledger: Workspace, zs: Zs, tmp_path: Path) -> None:
    run = zs("-C", ledger.path, "sql", "SELECT '=1+1' AS x", "-o", tmp_path / "查.csv")

    assert run.status == 0
    assert (tmp_path / "查.csv").read_text("utf-8-sig") == "查到 1 行\nx\n'=1+1\n"


@pytest.mark.parametrize(
    ("query", "told"),
    [
        (
            "selec 1",
            (
                "错误[sql-wrong]：查询语句有误：“selec”附近写错了"
                '（原文：Parser Error: syntax error at or near "selec"）'
            ),
        ),
        ("SELECT 1; SELECT 2", "错误[sql-refused]：一次只能查一条语句，这里有 2 条"),
        ("", "错误[sql-refused]：没有写要查什么"),
        ("SELECT * FROM observatio", "错误[sql-refused]：没有叫“observatio”的表可查"),
        ("SELECT $x", "错误[sql-refused]：语句里不能有参数（$名称、?）：直接写值"),
        ("DESCRIBE target", "错误[sql-refused]：这里不用 DESCRIBE、SHOW 和 SUMMARIZE"),
    ],
)
def test_a_query_that_cannot_be_is_told(ledger: Workspace, zs: Zs, query: str, told: str) -> None:
    run = zs("-C", ledger.path, "sql", query)

    assert (run.status, run.out) == (ExitStatus.USAGE, "")
    assert run.err.splitlines()[0] == told


@pytest.mark.parametrize(
    ("query", "told", "advice"),
    [
        ("SELECT valeu FROM target", "没有“valeu”这一列", "是不是想写 value；"),
        ('SELECT value FROM target WHERE region = "叶县"', "没有“叶县”这一列",
         "要是文字，就用单引号：'叶县'；"),
        ("SELECT t.vaule FROM target t", "没有“vaule”这一列", "是不是想写 value；"),
        ("SELECT x.value FROM target", "前面没有叫“x”的表", ""),
        ("SELECT value", "没有写从哪张表查", "加上 FROM 表名；"),
        ("SELECT 1 FROM target WHERE", "没有写完", ""),
        ("SELECT 'a FROM target", "引号没有成对", ""),
        ("SELECT code FROM region r, indicator i", "几张表都有“code”这一列",
         "写明是哪张表的：r.code、i.code；"),
        ("SELECT region, sum(value) FROM target", "“region”没有汇总，也没有写进 GROUP BY",
         "把 region 写进 GROUP BY，或放进 sum()、max() 里；"),
        ("SELECT 1 FROM target WHERE sum(value) > 1", "WHERE 里不能用 sum、count 这样的汇总",
         "汇总以后的条件写在 HAVING 里；"),
        ("SELECT sum(region) FROM target", "“sum”不能用在文字上",
         "文字先转成数，例如 CAST(raw AS DECIMAL(18, 2))；"),
        ("SELECT strftime(year, '%Y') FROM target", "“strftime”不能这样用在这几种值上", ""),
        ("SELECT foo(1)", "没有 foo 这个函数", ""),
        ("SELECT 1 FROM observation WHERE raw > 3", "文字不能和整数比较",
         "文字加单引号，例如 '410400'；要当数比，先 CAST(raw AS DECIMAL(18, 2))；"),
        ("SELECT 1 FROM observation WHERE period = '2022-11'", "“2022-11”不是整数",
         "期间写成 202211 这样的整数；"),
        ("SELECT DATE '2022-13-01'", "“2022-13-01”不是日期", "日期写成 2022-12-05；"),
        ("SELECT 1 UNION SELECT 1, 2", "UNION 两边的列数不一样", ""),
        ("SELECT (SELECT n FROM range(2) t (n))", "括号里的查询查到不止一行",
         "在括号里加条件，或用 IN；"),
        ("SELECT 1 WHERE 1 IN (SELECT 1, 2)", "括号里的查询只能有一列，这里有 2 列", ""),
        ("SELECT 1 ORDER BY 9", "ORDER BY 的序号要在 1 到 1 之间", ""),
        ("SELECT 9999999999::BIGINT * 9999999999", "数太大，算不下了", ""),
        ("SELECT value，region FROM target", "没有“value，region”这一列", "， 是全角的，改成半角；"),
        ("SELECT value FROM target WHERE region = “1”", "没有““1””这一列",
         "引号用半角的：文字写成 '410400' 这样；"),
        ("SELECT regexp_matches('a', '(')", "看不懂，或算不出", ""),
    ],
)  # fmt: skip
def test_what_duckdb_finds_wrong_is_said_in_chinese_before_its_own_words(
    ledger: Workspace, zs: Zs, query: str, told: str, advice: str
) -> None:
    first, second = zs("-C", ledger.path, "sql", query).err.splitlines()

    assert first.startswith(f"错误[sql-wrong]：查询语句有误：{told}（原文：")
    assert second == f"  办法：{advice}可查的表和列见 zs sql --tables"


def test_without_a_query_the_command_says_what_it_needs(zs: Zs) -> None:
    run = zs("sql")

    assert (run.status, run.err.splitlines()[0]) == (
        2,
        "错误[argument-missing]：zs sql 缺少参数“语句”",
    )


def test_a_limit_out_of_range_is_told(ledger: Workspace, zs: Zs) -> None:
    run = zs("-C", ledger.path, "sql", "SELECT 1", "--limit", 0)

    assert run.err == "错误[value-wrong]：--limit 不能是 0\n  办法：写 1 到 100000\n"


def test_a_query_without_end_is_stopped_by_the_clock(ledger: Workspace) -> None:
    query = "WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t) SELECT max(n) FROM t"

    with pytest.raises(ZsError) as refusal:
        ask_freely(ledger, query, as_of=None, most=10, seconds=3)

    assert (refusal.value.code, refusal.value.message) == (
        "sql-too-slow",
        "查了 3 秒还没有结果，已停止",
    )


@pytest.mark.parametrize(
    "query",
    [
        "SELECT repeat('a', 4000000000)",
        "SELECT list(n) FROM range(1000000000) AS t (n)",
        "SELECT repeat('a', 1000000) FROM range(500)",
        f"SELECT {'(' * 20000}1{')' * 20000}",
    ],
)
def test_a_query_that_is_too_large_is_stopped(ledger: Workspace, query: str) -> None:
    with pytest.raises(ZsError) as refusal:
        ask_freely(ledger, query, as_of=None, most=1000)

    assert refusal.value.code in {"sql-too-large", "sql-wrong"}


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, list[str]]]:
    """The columns of every view, as DuckDB has them."""
    with open_ledger(workspace_in(tmp_path_factory.mktemp("views"))) as ledger:
        ledger._views.lay_all()
        names = ledger._connection.execute(
            "SELECT table_name, list(column_name ORDER BY column_index) FROM duckdb_columns()"
            " WHERE database_name = 'temp' GROUP BY ALL"
        ).fetchall()
        yield dict(names)


def test_every_view_and_column_has_its_meaning(described: dict[str, list[str]]) -> None:
    described.pop("vintage", None)
    told = list_tables().payload["tables"]
    assert isinstance(told, list)

    assert {one["name"]: list(one["columns"]) for one in told} == described


def test_the_tables_are_listed(zs: Zs) -> None:
    run = zs("sql", "--tables")

    assert run.out.startswith("observation　现在有效的数，按认定数\n列          意思\n")
    assert run.err == "下一步：现成的查询：zs metric list\n"
