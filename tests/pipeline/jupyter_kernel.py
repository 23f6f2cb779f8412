"""A real Jupyter server with a real kernel in which a module is open: spoken to as a page does, killed at will."""

from __future__ import annotations

import json
import os
import secrets
import signal
import subprocess
import sys
import uuid
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import psutil
import websocket
from withinreach.hub.ports import find_free

from tests.pipeline.hub_fixture import until


class Gone(Exception):
    """The line to the kernel ended while it was spoken to."""


class Host:
    """``jupyter server`` over one folder, and in it a kernel with one task of one module.

    Attributes
    ----------
    folder : holds the module's folder; the server's own things lie beside it
    data : where answers go
    """

    def __init__(self, folder: Path, data: Path, module: str, task: str) -> None:
        self.folder, self._module, self._task = folder, module, task
        self._port, self._token = find_free(1)[0], secrets.token_hex(16)
        self._environment = {
            "HOME": str(folder),
            "PATH": os.environ["PATH"],
            "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
            "WITHINREACH_DATA": str(data),
        }
        self._server: subprocess.Popen[bytes] | None = None
        self._line: websocket.WebSocket | None = None
        self._component = ""

    def start(self) -> None:
        """Start the server."""
        options = {
            "port": self._port,
            "token": self._token,
            "open_browser": False,
            "port_retries": 0,
            "kernel_websocket_connection_class": "withinreach.hub.prompt.PromptConnection",
        }
        command = [sys.executable, "-m", "jupyter_server", "--allow-root", f"--ServerApp.root_dir={self.folder}"]
        with (self.folder / "server.log").open("ab") as log:
            self._server = subprocess.Popen(
                [*command, *(f"--ServerApp.{name}={value}" for name, value in options.items())],
                env=self._environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        until(self._answers, "the start of the server")

    def open(self) -> None:
        """A new kernel with the task in it."""
        made = self._asked("POST", "/api/kernels", json={"path": self._module}).json()
        self._line = websocket.create_connection(
            f"ws://127.0.0.1:{self._port}/api/kernels/{made['id']}/channels?token={self._token}", timeout=60
        )
        code = (
            f"import withinreach; task = withinreach.open({self._module!r}, edition='workshop').task({self._task!r})\n"
            "print(task.comm.comm_id, flush=True)"
        )
        self._send("execute_request", {"code": code, "silent": False})
        self._component = self._heard("stream", lambda _content: True)["text"].strip()

    def ask(self, message: dict[str, Any]) -> dict[str, Any]:
        """What the component replies to one message.

        Raises
        ------
        Gone : kernel or server ended before it did
        """
        number = secrets.randbelow(2**53)
        content = {"method": "custom", "content": {**message, "n": number}}
        try:
            self._send("comm_msg", {"comm_id": self._component, "data": content})
            reply = self._heard("comm_msg", lambda found: found["data"].get("content", {}).get("n") == number)
        except (websocket.WebSocketException, OSError) as error:
            raise Gone from error
        return dict(reply["data"]["content"])

    def kernel(self) -> psutil.Process:
        """The kernel's process."""
        assert self._server is not None
        (found,) = [
            one
            for one in psutil.Process(self._server.pid).children(recursive=True)
            if one.status() != psutil.STATUS_ZOMBIE and "ipykernel_launcher" in one.cmdline()
        ]
        return found

    def kill_kernel(self) -> None:
        """As a machine does that has run out of memory; the server's new kernel knows of nothing and is ended too."""
        self.kernel().send_signal(signal.SIGKILL)
        # The server keeps the line open after its kernel died; whoever waits on it would wait for ever.
        assert self._line is not None
        with suppress(OSError):
            self._line.sock.shutdown(2)

    def kill_server(self) -> None:
        """The server first, then the kernel that it leaves behind."""
        assert self._server is not None
        left = psutil.Process(self._server.pid).children(recursive=True)
        self._server.send_signal(signal.SIGKILL)
        self._server.wait()
        for one in left:
            with suppress(psutil.NoSuchProcess):
                one.send_signal(signal.SIGKILL)
        psutil.wait_procs(left, timeout=30)
        self._server = None

    def again(self) -> None:
        """Whatever was killed is there again, with the task open."""
        if self._server is None:
            self.start()
        for kernel in self._asked("GET", "/api/kernels").json():
            self._asked("DELETE", f"/api/kernels/{kernel['id']}")
        self.open()

    def end(self) -> None:
        """Nothing is left."""
        if self._server is not None:
            self.kill_server()

    def _answers(self) -> bool:
        try:
            return self._asked("GET", "/api").is_success
        except httpx.TransportError:
            return False

    def _asked(self, method: str, path: str, **more: Any) -> httpx.Response:
        headers = {"Authorization": f"token {self._token}"}
        return httpx.request(
            method, f"http://127.0.0.1:{self._port}{path}", headers=headers, timeout=60, trust_env=False, **more
        )

    def _send(self, kind: str, content: dict[str, Any]) -> None:
        assert self._line is not None
        header = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "session": "test", "username": "", "version": "5.3"}
        message = {"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell"}
        self._line.send(json.dumps(message))

    def _heard(self, kind: str, wanted: Any) -> dict[str, Any]:
        assert self._line is not None
        while True:
            text = self._line.recv()
            if not text:
                raise websocket.WebSocketConnectionClosedException
            message = json.loads(text)
            if message["msg_type"] == "error":
                raise AssertionError(message["content"])
            if message["msg_type"] == kind and wanted(message["content"]):
                return dict(message["content"])
