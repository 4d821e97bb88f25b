"""A file that reads as a plan, sent without being asked for: what it is, is asked first."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.callbacks import callback
from bot.messages.home import GoTo
from bot.messages.paging import A_PAGE, short
from bot.messages.screens import Button, Row, Screen, screen
from bot.rules.plans import PlanDraft
from bot.texts import Texts


@callback("ofj")
@dataclass(frozen=True, slots=True)
class NewFromFile:
    """Begin a plan with the file that the question answers to."""


@callback("ofja")
@dataclass(frozen=True, slots=True)
class AmendFromFile:
    """It is the new version of a plan in force."""

    plan_id: int


@callback("ofjx")
@dataclass(frozen=True, slots=True)
class FileForElse:
    """It is something else."""


def is_it_a_plan(t: Texts, read: PlanDraft, plans: Sequence[tuple[int, PlanDraft]]) -> Screen:
    """Asked before anything is done with it; the newest plans may be amended by it."""
    asked = len(read.obligations)
    said = t.n("It asks for {count} thing.", "It asks for {count} things.", asked)
    lines = [
        t("<b>Is this a new plan?</b>\n{title}", title=read.title),
        said,
        "",
        t("Nothing is done with the file before {you} press."),
    ]
    rows: list[Row] = [(Button(t.plain("A new plan"), NewFromFile()),)]
    for id_, plan in plans[:A_PAGE]:
        label = t.plain("It amends: {title}", title=short(plan.title))
        rows.append((Button(label, AmendFromFile(id_)),))
    rows.append((Button(t.plain("Another file"), FileForElse()),))
    return Screen(t.join(lines), tuple(rows))


def left_alone(t: Texts) -> Screen:
    """Where officers may send files."""
    return screen(
        t(
            "Nothing was done with the file. Open what it is for, then send it again: a notice, "
            "the list of units, or a report that came to the office."
        ),
        (
            Button(t.plain("Send a notice"), GoTo("thongbao")),
            Button(t.plain("Units"), GoTo("donvi")),
        ),
        Button(t.plain("What has arrived"), GoTo("danop")),
    )
