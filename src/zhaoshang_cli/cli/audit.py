"""``zs audit``: whether anything was changed behind zs's back, and the whole ledger as a file."""

from pathlib import Path
from typing import Annotated

import typer

from zhaoshang_cli.cli.options import AsOfOption, JsonOption, OutputOption
from zhaoshang_cli.errors import ExitStatus

app = typer.Typer()

EXAMPLES = (
    ("zs audit verify", "核对流水、归档和台账的每一行"),
    ("zs audit verify --head 3f9a2c71", "并确认文稿上印的哈希还在流水里"),
    ("zs audit export -o 台账.xlsx", "把整本台账写成工作簿"),
    ("zs audit export --as-of 发布:2022-11 -o 台账.xlsx", "发布那一刻的台账，给检查的人看"),
)


@app.command("verify", help="核对流水、归档和台账：改过、少了、多了、换了次序的逐条列出")
def verify(
    *,
    head: Annotated[
        str | None,
        typer.Option(metavar="哈希", help="以前记下的流水哈希，至少前8位；文稿和备份上都有"),
    ] = None,
    as_json: JsonOption = False,
    output: OutputOption = None,
) -> ExitStatus:
    """Hold every line, archive and row against the others."""
    from zhaoshang_cli.render.formats.emit import show
    from zhaoshang_cli.render.screen.messages import show_next
    from zhaoshang_cli.render.tables.upkeep import audit_answer
    from zhaoshang_cli.workflows.upkeep.upkeep import verify as audit

    found = audit(head)
    show(audit_answer("audit", "核对台账", found), as_json=as_json, output=output)
    show_next("把流水末行哈希抄在别处，日后可用 --head 核对" if found.sound else "zs doctor")
    return ExitStatus.OK if found.sound else ExitStatus.FINDINGS


@app.command("export", help="写出整本台账：流水、报送、每个数的每一版、问题")
def export(
    *,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="文件", help="台账.xlsx、台账.csv 或 台账.json"),
    ] = None,
    as_json: JsonOption = False,
    as_of: AsOfOption = None,
) -> None:
    """Write the whole ledger, every version of everything."""
    from zhaoshang_cli.render.formats.emit import show
    from zhaoshang_cli.render.screen.messages import show_next
    from zhaoshang_cli.render.tables.upkeep import ledger_answer
    from zhaoshang_cli.workflows.answers.vintage import dated
    from zhaoshang_cli.workflows.upkeep.upkeep import export as ledger

    found = ledger(as_of)
    answer = ledger_answer(found.tables, as_of=found.as_of, head=found.head)
    show(dated(answer, as_of), as_json=as_json, output=output)
    show_next("zs audit verify")
