"""python-telegram-bot's request interface over aiohttp: one pool, many requests in flight."""

import asyncio
import json
from http import HTTPStatus
from typing import Any

import aiohttp
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.delivery.secrets import redact

CONNECT_TIMEOUT = 10.0
READ_TIMEOUT = 15.0
WRITE_TIMEOUT = 15.0
POOL_TIMEOUT = 10.0
MEDIA_WRITE_TIMEOUT = 180.0
"""A 20 MB file over a slow line takes minutes."""


FETCHED_AGAIN = 2
FETCHED_AFTER = 0.5

UNTOLD_WAIT = 5
"""Seconds to stay silent after a 429 that does not say how long."""


class NotSent(NetworkError):
    """Telegram was not reached: the request cannot have arrived there."""


class AnswerLost(NetworkError):
    """The connection broke while Telegram had the request: it may have been carried out."""


class AiohttpRequest(BaseRequest):
    """The Bot API through one pooled aiohttp session.

    `initialize` may be called again and again, also after `shutdown`. What goes wrong is raised
    as TimedOut, NotSent or AnswerLost; neither they nor their causes carry the URL, for the
    token stands in it. The environment's proxies are not read: `proxy` alone counts.

    An answer that is not Telegram's but a page of something in between is never taken for its
    word: a firewall's 403 does not mean that a person blocked the bot.
    """

    __slots__ = ("_pool_size", "_proxy", "_read_timeout", "_session")

    def __init__(
        self,
        connection_pool_size: int = 256,
        *,
        proxy: str = "",
        read_timeout: float = READ_TIMEOUT,
    ) -> None:
        self._pool_size = connection_pool_size
        self._proxy = proxy
        self._read_timeout = read_timeout
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        return self._read_timeout

    async def initialize(self) -> None:
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                connector=self._connector(),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                trust_env=False,
            )

    async def shutdown(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Status and body of Telegram's answer. Raises TimedOut, NotSent or AnswerLost.

        What is only fetched, a file, is asked for again when that fails.
        """
        if self._session is None or self._session.closed:
            raise RuntimeError("this AiohttpRequest is not initialized")
        has_files = request_data is not None and request_data.contains_files
        patience = _patience(
            connect=_chosen(connect_timeout, CONNECT_TIMEOUT),
            pool=_chosen(pool_timeout, POOL_TIMEOUT),
            write=_chosen(write_timeout, MEDIA_WRITE_TIMEOUT if has_files else WRITE_TIMEOUT),
            read=_chosen(read_timeout, self._read_timeout),
            bounded=method != "GET",
        )
        answer = await self._try(self._session, method, url, request_data, patience)
        for _ in range(FETCHED_AGAIN if method == "GET" else 0):
            if not isinstance(answer, NetworkError) and answer[0] < 500:
                break
            await asyncio.sleep(FETCHED_AFTER)
            answer = await self._try(self._session, method, url, request_data, patience)
        if isinstance(answer, NetworkError):
            raise answer
        return answer

    async def _try(
        self,
        session: aiohttp.ClientSession,
        method: str,
        url: str,
        request_data: RequestData | None,
        patience: aiohttp.ClientTimeout,
    ) -> tuple[int, bytes] | NetworkError:
        """An answer, or what went wrong: raised later it has no context, and aiohttp's own errors
        name the URL.
        """
        try:
            return await self._exchange(session, method, url, request_data, patience)
        except NetworkError as error:
            return error
        except Exception as error:  # aiohttp, proxies, sockets: each has errors of its own
            return _failure(error)

    async def _exchange(
        self,
        session: aiohttp.ClientSession,
        method: str,
        url: str,
        request_data: RequestData | None,
        patience: aiohttp.ClientTimeout,
    ) -> tuple[int, bytes]:
        body, headers = _body(request_data)
        async with session.request(
            method,
            url,
            data=body,
            headers=headers,
            timeout=patience,
            allow_redirects=False,
            proxy=self._proxy if self._proxy.startswith("http") else None,
        ) as response:
            content = await response.read()
            if method == "GET" or _is_telegrams(response.status, content):
                return response.status, content
            return response.status, _page(response)

    def _connector(self) -> aiohttp.BaseConnector:
        settings: dict[str, Any] = {"limit": self._pool_size, "keepalive_timeout": 50}
        if self._proxy.startswith("socks"):
            # Imported where used: few installations need it.
            from aiohttp_socks import ProxyConnector

            connector: aiohttp.BaseConnector = ProxyConnector.from_url(self._proxy, **settings)
            return connector
        return aiohttp.TCPConnector(ttl_dns_cache=300, **settings)


def _chosen(value: ODVInput[float], default: float) -> float | None:
    return value if value is None or isinstance(value, int | float) else default


def _patience(
    *,
    connect: float | None,
    pool: float | None,
    write: float | None,
    read: float | None,
    bounded: bool,
) -> aiohttp.ClientTimeout:
    """aiohttp has no write timeout: a total of all parts bounds it.

    A download (not `bounded`) has none: it may take long as long as something keeps coming.
    """
    parts = (connect, pool, write, read)
    known = [part for part in parts if part is not None]
    total = sum(known) if bounded and len(known) == len(parts) else None
    waiting = None if connect is None or pool is None else connect + pool
    return aiohttp.ClientTimeout(total=total, connect=waiting, sock_connect=connect, sock_read=read)


def _body(request_data: RequestData | None) -> tuple[Any, dict[str, str] | None]:
    if request_data is None:
        return None, None
    if request_data.contains_files:
        return _multipart(request_data), None
    # Not as a form: quoting every byte of a Vietnamese text costs as much as sending it.
    values = json.dumps(request_data.json_parameters, ensure_ascii=False)
    return values.encode(), {"Content-Type": "application/json"}


def _multipart(request_data: RequestData) -> aiohttp.FormData:
    # Quoted, "Báo cáo.docx" would arrive as "B%C3%A1o%20c%C3%A1o.docx".
    form = aiohttp.FormData(quote_fields=False)
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (file_name, content, kind) in request_data.multipart_data.items():
        form.add_field(name, content, filename=_one_line(file_name), content_type=kind)
    return form


def _one_line(name: str) -> str:
    """A file name that cannot break out of its header."""
    return "".join(sign if sign.isprintable() else " " for sign in name)


def _is_telegrams(status: int, content: bytes) -> bool:
    """Whether an answer is Telegram's own, and a 429 complete."""
    says_how_long = status != HTTPStatus.TOO_MANY_REQUESTS or b'"retry_after"' in content
    return content.startswith(b"{") and says_how_long


def _page(response: aiohttp.ClientResponse) -> bytes:
    """What a page in place of Telegram's answer says, in Telegram's words.

    Raises NotSent when the request was turned back before Telegram, AnswerLost when nobody knows.
    """
    status, told = response.status, response.headers.get("Retry-After", "")
    words = f"{status} {response.reason}"
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        wait = int(told) if told.isdigit() else UNTOLD_WAIT
        return json.dumps({"description": words, "parameters": {"retry_after": wait}}).encode()
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return json.dumps({"description": words}).encode()
    page = f"A page instead of Telegram's answer ({words})"
    raise NotSent(page) if 300 <= status < 500 else AnswerLost(page)


def _failure(error: Exception) -> NetworkError:
    kind = type(error).__name__
    never_left = (
        aiohttp.ClientConnectorError,
        aiohttp.ConnectionTimeoutError,
        aiohttp.ClientHttpProxyError,
    )
    if isinstance(error, never_left) or kind.startswith("Proxy"):
        return NotSent(f"Telegram cannot be reached ({kind}: {redact(_reason(error))})")
    if isinstance(error, TimeoutError):
        return TimedOut(f"Telegram did not answer in time ({kind})")
    return AnswerLost(f"The connection failed ({kind}: {redact(_reason(error))})")


def _reason(error: Exception) -> str:
    """What the error says, without the URL it may hold beside the token."""
    if isinstance(error, aiohttp.InvalidURL):
        return "the address is not a URL"
    if isinstance(error, aiohttp.ClientResponseError):
        return f"{error.status} {error.message}"
    return str(error)
