"""Voilà with our template on staged copies of ``source/``, and the addresses of the preview beside it.

Whoever can reach the port must bring the token of the printed address: the graded view shows keys, and on a shared
machine others can reach every port.
"""

from __future__ import annotations

import asyncio
import os
import secrets
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import msgspec
from jupyter_server.base.handlers import JupyterHandler
from tornado import web
from tornado.ioloop import IOLoop
from tornado.iostream import StreamClosedError
from traitlets.config import Config
from voila.app import Voila

from withinreach.content.course import course
from withinreach.content.errors import WithinReachError
from withinreach.content.load import load_keys, load_module
from withinreach.hub.ports import choose
from withinreach.preview import pages
from withinreach.preview.staging import Stage
from withinreach.preview.watching import Watcher

PORT = 8870
STATIC = Path(__file__).with_name("static")
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' blob:; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'self'; "
    "frame-ancestors 'self'"
)
LONGEST = 40
"""Letters of a folder in which a kernel's sockets, 65 letters longer, still have names that the system takes."""
BREATH = 15.0
"""Seconds of silence after which a word is sent, so that a closed window is noticed."""


def run(checkout: Path, module: str | None, port: int | None, say: Callable[[str], None]) -> None:
    """Show a module, or all that there are, until Ctrl-C; then nothing of it runs any more.

    Raises
    ------
    WithinReachError : no such module, none in ``source/``, or the port is taken
    """
    there = sorted(path.name for path in (checkout / "source").glob("*") if (path / "tasks.yaml").is_file())
    names = [course().module(module).name] if module else [info.name for info in course().modules if info.name in there]
    if not set(names) & set(there):
        raise WithinReachError(
            f"There is no {names[0] if names else 'module'} in {checkout / 'source'}. Run this in a checkout."
        )
    chosen = choose(port, "WITHINREACH_PREVIEW_PORT", PORT, "the preview", "withinreach preview --port 8871")
    with tempfile.TemporaryDirectory(prefix="wr-preview-") as folder:
        # Kernels keep an author's answers in folders of their own, which go with this one whatever happens to them.
        os.environ["TMPDIR"] = folder
        app = Preview(config=_config(chosen, folder), stage=Stage(checkout, Path(folder)), names=names, say=say)
        app.initialize([])
        app.start()


def _config(port: int, folder: str) -> Config:
    Path(folder, "source").mkdir()
    return Config(
        {
            "Voila": {
                "ip": "127.0.0.1", "port": port, "port_retries": 0, "open_browser": False, "log_level": 40,
                "root_dir": f"{folder}/source", "token": secrets.token_urlsafe(24), "config_file_paths": [],
                "kernel_websocket_connection_class": "withinreach.hub.prompt.PromptConnection",
                # Closing a page stops its kernel; the token guards what a stranger's page could send.
                "connection_dir_root": folder,
                "tornado_settings": {
                    "disable_check_xsrf": True, "ws_ping_timeout": 30_000,
                    "headers": {"Content-Security-Policy": POLICY},
                },
            },
            "VoilaConfiguration": {
                "template": "within-reach", "strip_sources": True, "show_tracebacks": False,
                "multi_kernel_manager_class": "withinreach.preview.kernels.OneAhead",
                "extension_denylist": ["@jupyter/nbgrader", "@jupyter-notebook/lab-extension"],
                "file_allowlist": ["nothing"],
            },
            # No ports, where the names of sockets fit in (a Mac's folders are long).
            "KernelManager": {"transport": "ipc" if len(folder) < LONGEST else "tcp"},
            "MappingKernelManager": {"cull_idle_timeout": 900, "cull_interval": 60, "cull_connected": False},
        }
    )  # fmt: skip


