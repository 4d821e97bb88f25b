"""What units handed in, as officers open it."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.answers import answer_lines
from bot.messages.channels import moment_of, sent_by
from bot.messages.deadlines import receipt_number
from bot.messages.forms import cancel_button
from bot.messages.paging import paged_text, short
from bot.messages.registrations import registration_lines
from bot.messages.reports import size_of
from bot.messages.screens import Button, Row, Screen, screen
from bot.messages.signed import signed_lines, signed_rows
from bot.rules.dialogues import Draft
from bot.rules.receipts import ReceiptView
from bot.rules.registrations import RegistrationState, RegistrationView
from bot.rules.reports import ReportState, ReportView
from bot.texts import N_, Texts
from storage.records import Arrival


@callback("oa")
@dataclass(frozen=True, slots=True)
class ListArrivals:
    """Show what arrived, newest first; of one unit unless 0."""

    unit_id: int = 0
    page: int = 0


@callback("or")
@dataclass(frozen=True, slots=True)
class OpenReport:
    """Show a report."""

    report_id: int
    page: int = 0


@callback("orf")
@dataclass(frozen=True, slots=True)
class SendFiles:
    """Send the files of a report."""

    report_id: int


@callback("og")
@dataclass(frozen=True, slots=True)
class OpenRegistration:
    """Show a registration."""

    registration_id: int
    page: int = 0


@callback("oga")
@dataclass(frozen=True, slots=True)
class ApproveRegistration:
    """Approve a registration."""

    registration_id: int


@callback("ogr")
@dataclass(frozen=True, slots=True)
class ReturnRegistration:
    """Begin to return a registration with a reason."""

    registration_id: int


@callback("ogc")
@dataclass(frozen=True, slots=True)
class ConfirmReturn:
    """Return the registration with the reason typed."""

    draft_id: int
    version: int


REPORT_STATES = {
    ReportState.SUBMITTED: N_("handed in"),
    ReportState.ACCEPTED: N_("accepted"),
    ReportState.RETURNED: N_("returned, to be mended"),
    ReportState.REPLACED: N_("replaced by a newer version"),
}

REGISTRATION_STATES = {
    RegistrationState.PENDING: N_("waiting for approval"),
    RegistrationState.APPROVED: N_("approved"),
    RegistrationState.RETURNED: N_("returned, to be mended"),
    RegistrationState.REPLACED: N_("replaced by a newer version"),
}


def arrivals_screen(
    t: Texts, arrivals: Sequence[Arrival], unit_id: int, page: int, *, more: bool
) -> Screen:
    """What arrived, newest first, each with a button that opens it."""
    if not arrivals:
        return screen(t("Nothing has arrived yet."))
    lines: list[str | Markup] = [t("<b>What has arrived</b>")]
    for arrival in arrivals:
        lines += ["", *_arrival(t, arrival)]
    rows: list[Row] = [
        (Button(short(f"{arrival.unit}: {arrival.obligation}"), _opening(arrival)),)
        for arrival in arrivals
    ]
    turns = []
    if page > 0:
        turns.append(Button(t.plain("‹ Newer"), ListArrivals(unit_id, page - 1)))
    if more:
        turns.append(Button(t.plain("Older ›"), ListArrivals(unit_id, page + 1)))
    return Screen(t.join(lines), (*rows, tuple(turns)))


def report_screen(t: Texts, report: ReportView, receipt: ReceiptView, number: int) -> Screen:
    """A report: whose, when, how it stands, its files and its words."""
    state = t.plain(REPORT_STATES[report.state])
    lines: list[str | Markup] = [
        t("<b>{title}</b>\n{unit}", title=report.obligation, unit=report.unit),
        "",
        *_arrived(t, receipt),
        *signed_lines(t, receipt),
        t("Version: {version}", version=report.version),
        t("Standing: <b>{state}</b>", state=state),
    ]
    if report.files:
        lines += ["", t("<b>Files</b>")]
        lines += [
            t("{place}. {name} ({size})", place=place, name=part.name, size=size_of(t, part.size))
            for place, part in enumerate(report.files, 1)
        ]
    lines += answer_lines(t, report.answers)
    if report.words:
        lines += ["", t("<b>Text</b>"), *_short_lines(report.words)]
    rows: list[Row] = []
    if report.files:
        rows.append((Button(t.plain("Get the files"), SendFiles(report.id)),))
    rows += signed_rows(t, receipt)
    rows.append((Button(t.plain("What has arrived"), ListArrivals()),))
    return paged_text(t, lines, number, lambda page: OpenReport(report.id, page), rows)


def registration_screen(
    t: Texts, view: RegistrationView, receipt: ReceiptView, number: int
) -> Screen:
    """A registration: whose, when, how it stands, its titles, people and targets."""
    lines: list[str | Markup] = [
        t("<b>{title}</b>\n{unit}", title=view.obligation, unit=view.unit),
        "",
        *_arrived(t, receipt),
        *signed_lines(t, receipt),
        t("Version: {version}", version=view.version),
        t("Standing: <b>{state}</b>", state=t.plain(REGISTRATION_STATES[view.state])),
    ]
    if view.reason:
        lines.append(t("Reason: {reason}", reason=view.reason))
    lines += ["", *registration_lines(t, view.draft)]
    rows: list[Row] = []
    if view.state is RegistrationState.PENDING:
        rows.append(review_row(t, view.id))
    rows += signed_rows(t, receipt)
    rows.append((Button(t.plain("What has arrived"), ListArrivals()),))
    return paged_text(t, lines, number, lambda page: OpenRegistration(view.id, page), rows)


def review_row(t: Texts, registration_id: int) -> Row:
    """The officer's two answers to a registration."""
    return (
        Button(t.plain("Approve"), ApproveRegistration(registration_id)),
        Button(t.plain("Return"), ReturnRegistration(registration_id)),
    )


