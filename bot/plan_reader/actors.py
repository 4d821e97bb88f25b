"""Of whom a sentence asks what it asks: of the member units, or of the body that issued it.

The subject of the part before the term, else of the parts before that; of a sentence that begins
with its verb, the subject of the one before; else whom the heading names.
"""

import re
from collections.abc import Sequence

from bot.plan_reader.header import Header
from bot.plan_reader.kinds import BULLET
from bot.plan_reader.sayings import VERB, Saying, parts_of
from bot.rules.folding import fold
from bot.rules.plans import Actor

OFFICES = (
    r"(?:văn phòng|phòng(?!,? (?:chống|ngừa))|ban(?! hành| giám đốc| chấp hành)|bộ phận|công chức"
    r"|sở|chi cục|trung tâm)\b"
)
"""By their true letters: without accents «phong trào», «bản» and «sơ kết» begin like offices."""

_STANDING = re.compile(
    r"(?:co quan |bo phan )?thuong truc\b"
    r"|(?:\d+ |cac )?(?:to|doan) (?:giup viec|tham dinh|thu ky|kiem tra|cong tac|giam sat"
    r"|khao sat|chuyen gia)\b|thu ky\b|(?:pho )?chu tich\b(?! cong doan| cdcs)"
    r"|(?:tap the )?lanh dao (?!cac|don vi)|nha truong\b|hoi dong\b|ban (?:to chuc|thuong vu"
    r"|giam khao|giam hieu)\b"
)
_GATHERS = re.compile(r"\b(?:tổng hợp|tham mưu|theo dõi|đôn đốc|chủ trì|thẩm định|là đầu mối)\b")
_OTHER_LEVEL = (
    r"(?! (?:cac|cap|huyen|xa|phuong|co so|thi tran|thi xa|thanh pho|tinh|quan|khoi|nganh|truong))"
)
_UNITS = re.compile(
    r"(?:cac|moi|tung|nhung|tat ca|toan bo|truong"
    r"|\d+(?! (?:thang|nam|ngay|lan|quy))|hai|ba|bon|sau|bay|tam|chin|muoi) [a-z\d]"
    r"|don vi|hop tac xa|htx|doanh nghiep|hoi vien|chi hoi|cdcs|cong doan|co so|khoi|cum"
    r"|(?:bi thu|ban chap hanh|ban giam doc|giam doc|thu truong|nguoi dung dau|can bo)\b|tap the"
    r"|ca nhan|co quan|dia phuong|tac gia|thanh vien|chi nhanh|khu pho|thon|ban\b|xa\b|phuong\b"
    r"|lien hiep|quy tin dung|nguoi lao dong|doan vien|giao vien|ubnd|uy ban"
    r"|hoi(?! (?:nghi|thao|thi|dien|dong|truong))\b|ldld|lien doan"
    r"|lien minh|hiep hoi|huyen\b|cau lac bo|nghiep doan|dang uy|chi bo|cdn\b"
)
_AMONG = re.compile(
    r"(?:,| va) (?:cac |\d+ )?(?:don vi|truong|chi nhanh|khoi|cum|hop tac xa|htx|xa\b|phuong\b"
    r"|huyen|thon|to dan pho|khu pho|doan the|hoi vien|doanh nghiep|cap cong doan|quy\b)"
)
_LOWER = re.compile(
    r"\bcap (?:huyen|xa|co so|tren)\b|\b(?:huyen|xa|phuong), |\b(?:cua|thuoc|tai) (?:cac|tung|moi) "
    r"(?!phong)|\bco so\b|\b(?:cac|tung) (?:tinh|huyen|xa|phuong|truong|nganh|khoi|dia phuong)"
)
_SHORT = ("lien minh", "hiep hoi", "lien doan", "quy")
"""What a body calls itself where it needs no more: «Liên minh tổ chức …»."""

_OF_OTHERS = re.compile(r"\b(?:cac|tung|moi) (?:tinh|huyen|xa|phuong|truong|nganh|dia phuong)")
_BLOC_HEAD = re.compile(r"(?:(?:cum|khoi) )?truong(?: (?:khoi|cum))?\b|(?:khoi|cum) (?:truong|pho)")
_OWN_MANY = re.compile(r"(?:các|từng) (?:phòng|ban)(?: (?:chuyên môn|nghiệp vụ))?,? (?:thuộc|của) ")
_LEADS = re.compile(
    r"(?:điều \d+\.? +|(?:riêng|đề nghị|yêu cầu|đồng thời|sau đó|và|rồi|mà|nhưng|song|để|nhằm"
    r"|thì|trong đó"
    r"|đối với|giao(?: cho)?|phân công|ủy quyền(?: cho)?|uỷ quyền(?: cho)?|trách nhiệm của"
    r"|nhiệm vụ của|định kỳ|đồng chí|các đồng chí|ông|bà|việc)\b[ ,:]*"
    r"|(?:nếu|trong|khi|trường hợp|nhân|trên cơ sở|căn cứ|sau|hằng|hàng|cuối|theo|từ|ngoài|trước)"
    r" [^,]{2,90},\s*)"
)
_DONE_BY = re.compile(
    r"\bdo (?:các )?(?P<who>[^.;,]{3,60}?) (?:tổ chức|chủ trì|thực hiện|ban hành|chuẩn bị)\b"
)
_CHAIRS = re.compile(r",\s*(?P<who>[^.;,]{3,60}?) (?:đồng )?chủ trì\b")
_VERB = re.compile(rf"\b{VERB}", re.IGNORECASE)
_NAME = re.compile(
    r"(?:\d+ )?(?:hội đồng|tổ|đoàn|ban|phòng|bộ phận|hội nghị|lễ) (?:thẩm định|kiểm tra"
    r"|bình xét|bình chọn|tổ chức|thư ký|xét \w+|khảo sát|giám sát|ký)"
)
"""A body, or a meeting, named by what it does."""

