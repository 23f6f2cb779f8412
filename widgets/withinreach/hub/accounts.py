"""Accounts of the operating system: one for each person of the Hub, made by us, used by nobody else.

A Hub name is never an account's name. ``participant`` of the workshop "demo" works as
``wr-demo-participant``: own group, no password, no shell, a home that nobody else enters. An account that
we did not make, whatever its name, is refused.
"""

from __future__ import annotations

import grp
import pwd
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from withinreach.hub.errors import HubError

HUB_NAME = re.compile(r"[a-z][a-z0-9-]{0,15}")
NO_SHELL = "/usr/sbin/nologin"


@dataclass(frozen=True)
class Account:
    """An account of ours; ``uid`` and ``gid`` are None where everybody shares the launcher's account."""

    name: str
    home: Path
    uid: int | None = None
    gid: int | None = None

    def identity(self) -> dict[str, Any]:
        """Arguments of :mod:`subprocess` that run a program as this account and in no other group."""
        return {} if self.uid is None else {"user": self.uid, "group": self.gid, "extra_groups": []}


def account_name(instance: str, name: str) -> str:
    """The account for a Hub name, for example ``wr-demo-participant``; at most 32 characters.

    Raises
    ------
    HubError : the Hub name is not 1–16 lower-case letters, digits and hyphens that begin with a letter
    """
    if not HUB_NAME.fullmatch(name):
        raise HubError(
            f"{name!r} cannot sign in here: names are 1 to 16 lower-case letters, digits and hyphens "
            "and begin with a letter."
        )
    return f"wr-{instance}-{name}"


def marker(instance: str) -> str:
    """What stands in the comment field of every account that we made."""
    return f"Within Reach {instance}"


def ensure(instance: str, name: str, homes: Path) -> Account:
    """The account for a Hub name, made now if there is none.

    Raises
    ------
    HubError : the name is refused, the account exists but is not ours, or it could not be made
    """
    account = account_name(instance, name)
    home = homes / account
    try:
        entry = pwd.getpwnam(account)
    except KeyError:
        entry = _create(instance, account, home)
    _must_be_ours(entry, instance, home)
    _ensure_home(home, entry)
    return Account(account, home, entry.pw_uid, entry.pw_gid)


def shared(instance: str, name: str, homes: Path) -> Account:
    """Stands for an account in the demonstration without root: a home of its own, the launcher's rights."""
    account = account_name(instance, name)
    home = homes / account
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    return Account(account, home)


def ours(instance: str) -> list[Account]:
    """All accounts that carry the mark of this workshop, by name."""
    entries = [e for e in pwd.getpwall() if e.pw_gecos == marker(instance) and e.pw_name.startswith(f"wr-{instance}-")]
    return sorted((Account(e.pw_name, Path(e.pw_dir), e.pw_uid, e.pw_gid) for e in entries), key=lambda a: a.name)


def remove(account: Account) -> None:
    """Take away the account and its group. Its home goes with the workshop's folder.

    Raises
    ------
    HubError : the system refused, for example because a process of that account still runs
    """
    _run(["userdel", account.name], f"The account {account.name} could not be removed")


def _create(instance: str, account: str, home: Path) -> pwd.struct_passwd:
    # No password is given, so the account is locked; --system keeps it out of sign-in screens and ageing rules.
    command = ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", str(home)]
    command += ["--shell", NO_SHELL, "--comment", marker(instance), account]
    _run(command, f"The account {account} could not be made")
    return pwd.getpwnam(account)


def _must_be_ours(entry: pwd.struct_passwd, instance: str, home: Path) -> None:
    faults = []
    if entry.pw_gecos != marker(instance):
        faults.append("does not carry our mark")
    if Path(entry.pw_dir) != home:
        faults.append(f"has its home in {entry.pw_dir}, not in {home}")
    if entry.pw_shell != NO_SHELL:
        faults.append(f"has the shell {entry.pw_shell or '/bin/sh'}")
    if entry.pw_uid == 0 or _group_of(entry) != entry.pw_name:
        faults.append("has no group of its own")
    if faults:
        raise HubError(
            f"The account {entry.pw_name} exists already and {' and '.join(faults)}, so this workshop did not make "
            "it and will not use it. Choose another name for the workshop, for example WITHINREACH_INSTANCE=demo2."
        )


def _group_of(entry: pwd.struct_passwd) -> str | None:
    try:
        return grp.getgrgid(entry.pw_gid).gr_name
    except KeyError:
        return None


def _ensure_home(home: Path, entry: pwd.struct_passwd) -> None:
    # The folder above belongs to root, so nobody but root can have put a link here.
    if not home.exists():
        home.mkdir(mode=0o700, parents=True)
        shutil.chown(home, entry.pw_uid, entry.pw_gid)
    home.chmod(0o700)


def _run(command: list[str], failed: str) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)
    except FileNotFoundError as error:
        raise HubError(f"{failed}: this system has no {command[0]}. On Debian it is in the package passwd.") from error
    except subprocess.CalledProcessError as error:
        raise HubError(f"{failed}: {error.stderr.strip() or command[0] + ' refused'}") from error
