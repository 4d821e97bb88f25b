"""The standing of a bloc in counts, as its group reads it, and before it is posted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.paging import short
from bot.messages.screens import Button, Row, Screen
from bot.messages.terms import days_left
from bot.rules.groups import Group
from bot.rules.members import Language
from bot.rules.standings import BlocStanding, DutyCount
from bot.texts import Texts

LONGEST_TITLE = 120
LONGEST_LABEL = 34


@callback("ojt")
@dataclass(frozen=True, slots=True)
class PostStanding:
    """Post a bloc's standing into a group."""

    bloc_id: int
    group_id: int
    obligation_id: int = 0


def standing_text(t: Texts, standing: BlocStanding, now: datetime) -> Markup:
    """How many units have handed in, by duty; no unit is named."""
    today = now.astimezone(t.zone).date()
    lines: list[str | Markup] = [
        t(
            "<b>Standing of {bloc}</b>\n{organisation}, {at}",
            bloc=standing.bloc,
            organisation=standing.organisation,
            at=t.moment(now),
        )
    ]
    for duty in standing.duties:
        lines += ["", *_duty(t, duty, duty.of(standing.units), today)]
    lines += ["", t("<i>{You} find what is your own in the private chat with the bot.</i>")]
    return t.join(lines)


def preview(
    t: Texts,
    standing: BlocStanding,
    groups: Sequence[Group],
    now: datetime,
    *,
    obligation_id: int,
    back: Button,
) -> Screen:
    """What will be posted, as it will read, with a button for each group.

    `obligation_id` is the one whose list it was asked from, 0 for none.
    """
    posted = standing_text(Texts(Language.VI, zone=t.zone), standing, now)
    lines = [t("<i>This will be posted:</i>"), "", posted]
    rows: list[Row] = []
    for group in groups:
        to = t.plain("Post in: {title}", title=short(group.title, LONGEST_LABEL))
        rows.append((Button(to, PostStanding(standing.bloc_id, group.id, obligation_id)),))
    if not groups:
        lines += [
            "",
            t("There is no group of this bloc or of the officers. Press /nhom to add one."),
        ]
    return Screen(t.join(lines), (*rows, (back,)))


def posted_screen(t: Texts, group: Group, back: Button, *, is_new: bool) -> Screen:
    """What came of it."""
    if is_new:
        words = t("Posted in the group <b>{title}</b>.", title=group.title)
    else:
        words = t(
            "The group <b>{title}</b> was told the very same today: nothing has changed since.",
            title=group.title,
        )
    return Screen(words, ((back,),))


def _duty(t: Texts, duty: DutyCount, units: int, today: date) -> list[str | Markup]:
    title = t("<b>{title}</b>", title=short(duty.title, LONGEST_TITLE))
    last = t("The last day is <b>{last}</b>.", last=t.long_day(duty.term.last_day))
    if duty.done >= units:
        return [title, t("<b>All {total} units have done it.</b>", total=units)]
    handed_in = t("Handed in: <b>{done}</b> of {units} units.", done=duty.done, units=units)
    return [title, handed_in, last, days_left(t, duty.term, today)]
