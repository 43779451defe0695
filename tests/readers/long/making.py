"""One text read whole and read in blocks of a few rows, ready to be compared."""

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from zhaoshang_cli.domain.finding import Finding
from zhaoshang_cli.domain.returns import Reading
from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.readers.context import Context, Decisions
from zhaoshang_cli.readers.files.books import LongText, Rejected, read_book_bytes
from zhaoshang_cli.readers.layout.harvest import Harvest, Tally
from zhaoshang_cli.readers.long.file import look_through
from zhaoshang_cli.readers.long.streamed import Original
from zhaoshang_cli.readers.long.survey import Measures
from zhaoshang_cli.readers.understand import understand

FEW = Measures(head=12, tail=4, block=7)
"""Blocks so small that any sheet has several."""


def whole(name: str, data: bytes, context: Context, decisions: Decisions) -> Reading | ZsError:
    """Read a text as any file is read."""
    book = read_book_bytes(name, data)
    if isinstance(book, Rejected):
        return book.error
    try:
        return understand(book, context, decisions)
    except ZsError as error:
        return error


def parts(
    name: str,
    content: bytes | Path,
    context: Context,
    decisions: Decisions | None = None,
    measures: Measures = FEW,
) -> list[Reading]:
    """Read a text in blocks of a few rows.

    Raises:
        ZsError: What reading it raises.
    """
    file = look_through(LongText(name, Original(content)), context, measures)
    return list(file.reading(context, decisions or Decisions()).parts(measures.block))


def joined(read: list[Reading]) -> Reading:
    """Put parts together as if they were one reading: of what stands twice, one or none is kept."""
    harvest = Harvest(read[0].file)
    for part in read:
        for observation in part.observations:
            harvest.observe(observation, Tally())
        for target in part.targets:
            harvest.aim(target, Tally())
        harvest.blanks += part.blanks
        harvest.findings += part.findings
    observations, targets = harvest.settled()
    return replace(
        read[-1],
        observations=observations,
        targets=targets,
        blanks=harvest.blank(),
        findings=tuple(harvest.findings),
    )


@dataclass(frozen=True, slots=True)
class Compared:
    """What a text gives both ways."""

    whole: Reading | ZsError
    blocks: Reading | ZsError
    repeated: frozenset[tuple[str, int, str]] = frozenset()
    """The region, period and indicator of values that stand more than once."""

    @property
    def refused(self) -> bool:
        """Whether it is only read whole."""
        return isinstance(self.blocks, ZsError) and not isinstance(self.whole, ZsError)

    def differences(self) -> list[str]:
        """Name what is not the same; nothing where blocks are refused."""
        if isinstance(self.blocks, ZsError):
            return []
        if isinstance(self.whole, ZsError):
            # That all values contradict each other is known only once all are together.
            held = self.blocks.observations or self.blocks.targets
            return ["only read in blocks"] if held or self.whole.code != "no-values" else []
        one, other = self.whole, self.blocks
        fields = ("sha256", "size", "kind", "encoding", "observations", "targets", "blanks")
        found = [
            name for name in (*fields, "signatures") if getattr(one, name) != getattr(other, name)
        ]
        same = self._told(one) == self._told(other)
        return found if same else [*found, "findings"]

    def _told(self, reading: Reading) -> Counter[Finding]:
        """Count findings: a month beside its total is told anew for every time that it stands."""
        return Counter(
            one
            for one in reading.findings
            if one.code != "month-over-ytd"
            or (one.region, one.period, one.indicator) not in self.repeated
        )


def compared(
    name: str,
    data: bytes,
    context: Context,
    decisions: Decisions | None = None,
    measures: Measures = FEW,
) -> Compared:
    """Read a text both ways."""
    decided = decisions or Decisions()
    expected = whole(name, data, context, decided)
    try:
        read = parts(name, data, context, decided, measures)
    except ZsError as error:
        return Compared(expected, error)
    held = Counter(
        (one.region, one.period, one.indicator, one.basis)
        for part in read
        for one in part.observations
    )
    repeated = frozenset(key[:3] for key, count in held.items() if count > 1)
    return Compared(expected, joined(read), repeated)
