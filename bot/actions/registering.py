"""The registration form: what its answers mean, and changing them one by one.

Answers: `collective` ids of titles, `people` pairs of title id and person, `targets` planned
numbers by indicator id, `completed_at` when the last of them was given. Ids are looked up in the
organisation's own catalogue, so one of another organisation's means nothing.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.dialogues import change_form, open_form, read_form
from bot.actions.duties import own_duties, own_duty
from bot.actions.registrations import latest_registration
from bot.rules.dialogues import Draft, Form, StaleForm, check_words
from bot.rules.members import Member, check_manager
from bot.rules.numbers import Reading, ReadingKind, read_number
from bot.rules.obligations import Duty, can_register
from bot.rules.registrations import (
    NotANumber,
    RegistrationClosed,
    RegistrationDraft,
    RelativeNumber,
    Scope,
    TargetLine,
    TitleLine,
    TooManyPeople,
)
from storage.organisations import indicators_of, titles_of

PERSON_LENGTH = 200
MOST_PEOPLE = 100


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What an organisation lets its units register, by id."""

    collective: tuple[tuple[int, str], ...]
    individual: tuple[tuple[int, str], ...]
    indicators: tuple[tuple[int, str, str], ...]

    def indicator(self, indicator_id: int) -> tuple[str, str]:
        """Name and measure. Raises StaleForm for one not in the catalogue."""
        for id_, name, measure in self.indicators:
            if id_ == indicator_id:
                return name, measure
        raise StaleForm

    def individual_title(self, title_id: int) -> str:
        """The title's name. Raises StaleForm for one not in the catalogue."""
        for id_, name in self.individual:
            if id_ == title_id:
                return name
        raise StaleForm


@dataclass(frozen=True, slots=True)
class RegistrationForm:
    """The form as it stands, with what its answers mean."""

    draft: Draft
    duty: Duty
    catalogue: Catalogue
    lines: RegistrationDraft

    @property
    def chosen(self) -> list[int]:
        """The ids of ticked collective titles."""
        return list(self.draft.answers.get("collective", []))

    @property
    def planned(self) -> dict[int, Decimal]:
        """The planned numbers by indicator id."""
        targets = self.draft.answers.get("targets", {})
        return {int(id_): Decimal(number) for id_, number in targets.items()}

    @property
    def people(self) -> list[tuple[str, str]]:
        """Title and person, in the order of typing."""
        return [(t.title, t.person) for t in self.lines.titles if t.scope is Scope.INDIVIDUAL]


async def registration_duties(db: AsyncSession, member: Member) -> list[Duty]:
    """The duties of the member's unit that are answered with a registration."""
    return [duty for duty in await own_duties(db, member) if can_register(duty.obligation)]


async def start_registration(
    db: AsyncSession, member: Member, obligation_id: int, now: datetime
) -> RegistrationForm:
    """Open the form: as left, else with what was registered last, else empty."""
    _, unit_id = check_manager(member)
    duty = await own_duty(db, member, obligation_id)
    if duty.is_done and duty.term is not None and duty.term.is_over(now):
        # Said now, not after everything is filled in.
        raise RegistrationClosed
    catalogue = await _catalogue(db, duty.obligation.organisation_id)
    latest = await latest_registration(db, unit_id, obligation_id)
    draft = await open_form(
        db,
        member,
        Form.REGISTRATION,
        "menu",
        now,
        subject=_subject(unit_id, obligation_id),
        unit_id=unit_id,
        answers=_answers(catalogue, latest.draft) if latest else {},
    )
    return _form(draft, duty, catalogue)


async def read_registration_form(
    db: AsyncSession, member: Member, draft_id: int, version: int | None = None
) -> RegistrationForm:
    """The member's form. Raises StaleForm when gone, at another version, or of another unit."""
    return await _with_meaning(db, member, await read_form(db, member, draft_id, version))


async def toggle_title(
    db: AsyncSession, member: Member, draft_id: int, version: int, title_id: int, now: datetime
) -> RegistrationForm:
    """Tick or untick a collective title."""
    form = await read_registration_form(db, member, draft_id, version)
    if title_id not in [id_ for id_, _ in form.catalogue.collective]:
        raise StaleForm
    chosen = [id_ for id_ in form.chosen if id_ != title_id]
    if len(chosen) == len(form.chosen):
        chosen.append(title_id)
    return await _change(db, member, form, now, collective=chosen)


async def add_people(
    db: AsyncSession,
    member: Member,
    form: RegistrationForm,
    title_id: int,
    text: str,
    now: datetime,
    sent_at: datetime,
) -> RegistrationForm:
    """Put people down for a title, one a line. Raises EmptyAnswer, AnswerTooLong, TooManyPeople."""
    form.catalogue.individual_title(title_id)
    lines = [line for line in text.splitlines() if line.strip(" \t-–•.,;")]
    names = [check_words(line, PERSON_LENGTH) for line in lines or [text]]
    people = [*form.draft.answers.get("people", []), *([title_id, name] for name in names)]
    if len(people) > MOST_PEOPLE:
        raise TooManyPeople
    return await _change(db, member, form, now, sent_at, step="people", people=people)


