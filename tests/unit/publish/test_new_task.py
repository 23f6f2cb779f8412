"""Examples for authors: valid as they stand, complete, and put into a module without touching what is there."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest
import yaml
from click.testing import CliRunner
from withinreach.cli import main
from withinreach.content.errors import ContentError, WithinReachError
from withinreach.content.example import example, uses
from withinreach.content.keys import KEY_TYPES
from withinreach.content.kinds.base import Base, Gate, Use
from withinreach.content.load import load_keys, load_module
from withinreach.content.tasks import KINDS
from withinreach.publish.new_task import append, printed
from withinreach.simulations import registry as models

from tests.house.test_voice import AMERICAN, WITHOUT, too_long

NAME = "01-foundations"
EACH = [(kind, use) for kind in KINDS for use in uses(kind)]


def fields(model: type) -> set[str]:
    """The names of every field of a model and of the models inside it."""
    found, waiting = set[str](), [msgspec.inspect.type_info(model)]
    while waiting:
        info = waiting.pop()
        if isinstance(info, msgspec.inspect.StructType):
            found |= {field.encode_name for field in info.fields}
            waiting += [field.type for field in info.fields]
        for part in ("item_type", "value_type", "item_types", "types"):
            inner = getattr(info, part, ())
            waiting += inner if isinstance(inner, tuple) else [inner]
    return found


@pytest.mark.parametrize("kind,use", EACH)
def test_an_example_is_valid_as_it_stands(tmp_path: Path, kind: str, use: Use) -> None:
    found = example(kind, "m1-x", use)
    (tmp_path / "tasks.yaml").write_text(found.task, encoding="utf-8")
    (tmp_path / "keys.yaml").write_text(found.key or "{}", encoding="utf-8")

    module = load_module(tmp_path, NAME)
    models.check(tmp_path / "tasks.yaml", module)
    (task,) = module.tasks
    assert (task.id, task.kind, task.use) == ("m1-x", kind, use)
    assert not task.worked
    assert list(load_keys(tmp_path / "keys.yaml", module)) == (["m1-x"] if use == "graded" else [])


def test_there_is_one_for_each_use_that_a_kind_has() -> None:
    assert {kind: uses(kind) for kind in ("choice", "sort", "likert", "text", "note")} == {
        "choice": ("practice", "graded", "ask"),
        "sort": ("practice", "graded"),
        "likert": ("ask",),
        "text": ("graded",),
        "note": ("ask",),
    }
    assert len(EACH) == 22


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_there_or_stands_as_a_comment(kind: str) -> None:
    wanted = fields(KINDS[kind]) | (fields(KEY_TYPES[kind]) if kind in KEY_TYPES else set())
    found = [example(kind, "m1-x", use) for use in uses(kind)]
    text = "".join(one.task + one.key for one in found)
    if KINDS[kind].gated is Base.gated:
        wanted -= {"gate"} | fields(Gate)  # no gate can ask about anything there

    assert {name for name in wanted if not re.search(rf"(?<![\w-]){name}:", text)} == (
        set() if "practice" in uses(kind) else wanted & {"key"}
    )


@pytest.mark.parametrize("kind,use", EACH)
def test_every_field_of_a_task_has_a_word_of_explanation(kind: str, use: Use) -> None:
    """At the first level: a comment behind it, or in the line above."""
    lines = example(kind, "m1-x", use).task.splitlines()
    bare = [
        line
        for above, line in zip(["", *lines], lines, strict=False)
        if re.match(r"(- |  )[a-z_]+:", line) and " # " not in line and not above.strip().startswith("# ")
    ]
    assert [line for line in bare if not re.match(r"  (kind|key):", line)] == []


@pytest.mark.parametrize("kind,use", EACH)
def test_examples_speak_as_the_course_does(kind: str, use: Use) -> None:
    found = example(kind, "m1-x", use)

    assert too_long(yaml.safe_load(found.task)) == []
    assert too_long(yaml.safe_load(found.key)) == []
    assert not WITHOUT.search(found.task + found.key)
    assert not AMERICAN.search(found.task + found.key)
    assert not re.search(r"\b(Victor|Lina)\b", found.task + found.key)
    assert [line for line in (found.task + found.key).splitlines() if len(line) > 150] == []


def course(folder: Path) -> Path:
    source = folder / "source" / NAME
    source.mkdir(parents=True)
    (source / "tasks.yaml").write_text("# Ours.\n" + example("note", "m1-note").task + "\n\n", encoding="utf-8")
    return source / "tasks.yaml"


def test_a_graded_example_goes_to_the_end_of_both_files(tmp_path: Path) -> None:
    tasks = course(tmp_path)
    before = tasks.read_text(encoding="utf-8")

    written = append(tmp_path, NAME, "sort", None, "graded")

    keys = tmp_path / "keys" / f"{NAME}.yaml"
    assert written == [tasks, keys]
    assert tasks.read_text(encoding="utf-8").startswith(before.rstrip())
    module = load_module(tasks.parent, NAME)
    assert [task.id for task in module.tasks] == ["m1-note", "m1-sort-1"]
    assert "key" not in yaml.safe_load(tasks.read_text(encoding="utf-8"))[1]
    assert list(load_keys(keys, module)) == ["m1-sort-1"]
    assert [path.name for path in tasks.parent.iterdir()] == ["tasks.yaml"]

    append(tmp_path, NAME, "sort", None, "graded")
    assert list(load_keys(keys, load_module(tasks.parent, NAME))) == ["m1-sort-1", "m1-sort-2"]


def test_an_id_that_is_taken_in_any_module_is_refused(tmp_path: Path) -> None:
    course(tmp_path)
    other = tmp_path / "source" / "02-recognising" / "tasks.yaml"
    other.parent.mkdir()
    other.write_text(example("note", "m2-note").task, encoding="utf-8")
    before = other.read_bytes()

    with pytest.raises(WithinReachError, match="'m1-note' is taken"):
        append(tmp_path, "02-recognising", "note", "m1-note", None)
    assert other.read_bytes() == before


@pytest.mark.parametrize(
    "kind,task_id,use,says",
    [
        ("chose", None, None, "There is no kind 'chose'. The kinds are: choice, sort"),
        ("note", None, "graded", "A note is not for graded. Accepted: ask."),
        ("note", "M 1", None, "'M 1' does not fit. Accepted: small letters"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(
    tmp_path: Path, kind: str, task_id: str | None, use: Use | None, says: str
) -> None:
    before = course(tmp_path).read_bytes()

    with pytest.raises(WithinReachError, match=re.escape(says)):
        append(tmp_path, NAME, kind, task_id, use)
    assert (tmp_path / "source" / NAME / "tasks.yaml").read_bytes() == before


def test_a_broken_file_is_not_made_longer(tmp_path: Path) -> None:
    tasks = course(tmp_path)
    tasks.write_text(tasks.read_text(encoding="utf-8").replace("edition: 1 ", "edition: 0 "), encoding="utf-8")
    before = tasks.read_bytes()

    with pytest.raises(ContentError, match=r"tasks\.yaml, line 3 .*field edition"):
        append(tmp_path, NAME, "choice", None, "graded")
    assert tasks.read_bytes() == before
    assert not (tmp_path / "keys").exists()


def test_the_command_prints_and_appends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    course(tmp_path)
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke

    shown = run(main, ["new", "task", "choice", "--use", "graded", "--id", "m1-jacket"])
    assert shown.output == printed("choice", "m1-jacket", "graded")
    assert shown.output.startswith("# source/<module>/tasks.yaml\n- id: m1-jacket ")
    assert "\n# keys/<module>.yaml\nm1-jacket:\n" in shown.output

    said = run(main, ["new", "task", "order", "--module", NAME])
    assert said.exit_code == 0
    assert said.output.splitlines()[0] == f"longer  source/{NAME}/tasks.yaml"
    refused = run(main, ["new", "task", "chose"])
    assert (refused.exit_code, "Traceback" in refused.output) == (1, False)
