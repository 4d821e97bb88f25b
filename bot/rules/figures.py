"""The digits of a number as Vietnamese people type them: 1.250.000 and 1,25 and what is between."""

import re
from dataclasses import dataclass
from decimal import Decimal

MOST_DIGITS = 30

_GROUPED = re.compile(r"\d{1,3}(?:(?P<group>[., \u00a0])\d{3})(?:(?P=group)\d{3})*", re.ASCII)
_SPLIT = re.compile(r"(?P<whole>\d+)(?P<sign>[.,])(?P<rest>\d+)", re.ASCII)
_GROUPED_SPLIT = re.compile(
    r"(?P<whole>\d{1,3}(?P<group>[., ])\d{3}(?:(?P=group)\d{3})*)(?P<sign>[.,])(?P<rest>\d+)",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """What digits say: the likely value, and the other one if a separator can be read both ways."""

    value: Decimal
    other: Decimal | None = None


def read_figure(digits: str) -> Figure | None:
    """The value of digits with separators; None for what nobody writes ("1.2.3", "1.25.000").

    "1.250" is 1250 rather than 1,25; "1,250" is 1250 too (nobody writes an idle zero), but "1,255"
    is 1,255. Each of these keeps the other reading. "0.250" and "1.25" can only be decimals.
    """
    if len(digits) > MOST_DIGITS:
        return None
    if digits.isascii() and digits.isdecimal():
        return Figure(Decimal(digits))
    if found := _SPLIT.fullmatch(digits):
        return _one_separator(found)
    if _GROUPED.fullmatch(digits):
        return Figure(Decimal(re.sub(r"\D", "", digits)))
    found = _GROUPED_SPLIT.fullmatch(digits)
    if found and found["group"] != found["sign"]:
        return Figure(_decimal(re.sub(r"\D", "", found["whole"]), found["rest"]))
    return None


def _one_separator(found: re.Match[str]) -> Figure:
    whole, rest = found["whole"], found["rest"]
    as_decimal = _decimal(whole, rest)
    if len(rest) != 3 or len(whole) > 3 or whole.startswith("0"):
        return Figure(as_decimal)
    as_thousands = Decimal(whole + rest)
    if found["sign"] == "," and not rest.endswith("0"):
        return Figure(as_decimal, other=as_thousands)
    return Figure(as_thousands, other=as_decimal)


def _decimal(whole: str, rest: str) -> Decimal:
    return Decimal(f"{whole}.{rest}")
