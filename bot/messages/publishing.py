"""A plan comes into force: previewed for officers, told to units in their own terms."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from bot.messages.deadlines import ListDuties, SendCalendar
from bot.messages.home import GoTo
from bot.messages.paging import lines_within, short
from bot.messages.plans import OpenPlan
from bot.messages.preparing_buttons import OpenPreparation, PublishPlan
from bot.messages.scopes import scoped_lines
from bot.messages.screens import Button, Row, Screen, screen
from bot.messages.terms import days_left, last_day_note
from bot.rules.deadlines import Term
from bot.rules.plans import PlanDraft
from bot.rules.preparing import without_period
from bot.rules.publishing import Asked, in_series
from bot.texts import Texts


def preview_publication(
    t: Texts,
    preparation_id: int,
    version: int,
    draft: PlanDraft,
    asked: Sequence[Asked],
    *,
    findings: int,
    units: int,
    unheard: int,
    people: int,
    today: date,
) -> Screen:
    """What a unit will read, word for word, and how many will."""
    as_unit = Texts(t.language, zone=t.zone)
    plan = named(as_unit, draft.title, draft.number)
    head = _in_force(as_unit, draft.organisation, plan)
    told = [head, "", *lines_within(as_unit, _asking(as_unit, asked, today))]
    lines: list[str | Markup] = [
        t(
            "<b>Put this plan in force?</b> Units will read:\n\n<blockquote>{told}</blockquote>",
            told=t.join(told),
        ),
        "",
        *scoped_lines(t, [(each.title, each.scope, each.units) for each in asked]),
        *_audience(t, units, unheard, people),
    ]
    if findings:
        lines.append(
            t.n(
                "⚠ {count} thing in it is still to be looked at.",
                "⚠ {count} things in it are still to be looked at.",
                findings,
            )
        )
    return screen(
        t.join(lines),
        Button(t.plain("Put in force and tell units"), PublishPlan(preparation_id, version)),
        Button(t.plain("Back to the draft"), OpenPreparation(preparation_id)),
    )


def published(t: Texts, plan_id: int, draft: PlanDraft, people: int, unheard: int) -> Screen:
    """It is in force; who has not joined yet is a press away."""
    lines: list[str | Markup] = [
        t("<b>The plan is in force</b>\n{title}", title=draft.title),
        "",
        t.n("{count} person is being told.", "{count} people are being told.", people),
    ]
    rows: list[Row] = [(Button(t.plain("Open the plan"), OpenPlan(plan_id)),)]
    if unheard:
        lines.append(_unheard(t, unheard))
        rows.append((Button(t.plain("Units and their invites"), GoTo("donvi")),))
    return Screen(t.join(lines), tuple(rows))


def tell_published(
    t: Texts,
    plan_id: int,
    organisation: str,
    plan: str,
    asked: Sequence[tuple[tuple[int, str], Sequence[Asked]]],
    today: date,
) -> Screen:
    """Somebody hears what the plan asks of each unit (id, name) they speak for."""
    said = [(unit, _asking(t, each, today)) for unit, each in asked]
    lines = [_in_force(t, organisation, plan), *lines_within(t, paragraphs(t, said))]
    dated = any(one.term for _, each in asked for one in each)
    rows = unit_rows(t, plan_id, [unit for unit, _ in asked], dated=dated)
    return Screen(t.join(lines), rows)


def paragraphs(
    t: Texts, said: Sequence[tuple[tuple[int, str], Sequence[str | Markup]]]
) -> list[str | Markup]:
    """What is said of each unit (id, name), once for all of which the same is said."""
    alike: dict[tuple[str | Markup, ...], list[str]] = {}
    for (_, name), lines in said:
        alike.setdefault(tuple(lines), []).append(name)
    found: list[str | Markup] = []
    for lines, names in alike.items():
        units = t("For: <b>{units}</b>", units=", ".join(names))
        found += [*([""] if found else []), units, "", *lines]
    return found


def unit_rows(
    t: Texts, plan_id: int, units: Sequence[tuple[int, str]], *, dated: bool
) -> tuple[Row, ...]:
    """The calendar (where there are dates) and the list of each unit, and the plan."""
    rows: list[Row] = []
    for id_, name in units:
        of = f": {short(name)}" if len(units) > 1 else ""
        if dated:
            label = f"{t.plain('Calendar file (.ics)')}{of}"
            rows.append((Button(label, SendCalendar(id_)),))
        rows.append((Button(f"{t.plain('All deadlines')}{of}", ListDuties(id_)),))
    return (*rows, (Button(t.plain("Open the plan"), OpenPlan(plan_id)),))


def _in_force(t: Texts, organisation: str, plan: str) -> Markup:
    return t(
        "<b>A new plan is in force</b>\n{plan}\n{organisation}",
        plan=plan,
        organisation=organisation,
    )


def _asking(t: Texts, asked: Sequence[Asked], today: date) -> list[str | Markup]:
    """What the plan asks of a unit, in the unit's terms."""
    if not asked:
        return [t("It asks you for nothing to be handed in.")]
    duties = in_series(asked)
    return [
        t.n(
            "In this plan you have <b>{count} duty</b>:",
            "In this plan you have <b>{count} duties</b>:",
            len(duties),
        ),
        *(_line(t, n, duty, today) for n, duty in enumerate(duties, 1)),
    ]


def named(t: Texts, title: str, number: str) -> str:
    """A plan by its title and, where it has one, its number."""
    return t("{title} (No. {number})", title=title, number=number) if number else title


def last_day(t: Texts, term: Term) -> str:
    """The last valid day with what must be known of it."""
    last = t.long_day(term.last_day)
    note = last_day_note(t, term)
    return f"{last} ({note})" if note else last


def _line(t: Texts, number: int, duty: Sequence[Asked], today: date) -> Markup:
    """A duty, or all periods of one with the nearest and the last of them."""
    asked = duty[0]
    if len(duty) > 1 and asked.term is not None and (ends := duty[-1].term) is not None:
        return t(
            "{number}. <b>{title}</b>: {count} periods, the first by the end of {first}. {left} "
            "The last by the end of {last}.",
            number=number,
            title=short(without_period(asked.title)),
            count=len(duty),
            first=last_day(t, asked.term),
            left=days_left(t, asked.term, today),
            last=t.day(ends.last_day),
        )
    title = short(asked.title)
    if asked.term is None:
        return t("{number}. <b>{title}</b>: no date set yet.", number=number, title=title)
    last = last_day(t, asked.term)
    return t(
        "{number}. <b>{title}</b>: by the end of {last}. {left}",
        number=number,
        title=title,
        last=last,
        left=days_left(t, asked.term, today),
    )


def _audience(t: Texts, units: int, unheard: int, people: int) -> list[str | Markup]:
    lines: list[str | Markup] = [
        t("Units: {count}.", count=units),
        t.n("{count} person will be told.", "{count} people will be told.", people),
    ]
    return [*lines, _unheard(t, unheard)] if unheard else lines


def _unheard(t: Texts, count: int) -> Markup:
    return t.n(
        "{count} unit has nobody here yet: whoever joins is told then.",
        "{count} units have nobody here yet: whoever joins is told then.",
        count,
    )
