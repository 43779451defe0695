"""A briefing through its templates: Markdown, and one HTML page that needs no other file.

Templates come from ``templates/<kind>/`` of the workspace, else from those shipped. They get words,
lists and numbers for drawing, and run in a sandbox, the workspace's own in a process apart: whoever
may edit a template may arrange a document, and nothing more.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from zhaoshang_cli.domain.brief import Brief, BriefTable, Section
from zhaoshang_cli.domain.figure import Figure, numbered
from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.render.brief.chart import draw
from zhaoshang_cli.render.brief.marks import HtmlPen, markdown, one_line
from zhaoshang_cli.render.brief.phrases import Phrases
from zhaoshang_cli.render.templates.confined import compose_apart
from zhaoshang_cli.render.templates.inert import active_part
from zhaoshang_cli.render.templates.sandbox import compose
from zhaoshang_cli.resources import came_with_zs, folder


@dataclass(frozen=True, slots=True)
class Setting:
    """What a document is written with, besides its content."""

    phrases: Phrases
    own_templates: Path
    """The workspace's folder; it need not exist."""

    names: Mapping[str, str]
    """Names of indicators and regions by their code."""


def figures_of(brief: Brief) -> tuple[Figure, ...]:
    """Return every distinct figure of a document, numbered in its order."""
    return tuple(numbered(brief.figures()))


def write_markdown(brief: Brief, setting: Setting) -> str:
    """Write the document as Markdown.

    Raises:
        ZsError: ``template-broken``, ``template-too-slow`` or ``template-too-large``.
    """
    content = {
        "title": markdown(brief.title),
        "opening": [markdown(one) for one in brief.opening],
        "sections": [_section_markdown(one) for one in brief.sections],
        "closing": [markdown(one) for one in brief.closing],
        "notes_heading": markdown(brief.notes_heading),
        "assumptions": [markdown(one) for one in brief.assumptions],
        "appendix": [_section_markdown(one) for one in brief.appendix],
    }
    return _render(f"{brief.kind}/{brief.kind}.md.j2", content, setting, autoescape=False)


def write_html(brief: Brief, setting: Setting) -> str:
    """Write the document as one page.

    Raises:
        ZsError: ``template-broken``, ``template-too-slow``, ``template-too-large`` or
            ``template-unsafe``.
    """
    figures = {figure.identity: figure for figure in figures_of(brief)}
    pen = HtmlPen(figures, setting.names)
    content = {
        "title": pen.write(brief.title),
        "plain_title": one_line(str(brief.title)),
        "opening": [pen.write(one) for one in brief.opening],
        "sections": [_section_html(one, pen, setting.phrases) for one in brief.sections],
        "closing": [pen.write(one) for one in brief.closing],
        "notes_heading": one_line(brief.notes_heading),
        "assumptions": [pen.write(one) for one in brief.assumptions],
        "appendix": [_section_html(one, pen, setting.phrases) for one in brief.appendix],
    }
    return _render(f"{brief.kind}/{brief.kind}.html.j2", content, setting, autoescape=True)


def _section_markdown(section: Section) -> dict[str, object]:
    return {
        "heading": markdown(section.heading),
        "paragraphs": [markdown(one) for one in section.paragraphs],
        "tables": [
            {
                "title": markdown(table.title),
                "headings": [markdown(one) for one in table.headings],
                "marks": ["---" if words else "---:" for words in _words(table)],
                "rows": [[markdown(cell) for cell in row] for row in table.rows],
                "notes": [markdown(note) for note in table.notes],
            }
            for table in section.tables
        ],
    }


def _section_html(section: Section, pen: HtmlPen, phrases: Phrases) -> dict[str, object]:
    words = {
        "schedule": phrases.word("chart_schedule"),
        "ahead": phrases.word("chart_ahead"),
        "behind": phrases.word("chart_behind"),
        "missing": phrases.word("chart_missing"),
    }
    return {
        "heading": one_line(section.heading),
        "paragraphs": [pen.write(one) for one in section.paragraphs],
        "charts": [draw(chart, words, pen) for chart in section.charts],
        "tables": [
            {
                "title": one_line(table.title),
                "headings": [one_line(one) for one in table.headings],
                "words": _words(table),
                "rows": [[pen.write(cell) for cell in row] for row in table.rows],
                "notes": [one_line(note) for note in table.notes],
            }
            for table in section.tables
        ],
    }


def _words(table: BriefTable) -> list[bool]:
    """Tell which columns hold words and stand to the left."""
    return [place < table.words for place in range(len(table.headings))]


def _render(name: str, content: Mapping[str, object], setting: Setting, *, autoescape: bool) -> str:
    """Fill the shipped templates here; the workspace's own, and those it kept, under guard."""
    shipped = folder("templates")
    own = any((setting.own_templates / name).parent.glob("*.j2"))
    if not own and came_with_zs(shipped):
        return compose(name, content, [shipped], autoescape=autoescape)
    homes = [setting.own_templates, shipped]
    text = compose_apart(name, content, homes, autoescape=autoescape)
    if autoescape and (part := active_part(text)):
        raise ZsError(
            "template-unsafe",
            f"模板写出的网页里有会动的东西：{part}",
            Place(str(setting.own_templates / name)),
            "稿子只用来看和打印：去掉脚本、表单和外来的图片、样式；文字不要用 autoescape false 放开",
        )
    return text
