"""The plans in force, in our own words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.paging import paged_text, short
from bot.messages.preparing_buttons import AmendPlan, NewPlan, OpenPreparation
from bot.messages.scopes import scope_words
from bot.messages.screens import Button, Row, Screen, screen
from bot.rules.obligations import Obligation
from bot.rules.plans import Phase, PlanDraft
from bot.rules.scopes import Scope
from bot.texts import N_, Texts


@callback("op")
@dataclass(frozen=True, slots=True)
class OpenPlan:
    """Show a plan; long ones go on over pages."""

    plan_id: int
    page: int = 0


@callback("opl")
@dataclass(frozen=True, slots=True)
class ListPlans:
    """Show the plans in force."""


@callback("opr")
@dataclass(frozen=True, slots=True)
class OpenRules:
    """Show a plan's rules and standing duties."""

    plan_id: int
    page: int = 0


@callback("opq")
@dataclass(frozen=True, slots=True)
class OpenProgramme:
    """Show one quarter of a plan's programme."""

    plan_id: int
    quarter: int
    page: int = 0


@callback("opf")
@dataclass(frozen=True, slots=True)
class OpenFaults:
    """Show the faults found in a plan's source."""

    plan_id: int
    page: int = 0


@callback("opa")
@dataclass(frozen=True, slots=True)
class WithdrawPlan:
    """Ask before a plan is withdrawn."""

    plan_id: int


@callback("opy")
@dataclass(frozen=True, slots=True)
class ShowNextYear:
    """Show what the plan would be next year."""

    plan_id: int


@callback("opd")
@dataclass(frozen=True, slots=True)
class SendDocument:
    """Send the files of a plan's document."""

    plan_id: int


QUARTERS = {1: N_("Quarter I"), 2: N_("Quarter II"), 3: N_("Quarter III"), 4: N_("Quarter IV")}


def plans_list(
    t: Texts,
    organisation: str,
    plans: Sequence[tuple[int, PlanDraft]],
    withdrawn: Sequence[tuple[int, PlanDraft]] = (),
    drafts: Sequence[tuple[int, PlanDraft]] = (),
    *,
    is_officer: bool = False,
) -> Screen:
    """The plans in force, each with a button; for officers those withdrawn and in preparation."""
    head = t("<b>Plans in force</b>\n{organisation}", organisation=organisation)
    lines: list[str | Markup] = [head, "", *_titles(t, plans)]
    if not plans:
        lines.append(t("No plan is in force yet."))
    if withdrawn:
        lines += ["", t("<b>Withdrawn</b>"), *_titles(t, withdrawn)]
    if drafts:
        lines += ["", t("<b>In preparation</b>"), *_titles(t, drafts)]
    rows: list[Row] = [
        (Button(short(plan.title), OpenPlan(id_)),) for id_, plan in (*plans, *withdrawn)
    ]
    for id_, plan in drafts:
        label = t.plain("Draft: {title}", title=short(plan.title))
        rows.append((Button(label, OpenPreparation(id_)),))
    return screen(t.join(lines), *rows, *new_plan_rows(t, is_officer=is_officer))


def new_plan_rows(t: Texts, *, is_officer: bool) -> list[Row]:
    """The way to a new plan, for officers."""
    return [(Button(t.plain("New plan…"), NewPlan()),)] if is_officer else []


def plan_screen(
    t: Texts,
    plan_id: int,
    plan: PlanDraft,
    obligations: Sequence[Obligation],
    number: int,
    *,
    scopes: Mapping[int, Scope],
    has_document: bool,
    is_officer: bool,
    several: bool,
) -> Screen:
    """What the plan is, its phases and deadlines, and the way to its parts.

    `scopes` are known to officers: of a unit nothing is listed that others alone are asked.
    """
    lines = [*_identity(t, plan), *_phases(t, plan.phases), *_deadlines(t, obligations, scopes)]
    rows: list[Row] = []
    if has_document:
        rows.append((Button(t.plain("The document itself"), SendDocument(plan_id)),))
    if plan.rules or plan.cut_offs or plan.duties:
        rows.append((Button(t.plain("Rules and standing duties"), OpenRules(plan_id)),))
    if quarters := quarters_of(plan):
        first = OpenProgramme(plan_id, quarters[0])
        rows.append((Button(t.plain("Programme by quarter"), first),))
    if is_officer and plan.faults:
        label = t.plain("Faults in the document ({count})", count=len(plan.faults))
        rows.append((Button(label, OpenFaults(plan_id)),))
    if is_officer:
        rows.append((Button(t.plain("Prepare next year’s plan…"), ShowNextYear(plan_id)),))
        rows.append((Button(t.plain("Amend the plan…"), AmendPlan(plan_id)),))
        rows.append((Button(t.plain("Withdraw the plan…"), WithdrawPlan(plan_id)),))
    rows += new_plan_rows(t, is_officer=is_officer)
    if several:
        rows.append((Button(t.plain("All plans"), ListPlans()),))
    return paged_text(t, lines, number, lambda page: OpenPlan(plan_id, page), rows)


