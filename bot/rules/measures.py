"""What a number counts: "triệu/người/tháng", "%", "sản phẩm"; money brought to đồng."""

import re
from dataclasses import dataclass
from decimal import Decimal

from bot.rules.folding import fold

DONG = "đồng"
MOST_WORDS = 6

_SCALES = {
    **dict.fromkeys(("ty", "ti"), 10**9),
    **dict.fromkeys(("trieu", "tr"), 10**6),
    **dict.fromkeys(("nghin", "ngan", "k"), 10**3),
}
_MONEY = {
    **dict.fromkeys(("dong", "d", "vnd"), 1),
    **dict.fromkeys(("td", "tyd", "t.d"), 10**9),
    **dict.fromkeys(("trd", "tr.d"), 10**6),
    **dict.fromkeys(("nd", "ngd", "kd"), 10**3),
}
_PERCENT = re.compile(r"(?:%|phần trăm|phan tram)\s*", re.I)
_NUMBERED = re.compile(r"\bm[23]\b|\b[1-5] sao\b")
_STRAY = re.compile(r"[\d=*^]|^[^\w%/]")
# Counted one by one: "1.250 người" cannot be 1,25.
_WHOLE = tuple(
    fold(each)
    for each in (
        *(
            DONG,
            "người",
            "thành viên",
            "đoàn viên",
            "lao động",
            "sản phẩm",
            "hợp đồng",
            "công trình",
        ),
        *("phần việc", "sáng kiến", "mô hình", "hộ", "đơn vị", "tập thể", "cá nhân", "hội viên"),
        *("doanh nghiệp", "công đoàn cơ sở", "CĐCS", "lớp", "cuộc", "buổi", "lượt", "vụ", "giải"),
    )
)


@dataclass(frozen=True, slots=True)
class Measure:
    """`scale` units of `name`: "triệu đồng/người" is 10^6 of "đồng/người".

    `name` is empty where none is said; `open` tells that a scale stands alone ("3 nghìn"), so that
    it is money unless something else is asked for.
    """

    scale: Decimal
    name: str
    open: bool = False

    @property
    def is_money(self) -> bool:
        return self.name.split("/")[0] == DONG

    @property
    def is_whole(self) -> bool:
        """Whether the thing counted comes in whole numbers only: people, products, single đồng."""
        return self.scale == 1 and fold(self.name).startswith(_WHOLE)

    def fits(self, asked: "Measure") -> bool:
        """Whether a number in this measure can be given in the one asked for."""
        if self.open:
            return not asked.name.startswith("%")
        if not self.name:
            return True
        own, asked_for = fold(self.name).split("/"), fold(asked.name).split("/")
        if own == ["%"]:
            return asked_for[0].startswith("%")
        return own[0].startswith(asked_for[0]) and own[1:] in ([], asked_for[1:])

    def scale_in(self, asked: "Measure") -> Decimal:
        """How many of the asked measure one of this is; a bare number is in the asked one."""
        if not self.name:
            return Decimal(1)
        return self.scale / asked.scale


def read_measure(text: str) -> Measure | None:
    """The measure that words after a number name; None if they name none ("5 triệu 6 người")."""
    text = " ".join(text.split())
    if len(text.split()) > MOST_WORDS or _STRAY.search(_NUMBERED.sub("", text)):
        return None
    if _PERCENT.match(text):
        return Measure(Decimal(1), _PERCENT.sub("% ", text, count=1).strip())
    head, *per = (part.strip() for part in text.split("/"))
    scale, is_money, noun = _scaled(head.split())
    suffix = "".join(f"/{part}" for part in per)
    if noun:
        return Measure(scale, noun + suffix)
    if is_money or (suffix and scale > 1):
        return Measure(scale, DONG + suffix)
    return Measure(scale, DONG if scale > 1 else suffix, open=scale > 1)


def _scaled(words: list[str]) -> tuple[Decimal, bool, str]:
    """Take scale and money words off the front: "nghìn tỷ đồng" is 10^12, money, nothing left."""
    scale = Decimal(1)
    for place, word in enumerate(words):
        folded = fold(word).strip(".")
        if folded in _SCALES:
            scale *= _SCALES[folded]
        elif folded in _MONEY:
            return scale * _MONEY[folded], True, " ".join(words[place + 1 :])
        else:
            return scale, False, " ".join(words[place:])
    return scale, False, ""
