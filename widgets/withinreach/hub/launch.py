"""``withinreach hub``: everything on one machine, until Ctrl-C; and taking it all away again."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from withinreach.content.errors import WithinReachError
from withinreach.content.load import keys_folder
from withinreach.hub import accounts, passwords, ports, processes, secrecy, servers, state, welcome
from withinreach.hub.errors import HubError
from withinreach.hub.folders import own
from withinreach.hub.people import COURSE_PERSON, DESK, PEOPLE, PUBLIC
from withinreach.hub.workshop import Workshop, instance_name, state_folder

Say = Callable[[str], None]
Accounts = dict[str, accounts.Account]
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def _say(text: str) -> None:
    print(text, flush=True)


def run(
    checkout: Path,
    *,
    port: int | None = None,
    public_port: int | None = None,
    instance: str | None = None,
    say: Say = _say,
) -> int:
    """Set up and serve until Ctrl-C, SIGTERM or a closed terminal; returns the exit status.

    Parameters
    ----------
    checkout : the repository's folder: source/, keys/, release/, notebooks/, deploy/, voila.json
    port : of the Hub, else ``$WITHINREACH_PORT``, else 8000
    public_port : of the public edition, else ``$WITHINREACH_PUBLIC_PORT``, else 8866
    instance : short name, else ``$WITHINREACH_INSTANCE``, else "demo"
    say : shows a few lines to whoever started this
    """
    try:
        name = instance_name(instance)
        with _alone(name), _signals_end_us(), _socket_folder() as sockets:
            _serve(_plan(name, port, public_port, sockets), checkout.resolve(), say)
    except WithinReachError as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        say("Stopped. Nothing is left running.")
    return 0


def clean(*, instance: str | None = None, say: Say = _say) -> int:
    """Take away the accounts that we made and the workshop's folder with all answers; returns the exit status."""
    try:
        name = instance_name(instance)
        folder = state_folder() / name
        found = accounts.ours(name) if os.geteuid() == 0 else []
        if not found and not (folder / state.MARK).exists():
            say(f"There is nothing of the workshop {name!r} to take away.")
            return 0
        with _alone(name):
            _remove(found, folder, say)
    except HubError as error:
        say(str(error))
        return 1
    return 0


def _remove(found: list[accounts.Account], folder: Path, say: Say) -> None:
    processes.end_accounts(found)
    for account in found:
        accounts.remove(account)
        say(f"Removed the account {account.name}.")
    if (folder / state.MARK).exists():
        state.forget_last_start(folder)
        shutil.rmtree(folder)
        say(f"Removed {folder}.")


@contextmanager
def _alone(name: str) -> Iterator[None]:
    # One launcher for each workshop; the system lets go of the lock however this process ends.
    file = state_folder() / f".{name}.lock"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        lock = file.open("a")
    except OSError as error:
        raise HubError(
            f"{file.parent} cannot be written ({error.strerror}). Choose a place of your own: WITHINREACH_STATE=…"
        ) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise HubError(
                f"The workshop {name!r} is running already. Stop it with Ctrl-C where it was started, "
                "or start a second one under another name: WITHINREACH_INSTANCE=demo2 make workshop PORT=8100 "
                "PUBLIC_PORT=8900."
            ) from None
        yield


@contextmanager
def _signals_end_us() -> Iterator[None]:
    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = [signal.signal(which, interrupt) for which in SIGNALS]
    try:
        yield
    finally:
        for which, handler in zip(SIGNALS, before, strict=True):
            signal.signal(which, handler)


@contextmanager
def _socket_folder() -> Iterator[Path]:
    # A socket's path may have 108 bytes, so homes lie too deep for it. Others may pass through, not look around.
    with tempfile.TemporaryDirectory(prefix="wr-", dir="/tmp", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o711)
        yield folder


def _plan(name: str, port: int | None, public_port: int | None, sockets: Path) -> Workshop:
    hub = ports.choose(port, "WITHINREACH_PORT", 8000, "the Hub", "make workshop PORT=8100")
    public = ports.choose(
        public_port, "WITHINREACH_PUBLIC_PORT", 8866, "the public edition", "make workshop PUBLIC_PORT=8900"
    )
    if hub == public:
        raise HubError(f"The Hub and the public edition cannot both use port {hub}. Choose another for one of them.")
    inner = ports.find_free(3)
    return Workshop(name, state_folder() / name, os.geteuid() == 0, hub, public, sockets, *inner)


def _serve(workshop: Workshop, checkout: Path, say: Say) -> None:
    say(welcome.intention(workshop))
    os.umask(0o022)
    processes.adopt_orphans()
    try:
        people = _prepare(workshop, checkout, say)
        words = passwords.keep(workshop.passwords, [person.name for person in PEOPLE])
        say("Starting the Hub, the desk and the public edition …")
        started = servers.start(workshop, checkout, people[PUBLIC])
        servers.wait_until_ready(workshop, started)
        say(welcome.welcome(workshop, words))
        while True:
            servers.must_live(started)
            time.sleep(0.5)
    finally:
        # a second Ctrl-C must not leave half of it running
        for which in SIGNALS:
            signal.signal(which, signal.SIG_IGN)
        processes.end_descendants()


def _prepare(workshop: Workshop, checkout: Path, say: Say) -> Accounts:
    """Folders, accounts, secrecy, the published tree, the course: all that lies on the disk before anything runs."""
    keys = (checkout / keys_folder()).resolve()
    state.make_folders(workshop)
    state.forget_last_start(workshop.folder)
    make = accounts.ensure if workshop.separate else accounts.shared
    names = (*(person.name for person in PEOPLE), DESK, PUBLIC)
    people = {name: make(workshop.instance, name, workshop.homes) for name in names}
    if workshop.separate:
        processes.end_accounts(list(people.values()))  # what an earlier start left when it was killed
        secrecy.must_run(people[PEOPLE[0].name])
        secrecy.close(secrecy.private_folders(checkout, keys), people[PEOPLE[0].name], say)
    say("Publishing the course …")
    state.publish(workshop, checkout)
    state.configure(workshop, checkout)
    own(workshop.desk, people[DESK])
    for kept in state.install_course(workshop, checkout, keys, people[COURSE_PERSON]):
        say(f"Left as the instructor changed it: {workshop.course / kept}")
    return people
