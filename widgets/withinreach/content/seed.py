"""The stored seed: every draw of one person (shuffles, forms, variants) comes from it and stays as it was."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterator, Sequence
from pathlib import Path

from filelock import FileLock, Timeout

from withinreach.content.errors import WithinReachError
from withinreach.content.folders import ready

_SEED = re.compile(r"[0-9a-f]{16}")
DIGITS = 16
PATIENCE = 10
"""Seconds to wait for another window that is making the seed."""


def stored_seed(folder: Path) -> str:
    """The seed of a course folder: 16 hex digits in the file ``seed``, made once.

    A damaged file is set aside as ``seed.damaged`` and a new seed is made: later draws differ from earlier ones,
    answers stay (each journal line says which variant it was given to).

    Parameters
    ----------
    folder : the course's folder below the data folder; made (0700) where it is missing

    Raises
    ------
    WithinReachError : the folder cannot be written, or another window holds the file
    """
    ready(folder)
    path = folder / "seed"
    try:
        with FileLock(folder / "seed.lock", timeout=PATIENCE):
            return _kept(path) or _made(path)
    except Timeout as error:
        raise WithinReachError(
            f"Another window has held {path} for {PATIENCE} seconds. Close this module's other windows and reload."
        ) from error


def _kept(path: Path) -> str:
    found = path.read_text(encoding="ascii", errors="replace").strip() if path.exists() else ""
    return found if _SEED.fullmatch(found) else ""


def _made(path: Path) -> str:
    if path.exists():
        path.replace(path.with_name("seed.damaged"))
    seed = secrets.token_hex(DIGITS // 2)
    path.touch(mode=0o600)
    path.write_text(seed + "\n", encoding="ascii")
    return seed


def shuffled(seed: str, task_id: str, ids: Sequence[str]) -> list[str]:
    """``ids`` in an order that depends on seed and task alone, the same on every machine.

    Fisher and Yates with numbers from sha256(seed, task id, counter); all orders are equally likely.
    """
    mixed, numbers = list(ids), _numbers(seed, task_id)
    for last in range(len(mixed) - 1, 0, -1):
        other = next(numbers) % (last + 1)
        mixed[last], mixed[other] = mixed[other], mixed[last]
    return mixed


def drawn(seed: str, task_id: str, names: Sequence[str]) -> str:
    """One of ``names``, each as likely as another, by seed and task alone."""
    return names[next(_numbers(seed, task_id)) % len(names)]


def number(seed: str, task_id: str, below: int) -> int:
    """A whole number from 0 to one under ``below``, each as likely as another, by seed and task alone."""
    return next(_numbers(seed, task_id)) % below


def _numbers(seed: str, task_id: str) -> Iterator[int]:
    counter = 0
    while True:
        # 256 bits a number: the remainder favours nothing that could be seen.
        yield int.from_bytes(hashlib.sha256(f"{seed}/{task_id}/{counter}".encode()).digest(), "big")
        counter += 1
