"""The part of the registration form for targets: planned numbers and last year's."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from markupsafe import Markup

from bot.messages.answers import amount
from bot.messages.paging import lines_within, short
from bot.messages.registration_buttons import (
    ConfirmTargets,
    DropTarget,
    Indicators,
    NextIndicator,
    RegistrationMenu,
    SetTarget,
    TakeBefore,
    TakeNumber,
)
from bot.messages.registrations import named
from bot.messages.screens import Button, Row, Screen, screen
from bot.rules.catalogue import IndicatorEntry
from bot.rules.dialogues import Draft
from bot.rules.targets import Unread, in_dong
from bot.texts import N_, Texts

LONGEST_UNREAD = 80

WHY_UNREAD = {
    Unread.INDICATOR: N_("no indicator of the list"),
    Unread.NUMBER: N_("no number that can be read"),
    Unread.TWO_WAYS: N_("the number can be read in two ways"),
    Unread.CHANGE: N_("a change, not a number"),
    Unread.MEASURE: N_("another unit of measure"),
    Unread.TWICE: N_("named before with another number"),
}


def in_full(t: Texts, value: Decimal, measure: str) -> str:
    """A number as it will stand: money in đồng too, so that a slip of three zeros is seen."""
    number = amount(t, value, measure)
    if (whole := in_dong(value, measure)) is None:
        return number
    return f"{amount(t, *whole)} = {number}"


def targets_screen(
    t: Texts,
    draft: Draft,
    indicators: Sequence[IndicatorEntry],
    planned: Mapping[int, Decimal],
    before: Mapping[int, Decimal],
) -> Screen:
    """The indicators with the numbers set so far. One that was retired can only be removed."""
    rows: list[Row] = []
    for each in indicators:
        if each.retired and each.id in planned:
            label = t.plain("Remove: {indicator}", indicator=_label(t, each, planned))
            rows.append((Button(label, DropTarget(draft.id, each.id)),))
        elif not each.retired:
            rows.append((Button(_label(t, each, planned), SetTarget(draft.id, each.id)),))
    rows.append((Button(t.plain("Done"), RegistrationMenu(draft.id)),))
    lines: list[str | Markup] = [
        t("<b>Targets</b>\nPlease choose an indicator."),
        t(
            "Several may be typed or pasted at once, one a line: <i>{example}</i>",
            example=_example(indicators),
        ),
    ]
    known = [each for each in indicators if each.id in planned]
    if known:
        lines.append("")
        lines += [told(t, each, planned[each.id], before.get(each.id)) for each in known]
    return Screen(t.join(lines_within(t, lines)), tuple(rows))


def told(t: Texts, indicator: IndicatorEntry, planned: Decimal, before: Decimal | None) -> Markup:
    """A target read back: the number in full, and last year's."""
    name = named(t, indicator.name, indicator.retired)
    line = t("✓ {name}: <b>{number}</b>", name=name, number=in_full(t, planned, indicator.measure))
    if before is None:
        return line
    return line + t(" (last year: {number})", number=t.number(before))


def ask_number(
    t: Texts,
    draft: Draft,
    indicator: IndicatorEntry,
    planned: Mapping[int, Decimal],
    above: Markup | None = None,
    now: Markup | None = None,
) -> Screen:
    """Type the planned number, as people write numbers.

    `above` is what was just put down for another indicator, `now` what stands for this one.
    """
    lines: list[str | Markup] = [] if above is None else [above, "", t("Next indicator:")]
    lines.append(
        t(
            "<b>{name}</b> (in {measure})\nPlease type the planned number, for example: "
            "<i>1.250</i>, <i>1,2 tỷ</i>, <i>850tr</i>, <i>98%</i>.",
            name=indicator.name,
            measure=indicator.measure,
        )
    )
    if now is not None:
        lines += ["", t("Now it stands so:"), now]
    rows = []
    if indicator.id in planned:
        drop = DropTarget(draft.id, indicator.id)
        rows.append(Button(t.plain("Remove this target"), drop))
    rows.append(Button(t.plain("Next indicator ›"), NextIndicator(draft.id, indicator.id)))
    rows.append(Button(t.plain("Back"), Indicators(draft.id)))
    return screen(t.join(lines), *rows)


