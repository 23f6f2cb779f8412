"""Folders and who may enter them."""

from __future__ import annotations

import os
from pathlib import Path

from withinreach.hub.accounts import Account


def own(folder: Path, account: Account) -> Path:
    """Make a folder that ``account`` alone enters (0700); returns it.

    The folder above must be root's: then nobody can have put a link in its place.
    """
    folder.mkdir(mode=0o700, exist_ok=True)
    folder.chmod(0o700)
    if account.uid is not None and account.gid is not None:
        os.chown(folder, account.uid, account.gid)
    return folder


def everybody_reads(tree: Path) -> None:
    """Folders 0755 and files 0444: servers see that they cannot write, also where one account does everything."""
    tree.chmod(0o755)
    for path in tree.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() else 0o444)


def put(fresh: Path, place: Path) -> None:
    """Move ``fresh`` to ``place``; what stood there is moved beside where ``fresh`` was, under the name "old"."""
    if place.exists():
        place.rename(fresh.parent / "old")
    fresh.rename(place)
