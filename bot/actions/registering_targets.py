"""The targets of a registration: a number typed, a change over last year, a pasted list."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.registering import (
    RegistrationForm,
    change_answers,
    keep_aside,
    read_registration_form,
)
from bot.rules.catalogue import IndicatorEntry
from bot.rules.dialogues import StaleForm
from bot.rules.members import Member
from bot.rules.registrations import RelativeNumber
from bot.rules.targets import TargetsRead, Unread, changed, read_planned, read_targets
from storage.last_year import LastYear, last_year_of

MOST_UNREAD = 20


@dataclass(frozen=True, slots=True)
class Offer:
    """A number to be confirmed: `values` it may mean; the `base` a change was counted over."""

    indicator_id: int
    values: tuple[Decimal, ...]
    base: Decimal | None = None
    typed: str = ""
    of_last_year: bool = False

    @property
    def is_sure(self) -> bool:
        """Whether the number may be put down without asking."""
        return self.base is None and len(self.values) == 1


async def known_last_year(
    db: AsyncSession, form: RegistrationForm, indicator: IndicatorEntry
) -> LastYear | None:
    """What the unit reported, or else planned, for the indicator the year before."""
    known = await last_year_of(db, form.duty.unit_id, form.duty.obligation.id)
    return known.get((indicator.name, indicator.measure))


async def read_number_for(
    db: AsyncSession, form: RegistrationForm, indicator: IndicatorEntry, text: str
) -> Offer:
    """What was typed for an indicator: one value is sure, unless it is a change over `base`.

    Raises NotANumber, WrongMeasure, NotWhole; RelativeNumber when nothing is known to count from.
    """
    try:
        return Offer(indicator.id, read_planned(text, indicator.measure))
    except RelativeNumber as change:
        base = form.before.get(indicator.id)
        if base is None and (known := await known_last_year(db, form, indicator)):
            base = known.value
        value = None if base is None else changed(base, change, indicator.measure)
        if value is None:
            raise
        return Offer(indicator.id, (value,), base, " ".join(text.split()))


async def set_target(
    db: AsyncSession,
    member: Member,
    form: RegistrationForm,
    indicator_id: int,
    planned: Decimal,
    now: datetime,
    sent_at: datetime | None = None,
) -> RegistrationForm:
    """Plan a number for an indicator; last year's is asked for next."""
    form.catalogue.indicator(indicator_id)
    return await change_answers(
        db,
        member,
        form,
        now,
        sent_at,
        f"before:{indicator_id}",
        targets=_with(form.draft.answers.get("targets", {}), indicator_id, planned),
    )


async def set_before(
    db: AsyncSession,
    member: Member,
    form: RegistrationForm,
    indicator_id: int,
    before: Decimal,
    now: datetime,
    sent_at: datetime | None = None,
) -> RegistrationForm:
    """Put last year's number beside the planned one; the next indicator is asked for."""
    if indicator_id not in form.planned:
        raise StaleForm
    numbers = _with(form.draft.answers.get("before", {}), indicator_id, before)
    step = next_step(form, indicator_id)
    return await change_answers(db, member, form, now, sent_at, step, before=numbers)


def next_step(form: RegistrationForm, indicator_id: int) -> str:
    """Which question follows this indicator: the next one without a number, else the list."""
    following = form.next_after(indicator_id)
    return f"target:{following.id}" if following else "targets"


async def drop_target(
    db: AsyncSession, member: Member, draft_id: int, indicator_id: int, now: datetime
) -> RegistrationForm:
    """Take a target off with all its numbers; one that is gone already stays so."""
    form = await read_registration_form(db, member, draft_id)
    if indicator_id not in form.planned:
        return form
    answers = form.draft.answers
    return await change_answers(
        db,
        member,
        form,
        now,
        None,
        "targets",
        targets=_with(answers.get("targets", {}), indicator_id, None),
        before=_with(answers.get("before", {}), indicator_id, None),
    )


async def take_targets(
    db: AsyncSession,
    member: Member,
    form: RegistrationForm,
    text: str,
    now: datetime,
    sent_at: datetime,
) -> RegistrationForm:
    """Read a pasted list and keep it until it is confirmed."""
    read = read_targets(text, form.catalogue.counted())
    kept = {
        "targets": [
            [each.indicator_id, _plain(each.planned), _plain(each.before)] for each in read.targets
        ],
        "unread": read.unread[:MOST_UNREAD],
        "sent_at": sent_at.isoformat(),
    }
    lists = {**form.draft.answers.get("pasted_targets", {}), str(member.id): kept}
    return await keep_aside(db, member, form, "pasted_targets", now, pasted_targets=lists)


def pasted_targets(
    form: RegistrationForm,
) -> tuple[list[tuple[int, Decimal, Decimal | None]], TargetsRead]:
    """The list that waits for the person's word. Raises StaleForm when there is none."""
    kept = form.draft.answers.get("pasted_targets", {}).get(str(form.draft.member_id))
    if kept is None:
        raise StaleForm
    targets = [
        (id_, Decimal(planned), Decimal(before) if before else None)
        for id_, planned, before in kept["targets"]
    ]
    return targets, TargetsRead((), tuple((line, Unread(why)) for line, why in kept["unread"]))


async def confirm_targets(
    db: AsyncSession, member: Member, draft_id: int, now: datetime
) -> RegistrationForm:
    """The list is right: its numbers take the place of those before."""
    form = await read_registration_form(db, member, draft_id)
    targets, before = form.draft.answers.get("targets", {}), form.draft.answers.get("before", {})
    for id_, planned, last in pasted_targets(form)[0]:
        form.catalogue.indicator(id_)
        targets = _with(targets, id_, planned)
        before = _with(before, id_, last) if last is not None else before
    lists = dict(form.draft.answers["pasted_targets"])
    sent_at = datetime.fromisoformat(lists.pop(str(member.id))["sent_at"])
    return await change_answers(
        db,
        member,
        form,
        now,
        sent_at,
        "targets",
        targets=targets,
        before=before,
        pasted_targets=lists,
    )


def _with(numbers: dict[str, str], indicator_id: int, value: Decimal | None) -> dict[str, str]:
    """The numbers with one put in its place, or taken out."""
    key = str(indicator_id)
    if value is None:
        return {id_: number for id_, number in numbers.items() if id_ != key}
    return {**numbers, key: format(value, "f")}


def _plain(value: Decimal | None) -> str:
    return "" if value is None else format(value, "f")
