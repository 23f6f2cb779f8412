"""A notebook is a text: no outputs, stable ids, metadata by a list, one thought a cell."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
import yaml
from withinreach.publish.build import check

from tests.conftest import CHECKOUT

ALL = sorted(path for folder in ("source", "release", "notebooks") for path in (CHECKOUT / folder).rglob("*.ipynb"))
MODULES = [path for path in ALL if path.parent.name != "notebooks" or path.stem != "index"]
ALLOWED = {"nbgrader", "jupyter", "tags", "editable", "deletable"}


def named(path: Path) -> str:
    return str(path.relative_to(CHECKOUT))


def read(path: Path) -> Any:
    return nbformat.read(path, as_version=4)


@pytest.mark.parametrize("path", ALL, ids=named)
def test_a_notebook_carries_no_outputs_no_counts_and_ids_of_its_own(path: Path) -> None:
    cells = read(path).cells

    assert all(not cell.get("outputs") and cell.get("execution_count") is None for cell in cells)
    ids = [cell.id for cell in cells]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z0-9-]{1,64}", name) for name in ids)


@pytest.mark.parametrize("path", ALL, ids=named)
def test_metadata_are_those_of_the_list(path: Path) -> None:
    notebook = read(path)

    assert set(notebook.metadata) <= {"kernelspec", "language_info", "title"}
    assert all(set(cell.metadata) <= ALLOWED for cell in notebook.cells)


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_code_begins_in_plain_words_and_opens_the_module_first(path: Path) -> None:
    code = [cell.source for cell in read(path).cells if cell.cell_type == "code"]

    assert "withinreach.open(" in code[0]
    edition = "public" if path.parent.name == "notebooks" else "workshop"
    assert f'edition="{edition}"' in code[0]
    assert all(source.startswith("# ") and len(source.splitlines()) <= 15 for source in code)


@pytest.mark.parametrize("path", [path for path in MODULES if path.parent.parent.name == "release"], ids=named)
def test_points_and_grade_ids_are_those_of_the_task_file(path: Path) -> None:
    tasks = yaml.safe_load((path.parent / "tasks.yaml").read_text(encoding="utf-8"))
    wanted = {task["id"]: task["points"] for task in tasks if task["use"] == "graded"}
    graded = [cell.metadata.nbgrader for cell in read(path).cells if cell.metadata.get("nbgrader", {}).get("grade")]

    assert {meta.grade_id: meta.points for meta in graded} == wanted


@pytest.mark.parametrize("path", [path for path in MODULES if path.parent.parent.name != "source"], ids=named)
def test_no_mark_of_the_source_is_left(path: Path) -> None:
    text = "\n".join(cell.source for cell in read(path).cells if cell.cell_type == "markdown")

    assert not re.findall(r"\[@|\{\.claim|\{\{|^:::", text, re.MULTILINE)
    assert "YOUR ANSWER HERE" not in text


def test_generated_files_are_what_the_sources_give() -> None:
    assert [str(error) for error in check(CHECKOUT)] == []


@pytest.mark.parametrize("file", sorted((CHECKOUT / "source").rglob("tasks.yaml")), ids=named)
def test_prompts_options_and_reasons_keep_to_the_ceilings(file: Path) -> None:
    tasks = yaml.safe_load(file.read_text(encoding="utf-8"))
    keys = yaml.safe_load((CHECKOUT / "keys" / f"{file.parent.name}.yaml").read_text(encoding="utf-8"))

    def words(text: str) -> int:
        return len([word for word in text.split() if not re.fullmatch(r"\d\.", word)])

    assert {task["id"]: words(task["prompt"]) for task in tasks if words(task["prompt"]) > 60} == {}
    options = [option for task in tasks for option in task.get("options", [])]
    assert [option["text"] for option in options if words(option["text"]) > 25] == []
    given = [task["key"] for task in tasks if "key" in task] + list(keys.values())
    reasons = [entry["reason"] for key in given for entry in key.get("options", {}).values()]
    assert [reason for reason in reasons if words(reason) > 45] == []
