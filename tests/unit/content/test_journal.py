"""The journal: whatever was saved is there, whatever happened afterwards."""

from __future__ import annotations

import fcntl
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from withinreach.content.answers import State
from withinreach.content.errors import WithinReachError
from withinreach.content.journal import AlreadyFinal, Journal, JournalError

from tests.unit.samples import line, unwritable


def answers(state: State) -> dict[str, object]:
    return {task: kept.answer for task, kept in state.items()}


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_what_was_appended_is_the_state(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "m")
    first = line("t-one", ["o1"], confidence=0.75, seconds=12.5, variant="b")

    journal.append(first)

    assert journal.state() == {"t-one": first}
    assert Journal(tmp_path / "m").state() == {"t-one": first}


def test_a_new_journal_is_empty(tmp_path: Path) -> None:
    assert Journal(tmp_path / "m").state() == {}


def test_the_newest_line_of_a_task_stands(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    for answer in ("o1", "o3", "o2"):
        journal.append(line("t-one", answer))
    journal.append(line("t-two", "x"))

    assert answers(journal.state()) == {"t-one": "o2", "t-two": "x"}
    assert (tmp_path / "answers.jsonl").read_bytes().count(b"\n") == 4


def test_where_one_answer_is_final_the_first_stands_and_the_second_is_refused_in_words(tmp_path: Path) -> None:
    journal = Journal(tmp_path, once=frozenset({"t-one"}))
    journal.append(line("t-one", "first"))
    before = journal.file.read_bytes()

    with pytest.raises(AlreadyFinal) as refused:
        journal.append(line("t-one", "second"))

    said = "Your answer to t-one is already final: the first one committed stands."
    assert str(refused.value) == said
    assert journal.file.read_bytes() == before
    assert answers(journal.state()) == {"t-one": "first"}


def test_a_second_line_that_another_program_wrote_changes_no_final_answer(tmp_path: Path) -> None:
    for answer in ("first", "second"):
        Journal(tmp_path).append(line("t-one", answer))

    assert answers(Journal(tmp_path, once=frozenset({"t-one"})).state()) == {"t-one": "first"}


def test_a_torn_last_line_costs_itself_only_and_the_next_begins_on_its_own_line(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.append(line("t-one", "kept"))
    with journal.file.open("ab") as file:
        file.write(b'{"v":1,"at":"2026-11-23T21:0')

    journal.append(line("t-two", "after"))

    assert answers(journal.state()) == {"t-one": "kept", "t-two": "after"}
    assert journal.file.read_bytes().split(b"\n")[1] == b'{"v":1,"at":"2026-11-23T21:0'


@pytest.mark.parametrize(
    "damage",
    [
        b"\x00" * 40,
        b"\xff\xfe",
        b"[1, 2]",
        b'{"v":1}',
        b'{"at":"x","task":"t","edition":1,"answer":1,"also":2}',
        b"[" * 100_000,
    ],
    ids=["zeros", "not UTF-8", "a list", "fields missing", "a field too many", "nested too deep"],
)
def test_a_damaged_line_is_set_aside_once_and_the_others_stand(damage: bytes, tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.append(line("t-one", "before"))
    with journal.file.open("ab") as file:
        file.write(damage + b"\n")
    journal.append(line("t-two", "after"))

    for _ in range(3):
        assert answers(journal.state()) == {"t-one": "before", "t-two": "after"}

    assert (tmp_path / "damaged.jsonl").read_bytes() == damage + b"\n"
    assert journal.damaged() == 1


def test_where_a_damaged_line_cannot_be_set_aside_the_others_stand_all_the_same(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.append(line("t-one", "fine"))
    with journal.file.open("ab") as file:
        file.write(b"torn\n")
    (tmp_path / "damaged.jsonl").mkdir()

    assert answers(journal.state()) == {"t-one": "fine"}


def test_nothing_is_set_aside_where_nothing_is_damaged(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.append(line("t-one", "fine"))
    journal.state()

    assert journal.damaged() == 0
    assert [file.name for file in tmp_path.iterdir()] == ["answers.jsonl"]


def test_two_windows_lose_nothing_of_each_other(tmp_path: Path) -> None:
    one, two = Journal(tmp_path), Journal(tmp_path)
    for number in range(10):
        one.append(line(f"one-{number}", number))
        two.append(line(f"two-{number}", number))

    expected = {f"{name}-{number}": number for name in ("one", "two") for number in range(10)}
    assert answers(one.state()) == answers(two.state()) == expected


def test_an_answer_made_final_in_one_window_is_final_in_the_other(tmp_path: Path) -> None:
    one, two = (Journal(tmp_path, once=frozenset({"t-one"})) for _ in range(2))
    assert two.state() == {}
    one.append(line("t-one", "first"))

    with pytest.raises(AlreadyFinal):
        two.append(line("t-one", "second"))


def test_a_line_is_on_the_disk_and_nobody_else_writes_before_it_is_called_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No test can pull the plug: the moment in which the disk is asked to have the line is looked at instead."""
    journal = Journal(tmp_path)
    seen: list[bytes] = []

    def at_sync(handle: int) -> None:
        assert os.path.samestat(os.fstat(handle), journal.file.stat())
        with journal.file.open("rb") as other:
            seen.append(other.read())
            with pytest.raises(BlockingIOError):
                fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)

    monkeypatch.setattr("os.fsync", at_sync)
    journal.append(line("t-one", "x"))

    assert seen == [journal.file.read_bytes()]
    with journal.file.open("rb") as other:
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)


WRITER = """
import sys
from pathlib import Path
from withinreach.content.answers import Line
from withinreach.content.journal import Journal
journal = Journal(Path(sys.argv[1]))
for number in range(int(sys.argv[3])):
    name = f"{sys.argv[2]}-{number}"
    journal.append(Line(at="2026-11-23T21:04:09Z", task=name, edition=1, answer="x" * (number % 97)))
    print(number, flush=True)
"""


def writer(folder: Path, name: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(folder), name, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_two_processes_lose_nothing_of_each_other(tmp_path: Path) -> None:
    running = [writer(tmp_path, name, 100) for name in ("one", "two")]
    for process in running:
        process.communicate(timeout=60)

    state = Journal(tmp_path).state()
    assert set(state) == {f"{name}-{number}" for name in ("one", "two") for number in range(100)}
    assert all(len(kept.answer) == int(task[4:]) % 97 for task, kept in state.items())


@pytest.mark.parametrize("lines_before", [1, 40])
def test_every_line_that_was_said_to_be_saved_survives_a_kill(lines_before: int, tmp_path: Path) -> None:
    process = writer(tmp_path, "t", 1_000_000)
    assert process.stdout is not None
    said = [process.stdout.readline() for _ in range(lines_before)]
    # Somewhere in a later write: the process has not waited for us.
    process.kill()
    said += process.communicate(timeout=60)[0].splitlines()

    saved = {f"t-{int(number)}" for number in said if number.strip()}
    assert len(saved) >= lines_before
    assert saved <= set(Journal(tmp_path).state())


FULL = """
import resource, sys
from pathlib import Path
from withinreach.content.answers import Line
from withinreach.content.journal import Journal, JournalError
journal = Journal(Path(sys.argv[1]))
room = journal.file.stat().st_size + 60
resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
try:
    journal.append(Line(at="2026-11-23T21:04:09Z", task="t-big", edition=1, answer="y" * 500))
except JournalError as error:
    print(error)
"""


@pytest.mark.parametrize("torn", [b"", b'{"v":1,"a'], ids=["whole", "with a torn last line"])
def test_a_full_disk_is_said_in_words_and_leaves_what_was_there(torn: bytes, tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.append(line("t-one", "kept"))
    with journal.file.open("ab") as file:
        file.write(torn)
    before = journal.file.read_bytes()

    ran = subprocess.run([sys.executable, "-c", FULL, str(tmp_path)], capture_output=True, text=True, check=True)

    words = "Not saved: File too large. Your answer is still on the page; make room and save again."
    assert ran.stdout.strip() == words
    assert journal.file.read_bytes() == before
    journal.append(line("t-two", "room again"))
    assert answers(journal.state()) == {"t-one": "kept", "t-two": "room again"}


def test_only_their_owner_can_read_the_answers(tmp_path: Path) -> None:
    data = tmp_path / "data"
    journal = Journal(data / "within-reach" / "01-foundations")
    journal.append(line("t-one", "mine"))
    with journal.file.open("ab") as file:
        file.write(b"torn\n")
    journal.state()

    assert mode(journal.file) == mode(journal.folder / "damaged.jsonl") == 0o600
    assert {mode(folder) for folder in (journal.folder, journal.folder.parent, data)} == {0o700}


def test_a_folder_that_cannot_be_written_is_refused_with_its_name_and_the_way_out() -> None:
    with unwritable() as folder, pytest.raises(WithinReachError) as refused:
        Journal(folder)

    assert str(refused.value) == (
        f"Answers cannot be kept: {folder} cannot be written (Permission denied). Nothing you type here would be "
        "saved. Ask whoever runs the workshop to make that folder writable."
    )


def test_a_file_in_the_folders_place_is_refused_too(tmp_path: Path) -> None:
    (tmp_path / "m").write_text("in the way")

    with pytest.raises(WithinReachError, match=r"Answers cannot be kept: .* cannot be written"):
        Journal(tmp_path / "m")


def test_a_journal_that_cannot_be_opened_refuses_in_words(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.file.mkdir()

    with pytest.raises(JournalError, match=r"Not saved: .*answers\.jsonl cannot be opened \(Is a directory\)\."):
        journal.append(line("t-one", "x"))
