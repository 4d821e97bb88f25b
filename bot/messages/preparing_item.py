"""One thing that a plan in preparation asks for, on a card of its own."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.messages.plan_findings import finding_lines
from bot.messages.preparing import ACTORS, KINDS
from bot.messages.preparing_buttons import (
    AskActor,
    AskKind,
    ChangeDay,
    ChangeTitle,
    ConfirmItem,
    DayAsWritten,
    DropItem,
    OpenPreparation,
    WordDay,
)
from bot.messages.scopes import scope_button, scope_line
from bot.messages.screens import Button, Row, Screen, screen
from bot.messages.setting_dates import last_day_lines, phrase_line
from bot.rules.deadlines import Calendar
from bot.rules.plan_checks import Fault, Finding
from bot.rules.plans import Actor, ObligationDraft
from bot.rules.preparing import Prepared, periods_with
from bot.rules.scopes import Known, scope_of
from bot.texts import N_, Texts

MANY_PERIODS = 2


def item_card(
    t: Texts,
    preparation_id: int,
    version: int,
    prepared: Prepared,
    place: int,
    findings: Sequence[Finding],
    calendar: Calendar,
    known: Known,
) -> Screen:
    """One thing the plan asks for, to be confirmed or changed."""
    item = prepared.item(place)
    at = (preparation_id, version, place)
    lines = [
        t("<b>{number}. {title}</b>", number=place + 1, title=item.title),
        t("Kind: {kind}", kind=t.plain(KINDS[item.kind])),
        _by_whom(t, item, known),
        *_source(t, item),
        "",
        *_dates(t, item, calendar),
        *_periods(t, prepared, place),
        # Of a closed last day the lines above speak already.
        *finding_lines(
            t, prepared.draft, [f for f in findings if f.fault is not Fault.DAY_CLOSED], place
        ),
    ]
    if item.actor is not Actor.UNIT:
        lines.append(t("Units are neither asked for it nor reminded of it."))
    rows = [*_confirming(t, prepared, at), *_dating(t, item, at)]
    if item.actor is Actor.UNIT:
        rows.append(scope_button(t, at))
    rows += [
        (
            Button(t.plain("Change the title"), ChangeTitle(*at)),
            Button(t.plain("Change the kind"), AskKind(*at)),
        ),
        (
            Button(t.plain("Who does it"), AskActor(*at)),
            Button(t.plain("Drop it"), DropItem(*at)),
        ),
        (Button(t.plain("The whole draft"), OpenPreparation(preparation_id)),),
    ]
    return screen(t.join(lines), *rows)


def _by_whom(t: Texts, item: ObligationDraft, known: Known) -> Markup:
    if item.actor is Actor.UNIT:
        return scope_line(t, scope_of(item), known)
    return t("To be done by: {actor}", actor=t.plain(ACTORS[item.actor]))


def _periods(t: Texts, prepared: Prepared, place: int) -> list[Markup]:
    """That it is one of several periods of the same duty, and from when to when they go."""
    days = [
        item.deadline.last_day
        for at in periods_with(prepared, place)
        if (item := prepared.item(at)).deadline is not None
    ]
    if len(days) < MANY_PERIODS:
        return []
    words = t(
        "One of {count} periods alike, the last days from {first} to {last}.",
        count=len(days),
        first=t.day(min(days)),
        last=t.day(max(days)),
    )
    return [words]


def _source(t: Texts, item: ObligationDraft) -> list[str | Markup]:
    lines: list[str | Markup] = []
    if item.clause:
        lines.append(t("Stands in: {clause}", clause=item.clause))
    if item.clause and item.written:
        lines.append(t("The plan says: <b>“{written}”</b>.", written=item.written))
    if item.addressee:
        lines.append(t("To be sent to: {addressee}", addressee=item.addressee))
    return lines


def _dates(t: Texts, item: ObligationDraft, calendar: Calendar) -> list[str | Markup]:
    term = calendar.term(item.deadline)
    if term is None or item.deadline is None:
        return [t("Deadline: <b>not set yet</b>{source}.", source="")]
    lines: list[str | Markup] = [phrase_line(t, term)]
    if item.deadline.in_force is not None:
        lines.append(t("This date stands beside the one written in the plan."))
    return [*lines, *last_day_lines(t, term)]


def _confirming(t: Texts, prepared: Prepared, at: tuple[int, int, int]) -> list[Row]:
    others = [place for place in prepared.unconfirmed if place != at[2]]
    periods = periods_with(prepared, at[2])
    if others and len(periods) > 1 and not prepared.confirmed & {*periods}:
        label = t.plain("Right, all {count} periods", count=len(periods))
        return [
            (Button(label, ConfirmItem(*at, "all")),),
            (Button(t.plain("Right, the next one"), ConfirmItem(*at, "next")),),
        ]
    if others:
        return [(Button(t.plain("Right, the next one"), ConfirmItem(*at, "next")),)]
    return [
        (Button(t.plain("Right, add another duty"), ConfirmItem(*at, "add")),),
        (Button(t.plain("Right, that is all"), ConfirmItem(*at, "list")),),
    ]


def _dating(t: Texts, item: ObligationDraft, at: tuple[int, int, int]) -> list[Row]:
    if item.deadline is None:
        return [(Button(t.plain("Set a date"), ChangeDay(*at)),)]
    inclusive = item.deadline.inclusive
    other = N_("Change to “before …”") if inclusive else N_("Change to “at the latest …”")
    rows: list[Row] = [
        (
            Button(t.plain("Change the date"), ChangeDay(*at)),
            Button(t.plain(other), WordDay(*at, not inclusive)),
        )
    ]
    if item.deadline.in_force is not None:
        rows.append((Button(t.plain("The document says this date"), DayAsWritten(*at)),))
    return rows
