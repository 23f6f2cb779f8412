"""The environment variables of what we start. Built from nothing, so that no secret of root's shell gets in."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from withinreach.hub.workshop import Workshop

PATH = os.pathsep.join([str(Path(sys.prefix) / "bin"), "/usr/local/bin", "/usr/bin", "/bin"])


def plain_environment(home: Path) -> dict[str, str]:
    """What every program needs: a home, a language, and the programs of this installation first.

    nbgrader runs ``alembic`` by name, Jupyter runs ``python`` by name; both must be found in our environment.
    """
    return {"HOME": str(home), "LANG": "C.UTF-8", "PATH": PATH}


def temporary(folder: Path) -> dict[str, str]:
    """Sockets and passing files in a folder of the account's own: in /tmp, names of one account block another's."""
    return {"TMPDIR": str(folder), "JUPYTER_RUNTIME_DIR": str(folder)}


def role_environment(workshop: Workshop, role: str) -> dict[str, str]:
    """What a person's server and its kernels find besides, by role (``participant`` or ``instructor``)."""
    folders = [workshop.config / role, workshop.config / "everybody"]
    if not workshop.separate:
        folders.insert(0, workshop.config / "demonstration")
    found = {
        "JUPYTER_CONFIG_PATH": os.pathsep.join(map(str, folders)),
        "WITHINREACH_DESK_URL": f"{workshop.url}/services/desk",
    }
    if role == "instructor":
        found["WITHINREACH_KEYS"] = str(workshop.course / "keys")
    return found | banner_environment(workshop)


def desk_environment(workshop: Workshop) -> dict[str, str]:
    """What the desk finds besides what the Hub tells every service."""
    found = {
        "WITHINREACH_DESK_DB": f"sqlite:///{workshop.desk / 'desk.sqlite'}",
        "WITHINREACH_DESK_FILES": str(workshop.desk / "files"),
        "WITHINREACH_RELEASES": str(workshop.published / "release"),
        "WITHINREACH_PUBLIC_URL": workshop.public_url,
    }
    return plain_environment(workshop.desk) | found | banner_environment(workshop)


def public_environment(workshop: Workshop, home: Path) -> dict[str, str]:
    """What the public edition and each of its kernels find: no secret, because readers' kernels inherit it."""
    found = {"JUPYTER_CONFIG_PATH": str(workshop.config / "hosts")}
    return plain_environment(home) | found | banner_environment(workshop)


def banner_environment(workshop: Workshop) -> dict[str, str]:
    """The sentence that every page shows in the demonstration without separate accounts."""
    return {"WITHINREACH_BANNER": workshop.banner} if workshop.banner else {}
