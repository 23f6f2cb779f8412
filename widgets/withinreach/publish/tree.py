"""The published tree: what participants, Binder and the public get. No keys, no tests, nothing to grade with."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from withinreach.content.errors import WithinReachError
from withinreach.content.load import keys_folder
from withinreach.publish.leaks import leak, secrets

FILES = (
    "README.md",
    "CHANGELOG.md",
    "LICENSE",
    "LICENSE-content.md",
    "environment.yml",
    "requirements.lock",
    "pyproject.toml",
    "voila.json",
    "docs/participants.md",
)
FOLDERS = ("release", "notebooks", "data", "widgets")
NEVER = shutil.ignore_patterns("__pycache__", "*.pyc", ".*", "*.egg-info", "keys", "tests")


class Leak(WithinReachError):
    """A file that would be given out holds text of a key; nothing is written."""


def publish_tree(checkout: Path, target: Path) -> None:
    """Write the tree at ``target``, whole or not at all; what stood there is replaced.

    Raises
    ------
    Leak : text of a key stands in one of the files
    WithinReachError : ``release/`` or ``notebooks/`` is missing, or there are no keys to look for
    """
    known = secrets(checkout / keys_folder())
    if not known:
        raise WithinReachError(
            f"There are no keys in {checkout / keys_folder()}, so nobody can tell whether one is in the tree. "
            "Set WITHINREACH_KEYS to the folder that holds them."
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as temporary:
        fresh = Path(temporary) / "tree"
        _copy(checkout, fresh)
        for path in (fresh, *sorted(fresh.rglob("*"))):
            path.chmod(0o755 if path.is_dir() else 0o644)
        _refuse_leaks(fresh, known)
        if target.exists():
            target.rename(Path(temporary) / "old")
        fresh.rename(target)


def _copy(checkout: Path, fresh: Path) -> None:
    fresh.mkdir()
    for name in FOLDERS:
        if not (checkout / name).is_dir():
            raise WithinReachError(f"There is no {name}/ in {checkout}. Run `make build` first.")
        # Links are copied as what they point to would be a way out of the checkout: none is followed.
        shutil.copytree(checkout / name, fresh / name, ignore=_without_links, symlinks=True)
    for name in FILES:
        if (checkout / name).is_file():
            (fresh / name).parent.mkdir(exist_ok=True)
            shutil.copyfile(checkout / name, fresh / name)


def _without_links(folder: str, names: list[str]) -> set[str]:
    return set(NEVER(folder, names)) | {name for name in names if Path(folder, name).is_symlink()}


def _refuse_leaks(fresh: Path, known: list[str]) -> None:
    for file in sorted(path for path in fresh.rglob("*") if path.is_file()):
        found = leak(file.read_bytes(), known)
        if found:
            raise Leak(
                f"{file.relative_to(fresh)} holds text of a key: “{found[:60]}…”. Nothing was published. "
                "Take it out there, or say it in other words in the key."
            )
