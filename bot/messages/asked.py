"""What the plans ask of units, as officers see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.missing import OpenMissing, OpenUnsigned
from bot.messages.paging import A_PAGE, page_line, page_of, page_row, short
from bot.messages.screens import Button, Row, Screen, screen
from bot.messages.terms import basis, closed_lines, deadline_lines
from bot.rules.deadlines import Term
from bot.rules.ladders import Ladder
from bot.rules.missing import Missing, Tally
from bot.rules.obligations import Obligation, is_handed_in
from bot.texts import Texts


@callback("ol")
@dataclass(frozen=True, slots=True)
class ListAsked:
    """Show what the plans ask of units."""

    page: int = 0


@callback("od")
@dataclass(frozen=True, slots=True)
class OpenAsked:
    """Show one thing the plans ask."""

    obligation_id: int


@callback("os")
@dataclass(frozen=True, slots=True)
class SetDate:
    """Set or change the date of an obligation by hand."""

    obligation_id: int


@callback("omc")
@dataclass(frozen=True, slots=True)
class CloseDuty:
    """End the collecting of an obligation, or open it again."""

    obligation_id: int
    closed: bool


@callback("ola")
@dataclass(frozen=True, slots=True)
class OpenLadder:
    """Set the days of reminders of an obligation, or of the organisation (0)."""

    obligation_id: int = 0


@callback("oy")
@dataclass(frozen=True, slots=True)
class OpenShifting:
    """Show the choice on Điều 148.5."""


@callback("ox")
@dataclass(frozen=True, slots=True)
class ChooseShifting:
    """Choose whether a closed last day moves to the next working day."""

    shifts: bool


@callback("osc")
@dataclass(frozen=True, slots=True)
class ChooseCounting:
    """Choose what counts: confirmed answers, or the signed copy."""

    obligation_id: int
    signed: bool


def asked_list(t: Texts, organisation: str, tallies: list[Tally], number: int) -> Screen:
    """Everything asked, with its date and how many have not."""
    head = t("<b>What the plans ask</b>\n{organisation}", organisation=organisation)
    shifting = Button(t.plain("When the last day is closed"), OpenShifting())
    ladder = Button(t.plain("Days of reminders"), OpenLadder())
    if not tallies:
        return screen(
            t.join([head, "", t("No plan in force asks anything of units.")]), ladder, shifting
        )
    page = page_of(tallies, number, A_PAGE)
    lines: list[str | Markup] = [head]
    for tally in page.items:
        lines += ["", *_tally_lines(t, tally)]
    lines += ["", *page_line(t, page)] if page.pages > 1 else []
    rows: list[Row] = [
        (Button(tally.obligation.title, OpenAsked(tally.obligation.id)),) for tally in page.items
    ]
    rows += [page_row(t, page, ListAsked), (ladder,), (shifting,)]
    return Screen(t.join(lines), tuple(rows))


def asked_screen(t: Texts, missing: Missing, today: date) -> Screen:
    """One thing asked: its date, how many have not, and the officer's tools."""
    obligation = missing.obligation
    lines: list[str | Markup] = [
        t("<b>{title}</b>", title=obligation.title),
        "",
        *date_lines(t, obligation, missing.term, today),
        *_closed(t, obligation),
    ]
    if is_handed_in(obligation):
        lines += ["", count_line(t, len(missing.units), missing.total), *_counting(t, obligation)]
    if missing.term is not None:
        lines += ["", *ladder_lines(t, obligation.ladder)]
    lines += ["", basis(t, obligation)]
    rows: list[Row] = []
    if is_handed_in(obligation):
        rows.append((Button(t.plain("Who has not"), OpenMissing(obligation.id)),))
        rows.append((Button(t.plain("Signed copy missing"), OpenUnsigned(obligation.id)),))
        rows.append((_counting_button(t, obligation),))
    label = t.plain("Set the date") if missing.term is None else t.plain("Change the date")
    rows.append((Button(label, SetDate(obligation.id)),))
    if missing.term is not None:
        rows.append((Button(t.plain("Days of reminders"), OpenLadder(obligation.id)),))
    if obligation.is_collected:
        rows.append((_closing_button(t, obligation),))
    rows.append((Button(t.plain("Everything asked"), ListAsked()),))
    return Screen(t.join(lines), tuple(rows))


