"""Every stored notebook, run by a real kernel from its own folder."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from tests.conftest import CHECKOUT

SOURCE = sorted((CHECKOUT / "source").rglob("*.ipynb"))
RELEASE = sorted((CHECKOUT / "release").rglob("*.ipynb"))
PUBLIC = sorted((CHECKOUT / "notebooks").glob("*.ipynb"))


def named(path: Path) -> str:
    return str(path.relative_to(CHECKOUT))


def run(path: Path, folder: Path) -> list[str]:
    """Run a copy beside its task file; gives the names in its folder afterwards."""
    shutil.copytree(path.parent, folder)
    notebook = nbformat.read(folder / path.name, as_version=4)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(folder)}}).execute()
    return sorted(file.name for file in folder.iterdir())


@pytest.mark.parametrize("path", RELEASE, ids=named)
def test_a_released_notebook_runs_and_leaves_nothing_beside_itself(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WITHINREACH_DATA", str(tmp_path / "data"))
    before = sorted(file.name for file in path.parent.iterdir())

    assert run(path, tmp_path / "here") == before
    assert (tmp_path / "data" / "within-reach" / path.stem / "answers.jsonl").exists()


@pytest.mark.parametrize("path", SOURCE, ids=named)
def test_an_authors_notebook_keeps_nothing_and_says_so(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WITHINREACH_DATA", str(tmp_path / "data"))
    before = sorted(file.name for file in path.parent.iterdir())
    folder = tmp_path / "source" / path.stem
    shutil.copytree(path.parent, folder)
    notebook = nbformat.read(folder / path.name, as_version=4)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(folder)}}).execute()

    assert sorted(file.name for file in folder.iterdir()) == before
    assert not (tmp_path / "data").exists()
    assert "Opened from source/" in notebook.cells[0].outputs[0].data["text/html"]


@pytest.mark.parametrize("path", PUBLIC, ids=named)
def test_the_public_edition_runs_and_writes_nothing(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    # What Jupyter, IPython and matplotlib keep for themselves goes elsewhere: whatever then lies in HOME is ours.
    for name in ("IPYTHONDIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_DATA_DIR", "JUPYTER_CONFIG_DIR", "MPLCONFIGDIR"):
        monkeypatch.setenv(name, str(tmp_path / "tools"))
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("WITHINREACH_DATA", raising=False)

    assert run(path, tmp_path / "here") == sorted(file.name for file in path.parent.iterdir())
    assert list(home.iterdir()) == []


def test_nbval_runs_the_public_notebooks(tmp_path: Path) -> None:
    shutil.copytree(CHECKOUT / "notebooks", tmp_path / "notebooks")
    command = [sys.executable, "-m", "pytest", "--nbval", "-p", "no:cacheprovider", "-q", "notebooks"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout
    assert "passed" in done.stdout
