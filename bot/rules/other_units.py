"""Whether a line speaks of another unit than one's own."""

from collections.abc import Iterable

from bot.rules.folding import fold

_SORTS = frozenset(
    {"htx", "hop", "tac", "xa", "lien", "hiep", "to", "tht", "ldld", "doan", "lao", "dong", "cong"}
    | {"cdcs", "co", "so", "quy", "tin", "dung", "nhan", "dan", "qtdnd", "huyen", "thi", "tran"}
    | {"thanh", "pho", "phuong", "nganh", "ty", "cp", "tnhh", "mtv", "dich", "vu", "nong", "nghiep"}
    | {"hoi", "chi", "san", "xuat", "kinh", "doanh", "thuong", "mai", "don", "vi", "va"}
)
"""Words that tell what sort of unit it is, not which."""
_FEWEST_WORDS = 2


def named_among(text: str, units: Iterable[str], own: str) -> str | None:
    """The unit of these that a text names by what tells it from others; None for one's own.

    A name of a single word is too short to be told from other words: it is never found.
    """
    typed, mine = f" {fold(text)} ", f" {fold(own)} "
    for unit in units:
        telling = _telling(unit)
        if telling and f" {telling} " in typed and f" {telling} " not in mine:
            return unit
    return None


def _telling(unit: str) -> str:
    """The name without the words before it that tell the sort: «HTX nông nghiệp Tân Phong»."""
    words = fold(unit).split()
    while words and words[0] in _SORTS:
        words.pop(0)
    return " ".join(words) if len(words) >= _FEWEST_WORDS else ""
