"""/kiemtra: what a receipt's code proves, to whoever holds it."""

from dataclasses import dataclass

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.channels import CHANNELS, moment_of
from bot.messages.duty_records import receipt_number
from bot.messages.forms import cancel_button
from bot.messages.receipts import (
    SendQr,
    attached_line,
    now_line,
    organisation_now_line,
    verdict_line,
)
from bot.messages.screens import Button, Screen, screen
from bot.rules.channels import Channel
from bot.rules.codes import shown_code
from bot.rules.dialogues import Draft
from bot.rules.verifying import VerifiedReceipt
from bot.texts import Texts


@callback("vf")
@dataclass(frozen=True, slots=True)
class CompareFile:
    """Hold a file against the receipt."""

    code: str


def ask_code(t: Texts, draft: Draft) -> Screen:
    """Type the code."""
    return screen(
        t("Please type the code of the receipt, for example <code>7KQ2-M4TX-9B0C-V1EH</code>."),
        cancel_button(t, draft),
    )


def verified_screen(t: Texts, receipt: VerifiedReceipt) -> Screen:
    """The receipt is genuine; what it says."""
    text: list[str | Markup] = [
        t("<b>This receipt is genuine.</b>"),
        "",
        t("{organisation}", organisation=receipt.organisation),
        *organisation_now_line(t, receipt.organisation_now),
        t("Receipt No. {number}", number=receipt_number(receipt.number)),
        t("Unit: <b>{unit}</b>", unit=receipt.unit),
        *now_line(t, receipt.unit_now),
        _what(t, receipt),
        t("Version: {version}", version=receipt.version),
        t("Counted at: <b>{at}</b>", at=_counted_at(t, receipt)),
        verdict_line(t, receipt.closes_at, late=receipt.late)
        if receipt.attached_to is None
        else attached_line(t, receipt.attached_to),
    ]
    if receipt.replaced:
        text.append(t("A newer version was handed in since; this one stays on record."))
    if receipt.fingerprints:
        text += ["", t("Files (SHA-256 fingerprint):")]
        text += [t("• <code>{sha256}</code>", sha256=sha256) for sha256 in receipt.fingerprints]
    rows = [Button(t.plain("QR code"), SendQr(receipt.code))]
    if receipt.fingerprints:
        rows.append(Button(t.plain("Compare a file"), CompareFile(receipt.code)))
    return screen(t.join(text), *rows)


def _what(t: Texts, receipt: VerifiedReceipt) -> Markup:
    if receipt.signed:
        return t("For: the signed copy of {title}", title=receipt.title)
    return t("For: {title}", title=receipt.title)


def _counted_at(t: Texts, receipt: VerifiedReceipt) -> str:
    at = moment_of(t, receipt.counted_at, receipt.channel, exact=True)
    if receipt.channel is Channel.BOT:
        return at
    way = t.plain(CHANNELS[receipt.channel])
    return t.plain("{at} ({way}, entered by an officer)", at=at, way=way)


def ask_file(t: Texts, draft: Draft) -> Screen:
    """Send the file that is said to have been handed in."""
    return screen(
        t("Please send the file to compare with the receipt, as a file and not as a photo."),
        cancel_button(t, draft),
    )


def file_matches(t: Texts, name: str, receipt: VerifiedReceipt) -> Screen:
    """The very bytes were handed in."""
    return screen(
        t(
            "“{name}” is <b>exactly</b> a file handed in with receipt No. {number}.",
            name=name,
            number=receipt_number(receipt.number),
        )
    )


def file_differs(t: Texts, name: str, receipt: VerifiedReceipt) -> Screen:
    """Not one byte may differ."""
    return screen(
        t(
            "“{name}” is <b>not</b> among the files of receipt No. {number}: it was altered, or "
            "it is another file.",
            name=name,
            number=receipt_number(receipt.number),
        )
    )


def qr_caption(t: Texts, code: str) -> str:
    """Under the picture."""
    return t("Receipt code: <code>{code}</code>", code=shown_code(code))
