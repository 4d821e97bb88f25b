"""«Đã nhận»: the button once pressed, the tally for officers, the second call."""

from datetime import datetime
from itertools import groupby

from markupsafe import Markup

from bot.messages.notice_buttons import CallAgain, ListUnconfirmed, OpenNotice, SendProof
from bot.messages.notice_text import Acknowledge
from bot.messages.paging import page_line, page_of, page_row, short
from bot.messages.screens import Button, Row, Screen
from bot.rules.acknowledgements import Acknowledged, Receipts, UnitReceipt
from bot.rules.notices import NoticeView
from bot.texts import Texts

NAMES_A_PAGE = 20


def receipt_noted(t: Texts, said: Acknowledged) -> str:
    """The answer to a press; plain, for the toast."""
    if not said.is_current:
        return t.plain("The notice was corrected meanwhile. Please read it as it is now.")
    return t.plain("Received, noted at {at}.", at=short_moment(t, said.at))


def preview_pressed(t: Texts) -> str:
    """The answer to a press under a mere preview; plain, for the toast."""
    return t.plain("This is a preview. The button is for recipients.")


def pressed_rows(t: Texts, notice_id: int, version: int, said: Acknowledged) -> tuple[Row, ...]:
    """What the button turns into."""
    label = t.plain("✓ Received {at}", at=short_moment(t, said.at))
    return ((Button(label, Acknowledge(notice_id, version)),),)


def receipt_lines(t: Texts, receipts: Receipts) -> list[str | Markup]:
    """How many units have acknowledged, and of each bloc."""
    lines: list[str | Markup] = [
        t(
            "Confirmed: <b>{count}</b> of {total} units",
            count=receipts.acknowledged,
            total=len(receipts.units),
        )
    ]
    if len(receipts.blocs) > 1:
        lines += [
            t(
                "• {bloc}: {count} of {total}",
                bloc=short(bloc.bloc or t.plain("No bloc")),
                count=bloc.acknowledged,
                total=bloc.units,
            )
            for bloc in receipts.blocs
        ]
    return lines


def receipt_rows_of(t: Texts, notice_id: int, receipts: Receipts) -> list[Row]:
    """The way to the names of those who have not."""
    if not receipts.missing:
        return []
    label = t.plain("Not confirmed ({count})", count=len(receipts.missing))
    return [(Button(label, ListUnconfirmed(notice_id)),)]


def unconfirmed_screen(t: Texts, notice: NoticeView, receipts: Receipts, number: int) -> Screen:
    """The names of those who have not, by bloc, with the button that calls on just them."""
    page = page_of(receipts.missing, number, NAMES_A_PAGE)
    lines: list[str | Markup] = [
        t("<b>Notice No. {number}: not confirmed</b>", number=notice.number),
        *receipt_lines(t, receipts),
    ]
    for bloc, units in groupby(page.items, key=lambda unit: unit.bloc):
        lines += ["", t("<b>{bloc}</b>", bloc=short(bloc or t.plain("No bloc")))]
        lines += [_name(t, unit) for unit in units]
    if not receipts.missing:
        lines += ["", t("<b>All units have confirmed.</b>")]
    rows: list[Row] = []
    if receipts.can_be_called and notice.withdrawn_at is None:
        rows.append((Button(t.plain("Call on those again"), CallAgain(notice.id)),))
    rows.append(page_row(t, page, lambda turned: ListUnconfirmed(notice.id, turned)))
    rows += [
        (Button(t.plain("Get as Excel"), SendProof(notice.id)),),
        (Button(t.plain("Open the notice"), OpenNotice(notice.id)),),
    ]
    return Screen(t.join([*lines, "", *page_line(t, page)]).rstrip(), tuple(rows))


def called_again(t: Texts, people: int) -> str:
    """What the second call did; plain, for the toast."""
    if not people:
        return t.plain("All of them were called on today already.")
    return t.plain("People called on again: {count}.", count=people)


def proof_caption(t: Texts, number: int, lines: int) -> Markup:
    """Under the spreadsheet."""
    return t("Notice No. {number}: {count} lines.", number=number, count=lines)


def short_moment(t: Texts, moment: datetime) -> str:
    """08:15 30/01, as there is room for on a button."""
    return f"{moment.astimezone(t.zone):%H:%M %d/%m}"


def _name(t: Texts, unit: UnitReceipt) -> Markup:
    name = short(unit.unit)
    if not unit.joined:
        return t("• {name} – <i>nobody has joined</i>", name=name)
    if not unit.reached:
        return t("• {name} – <i>the notice has not arrived</i>", name=name)
    return t("• {name}", name=name)
