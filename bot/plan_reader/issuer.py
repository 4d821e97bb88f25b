"""Who issued a document: the body named in its letterhead, or told by the number's sign."""

import re
from collections.abc import Sequence

from bot.plan_reader.vocabulary import BODIES, PLACES, SMALL_WORDS
from bot.rules.folding import fold

DATED = re.compile(
    r"(?P<place>[^\W\d_][^\d,;|]{1,40}), *ngày *(?P<d>\d{1,2})? *tháng *(?P<m>\d{1,2})?"
    r" *năm *(?P<y>\d{4})"
)
KINDS = (
    "KẾ HOẠCH", "QUYẾT ĐỊNH", "HƯỚNG DẪN", "THÔNG BÁO", "CHƯƠNG TRÌNH", "QUY CHẾ", "CHỈ THỊ",
    "CÔNG VĂN", "PHƯƠNG ÁN", "NGHỊ QUYẾT",
)  # fmt: skip
_STATE = ("CỘNG HÒA XÃ HỘI", "CỘNG HOÀ XÃ HỘI", "ĐỘC LẬP", "ĐẢNG CỘNG SẢN")
_STATE_NAME = re.compile(
    r"CỘNG H(?:ÒA|OÀ)\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM"
    r"|Độc\s+lập\s*[-–]\s*Tự\s+do\s*[-–]\s*Hạnh\s+phúc",
    re.IGNORECASE,
)
_LEVEL = r"\b(?:tỉnh|thành phố|huyện|quận|thị xã|phường|(?<!tác )xã|đặc khu)\b"
_PLACED = re.compile(r"(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|PHƯỜNG|XÃ|THỊ XÃ|ĐẶC KHU) \w")
_BODY = re.compile(
    r"(?:BCH|BAN CHẤP HÀNH|BAN THƯỜNG VỤ|LIÊN MINH|LIÊN ĐOÀN|LIÊN HIỆP|TỔNG|HIỆP HỘI|HỘI|ỦY BAN"
    r"|UỶ BAN|UBND|SỞ|PHÒNG|BAN|CÔNG ĐOÀN|CÔNG TY|TRƯỜNG|TRUNG TÂM|KHỐI|CỤM|BỘ|ĐOÀN|CỤC|CHI CỤC"
    r"|HỌC VIỆN|ĐẠI HỌC|QUỸ|CÂU LẠC BỘ|NGHIỆP ĐOÀN|ĐẢNG ỦY|VIỆN|BỆNH VIỆN|TẬP ĐOÀN|THÀNH ĐOÀN"
    r"|TỈNH ĐOÀN|HTX|HỢP TÁC XÃ)\b"
)
"""How a line begins that names a body rather than goes on with the name above it."""
_LETTERHEAD = 900
"""Signs within which a letterhead stands."""
_SMALL = frozenset(SMALL_WORDS.split())
_SIGNS = re.compile(r"\b(?:Htx|Thpt|Thcs|Tnhh|Mtv|Gd&đt)\b")


def issuer_of(
    source: str, texts: Sequence[str], number: str, place: str
) -> tuple[str, tuple[str, ...]]:
    """The issuer, and the folded names by which a text may call it; "" and none if unknown.

    The lines of `source` tell the names in a letterhead apart; without one, the sign in the number
    and the place say who it is.
    """
    letterhead = _STATE_NAME.sub("\n", source[:_LETTERHEAD])
    lines = [line for line in re.split(r"\n|\t| {4,}", letterhead) if line.strip()]
    above, over = _named_above(lines, texts, place)
    if above:
        # What a council asks the body that it belongs to asks, too.
        is_council = bool(over) and fold(above).startswith("hoi dong")
        return above, _aliases(above, place) + (_aliases(over, place) if is_council else ())
    signs = re.split(r"[/\-– ]+", number)
    body = next((sign for sign in reversed(signs) if sign in BODIES), "")
    names = [name for sign in ([body] if body else BODIES) for name in BODIES[sign]]
    for level in PLACES:
        for name in names:
            said = re.compile(
                rf"{re.escape(name)} {level}(?P<named> {re.escape(place)})?\b", re.IGNORECASE
            )
            hits = [hit for text in texts for hit in said.finditer(text)]
            if place and hits and (body or any(hit["named"] for hit in hits)):
                full = next(each for each in BODIES.values() if name in each)[0]
                issuer = f"{full} {level} {place}"
                return issuer, _aliases(issuer, place)
    return "", ()


