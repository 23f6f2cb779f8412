"""A temporary course and a real desk for it; the Hub's one answer that the desk needs is given by a small server.

The desk behind a real Hub is tried in test_desk.py and in the browser.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from withinreach.content.handin import HandIn, HandInTask, encode

CHECKOUT = Path(__file__).resolve().parents[2]
FIXTURE = Path(__file__).with_name("course")
MODULE = "01-foundations"
PEOPLE = {"token-of-anna": "anna", "token-of-ben": "ben", "token-of-cleo": "cleo", "token-of-ines": "ines"}
AT = "2025-03-01T12:00:00Z"


def copy_course(folder: Path) -> Path:
    """The fixture's source/ and keys/ with the checkout's own configuration."""
    shutil.copytree(FIXTURE, folder, dirs_exist_ok=True)
    shutil.copyfile(CHECKOUT / "nbgrader_config.py", folder / "nbgrader_config.py")
    return folder


def answer(task: str, given: Any, confidence: float | None = None, edition: int = 1) -> HandInTask:
    return HandInTask(id=task, edition=edition, variant=None, answer=given, confidence=confidence, changed=AT)


def document(*tasks: HandInTask) -> bytes:
    return encode(HandIn(course="within-reach", module=MODULE, edition="workshop", tasks=tasks))


class Hub(BaseHTTPRequestHandler):
    """``GET /hub/api/user``: who a token belongs to."""

    def do_GET(self) -> None:
        name = PEOPLE.get(self.headers.get("Authorization", "").split(" ")[-1])
        groups = ["instructors"] if name == "ines" else []
        scopes = ["access:services!service=desk"]
        body = json.dumps({"kind": "user", "name": name, "groups": groups, "scopes": scopes, "admin": False}).encode()
        self.send_response(200 if name else 403)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  (the base class calls it so)
        pass


@dataclass
class Desk:
    """A running desk: where it is, and how to be somebody at it."""

    url: str
    pytest_env: pytest.MonkeyPatch

    def sign_in(self, name: str) -> None:
        token = next(token for token, person in PEOPLE.items() if person == name)
        self.pytest_env.setenv("WITHINREACH_DESK_URL", self.url)
        self.pytest_env.setenv("JUPYTERHUB_API_TOKEN", token)

    def hand_in(self, name: str, raw: bytes) -> None:
        from withinreach.deskclient import put_hand_in

        self.sign_in(name)
        put_hand_in(raw, MODULE)
        self.sign_in("ines")

    def get(self, name: str, path: str) -> tuple[int, str]:
        import httpx

        token = next(token for token, person in PEOPLE.items() if person == name)
        found = httpx.get(f"{self.url}/{path}", headers={"Authorization": f"token {token}"}, trust_env=False)
        return found.status_code, found.text


@contextmanager
def running_desk(folder: Path, releases: Path) -> Iterator[Desk]:
    """The real desk in its own process, on a free port, ready when it answers."""
    hub = ThreadingHTTPServer(("127.0.0.1", 0), Hub)
    Thread(target=hub.serve_forever, daemon=True).start()
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = int(held.getsockname()[1])
    url, log = f"http://127.0.0.1:{port}", folder / "desk.log"
    environment = {
        **os.environ,
        "JUPYTERHUB_SERVICE_URL": url,
        "JUPYTERHUB_SERVICE_PREFIX": "/services/desk/",
        "JUPYTERHUB_BASE_URL": "/",
        "JUPYTERHUB_API_URL": f"http://127.0.0.1:{hub.server_port}/hub/api",
        "JUPYTERHUB_API_TOKEN": "token-of-the-desk",
        "JUPYTERHUB_CLIENT_ID": "service-desk",
        "JUPYTERHUB_OAUTH_ACCESS_SCOPES": '["access:services!service=desk"]',
        "WITHINREACH_DESK_FILES": str(folder / "desk"),
        "WITHINREACH_RELEASES": str(releases),
    }
    with log.open("wb") as out, pytest.MonkeyPatch.context() as patch:
        process = subprocess.Popen([sys.executable, "-m", "withinreach.desk"], env=environment, stdout=out, stderr=out)
        try:
            _wait(process, port, log)
            yield Desk(f"{url}/services/desk", patch)
        finally:
            process.terminate()
            process.wait(10)
            hub.shutdown()
            hub.server_close()


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(f"the desk did not answer on port {port}: {log.read_text()}")
