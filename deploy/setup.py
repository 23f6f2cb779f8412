"""Prepare everything that ``make workshop`` and ``make test`` need, in ``.venv``.

Standard library only; any Python from 3.11 on may run it. As root the environment is made from the system's
Python in the state folder, so that the workshop's own accounts can execute it, and ``.venv`` is a link to it.

    python3 deploy/setup.py            what the workshop needs
    python3 deploy/setup.py --tests    and what the tests need on top
    python3 deploy/setup.py --remove   take the environment away again
"""

from __future__ import annotations

import argparse
import fcntl
import os
import shutil
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

CHECKOUT = Path(__file__).resolve().parents[1]
if sys.version_info < (3, 11):  # noqa: UP036  the one file that an older Python may be asked to run
    sys.exit(
        f"Within Reach needs Python 3.11 or newer, and this is {sys.version.split()[0]} ({sys.executable}). "
        "Debian 12 and Ubuntu 24.04 bring one that is new enough."
    )
sys.path.insert(0, str(CHECKOUT))  # so that this file runs by its path, from any folder

from deploy import steps  # noqa: E402
from deploy.places import Places, choose_python, find_places  # noqa: E402
from deploy.say import StopError, say, speak_any_language, step  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator


def prepare(places: Places, *, tests: bool) -> None:
    """Bring the environment up to date with the checkout; what is in place already is left alone."""
    started = time.monotonic()
    say("Within Reach: preparing")
    python = choose_python(as_root=places.as_root)
    steps.check_reach(places, python)
    steps.make_environment(places, python)
    steps.install_packages(places)
    steps.install_wheel(places)
    steps.install_proxy(places, tests=tests)
    if tests:
        steps.install_browser(places)
    say(f"Ready ({time.monotonic() - started:.0f} s).")


def remove(places: Places) -> None:
    """Take away the environment and ``.venv``, if set-up made them, and the state folder if nothing is left in it."""
    ours = (places.env / steps.NOTES).exists()
    if places.venv.is_symlink() and places.venv.readlink() == places.env:
        step(f"Removing the link {places.venv}")
        places.venv.unlink()
    if ours:
        step(f"Removing the environment {places.env}")
        shutil.rmtree(places.env)
    if places.as_root and places.state.is_dir() and not any(places.state.iterdir()):
        step(f"Removing the empty folder {places.state}")
        places.state.rmdir()
    if not ours:
        step("No environment of this checkout was there.")


@contextmanager
def one_at_a_time(places: Places) -> Iterator[None]:
    """Let a second set-up in the same checkout wait for the first.

    Raises
    ------
    StopError : the checkout cannot be written
    """
    try:
        places.build.mkdir(exist_ok=True)
        lock = (places.build / "setup.lock").open("w")
    except OSError as error:
        raise StopError(
            f"You may not write in {places.build} ({error.strerror}). Make a clone of your own and run this there."
        ) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another set-up is running in this folder; waiting for it.")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def main() -> int:
    """Run; 0 when all is ready, 1 after a sentence that says why not."""
    parser = argparse.ArgumentParser(description="Prepare the environment of Within Reach.")
    parser.add_argument("--tests", action="store_true", help="also what the tests need (a browser)")
    parser.add_argument("--remove", action="store_true", help="take the environment away")
    chosen = parser.parse_args()
    speak_any_language()
    # Files made here are read by the workshop's accounts, whatever mask this shell has.
    os.umask(0o022)
    places = find_places(CHECKOUT)
    try:
        with one_at_a_time(places):
            if chosen.remove:
                remove(places)
            else:
                prepare(places, tests=chosen.tests)
    except StopError as stop:
        print(f"\n{stop}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. The next start goes on from here.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
