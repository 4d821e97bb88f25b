"""What was found odd in a plan in preparation, in words."""

from collections.abc import Callable, Sequence
from datetime import date

from markupsafe import Markup

from bot.messages.paging import short
from bot.messages.terms import why_closed
from bot.rules.plan_checks import Fault, Finding
from bot.rules.plans import PlanDraft
from bot.rules.preparing import without_period
from bot.texts import Texts


def finding_lines(
    t: Texts, draft: PlanDraft, findings: Sequence[Finding], place: int | None = None
) -> list[str | Markup]:
    """A line for each finding: of the whole plan, or of the obligation at `place` alone.

    In the whole plan the periods of a duty that end on closed days share a line.
    """
    if place is not None:
        return [t("⚠ {finding}", finding=_said(t, f)) for f in findings if f.place == place]
    lines: list[str | Markup] = []
    told: set[str] = set()
    for finding in findings:
        if finding.place is None:
            lines.append(t("⚠ {finding}", finding=_said(t, finding)))
            continue
        title = draft.obligations[finding.place].title
        alike = [f for f in findings if _is_alike(draft, f, finding)]
        said = _said(t, finding)
        if len(alike) > 1:
            title = without_period(title)
            if title in told:
                continue
            told.add(title)
            said = t.plain("{count} periods end on a day off", count=len(alike))
        number = finding.place + 1
        lines.append(
            t("⚠ {number}. {title}: {finding}", number=number, title=short(title), finding=said)
        )
    return lines


def _is_alike(draft: PlanDraft, one: Finding, other: Finding) -> bool:
    """Whether both are of a closed last day of the same duty, in periods of it."""
    if not one.fault is other.fault is Fault.DAY_CLOSED:
        return False
    if one.place is None or other.place is None:
        return False
    titles = [draft.obligations[place].title for place in (one.place, other.place)]
    bare = [without_period(title) for title in titles]
    return bare[0] == bare[1] and bare != titles


def _said(t: Texts, finding: Finding) -> str:
    words = _OF_NAMES.get(finding.fault)
    if words is not None:
        return words(t, short(finding.name), finding)
    said = _WORDS[finding.fault](t, finding.day or date.max)
    if finding.mend is None or finding.fault in _MENDED_ELSEWHERE:
        return said
    return t.plain("{finding}; {day} would do", finding=said, day=t.day(finding.mend))


def _closed(t: Texts, day: date) -> str:
    return t.plain("the last day, {day}, is {why}", day=t.long_day(day), why=why_closed(t, day))


def _too_early(t: Texts, day: date) -> str:
    return t.plain("it is due before the last phase ends ({day})", day=t.day(day))


def _begun(t: Texts, name: str, finding: Finding) -> str:
    day = t.day(finding.day or date.max)
    return t.plain("“{name}” begins on {day}, before the plan was issued", name=name, day=day)


def _overlaps(t: Texts, name: str, finding: Finding) -> str:
    day = t.day(finding.day or date.max)
    return t.plain("“{name}” begins on {day}, while another phase lasts", name=name, day=day)


def _leaves_gap(t: Texts, name: str, finding: Finding) -> str:
    day = t.day(finding.mend or date.max)
    return t.plain("no phase covers the days from {day} until “{name}”", name=name, day=day)


def _unknown(t: Texts, name: str, _: Finding) -> str:
    return t.plain("there is no bloc and no type of unit called “{name}”", name=name)


_OF_NAMES: dict[Fault, Callable[[Texts, str, Finding], str]] = {
    Fault.PHASE_BEGUN: _begun,
    Fault.PHASES_OVERLAP: _overlaps,
    Fault.PHASES_GAP: _leaves_gap,
    Fault.SCOPE_UNKNOWN: _unknown,
}
_MENDED_ELSEWHERE = frozenset({Fault.DAY_CLOSED})
"""A last day on a weekend is the plan's own: nothing is proposed but said how it counts."""

_WORDS: dict[Fault, Callable[[Texts, date], str]] = {
    Fault.NUMBER_BLANK: lambda t, _: t.plain("the plan has no number"),
    Fault.ISSUED_BLANK: lambda t, _: t.plain("the plan has no day of issue"),
    Fault.TITLE_YEAR: lambda t, _: t.plain("the title names another year than the plan is for"),
    Fault.NO_DATE: lambda t, _: t.plain("it is asked for without a date"),
    Fault.NO_SUCH_DAY: lambda t, _: t.plain("there is no such day in the calendar"),
    Fault.DUE_BY_ISSUE: lambda t, day: t.plain(
        "the last day, {day}, is no later than the plan itself", day=t.day(day)
    ),
    Fault.YEAR_EARLY: lambda t, day: t.plain("is the year of {day} right?", day=t.day(day)),
    Fault.YEAR_ODD: lambda t, day: t.plain("is the year of {day} right?", day=t.day(day)),
    Fault.DAY_CLOSED: _closed,
    Fault.ANNUAL_TOO_EARLY: _too_early,
    Fault.COLLATOR_FIRST: lambda t, _: t.plain("it is to be gathered before the units hand it in"),
    Fault.NO_REPORT: lambda t, _: t.plain("it asks for no report by a date"),
    Fault.NO_REGISTRATION: lambda t, _: t.plain("it asks for no registration"),
    Fault.SCOPE_EMPTY: lambda t, _: t.plain("no unit is among those it is asked of"),
}
