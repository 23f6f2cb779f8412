"""Where the shipped data lie: in the wheel as ``withinreach/data``, in a checkout as ``data/``."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from withinreach.content.errors import WithinReachError


def data_file(*parts: str) -> Traversable:
    """One file of ``data/``, for example ``data_file("instruments", "ecr-r.csv")``.

    Raises
    ------
    WithinReachError : no such file ships with this installation
    """
    package = files("withinreach")
    checkout = Path(str(package)).parents[1] / "data"
    for root in (package.joinpath("data"), checkout):
        found = root.joinpath(*parts)
        if found.is_file():
            return found
    raise WithinReachError(
        f"The file data/{'/'.join(parts)} is not part of this installation. Install the wheel again, "
        "or work in a checkout that holds data/."
    )


def data_text(*parts: str) -> str:
    """The text of one file of ``data/``, UTF-8."""
    return data_file(*parts).read_text(encoding="utf-8")
