"""What kind of thing a sentence asks for, and of whom."""

import re

from bot.plan_reader.header import Header
from bot.plan_reader.outline import Placed
from bot.plan_reader.terms import Due
from bot.plan_reader.vocabulary import ISSUERS_WORK
from bot.rules.folding import fold
from bot.rules.plans import Actor, Kind

BULLET = re.compile(r"^(?:[-–—+•●▪*]\s*|\(?\d{1,2}(?:\.\d{1,2})*[.)]\s*|[a-zđ][).]\s*|[IVX]+\.\s)+")
_PERIODS = ("hang thang", "6 thang", "06 thang", "hang quy", "01 nam", "1 nam", "tong ket nam")
_REGISTERS = re.compile(
    r"dang ky (?:thi dua|(?:cac )?danh hieu|giao uoc|(?:cac )?chi tieu|noi dung thi dua"
    r"|tham gia thi dua|phan dau|mo hinh|cong trinh)"
)
_HALF = re.compile(r"\b(?:6|06|sau) thang(?: dau nam)?|so ket|giua nam|nua dau nam")
_YEARLY = re.compile(
    r"tong ket|bao cao (?:cong tac )?(?:ca )?nam|ca nam|\b(?:01|1|mot) nam\b|(?:hang|moi) nam"
    r"|nam \d{4}"
)
REPORT = re.compile(r"bao cao|ket qua thuc hien|so lieu")
_DOSSIER = re.compile(
    r"ho so|to trinh|de nghi (?:cac cap )?(?:xet |tang |khen)|danh sach de nghi|de nghi khen thuong"
    r"|binh xet[^.;]*(?:gui|trinh)"
)
_EVENT = re.compile(
    r"hoi nghi|tong ket|so ket|le (?:phat dong|ky|trao|tong ket)|hoi thi|hoi thao|kiem tra"
    r"|phat dong|dai hoi|ngay hoi|giai (?:the thao|chay|bong)|to chuc|tap huan|xay dung|ban hanh"
    r"|tuyen truyen|bieu duong"
)
_AN_OFFICE = re.compile(r"(?:so|phong|ban|van phong|trung tam|quy)\b")
_UNITS = re.compile(r"don vi|hoi vien|doanh nghiep|htx|hop tac xa|huyen|cap|khoi|xa, phuong")


def kind_of(near: str, whole: str, due: Due) -> Kind:
    """What is asked, by the words just before the term, else by those of the sentence."""
    near, whole = fold(near), fold(whole)
    if _REGISTERS.search(near):
        return Kind.REGISTRATION
    for words in (near, whole):
        if _DOSSIER.search(words) and not words.startswith("bao cao"):
            return Kind.DOSSIER
        if REPORT.search(words) or (words is near and any(each in near for each in _PERIODS)):
            if not REPORT.search(whole):
                continue
            return _report(near, whole, due)
        if _REGISTERS.search(words):
            return Kind.REGISTRATION
    if due.granularity.value != "day" and _EVENT.search(whole):
        return Kind.EVENT if not re.search(r"day manh|tiep tuc", near + whole[:40]) else Kind.OTHER
    return (
        Kind.EVENT if re.search(r"hoi nghi|le (?:phat dong|trao|ky)|hoi thi", near) else Kind.OTHER
    )


def _report(near: str, whole: str, due: Due) -> Kind:
    if due.recurrence.startswith("monthly"):
        return Kind.MONTHLY_REPORT
    if due.recurrence.startswith("quarterly"):
        return Kind.QUARTERLY_REPORT
    if due.recurrence.startswith(("daily", "weekly", "relative")):
        return Kind.OTHER
    for words in (near, whole):
        if re.search(r"\bquy (?:i|ii|iii|iv|[1-4])\b|(?:hang|moi) quy|bao cao quy", words):
            return Kind.QUARTERLY_REPORT
        if _HALF.search(words):
            return Kind.MIDYEAR_REPORT
        if _YEARLY.search(words):
            return Kind.ANNUAL_REPORT
        if re.search(r"bao cao thang|(?:hang|moi) thang", words):
            return Kind.MONTHLY_REPORT
    return Kind.ANNUAL_REPORT if due.recurrence.startswith("yearly") else Kind.OTHER


def actor_of(place: Placed, text: str, header: Header) -> Actor:
    """Who must act: the subject of the sentence, else of the heading above it; units else."""
    opening = fold(BULLET.sub("", text))
    headings = [fold(BULLET.sub("", heading)) for heading in reversed(place.headings)]
    if (
        _is_issuers(opening, header)
        or any(opening.find(each) in range(90) for each in ISSUERS_WORK)
        or re.search(r"duoc gui (?:toi|den|cho) cac", opening)
    ):
        return Actor.ISSUER
    for heading in headings:
        if heading != opening and (len(heading) < 120):
            bare = re.sub(r"^(?:doi voi|giao|trach nhiem cua)\s+", "", heading).rstrip(":. ")
            if _is_issuers(bare, header) or re.match(
                r"(?:so|phong|ban|van phong|trung tam|quy)\b", bare
            ):
                return Actor.ISSUER
            if re.search(
                r"don vi|hoi vien|doanh nghiep|htx|hop tac xa|huyen|cap|khoi|xa, phuong", bare
            ):
                return Actor.UNIT
    return Actor.UNIT


def _is_issuers(words: str, header: Header) -> bool:
    """Whether words begin with the issuer, or with an office of its own."""
    if re.match(r"(?:co quan |bo phan )?thuong truc\b|to giup viec\b|ban to chuc\b", words):
        return True
    offices = r"(?:van phong|phong|ban|bo phan|cong chuc|so)\b"
    if re.match(rf"{offices}[^.;,:]{{0,90}}(?:tong hop|tham muu|theo doi|don doc|chu tri)", words):
        return True
    own = (each for each in header.aliases if len(each.split()) > 1)
    return any(
        re.match(rf"(?:ban thuong vu |lanh dao |co quan )?{re.escape(each)}(?! cac)\b", words)
        for each in own
    )
