"""The registration form: what its answers mean, and changing them.

Besides what `bot.rules.registering` says, the answers hold `completed_at`, when the last of them
was given; `pasted_people` and `pasted_targets`, by person, a list that was read and not yet
confirmed; and, where an officer fills it in for a unit, `channel` and `came_on`.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.dialogues import change_form, look_at_form, open_form, read_form
from bot.actions.duties import duty_for, own_duties
from bot.actions.registrations import latest_registration
from bot.rules.catalogue import Catalogue, IndicatorEntry
from bot.rules.channels import Channel
from bot.rules.dialogues import Draft, Form, StaleForm
from bot.rules.members import Member, check_manager
from bot.rules.obligations import Duty, can_register
from bot.rules.registering import answers_for, lines_in, numbers_in, with_gone
from bot.rules.registrations import RegistrationClosed, RegistrationDraft, Scope
from storage.catalogue import indicators_of, titles_of
from storage.units import unit_by_id


@dataclass(frozen=True, slots=True)
class RegistrationForm:
    """The form as it stands, with what its answers mean. `unit` is whom it is filled in for."""

    draft: Draft
    duty: Duty
    unit: str
    catalogue: Catalogue
    lines: RegistrationDraft

    @property
    def chosen(self) -> list[int]:
        """The ids of ticked collective titles."""
        return list(self.draft.answers.get("collective", []))

    @property
    def people(self) -> list[tuple[int, str]]:
        """Title and person, in the order of typing."""
        return [(id_, person) for id_, person in self.draft.answers.get("people", [])]

    @property
    def planned(self) -> dict[int, Decimal]:
        """The planned numbers by indicator id."""
        return numbers_in(self.draft.answers, "targets")

    @property
    def before(self) -> dict[int, Decimal]:
        """Last year's numbers by indicator id, as far as known."""
        return numbers_in(self.draft.answers, "before")

    @property
    def channel(self) -> Channel:
        """How it came, if an officer enters it for the unit."""
        return Channel(self.draft.answers.get("channel", Channel.BOT))

    @property
    def came_on(self) -> date | None:
        """The day on which it came, if an officer enters it for the unit."""
        day = self.draft.answers.get("came_on")
        return date.fromisoformat(day) if day else None

    @property
    def came_hour(self) -> time | None:
        """The hour of that day, where it is known."""
        hour = self.draft.answers.get("came_hour")
        return time.fromisoformat(hour) if hour else None

    @property
    def first_step(self) -> str:
        """Where it begins: an officer first says how and when it came."""
        if not self.draft.on_behalf:
            return "menu"
        if self.channel is Channel.BOT:
            return "way"
        return "menu" if self.came_on else "came"

    def next_after(self, indicator_id: int) -> IndicatorEntry | None:
        """The first indicator without a number that follows this one in the catalogue."""
        planned = self.planned
        return next(
            (
                each
                for each in self.catalogue.counted()
                if each.id > indicator_id and each.id not in planned
            ),
            None,
        )


async def registration_duties(db: AsyncSession, member: Member) -> list[Duty]:
    """The duties of the member's unit that are answered with a registration."""
    return [duty for duty in await own_duties(db, member) if can_register(duty.obligation)]


async def start_registration(
    db: AsyncSession, member: Member, obligation_id: int, now: datetime
) -> RegistrationForm:
    """Open the form: as left, else with what was registered last, else empty."""
    _, unit_id = check_manager(member)
    duty = await duty_for(db, member, unit_id, obligation_id)
    if duty.is_done and duty.term is not None and duty.term.is_over(now):
        # Said now, not after everything is filled in.
        raise RegistrationClosed(unit_id, obligation_id)
    catalogue, answers = await begun(db, duty)
    draft = await open_form(
        db,
        member,
        Form.REGISTRATION,
        "menu",
        now,
        subject=f"{unit_id}-{obligation_id}",
        unit_id=unit_id,
        answers=answers,
    )
    return await _form(db, draft, duty, catalogue)


