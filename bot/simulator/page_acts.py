"""What a visitor of the chat page does on a phone, and with the clock."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request

from bot.simulator.page_state import LOCAL, ClockControl, PageState
from bot.simulator.participant import Participant
from bot.simulator.person import Attachment, Person
from bot.simulator.refusals import Json
from bot.simulator.telegram import Telegram

NO_REMINDER = "chưa có nhắc hạn nào sắp tới"


class PhoneActs:
    """One method for each POST; what cannot be done raises ValueError or LookupError."""

    def __init__(self, telegram: Telegram, state: PageState) -> None:
        self.telegram = telegram
        self.state = state
        self.by_name: dict[str, Callable[[Request], Awaitable[Any]]] = {
            "text": self._text,
            "start": self._start,
            "open": self._open,
            "tap": self._tap,
            "keyboard": self._keyboard,
            "files": self._files,
            "contact": self._contact,
            "block": self._block,
            "read": self._read,
            "group": self._group,
        }
        self.in_groups: dict[str, Callable[[Request], Awaitable[Any]]] = {
            "text": self._text,
            "tap": self._tap,
            "files": self._files,
            "read": self._read,
            "bot": self._bot,
            "upgrade": self._upgrade,
        }

    async def _text(self, request: Request) -> None:
        _, asked = await self._asked(request)
        self._chat(request).send(_string(asked, "text"), asked.get("reply_to_message_id"))

    async def _start(self, request: Request) -> None:
        person, asked = await self._asked(request)
        person.start(asked.get("payload"))

    async def _open(self, request: Request) -> None:
        person, asked = await self._asked(request)
        person.open_link(_string(asked, "payload"))

    async def _tap(self, request: Request) -> None:
        _, asked = await self._asked(request)
        chat = self._chat(request)
        posted = chat.find(_number(asked, "message_id"))
        button = _button(posted.body.get("reply_markup") if posted else None, asked)
        if "callback_data" in button and posted:
            chat.tap_data(posted.message_id, button["callback_data"])

    async def _keyboard(self, request: Request) -> None:
        person, asked = await self._asked(request)
        person.press_key(_button(person.reply_keyboard, asked))

    async def _files(self, request: Request) -> None:
        chat = self._chat(request)
        async with request.form() as form:
            as_photo = form.get("as") == "photo"
            parts = [part for part in form.getlist("files") if isinstance(part, UploadFile)]
            attachments = [await _attachment(part, as_photo=as_photo) for part in parts]
            caption = form.get("caption")
        if not attachments:
            raise ValueError("no file was chosen")
        chat.send_album(attachments, caption if isinstance(caption, str) else None)

    async def _contact(self, request: Request) -> None:
        self._person(request).share_contact()

    async def _block(self, request: Request) -> None:
        person, asked = await self._asked(request)
        if asked.get("blocked"):
            person.block()
        else:
            person.unblock()

    async def _read(self, request: Request) -> None:
        person, asked = await self._asked(request)
        chat_id = int(request.path_params.get("group", person.id))
        self.state.read(person.id, chat_id, _number(asked, "message_id"))

    async def _group(self, request: Request) -> None:
        """Put the bot into a group of this person that lacks it, into a new one if need be."""
        person = self._person(request)
        group = next((each for each in person.groups if not each.has_bot), None)
        if group is None:
            new, number = self.state.new_group, len(person.groups) + 1
            others = [self.telegram.people[id_] for id_ in new.people if id_ != person.id]
            title = new.title if number == 1 else f"{new.title} ({number})"
            group = person.create_group(title, *others).group
        person.in_group(group).add_bot()

    async def _bot(self, request: Request) -> None:
        seat = self._seat(request)
        _, asked = await self._asked(request)
        if asked.get("inside"):
            seat.add_bot()
        else:
            seat.remove_bot()

    async def _upgrade(self, request: Request) -> None:
        self._seat(request).upgrade()

    def _chat(self, request: Request) -> Person | Participant:
        """Where it is done: in a group if the path names one, else in the chat with the bot."""
        return self._seat(request) if "group" in request.path_params else self._person(request)

    def _seat(self, request: Request) -> Participant:
        person = self._person(request)
        return person.in_group(self.state.group(person, int(request.path_params["group"])))

    def _person(self, request: Request) -> Person:
        return self.state.person(request.path_params["phone"])

    async def _asked(self, request: Request) -> tuple[Person, Json]:
        body = await request.body()
        asked = await request.json() if body else {}
        if not isinstance(asked, dict):
            raise TypeError("an object is expected")
        return self._person(request), asked


async def moment_of(asked: Json, clock: ClockControl) -> datetime:
    """Where {"hours": 1}, {"days": 1}, {"to": "next_reminder"} or {"to": "2023-06-01T08:00"} leads.

    A moment without an offset is local.
    """
    match asked:
        case {"hours": int() | float() as hours}:
            return clock.now() + timedelta(hours=hours)
        case {"days": int() | float() as days}:
            return clock.now() + timedelta(days=days)
        case {"to": "next_reminder"}:
            reminder = await clock.next_reminder_at()
            if reminder is None:
                raise ValueError(NO_REMINDER)
            return reminder
        case {"to": str() as written}:
            moment = datetime.fromisoformat(written)
            return moment if moment.tzinfo else moment.replace(tzinfo=LOCAL)
    raise ValueError("hours, days or to is expected")


async def _attachment(part: UploadFile, *, as_photo: bool) -> Attachment:
    name = "" if as_photo else part.filename or "tep"
    return Attachment(await part.read(), name, part.content_type or "")


def _button(markup: Json | None, asked: Json) -> Json:
    rows = (markup or {}).get("inline_keyboard") or (markup or {}).get("keyboard") or []
    row, column = _number(asked, "row"), _number(asked, "column")
    if not 0 <= row < len(rows) or not 0 <= column < len(rows[row]):
        raise LookupError("this button is no longer there")
    button: Json = rows[row][column]
    return button


def _number(asked: Json, name: str) -> int:
    value = asked.get(name)
    if not isinstance(value, int):
        raise TypeError(f"{name} must be a number")
    return value


def _string(asked: Json, name: str) -> str:
    value = asked.get(name)
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{name} must not be empty")
    return value
