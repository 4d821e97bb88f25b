"""/cauhoi: what was not understood, and what officers say it means."""

from bot.actions.dialogues import close_form, open_form, read_form
from bot.actions.phrases import (
    add_phrase,
    drop_phrase,
    drop_unheard,
    kinds_asked,
    own_phrases,
    own_unheard,
    read_phrase,
    read_unheard,
)
from bot.asking.phrases import is_meaning
from bot.context import BotContext
from bot.messages import phrases as words
from bot.rules.dialogues import Draft, Form, StaleForm
from handlers.officers.acting import organisation_of
from handlers.routing import Handle, command, pressed
from handlers.showing import show, show_form


async def on_unheard(context: BotContext, page: int = 0) -> None:
    """What was not understood lately."""
    async with context.reading() as db:
        lines = await own_unheard(db, context.member)
    organisation = organisation_of(context)
    await show(context, words.unheard_screen(context.texts, organisation, lines, page))


async def on_list(context: BotContext, press: words.ListUnheard) -> None:
    await on_unheard(context, press.page)


async def on_open(context: BotContext, press: words.OpenUnheard) -> None:
    async with context.reading() as db:
        line = await read_unheard(db, context.member, press.line_id)
        kinds = await kinds_asked(db, context.member)
    await show(context, words.line_screen(context.texts, line, kinds))


async def on_meaning(context: BotContext, press: words.SayMeaning) -> None:
    if not is_meaning(press.means):
        raise StaleForm
    subject = f"{press.line_id}-{press.means}"
    async with context.transaction() as db:
        await read_unheard(db, context.member, press.line_id)
        now = context.now()
        draft = await open_form(db, context.member, Form.PHRASE, "words", now, subject=subject)
    await resume(context, draft)


async def resume(context: BotContext, draft: Draft) -> None:
    """Ask again which words are meant."""
    line_id, means = _subject(draft)
    async with context.reading() as db:
        line = await read_unheard(db, context.member, line_id)
    screen = words.ask_phrase(context.texts, draft, line, means)
    await show_form(context, draft, screen, below=True)


async def on_typed(context: BotContext, draft: Draft, text: str) -> None:
    """What can be no phrase is explained, and the question stays."""
    async with context.transaction() as db:
        draft = await read_form(db, context.member, draft.id)
        phrase = await add_phrase(db, context.member, text, _subject(draft)[1], context.now())
        await close_form(db, draft)
    await show_form(context, draft, words.phrase_added(context.texts, phrase), below=True)


async def on_whole(context: BotContext, press: words.TakeWhole) -> None:
    async with context.transaction() as db:
        draft = await read_form(db, context.member, press.draft_id, press.version)
        if draft.form is not Form.PHRASE:
            raise StaleForm
        line_id, means = _subject(draft)
        line = await read_unheard(db, context.member, line_id)
        phrase = await add_phrase(db, context.member, line.line, means, context.now())
        await close_form(db, draft)
    await show(context, words.phrase_added(context.texts, phrase))


async def on_drop_line(context: BotContext, press: words.DropUnheard) -> None:
    async with context.transaction() as db:
        await drop_unheard(db, context.member, press.line_id)
    await on_unheard(context)


async def on_phrases(context: BotContext, press: words.ListPhrases) -> None:
    async with context.reading() as db:
        known = await own_phrases(db, context.member)
    organisation = organisation_of(context)
    await show(context, words.phrases_screen(context.texts, organisation, known, press.page))


async def on_open_phrase(context: BotContext, press: words.OpenPhrase) -> None:
    async with context.reading() as db:
        phrase = await read_phrase(db, context.member, press.phrase_id)
    await show(context, words.phrase_screen(context.texts, phrase))


async def on_drop_phrase(context: BotContext, press: words.DropPhrase) -> None:
    async with context.transaction() as db:
        await drop_phrase(db, context.member, press.phrase_id, context.now())
    await on_phrases(context, words.ListPhrases())


def _subject(draft: Draft) -> tuple[int, str]:
    line_id, _, means = draft.subject.partition("-")
    return int(line_id), means


HANDLERS = (
    command(on_unheard, "cauhoi", "questions"),
    pressed(words.ListUnheard, on_list),
    pressed(words.OpenUnheard, on_open),
    pressed(words.SayMeaning, on_meaning),
    pressed(words.TakeWhole, on_whole),
    pressed(words.DropUnheard, on_drop_line),
    pressed(words.ListPhrases, on_phrases),
    pressed(words.OpenPhrase, on_open_phrase),
    pressed(words.DropPhrase, on_drop_phrase),
)
FORMS = {Form.PHRASE: on_typed}
RESUMES = {Form.PHRASE: resume}
COMMANDS: dict[str, Handle] = {"cauhoi": on_unheard}
