"""The notices of an organisation, and one of them with its results."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.messages.audiences import audience_lines
from bot.messages.composing import content_line
from bot.messages.notice_buttons import (
    CancelScheduled,
    ChangeScheduled,
    ListNotices,
    NewNotice,
    OpenNotice,
    SeeNotice,
)
from bot.messages.notice_progress import head_lines, running_rows, tally_lines
from bot.messages.paging import Page, page_line, page_row, short
from bot.messages.screens import Button, Row, Screen
from bot.rules.notices import BEGUN, NoticeState, NoticeView
from bot.texts import N_, Texts

LONGEST_LABEL = 40

STATES = {
    NoticeState.SENDING: N_("being sent"),
    NoticeState.PAUSED: N_("paused"),
    NoticeState.STOPPED: N_("stopped"),
    NoticeState.CANCELLED: N_("cancelled"),
}


def notices_screen(
    t: Texts,
    organisation: str,
    page: Page[int],
    notices: Sequence[NoticeView],
    scheduled: Sequence[NoticeView],
) -> Screen:
    """The notices with their numbers, the newest first, those that wait for their hour above."""
    lines: list[str | Markup] = [
        t("<b>Notices</b>\n{organisation}", organisation=organisation),
    ]
    if scheduled:
        lines += ["", t("<b>To be sent</b>")]
        lines += [
            t("<b>No. {number}</b>, at {at}", number=notice.number, at=t.moment(notice.at))
            for notice in scheduled
        ]
    lines.append("")
    lines += [_line(t, notice) for notice in notices]
    if not notices:
        lines.append(t("No notice has been sent yet."))
    rows: list[Row] = [(Button(t.plain("Write a notice"), NewNotice()),)]
    rows += [(_open(notice),) for notice in (*scheduled, *notices)]
    rows.append(page_row(t, page, ListNotices))
    return Screen(t.join([*lines, *page_line(t, page)]), tuple(rows))


def notice_screen(t: Texts, notice: NoticeView) -> Screen:
    """A notice with its results, and what can be done with it."""
    lines: list[str | Markup] = [*head_lines(t, notice), content_line(t, notice.text.content)]
    if words := notice.text.content.to_list:
        lines += ["", t("<i>{words}</i>", words=short(words, 700))]
    lines += ["", _when(t, notice)]
    if notice.state in BEGUN:
        lines += tally_lines(t, notice)
    rows: list[Row] = [*running_rows(t, notice)]
    if notice.state is NoticeState.SCHEDULED:
        rows += [
            (Button(t.plain("Change it"), ChangeScheduled(notice.id)),),
            (Button(t.plain("Cancel this notice"), CancelScheduled(notice.id)),),
        ]
    rows += [
        (Button(t.plain("See it as it was sent"), SeeNotice(notice.id)),)
        if notice.state in BEGUN
        else (Button(t.plain("Preview"), SeeNotice(notice.id)),),
        (Button(t.plain("All notices"), ListNotices()),),
    ]
    return Screen(t.join(lines), tuple(rows))


def confirm_cancel(t: Texts, notice: NoticeView) -> Screen:
    """A scheduled notice is to be cancelled: is it meant?"""
    lines: list[str | Markup] = [
        t("<b>Cancel notice No. {number}?</b>", number=notice.number),
        *audience_lines(t, notice.audience),
        _when(t, notice),
        "",
        t("Nobody will get it. Its number is not given to another."),
    ]
    yes = CancelScheduled(notice.id, sure=True)
    return Screen(
        t.join(lines),
        (
            (Button(t.plain("Yes, cancel it"), yes),),
            (Button(t.plain("No, back"), OpenNotice(notice.id)),),
        ),
    )


def moved_words(t: Texts) -> str:
    """Somebody else was faster; plain, for the pop-up over the notice as it is now."""
    return t.plain("It stands otherwise by now. It is shown as it is.")


def _when(t: Texts, notice: NoticeView) -> Markup:
    at = t.moment(notice.at)
    if notice.state in (NoticeState.SCHEDULED, NoticeState.CANCELLED):
        return t("To be sent at {at}, by {name}.", at=at, name=notice.sender)
    return t("Sent at {at} by {name}.", at=at, name=notice.sender)


def _line(t: Texts, notice: NoticeView) -> Markup:
    if notice.state is NoticeState.CANCELLED:
        return t("<b>No. {number}</b>: cancelled", number=notice.number)
    line = t(
        "<b>No. {number}</b>, {at}: {sent} of {total} reached",
        number=notice.number,
        at=t.moment(notice.at),
        sent=notice.tally.sent,
        total=notice.tally.total,
    )
    if notice.withdrawn_at is not None:
        return line + t(" – <i>withdrawn</i>")
    if notice.state in STATES:
        return line + t(" – <i>{state}</i>", state=t.plain(STATES[notice.state]))
    return line


def _open(notice: NoticeView) -> Button:
    words = notice.text.content.to_list.strip()
    first = words.splitlines()[0] if words else ""
    label = f"{notice.number}. {first}" if first else f"{notice.number}."
    return Button(short(label, LONGEST_LABEL), OpenNotice(notice.id))
