"""An answer as one HTML page that needs nothing else: for the screen, the dark and the printer."""

from collections.abc import Iterator
from html import escape

from zhaoshang_cli.render.answer import Answer, Cell, Table
from zhaoshang_cli.render.screen.folding import width
from zhaoshang_cli.render.screen.messages import plain

_STYLE = """
:root { color-scheme: light dark; --line: #999; --head: #eee; --blue: #1456a0; --green: #14703c;
  --yellow: #8a6100; --red: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --line: #666; --head: #333; --blue: #8ab4f8;
  --green: #81c995; --yellow: #fdd663; --red: #f28b82; } }
body { font-family: "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", sans-serif;
  margin: 2rem auto; max-width: 72rem; padding: 0 1rem; }
h2 { font-size: 1rem; margin: 1rem 0 0.5rem; }
table { border-collapse: collapse; width: 100%; margin: 0.5rem 0; }
th, td { border: 1px solid var(--line); padding: 0.25rem 0.5rem; text-align: left; }
thead th { background: var(--head); white-space: nowrap; }
tr > :first-child { position: sticky; left: 0; background: Canvas; }
thead tr > :first-child { background: var(--head); }
.short, .number, .blue, .green, .yellow, .red { white-space: nowrap; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.wide { overflow-x: auto; }
.note { font-size: 0.9rem; margin: 0.2rem 0; }
.blue { color: var(--blue); } .green { color: var(--green); }
.yellow, .warning { color: var(--yellow); } .red, .error { color: var(--red); }
@media (max-width: 40rem) { body { margin: 1rem auto; padding: 0 0.5rem; }
  th, td { padding: 0.2rem 0.3rem; font-size: 0.85rem; } }
@media print { body { margin: 0; max-width: none; font-size: 9pt; }
  thead { display: table-header-group; } tr { break-inside: avoid; } h2 { break-after: avoid; }
  .wide { overflow: visible; } tr > :first-child { position: static; } }
"""


_LANDSCAPE = "@page { size: landscape; }\n"
_MANY = 8
"""A table of more columns is printed across."""

_SHORT = 20
"""A column of cells that take no more than this is not broken: names, dates, periods."""

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""A second lock: even a script that got into the page would not run, nor anything be fetched."""


def write(answer: Answer) -> bytes:
    """Write the page; every text is escaped."""
    title = _shown(answer.tables[0].title) if answer.tables else "zs"
    body = "".join(line for table in answer.tables for line in _section(table))
    wide = any(len(table.columns) > _MANY for table in answer.tables)
    style = _STYLE + (_LANDSCAPE if wide else "")
    return (
        "<!DOCTYPE html>\n"
        '<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
    ).encode()


def _section(table: Table) -> Iterator[str]:
    yield f"<section>\n<h2>{_shown(table.title)}</h2>\n"
    if table.columns:
        yield '<div class="wide">\n<table>\n<thead><tr>'
        for column in table.columns:
            side = ' class="number"' if column.numeric else ""
            yield f'<th scope="col"{side}>{_shown(column.heading)}</th>'
        yield "</tr></thead>\n<tbody>\n"
        yield from _rows(table)
        yield "</tbody>\n</table>\n</div>\n"
    yield from (f'<p class="note">{_shown(note)}</p>\n' for note in table.notes)
    yield "</section>\n"


def _rows(table: Table) -> Iterator[str]:
    classes = list(_classes(table))
    for row in table.rows:
        if len(row) > 1 and not any(cell.text for cell in row[1:]):
            heading = _shown(row[0].text)
            yield f'<tr><th scope="rowgroup" colspan="{len(row)}">{heading}</th></tr>\n'
            continue
        cells = (_cell(cell, of) for cell, of in zip(row, classes, strict=True))
        yield f"<tr>{''.join(cells)}</tr>\n"


def _classes(table: Table) -> Iterator[str]:
    """Say of each column whether its cells are numbers, or short enough to stay in a line."""
    for place, column in enumerate(table.columns):
        if column.numeric:
            yield ' class="number"'
        elif all(width(row[place].text) <= _SHORT for row in table.rows):
            yield ' class="short"'
        else:
            yield ""


def _cell(cell: Cell, of: str) -> str:
    words = _shown(cell.text)
    shown = f'<span class="{escape(cell.mark)}">{words}</span>' if cell.mark else words
    return f"<td{of}>{shown}</td>"


def _shown(words: str) -> str:
    return escape(plain(words))
