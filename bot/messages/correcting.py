"""Correcting a notice, taking it back, and what it said before."""

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from bot.messages.forms import cancel_button
from bot.messages.notice_buttons import (
    OpenNotice,
    PreviewCorrection,
    SeeNotice,
    SubmitCorrection,
    WithdrawNotice,
)
from bot.messages.notice_contents import content_line
from bot.messages.paging import short
from bot.messages.screens import Button, Row, Screen
from bot.rules.contents import Content, can_become
from bot.rules.dialogues import Draft
from bot.rules.notices import NoticeView
from bot.texts import Texts


def ask_correction(t: Texts, draft: Draft, notice: NoticeView, content: Content) -> Screen:
    """What it says now, and the question what it is to say."""
    lines: list[str | Markup] = [
        t("<b>Correct notice No. {number}</b>", number=notice.number),
        "",
    ]
    rows: list[Row] = []
    if content == notice.text.content:
        lines += [
            content_line(t, content),
            t("<i>{words}</i>", words=short(content.to_list, 700)),
            "",
            t(
                "Please send the corrected text here. A photo or file that is sent takes the "
                "place of those there are."
            ),
        ]
    else:
        lines += [content_line(t, content), t("To add more, please send it here.")]
        preview = PreviewCorrection(draft.id, draft.version)
        rows.append((Button(t.plain("Preview"), preview),))
    rows.append((cancel_button(t, draft),))
    return Screen(t.join(lines), tuple(rows))


def confirm_correction(
    t: Texts, draft: Draft, notice: NoticeView, content: Content, *, tells: bool
) -> Screen:
    """Under the preview: how it will be done, and the button that does it."""
    lines: list[str | Markup] = [
        t("<b>Above is notice No. {number} as corrected.</b>", number=notice.number),
        content_line(t, content),
        "",
        t("It has reached {count} recipients.", count=notice.tally.sent),
    ]
    if can_become(notice.text.content, content):
        lines.append(t("The messages they have are changed in place."))
    else:
        lines.append(t("They get the new version as a reply to what they have."))
    if notice.tally.left:
        lines.append(t("Who has not got it yet gets the new version only."))
    if notice.text.asks_receipt:
        lines.append(t("Who has confirmed already is asked to confirm again."))
    mark = "☑" if tells else "☐"
    tell = PreviewCorrection(draft.id, draft.version, toggle=True)
    rows: list[Row] = [
        (Button(t.plain("Correct it"), SubmitCorrection(draft.id, draft.version)),),
        (Button(f"{mark} {t.plain('Tell all who have it')}", tell),),
        (cancel_button(t, draft),),
    ]
    return Screen(t.join(lines), tuple(rows))


def confirm_withdrawal(t: Texts, notice: NoticeView) -> Screen:
    """Taking it back cannot be undone: is it meant?"""
    lines: list[str | Markup] = [
        t("<b>Withdraw notice No. {number}?</b>", number=notice.number),
        "",
        t("It has reached {count} recipients.", count=notice.tally.sent),
        t(
            "Within 48 hours of sending it is deleted. Later the words are replaced by "
            "“withdrawn”, or a message says so."
        ),
    ]
    if notice.tally.left:
        lines.append(t("Who has not got it yet will not get it."))
    yes = WithdrawNotice(notice.id, sure=True)
    return Screen(
        t.join(lines),
        (
            (Button(t.plain("Yes, withdraw it"), yes),),
            (Button(t.plain("No, back"), OpenNotice(notice.id)),),
        ),
    )


def versions_screen(
    t: Texts, notice: NoticeView, old: Sequence[tuple[int, str, datetime]]
) -> Screen:
    """What it said before, each until when."""
    lines: list[str | Markup] = [
        t("<b>Notice No. {number}: earlier versions</b>", number=notice.number)
    ]
    rows: list[Row] = []
    for version, words, until in old:
        lines += [
            "",
            t("<b>Version {version}</b>, until {at}", version=version, at=t.moment(until)),
            t("<i>{words}</i>", words=short(words, 500)),
        ]
        label = t.plain("See version {version}", version=version)
        rows.append((Button(label, SeeNotice(notice.id, version)),))
    rows.append((Button(t.plain("Open the notice"), OpenNotice(notice.id)),))
    return Screen(t.join(lines), tuple(rows))


def sent_again(t: Texts, count: int) -> str:
    """What sending again did; plain, for the toast."""
    if not count:
        return t.plain("Nobody is left who could be reached by trying again.")
    return t.plain("Being sent again: {count}.", count=count)
