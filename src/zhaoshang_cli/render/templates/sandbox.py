"""Jinja with everything taken away that arranging a document does not need.

A template gets words, whole numbers, lists and tables of them. It has no methods to call, no
filter that makes text out of nothing, and no file outside the folders of templates.
"""

import traceback
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined, TemplateError, Undefined
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.runtime import LoopContext, TemplateReference
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace

from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.render.templates.mistakes import lacking, said

LARGEST = 8 << 20
"""Letters of a document; a release has ten thousand."""

_FILTERS = frozenset(
    (
        "abs", "count", "d", "default", "dictsort", "e", "escape", "first", "forceescape",
        "groupby", "items", "join", "last", "length", "list", "lower", "map", "max", "min",
        "reject", "rejectattr", "replace", "reverse", "select", "selectattr", "sort", "string",
        "title", "trim", "unique", "upper",
    )
)  # fmt: skip
_GLOBALS = frozenset(("namespace", "range"))
_WITH_ATTRIBUTES = (LoopContext, Namespace, TemplateModule, TemplateReference, Undefined)
_REPEATS = 10_000
_MISTAKES = (
    TemplateError, ArithmeticError, AttributeError, LookupError, OSError, RecursionError,
    SyntaxError, TypeError, ValueError,
)  # fmt: skip


class _Sandbox(ImmutableSandboxedEnvironment):
    """Arranges plain data and does nothing else."""

    intercepted_binops = frozenset(("*", "**", "%"))

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Look a name up in a table; nothing else has attributes."""
        if isinstance(obj, Mapping):
            return obj[attribute] if attribute in obj else self._nothing(obj, attribute)
        if isinstance(obj, _WITH_ATTRIBUTES):
            return super().getattr(obj, attribute)
        return self.unsafe_undefined(obj, attribute)

    def _nothing(self, table: Mapping[Any, Any], name: str) -> Any:
        hint = lacking(name, [str(key) for key in table])
        return self.undefined(hint=hint, obj=table, name=name)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Look up an entry of a table, or a place in a list."""
        if isinstance(obj, (*_WITH_ATTRIBUTES, Mapping)) and isinstance(argument, str):
            return self.getattr(obj, argument)
        try:
            return obj[argument]
        except (LookupError, TypeError):
            return self.undefined(obj=obj, name=argument)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Multiply small numbers; nothing is repeated, raised or filled in."""
        sizes = [one for one in (left, right) if isinstance(one, int | float)]
        if operator == "**" or len(sizes) != len((left, right)) or max(map(abs, sizes)) > _REPEATS:
            raise SecurityError(f"模板里不能这样用 {operator}")
        return super().call_binop(context, operator, left, right)


class _Folder(FileSystemLoader):
    """Templates of one folder; a link that leads out of it is refused."""

    def get_source(self, environment: Any, template: str) -> Any:
        """Find a template by its name.

        Raises:
            SecurityError: It lies outside the folder.
        """
        (home,) = self.searchpath
        path = Path(home, *template.split("/"))
        if not path.resolve().is_relative_to(Path(home).resolve()):
            raise SecurityError(f"{template} 在模板文件夹之外")
        return super().get_source(environment, template)


def compose(
    name: str, content: Mapping[str, object], homes: Sequence[Path], *, autoescape: bool
) -> str:
    """Fill a template.

    Args:
        name: The template, below the first of ``homes`` that has it.
        content: Words, numbers, lists and tables.
        homes: The folders that templates are looked for in.
        autoescape: Whether words are escaped for HTML.

    Raises:
        ZsError: ``template-broken`` or ``template-too-large``.
    """
    try:
        return _filled(_environment(homes, autoescape=autoescape), name, content)
    except MemoryError as error:
        raise too_large(name) from error
    except _MISTAKES as error:
        raise _broken(error, name, content.keys()) from error


def too_large(name: str) -> ZsError:
    """Say that a template writes more than a document can hold."""
    return ZsError(
        "template-too-large",
        "模板写出来的东西大得不像一篇稿子，已停止",
        Place(name),
        "看看模板里有没有转个不停的循环；删掉工作区里的这个模板就用回自带的",
    )


def _environment(homes: Sequence[Path], *, autoescape: bool) -> _Sandbox:
    environment = _Sandbox(
        loader=ChoiceLoader([_Folder(home, encoding="utf-8") for home in homes]),
        autoescape=autoescape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    for held, kept in ((environment.globals, _GLOBALS), (environment.filters, _FILTERS)):
        for unneeded in held.keys() - kept:
            del held[unneeded]
    return environment


def _filled(environment: _Sandbox, name: str, content: Mapping[str, object]) -> str:
    pieces, size = list[str](), 0
    for piece in environment.get_template(name).generate(content):
        size += len(piece)
        if size > LARGEST:
            raise too_large(name)
        pieces.append(piece)
    return "".join(pieces)


def _broken(error: Exception, name: str, names: Collection[str]) -> ZsError:
    """Name the template and the line, as far as Jinja knows them."""
    frames = traceback.extract_tb(error.__traceback__)
    inside = [(frame.filename, frame.lineno) for frame in frames if frame.filename.endswith(".j2")]
    file, line = inside[-1] if inside else (name, None)
    file = getattr(error, "filename", None) or file
    line = getattr(error, "lineno", None) or line
    return ZsError(
        "template-broken",
        f"模板有错：{said(error, names)}",
        Place(str(file), None, f"第 {line} 行" if line else None),
        "改正这一行；删掉工作区里的这个模板就用回自带的",
    )
