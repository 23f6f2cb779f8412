"""The two programs that the launcher runs: the Hub (which runs the desk and people's servers) and the public Voilà."""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from withinreach.hub import processes
from withinreach.hub.accounts import Account
from withinreach.hub.environment import plain_environment, public_environment, temporary
from withinreach.hub.errors import HubError
from withinreach.hub.folders import own
from withinreach.hub.people import PUBLIC
from withinreach.hub.workshop import SETTINGS_VARIABLE, Workshop

PATIENCE = 90.0  # seconds until all three must answer; about eight on two free cores
LAST_LINES = 12
PUBLIC_PAGE = "/voila/render/index.ipynb"


@dataclass(frozen=True)
class Server:
    """A running program of ours."""

    title: str
    process: subprocess.Popen[bytes]
    log: Path


def start(workshop: Workshop, checkout: Path, public: Account) -> list[Server]:
    """Start the Hub and the public edition; neither answers yet."""
    return [_start_hub(workshop, checkout), _start_public(workshop, public)]


def _start_hub(workshop: Workshop, checkout: Path) -> Server:
    # A number in an old file may be another program's by now, and the Hub would end that program.
    (workshop.hub / "proxy.pid").unlink(missing_ok=True)
    log = workshop.hub / "hub.log"
    config = checkout / "deploy" / "hub" / "jupyterhub_config.py"
    process = processes.start(
        [sys.executable, "-m", "jupyterhub", "--config", str(config)],
        environment=plain_environment(Path.home()) | {SETTINGS_VARIABLE: str(workshop.write())},
        folder=workshop.hub,
        log=log,
    )
    return Server("The Hub", process, log)


def _start_public(workshop: Workshop, account: Account) -> Server:
    log = workshop.hub / "public.log"
    sockets = own(workshop.sockets / PUBLIC, account)
    process = processes.start(
        # -P: Voilà's configuration lies in the working folder and is called voila.py, as the package is.
        [sys.executable, "-P", "-m", "voila", str(workshop.published / "notebooks"), f"--port={workshop.public_port}"],
        environment=public_environment(workshop, account.home) | temporary(sockets),
        folder=workshop.config / "public",  # its voila.json is read from here
        log=log,
        account=account,
    )
    return Server("The public edition", process, log)


def wait_until_ready(workshop: Workshop, started: list[Server]) -> None:
    """Return when the Hub, the desk and the public edition answer.

    Raises
    ------
    HubError : one of them ended or stayed silent; its last words are in the message
    """
    waiting = {
        "The Hub": (workshop.port, "/hub/health"),
        "The desk": (workshop.port, "/services/desk/"),
        "The public edition": (workshop.public_port, PUBLIC_PAGE),
    }
    deadline = time.monotonic() + PATIENCE
    while waiting := {title: at for title, at in waiting.items() if not _answers(*at)}:
        must_live(started)
        if time.monotonic() > deadline:
            silent = next(iter(waiting))
            log = next((s.log for s in started if s.title == silent), workshop.hub / "hub.log")
            raise HubError(f"{silent} did not answer within {PATIENCE:.0f} seconds.{_last_words(log)}")
        time.sleep(0.1)


def _answers(port: int, path: str) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path)
        # the desk sends strangers to the sign-in page; the proxy says 503 for what is not there yet
        return connection.getresponse().status < 400
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def must_live(started: list[Server]) -> None:
    """Nothing if all run.

    Raises
    ------
    HubError : one has ended
    """
    for server in started:
        status = server.process.poll()
        if status is not None:
            raise HubError(f"{server.title} ended by itself (status {status}).{_last_words(server.log)}")


def _last_words(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()[-LAST_LINES:]
    return f" Its last words:{os.linesep}" + "".join(f"    {line}\n" for line in lines) + f"All of it: {log}"
