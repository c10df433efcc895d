"""Runs the app on a socket: bound before anything else, announced when it answers, ended in order."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import closing
from types import FrameType

import uvicorn

from api.app import create_app
from api.http.request_line import RequestLineProtocol
from graph.errors import ConfigurationError
from graph.network import Connection
from graph.settings import Settings
from graph.warm_up import compile_routes

GRACE_SECONDS = 10  # a request that runs longer at the end is cut
_BACKLOG = 512
# “All addresses” is none that a browser could open.
_ANY = {"0.0.0.0": "127.0.0.1", "::": "::1", "[::]": "::1"}  # noqa: S104


def serve(settings: Settings) -> None:
    """Serves until SIGINT or SIGTERM. Raises ConfigurationError, also for a busy port."""
    with closing(bind(settings.host, settings.port)) as listener:
        _serve(settings, listener)


def _serve(settings: Settings, listener: socket.socket) -> None:
    app = create_app(settings)
    connection: Connection = app.state.connection
    try:
        # Before the server starts, so that a fault is one line and not its traceback.
        connection.start()
        # Routes are answered meanwhile, only slower.
        compile_routes(app.state.schema, settings.data / "compiled")
        if connection.opened is not None:
            app.state.overview.begin(connection.opened)
        config = uvicorn.Config(
            app,
            http=RequestLineProtocol,
            ws="none",
            lifespan="on",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=GRACE_SECONDS,
        )
        server = _Server(config, address(settings.host, listener), app.state.imports.stop)
        server.run(sockets=[listener])
    finally:
        connection.close()


def bind(host: str, port: int) -> socket.socket:
    """A listening socket. Raises ConfigurationError in one sentence."""
    bare = host.strip("[]")
    family = socket.AF_INET6 if ":" in bare else socket.AF_INET
    # asyncio turns TCP_NODELAY on only for sockets that name their protocol. Without it the second
    # small write of an answer on a kept connection waits for the client's delayed acknowledgement.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    # A restart need not wait for connections of the process before it to time out.
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((bare, port))
        listener.listen(_BACKLOG)
    except OSError as error:
        listener.close()
        raise ConfigurationError(
            f"{host}:{port} cannot be listened on: {error.strerror}. "
            "Stop what uses it, or choose another with QIAOTU_PORT or --port.",
            f"无法监听 {host}:{port}:{error.strerror}。"
            "请停止占用它的程序,或用 QIAOTU_PORT 或 --port 换一个端口。",
        ) from error
    return listener


def address(host: str, listener: socket.socket) -> str:
    """The address to open in a browser on this machine."""
    port = listener.getsockname()[1]
    host = _ANY.get(host, host)
    shown = f"[{host}]" if ":" in host and not host.startswith("[") else host
    return f"http://{shown}:{port}"


class _Server(uvicorn.Server):
    """Prints its address as soon as it answers, and ends in order however often it is told to."""

    def __init__(self, config: uvicorn.Config, shown: str, ending: Callable[[], None]) -> None:
        super().__init__(config)
        self._shown = shown
        self._ending = ending

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            print(f"侨图 Qiaotu: {self._shown}", flush=True)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002
        """Begins the end. Unlike the original, a second Ctrl-C does not cut it short (it lasts
        GRACE_SECONDS at most), and the signal is not raised once more when all is closed."""
        self._ending()
        self.should_exit = True
