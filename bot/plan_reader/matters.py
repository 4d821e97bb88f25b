"""What a part of a sentence is about: the first thing or act that it names."""

import re
from enum import StrEnum
from functools import lru_cache

from bot.rules.folding import fold


class Matter(StrEnum):
    """What is done, or what is handed in; `PAPER` and `SENT` leave that to what was said before."""

    REGISTRATION = "registration"
    DOSSIER = "dossier"
    REPORT = "report"
    PERIOD = "period"
    EVENT = "event"
    OTHER = "other"
    AWARD = "award"
    PAPER = "paper"
    SENT = "sent"


_NAMES = re.compile(
    r"doan kiem tra|to (?:tham dinh|thu ky|giup viec|kiem tra|cong tac)"
    r"|hoi dong (?:binh (?:xet|chon)|khoa hoc|sang kien|xet [a-z]+|giam khao)"
    r"|(?:phong|ban|bo phan) (?:to chuc|kiem tra|thi dua|giam khao)"
    r"(?: ?[-,] ?(?:hanh chinh|can bo|khen thuong|kiem tra))?"
    r"|thi dua ?[-,]? (?:va )?khen thuong|thi dua-khen thuong|\btdkt\b"
)
"""Names of bodies, whose words name no act."""

_QUOTES = re.compile(r"[“”\"]")
_AWARDED = (
    r"(?:khen|tang|xet tang|xet chon|cong nhan|phong tang|suy ton|truy tang|(?:xet )?danh hieu)\b"
)
_SHEETS = (
    r"(?:ban(?! hanh)|phieu|to|danh sach|danh muc|van ban|ho so|bieu|don|noi dung|so ho|viec"
    r"|phan mem)"
)
_NO_CONTEST = "so luong|nhu cau|vay|tham du|tap huan|du thi|du hoi|du giai|tham gia hoi thi"
"""What is signed up for that is neither a title nor a target."""
_NOT_SAID = r"(?:(?!da |do |khong |chua |gui |nop |ve )[a-z\d-]+ ){0,6}"
_PATTERNS = {
    Matter.OTHER: (
        r"phan hoi|tra loi|(?:co|cho|gui|lay|tham gia) y kien|cong khai|cong bo(?! ket qua)"
        r"|niem yet|giay moi"
        r"|thong bao|giai trinh|ho (?:va )?ten\b|so dien thoai|dau moi|(?:danh sach )?dai bieu"
        r"|cu \d+|cu (?:can bo|nguoi|dai bieu|thanh vien)|danh sach (?:nguoi|can bo|tham du|cu)"
        r"|tin,? bai|bai (?:viet|du thi)"
        r"|(?:y tuong|du an|san pham|tac pham)(?:,? [a-z]+)? du thi|viet bai"
        r"|(?:viet |bao cao )?tham luan|hinh anh|video"
        r"|(?:phieu|bang)(?: tu)?(?: cham)?"
        r" diem|(?:bang|phieu) (?:tu )?cham|bien ban (?:hop|cuoc hop|hoi nghi|lam viec|kiem tra)"
        r"(?! (?:binh )?xet| suy ton)|(?:ban )?giao uoc gui|ban giao uoc|thuyet minh"
        r"|(?:bieu )?thong ke|(?:gui|nop|cung cap|bao) (?:[a-z]+ )?so lieu"
        r"|quyet toan|kinh phi|hoi phi|doan phi|dong gop|ung ho"
        rf"|dang ky (?:{_NO_CONTEST})|chi thuong|cong trinh"
        r"|phan viec|du thao (?!(?:[a-z]+ )?bao cao)|vi pham"
        r"|trinh (?:[a-z]+ ){0,5}?(?:thanh lap|ky (?:quyet dinh|thong bao|ban hanh|van ban))"
    ),
    Matter.REGISTRATION: (
        rf"{_SHEETS} {_NOT_SAID}dang ky(?! (?:{_NO_CONTEST}))|(?<!da )(?<!khong )(?<!chua )dang ky"
        rf"(?! (?:kinh doanh|khoan|ho tich|lich|lam viec|doanh nghiep|{_NO_CONTEST}|dai bieu))"
        r"|dieu chinh dang ky|chua dang ky (?:khan truong|gap rut|tiep tuc|phai|can|de nghi|hoan)"
    ),
    Matter.DOSSIER: (
        r"ho so(?! (?:minh chung|goc|luu))|to trinh|bao cao (?:tom tat )?thanh tich"
        r"|(?:ban|tom tat) (?:tom tat )?thanh tich|danh sach (?:trich ngang|de nghi|de xuat|de cu)"
        r"|phieu de cu|bien ban (?:[a-z]+ ){0,2}?(?:suy ton|binh xet|binh chon|xet)"
        rf"|de nghi (?:(?!cac don vi|gui|dang ky)[a-z]+ ){{0,8}}?{_AWARDED}"
        r"|(?:nop|gui|tong hop) (?:[a-z]+ ){0,3}?(?:sang kien|de tai|giai phap)\b"
        r"|(?:sang kien|de tai|giai phap) (?:[a-z]+ ){0,6}?(?:gui|nop)\b"
    ),
    Matter.REPORT: r"bao cao(?! vien)|bao ve|ket qua (?:thuc hien|phong trao|hoat dong|cong tac)",
    Matter.PERIOD: (
        r"(?:0?6|sau|0?9|chin) thang(?! (?:ke|tinh))|hoc ky (?:i|1)\b|(?:hang|moi) (?:thang|quy)"
        r"|quy (?:i|ii|iii|iv|[1-4])\b|ca nam|0?1 nam\b|^nam\b|tong ket(?= |$)|so ket(?= |$)"
    ),
    Matter.EVENT: (
        r"hoi nghi|hoi thao|toa dam|hop mat|gap mat|\ble (?:phat|trao|ky|tong|ton|cong|khai|be|gan)"
        r"|hoi thi|hoi dien|\bgiai (?:the thao|chay|bong|cau|viet)|ngay hoi|dai hoi"
        r"|(?<!tong )(?<!truong )(?<!phu )(?<!phoi )\bhop\b(?! (?:tac|thu|dong|le|phap|ly)\b)"
        r"|(?:to chuc|hoan thanh)(?: viec)? (?:so|tong) ket|ky (?:ket )?giao uoc|phat dong|giao luu"
        r"|kiem tra|thanh tra|giam sat|khao sat|phuc tra|tu cham|\bcham "
        r"(?:diem|cheo|vong|thi|giai|bai)|tap huan|boi duong\b"
        r"|ban hanh|quyet dinh (?:cong nhan|khen)|ra quyet dinh|xay dung (?:[a-z]+ ){0,3}?"
        r"(?:ke hoach|chuong trinh|huong dan|quy che|giai thuong)|thanh lap|kien toan|tham,? tang"
        r"|tham quan|trien lam|mit tinh|ra quan|khanh thanh|khoi cong|lam viec (?:tai|voi|truc)"
    ),
    Matter.AWARD: (
        r"binh (?:xet|chon|bau)|suy ton|xet (?:tang|chon|duyet|khen|va|cong)|(?<!nhan )xet\b"
        r"|khen thuong"
        r"|bang khen|giay khen|co thi dua|huan chuong|bieu duong|ton vinh|cong nhan|trao (?:thuong|"
        r"giai|tang)|tham dinh|khen (?:dot|thuong|chuyen)|tieu bieu|dien hinh"
    ),
    Matter.PAPER: (
        r"bien ban|danh sach|(?<!bo )phieu|van ban|ban (?:giay|mem|chinh|in|cung)"
        r"|\bfile\b|\btep\b|\bmau\b"
        r"|\bbieu\b|tai lieu|minh chung|(?:\d+|moi) bo\b"
    ),
    Matter.SENT: (
        r"\b(?:gui(?! thu)|goi(?! dien| so| chung| la)|nop|(?<!chuong )(?<!quy )(?<!qua )trinh"
        r"(?! tu| do)|(?<!bong )chuyen"
        r"(?! de| mon| doi| giao| nghiep)|cung cap|bo sung|cap nhat|tiep nhan|nhan tu|nhan den)\b"
        r"|(?:thoi gian|thoi han|han)(?: chot| cuoi)? (?:tiep )?(?:nhan|nop|gui)"
        r"|^(?:thoi han|han|nhan)\b|ve den\b"
    ),
}
_MATTERS = re.compile(
    "|".join(f"(?P<{matter.value}>(?:(?<![a-z])(?:{each})))" for matter, each in _PATTERNS.items())
)


@lru_cache(maxsize=1024)
def matters_in(part: str) -> tuple[tuple[Matter, int], ...]:
    """What a part names, in the order in which it does; where, in its `bare` words."""
    return tuple(
        (Matter(str(found.lastgroup)), found.start()) for found in _MATTERS.finditer(bare(part))
    )


@lru_cache(maxsize=1024)
def bare(part: str) -> str:
    """Folded words, without the names of bodies and what only tells which one is meant."""
    words = _NAMES.sub(lambda name: "_" * len(name.group()), fold(_QUOTES.sub("", part)))
    return re.sub(r"\b(?:do|ma) (?:[a-z]+ ){0,5}?dang ky", "_", words)
