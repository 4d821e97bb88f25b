"""Of whom a sentence asks what it asks: of the member units, or of the body that issued it."""

import re
from collections.abc import Sequence

from bot.plan_reader.header import Header
from bot.plan_reader.kinds import BULLET
from bot.plan_reader.outline import Placed
from bot.plan_reader.vocabulary import ISSUERS_WORK
from bot.rules.folding import fold
from bot.rules.plans import Actor

_STANDING = re.compile(
    r"(?:co quan |bo phan )?thuong truc\b|to giup viec\b|ban to chuc\b|ban thu ky\b|thu ky\b"
)
OFFICES = r"(?:văn phòng|phòng|ban(?! hành| giám)|bộ phận|công chức|sở|trung tâm)\b"
"""By their true letters: without accents «phong trào», «bản» and «sơ kết» begin like offices."""

_GATHERS = r"(?:tổng hợp|tham mưu|theo dõi|đôn đốc|chủ trì)"
_OFFICE_AT_WORK = re.compile(
    rf"{OFFICES}[^.;,:]{{0,90}}{_GATHERS}|(?:{OFFICES}|chi cục) [^.;:\d]{{2,60}}:"
)
_ALONE = re.compile(
    r"van phong (?:gui|se|chuan bi|co trach nhiem|lap|bo tri|hoan thien|trinh|tiep nhan)\b"
)
_GIVEN = re.compile(rf"(?:giao|phân công|ủy quyền|uỷ quyền)(?: cho)? {OFFICES}")
_DONE_BY = r"\bdo (?:các )?(?P<who>[^.;,]{3,60}?) (?:tổ chức|chủ trì|thực hiện|ban hành|chuẩn bị)\b"
_OTHER_LEVEL = (
    r"(?! (?:cac|cap|huyen|xa|phuong|co so|thi tran|thi xa|thanh pho|tinh|quan|khoi|nganh|truong))"
)
_UNITS = re.compile(
    r"don vi|hoi vien|doanh nghiep|htx|hop tac xa|huyen|cap|khoi|xa, phuong|truong\b|chi hoi|co so"
)
_MANY = re.compile(
    r"(?:cac|moi|tung|nhung|truong) [a-z\d]|don vi\b|htx\b|cdcs\b"
    r"|(?:\d+|hai|ba|bon|nam) (?:don vi|htx|xa|phuong|truong|khoi|cum|chi hoi)\b"
)
_LOWER = re.compile(r"(?:[a-z&]+ ){1,6}(?:cap (?:huyen|xa|co so|tren)\b|(?:huyen|xa|phuong), )")
_COUNCILS = re.compile(r"(?:hoi dong|ban giam hieu|nha truong)\b(?! (?:cac|binh xet|thanh vien))")


def actor_of(
    place: Placed, clause: str, sentence: str, header: Header, own: Sequence[str]
) -> Actor:
    """Who must act: the subject of the clause or sentence, else of the heading; units else.

    `own` are offices that things are sent to by this document: the issuer's, then.
    """
    for words in (clause, sentence, place.passage.text):
        low = BULLET.sub("", words.strip(" ,;:()")).lower()
        opening = fold(low)
        if _is_issuers(low, header) or _is_own(opening, own):
            return Actor.ISSUER
        work = re.split(r"\bde (?:tong hop|bao cao|trinh|tham dinh)\b", opening)[0]
        if not _LOWER.match(opening) and any(work.find(each) in range(90) for each in ISSUERS_WORK):
            return Actor.ISSUER
        if re.search(r"duoc gui (?:toi|den|cho) cac", opening) or _GIVEN.match(low):
            return Actor.ISSUER
        if found := re.search(_DONE_BY, low):
            return Actor.ISSUER if _is_issuers(found["who"], header) else Actor.UNIT
        if _LOWER.match(opening):
            return Actor.UNIT
        if _MANY.match(opening):
            break
    return _by_heading(place, fold(BULLET.sub("", place.passage.text)), header)


def _by_heading(place: Placed, opening: str, header: Header) -> Actor:
    for heading in reversed(place.headings):
        low = BULLET.sub("", heading).lower()
        if fold(low) == opening or len(low) >= 120:
            continue
        bare = re.sub(r"^(?:đối với|giao|trách nhiệm của|điều \d+\. giao)\s+", "", low)
        bare = bare.rstrip(":. ")
        if _is_issuers(bare, header) or re.match(OFFICES, bare):
            return Actor.ISSUER
        if _UNITS.search(fold(bare)):
            return Actor.UNIT
    return Actor.UNIT


def has_units_above(place: Placed) -> bool:
    """Whether the nearest heading names units as those who act."""
    headings = [fold(BULLET.sub("", each)) for each in place.headings]
    return bool(headings) and bool(re.match(r"(?:trach nhiem cua )?(?:cac|truong) ", headings[-1]))


def is_of_units(sentence: str) -> bool:
    """Whether a sentence begins with units as those who act."""
    return bool(_MANY.match(fold(BULLET.sub("", sentence.strip(" ,;:()")))))


def own_offices(texts: Sequence[str]) -> tuple[str, ...]:
    """The offices a document has things sent to, folded: «gửi về Phòng Nội vụ», «(qua Ban …)»."""
    sent = re.compile(
        r"(?:gửi|nộp|chuyển|trình|về|qua|cho|tại)(?: về| đến| tới| cho)? "
        r"(?P<to>(?:[Pp]hòng|[Vv]ăn phòng|Ban|Bộ phận) [A-ZĐ][^.;,()]{2,60}?)"
        r"(?= (?:để|trước|chậm|theo|tổng hợp|vào|trong|kết quả|qua|của|hạn|các|muộn|xem)|[.;,()]|$)"
    )
    found = set()
    for text in texts:
        for each in sent.finditer(text):
            found.add(fold(each["to"]))
    return tuple(sorted(found))


def _is_own(words: str, own: Sequence[str]) -> bool:
    of_others = r"(?![^.;]{0,40}\bcac (?:tinh|huyen|xa|dia phuong|don vi|nganh))"
    return any(re.match(rf"{re.escape(each)}\b{of_others}", words) for each in own)


def _is_issuers(low: str, header: Header) -> bool:
    """Whether words begin with the issuer, with a council of its own, or with an office."""
    words = fold(low)
    if _STANDING.match(words) or _COUNCILS.match(words) or _ALONE.match(words):
        return True
    if _OFFICE_AT_WORK.match(low):
        return True
    own = (each for each in header.aliases if len(each.split()) > 1)
    return any(
        re.match(rf"(?:ban thuong vu |lanh dao |co quan )?{re.escape(each)}{_OTHER_LEVEL}\b", words)
        for each in own
    )