def rules_screen(t: Texts, plan_id: int, plan: PlanDraft, number: int) -> Screen:
    """The plan's rules, and what it asks all year round."""
    lines: list[str | Markup] = []
    if plan.rules:
        lines += [t("<b>Rules</b>"), *_points(t, plan.rules), ""]
    if plan.cut_offs:
        lines += [t("<b>Figures are counted until</b>"), *_points(t, plan.cut_offs), ""]
    if plan.duties:
        lines += [t("<b>Asked all year round</b>"), *_points(t, plan.duties)]
    return paged_text(t, lines, number, lambda page: OpenRules(plan_id, page), [_back(t, plan_id)])


def faults_screen(t: Texts, plan_id: int, plan: PlanDraft, number: int) -> Screen:
    """What is wrong in the source, for officers."""
    lines: list[str | Markup] = [
        t("<b>Faults in the document</b>"),
        t("Units do not see this page."),
        "",
        *_points(t, plan.faults),
    ]
    return paged_text(t, lines, number, lambda page: OpenFaults(plan_id, page), [_back(t, plan_id)])


def programme_screen(t: Texts, plan_id: int, plan: PlanDraft, quarter: int, number: int) -> Screen:
    """What is done in one quarter, and by whom."""
    lines: list[str | Markup] = [
        t("<b>Programme, {quarter}</b>", quarter=t.plain(QUARTERS.get(quarter, N_("Quarter I")))),
        "",
    ]
    for item in plan.programme:
        if item.quarter == quarter:
            lines.append(t("{number}. {title}", number=item.number, title=item.title))
            lines.append(t("<i>{responsible}</i>", responsible=item.responsible))
    others = tuple(
        Button(t.plain(QUARTERS[each]), OpenProgramme(plan_id, each))
        for each in quarters_of(plan)
        if each != quarter
    )
    rows: list[Row] = [others, _back(t, plan_id)]
    return paged_text(t, lines, number, lambda page: OpenProgramme(plan_id, quarter, page), rows)


def quarters_of(plan: PlanDraft) -> list[int]:
    """The quarters in which the plan's programme has something."""
    return sorted({item.quarter for item in plan.programme} & QUARTERS.keys())


def _titles(t: Texts, plans: Iterable[tuple[int, PlanDraft]]) -> list[Markup]:
    return [t("• {title} ({number})", title=p.title, number=_number(t, p)) for _, p in plans]


def _identity(t: Texts, plan: PlanDraft) -> list[str | Markup]:
    issued = t.day(plan.issued_on) if plan.issued_on else plan.issued_written
    lines: list[str | Markup] = [
        t("<b>{title}</b>", title=plan.title),
        t("Number: {number}", number=_number(t, plan)),
    ]
    if issued:
        lines.append(t("Date: {day}", day=issued))
    lines.append(t("Issued by: {issuer}", issuer=plan.issuer))
    if plan.theme:
        lines.append(t("Theme: <b>“{theme}”</b>", theme=plan.theme))
    if plan.contact:
        lines.append(t("Contact: {contact}", contact=plan.contact))
    return lines


def _phases(t: Texts, phases: Iterable[Phase]) -> list[str | Markup]:
    lines: list[str | Markup] = []
    for phase in phases:
        lines.append(t("• {title}: {when}", title=phase.title, when=_when(t, phase)))
        if phase.in_force_starts_on or phase.in_force_ends_on:
            start = phase.in_force_starts_on or phase.starts_on
            end = phase.in_force_ends_on or phase.ends_on
            lines.append(t("  In force: {when}", when=_span(t, start, end)))
    return ["", t("<b>Phases</b>"), *lines] if lines else []


def _deadlines(
    t: Texts, obligations: Sequence[Obligation], scopes: Mapping[int, Scope]
) -> list[str | Markup]:
    if not obligations:
        return []
    lines: list[str | Markup] = ["", t("<b>Asked of units</b>")]
    for obligation in obligations:
        lines.append(t("• {title}", title=obligation.title))
        lines.append(t("  {when}", when=_deadline(t, obligation)))
        if scope := scopes.get(obligation.id):
            lines.append(t("  Only: {whom}", whom=scope_words(t, scope)))
    return lines


def _deadline(t: Texts, obligation: Obligation) -> Markup:
    deadline = obligation.deadline
    if deadline is None:
        return t("not set yet")
    written = t("“{written}”", written=obligation.written) if obligation.written else Markup("")
    if written and deadline.in_force is None:
        return written
    day = t.day(deadline.day)
    phrase = (
        t("at the latest on {day}", day=day) if deadline.inclusive else t("before {day}", day=day)
    )
    return t("{written} in force: {phrase}", written=written, phrase=phrase) if written else phrase


def _when(t: Texts, phase: Phase) -> str:
    return phase.written or _span(t, phase.starts_on, phase.ends_on)


def _span(t: Texts, start: date | None, end: date | None) -> str:
    first = t.day(start) if start else "…"
    last = t.day(end) if end else "…"
    return f"{first} – {last}"


def _number(t: Texts, plan: PlanDraft) -> str:
    return plan.number or t.plain("(number left blank)")


def _points(t: Texts, points: Iterable[str]) -> list[str | Markup]:
    return [t("• {point}", point=point) for point in points]


def _back(t: Texts, plan_id: int) -> Row:
    return (Button(t.plain("Back to the plan"), OpenPlan(plan_id)),)
