"""How the sending of a notice stands, while it runs and at its end."""

from datetime import datetime

from markupsafe import Markup

from bot.messages.audiences import audience_lines
from bot.messages.notice_buttons import OpenNotice, PauseNotice, ResumeNotice, StopNotice
from bot.messages.paging import some_names
from bot.messages.screens import Button, Row, Screen
from bot.rules.notices import How, NoticePost, NoticeState, NoticeView
from bot.texts import N_, Texts

NAMES = 30


HEADS = {
    NoticeState.SCHEDULED: N_("<b>Notice No. {number} waits for its hour</b>"),
    NoticeState.SENDING: N_("<b>Notice No. {number} is being sent</b>"),
    NoticeState.PAUSED: N_("<b>Notice No. {number} is paused</b>"),
    NoticeState.STOPPED: N_("<b>Notice No. {number} was stopped</b>"),
    NoticeState.DONE: N_("<b>Notice No. {number} has been sent</b>"),
    NoticeState.CANCELLED: N_("<b>Notice No. {number} was cancelled before it was sent</b>"),
}


def progress_screen(
    t: Texts, notice: NoticeView, now: datetime, ends_at: datetime | None = None
) -> Screen:
    """How the sending stands, with the buttons that pause and stop it."""
    lines = [*head_lines(t, notice), "", *tally_lines(t, notice, ends_at)]
    lines += followed_lines(t, notice)
    lines += ["", t("<i>As of {at}</i>", at=t.moment(now))]
    rows = (*running_rows(t, notice), (Button(t.plain("Open the notice"), OpenNotice(notice.id)),))
    return Screen(t.join(lines), rows)


def head_lines(t: Texts, notice: NoticeView) -> list[str | Markup]:
    """Which notice it is, in what state, for whom."""
    return [t(HEADS[notice.state], number=notice.number), *audience_lines(t, notice.audience)]


def tally_lines(
    t: Texts, notice: NoticeView, ends_at: datetime | None = None
) -> list[str | Markup]:
    """Sent, failed, remaining, the estimated end; and by name whom it did not reach."""
    tally = notice.tally
    lines: list[str | Markup] = [
        t("Sent: <b>{sent}</b> of {total}", sent=tally.sent, total=tally.total)
    ]
    if tally.failed or notice.is_over:
        lines.append(t("Not reached: <b>{failed}</b>", failed=tally.failed))
    if tally.dropped:
        lines.append(t("Not sent any more: <b>{count}</b>", count=tally.dropped))
    if tally.left:
        lines.append(t("Remaining: {waiting}", waiting=tally.left))
    if ends_at is not None and tally.left:
        lines.append(t("Estimated end: {at}", at=t.moment(ends_at)))
    if tally.not_reached:
        lines += ["", t("Not reached: {names}.", names=some_names(t, tally.not_reached, NAMES))]
    if tally.blocked:
        lines += [
            "",
            t("Have blocked the bot: {names}.", names=some_names(t, tally.blocked, NAMES)),
        ]
    return lines


def followed_lines(t: Texts, notice: NoticeView) -> list[str | Markup]:
    """How the correction, or the withdrawal, stands with those who had it."""
    followed = notice.followed
    if followed is None:
        return []
    is_withdrawal = followed.post is NoticePost.WITHDRAWAL
    if is_withdrawal:
        lines: list[str | Markup] = ["", _withdrawn_line(t, notice)]
    else:
        head = t("<b>Corrected</b>, version {version}", version=notice.text.version)
        lines = ["", head]
    for how, count in followed.done.items():
        lines.append(_done(t, how, count, is_withdrawal=is_withdrawal))
    if followed.waiting:
        lines.append(t("Remaining: {waiting}", waiting=followed.waiting))
    if followed.failed:
        lines.append(t("Failed: {count}", count=followed.failed))
    return lines


def running_rows(t: Texts, notice: NoticeView) -> tuple[Row, ...]:
    """Pause, resume, stop: as the state allows."""
    stop = Button(t.plain("Stop for good"), StopNotice(notice.id))
    if notice.state is NoticeState.SENDING and notice.tally.left:
        return ((Button(t.plain("Pause"), PauseNotice(notice.id)), stop),)
    if notice.state is NoticeState.PAUSED:
        return ((Button(t.plain("Resume"), ResumeNotice(notice.id)), stop),)
    return ()


def confirm_stop(t: Texts, notice: NoticeView) -> Screen:
    """Stopping cannot be taken back: is it meant?"""
    lines: list[str | Markup] = [
        t("<b>Stop notice No. {number} for good?</b>", number=notice.number),
        "",
        t(
            "{sent} of {total} have it. The others will not get it; what is on its way just now "
            "still arrives.",
            sent=notice.tally.sent,
            total=notice.tally.total,
        ),
    ]
    yes = StopNotice(notice.id, sure=True)
    return Screen(
        t.join(lines),
        (
            (Button(t.plain("Yes, stop it"), yes),),
            (Button(t.plain("No, back"), OpenNotice(notice.id)),),
        ),
    )


def _withdrawn_line(t: Texts, notice: NoticeView) -> Markup:
    at = t.moment(notice.withdrawn_at) if notice.withdrawn_at else ""
    return t("<b>Withdrawn</b> at {at} by {name}", at=at, name=notice.withdrawn_by)


def _done(t: Texts, how: How, count: int, *, is_withdrawal: bool) -> Markup:
    match how:
        case How.EDITED:
            return t("Changed in place: {count}", count=count)
        case How.DELETED:
            return t("Deleted: {count}", count=count)
        case How.MARKED:
            return t("Marked as withdrawn: {count}", count=count)
    if is_withdrawal:
        return t("Told in a reply: {count}", count=count)
    return t("Sent as a reply: {count}", count=count)
