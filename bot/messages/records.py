"""What units handed in, as officers open it."""

from collections.abc import Callable, Sequence

from markupsafe import Markup

from bot.messages.answers import answer_lines
from bot.messages.channels import moment_of, sent_by
from bot.messages.duty_records import receipt_number
from bot.messages.paging import paged_text, short
from bot.messages.receipts import rule_line, verdict_line
from bot.messages.record_buttons import (
    ListArrivals,
    OpenRegistration,
    OpenReport,
    SendFiles,
    opening,
    review_row,
    waiting_button,
)
from bot.messages.registrations import registration_lines
from bot.messages.reports import size_of
from bot.messages.screens import Button, Row, Screen, screen
from bot.messages.signed import signed_lines, signed_rows
from bot.rules.channels import Channel
from bot.rules.obligations import HandedIn
from bot.rules.receipts import ReceiptView
from bot.rules.registrations import RegistrationView
from bot.rules.reports import ReportView
from bot.rules.reviews import RecordKind, RecordRef, ReviewState, ReviewView
from bot.texts import N_, Texts
from storage.records import Arrival

MOST_VERSIONS = 5
"""Earlier versions with a button of their own; those before them are named in lines alone."""

REPORT_STATES = {
    ReviewState.WAITING: N_("waiting for review"),
    ReviewState.ACCEPTED: N_("accepted"),
    ReviewState.RETURNED: N_("returned, to be mended"),
    ReviewState.REPLACED: N_("replaced by a newer version"),
}

REGISTRATION_STATES = {
    **REPORT_STATES,
    ReviewState.WAITING: N_("waiting for approval"),
    ReviewState.ACCEPTED: N_("approved"),
}

History = Sequence[tuple[HandedIn, ReviewView]]
"""Every version of a unit's record with its receipt, newest first."""


def arrivals_screen(
    t: Texts,
    arrivals: Sequence[Arrival],
    unit_id: int,
    page: int,
    *,
    more: bool,
    waiting: int = 0,
) -> Screen:
    """What arrived, newest first, each with a button that opens it."""
    if not arrivals:
        return screen(t("Nothing has arrived yet."))
    lines: list[str | Markup] = [t("<b>What has arrived</b>")]
    for arrival in arrivals:
        lines += ["", *arrival_lines(t, arrival)]
    rows: list[Row] = [arrival_row(arrival) for arrival in arrivals]
    turns = []
    if page > 0:
        turns.append(Button(t.plain("‹ Newer"), ListArrivals(unit_id, page - 1)))
    if more:
        turns.append(Button(t.plain("Older ›"), ListArrivals(unit_id, page + 1)))
    queue: Row = (waiting_button(t, waiting),) if waiting else ()
    return Screen(t.join(lines), (*rows, tuple(turns), queue))


def arrival_lines(t: Texts, arrival: Arrival) -> list[str | Markup]:
    """One thing that arrived: whose, what, its receipt, when, on time or late."""
    late = _late(t, late=arrival.late)
    title = short(arrival.obligation, 100)
    return [
        t("<b>{unit}</b>", unit=short(arrival.unit)),
        t("Signed copy of {title}", title=title) if arrival.signed else t("{title}", title=title),
        t(
            "No. {number}, {at}, {late}",
            number=receipt_number(arrival.number),
            at=moment_of(t, arrival.counted_at, arrival.channel),
            late=late if arrival.judged or not arrival.signed else t("attached"),
        ),
    ]


def arrival_row(arrival: Arrival) -> Row:
    """The button that opens it."""
    return (Button(short(f"{arrival.unit}: {arrival.obligation}"), opening(arrival.ref)),)


def report_screen(
    t: Texts, report: ReportView, receipt: ReceiptView, history: History, number: int
) -> Screen:
    """A report: whose, when, how it stands, its files and words, its other versions."""
    review = _standing_in(history, RecordKind.REPORT, report.id)
    lines: list[str | Markup] = [
        t("<b>{title}</b>\n{unit}", title=report.obligation, unit=report.unit),
        "",
        *_arrived(t, receipt),
        *signed_lines(t, receipt),
        t("Version: {version}", version=report.version),
        *_standing(t, review),
    ]
    if report.files:
        lines += ["", t("<b>Files</b>")]
        lines += [
            t("{place}. {name} ({size})", place=place, name=part.name, size=size_of(t, part.size))
            for place, part in enumerate(report.files, 1)
        ]
    lines += answer_lines(t, report.answers)
    if report.words:
        by_unit = receipt.channel is Channel.BOT
        head = t("<b>Text</b>") if by_unit else t("<b>The officer's note</b>")
        lines += ["", head, *_short_lines(report.words)]
    files: list[Row] = []
    if report.files:
        files.append((Button(t.plain("Get the files"), SendFiles(report.id)),))
    files += signed_rows(t, receipt)
    return _opened(
        t, lines, review, history, number, lambda page: OpenReport(report.id, page), files
    )


