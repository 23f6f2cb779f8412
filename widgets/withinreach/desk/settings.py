"""What the desk is told by its environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from withinreach.content.errors import WithinReachError


@dataclass(frozen=True, kw_only=True)
class Settings:
    """All settings of one desk.

    Parameters
    ----------
    database : SQLAlchemy URL
    files : folder of the marked pages
    releases : folder that holds ``<module>/<module>.ipynb`` of what is released
    address, port : where to listen
    prefix : the service's own URL path, ``/services/desk/``
    hub_base : the Hub's base URL path, ``/``
    course : the course id that a hand-in must name
    public_url, banner : shown on the home page, empty where there is none
    """

    database: str
    files: Path
    releases: Path
    address: str
    port: int
    prefix: str
    hub_base: str
    course: str
    public_url: str = ""
    banner: str = ""


def from_environment(environ: Mapping[str, str]) -> Settings:
    """The settings as ``WITHINREACH_*`` and ``JUPYTERHUB_*`` give them.

    Raises
    ------
    WithinReachError : one is missing; the sentence names it and says who sets it
    """
    listen = urlsplit(_needed(environ, "JUPYTERHUB_SERVICE_URL"))
    if listen.port is None:
        raise WithinReachError(
            f"JUPYTERHUB_SERVICE_URL is {listen.geturl()!r}, without a port. "
            "Give the service an address such as http://127.0.0.1:10101 in the Hub's configuration."
        )
    files = Path(_needed(environ, "WITHINREACH_DESK_FILES"))
    return Settings(
        database=environ.get("WITHINREACH_DESK_DB") or f"sqlite:///{files / 'desk.sqlite'}",
        files=files,
        releases=Path(_needed(environ, "WITHINREACH_RELEASES")),
        address=listen.hostname or "127.0.0.1",
        port=listen.port,
        prefix=_slashed(environ.get("JUPYTERHUB_SERVICE_PREFIX") or "/services/desk/"),
        hub_base=_slashed(environ.get("JUPYTERHUB_BASE_URL") or "/"),
        course=environ.get("WITHINREACH_COURSE") or "within-reach",
        public_url=environ.get("WITHINREACH_PUBLIC_URL", ""),
        banner=environ.get("WITHINREACH_BANNER", ""),
    )


def _needed(environ: Mapping[str, str], name: str) -> str:
    value = environ.get(name, "")
    if not value:
        raise WithinReachError(
            f"{name} is not set. The desk is started by JupyterHub, whose configuration sets it; see deploy/hub."
        )
    return value


def _slashed(path: str) -> str:
    return f"/{path.strip('/')}/" if path.strip("/") else "/"
