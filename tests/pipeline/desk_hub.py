"""A real JupyterHub with its proxy and the desk, for tests; three people, and one service called like a person."""

from __future__ import annotations

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from withinreach.hub.proxy import proxy_command

MODULE = "01-foundations"
TASKS = """\
- id: m1-load
  edition: 1
  kind: choice
  title: Which load
  prompt: Which one?
  use: graded
  outcomes: [LO1]
  sibling: m1-load-a
  points: 3
  options:
    - {id: heard, text: First}
    - {id: missed, text: Second}
- id: m1-load-a
  edition: 1
  kind: choice
  title: Practice
  prompt: Which one?
  use: practice
  outcomes: [LO1]
  options:
    - {id: heard, text: First}
    - {id: missed, text: Second}
  key:
    authority: author
    options:
      heard: {value: 1, reason: Because., move: stay}
      missed: {value: 0, reason: Because not., move: back}
- id: m1-rewrite
  edition: 1
  kind: text
  title: Write it
  prompt: Write.
  use: graded
  outcomes: [LO2]
  points: 10
  criteria:
    - {id: one, text: Says one thing.}
    - {id: two, text: Says another.}
    - {id: three, text: Says a third.}
    - {id: four, text: Says a fourth.}
    - {id: five, text: Says a fifth.}
"""
CONFIG = """
c = get_config()
given = {given!r}
c.JupyterHub.bind_url = given["public"]
c.JupyterHub.hub_bind_url = given["hub"]
c.ConfigurableHTTPProxy.api_url = given["proxy_api"]
c.ConfigurableHTTPProxy.command = given["proxy"]
c.JupyterHub.db_url = "sqlite:///" + given["folder"] + "/hub.sqlite"
c.JupyterHub.cookie_secret_file = given["folder"] + "/cookie_secret"
c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allowed_users = {{"alice", "bob", "instructor"}}
c.JupyterHub.spawner_class = "simple"
c.JupyterHub.load_groups = {{"instructors": {{"users": ["instructor"]}}}}
c.JupyterHub.services = [
    {{"name": "desk", "url": given["desk"], "command": [given["python"], "-m", "withinreach.desk"],
      "oauth_no_confirm": True, "environment": given["environment"]}},
    {{"name": "alice", "api_token": given["other"]}},
    {{"name": "setup", "api_token": given["setup"]}},
]
c.JupyterHub.load_roles = [
    {{"name": "user", "scopes": ["self", "access:services!service=desk"]}},
    {{"name": "setup", "scopes": ["admin:users", "tokens", "delete:users"], "services": ["setup"]}},
    {{"name": "stranger", "scopes": ["access:services!service=desk"], "services": ["alice"]}},
]
"""


def free_ports(count: int) -> list[int]:
    held = [socket.socket() for _ in range(count)]
    for one in held:
        one.bind(("127.0.0.1", 0))
    ports = [int(one.getsockname()[1]) for one in held]
    for one in held:
        one.close()
    return ports


