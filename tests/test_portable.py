"""The linter finds what other engines would not understand."""

from pathlib import Path

import pytest

from tests.portable import check, faults, main, unordered


@pytest.mark.parametrize(
    ("sql", "what"),
    [
        ("SELECT region FROM observation GROUP BY ALL", "GROUP BY ALL"),
        ("SELECT * EXCLUDE (raw) FROM observation", "EXCLUDE"),
        ("SELECT * REPLACE (1 AS raw) FROM observation", "EXCLUDE"),
        ("SELECT region FROM target QUALIFY row_number() OVER (ORDER BY region) = 1", "QUALIFY"),
        ("PIVOT target ON level USING sum(value) GROUP BY region", "PIVOT"),
        ("SELECT 7 // 2 AS n", "//"),
        ("SELECT avg(value) AS n FROM target", "AVG"),
        ("SELECT round(value, 1) AS n FROM target", "ROUND"),
        ("SELECT string_agg(region, ',') AS n FROM target", "string_agg"),
        ("SELECT value / 2 AS n FROM target", "DOUBLE"),
        ("SELECT cast(value AS DOUBLE) / year AS n FROM target", "NULLIF"),
        ("SELECT strftime(day, '%Y') AS n FROM target", "function"),
        ("SELECT some_macro(value) AS n FROM target", "function SOME_MACRO"),
        ("SELECT region FROM target WHERE region ~ '^41'", "regular expression"),
        ("SELECT region FROM target WHERE region ILIKE '41%'", "ILIKE"),
        ("SELECT unnest([1, 2]) AS n", "UNNEST"),
        ("SELECT n FROM read_csv('x.csv')", "function"),
        ("SELECT n FROM range(3)", "function"),
        ("SELECT region FROM target ORDER BY region COLLATE zh", "COLLATE"),
        ("SELECT list_transform([1], x -> x + 1) AS n", "lambda"),
        ("SELECT FROM WHERE", "does not parse"),
    ],
)
def test_what_is_not_portable_is_named(sql: str, what: str) -> None:
    assert any(what in fault for fault in faults(sql)), faults(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT cast(value AS DOUBLE) / nullif(cast(year AS DOUBLE), 0) AS n FROM target",
        "SELECT sum(CASE WHEN level = $level THEN value END) AS n FROM target GROUP BY region",
        "SELECT rank() OVER (PARTITION BY year ORDER BY value DESC NULLS LAST) AS n FROM target",
        "SELECT region FROM target WHERE NOT EXISTS (SELECT 1 FROM region WHERE code = region)",
    ],
)
def test_what_every_engine_knows_passes(sql: str) -> None:
    assert faults(sql) == []


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("SELECT region FROM target", "no ORDER BY"),
        ("SELECT region FROM target ORDER BY region", "no NULLS FIRST/LAST"),
        ("SELECT region, value FROM target ORDER BY value NULLS LAST", "does not end in a code"),
        ("SELECT region, year FROM target ORDER BY region NULLS LAST", "lacks year"),
    ],
)
def test_an_order_that_is_not_total_is_named(sql: str, found: str) -> None:
    assert any(found in fault for fault in unordered(sql, ("region", "year")))


def test_a_total_order_passes() -> None:
    sql = "SELECT code AS region FROM region ORDER BY position NULLS LAST, code NULLS LAST"

    assert unordered(sql, ("region",)) == []


def test_the_files_of_zs_pass(capsys: pytest.CaptureFixture[str]) -> None:
    assert (main(), capsys.readouterr().err) == (0, "")


def test_a_faulty_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "sql" / "views").mkdir(parents=True)
    (tmp_path / "sql" / "views" / "bad.sql").write_text("SELECT avg(x) AS n FROM y", "utf-8")

    assert [line.partition(": AVG")[0] for line in check(tmp_path)] == ["sql/views/bad.sql"]
