"""Next year's plan, held against this year's before it is prepared."""

from dataclasses import dataclass

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.amending import change_lines
from bot.messages.paging import lines_within
from bot.messages.plan_findings import finding_lines
from bot.messages.plans import OpenPlan
from bot.messages.preparing_buttons import OpenPreparation
from bot.messages.screens import Button, Screen, screen
from bot.rules.plan_changes import PlanChanges
from bot.rules.plan_checks import Finding
from bot.rules.plans import PlanDraft
from bot.texts import Texts

LONGEST_FINDINGS = 1200
LONGEST_CHANGES = 2000


@callback("ofq")
@dataclass(frozen=True, slots=True)
class StartNextYear:
    """Begin the draft that was shown."""

    plan_id: int


def next_year_lines(
    t: Texts,
    before: PlanDraft,
    after: PlanDraft,
    changes: PlanChanges,
    findings: tuple[Finding, ...],
) -> list[str | Markup]:
    """What changes, then what is to be looked at."""
    lines: list[str | Markup] = [
        *lines_within(t, change_lines(t, before, after, changes), LONGEST_CHANGES)
    ]
    if findings:
        found = lines_within(t, finding_lines(t, after, findings), LONGEST_FINDINGS)
        lines += ["", t("<b>To be looked at</b>"), *found]
    return lines


def next_year_screen(
    t: Texts,
    plan_id: int,
    before: PlanDraft,
    after: PlanDraft,
    changes: PlanChanges,
    findings: tuple[Finding, ...],
    begun: int | None,
) -> Screen:
    """The draft there would be, or the way to the one there is."""
    lines: list[str | Markup] = [
        t("<b>Plan for {year}</b>\n{title}", year=after.year, title=after.title),
        "",
        *next_year_lines(t, before, after, changes, findings),
        "",
        t("Every date is a year on, and is to be checked. Registrations and targets begin anew."),
        t("Nothing is told to anybody before the plan is put in force."),
    ]
    if begun is None:
        go = Button(t.plain("Prepare this draft"), StartNextYear(plan_id))
    else:
        go = Button(t.plain("Go on with the draft begun before"), OpenPreparation(begun))
    return screen(t.join(lines), go, Button(t.plain("Back to the plan"), OpenPlan(plan_id)))
