"""One broken file for every rule of the task contract, with the whole sentence that an author reads."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml
from withinreach.content.errors import ContentError
from withinreach.content.load import load_keys, load_module

BROKEN = Path(__file__).with_name("broken")
SAYS: dict[str, str] = yaml.safe_load((BROKEN / "says.yaml").read_text(encoding="utf-8"))
TASKS = sorted((BROKEN / "tasks").glob("*.yaml"))
KEYS = sorted((BROKEN / "keys").glob("*.yaml"))


def module_from(tasks: Path, folder: Path) -> Path:
    shutil.copyfile(tasks, folder / "tasks.yaml")
    return folder


@pytest.mark.parametrize("broken", TASKS, ids=lambda path: path.stem)
def test_a_broken_task_file_is_refused_in_one_clear_sentence(broken: Path, tmp_path: Path) -> None:
    with pytest.raises(ContentError) as refused:
        load_module(module_from(broken, tmp_path), "x")

    assert str(refused.value) == SAYS[broken.stem]


@pytest.mark.parametrize("broken", KEYS, ids=lambda path: path.stem)
def test_a_broken_key_file_is_refused_in_one_clear_sentence(broken: Path, tmp_path: Path) -> None:
    module = load_module(module_from(BROKEN / "good-tasks.yaml", tmp_path), "x")
    file = shutil.copyfile(broken, tmp_path / "x.yaml")

    with pytest.raises(ContentError) as refused:
        load_keys(file, module)

    assert str(refused.value) == SAYS[broken.stem]


def test_every_sentence_has_its_broken_file() -> None:
    assert sorted(SAYS) == sorted(path.stem for path in [*TASKS, *KEYS])


def test_what_the_file_leaves_out_follows_from_use_and_kind(tmp_path: Path) -> None:
    module = load_module(module_from(BROKEN / "good-tasks.yaml", tmp_path), "x")

    assert {task.id: task.keep for task in module.tasks} == {"x-one": "local", "x-two": "handin", "x-three": "handin"}
    assert {task.id: task.confidence for task in module.tasks} == {"x-one": False, "x-two": True, "x-three": False}
    assert set(load_keys(BROKEN / "good-keys.yaml", module)) == {"x-two", "x-three"}


def test_the_public_file_is_read_where_there_is_no_other(tmp_path: Path) -> None:
    (tmp_path / "x.tasks.json").write_text(
        '[{"id": "n", "edition": 1, "kind": "note", "use": "ask", "title": "t", "prompt": "p"}]', encoding="utf-8"
    )

    assert load_module(tmp_path, "x").task("n").keep == "private"


def test_a_missing_file_is_named_with_what_is_wanted(tmp_path: Path) -> None:
    with pytest.raises(
        ContentError, match=r"tasks\.yaml: The file cannot be read .* Accepted: a readable UTF-8 file\."
    ):
        load_module(tmp_path, "x")
