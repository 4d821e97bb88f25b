"""A Bot API server that does nothing but count, in a process of its own.

Raw HTTP over a protocol: whatever it cost would be taken for the cost of the bots. It prints its
port, and is told what to do at `POST /bench/<verb>` with a JSON object.
"""

import asyncio
import json
import re
import time
from typing import Any, cast

import uvloop

from tests.bench.counting import Counting

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_CHAT = re.compile(rb'(?:^|&|")chat_id"?[=:] *"?(-?\d+)')
_CHAT_PART = re.compile(rb'name="chat_id"\r\n(?:[^\r]+\r\n)*\r\n(-?\d+)')
_OFFSET = re.compile(rb"(?:^|[?&])offset=(\d+)")
_LIMIT = re.compile(rb"(?:^|[?&])limit=(\d+)")
_TIMEOUT = re.compile(rb"(?:^|[?&])timeout=(\d+)")

ME = {
    "id": 123456,
    "is_bot": True,
    "first_name": "Counting",
    "username": "counting_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
}


class Telegram:
    """The Bot API around what is counted; `latency` is how long every answer takes."""

    def __init__(self) -> None:
        self.counting = Counting()
        self.latency = 0.0
        self._polls: list[tuple[Connection, int, int]] = []
        self._asking: asyncio.Task[None] | None = None

    def call(self, connection: "Connection", path: bytes, body: bytes) -> None:
        """Carry out a request of the Bot API."""
        method = path.partition(b"?")[0].rpartition(b"/")[2]
        if method == b"getUpdates":
            self._poll(connection, path + b"&" + body)
        elif method == b"sendMessage":
            self._send(connection, body)
        else:
            self.counting.note(method.decode())
            self._answer(connection, _ok(json.dumps(ME if method == b"getMe" else True).encode()))

    def hand_out(self) -> None:
        """Answer the polls that wait, if there is something for them."""
        while self._polls and self.counting.pending:
            connection, offset, limit = self._polls.pop()
            self._answer(connection, _ok(self.counting.updates(offset, limit)))

    def control(self, verb: str, wish: dict[str, Any]) -> dict[str, Any]:
        """Do what the benchmark asks for."""
        match verb:
            case "begin":
                self._begin(**wish)
            case "mark":
                self.counting.mark()
            case "report":
                return self.counting.report()
        return {}

    def _begin(
        self,
        *,
        latency: float = 0.0,
        limit: int = 0,
        in_flight: int = 0,
        rate: float = 0.0,
        people: int = 0,
    ) -> None:
        """Set the scene: so many who ask again when answered, or a steady rate of questions."""
        if self._asking is not None:
            self._asking.cancel()
        self.latency = latency
        self.counting.limit = limit
        self.counting.keep_asking = in_flight > 0
        for number in range(in_flight):
            self.counting.ask(number)
        if rate:
            self._asking = asyncio.create_task(self._ask_steadily(rate, people))
        self.counting.mark()
        self.hand_out()

    async def _ask_steadily(self, rate: float, people: int) -> None:
        began, asked = time.monotonic(), 0
        while True:
            while asked < (time.monotonic() - began) * rate:
                self.counting.ask(asked % people)
                asked += 1
            self.hand_out()
            await asyncio.sleep(max(0.0, began + asked / rate - time.monotonic()))

    def _poll(self, connection: "Connection", wish: bytes) -> None:
        offset, limit, timeout = (_number(each, wish) for each in (_OFFSET, _LIMIT, _TIMEOUT))
        self.counting.polled_at = self.counting.polled_at or time.monotonic()
        updates = self.counting.updates(offset, limit or 100)
        if len(updates) > 2 or not timeout:
            self._answer(connection, _ok(updates))
            return
        poll = connection, offset, limit or 100
        self._polls.append(poll)
        asyncio.get_running_loop().call_later(timeout, self._give_up, poll)

    def _give_up(self, poll: "tuple[Connection, int, int]") -> None:
        if poll in self._polls:
            self._polls.remove(poll)
            self._answer(poll[0], _ok(b"[]"))

    def _send(self, connection: "Connection", body: bytes) -> None:
        chat_id = _number(_CHAT, body) or _number(_CHAT_PART, body)
        wait = self.counting.send(chat_id)
        self._answer(connection, _TOO_FAST if wait else _sent(chat_id))
        if self.counting.keep_asking:
            asyncio.get_running_loop().call_soon(self.hand_out)

    def _answer(self, connection: "Connection", answer: bytes) -> None:
        if self.latency:
            asyncio.get_running_loop().call_later(self.latency, connection.write, answer)
        else:
            connection.write(answer)


class Connection(asyncio.Protocol):
    """One connection: requests one after another."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram
        self._received = b""
        self._transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.WriteTransport", transport)

    def connection_lost(self, _error: Exception | None) -> None:
        self._transport = None

    def data_received(self, data: bytes) -> None:
        self._received += data
        while (end := self._received.find(b"\r\n\r\n")) >= 0:
            head = self._received[:end]
            length = _number(_LENGTH, head)
            if len(self._received) < end + 4 + length:
                return
            body = self._received[end + 4 : end + 4 + length]
            self._received = self._received[end + 4 + length :]
            self._take(head.split(b" ", 2)[1], body)

    def write(self, answer: bytes) -> None:
        """Send an answer, unless the other side has gone."""
        if self._transport is not None:
            self._transport.write(answer)

    def _take(self, path: bytes, body: bytes) -> None:
        if path.startswith(b"/bench/"):
            result = self._telegram.control(path[7:].decode(), json.loads(body or b"{}"))
            self.write(_http(200, json.dumps(result).encode()))
        else:
            self._telegram.call(self, path, body)


def _number(pattern: "re.Pattern[bytes]", text: bytes) -> int:
    found = pattern.search(text)
    return int(found[1]) if found else 0


def _http(status: int, body: bytes) -> bytes:
    head = f"HTTP/1.1 {status} -\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
    return head.encode() + b"\r\n\r\n" + body


def _ok(result: bytes) -> bytes:
    return _http(200, b'{"ok":true,"result":' + result + b"}")


def _sent(chat_id: int) -> bytes:
    message = b'{"message_id":1,"date":1700000000,"chat":{"id":%d,"type":"private"},"text":"."}'
    return _ok(message % chat_id)


_TOO_FAST = _http(
    429,
    b'{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 1",'
    b'"parameters":{"retry_after":1}}',
)


async def serve() -> None:
    """Serve on a free port until killed."""
    telegram = Telegram()
    server = await asyncio.get_running_loop().create_server(
        lambda: Connection(telegram), "127.0.0.1", 0, backlog=1024
    )
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(serve())
