"""The signed copy: pages gathered, looked over, attached."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.channels import moment_of
from bot.messages.deadlines import MARKS
from bot.messages.duty_records import receipt_number
from bot.messages.forms import cancel_button
from bot.messages.pages import file_lines, removal_rows
from bot.messages.paging import lines_within, short
from bot.messages.screens import Button, Row, Screen, screen
from bot.messages.terms import days_left
from bot.rules.channels import Channel
from bot.rules.dialogues import Draft
from bot.rules.files import FilePart
from bot.rules.obligations import Duty
from bot.rules.receipts import ReceiptView
from bot.rules.signed import ToSign
from bot.texts import Texts


@callback("sgp")
@dataclass(frozen=True, slots=True)
class SignedPages:
    """Show the pages sent so far."""

    draft_id: int


@callback("sgd")
@dataclass(frozen=True, slots=True)
class DropPage:
    """Take a page out."""

    draft_id: int
    version: int
    place: int


@callback("sgv")
@dataclass(frozen=True, slots=True)
class ReviewSigned:
    """Look everything over before it is attached."""

    draft_id: int


@callback("sga")
@dataclass(frozen=True, slots=True)
class AttachSigned:
    """Attach it to the version it was compared with."""

    draft_id: int
    version: int
    of_version: int


@callback("sgf")
@dataclass(frozen=True, slots=True)
class SignedFor:
    """The files sent without a word are the signed copy of this."""

    draft_id: int
    obligation_id: int


@callback("sgt")
@dataclass(frozen=True, slots=True)
class GetSigned:
    """Send the files of the signed copy of a report, or of a registration (the other is 0)."""

    report_id: int
    registration_id: int


def signed_form(
    t: Texts, unit: str, duty: Duty, draft: Draft, files: Sequence[FilePart], today: date
) -> Screen:
    """Which pages have come, and what may be sent."""
    text: list[str | Markup] = [
        t("<b>Signed copy</b>\n{title}\n{unit}", title=duty.obligation.title, unit=unit),
        *_counts(t, duty, today),
        "",
        *lines_within(t, _pages(t, files)),
        "",
        t(
            "Please send photos of the signed and stamped pages, one after the other, or one scan "
            "(PDF). Sharpest when sent as a file."
        ),
    ]
    rows: list[Row] = []
    if files:
        rows.append((Button(t.plain("Review and attach"), ReviewSigned(draft.id)),))
    rows += removal_rows(t, files, lambda place: DropPage(draft.id, draft.version, place))
    rows.append((cancel_button(t, draft),))
    return Screen(t.join(text), tuple(rows))


def review_signed(
    t: Texts, unit: str, duty: Duty, draft: Draft, files: Sequence[FilePart], of: ToSign
) -> Screen:
    """Everything, once more, with the version it is attached to."""
    text: list[str | Markup] = [
        t("<b>Please check before attaching</b>"),
        t("{title}\n{unit}", title=duty.obligation.title, unit=unit),
        t("Signed copy of version {version}.", version=of.version),
        "",
        *lines_within(t, _pages(t, files)),
    ]
    if of.is_signed:
        text += ["", t("There is a signed copy already; it stays on record.")]
    return screen(
        t.join(text),
        Button(t.plain("Attach"), AttachSigned(draft.id, draft.version, of.version)),
        Button(t.plain("Add or change"), SignedPages(draft.id)),
        cancel_button(t, draft),
    )


def signed_sent(t: Texts, unit: str, duty: Duty, files: Sequence[FilePart]) -> Screen:
    """The form, closed; the receipt follows as a message of its own."""
    text: list[str | Markup] = [
        t("<b>Signed copy attached: {title}</b>\n{unit}", title=duty.obligation.title, unit=unit),
        "",
        *lines_within(t, _pages(t, files)),
        "",
        t("The receipt follows."),
    ]
    return screen(t.join(text))


def for_signed_rows(t: Texts, draft: Draft, duties: Sequence[Duty]) -> list[Row]:
    """A button for each thing whose signed copy a file sent without a word may be."""
    return [
        (
            Button(
                t.plain(
                    "{mark} Signed copy of {title}",
                    mark=MARKS[duty.standing],
                    title=short(duty.obligation.title, 50),
                ),
                SignedFor(draft.id, duty.obligation.id),
            ),
        )
        for duty in duties
        if duty.lacks_signed
    ]


def signed_lines(t: Texts, receipt: ReceiptView) -> list[str | Markup]:
    """For officers: the signed copy under a record, or that it is missing."""
    copy = receipt.signed
    if copy is None and not receipt.awaits_signed:
        return []
    counts = receipt.obligation.signed_counts
    lines: list[str | Markup] = [t("What counts: <b>the signed copy</b>")] if counts else []
    if copy is None:
        return [*lines, t("Signed copy: <b>none yet</b>")]
    at = moment_of(t, copy.came_at, Channel.BOT)
    if copy.late is not None:
        at = f"{at} ({t.plain('late') if copy.late else t.plain('on time')})"
    return [
        *lines,
        t(
            "Signed copy: receipt No. {number}, {at}, sent by {member}",
            number=receipt_number(copy.number),
            at=at,
            member=copy.member,
        ),
    ]


def signed_rows(t: Texts, receipt: ReceiptView) -> list[Row]:
    """For officers: the button that sends the signed copy."""
    if receipt.signed is None:
        return []
    copy = GetSigned(receipt.report_id or 0, receipt.registration_id or 0)
    return [(Button(t.plain("Get the signed copy"), copy),)]


def _counts(t: Texts, duty: Duty, today: date) -> list[str | Markup]:
    if not duty.obligation.signed_counts:
        return []
    lines: list[str | Markup] = [t("For this, the signed copy is what counts.")]
    if duty.term is not None and not duty.is_done:
        lines.append(days_left(t, duty.term, today))
    return lines


def _pages(t: Texts, files: Sequence[FilePart]) -> list[str | Markup]:
    return file_lines(t, files) or [t("No page has been sent yet.")]
