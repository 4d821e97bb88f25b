"""What happened, why, and what to do next: the words for every broken rule about groups."""

from collections.abc import Callable
from typing import Any

from bot.rules.groups import GroupLeft, UnknownGroup
from bot.rules.standings import NothingToPost
from bot.texts import Texts


def _unknown(t: Texts, _violation: UnknownGroup) -> str:
    return t("This group is no longer on the list. Press /nhom for those there are.")


def _left(t: Texts, violation: GroupLeft) -> str:
    return t(
        "The bot is no longer in the group {title}. Please add it again first.",
        title=violation.title,
    )


def _nothing(t: Texts, _violation: NothingToPost) -> str:
    return t("There is nothing to post now: the bloc has no unit, or no date to meet.")


GROUP_WORDS: dict[type, Callable[[Texts, Any], str]] = {
    UnknownGroup: _unknown,
    GroupLeft: _left,
    NothingToPost: _nothing,
}
