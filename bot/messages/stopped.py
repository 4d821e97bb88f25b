"""Units that stopped working: what their people read, and what is said to whoever still tries."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from bot.messages.contribution_buttons import ContributeHome
from bot.messages.deadlines import ListDuties, SeeReceipt
from bot.messages.desk_lines import asked_lines
from bot.messages.home import ChoosePost
from bot.messages.paging import A_PAGE, short
from bot.messages.screens import Button, Row, Screen, screen
from bot.rules.desks import Desk
from bot.rules.members import Member, Post
from bot.rules.units import DayAhead, UnitStopped
from bot.texts import Texts


def stopped_for_unit(
    t: Texts,
    member: Member,
    post: Post,
    contacts: Sequence[str],
    desks: Sequence[Desk],
    receipts: Sequence[tuple[int, str]],
) -> Screen:
    """In the place of deadlines: since when the unit is stopped, whom to turn to, its receipts."""
    assert post.unit_id is not None
    assert post.stopped_on is not None
    lines: list[str | Markup] = [
        t("<b>{unit}</b>\n{organisation}", unit=post.unit, organisation=post.organisation),
        "",
        _since(t, post.unit, post.stopped_on),
        t("Nothing is asked of it any more."),
        "",
        t("If this is a mistake, please turn to {organisation}.", organisation=post.organisation),
        *_whom_to_ask(t, post.organisation, contacts, desks),
    ]
    rows: list[Row] = []
    if receipts:
        lines += ["", t("Receipts of the unit stay valid:")]
        rows += [
            (Button(short(title), SeeReceipt(obligation_id, post.unit_id)),)
            for obligation_id, title in receipts[:A_PAGE]
        ]
    asking = Button(t.plain("Send an initiative or petition…"), ContributeHome(post.unit_id))
    rows.append((asking,))
    if len(member.posts) > 1:
        rows.append((Button(t.plain("Speak for another unit"), ChoosePost()),))
    return Screen(t.join(lines), tuple(rows))


def _whom_to_ask(
    t: Texts, organisation: str, contacts: Sequence[str], desks: Sequence[Desk]
) -> list[str | Markup]:
    if desks:
        return ["", *asked_lines(t, organisation, desks, None)]
    return [t("• <b>{contact}</b>", contact=contact) for contact in contacts]


def told_of_stop(
    t: Texts, organisation: str, unit: str, unit_id: int, since: date, because: str
) -> Screen:
    """Whoever speaks for the unit hears that nothing is asked of it any more, and why."""
    return screen(
        t.join(
            [
                t("<b>{organisation}</b>", organisation=organisation),
                "",
                _since(t, unit, since),
                *([t("Reason: {reason}", reason=because)] if because else []),
                t(
                    "{You} will get no more reminders and notices for it. What was handed in and "
                    "its receipts stay."
                ),
            ]
        ),
        Button(t.plain("Receipts and whom to ask"), ListDuties(unit_id)),
    )


def told_of_restoring(t: Texts, organisation: str, unit: str, unit_id: int) -> Screen:
    """Whoever speaks for the unit hears that it works on."""
    return screen(
        t(
            "<b>{organisation}</b>\n\n<b>{unit}</b> is recorded as working again. Deadlines count "
            "for it as before.",
            organisation=organisation,
            unit=unit,
        ),
        Button(t.plain("All deadlines"), ListDuties(unit_id)),
    )


def _since(t: Texts, unit: str, since: date) -> Markup:
    return t(
        "<b>{unit}</b> is recorded as no longer working since {day}.", unit=unit, day=t.day(since)
    )


def unit_stopped(t: Texts, violation: UnitStopped) -> str:
    """Somebody still tried to do something for the unit."""
    return t(
        "{unit} is recorded as no longer working since {day}: nothing is asked of it and nobody "
        "joins it.",
        unit=violation.unit,
        day=t.day(violation.since),
    )


def day_ahead(t: Texts, violation: DayAhead) -> str:
    """A unit is stopped on a day that is here."""
    return t(
        "{day} is still to come. Please type the day on which the unit stopped.",
        day=t.day(violation.day),
    )
