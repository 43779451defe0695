"""An answer as one HTML page that needs nothing else: for the screen, the dark and the printer."""

from collections.abc import Iterator
from html import escape

from zhaoshang_cli.render.answer import Answer, Cell, Table
from zhaoshang_cli.render.messages import plain

_STYLE = """
:root { color-scheme: light dark; --line: #999; --head: #eee; --blue: #1456a0; --green: #14703c;
  --yellow: #8a6100; --red: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --line: #666; --head: #333; --blue: #8ab4f8;
  --green: #81c995; --yellow: #fdd663; --red: #f28b82; } }
body { font-family: "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", sans-serif;
  margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; margin: 0.5rem 0; }
caption { text-align: left; font-weight: bold; padding: 0.5rem 0; }
th, td { border: 1px solid var(--line); padding: 0.25rem 0.5rem; text-align: left; }
thead th { background: var(--head); white-space: nowrap; }
td:first-child, .number, .blue, .green, .yellow, .red { white-space: nowrap; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
section { overflow-x: auto; }
.note { font-size: 0.9rem; margin: 0.2rem 0; }
.blue { color: var(--blue); } .green { color: var(--green); }
.yellow, .warning { color: var(--yellow); } .red, .error { color: var(--red); }
@media print { body { margin: 0; max-width: none; } thead { display: table-header-group; }
  tr { break-inside: avoid; } section { break-inside: auto; overflow: visible; } }
"""


_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""A second lock: even a script that got into the page would not run, nor anything be fetched."""


def write(answer: Answer) -> bytes:
    """Write the page; every text is escaped."""
    title = _shown(answer.tables[0].title) if answer.tables else "zs"
    body = "".join(line for table in answer.tables for line in _section(table))
    return (
        "<!DOCTYPE html>\n"
        '<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
    ).encode()


def _section(table: Table) -> Iterator[str]:
    yield f"<section>\n<table>\n<caption>{_shown(table.title)}</caption>\n<thead><tr>"
    for column in table.columns:
        yield f'<th scope="col"{_side(numeric=column.numeric)}>{_shown(column.heading)}</th>'
    yield "</tr></thead>\n<tbody>\n"
    for row in table.rows:
        cells = (
            _cell(cell, numeric=column.numeric)
            for cell, column in zip(row, table.columns, strict=True)
        )
        yield f"<tr>{''.join(cells)}</tr>\n"
    yield "</tbody>\n</table>\n"
    yield from (f'<p class="note">{_shown(note)}</p>\n' for note in table.notes)
    yield "</section>\n"


def _cell(cell: Cell, *, numeric: bool) -> str:
    words = _shown(cell.text)
    shown = f'<span class="{escape(cell.mark)}">{words}</span>' if cell.mark else words
    return f"<td{_side(numeric=numeric)}>{shown}</td>"


def _shown(words: str) -> str:
    return escape(plain(words))


def _side(*, numeric: bool) -> str:
    return ' class="number"' if numeric else ""
