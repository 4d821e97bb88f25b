"""Requests over aiohttp: PTB's own bot through it, files whole, errors without the token."""

import asyncio
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, closing, suppress
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.delivery.errors import outcome_of, wait_of
from bot.delivery.request import UNTOLD_WAIT, AiohttpRequest, AnswerLost, NotSent
from bot.rules.outbox import Failed
from bot.simulator.faults import FILE, Cut, Dropped, Fault, Late, Page
from bot.simulator.person import Person
from bot.simulator.telegram import Telegram

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0"  # the documentation's own

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def a_server(answer: Answer) -> AsyncIterator[str]:
    """A server that answers everything in one way."""
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    assert site._server is not None
    port = site._server.sockets[0].getsockname()[1]  # type: ignore[attr-defined]
    yield f"http://127.0.0.1:{port}"
    await runner.cleanup()


def last_of(person: Person) -> dict[str, Any]:
    """The last message of a chat."""
    return list(person.chat)[-1].body


async def failure_of(request: AiohttpRequest, url: str) -> TelegramError:
    async with request:
        with pytest.raises(TelegramError) as caught:
            await request.post(f"{url}/bot{TOKEN}/getMe", read_timeout=0.2, connect_timeout=0.2)
    return caught.value


async def test_the_librarys_bot_speaks_through_it(bot: Bot, telegram: Telegram) -> None:
    assert (await bot.get_me()).username == telegram.username


async def test_a_file_arrives_with_its_vietnamese_name_and_caption(bot: Bot, mai: Person) -> None:
    await bot.send_document(
        mai.chat.chat_id,
        b"%PDF-1.7 ...",
        filename="Báo cáo 6 tháng – Hòa Bình (bản ký).pdf",
        caption="Đã ký & đóng dấu",
    )

    body = last_of(mai)
    assert body["document"]["file_name"] == "Báo cáo 6 tháng – Hòa Bình (bản ký).pdf"
    assert body["caption"] == "Đã ký & đóng dấu"


async def test_a_file_name_cannot_break_out_of_its_header(bot: Bot, mai: Person) -> None:
    name = 'a"\r\nX-Evil: 1\r\n\r\nb.pdf'
    await bot.send_document(mai.chat.chat_id, b"%PDF-1.7 ...", filename=name)

    assert "\n" not in last_of(mai)["document"]["file_name"]


async def test_a_file_is_fetched_whole(bot: Bot, mai: Person) -> None:
    content = bytes(range(256)) * 4096
    sent = await bot.send_document(mai.chat.chat_id, content, filename="a.bin")
    assert sent.document is not None

    file = await sent.document.get_file()

    assert bytes(await file.download_as_bytearray()) == content


