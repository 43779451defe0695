"""A briefing through its templates: Markdown, and one HTML page that needs no other file.

Templates come from ``templates/<kind>/`` of the workspace, else from those shipped. They get words,
lists and numbers for drawing, and run in Jinja's sandbox: whoever may edit a template may arrange a
document, and nothing more.
"""

import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from zhaoshang_cli.domain.brief import Brief, BriefTable, Section
from zhaoshang_cli.domain.figure import Figure, numbered
from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.render.document_chart import draw
from zhaoshang_cli.render.document_marks import HtmlPen, markdown
from zhaoshang_cli.render.phrases import Phrases
from zhaoshang_cli.resources import folder

_MISTAKES = (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


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
        ZsError: ``template-broken``.
    """
    content = {
        "title": markdown(brief.title),
        "opening": [markdown(one) for one in brief.opening],
        "sections": [_section_markdown(one) for one in brief.sections],
        "closing": [markdown(one) for one in brief.closing],
        "notes_heading": markdown(brief.notes_heading),
        "assumptions": [markdown(one) for one in brief.assumptions],
    }
    return _render(f"{brief.kind}/{brief.kind}.md.j2", content, setting, autoescape=False)


def write_html(brief: Brief, setting: Setting) -> str:
    """Write the document as one page.

    Raises:
        ZsError: ``template-broken``.
    """
    figures = {figure.identity: figure for figure in figures_of(brief)}
    pen = HtmlPen(figures, setting.names)
    content = {
        "title": pen.write(brief.title),
        "plain_title": str(brief.title),
        "opening": [pen.write(one) for one in brief.opening],
        "sections": [_section_html(one, pen, setting.phrases) for one in brief.sections],
        "closing": [pen.write(one) for one in brief.closing],
        "notes_heading": brief.notes_heading,
        "assumptions": [pen.write(one) for one in brief.assumptions],
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
        "heading": section.heading,
        "paragraphs": [pen.write(one) for one in section.paragraphs],
        "charts": [draw(chart, words, pen) for chart in section.charts],
        "tables": [
            {
                "title": table.title,
                "headings": list(table.headings),
                "words": _words(table),
                "rows": [[pen.write(cell) for cell in row] for row in table.rows],
                "notes": list(table.notes),
            }
            for table in section.tables
        ],
    }


def _words(table: BriefTable) -> list[bool]:
    """Tell which columns hold words and stand to the left."""
    return [place < table.words for place in range(len(table.headings))]


def _render(name: str, content: Mapping[str, object], setting: Setting, *, autoescape: bool) -> str:
    homes = [setting.own_templates, folder("templates")]
    environment = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([FileSystemLoader(home, encoding="utf-8") for home in homes]),
        autoescape=autoescape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    for unneeded in ("lipsum", "cycler", "joiner"):
        del environment.globals[unneeded]
    try:
        return environment.get_template(name).render(content)
    except (*_MISTAKES, RecursionError) as error:
        raise _broken(error, name) from error


def _broken(error: Exception, name: str) -> ZsError:
    """Name the template and the line, as far as Jinja knows them."""
    frames = traceback.extract_tb(error.__traceback__)
    inside = [(frame.filename, frame.lineno) for frame in frames if frame.filename.endswith(".j2")]
    file, line = inside[-1] if inside else (name, None)
    file = getattr(error, "filename", None) or file
    line = getattr(error, "lineno", None) or line
    place = Place(str(file), None, f"第 {line} 行" if line else None)
    return ZsError(
        "template-broken",
        f"模板有错：{error}",
        place,
        "改正这一行；删掉工作区里的这个模板就用回自带的",
    )
