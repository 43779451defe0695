"""What a long text reports twice, compared without holding all of it."""

from collections.abc import Iterator, Sequence

from zhaoshang_cli.domain.finding import Finding, Severity
from zhaoshang_cli.domain.monthly import months_over_totals
from zhaoshang_cli.domain.returns import Basis, Observation
from zhaoshang_cli.errors import Place
from zhaoshang_cli.readers.layout.frame import Frame
from zhaoshang_cli.readers.layout.rates import Rates

_MOST = 100_000
"""So many values wait for the one that they are compared with."""

_Key = tuple[str, int, str, str]


class Months:
    """Sets every month against its own year to date, where the two do not stand too far apart."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._waiting: dict[_Key, Observation] = {}
        self._let_go = False
        self._seen: set[Basis] = set()

    def look(self, values: Sequence[Observation]) -> Iterator[Finding]:
        """Compare the values that came last."""
        waiting = self._waiting
        for one in values:
            key = (one.region, one.period, one.indicator, one.source)
            other = waiting.get(key)
            if other is None:
                waiting[key] = one
            elif other.basis is not one.basis:
                del waiting[key]
                yield from months_over_totals(self._file, (other, one))
        self._seen.update(one.basis for one in values)
        if len(waiting) > _MOST:
            waiting.clear()
            self._let_go = True

    @property
    def unchecked(self) -> bool:
        """Whether months may not have been compared: both kinds are there, and some were let go."""
        return self._let_go and {Basis.MONTH, Basis.YTD} <= self._seen


class UncheckedRates(Rates):
    """Rates that stand in rows of their own: their parts may be anywhere in a long text."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.needed = False
        self.count = 0

    def value(self, *_: object) -> None:
        """Let a value go."""

    def rate(self, *_: object) -> None:
        """Count a rate that is not compared."""
        self.count += 1


def unchecked(file: str, what: str) -> Finding:
    """Say what was not compared."""
    return Finding(
        "checks-left-out",
        Severity.INFO,
        f"表太长，{what}",
        Place(file),
        "要核对的，按县区或月份分成几个文件，用 zs inspect 看",
    )
