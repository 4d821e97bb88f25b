"""Faults as they look on the wire: pages of gateways, broken connections, silence."""

import asyncio
from collections.abc import Awaitable, Callable
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import Receive, Scope, Send

from bot.serving import Served
from bot.simulator.faults import Breakage, Cut, Dropped, Page, Silent, Trickling
from bot.simulator.telegram import Telegram

PIECES = 10


async def on_the_way(
    telegram: Telegram, method: str, request: Request, work: Callable[[], Awaitable[Response]]
) -> Response:
    """The answer of `work`, unless a fault is on order for the method: then what is left of it."""
    if late := telegram.faults.lateness(method):
        # What has arrived is carried out, whatever becomes of whoever asked.
        await request.body()
        await asyncio.sleep(late)
    fault = telegram.faults.breakage(method)
    if fault is None:
        return await work()
    answer = await work() if fault.accepted else Response()
    return _broken(fault, answer, request, telegram.served)


def _broken(fault: Breakage, answer: Response, request: Request, served: Served) -> Response:
    match fault:
        case Page():
            return _page(fault)
        case Dropped():
            return _Broken(answer, request, served, pieces=0)
        case Cut():
            return _Broken(answer, request, served, pieces=PIECES // 2)
        case Silent():
            return _Silence()
        case Trickling(seconds):
            return _Broken(answer, request, served, pieces=PIECES, pause=seconds / PIECES)


def _page(fault: Page) -> Response:
    words = f"{fault.status} {HTTPStatus(fault.status).phrase}"
    html = f"<html><head><title>{words}</title></head><body><h1>{words}</h1></body></html>"
    told = {} if fault.retry_after is None else {"Retry-After": str(fault.retry_after)}
    return HTMLResponse(html, fault.status, headers=told)


class _Silence(Response):
    """Nothing, until whoever asked hangs up."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass


class _Broken(_Silence):
    """The first `pieces` tenths of an answer, one after another; then, if not all, the end."""

    def __init__(
        self,
        answer: Response,
        request: Request,
        served: Served,
        *,
        pieces: int,
        pause: float = 0.0,
    ) -> None:
        super().__init__()
        self._answer = answer
        self._request = request
        self._served = served
        self._pieces = pieces
        self._pause = pause

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._pieces:
            await self._tell(send)
        if self._pieces < PIECES:
            self._served.hang_up(self._request)
            await super().__call__(scope, receive, send)

    async def _tell(self, send: Send) -> None:
        answer, body = self._answer, bytes(self._answer.body)
        start = {"status": answer.status_code, "headers": answer.raw_headers}
        await send({"type": "http.response.start", **start})
        for piece in range(self._pieces):
            until = [len(body) * part // PIECES for part in (piece, piece + 1)]
            last = piece + 1 == PIECES
            part = {"body": body[slice(*until)], "more_body": not last}
            await send({"type": "http.response.body", **part})
            await asyncio.sleep(self._pause)
