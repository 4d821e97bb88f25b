"""What cannot be written down of a call, and who may not be asked: the words for it."""

from collections.abc import Callable
from typing import Any

from bot.rules import calls, contacts, heads
from bot.texts import Texts


def _unreadable_phone(t: Texts, violation: contacts.UnreadablePhone) -> str:
    return t.n(
        "“{text}” has {count} digit and is no telephone number: a mobile number has 10, a fixed "
        "line with its area code 11. Please check it and type it again.",
        "“{text}” has {count} digits and is no telephone number: a mobile number has 10, a fixed "
        "line with its area code 11. Please check it and type it again.",
        violation.digits,
        text=violation.text[:40],
    )


def _not_head(t: Texts, _violation: heads.NotHead) -> str:
    return t(
        "Only the head of a bloc and the deputy see how the bloc stands. The alliance’s officers "
        "choose them for each year."
    )


def _call_moved(t: Texts, _violation: calls.CallMoved) -> str:
    return t(
        "A call to this unit was written down a moment ago, by you or by a colleague. Please look "
        "at it first; nothing was written down twice."
    )


def _no_call_needed(t: Texts, _violation: calls.NoCallNeeded) -> str:
    return t("The unit has handed it in meanwhile: there is no need to call.")


CALL_WORDS: dict[type, Callable[[Texts, Any], str]] = {
    contacts.UnreadablePhone: _unreadable_phone,
    heads.NotHead: _not_head,
    calls.CallMoved: _call_moved,
    calls.NoCallNeeded: _no_call_needed,
}
