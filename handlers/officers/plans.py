"""/kehoach: the plans in force, for everyone with a post."""

from bot.actions.duties import asked_obligations
from bot.actions.plans import WithdrawnPlan, document_of, plans_of, withdrawn_plans_of
from bot.actions.preparing import preparations_of
from bot.actions.scopes import scopes_in
from bot.context import BotContext
from bot.messages import plans as words
from bot.messages.withdrawing import withdrawn_screen
from bot.rules.dialogues import StaleForm
from bot.rules.members import check_officer
from bot.rules.plans import PlanDraft
from handlers.files import send_file
from handlers.officers.acting import organisation_of
from handlers.routing import answer, command, leave_form, pressed
from handlers.showing import show

Plans = list[tuple[int, PlanDraft]]


async def on_plans(context: BotContext) -> None:
    """The plan, or the list when there are several."""
    plans, withdrawn = await _plans(context), await _withdrawn(context)
    drafts = await _drafts(context)
    if len(plans) == 1 and not withdrawn and not drafts:
        await on_open(context, words.OpenPlan(plans[0][0]))
        return
    screen = words.plans_list(
        context.texts,
        organisation_of(context),
        plans,
        [(plan.id, plan.draft) for plan in withdrawn],
        drafts,
        is_officer=context.member.is_officer,
    )
    await show(context, screen)


async def on_list(context: BotContext, _press: words.ListPlans) -> None:
    await leave_form(context)
    await on_plans(context)


async def on_open(context: BotContext, press: words.OpenPlan) -> None:
    withdrawn = await _withdrawn(context)
    for past in withdrawn:
        if past.id == press.plan_id:
            screen = withdrawn_screen(context.texts, past.id, past.draft, past.withdrawn_at)
            await show(context, screen)
            return
    plans = await _plans(context)
    plan = _plan(plans, press.plan_id)
    async with context.reading() as db:
        asked = await asked_obligations(db, context.member)
        document = await document_of(db, context.member, press.plan_id)
        is_officer = context.member.is_officer
        scopes = await scopes_in(db, context.member, press.plan_id) if is_officer else {}
    screen = words.plan_screen(
        context.texts,
        press.plan_id,
        plan,
        [obligation for obligation in asked if obligation.plan_id == press.plan_id],
        press.page,
        scopes=scopes,
        has_document=bool(document),
        is_officer=is_officer,
        several=len(plans) + len(withdrawn) > 1 or bool(await _drafts(context)),
    )
    await show(context, screen)


async def on_rules(context: BotContext, press: words.OpenRules) -> None:
    plan = _plan(await _plans(context), press.plan_id)
    await show(context, words.rules_screen(context.texts, press.plan_id, plan, press.page))


async def on_programme(context: BotContext, press: words.OpenProgramme) -> None:
    plan = _plan(await _plans(context), press.plan_id)
    screen = words.programme_screen(context.texts, press.plan_id, plan, press.quarter, press.page)
    await show(context, screen)


async def on_faults(context: BotContext, press: words.OpenFaults) -> None:
    check_officer(context.member)
    plan = _plan(await _plans(context), press.plan_id)
    await show(context, words.faults_screen(context.texts, press.plan_id, plan, press.page))


async def on_document(context: BotContext, press: words.SendDocument) -> None:
    async with context.reading() as db:
        files = await document_of(db, context.member, press.plan_id)
    await answer(context)
    for part in files:
        await send_file(context, part)


async def _plans(context: BotContext) -> Plans:
    async with context.reading() as db:
        return await plans_of(db, context.member)


async def _withdrawn(context: BotContext) -> list[WithdrawnPlan]:
    """What officers may still look at."""
    if not context.member.is_officer:
        return []
    async with context.reading() as db:
        return await withdrawn_plans_of(db, context.member)


async def _drafts(context: BotContext) -> Plans:
    """What officers are preparing."""
    if not context.member.is_officer:
        return []
    async with context.reading() as db:
        return await preparations_of(db, context.member)


def _plan(plans: Plans, plan_id: int) -> PlanDraft:
    """The plan, if it is of the member's organisation; a button of another post is stale."""
    for id_, plan in plans:
        if id_ == plan_id:
            return plan
    raise StaleForm


HANDLERS = (
    command(on_plans, "kehoach", "plan"),
    pressed(words.ListPlans, on_list),
    pressed(words.OpenPlan, on_open),
    pressed(words.OpenRules, on_rules),
    pressed(words.OpenProgramme, on_programme),
    pressed(words.OpenFaults, on_faults),
    pressed(words.SendDocument, on_document),
)
COMMANDS = {"kehoach": on_plans}
