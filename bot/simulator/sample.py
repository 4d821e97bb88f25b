"""The sample alliance: five organisations, and people in one of them who joined as people do."""

from dataclasses import dataclass
from datetime import datetime
from importlib import resources
from typing import Any

import yaml

from bot.actions.invites import invite_to_unit
from bot.actions.members import recognise
from bot.actions.organisations import add_organisation
from bot.actions.plans import import_plan
from bot.actions.units import new_bloc, new_unit
from bot.app import App
from bot.callbacks import pack
from bot.campaigns import load, slugs
from bot.messages.joining import AgreeAndJoin, ConfirmInvite
from bot.rules.members import Language, Role
from bot.simulator.person import Person
from bot.simulator.telegram import Telegram
from bot.texts import Texts
from handlers.joining import SKIP


@dataclass(frozen=True, slots=True)
class Sample:
    """The people of the demo. The newcomer holds `invite`, not yet opened.

    `bloc` is the newcomer's, and that of the first manager.
    """

    officer: Person
    managers: tuple[Person, ...]
    newcomer: Person
    units: tuple[str, ...]
    newcomer_unit: str
    bloc: str
    organisation: str
    invite: str


async def make_sample(app: App, telegram: Telegram, slug: str, now: datetime) -> Sample:
    """Import all campaigns, fill one organisation, and let its people join through the chat."""
    sample = read_sample(slug)
    owner_codes = await _import_all(app, now)
    officer = _person(telegram, sample["officer"])
    await _join(app, officer, owner_codes[slug])
    units = await _make_units(app, officer, sample["blocs"], now)
    first, second = (names[0] for names in sample["blocs"].values())
    newcomer_unit = next(iter(sample["blocs"].values()))[1]
    managers = []
    for name, unit in zip(sample["managers"], (first, second), strict=False):
        person = _person(telegram, name)
        await _join(app, person, await _invite(app, officer, units[unit], now))
        managers.append(person)
    officer.send("/start")
    await app.settle()
    return Sample(
        officer=officer,
        managers=tuple(managers),
        newcomer=_person(telegram, sample["managers"][2]),
        units=(first, second),
        newcomer_unit=newcomer_unit,
        bloc=next(iter(sample["blocs"])),
        organisation=load(slug).organisation,
        invite=await _invite(app, officer, units[newcomer_unit], now),
    )


def read_sample(slug: str) -> dict[str, Any]:
    """The sample alliance of a campaign."""
    text = resources.files("bot.simulator").joinpath("samples.yaml").read_text("utf-8")
    sample: dict[str, Any] = yaml.safe_load(text)[slug]
    return sample


async def _import_all(app: App, now: datetime) -> dict[str, str]:
    codes = {}
    async with app.database.transaction() as db:
        for slug in slugs():
            draft = load(slug)
            organisation_id, code = await add_organisation(
                db, draft.organisation, draft.organisation_kind, now
            )
            await import_plan(db, organisation_id, draft, now)
            codes[slug] = code
    return codes


async def _make_units(
    app: App, officer: Person, blocs: dict[str, list[str]], now: datetime
) -> dict[str, int]:
    made = {}
    async with app.database.transaction() as db:
        member = await recognise(db, officer.id)
        assert member is not None
        assert member.post is not None
        organisation_id = member.post.organisation_id
        for bloc, names in blocs.items():
            bloc_id = await new_bloc(db, organisation_id, bloc)
            for name in names:
                made[name] = await new_unit(db, organisation_id, name, bloc_id, now)
    return made


async def _invite(app: App, officer: Person, unit_id: int, now: datetime) -> str:
    async with app.database.transaction() as db:
        member = await recognise(db, officer.id)
        assert member is not None
        invitation = await invite_to_unit(db, member, unit_id, Role.REPRESENTATIVE, now)
    return invitation.code


async def _join(app: App, person: Person, code: str) -> None:
    """Open the link and press through, as a person does."""
    person.start(code)
    await app.settle()
    for press in (ConfirmInvite(code), AgreeAndJoin(code)):
        _press(person, press)
        await app.settle()
    person.send(Texts(Language.VI).plain(SKIP))
    await app.settle()


def _press(person: Person, press: object) -> None:
    assert person.last is not None
    person.tap_data(person.last["message_id"], pack(press))


def _person(telegram: Telegram, name: str) -> Person:
    # Family name first, as people here write themselves in Telegram too.
    return telegram.add_person(name)
