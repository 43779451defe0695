"""Where a document's figures come from: the head of the chain, and the appendix (数据来源)."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from zhaoshang_cli.domain.brief import Brief, BriefTable, Section
from zhaoshang_cli.domain.figure import Figure
from zhaoshang_cli.domain.prose import Prose
from zhaoshang_cli.render.brief.document import figures_of
from zhaoshang_cli.render.brief.phrases import Phrases

_SHORT = 16
"""How much of the head of the chain is printed."""

_HEADINGS = ("sources_id", "sources_figure", "sources_what", "sources_cells")


def with_head(brief: Brief, phrases: Phrases, *, head: str, as_of: int) -> Brief:
    """Return the document with the head of the chain printed in its notes.

    A cut tail of the journal shows against it. Publications of before have no phrase for it.
    """
    if not head or "assume_vintage" not in phrases.patterns:
        return brief
    said = phrases.say("assume_vintage", as_of=str(as_of), head=head[:_SHORT])
    return replace(brief, assumptions=(*brief.assumptions, said))


def with_sources(
    brief: Brief, names: Mapping[str, str], phrases: Phrases, about: Callable[[Figure], str]
) -> Brief:
    """Return the document with its figures listed at the end, in their order.

    Args:
        brief: The document.
        names: Names of indicators and regions by their code.
        phrases: The words of the headings.
        about: Says in words how a figure is counted.
    """
    rows = tuple(
        (
            Prose.of(figure.id),
            Prose.of(figure),
            Prose.of(
                f"{names.get(figure.region, figure.region)} {figure.period} "
                f"{names.get(figure.indicator, figure.indicator)}：{about(figure)}"
            ),
            Prose.of("；".join(figure.cells) or "—"),
        )
        for figure in figures_of(brief)
    )
    headings = tuple(map(phrases.word, _HEADINGS))
    table = BriefTable(title="", headings=headings, rows=rows, words=len(_HEADINGS))
    return replace(brief, appendix=(Section(phrases.word("sources_heading"), tables=(table,)),))
