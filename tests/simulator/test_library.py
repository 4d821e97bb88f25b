"""The library that the bot is built on, talking to the simulator as it talks to Telegram."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    KeyboardButton,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
    Update,
)
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    RetryAfter,
)
from telegram.ext import Application, CommandHandler, ContextTypes

from bot.simulator.person import Person
from bot.simulator.telegram import Telegram


@pytest.fixture
async def library(telegram: Telegram, url: str) -> AsyncIterator[Bot]:
    async with Bot(telegram.token, f"{url}/bot", f"{url}/file/bot") as bot:
        yield bot


async def test_bot_of_the_library_sends_edits_and_hears(library: Bot, lan: Person) -> None:
    keyboard = InlineKeyboardMarkup.from_button(InlineKeyboardButton("Nộp", callback_data="nop"))
    sent = await library.send_message(
        lan.id,
        "<b>Hạn 10/6</b>",
        parse_mode="HTML",
        reply_markup=keyboard,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        reply_to_message_id=lan.messages[0]["message_id"],
    )
    lan.tap("Nộp")

    (update,) = await library.get_updates()
    assert update.callback_query is not None
    await update.callback_query.answer("Đã nhận")
    await update.callback_query.edit_message_text("Đã nộp")

    assert lan.toast == "Đã nhận"
    assert lan.last_text == "Đã nộp"
    assert sent.reply_to_message is not None


async def test_files_of_the_library_go_up_and_down(library: Bot, lan: Person) -> None:
    sent = await library.send_document(lan.id, b"%PDF", filename="báo cáo.pdf", caption="c")
    album = await library.send_media_group(
        lan.id, [InputMediaDocument(name, filename=f"{name!s}.txt") for name in (b"a", b"b")]
    )

    assert sent.document is not None
    assert sent.document.file_name == lan.messages[1]["document"]["file_name"] == "báo cáo.pdf"
    file = await sent.document.get_file()
    assert bytes(await file.download_as_bytearray()) == b"%PDF"
    assert len(album) == 2


async def test_profile_and_keyboards_of_the_library(library: Bot, lan: Person) -> None:
    await library.set_my_commands([BotCommand("han", "Hạn nộp")], BotCommandScopeChat(lan.id))
    await library.set_my_description("Thi đua", language_code="vi")
    keys = ReplyKeyboardMarkup([[KeyboardButton("Gửi số", request_contact=True)]])
    await library.send_message(lan.id, "Số điện thoại?", reply_markup=keys)
    lan.tap("Gửi số")

    (update,) = await library.get_updates()
    assert update.message is not None
    assert update.message.contact is not None
    assert update.message.contact.user_id == lan.id
    assert lan.commands == [{"command": "han", "description": "Hạn nộp"}]
    assert (await library.get_my_description("vi")).description == "Thi đua"
    assert (await library.get_chat(lan.id)).first_name == "Lan"


async def test_refusals_become_the_errors_of_the_library(
    library: Bot, lan: Person, telegram: Telegram, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    with pytest.raises(BadRequest, match="Chat not found"):
        await library.send_message(5, "x")
    telegram.refuse_next("sendMessage", 429, "Too Many Requests: retry after 3", {"retry_after": 3})
    with pytest.raises(RetryAfter) as flood:
        await library.send_message(lan.id, "x")
    telegram.refuse_next("getUpdates", 409, "Conflict: terminated by other getUpdates request")
    with pytest.raises(Conflict):
        await library.get_updates()
    lan.block()
    with pytest.raises(Forbidden):
        await library.send_message(lan.id, "x")
    with pytest.raises(InvalidToken):
        async with Bot("1000001:wrong", f"{url}/bot"):
            pass

    assert flood.value.retry_after == timedelta(seconds=3)


async def test_library_reads_what_happens_to_a_group(library: Bot, lan: Person) -> None:
    seat = lan.create_group("Khối huyện")
    seat.add_bot()
    seat.promote_bot()
    new = seat.upgrade()
    new.remove_bot()

    updates = await library.get_updates()
    with pytest.raises(ChatMigrated) as moved:
        await library.send_message(seat.group.chat_id, "x")
    with pytest.raises(Forbidden, match="kicked from the supergroup"):
        await library.send_message(new.group.chat_id, "x")

    changes = [each.my_chat_member for each in updates if each.my_chat_member]
    assert [change.new_chat_member.status for change in changes] == [
        "member",
        "administrator",
        "administrator",
        "kicked",
    ]
    assert moved.value.new_chat_id == new.group.chat_id


async def test_application_of_the_library_polls_and_answers(
    telegram: Telegram, url: str, lan: Person
) -> None:
    async def on_start(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message is not None
        await update.message.reply_text("Xin chào")

    builder = Application.builder().token(telegram.token).base_url(f"{url}/bot")
    application = builder.build()
    application.add_handler(CommandHandler("start", on_start))
    async with application:
        await application.start()
        assert application.updater is not None
        await application.updater.start_polling()
        lan.start()
        await telegram.until(lambda: lan.last_text == "Xin chào")
        await application.updater.stop()
        await application.stop()

    assert [call.method for call in telegram.calls] == ["getMe", "deleteWebhook", "sendMessage"]
