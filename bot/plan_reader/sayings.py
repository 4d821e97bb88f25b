"""A term's sentence in its parts, and what was said before it: where one looks for what is asked.

A sentence of a plan chains what is done by one body: «họp bình xét, lập hồ sơ và gửi về … trước
ngày …». The term belongs to the part just before it; what that leaves open the parts before say,
then the sentences before, then the headings above.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.plan_reader.terms import CAPITAL

VERB = (
    r"(?:(?:phải|được|sẽ|tự|cần|kịp thời|trực tiếp|tiếp tục) )?"
    r"(?:gửi|gởi|nộp|trình|chuyển|(?<!thành )(?<!độc )lập|họp|bình (?:xét|chọn)|suy tôn|bỏ phiếu"
    r"|tổ chức|đăng ký|(?<!thư )(?<!chữ )(?<!thời )ký"
    r"|thẩm định|tổng hợp|rà soát|hoàn (?:thành|thiện|tất|chỉnh)|tham mưu|xét|công nhận|chấm"
    r"|thông báo|công (?:khai|bố)|niêm yết|đôn đốc|theo dõi|xây dựng|ban hành|kiểm tra|cử|chọn"
    r"|lựa chọn|giới thiệu|viết|ra quyết định|phản hồi|trả lời|bổ sung|nhập|cập nhật|báo về"
    r"|thống nhất|điền|làm|triển khai|phát động|tiếp nhận|phối hợp|cung cấp|đề xuất|quyết toán"
    r"|nghiệm thu|phát(?! triển| huy| hành| sinh)|gắn biển|trao|bầu|tải|khảo sát"
    rf"|báo cáo(?= {CAPITAL}| (?:với|về|cho|lên|kết quả|tình hình|tiến độ|số|cấp|bằng)\b))\b"
)
"""How a part begins that goes on with what the same body does."""

VERB_IN = re.compile(rf"\b{VERB}|\b(?:thực hiện|chuẩn bị|bố trí)\b", re.IGNORECASE)
_JOINS = r"(?:và|rồi|mà|để|nhưng|song|đồng thời|sau đó|thì|nếu)"
_PARTED = re.compile(
    rf"[;:]\s+|,\s+(?=(?:{_JOINS} )?{VERB})|\s(?={_JOINS} {VERB})|,\s+(?={_JOINS}\s)"
    r"|\s(?=để (?:Hội đồng|Ban|Thường trực) )"
)
_SENTENCE = re.compile(rf"\.(?:\s+(?={CAPITAL}|[-+] )|\s*$)")
_WHOLE_TERM = 45
"""Signs of a term that holds more than its days."""

_LIMIT = re.compile(
    r"(?P<what>(?:thời hạn|hạn|thời gian)(?: cuối| chót)? (?:nộp|gửi|nhận|tiếp nhận) [^:]{4,60}?)"
    r"(?: là|:)",
    re.IGNORECASE,
)
"""A term that itself says what is handed in: «Hạn nộp báo cáo sơ kết là 10/6»."""

_OF_WHAT = re.compile(
    r" ?\(?(?P<what>(?:đối với|cho|áp dụng (?:cho|với)) [^()]{4,80}?)\)?(?=[;,.)]|$| và )"
)
"""After a term, what it is the term of: «trước ngày 15/6 (đối với báo cáo 6 tháng)»."""

_ONLY_WHEN = re.compile(r"(?:\d[.)] )?(?:định kỳ|(?:hằng|hàng|mỗi) \w+|cuối năm)", re.IGNORECASE)
_AROUND = 900
"""Signs before and after a term that may tell what it is the term of."""

_ROUND = re.compile(r"(?:đợt|lần|vòng)\b", re.IGNORECASE)
_TAKEN_IN = re.compile(r"(?:thời gian|thời hạn|hạn)\b[^.;]*\b(?:nhận|nộp|gửi)\b", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]{2}")
_CLOSED = re.compile(r"\([^()]*\)")
_AIM = re.compile(r"(?:để|nhằm) (?!(?:lập|làm|hoàn thiện) hồ sơ|Hội đồng|Ban |Thường trực)")
"""What only says what for: «để tổng hợp, báo cáo cấp trên» asks nothing of its own."""


@dataclass(frozen=True, slots=True)
class Saying:
    """What is said of one term, the nearest first.

    `parts` are those of its sentence before it, or after it where it `opens` the sentence;
    `rest` the others; `earlier` the passage's sentences before; `above` headings and the title.
    """

    parts: tuple[str, ...]
    rest: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    opens: bool = False
    term: str = ""
    beyond: str = ""
    """What the sentence goes on with from its next term on."""

    @property
    def is_limit(self) -> bool:
        """Whether the term itself says that something is handed in by it: «hạn nộp: …»; or the
        heading above rounds of it: «Thời gian nhận: … Đợt 1: …»."""
        if re.search(r"(?:nộp|gửi|nhận)\b[^.;]{0,30}(?:là|:)", self.term.lower()):
            return True
        is_round = any(_ROUND.match(part) for part in self.parts[:1])
        return is_round and any(_TAKEN_IN.search(each) for each in self.above[:1])

    @property
    def sentence(self) -> tuple[str, ...]:
        return self.parts + self.rest


def saying_of(
    text: str, start: int, end: int, above: Sequence[str] = (), *, since: int = 0, until: int = -1
) -> Saying:
    """What a passage says of the term from `start` to before `end`.

    `since` is where another term of it ends, `until` where the next one begins.
    """
    term = text[start:end]
    if end - start > _WHOLE_TERM and "tháng" in text[start:end].lower():
        # «Hằng tháng, … gửi … vào ngày 28»: the term holds what is asked.
        start = end
    elif limit := _LIMIT.match(term):
        start += limit.end("what")
    first = max(0, start - _AROUND)
    before = _SENTENCE.split(text[first:start])
    near = text[max(since, start - len(before[-1])) : start]
    farther = before[-1][: len(before[-1]) - len(near)]
    follows = _SENTENCE.split(text[end : end + _AROUND])[0]
    beyond = follows[until - end :] if until >= end else ""
    said = follows[: len(follows) - len(beyond)]
    first_part, *others_of_it = (*parts_of(near), *parts_of(farther)) or ("",)
    of_what = [found["what"]] if (found := _OF_WHAT.match(said)) else []
    parts = tuple(part for part in (first_part, *of_what, *others_of_it) if part)
    after = tuple(reversed(parts_of(said)))
    earlier = tuple(each for each in reversed(before[:-1]) if _WORDS.search(each))
    others = tuple(each for each in above if each != text)
    # After «;» a new thing begins.
    if parts and not _ONLY_WHEN.fullmatch(parts[0]) and not near.rstrip().endswith(";"):
        return Saying(parts, after, earlier, others, term=term, beyond=beyond)
    return Saying(after, parts, earlier, others, True, term, beyond)


def parts_of(sentence: str) -> list[str]:
    """The parts of a sentence, each doing one thing, the nearest to its end first."""
    bare = _CLOSED.sub(" ", sentence).replace("(", "; ")
    found = [part.strip(" ,;:()-–*") for part in _PARTED.split(bare)]
    told = [part for part in found if _WORDS.search(part) and not _AIM.match(part)]
    return told[::-1]
