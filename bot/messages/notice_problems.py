"""The words for what can go wrong with notices."""

from collections.abc import Callable
from typing import Any

from bot.rules import acknowledgements, audiences, contents, notices, schedules
from bot.rules.contents import FileKind
from bot.texts import N_, Texts

KINDS = {
    FileKind.PHOTO: N_("photos"),
    FileKind.DOCUMENT: N_("files"),
    FileKind.VOICE: N_("a voice note"),
    None: N_("a forwarded message"),
}


def _too_long(t: Texts, violation: contents.NoticeTooLong) -> str:
    most, over = t.number(violation.most), t.number(violation.over)
    if violation.is_caption:
        return t(
            "Under photos and files there is room for {most} characters beside the head of the "
            "notice: that is {over} too many. Please shorten the text, or send it without files. "
            "What was there before is kept.",
            most=most,
            over=over,
        )
    return t(
        "Beside the head of the notice there is room for {most} characters: that is {over} too "
        "many. Please shorten the text, or send it as a file. What was there before is kept.",
        most=most,
        over=over,
    )


def _do_not_mix(t: Texts, violation: contents.FilesDoNotMix) -> str:
    if violation.had is violation.came:
        return t(
            "A voice note goes alone. To send this one instead, please take out the other first."
        )
    return t(
        "The notice has {had}; Telegram does not send {came} together with that. Please take it "
        "out first, then send it again. What was there before is kept.",
        had=t.plain(KINDS[violation.had]),
        came=t.plain(KINDS[violation.came]),
    )


def _passed(t: Texts, violation: schedules.MomentPassed) -> str:
    at = t.moment(violation.moment)
    if violation.ahead:
        return t("{at} is more than a year ahead. Please check and type it again.", at=at)
    return t("{at} has already passed. Please choose a moment to come.", at=at)


def _said(words: Callable[[Texts], str]) -> Callable[[Texts, Any], str]:
    return lambda t, _violation: words(t)


NOTICE_WORDS: dict[type, Callable[[Texts, Any], str]] = {
    audiences.SavedGone: _said(
        lambda t: t("This list has been deleted meanwhile. Please choose another.")
    ),
    contents.NothingToSend: _said(
        lambda t: t("The notice is still empty. Please send a text, a photo or a file.")
    ),
    contents.NoticeTooLong: _too_long,
    contents.FilesDoNotMix: _do_not_mix,
    contents.AlbumFull: _said(
        lambda t: t("An album holds ten at most. The ten before are kept, this one is not.")
    ),
    contents.NotForNotice: _said(
        lambda t: t(
            "A notice takes text, photos, files and voice notes. To send anything else, please "
            "forward it here from another chat."
        )
    ),
    audiences.NobodyToReach: _said(
        lambda t: t("Nobody in this audience can be reached, so there is no one to send to.")
    ),
    audiences.TooManySaved: _said(
        lambda t: t("Thirty lists are kept already. Please delete one first.")
    ),
    schedules.NoHour: _said(
        lambda t: t("The hour is missing. Please type both, for example <i>8:00 15/6</i>.")
    ),
    schedules.MomentPassed: _passed,
    notices.NothingCorrected: _said(
        lambda t: t("Nothing has changed yet. Please send the corrected text or file first.")
    ),
    acknowledgements.NoReceiptAsked: _said(
        lambda t: t("This notice no longer asks for a confirmation.")
    ),
    notices.NoticeMoved: _said(
        lambda t: t("The notice stands otherwise by now. Press /thongbao to see it.")
    ),
}
