"""Where a passage stands: Phần, Chương, Điều, Mục, khoản, điểm, and under which headings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.plan_reader.passages import Passage

LEVELS = ("Phần", "Chương", "Mục", "Điều", "khoản", "điểm")
_SHORT = 160
"""A longer passage is no heading, however it is numbered."""

_MARKERS = (
    ("Phần", re.compile(r"ph[ầẦ]n (?:thứ )?(?P<name>[\w]+)", re.IGNORECASE)),
    ("Chương", re.compile(r"ch[ươƯƠ]+ng (?P<name>[IVXL\d]+)", re.IGNORECASE)),
    ("Điều", re.compile(r"điều (?P<name>\d{1,3})\b", re.IGNORECASE)),
    ("Mục", re.compile(r"(?:mục )?(?P<name>[IVXL]{1,5})(?:[.)\-–/]|\s*$|\s+(?=[^\W\d_]{2}))")),
    (
        "khoản",
        re.compile(r"(?P<name>\d{1,2}(?:\.\d{1,2}){0,3})(?:[.)\-–]\s|\s(?=[^\W\d_]{2})|[.)]$)"),
    ),
)
_POINT = re.compile(r"(?P<name>[a-zđ])[.)]\s|(?P<paren>\(\d{1,2}\))")


@dataclass(frozen=True, slots=True)
class Placed:
    """A passage with its section path and the headings above it, the nearest last."""

    passage: Passage
    path: tuple[tuple[str, str], ...]
    headings: tuple[str, ...]

    @property
    def clause(self) -> str:
        """The path as one cites it: «Mục III, khoản 2, điểm c»; "" before the first section."""
        return ", ".join(f"{level} {name}" for level, name in self.path)


def placed(passages: Sequence[Passage]) -> list[Placed]:
    """Every passage at its place. A marker belongs to the section that it begins."""
    path: dict[str, str] = {}
    headings: dict[tuple[int, int], str] = {}
    result = []
    for passage in passages:
        marker = None if passage.is_row else _marker(passage.text)
        if marker is not None:
            level, name = marker
            # «3.1» stands below «3».
            rank = LEVELS.index(level), name.count(".")
            for lower in LEVELS[rank[0] :]:
                path.pop(lower, None)
            headings = {above: text for above, text in headings.items() if above < rank}
            path[level] = name
            if len(passage.text) <= _SHORT or passage.text.endswith(":"):
                headings[rank] = passage.text
        kept = tuple((level, path[level]) for level in LEVELS if level in path)
        result.append(Placed(passage, kept, tuple(headings.values())))
    return result


def _marker(text: str) -> tuple[str, str] | None:
    for level, pattern in _MARKERS:
        if found := pattern.match(text):
            return level, found["name"]
    if found := _POINT.match(text):
        return "điểm", found["name"] or found["paren"]
    return None
