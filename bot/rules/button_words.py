"""The names of buttons, typed where a form waits for words: they are no answer."""

from bot.rules.folding import fold

_CANCEL = frozenset({"huy", "huy bo"})
_OTHERS = frozenset(
    {
        *("xong", "bo qua", "quay lai", "quay lai danh sach", "xem lai", "xem lai va gui"),
        *("xem lai va nop", "gui", "gui dang ky", "nop", "nop bao cao", "nop ngay", "tiep"),
        *("tiep tuc", "tiep theo", "them hoac sua", "sua lai", "nhap lai", "dong y"),
    }
)


def is_cancel(text: str) -> bool:
    """Whether «Huỷ» was typed instead of pressed."""
    return fold(text).strip(" .!/") in _CANCEL


def is_button(text: str) -> bool:
    """Whether the text is nothing but the name of another button."""
    return fold(text).strip(" .!›") in _OTHERS
