"""What was found odd in a plan in preparation, in words."""

from collections.abc import Callable, Sequence
from datetime import date

from markupsafe import Markup

from bot.messages.paging import short
from bot.messages.terms import why_closed
from bot.rules.plan_checks import Fault, Finding
from bot.rules.plans import PlanDraft
from bot.texts import Texts


def finding_lines(
    t: Texts, draft: PlanDraft, findings: Sequence[Finding], place: int | None = None
) -> list[str | Markup]:
    """A line for each finding: of the whole plan, or of the obligation at `place` alone."""
    if place is not None:
        return [t("⚠ {finding}", finding=_said(t, f)) for f in findings if f.place == place]
    return [
        t("⚠ {finding}", finding=_said(t, f))
        if f.place is None
        else t(
            "⚠ {number}. {title}: {finding}",
            number=f.place + 1,
            title=short(draft.obligations[f.place].title),
            finding=_said(t, f),
        )
        for f in findings
    ]


def _said(t: Texts, finding: Finding) -> str:
    if finding.fault is Fault.SCOPE_UNKNOWN:
        return t.plain(
            "there is no bloc and no type of unit called “{name}”", name=short(finding.name)
        )
    return _WORDS[finding.fault](t, finding.day or date.max)


def _closed(t: Texts, day: date) -> str:
    return t.plain("the last day, {day}, is {why}", day=t.long_day(day), why=why_closed(t, day))


def _too_early(t: Texts, day: date) -> str:
    return t.plain("it is due before the last phase ends ({day})", day=t.day(day))


_WORDS: dict[Fault, Callable[[Texts, date], str]] = {
    Fault.NUMBER_BLANK: lambda t, _: t.plain("the plan has no number"),
    Fault.ISSUED_BLANK: lambda t, _: t.plain("the plan has no day of issue"),
    Fault.NO_DATE: lambda t, _: t.plain("it is asked for without a date"),
    Fault.DUE_BY_ISSUE: lambda t, day: t.plain(
        "the last day, {day}, is no later than the plan itself", day=t.day(day)
    ),
    Fault.YEAR_ODD: lambda t, day: t.plain("is the year of {day} right?", day=t.day(day)),
    Fault.DAY_CLOSED: _closed,
    Fault.ANNUAL_TOO_EARLY: _too_early,
    Fault.SCOPE_EMPTY: lambda t, _: t.plain("no unit is among those it is asked of"),
}
