"""The form of a notice on the phone: the question it is at, and the preview above the last one."""

from contextlib import suppress

from telegram.error import TelegramError

from bot.actions import composing
from bot.actions.audiences import AudienceOptions, audience_options, look_at_audience
from bot.actions.composing import NoticeForm
from bot.actions.missing import tallies
from bot.actions.notices import draft_text
from bot.actions.units import own_blocs, own_units
from bot.context import BotContext
from bot.delivery.steps import take_ways
from bot.messages import audiences as audience_words
from bot.messages import composing as words
from bot.messages.notice_text import frame_length, notice_post
from bot.messages.screens import Screen
from bot.rules.audiences import Audience, Condition, Reach
from bot.rules.contents import MOST_TEXT
from bot.rules.folding import fold
from bot.rules.members import check_officer
from bot.rules.notices import NoticeText
from bot.rules.obligations import is_handed_in
from bot.rules.schedules import Misgiving, misgiving, offered_moments
from bot.texts import Texts
from handlers.showing import show_form
from storage.organisations import calendar_of

HIGHEST_NUMBER = 9_999
"""As long as the number of a notice may become."""


async def show_where_left(context: BotContext, form: NoticeForm) -> None:
    """The form below all else, at the end under the preview."""
    if form.draft.step == composing.CONFIRM:
        await _preview(context, form)
    await show_question(context, form, below=True)


async def show_question(context: BotContext, form: NoticeForm, *, below: bool) -> None:
    """The form without the preview."""
    await show_form(context, form.draft, await _screen(context, form), below=below)


async def show_onward(context: BotContext, form: NoticeForm) -> None:
    """What comes after the choice of recipients: the preview, else the next question in place."""
    if form.draft.step == composing.CONFIRM:
        await show_where_left(context, form)
    else:
        await show_question(context, form, below=False)


async def show_choices(
    context: BotContext, form: NoticeForm, kind: Condition, page: int, *, below: bool = False
) -> None:
    """What may be asked of units, of one kind, each to be ticked."""
    choices = await _choices(context, form, kind)
    screen = audience_words.choices_screen(context.texts, form.draft, choices, page)
    await show_form(context, form.draft, screen, below=below)


async def put_in_chat(context: BotContext, text: NoticeText) -> list[int]:
    """Send the notice to the officer as recipients would get it; gives the ids of its messages.

    Those are spoken to as units are, which nobody says to an officer.
    """
    t = Texts(context.member.language, zone=context.member.zone)
    shown = words.preview_of(notice_post(t, text))
    sent = await take_ways(context.bot, context.member.telegram_id, shown)
    return [sent.message_id, *sent.others]


async def planned(context: BotContext, form: NoticeForm) -> words.Planned:
    """When the notice goes out, and what speaks against that hour."""
    if form.due_at is None:
        return words.Planned(None, Misgiving(out_of_hours=False, closed=False))
    async with context.reading() as db:
        calendar = await calendar_of(db, check_officer(context.member).organisation_id)
    return words.Planned(form.due_at, misgiving(form.due_at, calendar))


async def _screen(context: BotContext, form: NoticeForm) -> Screen:
    draft = form.draft
    asked_who = draft.step in (composing.AUDIENCE, composing.UNITS, composing.NAME)
    if form.audience is None or asked_who:
        return await _audience_screen(context, form)
    if draft.step == composing.WHEN:
        return await _when_screen(context, form)
    if draft.step == composing.CONFIRM and not form.content.is_empty:
        return await _confirm_screen(context, form)
    return await _content_screen(context, form)


async def _audience_screen(context: BotContext, form: NoticeForm) -> Screen:
    async with context.reading() as db:
        names, reach = None, Reach()
        if form.audience is not None:
            names, reach = await look_at_audience(db, context.member, form.audience)
        options = await audience_options(db, context.member)
        asked = await tallies(db, context.member)
    if form.draft.step == composing.NAME and names is not None:
        return audience_words.ask_name(context.texts, form.draft, names)
    has_obligations = any(is_handed_in(tally.obligation) for tally in asked)
    return audience_words.audience_screen(
        context.texts,
        form.draft,
        names,
        reach,
        _kinds(options, has_obligations=has_obligations),
        _options(options, form.audience or Audience()),
        has_saved=bool(options.saved),
        content=form.content,
        lost_duty=form.lost_duty,
    )


