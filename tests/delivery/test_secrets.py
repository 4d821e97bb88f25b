"""No log shows a token, however it gets in."""

import io
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot.delivery.secrets import TokenFilter, guard_handlers, redact, redact_event

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0"


@pytest.fixture
def output() -> Iterator[io.StringIO]:
    """What a guarded handler writes."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    logger = logging.getLogger("guarded")
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    guard_handlers(logger)
    yield stream
    logger.removeHandler(handler)


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("postgresql://me:s3cret@host/name", "postgresql://me:<password>@host/name"),
        ("http://host:8080/a@b", "http://host:8080/a@b"),
        (f"POST https://api.telegram.org/bot{TOKEN}/getMe", "/bot<token>/getMe"),
        (f"file/bot{TOKEN.replace(':', '%3A')}/a.pdf", "/bot<token>/a.pdf"),
        (f"'{TOKEN}', '{TOKEN}'", "'<token>', '<token>'"),
    ],
)
def test_a_token_is_redacted_wherever_it_stands(text: str, redacted: str) -> None:
    assert redact(text).endswith(redacted)


@pytest.mark.parametrize("text", ["08:00 10/06/2023", "at 12:30:45.123", "1234:short", ""])
def test_times_and_other_words_stay(text: str) -> None:
    assert redact(text) == text


def test_messages_and_arguments_of_children_are_redacted(output: io.StringIO) -> None:
    child = logging.getLogger("guarded.child")
    child.info("asking %s and %s", f"/bot{TOKEN}/getMe", {"url": f"/bot{TOKEN}"})

    assert output.getvalue() == "asking /bot<token>/getMe and {'url': '/bot<token>'}\n"


def test_tracebacks_are_redacted(output: io.StringIO) -> None:
    try:
        raise ValueError(f"/bot{TOKEN}/getMe")
    except ValueError:
        logging.getLogger("guarded").exception("failed")

    assert TOKEN not in output.getvalue()
    assert "ValueError: /bot<token>/getMe" in output.getvalue()


def test_a_handler_is_guarded_once(output: io.StringIO) -> None:
    guard_handlers(logging.getLogger("guarded"))

    [handler] = logging.getLogger("guarded").handlers
    assert sum(isinstance(each, TokenFilter) for each in handler.filters) == 1


def test_events_of_structlog_are_redacted_to_the_depth() -> None:
    event = {"event": f"/bot{TOKEN}", "why": ValueError(TOKEN), "all": [{"url": TOKEN}], "n": 3}

    assert redact_event(None, "info", event) == {
        "event": "/bot<token>",
        "why": "ValueError('<token>')",
        "all": [{"url": "<token>"}],
        "n": 3,
    }


def test_an_event_handed_to_a_handler_is_redacted(output: io.StringIO) -> None:
    [handler] = logging.getLogger("guarded").handlers
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processor=structlog.processors.KeyValueRenderer(key_order=["event"])
        )
    )
    log = structlog.wrap_logger(
        logging.getLogger("guarded"),
        processors=[structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    )
    log.info("asked", url=f"/bot{TOKEN}/getMe")

    assert output.getvalue().startswith("event='asked' url='/bot<token>/getMe'")
