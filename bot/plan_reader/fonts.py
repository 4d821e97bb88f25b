"""Telling text written for the fonts of before Unicode (TCVN3, VNI) from Vietnamese.

Such text looks like "KÕ ho¹ch" or "Keá hoaïch" to every program but one with those fonts.
"""

import re

# TCVN3 puts Vietnamese letters where Latin-1 has signs; VNI writes a letter and its tone apart.
_TCVN3 = re.compile(r"[a-zA-Z][¸µ¶·¹¨»¾¼½Æ©ÊÇÈÉË®ÌÐÎÏÑªÕÒÓÔÖ×ØÜÞß«èåæçé¬íêëìîóïñòô­øõö÷ùýúûüþ]")
_VNI = re.compile(r"[aeouAEOU][ùøûõïâêáàåãäëéèúüöÙØÛÕÏÂÊÁÀÅÃÄËÉÈÚÜÖ](?![aeiouy])|[öô][ùøûõï]")
_UNICODE = re.compile(r"[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđơư]", re.IGNORECASE)
_ENOUGH = 0.02
_SAMPLE = 20_000


def is_legacy(text: str) -> bool:
    """Whether a text is in TCVN3 or VNI: full of their pairs, with hardly a letter of Unicode's."""
    sample = text[:_SAMPLE]
    letters = sum(sign.isalpha() for sign in sample)
    if letters < 40:
        return False
    signs = max(len(_TCVN3.findall(sample)), len(_VNI.findall(sample)))
    return signs > _ENOUGH * letters and signs > 2 * len(_UNICODE.findall(sample))
