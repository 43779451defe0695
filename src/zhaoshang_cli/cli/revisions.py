"""zs revisions."""

from zhaoshang_cli.cli.options import (
    AsOfOption,
    IndicatorOption,
    JsonOption,
    OutputOption,
    RegionOption,
)

EXAMPLES = (
    ("zs revisions", "哪些数改报过，改了多少，谁总是往上改"),
    ("zs revisions --indicator 省外资金 --region 叶县", "一个县的一个指标"),
)


def revisions(
    *,
    indicator: IndicatorOption = None,
    region: RegionOption = None,
    as_json: JsonOption = False,
    output: OutputOption = None,
    as_of: AsOfOption = None,
) -> None:
    """Show what was reported first and what later."""
    from zhaoshang_cli.render.formats import emit
    from zhaoshang_cli.render.screen import messages
    from zhaoshang_cli.workflows.answers.vintage import dated
    from zhaoshang_cli.workflows.history.revisions import Question, revisions

    answer = revisions(Question(indicator, region, as_of))
    emit.show(dated(answer, as_of), as_json=as_json, output=output)
    messages.show_next("看一次改报的全部内容：zs diff 上一次 这一次；编号见 zs history")
