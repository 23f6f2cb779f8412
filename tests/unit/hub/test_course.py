"""The course folder at later starts: what we changed is brought over, what the instructor changed stays."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from withinreach.hub.course import pack, unpack


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    checkout = tmp_path / "checkout"
    for name, text in {
        "source/01-one/01-one.ipynb": "{}",
        "source/01-one/tasks.yaml": "[]",
        "source/01-one/.ipynb_checkpoints/old.ipynb": "{}",
        "source/01-one/__pycache__/x.pyc": "",
        "keys/01-one.yaml": "a: 1",
        "keys/.git/config": "x",
        "nbgrader_config.py": "c = get_config()",
        "README.md": "not part of a course",
    }.items():
        file = checkout / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return checkout


@pytest.fixture
def course(tmp_path: Path) -> Path:
    folder = tmp_path / "course"
    folder.mkdir()
    return folder


def bring(checkout: Path, course: Path) -> list[str]:
    return unpack(pack(checkout, checkout / "keys"), course)


def contents(course: Path) -> dict[str, str]:
    files = (path for path in course.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {str(file.relative_to(course)): file.read_text(encoding="utf-8") for file in files}


def test_a_course_gets_its_sources_keys_and_configuration_and_nothing_hidden(checkout: Path, course: Path) -> None:
    assert bring(checkout, course) == []
    assert contents(course) == {
        "source/01-one/01-one.ipynb": "{}",
        "source/01-one/tasks.yaml": "[]",
        "keys/01-one.yaml": "a: 1",
        "nbgrader_config.py": "c = get_config()",
    }


def test_keys_may_lie_in_a_clone_of_their_own(checkout: Path, course: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "my-keys"
    elsewhere.mkdir()
    (elsewhere / "01-one.yaml").write_text("b: 2", encoding="utf-8")
    unpack(pack(checkout, elsewhere), course)
    assert contents(course)["keys/01-one.yaml"] == "b: 2"


def test_a_new_version_replaces_what_nobody_changed(checkout: Path, course: Path) -> None:
    bring(checkout, course)
    (checkout / "keys" / "01-one.yaml").write_text("a: 2", encoding="utf-8")
    assert bring(checkout, course) == []
    assert contents(course)["keys/01-one.yaml"] == "a: 2"


def test_what_the_instructor_changed_stays_and_is_named_at_every_start(checkout: Path, course: Path) -> None:
    bring(checkout, course)
    (course / "keys" / "01-one.yaml").write_text("a: mine", encoding="utf-8")
    (checkout / "keys" / "01-one.yaml").write_text("a: 2", encoding="utf-8")
    assert bring(checkout, course) == ["keys/01-one.yaml"]
    assert bring(checkout, course) == ["keys/01-one.yaml"]
    assert contents(course)["keys/01-one.yaml"] == "a: mine"


def test_a_file_changed_here_and_there_to_the_same_is_not_named(checkout: Path, course: Path) -> None:
    bring(checkout, course)
    for folder in (checkout, course):
        (folder / "keys" / "01-one.yaml").write_text("a: 3", encoding="utf-8")
    assert bring(checkout, course) == []


def test_a_file_that_left_the_checkout_leaves_the_course_unless_it_was_changed(checkout: Path, course: Path) -> None:
    bring(checkout, course)
    (course / "source" / "01-one" / "tasks.yaml").write_text("[mine]", encoding="utf-8")
    for name in ("tasks.yaml", "01-one.ipynb"):
        (checkout / "source" / "01-one" / name).unlink()
    assert bring(checkout, course) == ["source/01-one/tasks.yaml"]
    assert set(contents(course)) == {"source/01-one/tasks.yaml", "keys/01-one.yaml", "nbgrader_config.py"}


def test_without_its_list_of_copies_every_different_file_counts_as_the_instructors(
    checkout: Path, course: Path
) -> None:
    bring(checkout, course)
    (course / ".within-reach.json").write_text("damaged", encoding="utf-8")
    (checkout / "keys" / "01-one.yaml").write_text("a: 2", encoding="utf-8")
    assert bring(checkout, course) == ["keys/01-one.yaml"]
    assert contents(course)["keys/01-one.yaml"] == "a: 1"


def test_what_the_course_made_itself_is_left_alone(checkout: Path, course: Path) -> None:
    bring(checkout, course)
    (course / "gradebook.db").write_text("marks", encoding="utf-8")
    bring(checkout, course)
    assert contents(course)["gradebook.db"] == "marks"


def test_as_a_program_it_reads_the_files_from_its_input_and_names_what_it_left(checkout: Path, course: Path) -> None:
    bring(checkout, course)
    (course / "nbgrader_config.py").write_text("mine", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "withinreach.hub.course", str(course)],
        input=pack(checkout, checkout / "keys"),
        capture_output=True,
        check=True,
    )
    assert json.loads(done.stdout) == ["nbgrader_config.py"]