def until(ready: Callable[[], Any], what: str, seconds: float = 60) -> Any:
    """The first true answer of ``ready``, asked again and again until the deadline."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            found = ready()
        except httpx.TransportError:
            found = None
        if found:
            return found
        time.sleep(0.1)
    raise AssertionError(f"{what} did not happen within {seconds} s")


@dataclass
class Running:
    """A Hub with its desk: addresses, the setting-up token, and where it keeps its things."""

    folder: Path
    public: str
    desk_direct: tuple[str, int]
    setup: str = field(repr=False)
    other: str = field(repr=False)
    log: Path

    @property
    def desk(self) -> str:
        return f"{self.public}/services/desk"

    def token(self, name: str, **wanted: Any) -> str:
        made = httpx.post(
            f"{self.public}/hub/api/users/{name}/tokens", headers={"Authorization": f"token {self.setup}"}, json=wanted
        )
        assert made.status_code == 201, made.text
        return str(made.json()["token"])


@contextmanager
def running_hub(folder: Path) -> Iterator[Running]:
    """A Hub with its proxy and the desk, stopped at the end."""
    release_module(folder)
    running, config = _configured(folder)
    path = f"{Path(sys.prefix) / 'bin'}{os.pathsep}{os.environ['PATH']}"
    with running.log.open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyterhub", "--config", str(config)],
            cwd=folder,
            stdout=log,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PATH": path},
            start_new_session=True,
        )
    try:
        _wait(running)
        yield running
    finally:
        _stop(process)
        until(lambda: not listens(running.public), "the end of the proxy", 10)


def release_module(folder: Path) -> Path:
    """A release of one module in ``folder/release``."""
    release = folder / "release" / MODULE
    release.mkdir(parents=True)
    (release / f"{MODULE}.ipynb").write_text("{}")
    (release / "tasks.yaml").write_text(TASKS)
    return release


def listens(url: str) -> bool:
    """Whether anybody takes a connection there."""
    with socket.socket() as trial:
        return trial.connect_ex(("127.0.0.1", httpx.URL(url).port or 80)) == 0


def _configured(folder: Path) -> tuple[Running, Path]:
    public, inner, api, desk = free_ports(4)
    given = {
        "public": f"http://127.0.0.1:{public}",
        "hub": f"http://127.0.0.1:{inner}",
        "proxy_api": f"http://127.0.0.1:{api}",
        "desk": f"http://127.0.0.1:{desk}",
        "proxy": proxy_command(),
        "python": sys.executable,
        "folder": str(folder),
        "setup": secrets.token_hex(16),
        "other": secrets.token_hex(16),
        "environment": {
            "WITHINREACH_DESK_DB": f"sqlite:///{folder}/desk.sqlite",
            "WITHINREACH_DESK_FILES": str(folder / "marked"),
            "WITHINREACH_RELEASES": str(folder / "release"),
            "WITHINREACH_BANNER": "One account for everybody: for demonstration only.",
        },
    }
    config = folder / "config.py"
    config.write_text(CONFIG.format(given=given))
    running = Running(
        folder, str(given["public"]), ("127.0.0.1", desk), str(given["setup"]), str(given["other"]), folder / "hub.log"
    )
    return running, config


def _wait(running: Running) -> None:
    font = f"{running.desk}/static/fonts/OFL-sans.txt"
    try:
        until(lambda: httpx.get(font).status_code == 200, "the desk's start")
    except AssertionError:
        print(running.log.read_text())
        raise
    for name in ("alice", "bob", "instructor"):
        httpx.post(f"{running.public}/hub/api/users/{name}", headers={"Authorization": f"token {running.setup}"})


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)


@dataclass
class Person:
    """One person with a token, speaking with the desk through the proxy."""

    hub: Running
    token: str = field(repr=False)

    def ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        headers = {"Authorization": f"token {self.token}"} if self.token else {}
        return httpx.request(method, f"{self.hub.desk}/{path}", headers=headers, timeout=60, **more)

    def hand_in(self, raw: bytes, module: str = MODULE) -> httpx.Response:
        return self.ask("PUT", f"api/hand-ins/{module}", content=raw)


def document(**changes: Any) -> bytes:
    """A hand-in as the page makes it."""
    task = {
        "id": "m1-load",
        "edition": 1,
        "variant": None,
        "answer": ["heard"],
        "confidence": 0.75,
        "changed": "2026-11-23T20:58:00Z",
    }
    whole = {"course": "within-reach", "module": MODULE, "edition": "workshop", "tasks": [task]}
    return json.dumps({**whole, **changes}).encode()


def task(**changes: Any) -> dict[str, Any]:
    return {**json.loads(document())["tasks"][0], **changes}


@contextmanager
def sign_in(hub: Running, name: str) -> Iterator[httpx.Client]:
    """A browser's way in: the desk sends to the Hub, the Hub takes the name, and sends back."""
    with httpx.Client(follow_redirects=True, timeout=30) as browser:
        form = browser.get(f"{hub.desk}/")
        assert "/hub/login" in str(form.url)
        xsrf = next(cookie.value for cookie in browser.cookies.jar if cookie.name == "_xsrf" and cookie.path == "/hub/")
        browser.post(str(form.url), data={"username": name, "password": "", "_xsrf": xsrf})
        yield browser
