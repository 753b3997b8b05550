"""Start the pages: a free port of the loopback address, the browser, and an end when nobody is there."""

from __future__ import annotations

import asyncio
import logging
import socket
import sys
import time
import webbrowser
from collections.abc import Callable
from pathlib import Path

import uvicorn

from redactor.web.app import build_app
from redactor.web.recent import Recent, config_folder
from redactor.web.session import Session
from redactor.web.state import State

_LOOK_EVERY = 1.0


def serve(
    case: Path | None = None,
    *,
    browser: bool = True,
    idle_minutes: float = 60.0,
    pipeline: str | None = None,
    config: Path | None = None,
    tell: Callable[[str], None],
) -> None:
    """Serve the pages until they are closed, or until nobody has used them for a while.

    Args:
        case: A case folder to open; without one the start page is shown.
        browser: Whether to open the browser.
        idle_minutes: After so long without a request, and without work under way, the program ends.
        pipeline: Folder of a spaCy pipeline that marks people; ``None`` for none.
        config: Where the list of recent cases is kept; by default the user's configuration folder.
        tell: Is given the address to open, once.
    """
    logging.getLogger("uvicorn.error").disabled = True  # its messages could quote what a page failed on
    # the protocol is named: without it asyncio leaves small answers waiting for one another (40 ms)
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        if sys.platform == "win32":  # there another program could listen on the same port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        listener.bind(("127.0.0.1", 0))
        listener.listen(128)
        session = Session(listener.getsockname()[1])
        state = State(session, Recent(config or config_folder()), pipeline)
        page = f"/case/{state.open(case)[0]}/people" if case else "/"
        url = session.entry_url(page)
        tell(url)
        if browser:
            webbrowser.open(url)
        try:
            asyncio.run(_run(listener, state, idle_minutes * 60))
        finally:
            state.drawing.close()


async def _run(listener: socket.socket, state: State, idle_seconds: float) -> None:
    server = uvicorn.Server(
        uvicorn.Config(
            build_app(state),
            http="h11",
            ws="none",
            lifespan="off",
            access_log=False,
            log_config=None,
            server_header=False,
            timeout_graceful_shutdown=3,
        )
    )
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    while not serving.done():
        await asyncio.wait((serving,), timeout=_LOOK_EVERY)
        idle = time.monotonic() - state.session.last_used
        if state.stopping.is_set() or (idle > idle_seconds and not state.busy):
            server.should_exit = True
    await serving