@pytest.mark.parametrize("fault", [Page(502), Dropped(), Cut()], ids=repr)
async def test_a_file_that_breaks_off_is_fetched_again(
    bot: Bot, telegram: Telegram, mai: Person, fault: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.delivery.request.FETCHED_AFTER", 0)
    sent = await bot.send_document(mai.chat.chat_id, b"x" * 100_000, filename="a.bin")
    assert sent.document is not None
    file = await sent.document.get_file()
    order = telegram.faults.inject(fault, FILE, times=2)

    assert await file.download_as_bytearray() == b"x" * 100_000
    assert order.met == 2


async def test_a_file_that_is_not_there_is_asked_for_once(
    request_: AiohttpRequest, url: str, telegram: Telegram
) -> None:
    asked = telegram.faults.inject(Late(0), FILE)

    with pytest.raises(TelegramError):
        await request_.retrieve(f"{url.replace('/bot', '/file/bot')}/gone.bin")
    assert asked.met == 1


async def test_many_requests_go_at_once(bot: Bot, mai: Person) -> None:
    sends = (bot.send_message(mai.chat.chat_id, str(number)) for number in range(100))

    sent = await asyncio.gather(*sends)

    assert len({message.message_id for message in sent}) == 100


async def test_refusals_of_telegram_are_the_librarys_errors(bot: Bot, telegram: Telegram) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(424242, "anyone?")
    telegram.refuse_next("getMe", 429, "Too Many Requests", {"retry_after": 3})
    with pytest.raises(RetryAfter):
        await bot.get_me()


async def test_it_can_be_initialized_twice_and_again_after_its_end(url: str) -> None:
    request = AiohttpRequest()
    for _ in range(2):
        await request.initialize()
        await request.initialize()
        assert await request.post(f"{url}/getMe")
        await request.shutdown()
        await request.shutdown()


async def test_before_it_is_initialized_a_request_says_so(url: str) -> None:
    with pytest.raises(NetworkError, match="not initialized"):
        await AiohttpRequest().post(f"{url}/getMe")


async def test_nobody_there_means_not_sent() -> None:
    error = await failure_of(AiohttpRequest(), "http://127.0.0.1:9")

    assert isinstance(error, NotSent)


async def test_a_late_answer_is_a_timeout() -> None:
    async def never(_request: web.Request) -> web.Response:
        await asyncio.sleep(60)
        return web.Response()

    async with a_server(never) as url:
        error = await failure_of(AiohttpRequest(), url)

    assert type(error) is TimedOut


async def test_a_connection_cut_after_the_request_may_have_delivered_it() -> None:
    async def cut(request: web.Request) -> web.Response:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    async with a_server(cut) as url:
        error = await failure_of(AiohttpRequest(), url)

    assert isinstance(error, AnswerLost)


async def test_a_proxy_that_is_gone_means_not_sent() -> None:
    for proxy in ("http://127.0.0.1:9", "socks5://127.0.0.1:9"):
        error = await failure_of(AiohttpRequest(proxy=proxy), "http://127.0.0.1:10")

        assert isinstance(error, NotSent)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        *((status, NotSent) for status in (302, 400, 403, 404, 407, 451)),
        *((status, AnswerLost) for status in (200, 500, 502, 503, 504)),
    ],
)
async def test_a_page_of_something_in_between_is_not_telegrams_word(
    status: int, kind: type[TelegramError]
) -> None:
    async def show(_request: web.Request) -> web.Response:
        return web.Response(text="<html>", content_type="text/html", status=status)

    async with a_server(show) as url:
        error = await failure_of(AiohttpRequest(), url)

    assert type(error) is kind
    assert "<html>" not in str(error)
    assert str(status) in str(error)


@pytest.mark.parametrize(
    ("body", "headers", "seconds"),
    [
        ('{"parameters": {"retry_after": 3}}', {"Retry-After": "7"}, 3),
        ("<html>", {"Retry-After": "7"}, 7),
        ('{"ok": false}', {"Retry-After": "7"}, 7),
        ("<html>", {}, UNTOLD_WAIT),
        ("", {"Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT"}, UNTOLD_WAIT),
    ],
)
async def test_a_429_says_how_long_wherever_it_says_it(
    body: str, headers: dict[str, str], seconds: int
) -> None:
    async def refuse(_request: web.Request) -> web.Response:
        return web.Response(text=body, status=429, headers=headers)

    async with a_server(refuse) as url:
        error = await failure_of(AiohttpRequest(), url)

    assert isinstance(error, RetryAfter)
    assert wait_of(error) == timedelta(seconds=seconds)


async def test_what_is_too_large_for_a_gateway_is_too_large_for_telegram() -> None:
    async def refuse(_request: web.Request) -> web.Response:
        return web.Response(text="<html>", status=413, reason="Request Entity Too Large")

    async with a_server(refuse) as url:
        error = await failure_of(AiohttpRequest(), url)

    assert isinstance(outcome_of(error, 1), Failed)


async def test_a_name_that_cannot_be_resolved_means_not_sent() -> None:
    error = await failure_of(AiohttpRequest(), "http://telegram.invalid")

    assert isinstance(error, NotSent)


async def test_a_server_that_speaks_no_tls_means_not_sent(url: str) -> None:
    error = await failure_of(AiohttpRequest(), url.replace("http://", "https://"))

    assert isinstance(error, NotSent)


