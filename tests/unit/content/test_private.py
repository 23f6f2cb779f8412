"""Private notes: their own file, for their owner alone, whole or not at all."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from withinreach.content.errors import WithinReachError
from withinreach.content.private import PrivateStore

from tests.unit.samples import unwritable


def test_what_was_written_is_read_and_only_the_latest_stands(tmp_path: Path) -> None:
    store = PrivateStore(tmp_path / "private")
    store.write("n-note", "first")
    at = store.write("n-note", "second “one”\n")

    entry = PrivateStore(tmp_path / "private").read("n-note")

    assert entry is not None
    assert (entry.at, entry.value) == (at, "second “one”\n")
    assert b"first" not in (tmp_path / "private" / "n-note.json").read_bytes()


def test_nothing_written_reads_as_nothing(tmp_path: Path) -> None:
    assert PrivateStore(tmp_path).read("n-note") is None


def test_only_the_owner_can_read_it_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    store = PrivateStore(tmp_path / "data" / "private")
    store.write("n-note", "mine")

    (file,) = store.folder.iterdir()
    assert file.name == "n-note.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(store.folder.stat().st_mode) == stat.S_IMODE(store.folder.parent.stat().st_mode) == 0o700


def test_a_note_is_replaced_in_one_step(tmp_path: Path) -> None:
    """A reader who had the old file open still reads the old note whole: it was replaced, not written over."""
    store = PrivateStore(tmp_path)
    store.write("n-note", "old")
    with (tmp_path / "n-note.json").open(encoding="utf-8") as reader:
        store.write("n-note", "a new and longer note")
        assert json.load(reader)["value"] == "old"


def test_an_erased_note_is_gone_and_can_be_erased_again(tmp_path: Path) -> None:
    store = PrivateStore(tmp_path)
    store.write("n-note", "mine")
    store.erase("n-note")
    store.erase("n-note")

    assert store.read("n-note") is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("damage", [b"", b"{", b'{"at":"x"}', b"\xff", b"[" * 100_000])
def test_a_damaged_file_is_set_aside_and_said_and_can_be_written_again(damage: bytes, tmp_path: Path) -> None:
    store = PrivateStore(tmp_path)
    (tmp_path / "n-note.json").write_bytes(damage)

    with pytest.raises(WithinReachError, match=r"damaged and cannot be shown\. It was set aside as n-note\.damaged"):
        store.read("n-note")

    assert (tmp_path / "n-note.damaged").read_bytes() == damage
    assert store.read("n-note") is None
    store.write("n-note", "again")
    entry = store.read("n-note")
    assert entry is not None
    assert entry.value == "again"


def test_erasing_takes_what_was_set_aside_along(tmp_path: Path) -> None:
    store = PrivateStore(tmp_path)
    (tmp_path / "n-note.json").write_bytes(b'{"at":"x","value":"mine')
    with pytest.raises(WithinReachError):
        store.read("n-note")

    store.erase("n-note")

    assert list(tmp_path.iterdir()) == []


FULL = """
import resource, sys
from pathlib import Path
from withinreach.content.errors import WithinReachError
from withinreach.content.private import PrivateStore
store = PrivateStore(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (60, 60))
try:
    store.write("n-note", "y" * 500)
except WithinReachError as error:
    print(error)
"""


def test_a_full_disk_is_said_in_words_and_the_earlier_note_stands(tmp_path: Path) -> None:
    store = PrivateStore(tmp_path)
    store.write("n-note", "earlier")

    ran = subprocess.run([sys.executable, "-c", FULL, str(tmp_path)], capture_output=True, text=True, check=True)

    assert ran.stdout.strip() == "Not saved: File too large. It is still on the page."
    entry = store.read("n-note")
    assert entry is not None
    assert entry.value == "earlier"
    assert [file.name for file in tmp_path.iterdir()] == ["n-note.json"]


def test_a_folder_that_cannot_be_written_is_refused() -> None:
    with unwritable() as folder, pytest.raises(WithinReachError, match="cannot be written"):
        PrivateStore(folder)
