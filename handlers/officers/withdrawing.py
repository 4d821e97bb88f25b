"""Withdrawing a plan, and putting it in force again."""

from bot.actions.plans import preview_withdrawal, restore_plan, withdraw_plan
from bot.context import BotContext
from bot.messages import withdrawing as words
from bot.messages.plans import WithdrawPlan
from handlers.routing import pressed
from handlers.showing import show


async def on_ask(context: BotContext, press: WithdrawPlan) -> None:
    async with context.reading() as db:
        it = await preview_withdrawal(db, context.member, press.plan_id)
    screen = words.ask_withdrawal(context.texts, press.plan_id, it.draft, it.duties, it.people)
    await show(context, screen)


async def on_withdraw(context: BotContext, press: words.ConfirmWithdrawal) -> None:
    async with context.transaction() as db:
        it = await withdraw_plan(db, context.member, press.plan_id, context.now())
    await show(context, words.plan_withdrawn(context.texts, press.plan_id, it.draft, it.people))


async def on_restore(context: BotContext, press: words.RestorePlan) -> None:
    async with context.transaction() as db:
        draft = await restore_plan(db, context.member, press.plan_id, context.now())
    await show(context, words.plan_restored(context.texts, press.plan_id, draft))


HANDLERS = (
    pressed(WithdrawPlan, on_ask),
    pressed(words.ConfirmWithdrawal, on_withdraw),
    pressed(words.RestorePlan, on_restore),
)