async def _content_screen(context: BotContext, form: NoticeForm) -> Screen:
    assert form.audience is not None
    async with context.reading() as db:
        names, reach = await look_at_audience(db, context.member, form.audience)
    organisation = check_officer(context.member).organisation
    head = frame_length(NoticeText(0, HIGHEST_NUMBER, organisation, form.content))
    return words.content_screen(
        context.texts, form.draft, names, reach, form.content, MOST_TEXT - head
    )


async def _confirm_screen(context: BotContext, form: NoticeForm) -> Screen:
    async with context.reading() as db:
        names, reach = await look_at_audience(db, context.member, form.notice.audience)
    return words.confirm_screen(
        context.texts,
        form.draft,
        names,
        reach,
        form.content,
        await planned(context, form),
        asks_receipt=form.asks_receipt,
    )


async def _when_screen(context: BotContext, form: NoticeForm) -> Screen:
    async with context.reading() as db:
        calendar = await calendar_of(db, check_officer(context.member).organisation_id)
    now = context.now().astimezone(calendar.zone)
    offered, chosen = offered_moments(now, calendar), await planned(context, form)
    return words.when_screen(context.texts, form.draft, offered, chosen, now)


async def _preview(context: BotContext, form: NoticeForm) -> None:
    """Show the notice as it will look; what an earlier preview showed is taken away."""
    async with context.reading() as db:
        text = await draft_text(db, context.member, form.notice, form.notice_id)
    if form.shown:
        with suppress(TelegramError):  # Where it cannot be, it stays: that is only untidy.
            await context.bot.delete_messages(context.member.telegram_id, form.shown)
    ids = await put_in_chat(context, text)
    async with context.services.database.transaction() as db:
        await composing.remember_shown(db, form, ids)


async def _choices(
    context: BotContext, form: NoticeForm, kind: Condition
) -> audience_words.Choices:
    chosen = (form.audience or Audience()).chosen(kind)
    items = await choice_items(context, kind)
    if kind is Condition.TYPE:
        ticked = frozenset(place for place, name in items if name in chosen)
    else:
        ticked = frozenset(chosen)
    found_by = form.find if kind is Condition.UNIT else ""
    found = [(id_, name) for id_, name in items if fold(found_by) in fold(name)]
    return audience_words.Choices(kind, found, ticked, found_by)


async def choice_items(context: BotContext, kind: Condition) -> list[tuple[int, str]]:
    """All that may be ticked of a kind, by id; a type by its place in the list."""
    async with context.reading() as db:
        match kind:
            case Condition.BLOC:
                return [(bloc.id, bloc.name) for bloc in await own_blocs(db, context.member)]
            case Condition.UNIT:
                return [(unit.id, unit.name) for unit in await own_units(db, context.member)]
            case Condition.TITLE:
                return list((await audience_options(db, context.member)).titles)
            case Condition.TYPE:
                return list(enumerate((await audience_options(db, context.member)).types))
        asked = await tallies(db, context.member)
    return [
        (each.obligation.id, audience_words.undone_label(context.texts, each))
        for each in asked
        if is_handed_in(each.obligation)
    ]


def _kinds(options: AudienceOptions, *, has_obligations: bool) -> list[Condition]:
    there_are = {
        Condition.BLOC: options.has_blocs,
        Condition.TYPE: bool(options.types),
        Condition.TITLE: bool(options.titles),
        Condition.UNDONE: has_obligations,
        Condition.UNIT: True,
    }
    return [kind for kind in Condition if there_are[kind]]


def _options(options: AudienceOptions, audience: Audience) -> list[str]:
    there_are = {
        audience_words.REPRESENTATIVES: True,
        audience_words.BLOC_GROUPS: options.has_bloc_groups or audience.bloc_groups,
        audience_words.OFFICERS_GROUP: options.has_officers_group or audience.officers_group,
    }
    return [option for option, is_there in there_are.items() if is_there]
