"""``build`` by nbgrader itself: what is released, that it is always the same, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest
from nbgrader.apps.api import NbGraderAPI
from nbgrader.converters import Autograde, GenerateAssignment
from withinreach.content.errors import ContentError
from withinreach.nbgrader_plugins.course import open_course
from withinreach.nbgrader_plugins.prepare import main, prepare
from withinreach.publish.build import build, check

from tests.pipeline.grading_course import MODULE, copy_course


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("WITHINREACH_KEYS", raising=False)
    return copy_course(tmp_path / "checkout")


def everything(root: Path) -> dict[str, bytes]:
    return {str(file.relative_to(root)): file.read_bytes() for file in sorted(root.rglob("*")) if file.is_file()}


def generated(root: Path) -> dict[str, bytes]:
    return {name: raw for name, raw in everything(root).items() if name.startswith(("release/", "notebooks/"))}


def test_building_twice_changes_no_byte(checkout: Path) -> None:
    first = build(checkout)
    after = everything(checkout)

    assert sorted(str(path.relative_to(checkout)) for path in first) == [
        "notebooks/01-foundations.ipynb",
        "notebooks/01-foundations.tasks.json",
        "notebooks/index.ipynb",
        "release/01-foundations/01-foundations.ipynb",
        "release/01-foundations/tasks.yaml",
    ]
    assert build(checkout) == []
    assert everything(checkout) == after
    assert check(checkout) == []


def test_two_checkouts_of_the_same_sources_build_the_same_bytes(checkout: Path, tmp_path: Path) -> None:
    other = copy_course(tmp_path / "somewhere-else")
    build(checkout)
    build(other)

    assert generated(checkout) == generated(other)


def test_a_release_has_no_key_no_output_and_no_cell_for_authors(checkout: Path) -> None:
    build(checkout)
    everything_given = b"\n".join(generated(checkout).values()).decode()
    notebook = nbformat.reads((checkout / "release" / MODULE / f"{MODULE}.ipynb").read_text(), as_version=4)

    assert "orchard" not in everything_given  # a word of a graded key's reason
    assert "kitchen garden" not in everything_given
    assert "for authors only" not in everything_given
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in notebook.cells)


def test_the_public_edition_has_no_graded_id_and_nothing_of_nbgrader(checkout: Path) -> None:
    build(checkout)
    given = "".join(raw.decode() for name, raw in generated(checkout).items() if name.startswith("notebooks/"))

    for absent in ("t-several", "t-written", "t-note", "nbgrader", "grade_id"):
        assert absent not in given


def test_formgraders_generate_makes_the_same_release(checkout: Path, tmp_path: Path) -> None:
    course = copy_course(tmp_path / "course")
    build(checkout)
    prepare(course)

    for file in (f"{MODULE}.ipynb", "tasks.yaml"):
        assert (course / "release" / MODULE / file).read_bytes() == (checkout / "release" / MODULE / file).read_bytes()


def test_points_in_the_notebook_follow_the_task_file(checkout: Path) -> None:
    build(checkout)
    tasks = checkout / "source" / MODULE / "tasks.yaml"
    tasks.write_text(tasks.read_text().replace("points: 3", "points: 5"))

    said = [str(error) for error in check(checkout)]
    changed = build(checkout)

    assert any("source/01-foundations/01-foundations.ipynb is not what the sources give" in words for words in said)
    assert checkout / "source" / MODULE / f"{MODULE}.ipynb" in changed
    raw = json.loads((checkout / "release" / MODULE / f"{MODULE}.ipynb").read_text())
    points = {
        cell["metadata"]["nbgrader"]["grade_id"]: cell["metadata"]["nbgrader"].get("points")
        for cell in raw["cells"]
        if "nbgrader" in cell["metadata"]
    }
    assert points["t-several"] == 5


def test_an_edit_in_a_generated_folder_is_found_and_undone(checkout: Path) -> None:
    build(checkout)
    before = generated(checkout)
    (checkout / "notebooks" / "index.ipynb").write_text("edited")
    (checkout / "release" / MODULE / "answers.jsonl").write_text("left over")

    said = " ".join(str(error) for error in check(checkout))
    build(checkout)

    assert "notebooks/index.ipynb is not what the sources give. Accepted: the output of `make build`." in said
    assert "release/01-foundations/answers.jsonl is not" in said
    assert generated(checkout) == before


def test_any_other_file_beside_a_source_notebook_is_refused(checkout: Path) -> None:
    (checkout / "source" / MODULE / "handin.json").write_text("{}")

    errors = check(checkout)

    assert "handin.json lies in source/01-foundations/, and nbgrader releases whatever lies there" in str(errors[0])
    with pytest.raises(ContentError):
        build(checkout)
    assert not (checkout / "release").exists()


def test_a_mark_in_the_prose_that_nobody_knows_is_said_with_the_module(checkout: Path) -> None:
    notebook = checkout / "source" / MODULE / f"{MODULE}.ipynb"
    notebook.write_text(notebook.read_text().replace("@roisman2007rapprochement", "@nobody2099nothing"))

    errors = [str(error) for error in check(checkout)]

    assert any("nobody2099nothing" in words and "01-foundations.ipynb" in words for words in errors)


def test_preparing_twice_generates_once_and_again_after_a_change(tmp_path: Path) -> None:
    course = copy_course(tmp_path / "course")

    assert prepare(course) == [MODULE]
    assert prepare(course) == []

    tasks = course / "source" / MODULE / "tasks.yaml"
    tasks.write_text(tasks.read_text().replace("the kettle", "a kettle"))
    assert prepare(course) == [MODULE]
    assert "a kettle" in (course / "release" / MODULE / "tasks.yaml").read_text()


def test_what_nbgrader_refused_is_said_in_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    course = copy_course(tmp_path / "course")
    notebook = course / "source" / MODULE / f"{MODULE}.ipynb"
    notebook.write_text(notebook.read_text().replace("@roisman2007rapprochement", "@nobody2099nothing"))

    assert main([str(course)]) == 1
    said = capsys.readouterr().err
    assert said.startswith("01-foundations could not be generated. nbgrader's last words: ")
    assert "nobody2099nothing" in said
    assert len(said.splitlines()) == 1


def test_a_folder_without_our_configuration_is_no_course(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 1
    assert "is no course directory: there is no nbgrader_config.py in it." in capsys.readouterr().err


def test_a_release_that_is_not_in_the_gradebook_is_generated(tmp_path: Path, checkout: Path) -> None:
    build(checkout)
    course = copy_course(tmp_path / "course")
    (checkout / "release").rename(course / "release")

    assert prepare(course) == [MODULE]


def test_formgrader_may_offer_collect_once_a_module_is_released(tmp_path: Path) -> None:
    course = copy_course(tmp_path / "course")
    before = open_course(course).get_assignment(MODULE)
    prepare(course)
    after = open_course(course).get_assignment(MODULE)

    # manage_assignments.js shows the button where release_path, releaseable and the status "released" come together
    assert (before["status"], before["release_path"]) == ("draft", None)
    assert (after["status"], after["releaseable"]) == ("released", True)
    assert Path(after["release_path"]) == Path("release", MODULE)


@pytest.mark.parametrize("action", ["release_assignment", "unrelease"])
def test_nbgraders_own_exchange_is_refused_with_the_way_out(action: str, tmp_path: Path) -> None:
    course = copy_course(tmp_path / "course")
    prepare(course)
    api: NbGraderAPI = open_course(course)

    result = getattr(api, action)(MODULE)

    assert result["success"] is False
    assert "withinreach publish --tree DIR" in result["log"]
    assert (course / "release" / MODULE / f"{MODULE}.ipynb").is_file()


def names(stock: list[type]) -> list[str]:
    return [each.__name__ for each in stock]


def test_our_lists_hold_nbgraders_stock_steps_in_their_order() -> None:
    """A configured list replaces nbgrader's whole: a step that a later nbgrader adds must not be missed."""
    assert names(GenerateAssignment.preprocessors.default()) == [
        "IncludeHeaderFooter", "InstantiateTests", "LockCells", "ClearSolutions", "ClearOutput", "CheckCellMetadata",
        "ComputeChecksums", "SaveCells", "ClearHiddenTests", "ClearMarkScheme", "ComputeChecksums", "CheckCellMetadata",
    ]  # fmt: skip
    assert names(Autograde.sanitize_preprocessors.default()) == [
        "ClearOutput", "DeduplicateIds", "OverwriteKernelspec", "OverwriteCells", "CheckCellMetadata",
    ]  # fmt: skip
    assert names(Autograde.autograde_preprocessors.default()) == [
        "Execute", "IgnorePattern", "ClearMetadataPreprocessor", "LimitOutput", "SaveAutoGrades", "AssignLatePenalties",
        "CheckCellMetadata",
    ]  # fmt: skip


def test_our_configuration_changes_the_stock_lists_only_where_it_says(tmp_path: Path) -> None:
    config = open_course(copy_course(tmp_path / "course")).config

    def short(steps: list[str]) -> list[str]:
        return [step.rpartition(".")[2] for step in steps]

    assert short(config.GenerateAssignment.preprocessors) == [
        "RenderProse", *names(GenerateAssignment.preprocessors.default()),
    ]  # fmt: skip
    assert short(config.Autograde.sanitize_preprocessors) == [
        *names(Autograde.sanitize_preprocessors.default()), "InsertWritten",
    ]  # fmt: skip
    stock = names(Autograde.autograde_preprocessors.default())
    ours = ["GradeHandIn" if step == "Execute" else step for step in stock]
    ours.insert(ours.index("SaveAutoGrades"), "RefuseUnmarked")
    assert short(config.Autograde.autograde_preprocessors) == ours
