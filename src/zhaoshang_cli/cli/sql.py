"""zs sql."""

from typing import Annotated

import typer

from zhaoshang_cli.cli.options import AsOfOption, JsonOption, OutputOption

EXAMPLES = (
    ("zs sql --tables", "有哪些表、每列是什么意思"),
    ('zs sql "SELECT * FROM observation"', "每个有效的数"),
    ('zs sql "SELECT * FROM finding" -o 问题.xlsx', "读表时发现的问题，存成工作簿"),
)


def sql(
    query: Annotated[
        str | None,
        typer.Argument(metavar="语句", help="一条 SELECT", show_default=False),
    ] = None,
    *,
    tables: Annotated[bool, typer.Option("--tables", help="列出可查的表和列")] = False,
    limit: Annotated[int, typer.Option("--limit", metavar="行数", help="最多列几行")] = 1000,
    as_json: JsonOption = False,
    output: OutputOption = None,
    as_of: AsOfOption = None,
) -> None:
    """Ask the ledger in SQL."""
    from zhaoshang_cli.errors import ZsError
    from zhaoshang_cli.render.formats import emit
    from zhaoshang_cli.render.screen import messages
    from zhaoshang_cli.workflows.answers.sql import list_tables, run_sql
    from zhaoshang_cli.workflows.answers.vintage import dated

    if query is None and not tables:
        raise ZsError(
            "argument-missing", "zs sql 缺少参数“语句”", hint="可查的表见 zs sql --tables"
        )
    answer = list_tables() if query is None else run_sql(query, as_of=as_of, limit=limit)
    emit.show(dated(answer, as_of), as_json=as_json, output=output)
    messages.show_next("现成的查询：zs metric list" if tables else "可查的表和列：zs sql --tables")
