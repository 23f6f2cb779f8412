"""One workshop on one machine: its name, its folders, its ports. Written once at the start, read by the Hub."""

from __future__ import annotations

import json
import os
import re
from dataclasses import asdict, dataclass
from pathlib import Path

from withinreach.content.atomic import replace_file
from withinreach.hub.errors import HubError

INSTANCE = re.compile(r"[a-z][a-z0-9]{0,11}")
SETTINGS_VARIABLE = "WITHINREACH_HUB_SETTINGS"
BANNER = (
    "This demonstration isolates nobody: everyone here works as one account of this computer and can read "
    "everything, keys included. Look around, but keep real people's answers out."
)


@dataclass(frozen=True)
class Workshop:
    """Everything that the Hub, its spawners and the launcher must agree on.

    Parameters
    ----------
    instance : short name, 1–12 lower-case letters and digits; part of every account's name
    folder : the instance folder, for example /var/lib/within-reach/demo
    separate : whether each person works as an account of their own (needs root)
    port, public_port : what people open; the other ports are for our own processes
    sockets : short-lived folder of folders, one an account, for sockets and temporary files
    """

    instance: str
    folder: Path
    separate: bool
    port: int
    public_port: int
    sockets: Path
    hub_port: int = 0
    proxy_port: int = 0
    desk_port: int = 0

    @property
    def homes(self) -> Path:
        """Home folders of the accounts."""
        return self.folder / "home"

    @property
    def desk(self) -> Path:
        """The desk's database and files, for its account alone."""
        return self.folder / "desk"

    @property
    def course(self) -> Path:
        """Sources, keys and gradebook, for the course account alone."""
        return self.folder / "course"

    @property
    def published(self) -> Path:
        """The participants' tree: everybody reads, nobody writes."""
        return self.folder / "published"

    @property
    def config(self) -> Path:
        """Configuration of the servers that people use: everybody reads, nobody writes."""
        return self.folder / "config"

    @property
    def hub(self) -> Path:
        """The Hub's database, secrets, passwords and logs, for root alone."""
        return self.folder / "hub"

    @property
    def passwords(self) -> Path:
        """Hashes of this start's passwords."""
        return self.hub / "passwords.json"

    @property
    def url(self) -> str:
        """Where people open the Hub."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def public_url(self) -> str:
        """Where the public edition is read."""
        return f"http://127.0.0.1:{self.public_port}"

    @property
    def banner(self) -> str:
        """What every page says; empty where accounts are separate."""
        return "" if self.separate else BANNER

    def write(self) -> Path:
        """Keep the settings where only the Hub's own account reads them; returns the file."""
        file = self.hub / "workshop.json"
        write_private(file, json.dumps(asdict(self), default=str, indent=1))
        return file

    @classmethod
    def read(cls, file: Path | str) -> Workshop:
        """The settings that :meth:`write` kept."""
        found = json.loads(Path(file).read_text(encoding="utf-8"))
        return cls(**(found | {name: Path(found[name]) for name in ("folder", "sockets")}))


def write_private(file: Path, text: str) -> None:
    """Write a file of mode 0600 that is never, not even for a moment, readable by others."""
    replace_file(file, text.encode("utf-8"))


def instance_name(chosen: str | None = None) -> str:
    """``chosen``, else ``$WITHINREACH_INSTANCE``, else "demo".

    Raises
    ------
    HubError : the name cannot be part of an account's name
    """
    name = chosen or os.environ.get("WITHINREACH_INSTANCE") or "demo"
    if not INSTANCE.fullmatch(name):
        raise HubError(
            f"{name!r} cannot name a workshop: it becomes part of account names, so take 1 to 12 lower-case "
            "letters and digits that begin with a letter, for example WITHINREACH_INSTANCE=demo."
        )
    return name


def state_folder() -> Path:
    """``$WITHINREACH_STATE``, else /var/lib/within-reach for root, else the person's own state folder."""
    if chosen := os.environ.get("WITHINREACH_STATE"):
        return Path(chosen).absolute()
    if os.geteuid() == 0:
        return Path("/var/lib/within-reach")
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "within-reach"