def registration_screen(
    t: Texts, view: RegistrationView, receipt: ReceiptView, history: History, number: int
) -> Screen:
    """A registration: whose, when, how it stands, its lines, its other versions."""
    review = _standing_in(history, RecordKind.REGISTRATION, view.id)
    lines: list[str | Markup] = [
        t("<b>{title}</b>\n{unit}", title=view.obligation, unit=view.unit),
        "",
        *_arrived(t, receipt),
        *signed_lines(t, receipt),
        t("Version: {version}", version=view.version),
        *_standing(t, review),
        "",
        *registration_lines(t, view.draft),
    ]
    signed = signed_rows(t, receipt)
    return _opened(
        t, lines, review, history, number, lambda page: OpenRegistration(view.id, page), [*signed]
    )


def file_lost(t: Texts, name: str) -> Screen:
    """Neither Telegram nor the archive gave the file."""
    return screen(t("The file {name} cannot be sent just now. Please try again.", name=name))


def _opened(
    t: Texts,
    lines: list[str | Markup],
    review: ReviewView,
    history: History,
    number: int,
    turn: Callable[[int], object],
    rows: list[Row],
) -> Screen:
    """The record with what is common to both kinds: its other versions, the officer's answers."""
    others = [each for each in history if each[1].ref != review.ref]
    if others:
        lines += ["", t("<b>Other versions</b>")]
        lines += [_version(t, receipt, other) for receipt, other in others]
    if review.state is ReviewState.WAITING:
        rows = [review_row(t, review.ref), *rows]
    rows += [_version_row(t, *each) for each in others[:MOST_VERSIONS]]
    rows.append((Button(t.plain("What has arrived"), ListArrivals()),))
    return paged_text(t, lines, number, turn, rows)


def _standing_in(history: History, kind: RecordKind, id_: int) -> ReviewView:
    return next(review for _, review in history if review.ref == RecordRef(kind, id_))


def _arrived(t: Texts, receipt: ReceiptView) -> list[str | Markup]:
    verdict = receipt.verdict
    return [
        t("Receipt No. {number}", number=receipt_number(receipt.number)),
        sent_by(t, receipt.member, receipt.channel, verdict.counted_at),
        t("Counted at: <b>{at}</b>", at=moment_of(t, verdict.counted_at, receipt.channel)),
        verdict_line(t, verdict.closes_at, late=verdict.late),
        *rule_line(t, verdict),
    ]


def _standing(t: Texts, review: ReviewView) -> list[str | Markup]:
    """How it stands, and what officers said of it: also when it was replaced since."""
    lines: list[str | Markup] = [t("Standing: <b>{state}</b>", state=state_of(t, review))]
    if review.decided_at is None:
        return lines
    lines.append(decided_line(t, review))
    if review.reason:
        lines.append(t("Reason: {reason}", reason=review.reason))
    return lines


def state_of(t: Texts, review: ReviewView) -> str:
    """How a record stands, in words."""
    is_report = review.ref.kind is RecordKind.REPORT
    return t.plain((REPORT_STATES if is_report else REGISTRATION_STATES)[review.state])


def decided_line(t: Texts, review: ReviewView) -> Markup:
    """Who decided, what and when."""
    assert review.decided_at is not None
    who, at = review.officer, t.moment(review.decided_at)
    if review.decision is ReviewState.RETURNED:
        return t("Returned by {officer} at {at}.", officer=who, at=at)
    if review.ref.kind is RecordKind.REPORT:
        return t("Accepted by {officer} at {at}.", officer=who, at=at)
    return t("Approved by {officer} at {at}.", officer=who, at=at)


def _version(t: Texts, receipt: HandedIn, review: ReviewView) -> Markup:
    """An other version in a line or two: receipt, time, verdict, and what officers said of it."""
    line = t(
        "• Version {version}: No. {number}, {at}, {late}",
        version=review.version,
        number=receipt_number(receipt.number),
        at=moment_of(t, receipt.counted_at, review.channel),
        late=_late(t, late=receipt.late),
    )
    if review.decided_at is None:
        return line
    said = decided_line(t, review)
    if review.reason:
        said += Markup(" ") + t("Reason: {reason}", reason=review.reason)
    return line + Markup("\n") + said


def _version_row(t: Texts, receipt: HandedIn, review: ReviewView) -> Row:
    number = receipt_number(receipt.number)
    label = t.plain("Version {version}: No. {number}", version=review.version, number=number)
    return (Button(label, opening(review.ref)),)


def _late(t: Texts, *, late: bool) -> Markup:
    return t("<b>late</b>") if late else t("on time")


def _short_lines(words: str) -> list[str | Markup]:
    """The words in lines that fit a message: one line may be 20,000 characters."""
    most = 1000
    return [
        line[start : start + most]
        for line in words.splitlines()
        for start in range(0, max(len(line), 1), most)
    ]
