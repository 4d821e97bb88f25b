"""The questions of a plan in preparation, each with what may be pressed instead of typing."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from bot.messages.pages import file_lines, removal_rows
from bot.messages.plans import ListPlans
from bot.messages.preparing import ACTORS, KINDS, document_lines, head_lines
from bot.messages.preparing_buttons import (
    ChooseActor,
    ChooseKind,
    DropDocument,
    LeaveUndated,
    MakePeriods,
    NamePlan,
    OpenItem,
    OpenPreparation,
    SkipNumber,
    WordDay,
)
from bot.messages.screens import Button, Row, Screen, screen
from bot.rules.files import FilePart
from bot.rules.members import Language
from bot.rules.plans import Kind, ObligationDraft, PlanDraft
from bot.rules.preparing import Occurrence
from bot.texts import N_, Texts

TITLES = {
    Kind.REGISTRATION: N_("Registration for emulation in {year}"),
    Kind.MIDYEAR_REPORT: N_("Report on the first six months of {year}"),
    Kind.ANNUAL_REPORT: N_("Report of the year {year}"),
}
NAMED_BY_HAND = frozenset({Kind.EVENT, Kind.OTHER})
"""What these ask for, their kind does not say."""

At = tuple[int, int, int]
"""The draft, its version, and the place of an obligation in it."""

PLANS_WORDS = Texts(Language.VI)
"""A plan is written in Vietnamese, whatever language the officer reads the bot in."""


def usual_title(year: int) -> str:
    """What plans of the year are called."""
    return PLANS_WORDS.plain("Plan of emulation and commendation in {year}", year=year)


def proposed_title(kind: Kind, year: int) -> str:
    """What a duty of this kind is usually called."""
    return PLANS_WORDS.plain(TITLES.get(kind, KINDS[kind]), year=year)


def begin(t: Texts, years: Sequence[int]) -> Screen:
    """How a plan is begun: by its title, or by sending it."""
    rows: list[Row] = [(Button(usual_title(year), NamePlan(year)),) for year in years]
    rows.append((Button(t.plain("All plans"), ListPlans()),))
    lines: list[str | Markup] = [
        t("<b>New plan</b>"),
        "",
        t(
            "Send the plan as a file, its scan or photos of its pages: what can be read is put "
            "down, and the file is kept as the document itself."
        ),
        t("Or begin by hand: press a title, or type it as it stands in the plan."),
        "",
        t("Nothing is told to anybody before the plan is put in force."),
    ]
    return Screen(t.join(lines), tuple(rows))


def ask_number(t: Texts, preparation_id: int, version: int, draft: PlanDraft, files: int) -> Screen:
    """Its number and day of issue, in one go."""
    return screen(
        t.join(
            [
                *head_lines(t, draft),
                *document_lines(t, files),
                "",
                t(
                    "Number and day of issue? For example <i>35/KH-LMHTX 28/2/2023</i>; one of the "
                    "two will do, too."
                ),
            ]
        ),
        Button(t.plain("Skip"), SkipNumber(preparation_id, version)),
    )


def ask_plan_title(t: Texts, preparation_id: int, draft: PlanDraft) -> Screen:
    """What the plan is called."""
    return screen(
        t.join(
            [
                *head_lines(t, draft),
                "",
                t("Please type the title as it stands in the plan; the year is taken from it."),
            ]
        ),
        _whole(t, preparation_id),
    )


def ask_kind(t: Texts, at: At, draft: PlanDraft) -> Screen:
    """What sort of duty; -1 for a new one."""
    preparation_id, _, place = at
    number = len(draft.obligations) + 1 if place < 0 else place + 1
    buttons = [Button(t.plain(words), ChooseKind(*at, kind)) for kind, words in KINDS.items()]
    rows: list[Row] = [tuple(buttons[n : n + 2]) for n in range(0, len(buttons), 2)]
    rows.append((_whole(t, preparation_id),))
    lines = [*head_lines(t, draft), "", t("Duty {number}: what is asked for?", number=number)]
    return Screen(t.join(lines), tuple(rows))


def ask_day(t: Texts, at: At, item: ObligationDraft) -> Screen:
    """By when."""
    return screen(
        t.join(
            [
                *_item(t, at, item),
                "",
                t(
                    "By when? Type it as the plan has it: <i>before 10 July</i>, <i>at the latest "
                    "on 10/12</i>."
                ),
                t("What recurs, too: <i>before the 20th of each month</i>."),
            ]
        ),
        Button(t.plain("No date set"), LeaveUndated(*at)),
        _whole(t, at[0]),
    )


def ask_periods(t: Texts, at: At, item: ObligationDraft, each: Sequence[Occurrence]) -> Screen:
    """Every duty that would be made of what recurs, before it is."""
    lines: list[str | Markup] = [
        *_item(t, at, item),
        "",
        t.n("<b>{count} period</b> is ahead:", "<b>{count} periods</b> are ahead:", len(each)),
        *(t("• {period}: {when}", period=one.period or item.title, when=one.words) for one in each),
        "",
        t("Each becomes a duty of its own. Or type the date otherwise."),
    ]
    make = t.plain("Make {count} duties", count=len(each))
    return screen(t.join(lines), Button(make, MakePeriods(*at)), _whole(t, at[0]))


def ask_wording(t: Texts, at: At, item: ObligationDraft, day: date) -> Screen:
    """Whether the day that was typed counts itself."""
    return screen(
        t.join(
            [
                *_item(t, at, item),
                "",
                t("Date: <b>{day}</b>", day=t.long_day(day)),
                t("Does that day itself still count?"),
            ]
        ),
        (
            Button(t.plain("“at the latest on …” – counts"), WordDay(*at, inclusive=True)),
            Button(t.plain("“before …” – does not count"), WordDay(*at, inclusive=False)),
        ),
        _whole(t, at[0]),
    )


def ask_title(t: Texts, at: At, item: ObligationDraft) -> Screen:
    """What is asked for, in a line."""
    return screen(
        t.join([*_item(t, at, item), "", t("What is it called? Please type it in a line.")]),
        Button(t.plain("Leave it so"), OpenItem(*at)),
    )


def ask_actor(t: Texts, at: At, item: ObligationDraft) -> Screen:
    """Who must do it."""
    return screen(
        t.join(
            [
                *_item(t, at, item),
                "",
                t("Who must do it? Only what units do themselves is asked of them here."),
            ]
        ),
        tuple(Button(t.plain(words), ChooseActor(*at, actor)) for actor, words in ACTORS.items()),
        Button(t.plain("Leave it so"), OpenItem(*at)),
    )


def documents(
    t: Texts, preparation_id: int, version: int, draft: PlanDraft, files: Sequence[FilePart]
) -> Screen:
    """The document itself: what was sent of it, and that more may be sent."""
    listed = file_lines(t, files) if files else [t("Nothing was sent yet.")]
    lines: list[str | Markup] = [
        *head_lines(t, draft),
        "",
        t("<b>The document itself</b>"),
        *listed,
        "",
        t("Send the scan as PDF, or photos of its pages. Units find it under /kehoach."),
    ]
    rows = removal_rows(t, files, lambda place: DropDocument(preparation_id, version, place))
    return Screen(t.join(lines), (*rows, (_whole(t, preparation_id),)))


def _item(t: Texts, at: At, item: ObligationDraft) -> list[str | Markup]:
    return [t("<b>{number}. {title}</b>", number=at[2] + 1, title=item.title)]


def _whole(t: Texts, preparation_id: int) -> Button:
    return Button(t.plain("The whole draft"), OpenPreparation(preparation_id))
