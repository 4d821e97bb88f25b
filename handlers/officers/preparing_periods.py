"""One duty a month or quarter, made of a date that recurs."""

from bot.actions.preparing import change_preparation, look_at_preparation
from bot.context import BotContext
from bot.messages.preparing_buttons import MakePeriods
from bot.rules.dialogues import StaleForm
from bot.rules.preparing import with_occurrences
from handlers.officers import preparation_form as form
from handlers.officers.periods import occurrences
from handlers.routing import pressed


async def on_make(context: BotContext, press: MakePeriods) -> None:
    """All that were shown, once."""
    member, place = context.member, press.place
    async with context.transaction() as db:
        draft = await form.form_of(context, db, press.preparation_id)
        if draft.step != form.at(form.PERIODS, place):
            raise StaleForm
        view = await look_at_preparation(db, member, press.preparation_id, press.version)
        answers = draft.answers
        each = occurrences(context, view, answers["recurrence"], inclusive=answers["inclusive"])
        view = await change_preparation(
            db,
            member,
            view.id,
            view.version,
            context.now(),
            lambda prepared: with_occurrences(prepared, place, each),
        )
        draft = await form.come_to(context, db, view, form.LIST)
    await form.show_step(context, draft, view)


HANDLERS = (pressed(MakePeriods, on_make),)