def approved_screen(t: Texts, view: RegistrationView) -> Screen:
    """The registration is approved and the unit is told."""
    return screen(
        t(
            "The registration of <b>{unit}</b> is approved. The unit is being told.",
            unit=view.unit,
        ),
        Button(t.plain("Open the registration"), OpenRegistration(view.id)),
    )


def ask_reason(t: Texts, draft: Draft, view: RegistrationView) -> Screen:
    """The only question of the form that returns a registration."""
    return screen(
        t(
            "<b>Return the registration</b>\n{unit}\n\nPlease type the reason: what should be "
            "mended. The unit reads it as typed.",
            unit=view.unit,
        ),
        cancel_button(t, draft),
    )


def confirm_return(t: Texts, draft: Draft, view: RegistrationView, reason: str) -> Screen:
    """The reason read back."""
    return screen(
        t(
            "<b>Return the registration</b>\n{unit}\n\nReason: <i>{reason}</i>\n\nTo change it, "
            "type it again.",
            unit=view.unit,
            reason=reason,
        ),
        Button(t.plain("Return it"), ConfirmReturn(draft.id, draft.version)),
        cancel_button(t, draft),
    )


def returned_screen(t: Texts, view: RegistrationView) -> Screen:
    """The registration went back and the unit is told why."""
    return screen(
        t(
            "The registration of <b>{unit}</b> went back. The unit is being told the reason.",
            unit=view.unit,
        ),
        Button(t.plain("Open the registration"), OpenRegistration(view.id)),
    )


def file_lost(t: Texts, name: str) -> Screen:
    """Neither Telegram nor the archive gave the file."""
    return screen(t("The file {name} cannot be sent just now. Please try again.", name=name))


def _arrived(t: Texts, receipt: ReceiptView) -> list[str | Markup]:
    late = t("<b>late</b>") if receipt.verdict.late else t("on time")
    lines: list[str | Markup] = [
        t("Receipt No. {number}", number=receipt_number(receipt.number)),
        sent_by(t, receipt.member, receipt.channel, receipt.verdict.counted_at),
    ]
    at = moment_of(t, receipt.verdict.counted_at, receipt.channel)
    if receipt.verdict.closes_at is None:
        lines.append(t("Counted at: <b>{at}</b>", at=at))
    else:
        lines.append(t("Counted at: <b>{at}</b>, {late}", at=at, late=late))
    return lines


def _arrival(t: Texts, arrival: Arrival) -> list[str | Markup]:
    late = t("<b>late</b>") if arrival.late else t("on time")
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


def _opening(arrival: Arrival) -> object:
    if arrival.report_id is not None:
        return OpenReport(arrival.report_id)
    assert arrival.registration_id is not None
    return OpenRegistration(arrival.registration_id)


def _short_lines(words: str) -> list[str | Markup]:
    """The words in lines that fit a message: one line may be 20,000 characters."""
    most = 1000
    return [
        line[start : start + most]
        for line in words.splitlines()
        for start in range(0, max(len(line), 1), most)
    ]
