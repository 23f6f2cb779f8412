"""Promise 1: nothing that stands in keys/ is in anything that leaves this repository."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from withinreach.publish.leaks import leak, secrets, texts
from withinreach.publish.tree import publish_tree

from tests.conftest import CHECKOUT

KNOWN = secrets(CHECKOUT / "keys")
LEAVING = ("release", "notebooks", "data", "widgets", "docs")


def keywords(data: object) -> set[str]:
    """The names of all fields, at any depth."""
    if isinstance(data, dict):
        return set(data).union(*(keywords(value) for value in data.values()))
    return set().union(*(keywords(value) for value in data)) if isinstance(data, list) else set()


def named(path: Path) -> str:
    return str(path.relative_to(CHECKOUT))


def leaving_files() -> list[Path]:
    tracked = subprocess.run(["git", "ls-files", *LEAVING], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    return [CHECKOUT / name for name in tracked.stdout.split() if (CHECKOUT / name).is_file()]


def test_all_reasons_anchors_examples_and_models_are_known_as_secret() -> None:
    long = {
        text
        for file in (CHECKOUT / "keys").glob("*.yaml")
        for text in texts(yaml.safe_load(file.read_text(encoding="utf-8")))
        if len(text) > 40
    }
    assert len(long) > 20
    assert all(leak(text.encode(), KNOWN) for text in long)


@pytest.mark.parametrize("file", leaving_files(), ids=named)
def test_no_file_that_leaves_holds_a_key(file: Path) -> None:
    assert leak(file.read_bytes(), KNOWN) is None


@pytest.mark.parametrize("file", sorted((CHECKOUT / "release").rglob("tasks.yaml")), ids=named)
def test_a_released_task_file_holds_no_value_for_a_graded_option(file: Path) -> None:
    graded = [task for task in yaml.safe_load(file.read_text(encoding="utf-8")) if task["use"] == "graded"]

    assert graded
    assert not [task["id"] for task in graded if {"key", "value", "reason"} & keywords(task)]


@pytest.mark.parametrize("file", sorted((CHECKOUT / "notebooks").glob("*.tasks.json")), ids=named)
def test_a_public_task_file_holds_practice_only(file: Path) -> None:
    assert {task["use"] for task in json.loads(file.read_text(encoding="utf-8"))} == {"practice"}


def test_no_graded_task_is_named_in_the_public_edition() -> None:
    graded = [
        task["id"]
        for file in (CHECKOUT / "source").rglob("tasks.yaml")
        for task in yaml.safe_load(file.read_text(encoding="utf-8"))
        if task["use"] != "practice"
    ]
    texts = "".join(file.read_text(encoding="utf-8") for file in (CHECKOUT / "notebooks").iterdir() if file.is_file())

    assert graded
    assert [name for name in graded if f'\\"{name}\\"' in texts or f'"{name}"' in texts] == []


@pytest.mark.parametrize("hide", ["plain", "json", "html", "base64"])
def test_a_key_is_found_however_it_is_written(hide: str) -> None:
    text = yaml.safe_load((CHECKOUT / "keys" / "01-foundations.yaml").read_text(encoding="utf-8"))
    reason = text["m1-load"]["options"]["o1"]["reason"]
    hidden = {
        "plain": reason,
        "json": json.dumps(reason),
        "html": "<b>" + "".join(f"&#{ord(sign)};" for sign in reason) + "</b>",
        "base64": base64.b64encode(reason.encode()).decode(),
    }[hide]

    assert leak(f"before {hidden} after".encode(), KNOWN) is not None


def test_the_published_tree_holds_no_key_and_no_test(tmp_path: Path) -> None:
    publish_tree(CHECKOUT, tmp_path / "tree")

    found = [path for path in (tmp_path / "tree").rglob("*") if path.is_file()]
    assert any(path.name == "tasks.yaml" for path in found)
    assert not [path for path in found if {"keys", "tests", "source", ".git"} & set(path.relative_to(tmp_path).parts)]
    assert not [path for path in found if leak(path.read_bytes(), KNOWN)]


def test_neither_wheel_nor_sdist_holds_a_key(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(tmp_path), str(CHECKOUT)]
    subprocess.run(command, capture_output=True, check=True)
    for packed in (*tmp_path.glob("*.whl"), *tmp_path.glob("*.tar.gz")):
        shutil.unpack_archive(packed, tmp_path / packed.suffix[1:], "zip" if packed.suffix == ".whl" else "gztar")

    found = [path for kind in ("whl", "gz") for path in (tmp_path / kind).rglob("*") if path.is_file()]
    assert {"whl", "gz"} == {path.relative_to(tmp_path).parts[0] for path in found if path.name == "journal.py"}
    assert [path for path in found if leak(path.read_bytes(), KNOWN)] == []
