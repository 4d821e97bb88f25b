"""The Bot API over HTTP, and a server for it inside the running event loop."""

import contextlib
import json
import re
from collections.abc import AsyncIterator
from secrets import compare_digest
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.datastructures import FormData, UploadFile
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.serving import listen, serving
from bot.simulator.dispatch import answer, canonical
from bot.simulator.failing import on_the_way
from bot.simulator.faults import FILE
from bot.simulator.parameters import Upload
from bot.simulator.refusals import Json, Refusal, bad_request
from bot.simulator.telegram import Telegram

_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
_MAX_FIELD = 4 * 1024 * 1024


def api_routes(telegram: Telegram) -> list[Route]:
    """/bot<token>/<method> and /file/bot<token>/<path>, as at api.telegram.org."""

    async def method(request: Request) -> Response:
        name = canonical(request.path_params["method"])
        try:
            return await on_the_way(telegram, name, request, lambda: answered(request, name))
        except ClientDisconnect:
            return Response()  # to nobody

    async def answered(request: Request, name: str) -> Response:
        try:
            _check_token(telegram, request.path_params["token"])
            raw, uploads = await read_request(request)
            result = await answer(telegram, name, raw, uploads)
        except Refusal as refusal:
            return JSONResponse(refusal.as_json(), refusal.status)
        return JSONResponse({"ok": True, "result": result})

    async def file(request: Request) -> Response:
        return await on_the_way(telegram, FILE, request, lambda: given(request))

    async def given(request: Request) -> Response:
        try:
            _check_token(telegram, request.path_params["token"])
        except Refusal as refusal:
            return JSONResponse(refusal.as_json(), refusal.status)
        stored = telegram.files.at(request.path_params["path"])
        if stored is None:
            return JSONResponse(Refusal(404, "Not Found").as_json(), 404)
        return Response(stored.content, media_type="application/octet-stream")

    return [
        Route("/bot{token}/{method}", method, methods=["GET", "POST"]),
        Route("/file/bot{token}/{path:path}", file, methods=["GET"]),
    ]


def api(telegram: Telegram) -> Starlette:
    """The Bot API alone, as the tests serve it."""
    app = Starlette(routes=api_routes(telegram))
    app.state.telegram = telegram
    return app


async def read_request(request: Request) -> tuple[Json, dict[str, Upload]]:
    """The parameters of a request in any of the ways Telegram takes them, and its files."""
    raw: Json = dict(request.query_params)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        return raw | _json_object(await request.body()), {}
    if kind == "application/x-www-form-urlencoded":
        body = (await request.body()).decode()
        return raw | dict(parse_qsl(body, keep_blank_values=True)), {}
    if kind == "multipart/form-data":
        async with request.form(max_part_size=_MAX_FIELD) as form:
            fields, uploads = await _parts(form)
        return raw | fields, uploads
    return raw, {}


def _json_object(body: bytes) -> Json:
    try:
        value = json.loads(body or b"{}")
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise bad_request("can't parse JSON object")
    return value


async def _parts(form: FormData) -> tuple[Json, dict[str, Upload]]:
    fields: Json = {}
    uploads = {}
    for name, part in form.multi_items():
        if isinstance(part, UploadFile):
            mime = part.content_type or "application/octet-stream"
            uploads[name] = Upload(part.filename or name, await part.read(), mime)
        else:
            fields[name] = part
    return fields, uploads


def _check_token(telegram: Telegram, token: str) -> None:
    if not _TOKEN.fullmatch(token):
        raise Refusal(404, "Not Found")
    if not compare_digest(token, telegram.token):
        raise Refusal(401, "Unauthorized")


@contextlib.asynccontextmanager
async def serve(served: Telegram | Starlette, port: int = 0) -> AsyncIterator[str]:
    """Serve on 127.0.0.1 inside the running loop; yields the address without a slash at its end.

    Leaves signals alone, logs nothing, and is gone within a moment of the block's end: whoever
    polls or listens is sent home first. OSError when the port is taken.
    """
    app = api(served) if isinstance(served, Telegram) else served
    telegram: Telegram = app.state.telegram
    listener = listen("127.0.0.1", port)
    async with serving(app, listener) as telegram.served:
        telegram.open()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            telegram.close()
