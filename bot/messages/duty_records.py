"""What is on record for a duty, in the lines of its screen: receipts, who entered it, why it came
back."""

from markupsafe import Markup

from bot.messages.channels import moment_of, sent_by
from bot.messages.more_time import made_good_lines
from bot.rules.channels import Channel
from bot.rules.obligations import Duty, HandedIn, Standing
from bot.texts import Texts


def record_lines(t: Texts, duty: Duty) -> list[str | Markup]:
    """The first and the latest receipt, who sent it in for the unit, an officer's reason."""
    lines: list[str | Markup] = []
    if duty.first is not None:
        lines.append(
            t(
                "First receipt: No. {number}, {at}, {verdict}.",
                number=receipt_number(duty.first.number),
                at=moment_of(t, duty.first.counted_at, duty.first.channel),
                verdict=_verdict(t, duty.first),
            )
        )
    if duty.latest is not None:
        lines.append(
            t(
                "Latest receipt: No. {number}, {at}, {verdict}.",
                number=receipt_number(duty.latest.number),
                at=moment_of(t, duty.latest.counted_at, duty.latest.channel),
                verdict=_verdict(t, duty.latest),
            )
        )
    lines += [
        sent_by(t, entered.officer, entered.channel, entered.counted_at)
        for entered in (duty.first, duty.latest)
        if entered is not None and entered.channel is not Channel.BOT
    ]
    if duty.lacks_signed and duty.standing is not Standing.UNSIGNED:
        lines.append(t("A signed copy may be attached to it."))
    lines += made_good_lines(t, duty)
    if duty.reason:
        lines.append(t("Reason: {reason}", reason=duty.reason))
    return lines


def _verdict(t: Texts, receipt: HandedIn) -> str:
    return t.plain("late") if receipt.late else t.plain("on time")


def receipt_number(number: int) -> str:
    """A receipt's number as it is printed: 0001."""
    return f"{number:04d}"