async def drop_person(
    db: AsyncSession, member: Member, draft_id: int, version: int, place: int, now: datetime
) -> RegistrationForm:
    """Take one person off the list."""
    form = await read_registration_form(db, member, draft_id, version)
    people = list(form.draft.answers.get("people", []))
    if not 0 <= place < len(people):
        raise StaleForm
    del people[place]
    return await _change(db, member, form, now, people=people)


def read_planned(text: str, measure: str) -> tuple[Decimal, ...]:
    """The number meant: one, or two when it can be read in two ways.

    Raises NotANumber, RelativeNumber.
    """
    reading: Reading = read_number(text, measure)
    if reading.kind not in (ReadingKind.EXACT, ReadingKind.AMBIGUOUS) or reading.value is None:
        raise NotANumber(text, reading.kind)
    if reading.relative:
        raise RelativeNumber
    if reading.kind is ReadingKind.AMBIGUOUS and reading.other is not None:
        return reading.value, reading.other
    return (reading.value,)


async def set_target(
    db: AsyncSession,
    member: Member,
    form: RegistrationForm,
    indicator_id: int,
    planned: Decimal | None,
    now: datetime,
    sent_at: datetime | None = None,
) -> RegistrationForm:
    """Plan a number for an indicator; None takes the target off."""
    form.catalogue.indicator(indicator_id)
    targets = dict(form.draft.answers.get("targets", {}))
    targets.pop(str(indicator_id), None)
    if planned is not None:
        targets[str(indicator_id)] = format(planned, "f")
    return await _change(db, member, form, now, sent_at, step="targets", targets=targets)


async def go_to_step(
    db: AsyncSession, member: Member, form: RegistrationForm, step: str, now: datetime
) -> RegistrationForm:
    """Ask another question of the form; what is typed next answers it."""
    return await _with_meaning(db, member, await change_form(db, form.draft, now, step=step))


async def _change(
    db: AsyncSession,
    member: Member,
    form: RegistrationForm,
    now: datetime,
    sent_at: datetime | None = None,
    step: str | None = None,
    **answers: Any,
) -> RegistrationForm:
    answers["completed_at"] = (sent_at or now).isoformat()
    draft = await change_form(db, form.draft, now, step=step, answers=answers)
    return await _with_meaning(db, member, draft)


async def _with_meaning(db: AsyncSession, member: Member, draft: Draft) -> RegistrationForm:
    _, unit_id = check_manager(member)
    drafted_for, _, obligation_id = draft.subject.partition("-")
    if drafted_for != str(unit_id):
        raise StaleForm
    duty = await own_duty(db, member, int(obligation_id))
    return _form(draft, duty, await _catalogue(db, duty.obligation.organisation_id))


async def _catalogue(db: AsyncSession, organisation_id: int) -> Catalogue:
    return Catalogue(
        collective=tuple(await titles_of(db, organisation_id, Scope.COLLECTIVE)),
        individual=tuple(await titles_of(db, organisation_id, Scope.INDIVIDUAL)),
        indicators=tuple(await indicators_of(db, organisation_id)),
    )


def _form(draft: Draft, duty: Duty, catalogue: Catalogue) -> RegistrationForm:
    return RegistrationForm(draft, duty, catalogue, _lines(draft.answers, catalogue))


def _lines(answers: dict[str, Any], catalogue: Catalogue) -> RegistrationDraft:
    collective, individual = dict(catalogue.collective), dict(catalogue.individual)
    indicators = {id_: (name, measure) for id_, name, measure in catalogue.indicators}
    titles = [
        TitleLine(Scope.COLLECTIVE, collective[id_])
        for id_ in answers.get("collective", [])
        if id_ in collective
    ]
    titles += [
        TitleLine(Scope.INDIVIDUAL, individual[id_], person)
        for id_, person in answers.get("people", [])
        if id_ in individual
    ]
    targets = [
        TargetLine(*indicators[int(id_)], Decimal(number))
        for id_, number in answers.get("targets", {}).items()
        if int(id_) in indicators
    ]
    return RegistrationDraft(tuple(titles), tuple(targets))


def _answers(catalogue: Catalogue, lines: RegistrationDraft) -> dict[str, Any]:
    collective = {name: id_ for id_, name in catalogue.collective}
    individual = {name: id_ for id_, name in catalogue.individual}
    indicators = {(name, measure): id_ for id_, name, measure in catalogue.indicators}
    return {
        "collective": [collective[t.title] for t in lines.titles if t.title in collective],
        "people": [
            [individual[t.title], t.person]
            for t in lines.titles
            if t.scope is Scope.INDIVIDUAL and t.title in individual
        ],
        "targets": {
            str(indicators[target.indicator, target.measure]): format(target.planned, "f")
            for target in lines.targets
            if (target.indicator, target.measure) in indicators
        },
    }


def _subject(unit_id: int, obligation_id: int) -> str:
    return f"{unit_id}-{obligation_id}"
