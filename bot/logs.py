"""Logs: one line an event on standard error, tokens taken out."""

import logging
import sys
import traceback
from types import TracebackType

import structlog

from bot.delivery.secrets import guard_handlers, redact, redact_event


def set_up_logs(level: str) -> None:
    """Send everything, our events and the libraries', to standard error from this level on."""
    number = logging.getLevelNamesMapping()[level.upper()]
    logging.basicConfig(
        level=max(number, logging.WARNING), stream=sys.stderr, format="%(levelname)s %(message)s"
    )
    guard_handlers()
    sys.excepthook = _die_discreetly
    # httpx is not used, but python-telegram-bot imports it, and it logs whole URLs.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="%Y-%m-%d %H:%M:%S", utc=False),
            structlog.processors.format_exc_info,
            redact_event,
            structlog.dev.ConsoleRenderer(colors=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def _die_discreetly(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """What ends the program is shown as ever, but for its secrets."""
    sys.stderr.write(redact("".join(traceback.format_exception(kind, error, trace))))
