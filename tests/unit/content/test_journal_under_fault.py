"""The journal where the machine fails: killed again and again, a full disk, a held lock, old and long files."""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from withinreach.content import journal as module
from withinreach.content.answers import Line
from withinreach.content.journal import Journal, JournalError

from tests.unit.samples import NOBODY

SAVES, KILLS = 1000, 20
WRITER = """
import sys
from pathlib import Path
from withinreach.content.answers import Line
from withinreach.content.journal import Journal
journal, start = Journal(Path(sys.argv[1])), int(sys.argv[2])
for number in range(start, start + 100_000):
    journal.append(Line(at="2026-11-24T21:04:09Z", task=f"t-{number}", edition=1, answer="x" * (number % 97)))
    print(number, flush=True)
"""
HOLDER = """
import fcntl, sys
held = open(sys.argv[1], "ab")
fcntl.flock(held, fcntl.LOCK_EX)
print("held", flush=True)
sys.stdin.readline()
"""
FILLER = """
import resource, sys
from pathlib import Path
from withinreach.content.answers import Line
from withinreach.content.journal import Journal, JournalError
if len(sys.argv) > 2:
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
journal = Journal(Path(sys.argv[1]))
for number in range(10_000):
    try:
        journal.append(Line(at="2026-11-24T21:04:09Z", task=f"t-{number}", edition=1, answer="y" * 300))
    except JournalError as error:
        print(number, error)
        break
"""


def line(task: str, answer: object, at: str = "2026-11-24T21:04:09Z") -> Line:
    return Line(at=at, task=task, edition=1, answer=answer)


def test_a_thousand_saves_survive_whatever_moment_the_process_is_killed_in(tmp_path: Path) -> None:
    draw = random.Random(20261124)  # noqa: S311  moments to kill in, not secrets
    said: set[int] = set()
    kills = 0
    while len(said) < SAVES or kills < KILLS:
        process = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path), str(100_000 * kills)], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        first = process.stdout.readline()  # it has begun; from here on any moment may be the last
        time.sleep(draw.uniform(0, 0.03))
        process.kill()
        lines = [first, *process.communicate(timeout=60)[0].splitlines()]
        said |= {int(number) for number in lines if number.strip()}
        kills += 1

    state = Journal(tmp_path).state()
    assert {f"t-{number}" for number in said} <= set(state)
    assert all(len(kept.answer) == int(task[2:]) % 97 for task, kept in state.items())


@contextmanager
def small_disk(folder: Path) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """A disk of 64 kB where mounting is allowed, else a limit on the size of a file."""
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        yield folder, (str(60_000),)
        return
    try:
        yield folder, ()
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_is_said_and_every_answer_that_was_saved_is_there(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as (folder, limit):
        ran = subprocess.run(
            [sys.executable, "-c", FILLER, str(folder / "answers"), *limit], capture_output=True, text=True, check=True
        )
        number, _, words = ran.stdout.strip().partition(" ")
        journal = Journal(folder / "answers")

        assert int(number) > 20
        assert words.startswith("Not saved: ")
        assert words.endswith("Your answer is still on the page; make room and save again.")
        assert set(journal.state()) == {f"t-{each}" for each in range(int(number))}
        assert journal.damaged() == 0


def test_a_lock_that_is_not_let_go_is_said_in_words_and_nothing_hangs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.3)
    journal = Journal(tmp_path)
    journal.append(line("t-one", "kept"))
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(journal.file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"

    before = time.monotonic()
    with pytest.raises(JournalError) as refused:
        journal.append(line("t-two", "not yet"))
    waited = time.monotonic() - before
    holder.communicate("let go\n", timeout=30)

    assert str(refused.value) == (
        "Not saved: another window has been writing for 0.3 seconds. Your answer is still on the page; "
        "close this module's other windows and try again."
    )
    assert waited < 5
    journal.append(line("t-two", "now"))
    assert {task: kept.answer for task, kept in journal.state().items()} == {"t-one": "kept", "t-two": "now"}


def test_the_wait_for_a_lock_is_shorter_than_a_persons_patience() -> None:
    """After ten seconds a person takes a page that says nothing new for broken."""
    assert module.PATIENCE < 10


def test_a_clock_that_was_set_back_changes_nothing(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.append(line("t-one", "first", at="2026-11-24T21:04:09Z"))
    journal.append(line("t-one", "second", at="1999-01-01T00:00:00Z"))

    assert journal.state()["t-one"].answer == "second"


def test_a_journal_of_an_older_schema_still_opens(tmp_path: Path) -> None:
    """Before variants and seconds a line had five fields."""
    journal = Journal(tmp_path)
    journal.file.write_bytes(b'{"v":0,"at":"2026-01-01T00:00:00Z","task":"t-one","edition":1,"answer":["o1"]}\n')

    found = journal.state()["t-one"]
    assert (found.answer, found.variant, found.confidence, found.seconds) == (["o1"], None, None, None)
    assert journal.damaged() == 0


def test_a_line_of_a_newer_schema_is_set_aside_and_kept(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    newer = b'{"v":9,"at":"2027-01-01T00:00:00Z","task":"t-one","edition":1,"answer":["o1"],"mood":"good"}'
    journal.file.write_bytes(newer + b"\n")
    journal.append(line("t-two", "x"))

    assert set(journal.state()) == {"t-two"}
    assert (journal.folder / "damaged.jsonl").read_bytes() == newer + b"\n"
    assert newer in journal.file.read_bytes()


def test_a_hundred_thousand_lines_are_read_in_a_second_of_this_process(tmp_path: Path) -> None:
    """Processor time of this process, so that a busy machine does not decide; 2,000 tasks answered fifty times."""
    journal = Journal(tmp_path)
    rows = (
        f'{{"v":1,"at":"2026-11-24T21:04:09Z","task":"t-{number % 2000}","edition":1,"answer":["o{number}"]}}\n'
        for number in range(100_000)
    )
    journal.file.write_text("".join(rows), encoding="ascii")

    before = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    state = journal.state()
    took = resource.getrusage(resource.RUSAGE_SELF).ru_utime - before

    assert len(state) == 2000
    assert state["t-1999"].answer == ["o99999"]
    assert took < 1


def test_a_file_that_turns_read_only_is_said_and_what_was_there_stays(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "answers")
    journal.append(line("t-one", "kept"))
    journal.file.chmod(0o400)
    is_root = os.geteuid() == 0
    for folder in (journal.folder, tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)  # so that it is the file, and not the way to it, that is closed
    if is_root:
        os.seteuid(NOBODY)
    try:
        with pytest.raises(JournalError, match=r"answers\.jsonl cannot be opened \(Permission denied\)\.$"):
            journal.append(line("t-two", "lost?"))
    finally:
        if is_root:
            os.seteuid(0)
    assert journal.file.read_bytes().count(b"\n") == 1
