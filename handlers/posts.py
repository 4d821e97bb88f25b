"""Whom a button speaks for: pressed in an older message, it acts for the unit that message names.

The rights are the action's to check: it acts for the unit now spoken for, and nobody speaks for a
unit without a seat in it.
"""

from typing import Protocol, TypeVar

from bot.actions.dialogues import look_at_form, put_aside
from bot.actions.members import speak_for
from bot.context import BotContext
from bot.messages.home import changed_unit
from bot.rules.dialogues import Draft
from handlers.commands import offer_commands, send_keyboard
from handlers.routing import HandlePress, Pressed, leave_form, pressed


class OfUnit(Protocol):
    """A button that belongs to a unit; 0 stands for whichever is spoken for."""

    @property
    def unit_id(self) -> int: ...


class OfForm(Protocol):
    """A button of a half-filled form."""

    @property
    def draft_id(self) -> int: ...


UnitPress = TypeVar("UnitPress", bound=OfUnit)
FormPress = TypeVar("FormPress", bound=OfForm)


async def speak_for_unit(context: BotContext, unit_id: int) -> None:
    """Speak for this unit from now on, and say so if it was another. Raises NotYourUnit."""
    before = context.member.post
    if not unit_id or (before is not None and before.unit_id == unit_id):
        return
    async with context.services.database.transaction() as db:
        await put_aside(db, context.member)
        context.become(await speak_for(db, context.member, unit_id))
    assert context.member.post is not None
    await offer_commands(context)
    await send_keyboard(context, changed_unit(context.texts, context.member.post.unit))


async def speak_for_form(context: BotContext, draft: Draft) -> None:
    """Speak for the unit a form is filled in for. Raises NotYourUnit."""
    if draft.unit_id is not None and not draft.on_behalf:
        await speak_for_unit(context, draft.unit_id)


def pressed_for_unit(kind: type[UnitPress], handle: HandlePress[UnitPress]) -> Pressed:
    """As `pressed`, for the unit the button belongs to; a form being filled in is put aside."""

    async def run(context: BotContext, press: UnitPress) -> None:
        await speak_for_unit(context, press.unit_id)
        await leave_form(context)
        await handle(context, press)

    return pressed(kind, run)


def pressed_in_form(kind: type[FormPress], handle: HandlePress[FormPress]) -> Pressed:
    """As `pressed`, for the unit that the form is filled in for."""

    async def run(context: BotContext, press: FormPress) -> None:
        async with context.reading() as db:
            draft = await look_at_form(db, context.member, press.draft_id)
        await speak_for_form(context, draft)
        await handle(context, press)

    return pressed(kind, run)
