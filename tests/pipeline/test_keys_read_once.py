"""Two hundred hand-ins are graded from one reading of the keys; a key that was mended counts from the next one on."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config
from withinreach.content.errors import ContentError
from withinreach.content.keys import ChoiceKey
from withinreach.nbgrader_plugins import course as module

from tests.pipeline.grading_course import FIXTURE, MODULE, copy_course

FILE = f"keys/{MODULE}.yaml"


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CourseDirectory:
    monkeypatch.delenv("WITHINREACH_KEYS", raising=False)
    folder = copy_course(tmp_path / "course")
    release = folder / "release" / MODULE
    release.mkdir(parents=True)
    (release / "tasks.yaml").write_bytes((FIXTURE / "source" / MODULE / "tasks.yaml").read_bytes())
    return CourseDirectory(config=Config({"CourseDirectory": {"root": str(folder)}}))


def test_the_same_files_are_read_once(course: CourseDirectory, monkeypatch: pytest.MonkeyPatch) -> None:
    first = module.module_with_keys(course, MODULE)
    monkeypatch.setattr(module, "load_keys", lambda *_: pytest.fail("read again"))
    monkeypatch.setattr(module, "load_module", lambda *_: pytest.fail("read again"))

    assert module.module_with_keys(course, MODULE) is first


def test_a_mended_key_counts_at_once(course: CourseDirectory) -> None:
    file = Path(course.root) / FILE
    before = module.module_with_keys(course, MODULE)[1]
    task_id = next(name for name, key in before.items() if isinstance(key, ChoiceKey))
    key = before[task_id]
    assert isinstance(key, ChoiceKey)
    old = next(iter(key.options.values())).reason.split()[0]
    text = file.read_text(encoding="utf-8")
    assert old in text
    # Same length, and a time that the clock of a coarse file system would give as well.
    file.write_text(text.replace(old, "X" * len(old), 1), encoding="utf-8")
    os.utime(file, ns=(0, file.stat().st_mtime_ns + 1))

    assert module.module_with_keys(course, MODULE)[1] != before


def test_a_key_file_that_went_away_is_missed_at_once(course: CourseDirectory) -> None:
    module.module_with_keys(course, MODULE)
    (Path(course.root) / FILE).unlink()

    with pytest.raises(ContentError, match="cannot be read"):
        module.module_with_keys(course, MODULE)
