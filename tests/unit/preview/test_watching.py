"""A changed file is noticed however an editor writes it, and nothing else is."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, Queue

import pytest
from withinreach.preview.watching import Watcher

PATIENCE = 10.0


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Queue[set[str]]]:
    """What the watcher says of two modules, each a folder with a file; they share a folder of keys."""
    queue: Queue[set[str]] = Queue()
    for folder in ("one", "two", "keys"):
        (tmp_path / folder).mkdir()
    files = {name: [tmp_path / name / "tasks.yaml", tmp_path / "keys" / f"{name}.yaml"] for name in ("one", "two")}
    for path in (path for paths in files.values() for path in paths):
        path.write_text("as it was", encoding="utf-8")
    watcher = Watcher(files, queue.put)
    watcher.start()
    assert watcher.ready.wait(PATIENCE)
    yield queue
    watcher.stop()
    assert "watcher" not in {thread.name for thread in threading.enumerate()}


def test_a_file_that_is_written_is_told_once_by_its_modules_name(told: Queue[set[str]], tmp_path: Path) -> None:
    (tmp_path / "one" / "tasks.yaml").write_text("new", encoding="utf-8")

    assert told.get(timeout=PATIENCE) == {"one"}
    (tmp_path / "keys" / "two.yaml").write_text("new", encoding="utf-8")
    assert told.get(timeout=PATIENCE) == {"two"}
    assert told.empty()


def test_a_file_that_is_replaced_is_told_again_and_again(told: Queue[set[str]], tmp_path: Path) -> None:
    """As most editors save: another file takes its name."""
    for words in ("first", "second"):
        (tmp_path / "one" / ".tasks.yaml.swp").write_text(words, encoding="utf-8")
        (tmp_path / "one" / ".tasks.yaml.swp").rename(tmp_path / "one" / "tasks.yaml")
        assert told.get(timeout=PATIENCE) == {"one"}


def test_a_file_that_is_deleted_and_comes_back_is_told(told: Queue[set[str]], tmp_path: Path) -> None:
    (tmp_path / "two" / "tasks.yaml").unlink()
    assert told.get(timeout=PATIENCE) == {"two"}
    (tmp_path / "two" / "tasks.yaml").write_text("back", encoding="utf-8")
    assert told.get(timeout=PATIENCE) == {"two"}


def test_other_files_beside_them_are_nobodys_business(told: Queue[set[str]], tmp_path: Path) -> None:
    (tmp_path / "one" / "notes.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "one" / ".ipynb_checkpoints").mkdir()
    (tmp_path / "one" / ".ipynb_checkpoints" / "tasks.yaml").write_text("old", encoding="utf-8")
    with pytest.raises(Empty):
        told.get(timeout=1.5)  # longer than anything is gathered
    (tmp_path / "two" / "tasks.yaml").write_text("new", encoding="utf-8")

    assert told.get(timeout=PATIENCE) == {"two"}
