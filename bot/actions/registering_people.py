"""The people of a registration: one at once, a pasted list after it was read back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.registering import (
    RegistrationForm,
    change_answers,
    keep_aside,
    read_registration_form,
)
from bot.rules.dialogues import AnswerTooLong, EmptyAnswer, StaleForm
from bot.rules.members import Member
from bot.rules.people import is_same_person, read_people
from bot.rules.registrations import NotAPerson, PersonDoubled, Scope, TooManyPeople

PERSON_LENGTH = 200
MOST_PEOPLE = 100
MOST_UNREAD = 20
WAITING = "pasted_people"
"""The step of a form where a list waits for a yes."""


@dataclass(frozen=True, slots=True)
class PastedPeople:
    """A list as it was read: title and person, those named twice, the lines that name nobody."""

    title_id: int
    people: tuple[tuple[int, str], ...]
    doubled: tuple[str, ...]
    unread: tuple[str, ...]


async def take_people(
    db: AsyncSession,
    member: Member,
    form: RegistrationForm,
    title_id: int,
    text: str,
    now: datetime,
    sent_at: datetime,
) -> RegistrationForm:
    """Put one person down for a title; a list of several is kept until it is confirmed.

    While a list waits, more names join it: its lines that named nobody are being typed again.
    Raises EmptyAnswer, NotAPerson, PersonDoubled, AnswerTooLong, TooManyPeople.
    """
    form.catalogue.title(title_id, Scope.INDIVIDUAL)
    waiting = pasted_people(form).people if form.draft.step == WAITING else ()
    pasted = _read(form, title_id, text, waiting)
    if len(form.people) + len(pasted.people) > MOST_PEOPLE:
        raise TooManyPeople
    if len(pasted.people) == 1 and not pasted.unread and not pasted.doubled:
        people = [*form.people, *pasted.people]
        return await change_answers(db, member, form, now, sent_at, people=people)
    kept = {
        "title": title_id,
        "people": pasted.people,
        "doubled": pasted.doubled,
        "unread": pasted.unread,
        "sent_at": sent_at.isoformat(),
    }
    lists = {**form.draft.answers.get("pasted_people", {}), str(member.id): kept}
    return await keep_aside(db, member, form, WAITING, now, pasted_people=lists)


def pasted_people(form: RegistrationForm) -> PastedPeople:
    """The list that waits for the person's word. Raises StaleForm when there is none."""
    kept = form.draft.answers.get("pasted_people", {}).get(str(form.draft.member_id))
    if kept is None:
        raise StaleForm
    return PastedPeople(
        kept["title"],
        tuple((id_, person) for id_, person in kept["people"]),
        tuple(kept["doubled"]),
        tuple(kept["unread"]),
    )


async def confirm_people(
    db: AsyncSession, member: Member, draft_id: int, now: datetime
) -> RegistrationForm:
    """The list is right: it counts, as of when it was sent. Whoever came meanwhile stays once."""
    form = await read_registration_form(db, member, draft_id)
    pasted, people = pasted_people(form), form.people
    for id_, person in pasted.people:
        if not is_listed(people, id_, person):
            people.append((id_, person))
    if len(people) > MOST_PEOPLE:
        raise TooManyPeople
    lists = dict(form.draft.answers["pasted_people"])
    sent_at = datetime.fromisoformat(lists.pop(str(member.id))["sent_at"])
    return await change_answers(
        *(db, member, form, now, sent_at, f"person:{pasted.title_id}"),
        people=people,
        pasted_people=lists,
    )


async def drop_person(
    db: AsyncSession, member: Member, draft_id: int, title_id: int, key: int, now: datetime
) -> RegistrationForm:
    """Take a person off a title, by `person_key`; one who is gone already stays so."""
    form = await read_registration_form(db, member, draft_id)
    people = [each for each in form.people if each[0] != title_id or person_key(each[1]) != key]
    if len(people) == len(form.people):
        return form
    return await change_answers(db, member, form, now, people=people)


def person_key(person: str) -> int:
    """A short number that stands for a person's words in a button."""
    key = 0
    for byte in person.encode():
        key = (key * 131 + byte) % 999_999_937
    return key


def _read(
    form: RegistrationForm, title_id: int, text: str, waiting: Sequence[tuple[int, str]]
) -> PastedPeople:
    offered = form.catalogue.offered(Scope.INDIVIDUAL)
    read = read_people(text, [each.name for each in offered])
    people = list(waiting)
    doubled: list[str] = []
    for line in read.people:
        if len(line.words) > PERSON_LENGTH:
            raise AnswerTooLong(len(line.words), PERSON_LENGTH)
        id_ = title_id if line.title is None else offered[line.title].id
        if is_listed([*form.people, *people], id_, line.words):
            doubled.append(line.words)
        else:
            people.append((id_, line.words))
    if len(people) == len(waiting):
        if doubled:
            raise PersonDoubled(doubled[0])
        if read.unread:
            raise NotAPerson(read.unread[0])
        raise EmptyAnswer
    return PastedPeople(title_id, tuple(people), tuple(doubled), read.unread[:MOST_UNREAD])


def is_listed(people: list[tuple[int, str]], title_id: int, person: str) -> bool:
    """Whether the person is put down for the title, be it with or without a position."""
    return any(id_ == title_id and is_same_person(each, person) for id_, each in people)
