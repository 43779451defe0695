"""What every error and finding code means: ``data/codes/*.toml``."""

import tomllib
from dataclasses import dataclass

from zhaoshang_cli import resources
from zhaoshang_cli.errors import ExitStatus


@dataclass(frozen=True, slots=True)
class Code:
    """One code: its title, what it is about, and what to do."""

    name: str
    title: str
    about: str
    remedy: str
    status: ExitStatus | None = None
    """The exit status when it ends a run; None for what is only ever a finding."""


def all_codes() -> dict[str, Code]:
    """Return every code by its name, in alphabetical order."""
    found: dict[str, Code] = {}
    for path in sorted((resources.folder("data") / "codes").glob("*.toml")):
        for name, entry in tomllib.loads(path.read_text(encoding="utf-8")).items():
            status = entry.get("exit")
            found[name] = Code(
                name=name,
                title=str(entry["title"]),
                about=str(entry["about"]).strip(),
                remedy=str(entry["remedy"]).strip(),
                status=None if status is None else ExitStatus(status),
            )
    return dict(sorted(found.items()))


def exit_status(name: str) -> ExitStatus:
    """Return the status that a run ends with when this code ended it."""
    known = all_codes().get(name)
    return (known.status if known else None) or ExitStatus.FINDINGS
