"""What may be wrong with a plan that is being prepared or sent, in words."""

from collections.abc import Callable
from typing import Any

from bot.messages.paging import some_names
from bot.plan_reader.documents import Reason, Unreadable
from bot.rules import plan_changes, plans, preparing, scopes
from bot.texts import N_, Texts


def _unconfirmed(t: Texts, violation: preparing.StillUnconfirmed) -> str:
    return t.n(
        "{count} duty of the draft is still to be checked.",
        "{count} duties of the draft are still to be checked.",
        violation.count,
    )


def _unknown_scope(t: Texts, violation: scopes.UnknownScope) -> str:
    return t(
        "“{title}” is asked of units of “{names}”: there is no such bloc or type of unit here. "
        "Please choose its units again; nothing was done.",
        title=violation.title[:150],
        names=some_names(t, violation.names, 5),
    )


def _not_read(t: Texts, violation: plans.PlanNotRead) -> str:
    if not violation.name:
        return t("Please send the plan as a file or a scan, or photos of its pages.")
    if not violation.key:
        return t(
            "No plan can be read in “{name}”. What it asks for is entered by hand; a scan as PDF, "
            "or photos of its pages, are kept as the document itself.",
            name=violation.name[:100],
        )
    return t(
        "“{name}” cannot be read as a plan: {key}: {problem}; {mend}.",
        name=violation.name[:100],
        key=violation.key[:100],
        problem=violation.problem[:200],
        mend=violation.mend[:200],
    )


UNREADABLE = {
    Reason.LEGACY_FONT: N_(
        "“{name}” is written in a font of before Unicode (TCVN3 or VNI). Please convert it to "
        "Unicode, save it again and send it."
    ),
    Reason.OLD_WORD: N_(
        "“{name}” is an old Word file (.doc). Please save it as .docx and send that."
    ),
    Reason.LOCKED: N_("“{name}” opens with a password only. Please send it without one."),
    Reason.BROKEN: N_("“{name}” is damaged and does not open. Please send the original again."),
    Reason.TOO_LARGE: N_("“{name}” is longer than a plan can be. Please send the plan alone."),
}


def _unreadable(t: Texts, violation: Unreadable) -> str:
    name = violation.name[:100]
    words = UNREADABLE.get(violation.reason)
    return t(words, name=name) if words else _not_read(t, plans.PlanNotRead(name))


PLAN_WORDS: dict[type, Callable[[Texts, Any], str]] = {
    plans.UnknownPlan: lambda t, _: t(
        "This has been done already, or the plan is another organisation’s."
    ),
    plans.PlanNotRead: _not_read,
    Unreadable: _unreadable,
    preparing.PreparationGone: lambda t, _: t(
        "This draft is no longer there: it was put in force or thrown away. Press /kehoach to see."
    ),
    preparing.PreparationMoved: lambda t, _: t(
        "The draft was changed since this was shown, by you or by another officer. Please look at "
        "it as it is now; nothing was overwritten."
    ),
    preparing.TooManyItems: lambda t, _: t(
        "A plan holds at most {most} duties here.", most=preparing.MOST_ITEMS
    ),
    preparing.NothingAhead: lambda t, violation: t(
        "No day of it is still ahead in {year}, the year of this plan.", year=violation.year
    ),
    preparing.NothingToPublish: lambda t, _: t(
        "The draft asks for nothing yet. Please add what units have to do."
    ),
    preparing.StillUnconfirmed: _unconfirmed,
    scopes.UnknownScope: _unknown_scope,
    plan_changes.NothingChanged: lambda t, _: t(
        "The draft says what the plan in force says: there is nothing to amend yet."
    ),
}