def _counting(t: Texts, obligation: Obligation) -> list[str | Markup]:
    if not obligation.signed_counts:
        return [t("What counts: <b>the confirmed answers</b>")]
    return [
        t("What counts: <b>the signed copy</b>"),
        t("A unit that sent answers alone is not done. A report handed in as files is signed."),
    ]


def _counting_button(t: Texts, obligation: Obligation) -> Button:
    signed = not obligation.signed_counts
    label = t.plain("Count the signed copy") if signed else t.plain("Count the confirmed answers")
    return Button(label, ChooseCounting(obligation.id, signed))


def _closed(t: Texts, obligation: Obligation) -> list[str | Markup]:
    if obligation.closed_at is None:
        return []
    return [
        "",
        *closed_lines(t, obligation),
        t("What units send all the same is taken, and judged by the deadline."),
    ]


def _closing_button(t: Texts, obligation: Obligation) -> Button:
    if obligation.closed_at is not None:
        return Button(t.plain("Open it again, and remind"), CloseDuty(obligation.id, closed=False))
    label = t.plain("End collecting, remind no more")
    return Button(label, CloseDuty(obligation.id, closed=True))


def date_lines(
    t: Texts, obligation: Obligation, term: Term | None, today: date
) -> list[str | Markup]:
    """The date as written and in force; for an undated one, what that means."""
    if term is not None:
        return deadline_lines(t, obligation, term, today, is_done=False)
    lines: list[str | Markup] = [t("Deadline: <b>not set yet</b>.")]
    if obligation.written:
        lines.append(t("The plan says: <b>“{written}”</b>.", written=obligation.written))
    lines.append(t("Units are not reminded of it until a date is set."))
    return lines


def count_line(t: Texts, missing: int, total: int) -> Markup:
    """How many of how many have not."""
    if total and not missing:
        return t("<b>All {total} units have done it.</b>", total=total)
    return t("Not done: <b>{missing}</b> of {total} units.", missing=missing, total=total)


def ladder_lines(t: Texts, ladder: Ladder) -> list[str | Markup]:
    """On which days units are reminded, counted from the last valid one."""
    return [
        t("Reminded before the deadline: <b>{days}</b>", days=day_numbers(t, ladder.before)),
        t("On the last day: <b>always</b>"),
        t("Reminded after the deadline: <b>{days}</b>", days=day_numbers(t, ladder.after)),
    ]


def day_numbers(t: Texts, days: Sequence[int]) -> str:
    """30, 14, 7 days; words for none."""
    if not days:
        return t.plain("on no day")
    return t.plain("{numbers} days", numbers=", ".join(map(str, days)))


def shifting_screen(t: Texts, *, shifts: bool) -> Screen:
    """What the choice on Điều 148.5 means, and how it stands."""
    now = (
        t("Now: the last day <b>moves</b> to the next working day.")
        if shifts
        else t("Now: the last day <b>does not move</b>; units are told that it is closed.")
    )
    change = (
        Button(t.plain("Do not move the last day"), ChooseShifting(shifts=False))
        if shifts
        else Button(t.plain("Move to the next working day"), ChooseShifting(shifts=True))
    )
    return screen(
        t.join(
            [
                t("<b>When the last day is a weekend or holiday</b>"),
                "",
                t(
                    "Article 148.5 of the Civil Code 2015: a term whose last day is not worked "
                    "ends at the end of the next working day."
                ),
                "",
                now,
                "",
                t(
                    "The choice holds for every deadline of the alliance: what counts as late, "
                    "the days left and the reminders. Receipts already issued stay as they are."
                ),
            ]
        ),
        change,
        Button(t.plain("Everything asked"), ListAsked()),
    )


def _tally_lines(t: Texts, tally: Tally) -> list[str | Markup]:
    obligation = tally.obligation
    lines: list[str | Markup] = [t("<b>{title}</b>", title=short(obligation.title, 120))]
    lines += [_date_line(t, obligation, tally.term), *closed_lines(t, obligation)]
    if is_handed_in(obligation):
        lines.append(count_line(t, tally.missing, tally.units))
    return lines


def _date_line(t: Texts, obligation: Obligation, term: Term | None) -> Markup:
    if term is None:
        return t("Deadline: <b>not set yet</b>.")
    last = t.long_day(term.last_day)
    if not obligation.written:
        return t("The last day is <b>{last}</b>.", last=last)
    return t("“{written}”: the last day is <b>{last}</b>.", written=obligation.written, last=last)
