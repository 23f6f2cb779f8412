"""The schema for editors: what is committed is what the models say, it takes every file that the loader takes, and it
refuses what a schema can refuse. Nothing of it needs a network."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator
from withinreach.content.example import example, uses
from withinreach.content.schema import FILES, FOLDER, first_line, key_schema, task_schema, written
from withinreach.content.tasks import KINDS

from tests.conftest import CHECKOUT

BROKEN = CHECKOUT / "tests" / "unit" / "content" / "broken"
SAYS = yaml.safe_load((BROKEN / "says.yaml").read_text(encoding="utf-8"))
TASKS, KEYS = Draft7Validator(task_schema()), Draft7Validator(key_schema())
SHAPE = re.compile(r"There is no field|The field .* is missing\.|does not fit\.|There is no kind")
"""How the loader says that something has the wrong shape: all of that a schema can tell."""
BESIDES = {
    "dialogue-asked", "dialogue-dead-end", "dialogue-empty-end", "dialogue-empty-reason", "dialogue-empty-scene",
    "dialogue-five-replies", "dialogue-given-in-a-graded-task", "dialogue-graded-and-open", "dialogue-one-reply",
    "dialogue-practice-and-once", "graded-kept-local", "graded-key-in-released-file", "graded-without-points",
    "interval-empty-reason", "interval-empty-verdict", "interval-given-in-a-graded-task", "likert-for-practice",
    "likert-handed-in", "not-a-list", "note-handed-in", "number-empty-way", "number-gate",
    "number-given-in-a-graded-task", "number-one-option", "option-without-reason", "points-on-practice",
    "practice-without-key", "probability-empty-reason", "probability-gate", "probability-given-in-a-graded-task",
    "probability-with-confidence", "probability-without-basis", "simulation-given-in-a-graded-task",
    "simulation-graded-and-open", "simulation-practice-and-once", "simulation-with-a-gate",
    "simulation-with-confidence", "sort-given-in-a-graded-task", "sort-odd-value", "sort-two-columns",
    "transcript-given-in-a-graded-task",
}  # fmt: skip
"""Rules of the loader that the schema says as well."""


def read(file: Path) -> Any:
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def refused(validator: Draft7Validator, data: Any) -> list[str]:
    return [f"{'.'.join(map(str, error.path))}: {error.message[:200]}" for error in validator.iter_errors(data)]


def below(*patterns: str) -> list[Path]:
    return [path for pattern in patterns for path in sorted(CHECKOUT.glob(pattern))]


def named(path: Path) -> str:
    return str(path.relative_to(CHECKOUT))


@pytest.mark.parametrize("name", FILES)
def test_what_is_committed_is_what_the_models_say(name: str) -> None:
    file = CHECKOUT.joinpath(*FOLDER, name)

    assert file.read_text(encoding="utf-8") == written(FILES[name]()), "run: withinreach schema"


@pytest.mark.parametrize("made", FILES.values(), ids=FILES)
def test_a_schema_is_one_and_asks_no_network(made: Any) -> None:
    Draft7Validator.check_schema(made())
    text = written(made())
    assert all(found(made(), reference) for reference in re.findall(r'"\$ref": "([^"]*)"', text))
    assert re.findall(r"\w+://[^\"]*", text) == ["http://json-schema.org/draft-07/schema#"]  # a name, not an address
    assert r"\\Z" not in text  # JavaScript knows no such end


def found(schema: Any, reference: str) -> bool:
    """Whether a reference leads to a schema in the same file."""
    part = schema
    for step in reference.removeprefix("#/").split("/"):
        part = part.get(step, {})
    return reference.startswith("#/") and bool(part)


@pytest.mark.parametrize(
    "file",
    below("source/*/tasks.yaml", "release/*/tasks.yaml", "tests/gallery/**/tasks.yaml", "tests/pipeline/**/tasks.yaml"),
    ids=named,
)
def test_every_task_file_keeps_to_it(file: Path) -> None:
    assert refused(TASKS, read(file)) == []


@pytest.mark.parametrize(
    "file", below("keys/0*.yaml", "tests/gallery/**/keys.yaml", "tests/pipeline/course/keys/*.yaml"), ids=named
)
def test_every_key_file_keeps_to_it(file: Path) -> None:
    assert refused(KEYS, read(file)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_example_keeps_to_it(kind: str) -> None:
    for use in uses(kind):
        found = example(kind, "m1-x", use)
        assert refused(TASKS, yaml.safe_load(found.task)) == []
        assert refused(KEYS, yaml.safe_load(found.key) or {}) == []


@pytest.mark.parametrize("file", sorted(BROKEN.glob("tasks/*.yaml")), ids=lambda path: path.stem)
def test_a_broken_file_is_refused_where_a_schema_can_tell(file: Path) -> None:
    if SHAPE.search(SAYS[file.stem]) or file.stem in BESIDES:
        assert refused(TASKS, read(file)) != []


def test_a_broken_key_file_is_refused_where_a_schema_can_tell() -> None:
    assert refused(KEYS, read(BROKEN / "keys" / "criterion-without-anchor.yaml")) != []
    assert refused(KEYS, read(BROKEN / "keys" / "not-a-mapping.yaml")) != []
    assert refused(KEYS, read(BROKEN / "good-keys.yaml")) == []


def test_every_field_of_a_task_is_described() -> None:
    for kind, model in KINDS.items():
        fields = task_schema()["definitions"][model.__name__]["properties"]
        bare = {name for name, field in fields.items() if "description" not in field}
        assert bare <= {"kind", "key", "form", "prompt"}, kind


@pytest.mark.parametrize("file", below("source/*/tasks.yaml"), ids=named)
def test_a_task_file_tells_editors_where_its_schema_is(file: Path) -> None:
    line = file.read_text(encoding="utf-8").partition("\n")[0] + "\n"

    assert line == first_line("tasks.schema.json", "../../")
    assert (file.parent / line.strip().rpartition("=")[2]).resolve() == CHECKOUT.joinpath(*FOLDER, "tasks.schema.json")
