"""The notices of an organisation, and one of them with its results."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.messages.acknowledgements import receipt_lines, receipt_rows_of
from bot.messages.audiences import audience_lines
from bot.messages.forms import cancel_button
from bot.messages.notice_buttons import (
    CancelScheduled,
    ChangeScheduled,
    CorrectNotice,
    FindNotice,
    ListNotices,
    ListVersions,
    NewNotice,
    OpenNotice,
    SeeNotice,
    SendProof,
    SendToFailed,
    WithdrawNotice,
)
from bot.messages.notice_contents import content_line, files_words
from bot.messages.notice_progress import followed_lines, head_lines, running_rows, tally_lines
from bot.messages.paging import Page, page_line, page_row, short
from bot.messages.screens import Button, Row, Screen
from bot.rules.acknowledgements import Receipts
from bot.rules.dialogues import Draft
from bot.rules.folding import fold
from bot.rules.notices import BEGUN, NoticeState, NoticeView
from bot.texts import N_, Texts

LONGEST_LABEL = 40
LONGEST_SEARCH = 36
"""Bytes of folded words: a button carries them from page to page, and 64 in all."""

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
    lines += ["", *(_line(t, notice) for notice in notices)]
    if not notices:
        lines.append(t("No notice has been sent yet."))
    rows: list[Row] = [(Button(t.plain("Write a notice"), NewNotice()),)]
    rows += [(_open(t, notice),) for notice in (*scheduled, *notices)]
    rows.append(page_row(t, page, ListNotices))
    if notices:
        rows.append((Button(t.plain("Find a notice"), FindNotice()),))
    return Screen(t.join([*lines, *page_line(t, page)]), tuple(rows))


def ask_search(t: Texts, draft: Draft) -> Screen:
    """Which words to look for."""
    line = t("Please type some of its words, accents or none, or its number.")
    head = t("<b>Find a notice</b>")
    return Screen(t.join([head, "", line]), ((cancel_button(t, draft),),))


def found_screen(t: Texts, words: str, page: Page[int], notices: Sequence[NoticeView]) -> Screen:
    """The notices that hold the words, the newest first."""
    lines: list[str | Markup] = [t("<b>Notices with “{words}”</b>", words=words), ""]
    lines += [_line(t, notice) for notice in notices]
    if not notices:
        lines.append(t("None was found."))
    rows: list[Row] = [(_open(t, notice),) for notice in notices]
    rows += [
        page_row(t, page, lambda turned: ListNotices(turned, words)),
        (Button(t.plain("Find another"), FindNotice()),),
        (Button(t.plain("All notices"), ListNotices()),),
    ]
    return Screen(t.join([*lines, *page_line(t, page)]), tuple(rows))


def searched(words: str) -> str:
    """Words as a button carries them and a list is searched by."""
    folded = fold(words.replace(":", " "))
    return folded.encode()[:LONGEST_SEARCH].decode(errors="ignore").strip()


def notice_screen(t: Texts, notice: NoticeView, receipts: Receipts | None = None) -> Screen:
    """A notice with its results, and what can be done with it."""
    lines: list[str | Markup] = [*head_lines(t, notice), content_line(t, notice.text.content)]
    if words := notice.text.content.to_list:
        lines += ["", t("<i>{words}</i>", words=short(words, 700))]
    lines += ["", _when(t, notice)]
    if notice.state in BEGUN:
        lines += tally_lines(t, notice)
        lines += followed_lines(t, notice)
    if receipts is not None:
        lines += ["", *receipt_lines(t, receipts)]
    rows: list[Row] = [*running_rows(t, notice)]
    if notice.state is NoticeState.SCHEDULED:
        rows += _scheduled_rows(t, notice)
    if notice.state in BEGUN:
        rows += _begun_rows(t, notice, receipts)
    rows.append((Button(t.plain("All notices"), ListNotices()),))
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


def let_be(t: Texts, notice_id: int, number: int) -> Screen:
    """To officers: what was scheduled did not go out, and why."""
    words = t(
        "<b>Notice No. {number} was not sent</b>\n\nThe duty it was to remind of has been "
        "withdrawn or closed since it was scheduled. To send it all the same, please write it anew "
        "and choose other recipients.",
        number=number,
    )
    return Screen(words, ((Button(t.plain("Open the notice"), OpenNotice(notice_id)),),))


def moved_words(t: Texts) -> str:
    """Somebody else was faster; plain, for the pop-up over the notice as it is now."""
    return t.plain("It stands otherwise by now. It is shown as it is.")


def _scheduled_rows(t: Texts, notice: NoticeView) -> list[Row]:
    return [
        (Button(t.plain("Change it"), ChangeScheduled(notice.id)),),
        (Button(t.plain("Preview"), SeeNotice(notice.id)),),
        (Button(t.plain("Cancel this notice"), CancelScheduled(notice.id)),),
    ]


def _begun_rows(t: Texts, notice: NoticeView, receipts: Receipts | None) -> list[Row]:
    """What can be done with a notice that somebody may have got."""
    rows: list[Row] = [] if receipts is None else receipt_rows_of(t, notice.id, receipts)
    stands = notice.withdrawn_at is None
    behind = notice.followed is not None and notice.followed.failed > 0
    if ((stands and notice.tally.not_reached) or behind) and notice.is_over:
        rows.append((Button(t.plain("Send to those it missed"), SendToFailed(notice.id)),))
    rows.append((Button(t.plain("See it as recipients do"), SeeNotice(notice.id)),))
    if stands:
        rows.append(
            (
                Button(t.plain("Correct"), CorrectNotice(notice.id)),
                Button(t.plain("Withdraw"), WithdrawNotice(notice.id)),
            )
        )
    if notice.text.version > 1:
        rows.append((Button(t.plain("Earlier versions"), ListVersions(notice.id)),))
    rows.append((Button(t.plain("Get as Excel"), SendProof(notice.id)),))
    return rows


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


def _open(t: Texts, notice: NoticeView) -> Button:
    words = notice.text.content.to_list.strip() or files_words(t, notice.text.content)
    first = next(iter(words.splitlines()), "")
    label = f"{notice.number}. {first}".strip()
    return Button(short(label, LONGEST_LABEL), OpenNotice(notice.id))
