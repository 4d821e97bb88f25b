"""Answers in a group: what is common to all, with no unit in it and no button that acts."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from bot.messages.paging import short
from bot.messages.scopes import scope_words
from bot.messages.terms import basis, deadline_lines
from bot.rules.obligations import Duty
from bot.rules.plans import PlanDraft
from bot.rules.scopes import Scope
from bot.texts import Texts

MOST_LISTED = 8

Lines = list[str | Markup]


def deadline_in_group(
    t: Texts, duty: Duty, scope: Scope | None, others: Sequence[Duty], today: date
) -> Lines:
    """A duty's date as the plan has it, what it means and where it stands; the others in a line."""
    lines: Lines = [t("<b>{title}</b>", title=duty.obligation.title)]
    if scope is not None:
        lines.append(t("Only: {whom}", whom=scope_words(t, scope)))
    lines += deadline_lines(t, duty.obligation, duty.term, today, is_done=False)
    lines.append(basis(t, duty.obligation))
    if others:
        lines += ["", *(_line(t, each) for each in others)]
    return lines


def list_in_group(t: Texts, duties: Sequence[Duty]) -> Lines:
    """What is still to come, each in a line."""
    if not duties:
        return [t("No deadline of a plan in force is still to come.")]
    lines: Lines = [t("<b>Deadlines still to come</b>")]
    lines += [_line(t, each) for each in duties[:MOST_LISTED]]
    if more := duties[MOST_LISTED:]:
        lines.append(t("and {count} more", count=len(more)))
    return lines


def how_in_group(t: Texts, duty: Duty | None, addresses: Sequence[str]) -> Lines:
    """In what form it is handed in and where; `addresses` are those for paper."""
    lines: Lines = []
    if duty is not None:
        lines.append(t("<b>{title}</b>", title=duty.obligation.title))
        if duty.obligation.addressee:
            lines.append(t("To be sent to: {addressee}", addressee=duty.obligation.addressee))
    lines.append(
        t(
            "It is handed in in the private chat with the bot: as a file, as photos of the signed "
            "pages, or by answering short questions. A numbered receipt comes back."
        )
    )
    lines += [t("Address for paper: {address}", address=address) for address in addresses]
    return lines


def plans_in_group(t: Texts, plans: Sequence[PlanDraft]) -> Lines:
    """Which plans are in force."""
    if not plans:
        return [t("No plan is in force yet.")]
    lines: Lines = [t("<b>Plans in force</b>")]
    for plan in plans:
        number = plan.number or t.plain("(number left blank)")
        lines.append(t("• {title} ({number})", title=plan.title, number=number))
        if plan.issued_on:
            lines.append(t("Date: {day}", day=t.day(plan.issued_on)))
    return lines


def no_duty_in_group(t: Texts) -> Lines:
    """The question is clear, but no plan in force asks for that."""
    return [t("No plan in force asks for that, so there is no deadline for it.")]


def one_units_matter(t: Texts) -> Lines:
    """Asked about what is one unit's own."""
    return [
        t(
            "That is one unit’s own matter and is not answered in a group. Please ask in the "
            "private chat with the bot, which answers at once."
        )
    ]


def _line(t: Texts, duty: Duty) -> Markup:
    title = short(duty.obligation.title)
    if duty.term is None:
        return t("• {title}: not set yet", title=title)
    return t("• {title}: {day}", title=title, day=t.long_day(duty.term.last_day))
