"""Files as they are read, laid down on the disk: what a run holds in memory is little of each."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from operator import attrgetter
from pathlib import Path
from typing import Any

from zhaoshang_cli.domain.finding import Finding
from zhaoshang_cli.domain.returns import Blank, Observation, Reading, Target
from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.store.files.disk import spoken
from zhaoshang_cli.store.runs.arrival import Arrival, Filed, Told
from zhaoshang_cli.store.runs.bounds import fitted
from zhaoshang_cli.store.runs.scratch import scratch
from zhaoshang_cli.store.runs.staging import Rows
from zhaoshang_cli.workspace import Workspace

LISTED_OF_FILE = 1_000
LISTED_OF_RUN = 20_000
"""So many findings are told one by one; the others are counted, and go into the ledger too."""

ENTRIES = ("observation", "target", "blank")

_PLACED = ("raw", "sheet", "cell")
_OBSERVED = ("region", "period", "indicator", "basis", "source")
_AIMED = ("region", "year", "indicator", "level")
_FIELDS: dict[str, Callable[[Any], Any]] = {
    "observation": attrgetter(*_OBSERVED, "value", *_PLACED),
    "target": attrgetter(*_AIMED, "value", *_PLACED),
    "blank": attrgetter(*_OBSERVED, *_PLACED),
}
_VALUE_AT = {"observation": len(_OBSERVED), "target": len(_AIMED)}


@contextmanager
def spooling(workspace: Workspace) -> Iterator["Spool"]:
    """Make a spool that is gone when the run is done.

    Raises:
        ZsError: ``disk-full`` or ``workspace-read-only``.
    """
    with scratch(workspace) as folder:
        yield Spool(folder)


class Spool:
    """The files of one run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: list[Filed] = []
        """Those that were read to their end."""

        self.rows = {kind: Rows(folder, kind) for kind in (*ENTRIES, "finding", "arrival")}
        self._begun = 0
        self._listed = 0

    def take(self, arrival: Arrival) -> Filed | ZsError:
        """Lay a file down as it is read.

        Returns:
            What is told of it, or why it could not be read to its end: then nothing of it counts.

        Raises:
            ZsError: ``disk-full`` or ``workspace-read-only``.
        """
        number, told = self._begun, Told()
        self._begun += 1
        gathered = _Gathered(told)
        parts = iter(arrival.parts)
        while True:
            try:
                part = next(parts, None)
            except ZsError as error:
                self._listed -= len(told.first)
                return error
            if part is None:
                break
            with spoken(self.folder.parent):
                self._add(number, part, gathered)
        if gathered.last is None:
            return ZsError("file-empty", "文件里没有一个有内容的单元格")
        with spoken(self.folder.parent):
            filed = self._filed(number, arrival, gathered, gathered.last)
        self.files.append(filed)
        return filed

    def note(self, number: int, told: Told, finding: Finding) -> None:
        """Keep a finding of a file for the ledger, and for the report if they are not too many."""
        self.rows["finding"].append(
            number, finding.code, finding.severity.value, finding.message, finding.hint,
            finding.place.sheet, finding.place.cell, finding.raw, finding.region, finding.period,
            finding.indicator, finding.basis,
        )  # fmt: skip
        listed = len(told.first) < LISTED_OF_FILE and self._listed < LISTED_OF_RUN
        self._listed += listed
        told.add(finding, listed=listed)

    def _add(self, number: int, part: Reading, gathered: "_Gathered") -> None:
        held, findings = fitted(part)
        for finding in (*part.findings, *findings):
            self.note(number, gathered.told, finding)
        self._lay("observation", number, gathered.lines, held.observations)
        self._lay("target", number, gathered.lines, held.targets)
        self._lay("blank", number, gathered.lines, held.blanks)
        gathered.add(part, len(held.observations) + len(held.targets))

    def _lay(
        self, kind: str, number: int, line: int, entries: Sequence[Observation | Target | Blank]
    ) -> None:
        if not entries:
            return
        columns = list(zip(*map(_FIELDS[kind], entries), strict=True))
        if kind in _VALUE_AT:
            at = _VALUE_AT[kind]
            columns[at] = tuple(format(value, "f") for value in columns[at])
        many = len(entries)
        self.rows[kind].extend([number] * many, range(line, line + many), *columns)

    def _filed(self, number: int, arrival: Arrival, gathered: "_Gathered", last: Reading) -> Filed:
        self.rows["arrival"].append(
            number, arrival.dated, last.kind.value, last.file, last.sha256, last.size,
            last.encoding, _as_json(last.layout), _as_json(gathered.signatures),
            arrival.received_on.isoformat(),
        )  # fmt: skip
        return Filed(
            number,
            last.file,
            last.sha256,
            last.kind,
            arrival.received_on,
            tuple(sorted(gathered.regions)),
            tuple(sorted(gathered.periods)),
            gathered.values,
            self._original(number, arrival.original),
            gathered.told,
        )

    def _original(self, number: int, original: Path | bytes) -> Path:
        if isinstance(original, Path):
            return original
        path = self.folder / f"original-{number}"
        path.write_bytes(original)
        return path


@dataclass(slots=True)
class _Gathered:
    """What is known of a file from the parts that were read."""

    told: Told
    last: Reading | None = None
    """The last part, without its entries: its layout tells of the whole file."""

    lines: int = 0
    values: int = 0
    regions: set[str] = field(default_factory=set)
    periods: set[int] = field(default_factory=set)
    signatures: dict[str, str] = field(default_factory=dict)

    def add(self, part: Reading, values: int) -> None:
        self.last = replace(part, observations=(), targets=(), blanks=(), findings=())
        self.lines += max(len(part.observations), len(part.targets), len(part.blanks))
        self.values += values
        self.regions.update(part.regions)
        self.periods.update(part.periods)
        self.signatures |= part.signatures


def _as_json(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, sort_keys=True)