class Preview(Voila):
    """The server. ``stage`` makes what is shown, ``say`` prints the line with the address."""

    def __init__(self, *, stage: Stage, names: list[str], say: Callable[[str], None], **options: Any) -> None:
        super().__init__(**options)
        self.stage, self.names, self.say = stage, names, say
        self.listening: set[asyncio.Queue[str]] = set()

    def init_handlers(self) -> list[Any]:
        """Ours first, then Voilà's."""
        views = "|".join(pages.VIEWS)
        mine = [
            (r"/", Start, {"app": self}),
            (r"/preview/static/(.*)", web.StaticFileHandler, {"path": str(STATIC)}),
            (r"/preview/([a-z0-9-]+)/events", Events, {"app": self}),
            (r"/preview/([a-z0-9-]+)/keys", Graded, {"app": self}),
            (rf"/preview/([a-z0-9-]+)/({views})", Frame, {"app": self}),
            (r"/voila/render/index.ipynb", Start, {"app": self}),
        ]
        return [*mine, *super().init_handlers()]

    def listen(self) -> None:
        """Say where, watch, and run until Ctrl-C."""
        loop = IOLoop.current()
        where = f"http://127.0.0.1:{self.port}/preview/{self.names[0]}/page?token={self.token}"
        watcher = Watcher(
            {name: self.stage.sources(name) for name in self.names},
            lambda names: loop.add_callback(self.tell, names),
        )
        watcher.start()
        loop.add_callback(self.say, f"{', '.join(self.names)}: {where} (Ctrl-C ends it)")
        try:
            super().listen()
        finally:
            watcher.stop()

    def stop(self) -> None:
        """End all kernels, asking first; Voilà's own way fails with this manager."""
        self.kernel_manager.shutdown_all()
        shutil.rmtree(self.connection_dir, ignore_errors=True)

    def tell(self, names: set[str]) -> None:
        """Wake every open page of these modules."""
        for queue in self.listening:
            for name in names:
                queue.put_nowait(name)


class Ours(JupyterHandler):
    """What the preview's own addresses share."""

    def initialize(self, app: Preview) -> None:
        """Keep the server at hand."""
        self.app = app

    def known(self, name: str) -> str:
        """The name of a module that is previewed, or 404."""
        if name not in self.app.names:
            raise web.HTTPError(404)
        return name


class Start(Ours):
    """The first module."""

    @web.authenticated
    def get(self) -> None:
        """Go there."""
        self.redirect(f"/preview/{self.app.names[0]}/page")


class Frame(Ours):
    """The frame around a page."""

    @web.authenticated
    def get(self, name: str, view: str) -> None:
        """As ``pages.frame`` makes it."""
        self.finish(pages.frame(self.known(name), view, self.app.names))


class Graded(Ours):
    """The graded tasks with their reasons."""

    @web.authenticated
    def get(self, name: str) -> None:
        """As ``pages.graded`` makes it; what is wrong with the files stands above the frame already."""
        notebook, _, keys = self.app.stage.sources(self.known(name))
        try:
            module = load_module(notebook.parent, name)
            self.finish(pages.graded(module, load_keys(keys, module)))
        except WithinReachError as error:
            self.finish(pages.sorry(str(error)))


class Events(Ours):
    """How a module stands, again whenever one of its files changes (server-sent events)."""

    streams: ClassVar[dict[str, str]] = {"Content-Type": "text/event-stream", "Cache-Control": "no-store"}

    @web.authenticated
    async def get(self, name: str) -> None:
        """Send until the window is closed."""
        self.known(name)
        for header, value in self.streams.items():
            self.set_header(header, value)
        queue: asyncio.Queue[str] = asyncio.Queue()
        self.app.listening.add(queue)
        try:
            while True:
                await self._send(name)
                await self._changed(name, queue)
        except StreamClosedError:
            pass
        finally:
            self.app.listening.discard(queue)

    async def _send(self, name: str) -> None:
        look = await asyncio.to_thread(self.app.stage.look, name)
        self.write(b"data: " + msgspec.json.encode(look) + b"\n\n")
        await self.flush()

    async def _changed(self, name: str, queue: asyncio.Queue[str]) -> None:
        """Return when a file of the module changed; what came in the meantime counts as one."""
        while True:
            try:
                found = [await asyncio.wait_for(queue.get(), BREATH)]
            except TimeoutError:
                self.write(": still here\n\n")
                await self.flush()
                continue
            while not queue.empty():
                found.append(queue.get_nowait())
            if name in found:
                return
