"""The chat page: some phones side by side, the clock, and what to try next, over HTTP."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.simulator.page_acts import PhoneActs, moment_of
from bot.simulator.page_state import ClockControl, GuideStep, NewGroup, PageState, PhoneCard
from bot.simulator.server import api_routes
from bot.simulator.telegram import Telegram

PAGE = Path(__file__).parent / "page"
PING_SECONDS = 15.0
_HOST = re.compile(r"(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?")
_SHOWN_INLINE = {"image/jpeg", "image/png", "image/gif", "image/webp"}
_MEDIA_TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".json": "application/json",
}
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; "
        "object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
    ),
}

Act = Callable[[Request], Awaitable[Any]]


class ChatPage:
    """The page and its JSON. Phones may be added while it is open; reloading loses nothing."""

    def __init__(
        self,
        telegram: Telegram,
        phones: Sequence[PhoneCard],
        clock: ClockControl,
        guide: Callable[[], Sequence[GuideStep]] = tuple,
    ) -> None:
        self.telegram = telegram
        self.clock = clock
        self.state = PageState(telegram, list(phones), clock, guide, NewGroup("Nhóm"))
        self.acts = PhoneActs(telegram, self.state)

    def add_phone(self, card: PhoneCard) -> None:
        """Show one more phone, of a person whom the service already knows."""
        self.state.phones.append(card)
        self.telegram.changed()

    def make_groups_of(self, title: str, people: Sequence[int]) -> None:
        """What groups made on the page are called, and who is in them."""
        self.state.new_group = NewGroup(title, tuple(people))

    def app(self) -> Starlette:
        """The page together with the Bot API, to be given to serve()."""
        app = Starlette(
            routes=[*api_routes(self.telegram), *self._routes()],
            middleware=[Middleware(OwnPageOnly)],
        )
        app.state.telegram = self.telegram
        return app

    def _routes(self) -> list[Route]:
        phone = "/chat/phones/{phone:int}"
        acts = {f"{phone}/{name}": act for name, act in self.acts.by_name.items()}
        acts |= {f"{phone}/groups/{{group}}/{n}": act for n, act in self.acts.in_groups.items()}
        return [
            Route("/", self._index),
            Route("/page/{name}", self._static),
            Route("/chat/state", self._state),
            Route("/chat/events", self._events),
            Route("/chat/files/{file_id}", self._file),
            Route("/chat/clock", told(self._move_clock), methods=["POST"]),
            *(Route(path, told(act), methods=["POST"]) for path, act in acts.items()),
            # The page names its files relative to itself, and it stands at the root.
            Route("/{name}", self._static),
        ]

    async def _index(self, request: Request) -> Response:
        return FileResponse(PAGE / "index.html", media_type="text/html", headers=_HEADERS)

    async def _static(self, request: Request) -> Response:
        name = request.path_params["name"]
        # Only what lies in the folder has a name there: no path can lead out of it.
        known = {path.name: path for path in PAGE.iterdir() if path.suffix in _MEDIA_TYPES}
        if name not in known:
            return Response(status_code=404)
        media_type = _MEDIA_TYPES[known[name].suffix]
        return FileResponse(known[name], media_type=media_type, headers=_HEADERS)

    async def _state(self, request: Request) -> Response:
        return JSONResponse(await self.state.as_json(), headers={"Cache-Control": "no-store"})

    async def _file(self, request: Request) -> Response:
        stored = self.telegram.files.find(request.path_params["file_id"])
        if stored is None:
            return Response(status_code=404)
        # A document that calls itself a web page must never run as one beside the chat.
        shown = stored.mime in _SHOWN_INLINE
        how = "inline" if shown else "attachment"
        headers = _HEADERS | {
            "Content-Disposition": f"{how}; filename*=UTF-8''{quote(stored.name, safe='')}",
            "Content-Security-Policy": "sandbox; default-src 'none'",
        }
        media_type = stored.mime if shown else "application/octet-stream"
        return Response(stored.content, media_type=media_type, headers=headers)

    async def _events(self, request: Request) -> Response:
        return StreamingResponse(self._news(), media_type="text/event-stream", headers=_HEADERS)

    async def _news(self) -> AsyncIterator[str]:
        seen = -1
        while self.telegram.is_open:
            if self.telegram.revision == seen:
                yield ": ping\n\n"
            else:
                seen = self.telegram.revision
                yield f"data: {json.dumps({'revision': seen})}\n\n"
            if self.telegram.revision == seen:
                await self.telegram.bell.wait(PING_SECONDS)
            # What happens in one breath is told once.
            await asyncio.sleep(0.01)

    async def _move_clock(self, request: Request) -> None:
        await self.clock.move(await moment_of(await request.json(), self.clock))
        self.telegram.changed()


def told(act: Act) -> Callable[[Request], Awaitable[Response]]:
    """Answer {} when the act is done, or 400 with why it cannot be."""

    async def endpoint(request: Request) -> Response:
        try:
            await act(request)
        except (ValueError, LookupError, TypeError, RuntimeError, OverflowError) as wrong:
            reason = str(wrong.args[0]) if wrong.args else type(wrong).__name__
            return JSONResponse({"error": reason}, 400)
        return JSONResponse({})

    return endpoint


class OwnPageOnly:
    """Lets the page be used from this machine and by itself only.

    Another site must not reach it by a name that resolves to 127.0.0.1, nor post to it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 403."""
        if scope["type"] == "http" and not _is_own(Request(scope)):
            await Response("forbidden", 403)(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def _is_own(request: Request) -> bool:
    if request.url.path.startswith(("/bot", "/file/")):
        return True  # The Bot API asks for the token instead.
    host = request.headers.get("host", "")
    if not _HOST.fullmatch(host):
        return False
    origin = request.headers.get("origin")
    return request.method == "GET" or origin is None or origin == f"http://{host}"
