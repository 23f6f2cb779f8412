"""The whole workshop for tests: started by its own command, on free ports, in a folder and under a name of its own."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psutil
from withinreach.hub.accounts import Account, ours
from withinreach.hub.ports import find_free

from tests.conftest import CHECKOUT

PARTS = ("data", "deploy", "keys", "notebooks", "release", "source", "widgets")
FILES = ("nbgrader_config.py", "voila.json", "README.md", "LICENSE", "environment.yml", "requirements.lock")
PASSWORD = re.compile(r"^ +(participant|colleague|instructor) +([a-z0-9]{4}(?:-[a-z0-9]{4}){3}) ", re.MULTILINE)
SLOW = 120.0  # seconds that a start may take on a busy machine; usually ten


@contextmanager
def open_folder() -> Iterator[Path]:
    """A temporary folder that other accounts may enter; pytest's own are closed to them."""
    folder = Path(tempfile.mkdtemp(prefix="within-reach-test-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def copy_checkout(target: Path) -> Path:
    """What a workshop is started from, readable by everybody, with a stand-in for the history."""
    leave = shutil.ignore_patterns("__pycache__", "node_modules", ".*")
    for name in PARTS:
        shutil.copytree(CHECKOUT / name, target / name, ignore=leave)
    for name in FILES:
        if (CHECKOUT / name).exists():
            shutil.copyfile(CHECKOUT / name, target / name)
    key = next((CHECKOUT / "keys").glob("*.yaml")).read_bytes()
    for copy in (target / "tests" / "test_keys.py", target / ".git" / "objects" / "0a" / "1b"):
        copy.parent.mkdir(parents=True)
        copy.write_bytes(key)
    for path in (target, *target.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    return target


def until(ready: Callable[[], Any], what: str, seconds: float = SLOW) -> Any:
    """The first true answer of ``ready``, asked again and again until the deadline."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := ready():
            return found
        time.sleep(0.1)
    raise AssertionError(f"{what} did not happen within {seconds:.0f} seconds")


@dataclass
class Person:
    """Somebody signed in, with a browser's cookies."""

    name: str
    browser: httpx.Client = field(repr=False)

    def open(self, path: str, **more: Any) -> httpx.Response:
        """One page of the Hub's address."""
        return self.browser.get(path, **more)

    def open_own(self, path: str) -> httpx.Response:
        """A page of the person's own server, which starts if need be."""

        def answer() -> httpx.Response | None:
            found = self.open(f"/hub/user-redirect{path}")
            return None if "/hub/spawn" in str(found.url) else found

        page: httpx.Response = until(answer, f"the start of {self.name}'s server")
        return page


@dataclass
class Workshop:
    """A workshop that may be started and stopped again and again."""

    checkout: Path
    state: Path
    instance: str = field(default_factory=lambda: f"t{secrets.token_hex(3)}")
    port: int = field(default_factory=lambda: find_free(1)[0])
    public_port: int = field(default_factory=lambda: find_free(1)[0])
    runs_as: Account | None = None
    process: subprocess.Popen[bytes] | None = None
    starts: int = 0

    @property
    def folder(self) -> Path:
        """The instance folder."""
        return self.state / self.instance

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def public_url(self) -> str:
        return f"http://127.0.0.1:{self.public_port}"

    @property
    def log(self) -> Path:
        """What this start's command printed."""
        return self.state / f"{self.instance}-{self.starts}.txt"

    @property
    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    @property
    def passwords(self) -> dict[str, str]:
        """Name to password, as printed by this start."""
        return dict(PASSWORD.findall(self.said))

    @property
    def command(self) -> list[str]:
        return [sys.executable, "-m", "withinreach.cli", "hub"]

    @property
    def environment(self) -> dict[str, str]:
        home = str(self.runs_as.home) if self.runs_as else os.environ.get("HOME", "/")
        # A secret of root's shell, to see that nobody else gets it.
        return {
            "HOME": home,
            "PATH": os.environ["PATH"],
            "SECRET_OF_ROOT": "do-not-hand-on",
            "WITHINREACH_STATE": str(self.state),
            "WITHINREACH_INSTANCE": self.instance,
            "WITHINREACH_PORT": str(self.port),
            "WITHINREACH_PUBLIC_PORT": str(self.public_port),
        }

    def start(self) -> Workshop:
        """Start and wait until the command says that all is ready."""
        self.launch()
        process = self.process
        assert process is not None
        until(lambda: "is ready" in self.said or process.poll() is not None, "the workshop's start")
        if process.poll() is not None:
            raise AssertionError(f"The workshop ended at its start:\n{self.said}")
        return self

    def launch(self) -> subprocess.Popen[bytes]:
        """Start the command and return at once."""
        self.starts += 1
        with self.log.open("wb") as out:
            self.process = subprocess.Popen(
                self.command,
                cwd=self.checkout,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                **(self.runs_as.identity() if self.runs_as else {}),
            )
        return self.process

    def processes(self) -> list[psutil.Process]:
        """The command and everything that it started, directly or not."""
        assert self.process is not None
        whole = psutil.Process(self.process.pid)
        return [whole, *whole.children(recursive=True)]

    def server_of(self, name: str) -> psutil.Process:
        """The single-user server of a person, which must be running."""
        for process in self.processes():
            if process.status() == psutil.STATUS_ZOMBIE:
                continue  # killed, and not noticed yet by whoever started it
            if "jupyterhub.singleuser" in process.cmdline() and process.environ()["JUPYTERHUB_USER"] == name:
                return process
        raise AssertionError(f"{name} has no server")

    def stop(self, which: signal.Signals = signal.SIGINT) -> float:
        """Ask the command to end, as Ctrl-C does; returns how many seconds it took."""
        assert self.process is not None
        began = time.monotonic()
        self.process.send_signal(which)
        self.process.wait(60)
        return time.monotonic() - began

    def clean(self) -> str:
        """``withinreach hub --clean``; returns what it said."""
        done = subprocess.run(
            [*self.command, "--clean"],
            cwd=self.checkout,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            **(self.runs_as.identity() if self.runs_as else {}),
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def account(self, name: str) -> Account:
        """One of this workshop's accounts, by Hub name."""
        return next(a for a in ours(self.instance) if a.name == f"wr-{self.instance}-{name}")

    @contextmanager
    def signed_in(self, name: str) -> Iterator[Person]:
        """The person after signing in on the Hub's own page, with the printed password."""
        with httpx.Client(base_url=self.url, follow_redirects=True, timeout=60) as browser:
            form = browser.get("/")
            browser.post(str(form.url), data=form_data(form.text, name, self.passwords[name])).raise_for_status()
            yield Person(name, browser)

    def hub_log(self) -> str:
        """For the message of a test that failed."""
        return (self.folder / "hub" / "hub.log").read_text(encoding="utf-8", errors="replace")


def form_data(page: str, name: str, password: str) -> dict[str, str]:
    """What a browser sends from the Hub's sign-in page."""
    xsrf = re.search(r'name="_xsrf" value="([^"]+)"', page)
    assert xsrf, page
    return {"_xsrf": xsrf[1], "username": name, "password": password}


@contextmanager
def workshop_folder(**options: Any) -> Iterator[Workshop]:
    """A workshop that is not started yet; afterwards nothing of it is left: no process, account or folder."""
    with open_folder() as folder:
        state = folder / "state"
        state.mkdir()
        workshop = Workshop(copy_checkout(folder / "checkout"), state, **options)
        try:
            yield workshop
        finally:
            if workshop.process is not None and workshop.process.poll() is None:
                workshop.stop()
            workshop.clean()


@contextmanager
def running_workshop(**options: Any) -> Iterator[Workshop]:
    """A workshop that answers: Hub, desk and public edition."""
    with workshop_folder(**options) as workshop:
        yield workshop.start()


def as_account(account: Account, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a program as an account of ours, in no other group."""
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd="/", **account.identity())
