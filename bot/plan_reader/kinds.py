"""What kind of thing a sentence asks for."""

import re
from collections.abc import Sequence

from bot.plan_reader.terms import Due
from bot.rules.folding import fold
from bot.rules.plans import Kind

BULLET = re.compile(
    r"^(?:[-–—+•●▪*]\s*|\(?\d{1,2}(?:\.\d{1,2})*[.)]\s*|\d{1,2}[-–]\s|[a-zđ][).]\s*|[IVX]+[.–-]\s"
    r"|Bước \d+[.:]\s*)+"
)
_PERIODS = (
    "hang thang", "6 thang", "06 thang", "9 thang", "hang quy", "quy i", "quy ii", "01 nam",
    "1 nam", "tong ket nam", "so ket", "ca nam",
)  # fmt: skip
_WITH_REPORT = re.compile(r"^bao cao |bao cao (?:so ket|tong ket|ket qua|6 thang|cong tac|nam\b)")
_REGISTERS = re.compile(
    r"(?<!da )dang ky (?:thi dua|(?:cac )?danh hieu|giao uoc|(?:cac )?chi tieu|noi dung thi dua"
    r"|tham gia thi dua|phan dau|mo hinh|cong trinh|viet skkn|sang kien)"
    r"|(?:ban|phieu|to|danh sach|van ban|noi dung|tiep nhan)(?: [a-z]+){0,3} dang ky"
    r"|(?:dieu chinh|thuc hien|viec) dang ky|(?:^|[,;.] )(?:tong hop )?dang ky\b"
    r"|dang ky (?:theo|lai|bo sung)\b"
    r"|^[^,;.]{0,60} dang ky$"
)
_HALF = re.compile(
    r"\b(?:6|06|sau) thang(?: dau nam)?|so ket|giua nam|nua dau nam|hoc ky i\b|giua nhiem ky"
)
_YEARLY = re.compile(
    r"tong ket|bao cao (?:cong tac )?(?:ca )?nam|ca nam|\b(?:01|1|mot) nam\b|(?:hang|moi) nam"
    r"|nam \d{4}|cuoi nam"
)
REPORT = re.compile(r"bao cao(?! thanh tich)|ket qua thuc hien|so lieu")
_DOSSIER = re.compile(
    r"ho so|to trinh|de nghi (?:cac cap )?(?:xet |tang |khen|cong nhan)|danh sach de nghi"
    r"|de nghi khen thuong|danh sach trich ngang|binh xet[^.;]*(?:gui|trinh)"
    r"|bao cao thanh tich|suy ton[^.;]*gui"
)
_MEETING = r"hoi nghi|hop mat|le (?:phat dong|trao|ky|tong ket|ton vinh)|hoi thi|hoi dien|hoi thao"
_EVENT = re.compile(
    rf"{_MEETING}|tong ket|so ket|kiem tra"
    r"|phat dong|dai hoi|ngay hoi|giai (?:the thao|chay|bong)|to chuc|tap huan|xay dung|ban hanh"
    r"|tuyen truyen|bieu duong"
)
_HELD = re.compile(
    rf"{_MEETING}|hop (?:binh xet|xet|bo phieu|thuong ky|tong ket|lien tich)|bieu duong|dai hoi"
    r"|cong nhan ho |ra quyet dinh cong nhan|cham vong|kiem tra cheo|giao luu"
)
SENDS = re.compile(r"\b(?:gui|goi|nop|chuyen|trinh|cap nhat|nhap|bo sung|tiep nhan)\b")
_SECOND_HALF = 9
"""The month from which a report that may be either is the year's."""

_OF_HEADINGS = (
    (re.compile(r"dang ky"), Kind.REGISTRATION),
    (re.compile(r"ho so (?:khen|de nghi)|binh xet|xet khen|de nghi khen|de tai"), Kind.DOSSIER),
)
_PAPERS = re.compile(r"ho so")


