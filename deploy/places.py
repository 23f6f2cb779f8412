"""Where things lie: the checkout, the state folder, the environment, the Python it is made from."""

from __future__ import annotations

import hashlib
import os
import stat
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from deploy.say import StopError

OLDEST = (3, 11)
# As root only the system's own: what lies in somebody's home cannot be run by the workshop's accounts.
SYSTEM_PYTHONS = (
    "/usr/bin/python3",
    "/usr/local/bin/python3",
    *(f"/usr/bin/python3.{minor}" for minor in range(14, 10, -1)),
)


@dataclass(frozen=True)
class Places:
    """All paths of one checkout.

    ``env`` is the folder that holds the environment. Started as root it lies in the state folder and
    ``venv`` is a link to it; otherwise both are the folder ``.venv`` of the checkout.
    """

    checkout: Path
    state: Path
    env: Path
    as_root: bool

    @property
    def venv(self) -> Path:
        """What ``make`` and people use."""
        return self.checkout / ".venv"

    @property
    def python(self) -> Path:
        """The environment's interpreter."""
        return self.env / "bin" / "python"

    @property
    def build(self) -> Path:
        """Products that git ignores."""
        return self.checkout / "build"

    @property
    def log(self) -> Path:
        """What pip, npm and apt said."""
        return self.build / "setup.log"

    @property
    def node(self) -> Path:
        """The folder whose ``node_modules`` hold the Hub's proxy."""
        return self.env / "lib" / "node"


def find_places(checkout: Path) -> Places:
    """The places of ``checkout`` for the account that runs this."""
    checkout = checkout.resolve()
    as_root = os.geteuid() == 0
    state = state_folder(as_root=as_root)
    env = state / f"env-{checkout_mark(checkout)}" if as_root else checkout / ".venv"
    return Places(checkout, state, env, as_root)


def checkout_mark(checkout: Path) -> str:
    """Eight hexadecimal digits that stand for the checkout's real path, so that two clones share nothing."""
    return hashlib.sha256(str(checkout.resolve()).encode()).hexdigest()[:8]


def state_folder(*, as_root: bool) -> Path:
    """``$WITHINREACH_STATE``, else /var/lib/within-reach for root, else the person's own state folder."""
    if chosen := os.environ.get("WITHINREACH_STATE"):
        return Path(chosen).absolute()
    if as_root:
        return Path("/var/lib/within-reach")
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "within-reach"


def version_of(python: str | Path) -> tuple[int, ...] | None:
    """The version of an interpreter, for example (3, 11, 2); ``None`` if it does not run."""
    question = "import sys; print(*sys.version_info[:3])"
    try:
        answer = subprocess.run([str(python), "-c", question], capture_output=True, text=True, check=True)
        return tuple(int(part) for part in answer.stdout.split())
    except (OSError, subprocess.CalledProcessError, ValueError):
        return None


def choose_python(*, as_root: bool) -> Path:
    """The interpreter that the environment is made from.

    ``$WITHINREACH_PYTHON`` if set; as root the system's own; otherwise the one that runs this.

    Raises
    ------
    StopError : it does not run, or it is older than 3.11
    """
    own = getattr(sys, "_base_executable", None) or sys.executable
    chosen = os.environ.get("WITHINREACH_PYTHON")
    candidates = [chosen] if chosen else [*SYSTEM_PYTHONS, own] if as_root else [own]
    for candidate in candidates:
        if (version_of(candidate) or (0,)) >= OLDEST:
            return Path(candidate)
    raise StopError(
        f"No Python 3.11 or newer was found (looked at {', '.join(candidates)}). Install one, "
        "for example Debian 12's python3, or name one with WITHINREACH_PYTHON=/path/to/python3."
    )


def closed_part(path: Path) -> Path | None:
    """The first folder or file on the way to ``path`` that other accounts may not enter or run, else ``None``.

    Links are followed, one at a time, because each folder on the way must be open, not only the last ones.
    Parts that do not exist yet count as open: set-up makes them so.
    """
    waiting = [path.absolute()]
    while waiting:
        current = waiting.pop()
        for part in [*reversed(current.parents), current]:
            if part.is_symlink():
                rest = current.relative_to(part)
                waiting.append(Path(os.path.normpath(part.parent / part.readlink() / rest)))
                break
            if part.exists() and not part.stat().st_mode & stat.S_IXOTH:
                return part
    return None


def must_be_open(path: Path, what: str, way_out: str) -> None:
    """Refuse a place that the workshop's accounts could not use.

    Raises
    ------
    StopError : names the folder, its mode, and what to do
    """
    closed = closed_part(path)
    if closed is not None:
        mode = stat.S_IMODE(closed.stat().st_mode)
        raise StopError(
            f"{what} is {path}, but {closed} lets no other account in (mode {mode:o}), so the workshop's "
            f"accounts could not run it. {way_out}"
        )
