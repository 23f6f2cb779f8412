"""What a workshop account can do, found out by trying it as that account, not by reading modes.

Keys, the tests that know them and the history that holds both must be out of reach; the environment's Python
must be within it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from withinreach.hub.accounts import Account
from withinreach.hub.environment import plain_environment
from withinreach.hub.errors import HubError

# Runs as the account with the system's Python and nothing of ours: prints the first file that it can read.
TRIAL = """
import json, sys
for path in json.load(sys.stdin):
    try:
        open(path, 'rb').close()
    except OSError:
        continue
    print(path)
    break
"""


def private_folders(checkout: Path, keys: Path) -> list[Path]:
    """Folders of the checkout that hold keys in some form: the keys, the tests, the history."""
    wanted = [checkout / "keys", keys, checkout / "tests", _history(checkout)]
    return [folder for folder in dict.fromkeys(wanted) if folder.is_dir()]


def _history(checkout: Path) -> Path:
    pointer = checkout / ".git"
    if pointer.is_file():  # a linked worktree: the history lies with the main one
        named = pointer.read_text(encoding="utf-8").removeprefix("gitdir:").strip()
        return Path(os.path.normpath(checkout / named)).parents[1]
    return pointer


def close(folders: list[Path], account: Account, say: Callable[[str], None]) -> None:
    """Make sure that ``account`` reads nothing in ``folders``: where it can, take away others' rights and say so.

    Raises
    ------
    HubError : the account can read a file even then
    """
    for folder in folders:
        if not readable(folder, account):
            continue
        folder.chmod(folder.stat().st_mode & 0o7700)
        say(f"{folder} could be read by other accounts. Took away the rights of its group and of others.")
        if still := readable(folder, account):
            raise HubError(
                f"{still} can still be read by the account {account.name} although {folder} is closed to it. "
                "Look for access lists (getfacl) or a second way to the file, or move the checkout into a folder of "
                "your own (chmod 700)."
            )


def readable(folder: Path, account: Account) -> str | None:
    """The first file in ``folder`` that the account can open, else ``None``."""
    files = [str(Path(where) / name) for where, _, names in os.walk(folder) for name in names]
    trial = subprocess.run(
        [sys.executable, "-I", "-S", "-c", TRIAL],
        input=json.dumps(files),
        capture_output=True,
        text=True,
        check=True,
        cwd="/",
        env=plain_environment(account.home),
        **account.identity(),
    )
    return trial.stdout.strip() or None


def must_run(account: Account) -> None:
    """Refuse to start if the account cannot run this environment from its own home.

    Raises
    ------
    HubError : names the folder that lets nobody in
    """
    try:
        trial = subprocess.run(
            [sys.executable, "-c", "import os, withinreach, jupyterhub; os.chdir(os.environ['HOME'])"],
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
            env=plain_environment(account.home),
            **account.identity(),
        )
    except PermissionError as error:
        raise HubError(_who_is_locked_out(account) or f"{account.name} cannot run {sys.executable}: {error}") from None
    if trial.returncode:
        last = (trial.stderr.strip().splitlines() or ["it ended without a word"])[-1]
        raise HubError(_who_is_locked_out(account) or f"{sys.executable} does not work for {account.name}: {last}")


def _who_is_locked_out(account: Account) -> str | None:
    package = Path(__file__).resolve().parents[1]
    for path in (Path(sys.executable), Path(sys.executable).resolve(), package, Path(sys.prefix), account.home.parent):
        for part in [*reversed(path.parents), path]:
            if part.exists() and not part.stat().st_mode & 0o001:
                return (
                    f"The account {account.name} cannot reach {path}: {part} lets no other account in "
                    f"(mode {part.stat().st_mode & 0o777:o}). Put it where everybody may enter, for example by "
                    "`WITHINREACH_STATE=/var/lib/within-reach make workshop`."
                )
    return None
