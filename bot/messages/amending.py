"""An amended plan: what changes, for officers, and told to those whom it concerns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from bot.messages.paging import lines_within, short
from bot.messages.plans import OpenPlan
from bot.messages.preparing import written_phrase
from bot.messages.preparing_buttons import ApplyAmendment, OpenPreparation
from bot.messages.publishing import last_day, paragraphs, unit_rows
from bot.messages.scopes import scope_words
from bot.messages.screens import Button, Screen, screen
from bot.messages.terms import days_left
from bot.rules.obligations import Duty, Obligation
from bot.rules.plan_changes import PlanChanges
from bot.rules.plans import ObligationDraft, PlanDraft
from bot.rules.scopes import scope_of
from bot.texts import Texts


def preview_amendment(
    t: Texts,
    preparation_id: int,
    version: int,
    before: PlanDraft,
    after: PlanDraft,
    changes: PlanChanges,
    people: int,
) -> Screen:
    """The new version held against the plan in force, before it takes its place."""
    lines: list[str | Markup] = [
        t("<b>Amend this plan?</b>\n{title}", title=before.title),
        "",
        *lines_within(t, [*change_lines(t, before, after, changes)]),
        "",
        t("What was handed in stays on record, and receipts can still be verified."),
        t.n("{count} person will be told.", "{count} people will be told.", people),
        t("Only those are told who still have to do what changes."),
    ]
    apply = ApplyAmendment(preparation_id, version, changes.mark)
    return screen(
        t.join(lines),
        Button(t.plain("Amend the plan"), apply),
        Button(t.plain("Back to the draft"), OpenPreparation(preparation_id)),
    )


def amended(t: Texts, plan_id: int, plan: PlanDraft, people: int) -> Screen:
    """The new version is in force."""
    return screen(
        t.join(
            [
                t("<b>The plan is amended</b>\n{title}", title=plan.title),
                "",
                t.n("{count} person is being told.", "{count} people are being told.", people),
            ]
        ),
        Button(t.plain("Open the plan"), OpenPlan(plan_id)),
    )


@dataclass(frozen=True, slots=True)
class News:
    """What of an amendment concerns one unit: duties with another day, new, and dropped ones.

    `moved` come with the last valid day they had.
    """

    moved: Sequence[tuple[Duty, date | None]] = ()
    added: Sequence[Duty] = ()
    dropped: Sequence[Obligation] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.moved or self.added or self.dropped)

    @property
    def is_dated(self) -> bool:
        """Whether a calendar would show some of it."""
        return any(duty.term for duty in (*(duty for duty, _ in self.moved), *self.added))


def tell_amended(
    t: Texts,
    plan_id: int,
    organisation: str,
    plan: str,
    news: Sequence[tuple[tuple[int, str], News]],
    own_days: Sequence[Markup | str],
    today: date,
) -> Screen:
    """Somebody hears what changed of what each of their units (id, name) still has to do.

    `own_days` are the lines of days of the reader's own that hold no more.
    """
    said = [(unit, news_lines(t, each, today)) for unit, each in news]
    lines: list[str | Markup] = [
        t(
            "<b>A plan was amended</b>\n{plan}\n{organisation}",
            plan=plan,
            organisation=organisation,
        ),
        *lines_within(t, paragraphs(t, said)),
        *own_days,
    ]
    dated = any(each.is_dated for _, each in news)
    return Screen(t.join(lines), unit_rows(t, plan_id, [unit for unit, _ in news], dated=dated))


def news_lines(t: Texts, news: News, today: date) -> list[str | Markup]:
    """What a unit still has to do, and no longer."""
    return [
        t("What changes for you:"),
        *(_moved(t, duty, was, today) for duty, was in news.moved),
        *(_new(t, duty, today) for duty in news.added),
        *(
            t("• <b>{title}</b>: no longer asked for.", title=short(obligation.title))
            for obligation in news.dropped
        ),
    ]


def change_lines(
    t: Texts, before: PlanDraft, after: PlanDraft, changes: PlanChanges
) -> list[str | Markup]:
    """What differs: the title and number, then what is asked for."""
    return [*_head_changes(t, before, after), *_changes(t, changes)]


def _head_changes(t: Texts, before: PlanDraft, after: PlanDraft) -> list[str | Markup]:
    lines: list[str | Markup] = []
    blank = t.plain("(number left blank)")
    if before.title != after.title:
        lines.append(t("Title: {before} → {after}", before=before.title, after=after.title))
    if before.number != after.number:
        old, new = before.number or blank, after.number or blank
        lines.append(t("Number: {before} → {after}", before=old, after=new))
    return lines


def _changes(t: Texts, changes: PlanChanges) -> list[str | Markup]:
    lines: list[str | Markup] = [
        t(
            "Date: <b>{title}</b>: {before} → {after}",
            title=short(each.after.title),
            before=_when(t, each.before),
            after=_when(t, each.after),
        )
        for each in changes.moved
    ]
    lines += [
        t("New: <b>{title}</b>: {when}", title=short(each.title), when=_new_when(t, each))
        for each in changes.added
    ]
    lines += [t("Dropped: <b>{title}</b>", title=short(each.title)) for _, each in changes.dropped]
    lines += [
        t(
            "Asked of: <b>{title}</b>: {before} → {after}",
            title=short(each.after.title),
            before=scope_words(t, scope_of(each.before)),
            after=scope_words(t, scope_of(each.after)),
        )
        for each in changes.rescoped
    ]
    lines += [t("Reworded: {title}", title=short(each.after.title)) for each in changes.reworded]
    return lines or [t("What it asks for stays as it is.")]


def _when(t: Texts, item: ObligationDraft) -> str:
    return written_phrase(t, item.deadline) if item.deadline else t.plain("no date")


def _new_when(t: Texts, item: ObligationDraft) -> str:
    scope = scope_of(item)
    return _when(t, item) if scope.is_all else f"{_when(t, item)} ({scope_words(t, scope)})"


def _moved(t: Texts, duty: Duty, was: date | None, today: date) -> Markup:
    title, before = short(duty.obligation.title), t.day(was) if was else t.plain("no date")
    if duty.term is None:
        return t("• <b>{title}</b>: no date set now (was {before}).", title=title, before=before)
    return t(
        "• <b>{title}</b>: now by the end of {last} (was {before}). {left}",
        title=title,
        last=last_day(t, duty.term),
        before=before,
        left=days_left(t, duty.term, today),
    )


def _new(t: Texts, duty: Duty, today: date) -> Markup:
    title = short(duty.obligation.title)
    if duty.term is None:
        return t("• New: <b>{title}</b>: no date set yet.", title=title)
    return t(
        "• New: <b>{title}</b>: by the end of {last}. {left}",
        title=title,
        last=last_day(t, duty.term),
        left=days_left(t, duty.term, today),
    )