def _named_above(lines: Sequence[str], texts: Sequence[str], place: str) -> tuple[str, str]:
    """The body named above the number, in capitals or not, without the State's own lines; and the
    body that it belongs to, where that stands over it.

    Where its own name lacks the place, the one over it has it.
    """
    named: list[str] = []
    for line in lines:
        shown = " ".join(line.split()).strip(" -_*|–")
        if DATED.search(shown) or shown.upper().startswith("VĂN PHÒNG"):
            continue
        if re.match(r"số ?[:\d/]", shown, re.IGNORECASE):
            break
        if shown.upper().startswith(KINDS) or shown.upper().startswith("ĐƠN VỊ "):
            break
        if len(shown) > 2 and not shown.upper().startswith(_STATE):
            if shown in ("BAN THƯỜNG VỤ", "BAN CHẤP HÀNH", "BCH"):
                continue
            shown = re.sub(r"^(?:BCH|BAN CHẤP HÀNH|BAN THƯỜNG VỤ) ", "", shown)
            if named and _PLACED.match(shown):
                # «HỘI … VIỆT NAM» over «TỈNH …» is that body in the province.
                whole = rf" {_LEVEL}.*$| VIỆT NAM$"
                named[-1] = f"{re.sub(whole, '', named[-1], flags=re.IGNORECASE)} {shown}"
            else:
                named.append(shown)
    begins = [at for at, line in enumerate(named) if _BODY.match(line.upper())]
    start = begins[-1] if begins else 0
    own, above = " ".join(named[start : start + 3]), " ".join(named[:start])
    name = _in_full(_as_written(own, texts) or _proper(own, place))
    level = re.search(rf"{_LEVEL} .*", above, re.IGNORECASE)
    lacks = not re.search(rf"{_LEVEL}|^(?:CÔNG TY|TRƯỜNG|KHỐI|CỤM|HTX)", own, re.IGNORECASE)
    if place and re.search(rf"{_LEVEL}$", name, re.IGNORECASE):
        name = f"{name} {place}"
    if level and lacks and (not place or fold(place) in fold(above)):
        name = f"{name} {_proper(level.group(), place, opens=False)}"
    return name, _in_full(_proper(named[start - 1], place)) if start else ""


def _in_full(name: str) -> str:
    for full, *shorter in BODIES.values():
        for short in shorter:
            if name.startswith(f"{short} "):
                return full + name[len(short) :]
    return name


def _as_written(name: str, texts: Sequence[str]) -> str:
    """A name in capitals as the text has it elsewhere; "" where it has not."""
    if name != name.upper() or not name:
        return ""
    pattern = re.compile(rf"{re.escape(name)}(?!\w)", re.IGNORECASE)
    found = (hit.group() for text in texts for hit in pattern.finditer(text))
    return next((each for each in found if each != each.upper() and each[0].isupper()), "")


def _proper(name: str, place: str, *, opens: bool = True) -> str:
    """A name in capitals as it is written in a sentence; names of places keep theirs."""
    if name != name.upper():
        return name
    words = name.lower().split()
    shown = " ".join(
        word if (at or not opens) and word in _SMALL else word[:1].upper() + word[1:]
        for at, word in enumerate(words)
    )
    for full, *_ in BODIES.values():
        shown = re.sub(re.escape(full), full, shown, flags=re.IGNORECASE)
    shown = re.sub(r"^Ubnd\b", "Ủy ban nhân dân", shown)
    shown = re.sub(
        r"\b(?:Htx|Thpt|Thcs|Tnhh|Mtv|Gd&đt)\b", lambda each: each.group().upper(), shown
    )
    return re.sub(re.escape(place), place, shown, flags=re.IGNORECASE) if place else shown


_OF_A_BRANCH = "cong doan nganh "
"""A union of a branch calls itself so without saying of which."""


def _aliases(issuer: str, place: str) -> tuple[str, ...]:
    """How the text may call it: with or without the place, in full or shortened."""
    whole = fold(issuer)
    bare = whole.removesuffix(f" {fold(place)}") if place else whole
    found = {whole, bare, re.sub(rf" {_LEVEL}.*$", "", issuer, flags=re.IGNORECASE).lower()}
    found = {fold(each) for each in found}
    if whole.startswith(_OF_A_BRANCH):
        found.add(_OF_A_BRANCH.strip())
    for names in BODIES.values():
        for name in names:
            if fold(name) in bare:
                found |= {bare.replace(fold(name), fold(other)) for other in names}
                found.add(fold(name)) if name == names[0] else None
    return tuple(sorted(found, key=len, reverse=True))
