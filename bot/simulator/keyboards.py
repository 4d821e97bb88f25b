"""Buttons as Telegram accepts them."""

from collections.abc import Iterator

from bot.simulator.links import WrongLinkError, checked_link, user_of_link
from bot.simulator.refusals import Json, bad_request

MAX_CALLBACK_DATA = 64
MAX_COPIED_TEXT = 256
MAX_BUTTONS = 100
MAX_BUTTONS_IN_ROW = 8
_ACTIONS = ("url", "callback_data", "copy_text")


def split_markup(markup: Json | None) -> tuple[Json | None, Json | None]:
    """A checked reply markup as (inline keyboard, anything else); one of the two is None.

    An inline keyboard without buttons is no keyboard at all, as in Telegram.
    """
    if markup is None:
        return None, None
    if "inline_keyboard" not in markup:
        if "keyboard" in markup:
            _check_reply_keyboard(markup)
        return None, markup
    rows = [row for row in markup["inline_keyboard"] if row]
    for button in buttons_of({"inline_keyboard": rows}):
        _check_inline_button(button)
    _check_size(rows, MAX_BUTTONS_IN_ROW)
    return ({"inline_keyboard": rows} if rows else None), None


def buttons_of(markup: Json | None) -> Iterator[Json]:
    """The buttons of an inline or reply keyboard, row by row."""
    markup = markup or {}
    for row in markup.get("inline_keyboard") or markup.get("keyboard") or []:
        yield from row


def _check_inline_button(button: Json) -> None:
    if not button["text"].strip():
        raise bad_request("inline keyboard button text must be non-empty")
    actions = [action for action in _ACTIONS if button.get(action)]
    if not actions:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if len(actions) > 1:
        raise bad_request("can't parse inline keyboard button: one action a button")
    if "url" in actions:
        _check_address(button["url"])
    if len(button.get("callback_data", "").encode()) > MAX_CALLBACK_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    if "copy_text" in actions and not 0 < len(button["copy_text"]["text"]) <= MAX_COPIED_TEXT:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")


def _check_address(address: str) -> None:
    if user_of_link(address) is not None:
        return
    try:
        checked_link(address)
    except WrongLinkError as reason:
        words = f"inline keyboard button URL '{address}' is invalid: {reason}"
        raise bad_request(words) from None


def _check_reply_keyboard(markup: Json) -> None:
    if any(not button["text"].strip() for button in buttons_of(markup)):
        raise bad_request("keyboard button text must be non-empty")
    if not any(markup["keyboard"]):
        raise bad_request("reply keyboard must have at least one button")
    _check_size(markup["keyboard"], MAX_BUTTONS_IN_ROW + 4)


def _check_size(rows: list[list[Json]], widest: int) -> None:
    if sum(map(len, rows)) > MAX_BUTTONS or any(len(row) > widest for row in rows):
        raise bad_request("reply markup is too long")