def kind_of(near: str, whole: str, due: Due, *, context: str = "", is_held: bool = False) -> Kind:
    """What is asked, by the words just before the term, else by those of the sentence.

    `context` is what was said before in the passage: that it is reports, where periods are listed.
    What `is_held` on its day takes place then.
    """
    if is_held:
        return Kind.EVENT
    if due.recurrence.startswith("monthly") and re.search(
        r"bao cao|tong hop|so lieu|diem", fold(near)
    ):
        return Kind.MONTHLY_REPORT
    near, whole = fold(near), fold(whole)
    if _REGISTERS.search(near):
        return Kind.REGISTRATION
    for words in (near, whole):
        if _DOSSIER.search(words) and not _WITH_REPORT.search(words):
            return Kind.DOSSIER
        if REPORT.search(words) or (words is near and any(each in near for each in _PERIODS)):
            if not REPORT.search(whole) and not REPORT.search(fold(context)):
                continue
            return _report(near, whole, due)
        if _REGISTERS.search(words):
            return Kind.REGISTRATION
    if due.granularity.value != "day" and _EVENT.search(whole):
        return Kind.EVENT if not re.search(r"day manh|tiep tuc", near + whole[:40]) else Kind.OTHER
    takes_place = _HELD.search(near) and not SENDS.search(near)
    return Kind.EVENT if takes_place else Kind.OTHER


def goes_on(near: str) -> bool:
    """Whether the words before a term say nothing new: it is a second date of the same thing."""
    words = fold(near.strip(" ,;:()-–"))
    return bool(re.fullmatch(r"(?:va|hoac|rieng)?(?: ?(?:lan|dot|vong) (?:thu )?\w+)?,?", words))


def half_or_year(kind: Kind, words: str, due: Due) -> Kind:
    """Which of the two reports a sentence names with both their days: by the month of this one."""
    folded = fold(words)
    if kind not in (Kind.MIDYEAR_REPORT, Kind.ANNUAL_REPORT):
        return kind
    if not _HALF.search(folded) or not re.search(r"tong ket|ca nam|nam\b", folded):
        return kind
    told = due.recurrence.partition("yearly:")[2]
    month = due.day.month if due.day else int(told[:2]) if told else None
    if month is None:
        return kind
    return Kind.MIDYEAR_REPORT if month < _SECOND_HALF else Kind.ANNUAL_REPORT


def kind_by_place(near: str, above: Sequence[str], due: Due) -> Kind:
    """What is sent in, by the passage and headings it stands under, the nearest first."""
    recurs = due.recurrence.startswith(("weekly", "daily"))
    if recurs or not SENDS.search(fold(near)):
        return Kind.OTHER
    if REPORT.search(fold(near)):
        kinds = (_report(fold(words), "", due) for words in above if REPORT.search(fold(words)))
        return next((kind for kind in kinds if kind is not Kind.OTHER), Kind.OTHER)
    for words in above:
        for pattern, kind in _OF_HEADINGS:
            if pattern.search(fold(words)):
                return kind
    return Kind.DOSSIER if any(_PAPERS.search(fold(words)) for words in above) else Kind.OTHER


def _report(near: str, whole: str, due: Due) -> Kind:
    if due.recurrence.startswith("monthly"):
        return Kind.MONTHLY_REPORT
    if due.recurrence.startswith("quarterly"):
        return Kind.QUARTERLY_REPORT
    if due.recurrence.startswith(("daily", "weekly", "relative")):
        return Kind.OTHER
    is_special = re.search(r"bao cao (?:chuyen de|nhanh|giai trinh|tien do|dot xuat)", near)
    if is_special and not _HALF.search(near):
        return Kind.OTHER
    for words in (near, whole):
        if re.search(
            r"\bquy (?:i|ii|iii|iv|[1-4])\b|\b0?9 thang|(?:hang|moi) quy|bao cao quy", words
        ):
            return Kind.QUARTERLY_REPORT
        if _HALF.search(words):
            return Kind.MIDYEAR_REPORT
        if _YEARLY.search(words):
            return Kind.ANNUAL_REPORT
        if re.search(r"bao cao thang|(?:hang|moi) thang", words):
            return Kind.MONTHLY_REPORT
    return Kind.ANNUAL_REPORT if due.recurrence.startswith("yearly") else Kind.OTHER
