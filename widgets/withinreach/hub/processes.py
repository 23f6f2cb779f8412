"""Our own processes and no others: each is a descendant of the launcher, and ends when it ends.

The launcher takes in orphans (``PR_SET_CHILD_SUBREAPER``): what a kernel left behind stays its descendant,
so the list of what to end is complete and holds nobody else's program.
"""

from __future__ import annotations

import contextlib
import ctypes
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import psutil

from withinreach.hub.accounts import Account

_PARENT_DEATH_SIGNAL, _CHILD_SUBREAPER = 1, 36  # prctl(2)
GRACE = 2.5  # seconds between "please end" and "end"
LAST = 1.0  # seconds for the system to take away what was ended


def adopt_orphans() -> None:
    """From now on descendants that lose their parent become our children."""
    ctypes.CDLL(None).prctl(_CHILD_SUBREAPER, 1, 0, 0, 0)


def _end_with_parent() -> None:
    # Runs between fork and exec, after the account was changed (that would take the wish away again).
    ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGTERM, 0, 0, 0)


def start(
    command: Sequence[str],
    *,
    environment: Mapping[str, str],
    folder: Path,
    log: Path,
    account: Account | None = None,
) -> subprocess.Popen[bytes]:
    """Start a server of ours. It hears no Ctrl-C of the terminal; it ends when the launcher dies."""
    with log.open("wb") as out:
        return subprocess.Popen(
            list(command),
            env=dict(environment),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=_end_with_parent,  # noqa: PLW1509  the launcher has no threads
            umask=0o077 if account else 0o022,
            **(account.identity() if account else {}),
        )


def end_descendants(grace: float = GRACE) -> int:
    """End every descendant of this process: ask first, insist after ``grace`` seconds. Returns how many there were.

    The Hub starts its proxy and its services again when they end, so the list is made anew until it is empty.
    """
    asked = psutil.Process().children(recursive=True)
    _each(asked, signal.SIGTERM)
    psutil.wait_procs(asked, timeout=grace)
    insisted, deadline = 0, time.monotonic() + LAST
    while (left := psutil.Process().children(recursive=True)) and time.monotonic() < deadline:
        _each(left, signal.SIGKILL)
        psutil.wait_procs(left, timeout=0.2)
        insisted += len(set(left) - set(asked))
    return len(asked) + insisted


def _each(processes: Sequence[psutil.Process], which: signal.Signals) -> None:
    for process in processes:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.send_signal(which)


def end_accounts(accounts: Sequence[Account]) -> int:
    """End what still runs as accounts of ours, for example after the launcher was killed. Returns how many."""
    uids = {account.uid for account in accounts}
    found = [p for p in psutil.process_iter() if uids & _uids(p)]
    _each(found, signal.SIGTERM)
    _, left = psutil.wait_procs(found, timeout=GRACE)
    _each(left, signal.SIGKILL)
    psutil.wait_procs(left, timeout=LAST)
    return len(found)


def _uids(process: psutil.Process) -> set[int]:
    try:
        return set(process.uids())
    except psutil.NoSuchProcess:
        return set()
