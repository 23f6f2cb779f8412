"""One real Jupyter server over a folder with one task of each kind: JupyterLab, Notebook 7 and Voilà in one process."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import nbformat
import psutil
from nbformat.v4 import new_code_cell, new_notebook
from withinreach.hub.ports import find_free

from tests.conftest import CHECKOUT
from tests.pipeline.hub_fixture import until

MODULE = "01-foundations"
GALLERY = CHECKOUT / "tests" / "gallery"
EVERYBODY = CHECKOUT / "deploy" / "hub" / "singleuser" / "everybody"


@dataclass
class Host:
    """A started server: its address, the data folder of its one person, its kernels."""

    folder: Path
    port: int
    token: str
    process: subprocess.Popen[bytes]
    tasks: tuple[str, ...]
    page: str = f"{MODULE}/{MODULE}.ipynb"
    log: Path = field(init=False)

    def __post_init__(self) -> None:
        self.log = self.folder / "server.log"

    @property
    def data(self) -> Path:
        return self.folder / "data" / "within-reach"

    def address(self, way: str) -> str:
        """``lab/tree``, ``notebooks`` or ``voila/render``: the page of the module there."""
        return f"http://127.0.0.1:{self.port}/{way}/{self.page}?token={self.token}"

    def lines(self, task: str | None = None) -> list[dict[str, Any]]:
        """The lines of the journal, of one task or of all."""
        file = self.data / MODULE / "answers.jsonl"
        found = [json.loads(text) for text in file.read_text("utf-8").splitlines()] if file.exists() else []
        return [line for line in found if task in (None, line["task"])]

    def forget(self) -> None:
        """A person who has not been here before."""
        for file in (*(self.data / MODULE).glob("*.jsonl"), *(self.data / "private").glob("*")):
            file.unlink()

    def kernels(self) -> list[psutil.Process]:
        """Its living kernels, oldest first."""
        there = psutil.Process(self.process.pid).children(recursive=True)
        living = [one for one in there if one.status() != psutil.STATUS_ZOMBIE]
        found = [one for one in living if "ipykernel_launcher" in one.cmdline()]
        return sorted(found, key=lambda one: one.create_time())

    def end_kernels(self) -> None:
        """The kernels that closed pages left behind."""
        with httpx.Client(headers={"Authorization": f"token {self.token}"}) as client:
            for kernel in client.get(f"http://127.0.0.1:{self.port}/api/kernels").json():
                client.delete(f"http://127.0.0.1:{self.port}/api/kernels/{kernel['id']}")


@contextmanager
def running_host(*tasks: str, handin: bool = False) -> Iterator[Host]:
    """Start the server over a module of these tasks of the gallery, and stop it with its kernels."""
    with served() as folder:
        shutil.copy(GALLERY / "tasks.yaml", folder / MODULE)
        nbformat.write(notebook(*tasks, handin=handin), folder / MODULE / f"{MODULE}.ipynb")
        yield from _running(folder, tasks)


@contextmanager
def running_gallery() -> Iterator[Host]:
    """The same server over the gallery's own notebook, with every task in every state."""
    with served() as folder:
        for file in (file for file in GALLERY.iterdir() if file.is_file()):
            shutil.copy(file, folder / MODULE)
        yield from _running(folder, (), f"{MODULE}/gallery.ipynb")


@contextmanager
def served() -> Iterator[Path]:
    """A folder to start the server over, with the options that every participant's server has."""
    # A short path: the sockets of kernels lie below it, and the system takes 107 characters.
    with tempfile.TemporaryDirectory(prefix="wr-host-") as name:
        folder = Path(name)
        (folder / MODULE).mkdir()
        shutil.copytree(EVERYBODY, folder / "config")
        shutil.copy(CHECKOUT / "voila.json", folder / "config")
        yield folder


def _running(folder: Path, tasks: tuple[str, ...], page: str = Host.page) -> Iterator[Host]:
    (port,) = find_free(1)
    token = secrets.token_hex(16)
    with (folder / "server.log").open("ab") as log:
        process = subprocess.Popen(
            command(folder, port, token), cwd=folder, env=environment(folder), stdout=log, stderr=log
        )
    host = Host(folder, port, token, process, tasks, page)
    try:
        until(lambda: process.poll() is not None or answers(port, token), "the start of the server")
        assert process.poll() is None, host.log.read_text("utf-8")
        yield host
    finally:
        process.terminate()
        process.wait(30)


def notebook(*tasks: str, handin: bool) -> nbformat.NotebookNode:
    opening = f'# The module\nimport withinreach\nmodule = withinreach.open("{MODULE}", edition="workshop")'
    cells = [new_code_cell(opening, id="open")]
    for number, task in enumerate(tasks):
        cells.append(new_code_cell(f'# A task\nmodule.task("{task}")', id=f"task-{number}-{task}"))
    if handin:
        cells.append(new_code_cell("# The panel that hands in\nmodule.handin()", id="handin"))
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}}
    return new_notebook(cells=cells, metadata=kernel | {"title": "One of each"})


def command(folder: Path, port: int, token: str) -> list[str]:
    options = {
        "ServerApp.root_dir": folder,
        "ServerApp.port": port,
        "ServerApp.port_retries": 0,
        "ServerApp.open_browser": False,
        "IdentityProvider.token": token,
    }
    flags = [f"--{name}={value}" for name, value in options.items()]
    return [sys.executable, "-m", "jupyter_server", "--allow-root", *flags]


def environment(folder: Path) -> dict[str, str]:
    """The options that every participant's server has; nothing of the person who runs the tests."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "JUPYTER_CONFIG_DIR": str(folder / "config"),
        "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
        "JUPYTER_DATA_DIR": str(folder / "jupyter"),
        "WITHINREACH_DATA": str(folder / "data"),
    }


def answers(port: int, token: str) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/api/status?token={token}", timeout=5).is_success
    except httpx.HTTPError:
        return False
