"""Everything generated, from ``source/``: ``build`` writes what differs, ``check`` says what would."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from withinreach.content.errors import ContentError, WithinReachError
from withinreach.content.load import keys_folder, load_keys, load_module
from withinreach.publish.derive import derived
from withinreach.publish.notebook import read, write
from withinreach.publish.public import index_notebook, public_notebook, public_tasks
from withinreach.publish.release import release_files
from withinreach.simulations import registry as models

IGNORED = (".ipynb_checkpoints", "__pycache__")


@dataclass
class Plan:
    """What should stand where (none: nothing should), and what an author has to mend first."""

    files: dict[Path, bytes | None] = field(default_factory=dict)
    errors: list[ContentError] = field(default_factory=list)

    def different(self) -> list[Path]:
        """The files that are not as planned, in order."""
        return sorted(path for path, wanted in self.files.items() if _found(path) != wanted)


def build(checkout: Path) -> list[Path]:
    """Write derived metadata into ``source/`` and make ``release/`` and ``notebooks/`` anew.

    Returns the files that changed; a second run changes none.

    Raises
    ------
    ContentError : the first thing that an author has to mend; then nothing is written
    """
    wanted = plan(checkout)
    if wanted.errors:
        raise wanted.errors[0]
    changed = wanted.different()
    for path in changed:
        content = wanted.files[path]
        if content is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    return changed


def check(checkout: Path) -> list[ContentError]:
    """All that is wrong: broken sources and keys, and generated files that are not what ``build`` would write."""
    wanted = plan(checkout)
    stale = [
        ContentError(path, f"{path.relative_to(checkout)} is not what the sources give.", "the output of `make build`.")
        for path in wanted.different()
    ]
    return wanted.errors + ([] if wanted.errors else stale)


def plan(checkout: Path) -> Plan:
    """What ``build`` would write. A module with an error leaves the other modules to be read."""
    wanted = Plan()
    done: list[str] = []
    for folder in sorted((checkout / "source").iterdir()):
        if not folder.is_dir() or folder.name in IGNORED:
            continue
        try:
            wanted.files |= _module(checkout, folder)
            done.append(folder.name)
        except ContentError as error:
            wanted.errors.append(error)
        except WithinReachError as error:
            wanted.errors.append(ContentError(folder / f"{folder.name}.ipynb", str(error), "see there."))
    if not wanted.errors:
        wanted.files[checkout / "notebooks" / "index.ipynb"] = index_notebook(done)
        wanted.files |= _left_over(checkout, wanted.files)
    return wanted


def _module(checkout: Path, folder: Path) -> dict[Path, bytes | None]:
    name = folder.name
    _only_two_files(folder)
    module = load_module(folder, name)
    load_keys(checkout / keys_folder() / f"{name}.yaml", module)
    models.check(folder / "tasks.yaml", module)
    path = folder / f"{name}.ipynb"
    source = read(path)
    fresh = derived(path, source, module)
    # A notebook that says the same is left as its author's editor wrote it.
    raw = path.read_bytes() if fresh == source else write(fresh)
    files: dict[Path, bytes | None] = {path: raw}
    for file, content in release_files(checkout, name, raw).items():
        files[checkout / "release" / name / file] = content
    files[checkout / "notebooks" / f"{name}.ipynb"] = public_notebook(fresh, module)
    files[checkout / "notebooks" / f"{name}.tasks.json"] = public_tasks(folder / "tasks.yaml", module)
    return files


def _only_two_files(folder: Path) -> None:
    allowed = {f"{folder.name}.ipynb", "tasks.yaml"}
    for file in sorted(folder.rglob("*")):
        inside = file.relative_to(folder)
        if file.is_file() and str(inside) not in allowed and not set(IGNORED).intersection(inside.parts):
            raise ContentError(
                file, f"{inside} lies in source/{folder.name}/, and nbgrader releases whatever lies there.",
                f"{' and '.join(sorted(allowed))}, nothing else.",
            )  # fmt: skip


def _left_over(checkout: Path, wanted: dict[Path, bytes | None]) -> dict[Path, bytes | None]:
    """What lies in the generated folders and comes from no source."""
    found = (file for name in ("release", "notebooks") for file in (checkout / name).rglob("*"))
    return {
        file: None
        for file in found
        if file.is_file() and file not in wanted and not set(IGNORED).intersection(file.relative_to(checkout).parts)
    }


def _found(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
