"""Keeping secrets out of logs: bot tokens, which stand in every URL, and passwords in others."""

import logging
import re
from collections.abc import MutableMapping
from typing import Any

_TOKEN = re.compile(r"\d{3,20}(?::|%3A)[A-Za-z0-9_-]{20,}", re.IGNORECASE)
_PASSWORD = re.compile(r"(://[^\s:/@]*:)[^\s/@]+(?=@)")
HIDDEN = "<token>"


def redact(text: str) -> str:
    """The text with every bot token, and every password of a URL, replaced."""
    return _PASSWORD.sub(r"\1<password>", _TOKEN.sub(HIDDEN, text))


class TokenFilter(logging.Filter):
    """Removes bot tokens from a record: message, arguments and traceback.

    It belongs on handlers, which see every record; a filter on a logger misses its children's.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.msg, dict):  # an event of structlog, rendered by the handler
            record.msg = _redacted(record.msg)
        else:
            record.msg, record.args = redact(record.getMessage()), None
        if record.exc_info and not record.exc_text:
            # Formatters reuse the text that is already there.
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = redact(record.exc_text)
        return True


def redact_event(
    _logger: Any, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """A structlog processor that removes bot tokens; it goes last before the renderer."""
    return {key: _redacted(value) for key, value in event.items()}


def guard_handlers(logger: logging.Logger | None = None) -> None:
    """Put a TokenFilter on every handler of a logger, the root's when none is named."""
    for handler in (logger or logging.getLogger()).handlers:
        if not any(isinstance(each, TokenFilter) for each in handler.filters):
            handler.addFilter(TokenFilter())


def _redacted(value: Any) -> Any:
    if isinstance(value, str):
        return redact(value)
    if isinstance(value, dict):
        return {key: _redacted(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_redacted(each) for each in value)
    if isinstance(value, BaseException):
        return redact(repr(value))
    return value