_UPWARD = re.compile(
    r"trình (?:Chủ tịch|Ban Thường vụ|Thường trực|[Ll]ãnh đạo|Hội đồng|ký|UBND|Ủy ban|cấp)"
)
_TO_ALL = re.compile(r"được gửi (?:đến|tới|cho) (?:các|từng)")
_STATE = re.compile(r"(?:uy ban|hoi dong|ubnd)")
_LONGEST_HEADING = 120


def actor_of(
    saying: Saying, headings: Sequence[str], header: Header, own: Sequence[str]
) -> Actor | None:
    """Who must act, None where nobody is named.

    `own` are offices that things are sent to by this document: the issuer's, then.
    """
    parts = saying.sentence if saying.opens or not saying.parts else saying.parts
    if found := _first(parts, header, own):
        return found
    if any(_TO_ALL.search(part) for part in parts):
        return Actor.ISSUER
    if parts and any(_UPWARD.match(_without_lead(part)) for part in parts):
        return Actor.ISSUER
    if parts and _VERB.match(_without_lead(parts[-1])):
        for sentence in saying.earlier:
            if found := _first(tuple(reversed(parts_of(sentence))), header, own):
                return found
    for heading in reversed(headings):
        named = re.split(r"[(:]", heading)[0]
        if len(named) < _LONGEST_HEADING and (found := _subject(named, header, own)):
            return found
    return None


def actor_chairing(told: str, header: Header, own: Sequence[str]) -> Actor | None:
    """Who holds what takes place, by the words after its day: «…, do Khối trưởng chủ trì»."""
    done_by = _DONE_BY.search(told.lower()) or _CHAIRS.search(told.lower())
    return _named(done_by["who"].strip(), header, own) if done_by else None


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


def _first(parts: Sequence[str], header: Header, own: Sequence[str]) -> Actor | None:
    return next((each for part in parts if (each := _subject(part, header, own))), None)


def _without_lead(part: str) -> str:
    """A part from its subject or verb on."""
    shown = BULLET.sub("", part.strip(" ,;:()"))
    while (found := _LEADS.match(shown.lower())) and found.end() < len(shown):
        shown = shown[found.end() :]
    return shown


def _subject(part: str, header: Header, own: Sequence[str]) -> Actor | None:
    """Whom a part names before its verb as those who act; None where it names nobody."""
    if done_by := _DONE_BY.search(part.lower()):
        return _named(done_by["who"], header, own) or Actor.UNIT
    low = _without_lead(part).lower()
    return None if _VERB.match(low) else _named(low, header, own)


def _named(low: str, header: Header, own: Sequence[str]) -> Actor | None:
    name = _NAME.match(low)
    verb = _VERB.search(low, name.end() if name else 0)
    who = low[: verb.start()] if verb else low
    words = fold(who)
    if _OWN_MANY.match(who) and not any("phòng" in each.lower() for each in header.recipients):
        return Actor.ISSUER
    if header.of_bloc and _BLOC_HEAD.match(words):
        return Actor.ISSUER
    if _is_issuers(who, low, header, own):
        return Actor.SHARED if _AMONG.search(words) else Actor.ISSUER
    if (
        _STANDING.match(words)
        or _UNITS.match(fold(low))
        or re.match(rf"(?:{OFFICES}|tổ\b|hộ\b)", low)
    ):
        return Actor.UNIT
    return None


def _is_issuers(who: str, low: str, header: Header, own: Sequence[str]) -> bool:
    """Whether words begin with the issuer, with a body of its own, or with an office of it."""
    words = fold(who)
    if words.strip() in _SHORT and fold(header.issuer).startswith(f"{words.strip()} "):
        return True
    level = re.search(r"\b(?:tinh|thanh pho|huyen|quan|thi xa|phuong|xa)\b", fold(header.issuer))
    known = [each for each in header.aliases if len(each.split()) > 1]
    aliases = [*known, *(f"{each} {level.group()}" for each in known if level)]
    body = r"(?:ban (?:thuong vu|chap hanh) |lanh dao |co quan )?"
    named = (re.match(rf"{body}{re.escape(each)}{_OTHER_LEVEL}\b", words) for each in aliases)
    first = re.split(r",| va ", words)[0]
    if any(named):
        return not _OF_OTHERS.search(first)
    if _LOWER.search(words) or re.match(r"(?:cac|tung|moi) ", words):
        return False
    if _STANDING.match(words) or any(words.startswith(each) for each in own):
        return True
    if not re.match(OFFICES, who):
        return False
    # To an office of the State's lower levels papers go, and others hand in like any unit.
    is_units = bool(own) and bool(_STATE.match(fold(header.issuer)))
    is_list = who.count(",") > 1 or re.search(r"don vi|truong hoc|doan the", words)
    return not is_list and (not is_units or bool(_GATHERS.search(low)))
