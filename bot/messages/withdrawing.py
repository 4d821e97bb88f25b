"""Withdrawing a plan: asked before it is done, undone with one press, told to units once."""

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.deadlines import ListDuties
from bot.messages.plans import ListPlans, OpenPlan
from bot.messages.record_buttons import ListArrivals
from bot.messages.screens import Button, Screen, screen
from bot.rules.plans import PlanDraft
from bot.texts import Texts


@callback("opb")
@dataclass(frozen=True, slots=True)
class ConfirmWithdrawal:
    """Withdraw the plan."""

    plan_id: int


@callback("opc")
@dataclass(frozen=True, slots=True)
class RestorePlan:
    """Put a withdrawn plan in force again."""

    plan_id: int


def ask_withdrawal(t: Texts, plan_id: int, plan: PlanDraft, duties: int, people: int) -> Screen:
    """What withdrawing means, before it is done."""
    return screen(
        t.join(
            [
                t("<b>Withdraw this plan?</b>\n{plan}", plan=_named(t, plan.title, plan.number)),
                "",
                t.n(
                    "Its {count} duty is asked of nobody any more, and nobody is reminded of it.",
                    "Its {count} duties are asked of nobody any more, and nobody is reminded of "
                    "them.",
                    duties,
                ),
                t("What was handed in stays on record, and receipts can still be verified."),
                t.n("{count} person will be told.", "{count} people will be told.", people),
            ]
        ),
        Button(t.plain("Withdraw the plan"), ConfirmWithdrawal(plan_id)),
        Button(t.plain("Back to the plan"), OpenPlan(plan_id)),
    )


def plan_withdrawn(t: Texts, plan_id: int, plan: PlanDraft, people: int) -> Screen:
    """It is withdrawn."""
    return screen(
        t.join(
            [
                t("<b>The plan is withdrawn</b>\n{plan}", plan=_named(t, plan.title, plan.number)),
                "",
                t.n("{count} person is being told.", "{count} people are being told.", people),
            ]
        ),
        Button(t.plain("Undo: restore the plan"), RestorePlan(plan_id)),
        Button(t.plain("All plans"), ListPlans()),
    )


def withdrawn_screen(t: Texts, plan_id: int, plan: PlanDraft, withdrawn_at: datetime) -> Screen:
    """A withdrawn plan, for officers."""
    return screen(
        t.join(
            [
                t("<b>{plan}</b>", plan=_named(t, plan.title, plan.number)),
                "",
                t("<b>Withdrawn</b> at {at}. It asks nothing of units.", at=t.moment(withdrawn_at)),
                t("What was handed in stays on record, and receipts can still be verified."),
            ]
        ),
        Button(t.plain("Restore the plan"), RestorePlan(plan_id)),
        Button(t.plain("What has arrived"), ListArrivals()),
        Button(t.plain("All plans"), ListPlans()),
    )


def plan_restored(t: Texts, plan_id: int, plan: PlanDraft) -> Screen:
    """It is in force again."""
    return screen(
        t("<b>The plan is in force again</b>\n{plan}", plan=_named(t, plan.title, plan.number)),
        Button(t.plain("Open the plan"), OpenPlan(plan_id)),
    )


def tell_withdrawn(t: Texts, organisation: str, title: str, number: str) -> Screen:
    """Somebody who speaks for units hears of it."""
    return screen(
        t.join(
            [
                t(
                    "<b>A plan was withdrawn</b>\n{plan}\n{organisation}",
                    plan=_named(t, title, number),
                    organisation=organisation,
                ),
                "",
                t("{You} need do nothing more by this plan, and will not be reminded of it."),
                t("What was handed in stays on record, and receipts can still be verified."),
            ]
        ),
        Button(t.plain("All deadlines"), ListDuties()),
    )


def tell_restored(t: Texts, organisation: str, title: str, number: str) -> Screen:
    """Somebody who had heard that it was withdrawn hears that it holds after all."""
    return screen(
        t.join(
            [
                t(
                    "<b>A plan is in force again</b>\n{plan}\n{organisation}",
                    plan=_named(t, title, number),
                    organisation=organisation,
                ),
                "",
                t("Its deadlines hold as before."),
            ]
        ),
        Button(t.plain("All deadlines"), ListDuties()),
    )


def _named(t: Texts, title: str, number: str) -> Markup:
    if not number:
        return t("{title}", title=title)
    return t("{title} (No. {number})", title=title, number=number)
