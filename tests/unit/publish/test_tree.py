"""The published tree: what is in it, and that no text of a key gets into it in any common writing."""

from __future__ import annotations

import base64
import html
import json
import stat
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from withinreach.content.errors import WithinReachError
from withinreach.publish.tree import Leak, publish_tree

SECRET = "Good news is load as well – four broken nights use up what keeps a need “out of sight”."


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("WITHINREACH_KEYS", raising=False)
    root = tmp_path / "checkout"
    for name in (
        "README.md",
        "LICENSE",
        "pyproject.toml",
        "docs/participants.md",
        "docs/instructors.md",
        "release/01-foundations/01-foundations.ipynb",
        "notebooks/index.ipynb",
        "data/course.yaml",
        "widgets/withinreach/__init__.py",
        "widgets/withinreach/__pycache__/x.pyc",
        "source/01-foundations/tasks.yaml",
        "tests/test_x.py",
    ):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("something")
    (root / "keys").mkdir()
    key = {"m1-load": {"options": {"o1": {"value": 1, "reason": SECRET}}}}
    (root / "keys" / "01-foundations.yaml").write_text(json.dumps(key))
    return root


def written(target: Path) -> set[str]:
    return {str(file.relative_to(target)) for file in target.rglob("*") if file.is_file()}


def test_the_tree_holds_what_participants_need_and_nothing_else(checkout: Path, tmp_path: Path) -> None:
    publish_tree(checkout, tmp_path / "tree")

    assert written(tmp_path / "tree") == {
        "README.md",
        "LICENSE",
        "pyproject.toml",
        "docs/participants.md",
        "release/01-foundations/01-foundations.ipynb",
        "notebooks/index.ipynb",
        "data/course.yaml",
        "widgets/withinreach/__init__.py",
    }


def test_an_older_tree_is_replaced_whole_and_nothing_is_left_beside_it(checkout: Path, tmp_path: Path) -> None:
    (tmp_path / "out" / "tree").mkdir(parents=True)
    (tmp_path / "out" / "tree" / "old.txt").write_text("old")

    publish_tree(checkout, tmp_path / "out" / "tree")

    assert "old.txt" not in written(tmp_path / "out" / "tree")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["tree"]


def test_everybody_may_read_the_tree_and_nobody_else_may_write(checkout: Path, tmp_path: Path) -> None:
    (checkout / "data" / "course.yaml").chmod(0o600)
    (checkout / "data").chmod(0o700)

    publish_tree(checkout, tmp_path / "tree")

    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "tree").rglob("*")}
    assert modes == {0o755, 0o644}


WRITINGS: dict[str, Callable[[str], str]] = {
    "plain": str,
    "wrapped": lambda text: text.replace(" ", "\n    "),
    "straight quotation marks": lambda text: text.replace("“", '"').replace("”", '"').replace("–", "-"),
    "html": lambda text: html.escape(text).replace("“", "&ldquo;").replace("–", "&#8211;"),
    "marked up": lambda text: text.replace("four", "<em>four</em>"),
    "json": json.dumps,
    "address": quote,
    "base64": lambda text: base64.b64encode(("xx" + text).encode()).decode(),
    "base64 after other letters": lambda text: "abc" + base64.b64encode(text.encode()).decode(),
    "base64 in json": lambda text: base64.b64encode(json.dumps({"key": [text]}).encode()).decode(),
    "capitals": str.upper,
}


@pytest.mark.parametrize("writing", WRITINGS)
def test_text_of_a_key_in_any_writing_stops_everything(writing: str, checkout: Path, tmp_path: Path) -> None:
    (checkout / "notebooks" / "index.ipynb").write_text(f"before {WRITINGS[writing](SECRET)} after", encoding="utf-8")

    with pytest.raises(Leak) as refused:
        publish_tree(checkout, tmp_path / "tree")

    assert "notebooks/index.ipynb holds text of a key" in str(refused.value)
    assert "Nothing was published" in str(refused.value)
    assert not (tmp_path / "tree").exists()


def test_a_leak_leaves_the_tree_that_was_there(checkout: Path, tmp_path: Path) -> None:
    publish_tree(checkout, tmp_path / "tree")
    before = written(tmp_path / "tree")
    (checkout / "README.md").write_text(SECRET)

    with pytest.raises(Leak):
        publish_tree(checkout, tmp_path / "tree")

    assert written(tmp_path / "tree") == before
    assert (tmp_path / "tree" / "README.md").read_text() == "something"


def test_a_link_out_of_the_checkout_is_not_followed(checkout: Path, tmp_path: Path) -> None:
    (checkout / "data" / "link.yaml").symlink_to(checkout / "keys" / "01-foundations.yaml")

    publish_tree(checkout, tmp_path / "tree")

    assert "data/link.yaml" not in written(tmp_path / "tree")


def test_without_keys_to_look_for_nothing_is_published(checkout: Path, tmp_path: Path) -> None:
    (checkout / "keys" / "01-foundations.yaml").unlink()

    with pytest.raises(WithinReachError, match="nobody can tell whether one is in the tree"):
        publish_tree(checkout, tmp_path / "tree")


def test_without_a_build_the_sentence_says_to_build(checkout: Path, tmp_path: Path) -> None:
    (checkout / "release").rename(checkout / "elsewhere")

    with pytest.raises(WithinReachError, match=r"There is no release/ in .* Run `make build` first"):
        publish_tree(checkout, tmp_path / "tree")
