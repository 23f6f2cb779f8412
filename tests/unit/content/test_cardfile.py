"""``returning.json`` where the machine fails: damaged, two windows, no room, read-only; and files of another day."""

from __future__ import annotations

import json
import multiprocessing
import resource
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from msgspec.structs import replace
from withinreach.content import cardfile
from withinreach.content.cardfile import DAMAGED, CardFile
from withinreach.content.cards import Card, Returning, rated

from tests.unit.returning import MONDAY
from tests.unit.samples import unwritable

OLD = '{"v": 1, "cards": {"x-b": {"edition": 1}}}'
NEWER = '{"v": 2, "cards": {"x-b": {"edition": 1, "mood": "calm"}}, "weather": "rain"}'
DAMAGES = [
    b"",
    b"{",
    b"[]",
    b"null",
    b'{"cards": {"x-b": {}}}',
    b'{"cards": {"x-b": {"edition": 1, "stability": -2}}}',
    b'{"cards": {"x-b": {"edition": 1, "at": "2026-11-02T09:00:00"}}}',
    b'{"cards": 7}',
    b"\xff\xfe\x00",
    b"[" * 100_000,
]


def with_card(name: str) -> Any:
    return lambda notes: replace(notes, cards={**notes.cards, name: rated(Card(edition=1), 1.0, MONDAY)})


def test_what_was_kept_is_found_again_by_this_account_alone(tmp_path: Path) -> None:
    after, trouble = CardFile(tmp_path).update(with_card("x-b"))
    assert trouble == ""
    assert CardFile(tmp_path).update(lambda notes: notes) == (after, "")
    assert stat.S_IMODE((tmp_path / "returning.json").stat().st_mode) == 0o600
    assert sorted(file.name for file in tmp_path.iterdir() if file.suffix != ".lock") == ["returning.json"]


def test_nothing_is_written_where_nothing_changed(tmp_path: Path) -> None:
    assert CardFile(tmp_path).update(lambda notes: notes) == (Returning(), "")
    assert not (tmp_path / "returning.json").exists()


@pytest.mark.parametrize("raw", DAMAGES, ids=range(len(DAMAGES)))
def test_a_damaged_file_is_set_aside_and_said_and_a_new_one_begun(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "returning.json").write_bytes(raw)
    after, trouble = CardFile(tmp_path).update(with_card("y-b"))
    assert (list(after.cards), trouble) == (["y-b"], DAMAGED)
    assert (tmp_path / "returning.damaged.json").read_bytes() == raw
    assert CardFile(tmp_path).update(lambda notes: notes) == (after, "")


@pytest.mark.parametrize("raw", [OLD, NEWER, "{}"])
def test_files_of_an_older_and_of_a_newer_form_open(tmp_path: Path, raw: str) -> None:
    (tmp_path / "returning.json").write_text(raw, encoding="utf-8")
    found, trouble = CardFile(tmp_path).update(lambda notes: notes)
    assert trouble == ""
    assert list(found.cards) == list(json.loads(raw).get("cards", {}))


def many(folder: Path, name: str) -> None:
    for number in range(25):
        CardFile(folder).update(with_card(f"{name}-{number}-b"))


def test_two_windows_lose_nothing_of_each_other(tmp_path: Path) -> None:
    fork = multiprocessing.get_context("spawn")
    windows = [fork.Process(target=many, args=(tmp_path, name)) for name in "pq"]
    for one in windows:
        one.start()
    for one in windows:
        one.join()
    assert [one.exitcode for one in windows] == [0, 0]
    assert len(CardFile(tmp_path).update(lambda notes: notes)[0].cards) == 50


def test_a_window_that_holds_the_file_is_named_and_stops_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cardfile, "PATIENCE", 0.05)
    with FileLock(tmp_path / "returning.lock"):
        after, trouble = CardFile(tmp_path).update(with_card("x-b"))
    assert list(after.cards) == ["x-b"]
    assert "another window is writing" in trouble


def test_a_folder_that_cannot_be_written_is_told_and_stops_nobody() -> None:
    with unwritable() as folder:
        after, trouble = CardFile(folder).update(with_card("x-b"))
    assert list(after.cards) == ["x-b"]
    assert "could not be kept (Permission denied)" in trouble


@contextmanager
def no_room(size: int) -> Iterator[None]:
    """No file of this process may become longer, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_where_there_is_no_room_what_stood_before_still_stands(tmp_path: Path) -> None:
    before, _ = CardFile(tmp_path).update(with_card("x-b"))
    with no_room(64):
        after, trouble = CardFile(tmp_path).update(with_card("y-b"))
    assert list(after.cards) == ["x-b", "y-b"]
    assert "could not be kept (File too large)" in trouble
    assert CardFile(tmp_path).update(lambda notes: notes) == (before, "")
    assert sorted(file.name for file in tmp_path.iterdir() if file.suffix != ".lock") == ["returning.json"]


def test_whenever_it_is_killed_the_file_is_whole(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tests.unit.content.test_cardfile import many\n"
        "print('begun', flush=True)\n"
        "for name in map(str, range(99)): many(Path(sys.argv[1]), 'w' + name)"
    )
    for _ in range(5):
        process = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        process.stdout.read(0)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0.1)
        process.kill()
        process.communicate()
        found, trouble = CardFile(tmp_path).update(lambda notes: notes)
        assert trouble == ""
    assert found.cards
