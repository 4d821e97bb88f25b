"""Serving HTTP inside the running event loop, beside everything else that runs there."""

import asyncio
import contextlib
import os
import socket
from collections.abc import AsyncIterator

import uvicorn
from starlette.requests import Request
from starlette.types import ASGIApp

STEP = 0.002
PATIENCE = 0.1
KEPT_OPEN = 75
"""Seconds for which a silent connection is kept; what stands in front of us keeps its own 60."""


class Served:
    """A server at work, whose connections may be broken and whose door may be shut for a while."""

    def __init__(self, server: uvicorn.Server, listener: socket.socket) -> None:
        self._server = server
        self._address = listener.getsockname()
        self._kept: socket.socket | None = None

    def hang_up(self, request: Request) -> None:
        """Break the connection that a request came by, here and now."""
        for connection in list(self._server.server_state.connections):
            if connection.transport.get_extra_info("peername") == tuple(request.client or ()):
                connection.transport.abort()

    def shut(self) -> None:
        """Refuse connections from now on and break those there are."""
        for listening in self._server.servers:
            listening.close()
        for connection in list(self._server.server_state.connections):
            connection.transport.abort()
        self._kept = _bound(*self._address[:2])  # or somebody else may have the port meanwhile

    async def open(self) -> None:
        """Take connections again, on the same port."""
        if self._kept is not None:
            self.let_go()
            await self._server.startup(sockets=[listen(*self._address[:2])])

    def let_go(self) -> None:
        """Keep the port no longer, should the door be shut."""
        if self._kept is not None:
            self._kept.close()
        self._kept = None


@contextlib.asynccontextmanager
async def serving(
    app: ASGIApp, listener: socket.socket, *, patience: float = PATIENCE
) -> AsyncIterator[Served]:
    """Serve on an open socket until the block's end, which waits so long for answers under way.

    Leaves signals alone and logs nothing.
    """
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        lifespan="off",
        ws="none",
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=KEPT_OPEN,
    )
    config.load()
    server = uvicorn.Server(config)
    server.lifespan = config.lifespan_class(config)
    # Not by serve(): it takes over the program's signals, and looks only every 100 ms whether
    # it should end.
    await server.startup(sockets=[listener])
    served = Served(server, listener)
    try:
        yield served
    finally:
        await _stop(server, patience)
        served.let_go()


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there; 0 takes a free port. OSError when it cannot be had."""
    listener = _bound(host, port)
    try:
        listener.listen()  # only now is it sure that nobody else does
    except OSError:
        listener.close()
        raise
    return listener


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named because asyncio sends small answers at once only on sockets that
    # name it; others wait 40 ms for company.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
    except OSError:
        listener.close()
        raise
    return listener


async def _stop(server: uvicorn.Server, patience: float) -> None:
    """Let answers under way be finished, for a moment; then hang up."""
    for listening in server.servers:
        listening.close()
    open_connections = server.server_state.connections
    for connection in list(open_connections):
        connection.shutdown()
    ends_at = asyncio.get_running_loop().time() + patience
    while open_connections or server.server_state.tasks:
        if asyncio.get_running_loop().time() >= ends_at:
            break
        await asyncio.sleep(STEP)
    for task in list(server.server_state.tasks):
        task.cancel()
    for connection in list(open_connections):
        connection.transport.close()
    await asyncio.sleep(0)