async def test_no_connection_free_in_time_means_not_sent() -> None:
    async def never(_request: web.Request) -> web.Response:
        await asyncio.sleep(60)
        return web.Response()

    async with a_server(never) as url, AiohttpRequest(1) as request:
        busy = asyncio.create_task(request.post(f"{url}/bot{TOKEN}/getMe"))
        await asyncio.sleep(0.05)
        with pytest.raises(NotSent):
            await request.post(f"{url}/bot{TOKEN}/getMe", connect_timeout=0.1, pool_timeout=0.1)
        busy.cancel()


class KeepAlive:
    """A server that keeps its connections, until it closes one: at rest, or over a request."""

    def __init__(self, *, closes_at_rest: bool) -> None:
        self.requests = 0
        self.connections = 0
        self._closes_at_rest = closes_at_rest

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        answer = b'{"ok": true, "result": true}'
        with suppress(asyncio.IncompleteReadError), closing(writer):
            # Until the client closes it.
            while await reader.readuntil(b"\r\n\r\n"):
                self.requests += 1
                if self.requests == 2 and not self._closes_at_rest:
                    break
                head = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(answer)
                writer.write(head + answer)
                if self._closes_at_rest:
                    break


async def answers_of(server: KeepAlive, requests: int) -> list[bytes | TelegramError]:
    """What so many requests, one after the other over kept connections, come to."""
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/bot{TOKEN}/x"
    answers: list[bytes | TelegramError] = []
    async with listening, AiohttpRequest() as request:
        for _ in range(requests):
            try:
                answers.append((await request.do_request(url, "POST"))[1])
            except TelegramError as error:
                answers.append(error)
            await asyncio.sleep(0.01)
    return answers


async def test_a_kept_connection_that_was_closed_at_rest_is_replaced_unseen() -> None:
    server = KeepAlive(closes_at_rest=True)

    answers = await answers_of(server, 3)

    assert (set(map(type, answers)), server.requests, server.connections) == ({bytes}, 3, 3)


async def test_a_kept_connection_closed_as_a_request_comes_leaves_us_unsure_and_goes_out_once() -> (
    None
):
    server = KeepAlive(closes_at_rest=False)

    first, second, third = await answers_of(server, 3)

    # Nobody can tell whether the server had taken it: sending it again is not the request's to do.
    assert (type(first), type(second), type(third)) == (bytes, AnswerLost, bytes)
    assert (server.requests, server.connections) == (3, 2)


async def test_a_proxy_that_does_not_let_us_through_means_not_sent() -> None:
    async def refuse(_request: web.Request) -> web.Response:
        return web.Response(status=502)

    async with a_server(refuse) as proxy:
        error = await failure_of(AiohttpRequest(proxy=proxy), "https://telegram.invalid")

    assert isinstance(error, NotSent)


async def test_an_http_proxy_is_asked_for_everything() -> None:
    asked: list[str] = []

    async def proxy(request: web.Request) -> web.Response:
        asked.append(request.raw_path)
        return web.json_response({"ok": True, "result": {"id": 1}})

    async with a_server(proxy) as url, AiohttpRequest(proxy=url) as request:
        await request.post(f"http://telegram.invalid/bot{TOKEN}/getMe")

    assert asked == [f"http://telegram.invalid/bot{TOKEN}/getMe"]


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "http://[bad", "ftp://127.0.0.1"])
async def test_no_error_carries_the_token(url: str) -> None:
    error = await failure_of(AiohttpRequest(), url)

    assert TOKEN not in "".join(traceback.format_exception(error))
    assert error.__cause__ is None or TOKEN not in repr(error.__cause__)
    assert error.__context__ is None or TOKEN not in repr(error.__context__)


async def test_no_error_of_a_refusing_proxy_carries_the_token() -> None:
    async def refuse(_request: web.Request) -> web.Response:
        return web.Response(status=407)

    async with a_server(refuse) as proxy, AiohttpRequest(proxy=proxy) as request:
        with pytest.raises(TelegramError) as caught:
            await request.post(f"https://telegram.invalid/bot{TOKEN}/getMe")

    assert TOKEN not in "".join(traceback.format_exception(caught.value))
