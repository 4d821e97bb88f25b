"""What an officer types of something that recurs, read by the grammar of the documents."""

import re

from bot.plan_reader.phrases import RECURS, phrases_in
from bot.plan_reader.terms import Due
from bot.rules.folding import fold, untelex

_ACCENTS = {
    "cham": "chậm", "cua": "của", "cuoi": "cuối", "den": "đến", "dinh": "định", "hang": "hằng",
    "het": "hết", "khong": "không", "ky": "kỳ", "la": "là", "moi": "mỗi", "mung": "mùng",
    "muon": "muộn", "nam": "năm", "ngay": "ngày", "nhat": "nhất", "qua": "quá", "quy": "quý",
    "thang": "tháng", "truoc": "trước", "vao": "vào",
}  # fmt: skip
"""The words of such phrases as they are spelt: nobody has to type the marks."""

_WHOLE = re.compile(r"(?:vào |định kỳ )?(?:cuối )?(?P<every>hằng|mỗi) (?P<unit>tháng|quý)")
_BARE = re.compile(r"(?:ngày )?(?P<rest>(?:mùng )?\d{1,2} .+)")
_SIGNS = " .,;:"


def recurrence_in(text: str) -> Due | None:
    """What recurs every month, quarter or year, if the words say just that.

    A day without "trước" counts itself; a month or quarter without a day ends with its last.
    """
    words = [_ACCENTS.get(word, word) for word in fold(untelex(text)).strip(_SIGNS).split()]
    said = " ".join(words)
    if whole := _WHOLE.fullmatch(said):
        said = f"vào ngày 31 {whole['every']} {whole['unit']}"
    elif bare := _BARE.fullmatch(said):
        said = f"vào ngày {bare['rest']}"
    # Of what recurs every year it is no matter which; this one has a 29 February.
    for phrase in phrases_in(said, 2024):
        recurs = phrase.due.recurrence.startswith(RECURS)
        if recurs and (phrase.start, phrase.end) == (0, len(said)):
            return phrase.due
    return None
