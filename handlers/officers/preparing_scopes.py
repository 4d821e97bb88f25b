"""Which units have to do what a plan in preparation asks for: ticked by bloc and by type."""

from bot.actions.preparing import look_at_preparation
from bot.context import BotContext
from bot.messages.scopes import AskScope, ScopeToAll, ToggleScope
from bot.rules.dialogues import StaleForm
from bot.rules.preparing import Prepared, with_changes
from bot.rules.scopes import ALL, Scope, ScopeKind, toggled
from handlers.officers import preparation_form as form
from handlers.routing import pressed


async def on_scope(context: BotContext, press: AskScope) -> None:
    async with context.transaction() as db:
        view = await look_at_preparation(db, context.member, press.preparation_id, press.version)
        view.prepared.item(press.place)
        step = form.at(form.SCOPE, press.place)
        draft = await form.come_to(context, db, view, step, page=press.page)
    await form.show_step(context, draft, view)


async def on_toggle(context: BotContext, press: ToggleScope) -> None:
    """One more bloc or type, or one less."""
    if press.kind not in {kind.value for kind in ScopeKind}:
        raise StaleForm
    kind, place = ScopeKind(press.kind), press.place
    async with context.reading() as db:
        known = (await look_at_preparation(db, context.member, press.preparation_id)).known

    def change(prepared: Prepared) -> Prepared:
        scope = toggled(prepared.item(place), known, kind, press.mark)
        return _asked_of(prepared, place, scope)

    await form.change_draft(context, press, change, _choosing(place), page=press.page)


async def on_all(context: BotContext, press: ScopeToAll) -> None:
    place = press.place
    await form.change_draft(context, press, lambda p: _asked_of(p, place, ALL), _choosing(place))


def _asked_of(prepared: Prepared, place: int, scope: Scope) -> Prepared:
    return with_changes(prepared, place, blocs=scope.blocs, unit_types=scope.types)


def _choosing(place: int) -> form.Next:
    return lambda _: form.at(form.SCOPE, place)


HANDLERS = (
    pressed(AskScope, on_scope),
    pressed(ToggleScope, on_toggle),
    pressed(ScopeToAll, on_all),
)
