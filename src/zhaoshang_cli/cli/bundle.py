"""zs bundle."""

from pathlib import Path
from typing import Annotated

import typer

from zhaoshang_cli.cli.options import JsonOption
from zhaoshang_cli.errors import ExitStatus

EXAMPLES = (
    ("zs bundle 2022-11 -o 包.zip", "把11月的稿子和它依据的一切打成一个包"),
    ("zs bundle verify 包.zip", "只凭这个包从头重做一遍，逐字节比较"),
)


def bundle(
    what: Annotated[
        str | None,
        typer.Argument(metavar="期间|verify", help="哪一期，不写就是最新的；verify 是核验一个包"),
    ] = None,
    package: Annotated[
        Path | None, typer.Argument(metavar="包.zip", help="要核验的包", show_default=False)
    ] = None,
    *,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="文件", help="写到哪里；不写就在 输出/ 里", show_default=False
        ),
    ] = None,
    as_json: JsonOption = False,
) -> ExitStatus:
    """Pack a period's documents with all they stand on, or verify such a package."""
    from zhaoshang_cli.errors import ZsError
    from zhaoshang_cli.render.formats import emit
    from zhaoshang_cli.render.screen import messages

    if what == "verify":
        from zhaoshang_cli.workflows.upkeep.bundle_verify import verify

        if package is None:
            raise ZsError(
                "argument-missing", "zs bundle verify 缺少参数“包.zip”", hint="写上要核验的包"
            )
        verified = verify(package)
        emit.show(verified.answer, as_json=as_json, output=output)
        messages.show_next("把流水末行哈希与稿件、备份上记下的对一对")
        return ExitStatus.OK if verified.sound else ExitStatus.FINDINGS
    from zhaoshang_cli.workflows.upkeep.bundle import bundle as pack

    bundled = pack(what, output)
    emit.show(bundled.answer, as_json=as_json)
    for note in bundled.notes:
        messages.show_note(f"注意：{note}")
    messages.show_next(f"核验：zs bundle verify {bundled.path}")
    return ExitStatus.OK
