"""What officers press to look through what arrived and to decide on it."""

from dataclasses import dataclass

from bot.callbacks import callback
from bot.messages.screens import Button, Row
from bot.rules.reviews import RecordKind, RecordRef
from bot.texts import Texts


@callback("oa")
@dataclass(frozen=True, slots=True)
class ListArrivals:
    """Show what arrived, newest first; of one unit unless 0."""

    unit_id: int = 0
    page: int = 0


@callback("ovl")
@dataclass(frozen=True, slots=True)
class ListWaiting:
    """Show what waits for an officer's word, of one obligation and one bloc unless 0."""

    obligation_id: int = 0
    bloc_id: int = 0
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


@callback("ova")
@dataclass(frozen=True, slots=True)
class AcceptRecord:
    """Accept a report, approve a registration; `kind` is a `RecordKind`."""

    kind: str
    record_id: int


@callback("ovr")
@dataclass(frozen=True, slots=True)
class ReturnRecord:
    """Begin to return a report or a registration."""

    kind: str
    record_id: int


def opening(ref: RecordRef, page: int = 0) -> OpenReport | OpenRegistration:
    """What opens a record."""
    if ref.kind is RecordKind.REPORT:
        return OpenReport(ref.id, page)
    return OpenRegistration(ref.id, page)


def open_button(t: Texts, ref: RecordRef) -> Button:
    """«Xem báo cáo», «Xem đăng ký»"""
    if ref.kind is RecordKind.REPORT:
        return Button(t.plain("Open the report"), opening(ref))
    return Button(t.plain("Open the registration"), opening(ref))


def review_row(t: Texts, ref: RecordRef) -> Row:
    """The officer's two answers to what waits."""
    accept = t.plain("Accept") if ref.kind is RecordKind.REPORT else t.plain("Approve")
    return (
        Button(accept, AcceptRecord(ref.kind, ref.id)),
        Button(t.plain("Return"), ReturnRecord(ref.kind, ref.id)),
    )


def waiting_button(t: Texts, count: int) -> Button:
    """«Chờ xem: 12»"""
    return Button(t.plain("Waiting for review: {count}", count=count), ListWaiting())
