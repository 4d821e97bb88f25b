"""The receipt as a message: what it states, its code, and what it leads to."""

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.channels import moment_of, sent_by
from bot.messages.deadlines import signed_row
from bot.messages.duty_records import receipt_number
from bot.messages.home import WhatNext
from bot.messages.paging import short
from bot.messages.reports import LONGEST_FILE_NAME, LONGEST_TITLE, short_file
from bot.messages.screens import Button, Row, Screen
from bot.rules.codes import shown_code
from bot.rules.deadlines import TermBasis
from bot.rules.files import FilePart
from bot.rules.receipts import ReceiptView
from bot.rules.reports import Verdict
from bot.texts import Texts

MANY_FILES = 10
SHORTEST_NAME = 20


@callback("wf")
@dataclass(frozen=True, slots=True)
class SendForm:
    """Send the Word form of a registration, to sign."""

    registration_id: int


@callback("wr")
@dataclass(frozen=True, slots=True)
class SendReportPaper:
    """Send the Word draft made of a report's answers, to sign."""

    report_id: int


@callback("wb")
@dataclass(frozen=True, slots=True)
class SendBack:
    """Send a unit the files of its report."""

    report_id: int
    unit_id: int


@callback("vq")
@dataclass(frozen=True, slots=True)
class SendQr:
    """Send a receipt's QR code as a picture."""

    code: str


def receipt_screen(t: Texts, receipt: ReceiptView) -> Screen:
    """The receipt: number, who, what, when, verdict with its rule, fingerprints, code."""
    counted_at = receipt.verdict.counted_at
    text: list[str | Markup] = [
        t("<b>RECEIPT No. {number}</b>", number=receipt_number(receipt.number)),
        t("{organisation}", organisation=receipt.organisation),
        *organisation_now_line(t, receipt.organisation_now),
        "",
        t("Unit: <b>{unit}</b>", unit=receipt.unit),
        *now_line(t, receipt.unit_now),
        _what(t, receipt),
        sent_by(t, receipt.member, receipt.channel, counted_at),
        t("Version: {version}", version=receipt.version),
        "",
        t("Counted at: <b>{at}</b>", at=moment_of(t, counted_at, receipt.channel, exact=True)),
        t("Recorded at: {at}", at=t.moment_exact(receipt.issued_at)),
        *_verdict(t, receipt),
    ]
    if receipt.files:
        text += ["", t("Files (SHA-256 fingerprint):")]
        many = len(receipt.files) > MANY_FILES
        text += [_fingerprint(t, part, many=many) for part in receipt.files]
    text += ["", t("Code to verify it: <code>{code}</code>", code=shown_code(receipt.code))]
    return Screen(t.join(text), _rows(t, receipt))


def now_line(t: Texts, unit_now: str) -> list[str | Markup]:
    """What the unit is called by now, where a receipt has a former name."""
    return [t("Its name now: {unit}", unit=unit_now)] if unit_now else []


def organisation_now_line(t: Texts, organisation_now: str) -> list[str | Markup]:
    """What the organisation that issued a receipt is called by now, or became a part of."""
    return [t("(now {organisation})", organisation=organisation_now)] if organisation_now else []


def _what(t: Texts, receipt: ReceiptView) -> Markup:
    title = short(receipt.obligation.title, LONGEST_TITLE)
    if receipt.signed_id is not None:
        return t("For: the signed copy of {title}", title=title)
    return t("For: {title}", title=title)


def _verdict(t: Texts, receipt: ReceiptView) -> list[str | Markup]:
    if receipt.attached_to is not None:
        return [attached_line(t, receipt.attached_to)]
    line = verdict_line(t, receipt.verdict.closes_at, late=receipt.verdict.late)
    lines = [line, *rule_line(t, receipt.verdict)]
    if receipt.obligation.signed_counts and receipt.awaits_signed:
        lines += ["", t("What counts for this is the <b>signed copy</b>: please send it, too.")]
    return lines


def attached_line(t: Texts, number: int) -> Markup:
    """A signed copy that decides nothing: whose verdict stands."""
    return t(
        "It is attached to receipt No. {number}, whose time and verdict stand.",
        number=receipt_number(number),
    )


def verdict_line(t: Texts, closes_at: datetime | None, *, late: bool) -> Markup:
    """On time or late, with the moment that decided."""
    if closes_at is None:
        return t("No deadline is set for this.")
    closes = t.closing(closes_at)
    if late:
        return t("Verdict: <b>LATE</b> (it closed at {closes}).", closes=closes)
    return t("Verdict: <b>ON TIME</b> (it closes at {closes}).", closes=closes)


def rule_line(t: Texts, verdict: Verdict) -> list[str | Markup]:
    """The rule behind the verdict, and why a confirmation that came late costs nothing."""
    if verdict.closes_at is None:
        return []
    lines: list[str | Markup] = []
    if verdict.basis is TermBasis.EXTENSION:
        lines.append(t("Rule: more time granted to the unit."))
    if verdict.basis is TermBasis.MENDING:
        lines.append(t("Rule: the day given to mend what was returned."))
    if verdict.shifted:
        lines.append(t("Rule: moved to the next working day, Civil Code 2015, Article 148.5."))
    lines = lines or [t("Rule: the date in force of the plan.")]
    if verdict.returned_at is not None:
        lines.append(
            t(
                "Rule: the system was out of reach until {at}; confirmed within two hours of "
                "that, so the time of the last message counts.",
                at=t.moment(verdict.returned_at),
            )
        )
    return lines


def _rows(t: Texts, receipt: ReceiptView) -> tuple[Row, ...]:
    rows: list[Row] = []
    if receipt.registration_id is not None and receipt.signed_id is None:
        form = SendForm(receipt.registration_id)
        rows.append((Button(t.plain("Word form to sign"), form),))
    if receipt.report_id is not None and receipt.has_answers:
        draft = SendReportPaper(receipt.report_id)
        rows.append((Button(t.plain("Draft to sign and stamp"), draft),))
    if receipt.report_id is not None and receipt.files and receipt.signed_id is None:
        back = SendBack(receipt.report_id, receipt.unit_id)
        rows.append((Button(t.plain("Get the files back"), back),))
    if receipt.awaits_signed:
        rows.append(signed_row(t, receipt.obligation.id, receipt.unit_id))
    rows.append((Button(t.plain("QR code"), SendQr(receipt.code)),))
    rows.append((Button(t.plain("What next?"), WhatNext()),))
    return tuple(rows)


def _fingerprint(t: Texts, part: FilePart, *, many: bool) -> Markup:
    # Thirty fingerprints fill a message: the names give way, the proof does not.
    name = short_file(part.name, SHORTEST_NAME if many else LONGEST_FILE_NAME)
    return t("• {name}\n<code>{sha256}</code>", name=name, sha256=part.sha256)
