"""One cell into an exact amount, nothing, or a fault: never a silent guess."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from zhaoshang_cli.domain.quantity import UNITS
from zhaoshang_cli.domain.vocabulary import Vocabulary
from zhaoshang_cli.readers.cells.chinese import CHARACTERS, chinese_number
from zhaoshang_cli.readers.cells.text import plain

MOST_DIGITS = 15
"""What a spreadsheet keeps of a number."""

_LONGEST = 100
"""No number is written with more signs than this."""

PLAIN = re.compile(r"-?[0-9]{1,12}(?:\.[0-9]{1,3})?")
"""A number that needs no second look: at most fifteen digits."""

_NUMBER = re.compile(r"[+-]?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?|[+-]?\.[0-9]+")
_SCIENTIFIC = re.compile(r"[+-]?[0-9](?:\.[0-9]+)?[eE][+-]?[0-9]{1,2}")
_ERROR = re.compile(r"#(?:DIV/0!|REF!|VALUE!|NAME\?|N/A|NULL!|NUM!|SPILL!|CALC!|#+)", re.IGNORECASE)
_BLANKS = re.compile("[ \t\u00a0\u2000-\u200f\u202f\u205f\u2060\u3000\ufeff]+")
# Only these: NFKC would also turn ² into 2 and ① into 1.
_FULL_WIDTH = "０１２３４５６７８９．，－＋％（）／" + "\uff04\uff3c\uff45\uff25"
_HALF_WIDTH = {ord(sign): chr(ord(sign) - 0xFEE0) for sign in _FULL_WIDTH}
_HALF_WIDTH |= {0xFFE5: "¥", 0x2212: "-", 0xFE63: "-", 0xFE62: "+"}
_SIZES = "万亿千百"
_NEGATIVE_SIGNS = "△▲"
_CURRENCY = re.compile(r"(?:rmb|cny|usd|us\$|¥|\$|人民币|美元)(?=[0-9.+-])", re.IGNORECASE)
_MAGNITUDE = re.compile(r"(.*?)(亿|千万|百万|十万|万|千)$")
_DIGITS_BROKEN = re.compile(r"[0-9０-９][ \t\r]*\n[\s]*[0-9０-９]")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as the cell gives it."""

    value: Decimal
    unit: str | None = None
    """The cell's own unit; ``""`` when 万 or 亿 was written without a currency, and ``value`` then
    counts single 元, 美元 or 个. None when the cell names none."""

    about: bool = False
    """Written as an approximation: 约500, 500余."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a cell cannot be read as an amount."""

    code: str
    message: str


@dataclass(frozen=True)
class AmountReader:
    """Reads amounts with the words of a vocabulary."""

    missing: frozenset[str]
    zero: frozenset[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    units: Mapping[str, str]
    """Every spelling of a unit, with the unit."""

    unit_at_end: re.Pattern[str]
    single_at_end: re.Pattern[str]
    """A unit without 万 or 亿 in it."""

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> "AmountReader":
        """Prepare the words of a vocabulary."""
        words = vocabulary.cells
        units = {plain(unit): unit for unit in (*UNITS, *vocabulary.counting)}
        units |= {plain(other): unit for other, unit in vocabulary.units.items()}
        return cls(
            missing=frozenset(map(plain, words.missing)) | {""},
            zero=frozenset(words.zero),
            before=re.compile(f"^(?:{_either(words.about_before)})"),
            after=re.compile(f"(?:{_either(words.about_after)})(?=$|{_either(tuple(units))})"),
            units=units,
            unit_at_end=re.compile(f"(?:{_either(tuple(units))})$"),
            single_at_end=re.compile(
                f"(?:{_either(tuple(u for u in units if u[0] not in _SIZES))})$"
            ),
        )

    def read(self, text: str) -> Amount | Fault | None:
        """Read a cell; None when it holds nothing, or a sign for nothing."""
        if PLAIN.fullmatch(text):
            return Amount(Decimal(text))
        if len(text) > _LONGEST:
            return Fault("amount-unreadable", f"“{text[:10]}…”有{len(text)}个字，不是数")
        cleaned = _BLANKS.sub("", text.translate(_HALF_WIDTH)).replace("\n", "").replace("\r", "")
        if plain(cleaned) in self.missing:
            return None
        return self._fault(text, cleaned) or self._number(cleaned.lstrip("'`\u2018\u2019"), text)

    def _fault(self, text: str, cleaned: str) -> Fault | None:
        """Tell what is never a number, whatever its digits."""
        if _DIGITS_BROKEN.search(text):
            return Fault("amount-unreadable", f"“{' '.join(text.split())}”里像有两个数")
        if _ERROR.fullmatch(cleaned):
            return Fault("cell-error", f"公式出错：{cleaned}")
        if cleaned.endswith(("%", "‰")):
            return Fault("percent-in-amount", f"“{text.strip()}”是百分数，这一列应是数额")
        return None

    def _number(self, text: str, raw: str) -> Amount | Fault:
        if text in self.zero:
            return Amount(Decimal(0))
        text, negative = _sign(text)
        rest = self.before.sub("", text)
        rest = self.after.sub("", rest) if len(rest) > 1 else rest
        about = rest != text
        found = self._with_unit(_CURRENCY.sub("", rest))
        if found is None:
            return Fault("amount-unreadable", f"“{raw.strip()}”不是数")
        value, unit = found
        if digits(value) > MOST_DIGITS:
            return Fault("too-many-digits", f"“{raw.strip()}”的有效数字超过{MOST_DIGITS}位")
        return Amount(-value if negative else value, unit, about)

    def _with_unit(self, text: str) -> tuple[Decimal, str | None] | None:
        """Split a number from the unit behind it."""
        folded = text.casefold()
        if match := self.unit_at_end.search(folded):
            value = _digits_only(text[: match.start()])
            if value is not None:
                return value, self.units[match[0]]
        elif (value := _digits_only(text)) is not None:
            return value, None
        # In 三千二百万元 the 百 and the 万 belong to the number; only 元 is the unit.
        match = self.single_at_end.search(folded)
        number = text[: match.start()] if match else text
        value = _spelled(number)
        if value is None:
            return None
        if match:
            return value, self.units[match[0]]
        return value, None if _bare(number) else ""


def digits(value: Decimal) -> int:
    """Count the significant digits of a number."""
    return len(value.normalize().as_tuple().digits)


def _sign(text: str) -> tuple[str, bool]:
    if text[:1] in _NEGATIVE_SIGNS and text[1:2].isdigit():
        return text[1:], True
    if text.startswith("(") and text.endswith(")") and text[1:2].isdigit():
        return text[1:-1], True
    return text, False


def _digits_only(text: str) -> Decimal | None:
    if _NUMBER.fullmatch(text) or _SCIENTIFIC.fullmatch(text):
        return Decimal(text.replace(",", ""))
    return None


def _spelled(text: str) -> Decimal | None:
    """Read a number with Chinese magnitudes or characters, its thousands perhaps apart."""
    if match := _MAGNITUDE.fullmatch(text):
        number = _digits_only(match[1])
        if number is not None:
            return number * (chinese_number(f"1{match[2]}") or 0)
    return chinese_number(text)


def _bare(text: str) -> bool:
    """Whether a number in characters stays below 万, so that it counts in the column's unit."""
    return all(sign in CHARACTERS for sign in text) and not any(sign in text for sign in "万亿萬億")


def _either(words: tuple[str, ...]) -> str:
    ordered = sorted({plain(word) for word in words}, key=lambda word: (-len(word), word))
    return "|".join(map(re.escape, ordered)) or "(?!)"