async def read_registration_form(
    db: AsyncSession, member: Member, draft_id: int, version: int | None = None
) -> RegistrationForm:
    """The member's form. Raises StaleForm when gone, at another version, or of another unit."""
    return await _with_meaning(db, member, await read_form(db, member, draft_id, version))


async def look_at_registration_form(
    db: AsyncSession, member: Member, draft_id: int
) -> RegistrationForm:
    """As `read_registration_form`, for looking only: nobody has to wait for it."""
    return await _with_meaning(db, member, await look_at_form(db, member, draft_id))


async def tick_title(
    db: AsyncSession, member: Member, draft_id: int, title_id: int, now: datetime, *, on: bool
) -> RegistrationForm:
    """Have a collective title ticked, or not; as often as it is asked for."""
    form = await read_registration_form(db, member, draft_id)
    title = form.catalogue.title(title_id, Scope.COLLECTIVE)
    if (title_id in form.chosen) == on:
        return form
    if on and title.retired:
        raise StaleForm
    chosen = [*form.chosen, title_id] if on else [id_ for id_ in form.chosen if id_ != title_id]
    return await change_answers(db, member, form, now, collective=chosen)


async def go_to_step(
    db: AsyncSession, member: Member, form: RegistrationForm, step: str, now: datetime
) -> RegistrationForm:
    """Ask another question of the form; what is typed next answers it."""
    return await _with_meaning(db, member, await change_form(db, form.draft, now, step=step))


async def keep_aside(
    db: AsyncSession,
    member: Member,
    form: RegistrationForm,
    step: str,
    now: datetime,
    **answers: Any,
) -> RegistrationForm:
    """Keep what is not yet part of the registration: no moment of completion."""
    draft = await change_form(db, form.draft, now, step=step, answers=answers)
    return await _with_meaning(db, member, draft)


async def change_answers(
    db: AsyncSession,
    member: Member,
    form: RegistrationForm,
    now: datetime,
    sent_at: datetime | None = None,
    step: str | None = None,
    **answers: Any,
) -> RegistrationForm:
    """Keep answers, and when they were given: as they were sent, or now."""
    answers["completed_at"] = (sent_at or now).isoformat()
    draft = await change_form(db, form.draft, now, step=step, answers=answers)
    return await _with_meaning(db, member, draft)


async def begun(db: AsyncSession, duty: Duty) -> tuple[Catalogue, dict[str, Any]]:
    """The catalogue, and the answers that say what the unit registered last; none if nothing."""
    catalogue = await _catalogue(db, duty.obligation.organisation_id)
    latest = await latest_registration(db, duty.unit_id, duty.obligation.id)
    return catalogue, answers_for(catalogue, latest.draft) if latest else {}


async def _with_meaning(db: AsyncSession, member: Member, draft: Draft) -> RegistrationForm:
    if draft.form is not Form.REGISTRATION or not draft.unit_id or not draft.obligation_id:
        raise StaleForm
    if draft.on_behalf == member.is_manager:
        raise StaleForm
    duty = await duty_for(db, member, draft.unit_id, draft.obligation_id)
    return await _form(db, draft, duty, await _catalogue(db, duty.obligation.organisation_id))


async def _catalogue(db: AsyncSession, organisation_id: int) -> Catalogue:
    titles = await titles_of(db, organisation_id)
    return Catalogue(tuple(titles), tuple(await indicators_of(db, organisation_id)))


async def _form(
    db: AsyncSession, draft: Draft, duty: Duty, catalogue: Catalogue
) -> RegistrationForm:
    whole = with_gone(catalogue, draft.answers)
    unit = await unit_by_id(db, duty.obligation.organisation_id, duty.unit_id)
    name = unit.name if unit else ""
    return RegistrationForm(draft, duty, name, whole, lines_in(draft.answers, whole))
