"""How a deadline is put in words: as written, what that means, what the calendar says of it."""

from datetime import date

from markupsafe import Markup

from bot.rules.deadlines import Deadline, Granularity, Term, TermBasis
from bot.rules.obligations import Obligation
from bot.texts import Texts
from storage.workdays import holiday_name


def deadline_lines(
    t: Texts, obligation: Obligation, term: Term | None, today: date, *, is_done: bool
) -> list[str | Markup]:
    """The date as written, its meaning in words, what the calendar says of it, days left."""
    if term is None:
        written = obligation.written
        source = t(" (the plan says: “{written}”)", written=written) if written else Markup("")
        return [
            t("Deadline: <b>not set yet</b>{source}.", source=source),
            t("{You} will be told when it is set."),
        ]
    if term.basis is TermBasis.PLAN or obligation.deadline is not None:
        lines: list[str | Markup] = [_written(t, obligation, term.deadline)]
    else:
        lines = []
    lines.append(_last_day(t, term, is_done=is_done))
    lines += _calendar_notes(t, term, today, is_done=is_done)
    if not is_done:
        lines.append(days_left(t, term, today))
    return lines


def closed_lines(t: Texts, obligation: Obligation) -> list[str | Markup]:
    """That an officer ended the collecting of it, and when."""
    if obligation.closed_at is None:
        return []
    day = t.day(obligation.closed_at.astimezone(t.zone).date())
    return [t("<b>Collecting ended on {day}</b>: nobody is reminded of it any more.", day=day)]


def basis(t: Texts, obligation: Obligation) -> Markup:
    """Where it stands: clause and number of the plan, or the officer's own date."""
    clause = f"{obligation.clause}, " if obligation.clause else ""
    title = obligation.plan_title
    if number := obligation.plan_number:
        text = t(
            "<i>Basis: {clause}plan No. {number} “{title}”.</i>",
            clause=clause,
            number=number,
            title=title,
        )
    else:
        text = t(
            "<i>Basis: {clause}plan “{title}” (number left blank).</i>", clause=clause, title=title
        )
    if obligation.set_by_officer:
        text += Markup("\n") + t("<i>The date was set by an officer of the alliance.</i>")
    return text


def days_left(t: Texts, term: Term, today: date) -> Markup:
    """How long there is, or by how much it is over."""
    left = term.days_left(today)
    if left > 0:
        return t.n("<b>{count} day left</b>.", "<b>{count} days left</b>.", left)
    if left == 0 and term.deadline.hour is not None:
        return t(
            "<b>Today is the last day, until {clock}</b>.", clock=f"{term.deadline.hour:%H:%M}"
        )
    if left == 0:
        return t("<b>Today is the last day</b>.")
    return t.n("<b>{count} day overdue</b>.", "<b>{count} days overdue</b>.", -left)


def last_day_note(t: Texts, term: Term) -> str:
    """What must be known of the last day beside its date, in a few words; empty for most days."""
    if term.basis is TermBasis.EXTENSION:
        return t.plain("extended for the unit")
    if term.basis is TermBasis.MENDING:
        return t.plain("time to mend")
    if term.shifted:
        return t.plain("moved from {day} by Article 148.5", day=t.long_day(term.unshifted))
    return why_closed(t, term.last_day) if term.closed else ""


def _written(t: Texts, obligation: Obligation, deadline: Deadline) -> Markup:
    if obligation.set_by_officer and not obligation.written:
        return t("Set by the officer: <b>{phrase}</b>.", phrase=_phrase(t, deadline))
    written = obligation.written or t.day(deadline.written)
    text = t("The plan says: <b>“{written}”</b>.", written=written)
    if deadline.in_force is None:
        return text
    if deadline.in_force == deadline.written:
        # The plan's words name no day that the officer's date could stand beside.
        return t(
            "{text}\nIn force: <b>{phrase}</b>, set by the officer.",
            text=text,
            phrase=_phrase(t, deadline),
        )
    return t(
        "{text}\nIn force: <b>{phrase}</b>, set beside the date written in the plan.",
        text=text,
        phrase=_phrase(t, deadline),
    )


def _phrase(t: Texts, deadline: Deadline) -> str:
    day = t.day(deadline.day)
    if deadline.inclusive:
        return t.plain("at the latest on {day}", day=day)
    return t.plain("before {day}", day=day)


def _last_day(t: Texts, term: Term, *, is_done: bool) -> Markup:
    last = t.long_day(term.last_day)
    deadline = term.deadline
    if term.basis is TermBasis.EXTENSION:
        return t("{You} were given <b>more time</b>: until 24:00 on <b>{last}</b>.", last=last)
    if term.basis is TermBasis.MENDING and is_done:
        return t(
            "By the officer’s leave it may be <b>amended</b> until 24:00 on <b>{last}</b>.",
            last=last,
        )
    if term.basis is TermBasis.MENDING:
        return t("To be <b>mended and sent again</b> by 24:00 on <b>{last}</b>.", last=last)
    if deadline.hour is not None:
        return t("It ends at <b>{hour} on {last}</b>.", hour=f"{deadline.hour:%H:%M}", last=last)
    if deadline.granularity is not Granularity.DAY:
        return t("The whole period counts: the last day is <b>{last}</b> (until 24:00).", last=last)
    if deadline.inclusive:
        return t(
            "That day itself <b>still counts</b>: the last day is <b>{last}</b> (until 24:00).",
            last=last,
        )
    return t(
        "The {day} itself <b>is too late</b>: the last day is <b>{last}</b> (until 24:00).",
        day=t.day(deadline.day),
        last=last,
    )


def _calendar_notes(t: Texts, term: Term, today: date, *, is_done: bool) -> list[str | Markup]:
    if term.shifted:
        first = term.unshifted
        return [
            t(
                "{first} is {why}; the alliance applies Article 148.5 of the Civil Code, so the "
                "last day moves to {last}.",
                first=t.long_day(first),
                why=why_closed(t, first),
                last=t.long_day(term.last_day),
            )
        ]
    if not term.closed:
        return []
    last, why = t.long_day(term.last_day), why_closed(t, term.last_day)
    if is_done or term.days_left(today) <= 0:
        return [t("Note: {last} is {why}. The date is not moved.", last=last, why=why)]
    return [
        t(
            "Note: {last} is {why}. The date is not moved: please hand in before that.",
            last=last,
            why=why,
        )
    ]


def why_closed(t: Texts, day: date) -> str:
    """What a day is that is not worked: a holiday by its name, or of a weekend."""
    name = holiday_name(day, t.language)
    return t.plain("a public holiday ({name})", name=name) if name else t.plain("a weekend day")
