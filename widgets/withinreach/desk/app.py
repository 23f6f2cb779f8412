"""The desk as one application, and the way to run it."""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
import signal
from pathlib import Path
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.web import Application

from withinreach.desk.answering import log_request
from withinreach.desk.api import AllResultsApi, Desk, HandInApi, Nothing, ReceiptsApi, ReleasesApi, ResultsApi
from withinreach.desk.course_api import PAGE_LIMIT, CourseHandInsApi, FeedbackApi
from withinreach.desk.hub import connect
from withinreach.desk.pages import Pages
from withinreach.desk.releases import Releases
from withinreach.desk.settings import Settings
from withinreach.desk.store import Store
from withinreach.desk.views import STATIC, Callback, HomePage, MarkedPage, NotFound, Static

_MODULE, _PERSON = r"([^/]+)", r"([^/]+)"


def make_app(settings: Settings) -> Application:
    """The application with all its routes below the service's prefix."""
    desk = Desk(
        settings=settings,
        releases=Releases(settings.releases),
        store=Store(settings.database),
        pages=Pages(settings.files),
    )
    given: dict[str, Any] = {"desk": desk}
    routes: list[tuple[Any, ...]] = [
        ("", HomePage, given),
        ("oauth_callback", Callback, given),
        (f"marked/{_MODULE}", MarkedPage, given),
        ("api/releases", ReleasesApi, given),
        (f"api/hand-ins/{_MODULE}", HandInApi, given),
        ("api/receipts", ReceiptsApi, given),
        ("api/results", AllResultsApi, given),
        (f"api/results/{_MODULE}", ResultsApi, given),
        (f"api/course/hand-ins/{_MODULE}", CourseHandInsApi, given),
        (f"api/course/feedback/{_MODULE}/{_PERSON}", FeedbackApi, given),
        ("api/.*", Nothing, given),
        (r"static/(.*)", Static, {"path": str(STATIC)}),
    ]
    return Application(
        [(settings.prefix + path, *rest) for path, *rest in routes],
        default_handler_class=NotFound,
        default_handler_args=given,
        log_function=log_request,
        cookie_secret=secrets.token_bytes(32),
        # Only so that tornado lets the Hub's sign-in fill in the address.
        login_url="",
    )


async def serve(settings: Settings) -> None:
    """Serve until the Hub says stop."""
    connect(settings.prefix)
    server = HTTPServer(make_app(settings), xheaders=True, max_body_size=2 * PAGE_LIMIT, body_timeout=60)
    server.listen(settings.port, settings.address)
    stop = asyncio.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, stop.set)
    await stop.wait()
    server.stop()


def prepare(settings: Settings) -> None:
    """Make the folder of marked pages; whatever the desk writes is its own account's alone."""
    os.umask(0o077)
    Path(settings.files).mkdir(mode=0o700, parents=True, exist_ok=True)


def quiet_logs() -> None:
    """One log, to standard error, in which no token can appear.

    Tornado's general log prints cookies whose signature it does not know: after a restart these hold
    people's tokens. Its application log prints session ids.
    """
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("tornado.general").setLevel(logging.ERROR)
    logging.getLogger("tornado.application").setLevel(logging.WARNING)