def ask_before(
    t: Texts,
    draft: Draft,
    indicator: IndicatorEntry,
    planned: Decimal,
    before: Decimal | None,
    known: tuple[Decimal, int, bool] | None,
) -> Screen:
    """The planned number read back; then last year's, which may be left out.

    `known` is what the records hold of last year: number, year, whether reported or only planned.
    """
    rows: list[Row | Button] = []
    if known is not None and known[0] != before:
        value, year, reported = known
        words = N_("{number} (report of {year})") if reported else N_("{number} (plan of {year})")
        rows.append(
            Button(
                t.plain(words, number=t.number(value), year=year),
                TakeBefore(draft.id, indicator.id, format(value, "f")),
            )
        )
    rows += [
        Button(t.plain("Leave it out"), NextIndicator(draft.id, indicator.id)),
        Button(t.plain("Type the plan again"), SetTarget(draft.id, indicator.id)),
        (
            Button(t.plain("All indicators"), Indicators(draft.id)),
            Button(t.plain("Done"), RegistrationMenu(draft.id)),
        ),
    ]
    return screen(
        t.join(
            [
                told(t, indicator, planned, before),
                "",
                t("What was it <b>last year</b>? Please type the number, or leave it out."),
            ]
        ),
        *rows,
    )


def which_number(
    t: Texts,
    draft: Draft,
    indicator: IndicatorEntry,
    readings: Sequence[Decimal],
    *,
    of_last_year: bool = False,
) -> Screen:
    """A number that can be read in two ways is asked about, never guessed."""
    take = TakeBefore if of_last_year else TakeNumber
    again = NextIndicator if of_last_year else SetTarget
    rows = [
        Button(
            amount(t, value, indicator.measure),
            take(draft.id, indicator.id, format(value, "f")),
        )
        for value in readings
    ]
    label = t.plain("Leave it out") if of_last_year else t.plain("Type it again")
    rows.append(Button(label, again(draft.id, indicator.id)))
    return screen(t("<b>{name}</b>: which number is meant?", name=indicator.name), *rows)


def confirm_change(
    t: Texts, draft: Draft, indicator: IndicatorEntry, typed: str, base: Decimal, value: Decimal
) -> Screen:
    """«tăng 10%» counted over last year's number, to be confirmed."""
    return screen(
        t(
            "<b>{name}</b>\n{typed}, from last year’s {base} {measure}, makes "
            "<b>{number}</b>. Is that right?",
            name=indicator.name,
            typed=short(typed),
            base=t.number(base),
            measure=indicator.measure,
            number=in_full(t, value, indicator.measure),
        ),
        Button(
            t.plain("Yes: {number}", number=amount(t, value, indicator.measure)),
            TakeNumber(draft.id, indicator.id, format(value, "f")),
        ),
        Button(t.plain("Type it again"), SetTarget(draft.id, indicator.id)),
    )


def read_back_targets(
    t: Texts,
    draft: Draft,
    targets: Sequence[tuple[IndicatorEntry, Decimal, Decimal | None]],
    unread: Sequence[tuple[str, Unread]],
) -> Screen:
    """A pasted list as it was read, before it counts; other lines with what is wrong."""
    lines: list[str | Markup] = []
    if targets:
        head = t.n(
            "<b>{count} target was read</b>", "<b>{count} targets were read</b>", len(targets)
        )
        lines = [head, *(told(t, *target) for target in targets), ""]
    if unread:
        lines += [t("<b>Not read, please type these again:</b>")]
        for line, why in unread:
            lines.append(t("<code>{line}</code>", line=short(line, LONGEST_UNREAD)))
            lines.append(t("<i>– {why}</i>", why=t.plain(WHY_UNREAD[why])))
    rows = []
    if targets:
        rows.append(Button(t.plain("Right, put them down"), ConfirmTargets(draft.id)))
    rows.append(Button(t.plain("All indicators"), Indicators(draft.id)))
    return screen(t.join(lines_within(t, lines)), *rows)


def _label(t: Texts, indicator: IndicatorEntry, planned: Mapping[int, Decimal]) -> str:
    name = named(t, indicator.name, indicator.retired)
    if indicator.id not in planned:
        return name
    return f"✓ {name}: {amount(t, planned[indicator.id], indicator.measure)}"


def _example(indicators: Sequence[IndicatorEntry]) -> str:
    """A line as it may be typed: of this very catalogue, for people copy what they see."""
    offered = [each for each in indicators if not each.retired]
    money = [each.name for each in offered if in_dong(Decimal(1), each.measure)]
    return f"{money[0]}: 1,2 tỷ" if money else f"{offered[0].name if offered else '…'}: 12"
