"""What an author's files would show, and the sentence where they cannot."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from withinreach.content.example import example
from withinreach.content.load import load_keys, load_module
from withinreach.preview.pages import frame, graded, sorry
from withinreach.preview.staging import Stage
from withinreach.publish.notebook import skeleton, write

NAME = "01-foundations"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    source = tmp_path / "source" / NAME
    source.mkdir(parents=True)
    (tmp_path / "keys").mkdir()
    found = example("sort", "m1-sunday", "graded")
    tasks = example("choice", "m1-jacket", "practice").task + "\n" + found.task
    (source / "tasks.yaml").write_text(tasks, encoding="utf-8")
    (tmp_path / "keys" / f"{NAME}.yaml").write_text(found.key, encoding="utf-8")
    (source / f"{NAME}.ipynb").write_bytes(write(skeleton(load_module(source, NAME), "Foundations")))
    return tmp_path


@pytest.fixture
def stage(checkout: Path, tmp_path: Path) -> Stage:
    return Stage(checkout, tmp_path / "shown")


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def shown(stage: Stage) -> str:
    folder = stage.folder / "source" / NAME
    assert sorted(path.name for path in folder.iterdir()) == [f"{NAME}.ipynb", "tasks.yaml"]
    return (folder / "tasks.yaml").read_text(encoding="utf-8")


def test_a_good_module_is_shown_and_a_change_is_seen(stage: Stage) -> None:
    _, tasks, _ = stage.sources(NAME)
    first = stage.look(NAME)
    assert (first.fault, first.mend) == ("", ())
    assert stage.look(NAME) == first

    change(tasks, "Can we be quick?", "Shall we be quick?")
    second = stage.look(NAME)
    assert second.page != first.page
    assert "Shall we be quick?" in shown(stage)


def test_a_broken_task_file_leaves_what_was_shown_and_is_told_in_the_loaders_sentence(stage: Stage) -> None:
    _, tasks, _ = stage.sources(NAME)
    first = stage.look(NAME)
    before = shown(stage)
    change(tasks, "edition: 1 ", "edition: 0 ")

    broken = stage.look(NAME)
    assert broken.fault == (
        "tasks.yaml, line 2 (task m1-jacket, field edition): 0 does not fit. Accepted: a whole number of at least 1."
    )
    assert broken.page == first.page
    assert shown(stage) == before

    change(tasks, "edition: 0 ", "edition: 1 ")
    assert stage.look(NAME) == first


def test_nothing_is_shown_where_nothing_could_ever_be(stage: Stage) -> None:
    _, tasks, _ = stage.sources(NAME)
    tasks.write_text("- [", encoding="utf-8")

    look = stage.look(NAME)
    assert (look.page, look.fault.startswith("tasks.yaml, line ")) == ("", True)


def test_a_mark_in_the_text_that_is_not_understood_names_the_notebook(stage: Stage) -> None:
    notebook, _, _ = stage.sources(NAME)
    change(notebook, "# Foundations", "# Foundations\\n\\n{{ nonsense }}")

    assert stage.look(NAME).fault.startswith(f"{NAME}.ipynb: The mark '{{{{ nonsense }}}}' is not understood.")


def test_text_is_shown_as_participants_read_it(stage: Stage) -> None:
    notebook, _, _ = stage.sources(NAME)
    change(notebook, "# Foundations", '## A woman who is \\"fine\\"')
    stage.look(NAME)

    cells = nbformat.read(stage.folder / "source" / NAME / f"{NAME}.ipynb", as_version=4).cells
    (prose,) = [cell.source for cell in cells if cell.cell_type == "markdown"]
    assert '<h2 id="s1">' in prose
    assert "“fine”" in prose


def test_a_key_or_a_cell_that_is_missing_hides_nothing_and_is_told(stage: Stage) -> None:
    _, tasks, keys = stage.sources(NAME)
    first = stage.look(NAME)
    change(keys, "accept: {away: 1}  ", "accept: {gone: 1}  ")
    tasks.write_text(tasks.read_text("utf-8") + "\n" + example("note", "m1-note").task, encoding="utf-8")

    look = stage.look(NAME)
    assert look.fault == ""
    assert look.page != first.page
    assert look.graded != first.graded
    wrong_key, no_cell = look.mend
    assert wrong_key.startswith(f"{NAME}.yaml, line ")
    assert "There is no column 'gone'. Accepted: away, near, open." in wrong_key
    assert "(task m1-note): 0 cells show this task." in no_cell


def test_the_graded_view_holds_every_reason(stage: Stage) -> None:
    _, tasks, keys = stage.sources(NAME)
    module = load_module(tasks.parent, NAME)

    page = graded(module, load_keys(keys, module))
    assert "She rang, and he went up a ladder." in page
    assert "the jacket stays on" not in page  # practice shows its reasons itself


def test_what_stands_in_the_frame_is_escaped() -> None:
    assert "&lt;b&gt;" in sorry("<b>")
    assert "/preview/02-recognising/page" in frame(NAME, "page", [NAME, "02-recognising"])
    assert "Modules" not in frame(NAME, "page", [NAME])
