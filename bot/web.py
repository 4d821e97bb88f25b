"""What the program answers over HTTP: Telegram's webhook, and whether all is well."""

import asyncio
import contextlib
import json
import socket
from collections.abc import AsyncIterator
from secrets import compare_digest
from typing import Any

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.actions.inbox import person_of, storable
from bot.app import App
from bot.delivery.complaints import Complaint
from bot.delivery.intake import Intake, NotTaking
from bot.delivery.secrets import redact
from bot.delivery.webhook import Webhook
from bot.health import Condition
from bot.serving import serving

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a name
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
"""Named, so that a stranger's 404 is not a 405 that tells which one is right."""

LARGEST = 1024 * 1024
READ_WITHIN = 20.0
FINISH_WITHIN = 10.0
BIGGEST_ID = 2**63 - 1
COME_AGAIN = {"Retry-After": "1"}
"""Telegram waits longer and longer for whom it found silent, but heeds this."""


class Unreadable(Exception):
    """Not an update; `status` says why not."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


@contextlib.asynccontextmanager
async def open_web(app: App, listener: socket.socket) -> AsyncIterator[None]:
    """Answer on an open socket until the block's end; what came before it gets its answer."""
    async with serving(web(app), listener, patience=FINISH_WITHIN):
        yield


def web(app: App) -> Starlette:
    """`/healthz`, and the webhook where the bot has one. All else is 404."""
    routes: list[BaseRoute] = [Route("/healthz", _Health(app).answer, methods=["GET"])]
    if app.webhook is not None:
        hook = _Hook(app.webhook, app.intake)
        # Whatever stands before us may keep the path of the public address or take it off.
        routes.append(Route("/{path:path}", hook.answer, methods=METHODS))
    return Starlette(routes=routes)


class _Hook:
    """Takes updates from Telegram, and from nobody else."""

    def __init__(self, webhook: Webhook, intake: Intake) -> None:
        self._webhook = webhook
        self._intake = intake
        self._refused = Complaint("webhook.known_again")
        self._failed = Complaint("webhook.storing_again")

    async def answer(self, request: Request) -> Response:
        """200 once the update is stored. Strangers learn nothing: not even that this is it."""
        if not self._is_telegram(request):
            return Response(status_code=404)
        try:
            update = read_update(await _body_of(request))
            await self._intake.take(update)
        except ClientDisconnect:
            return Response(status_code=400)
        except Unreadable as error:
            self._refused.about("unreadable", "webhook.unreadable", reason=str(error))
            return Response(status_code=error.status)
        except NotTaking:
            return Response(status_code=503, headers=COME_AGAIN)
        except Exception as error:  # the database: Telegram keeps the update and comes again
            reason = redact(str(error) or repr(error))
            self._failed.about(type(error).__name__, "webhook.not_stored", reason=reason)
            return Response(status_code=500, headers=COME_AGAIN)
        self._failed.settled()
        return Response()

    def _is_telegram(self, request: Request) -> bool:
        path = str(request.path_params["path"]).rpartition("/")[2]
        if request.method != "POST" or not _is_same(path, self._webhook.path):
            return False
        if _is_same(request.headers.get(SECRET_HEADER, ""), self._webhook.secret):
            return True
        self._refused.about("secret", "webhook.refused", because="the secret token is not ours")
        return False


class _Health:
    """Says whether the program does its work."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def answer(self, _request: Request) -> Response:
        """200 when every part does or stands by, else 503; which ones do not, nothing else."""
        parts = await self._app.health()
        is_well = Condition.FAILING not in parts.values()
        status = {"status": Condition.of(well=is_well), **parts}
        fresh = {"Cache-Control": "no-store"}
        return JSONResponse(status, 200 if is_well else 503, headers=fresh)


async def _body_of(request: Request) -> bytes:
    """The body, as far as it is of a bearable size and comes in time."""
    body = bytearray()
    try:
        async with asyncio.timeout(READ_WITHIN):
            async for piece in request.stream():
                body += piece
                if len(body) > LARGEST:
                    raise Unreadable(413, "it is too large")
    except TimeoutError:
        raise Unreadable(408, "it did not come in time") from None
    return bytes(body)


def read_update(body: bytes) -> dict[str, Any]:
    """The update that a body holds, such as the database can keep. Raises Unreadable."""
    try:
        update = json.loads(body, parse_constant=_refuse, parse_float=_finite)
        storable(update)  # what is nested too deep for it would fail its whole batch
    except (ValueError, RecursionError):
        raise Unreadable(400, "it is not JSON that can be kept") from None
    if not isinstance(update, dict) or not _is_update(update):
        raise Unreadable(400, "it is not an update")
    return update


def _is_update(value: dict[str, Any]) -> bool:
    """Whether the inbox can tell its number and whose it is."""
    number = value.get("update_id")
    if type(number) is not int or not 0 <= number <= BIGGEST_ID:
        return False
    try:
        person_of(value)
    except (AttributeError, KeyError, TypeError):
        return False
    return True


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def _finite(digits: str) -> float:
    number = float(digits)
    if number in (float("inf"), float("-inf")):
        raise ValueError(digits)
    return number


def _is_same(given: str, ours: str) -> bool:
    """Whether two words are the same, in a time that tells nothing of where they differ."""
    return compare_digest(given.encode(), ours.encode())
