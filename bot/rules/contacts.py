"""Whom to call at a unit: a name and a telephone number as people write them, in any order."""

import re
import unicodedata
from dataclasses import dataclass

from bot.rules.errors import RuleViolation

COUNTRY = "84"
LONGEST_NUMBER = 15
"""Digits of an international number at most (ITU-T E.164)."""

# The mobile prefixes of eleven digits that all networks gave up in 2018; old lists still have them.
_RENUMBERED = {
    **{"120": "70", "121": "79", "122": "77", "126": "76", "128": "78"},
    **{"123": "83", "124": "84", "125": "85", "127": "81", "129": "82"},
    **{f"16{last}": f"3{last}" for last in range(2, 10)},
    **{"186": "56", "188": "58", "199": "59"},
}
_MOBILE = re.compile(r"[35789]\d{8}")
_FIXED = re.compile(r"2\d{9}")
_HOTLINE = re.compile(r"1[89]00\d{4,6}")
_FOREIGN = re.compile(rf"[1-9]\d{{7,{LONGEST_NUMBER - 1}}}")

# Digits, parted by at most two of the signs that people put between them.
_RUN = re.compile(r"\+?\(?\d(?:[ .()-]{0,2}\d)*")
_DIGITS = re.compile(r"\+?\d+")
_LABEL = re.compile(
    r"\b(?:số )?(?:s?đt|sdt|dt|điện thoại|dien thoai|di động|tel|phone|zalo)\b *[.:]?",
    re.IGNORECASE,
)
_EMPTY = re.compile(r"\( *\)")
_AROUND = " .,;:/–—-"
SHORTEST_RUN = 6
"""Fewer digits than this are part of a name: «tổ 3», «máy lẻ 12»."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Someone to call. `phone` is in international form (+84912345678), "" while not known."""

    name: str
    phone: str


class UnreadablePhone(RuleViolation):
    """These digits are no telephone number: too few, too many, or a prefix that nobody has."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text

    @property
    def digits(self) -> int:
        return sum(each.isdigit() for each in self.text)


def read_contact(text: str) -> Contact:
    """The name and number in words like «Nguyễn Văn A 0912 345 678»; either may be missing.

    Of several numbers the first is taken, the others stay beside the name. Raises UnreadablePhone.
    """
    words = " ".join(unicodedata.normalize("NFKC", text).split())
    for run in _RUN.finditer(words):
        if found := _number_in(run[0]):
            phone, start, end = found
            rest = f"{words[: run.start() + start]} {words[run.start() + end :]}"
            return Contact(_name(rest), phone)
    return Contact(_name(words), "")


def international(phone: str) -> str:
    """The number with its country in front, so that a phone dials it; as it is if unreadable."""
    digits = "".join(_DIGITS.findall(phone))
    return _international(digits) or phone


def _number_in(run: str) -> tuple[str, int, int] | None:
    """The first number in a run of digits and where it stands; None for a short one.

    What follows it must be a number, too: a digit too many is a slip, not a second word.
    """
    parts = list(_DIGITS.finditer(run))
    # Two numbers at most are looked for, so that a page of digits costs no more than a line.
    for first in range(max(0, len(parts) - 2 * LONGEST_NUMBER), len(parts)):
        for last in reversed(range(first, min(first + LONGEST_NUMBER, len(parts)))):
            joined = "".join(part[0] for part in parts[first : last + 1])
            after = "".join(part[0] for part in parts[last + 1 :])
            number = _international(joined)
            if number and (not after or _international(after)):
                return number, parts[first].start(), parts[last].end()
    if sum(each.isdigit() for each in run) < SHORTEST_RUN:
        return None
    raise UnreadablePhone(run.strip(_AROUND))


def _international(digits: str) -> str | None:
    abroad = digits.startswith(("+", "00"))
    plain = digits.lstrip("+").removeprefix("00") if abroad else digits
    if abroad and not plain.startswith(COUNTRY):
        return f"+{plain}" if _FOREIGN.fullmatch(plain) else None
    if not abroad and _HOTLINE.fullmatch(plain):
        return plain
    within = _within(plain.removeprefix(COUNTRY).removeprefix("0"))
    if within is None and not abroad:
        # Without a country, 84… may be a mobile number whose nought Excel ate.
        within = _within(plain.removeprefix("0"))
    return None if within is None else f"+{COUNTRY}{within}"


def _within(number: str) -> str | None:
    """A number of this country without its nought, as it is dialled today."""
    if len(number) == 10 and number[:3] in _RENUMBERED:
        number = _RENUMBERED[number[:3]] + number[3:]
    return number if _MOBILE.fullmatch(number) or _FIXED.fullmatch(number) else None


def _name(words: str) -> str:
    name = _EMPTY.sub(" ", _LABEL.sub(" ", words))
    if name.count("(") != name.count(")"):
        name = name.replace("(", " ").replace(")", " ")
    return " ".join(name.split()).strip(_AROUND)
