"""What an element sends as its script in Voilà: the first of a class the whole, the others where to find it."""

from __future__ import annotations

import subprocess
from importlib import import_module
from pathlib import Path

import pytest
from withinreach.content.tasks import KINDS
from withinreach.ui import component
from withinreach.ui.component import Component, sent_once

from tests.golden.node import NODE

CLASSES = [getattr(import_module(f"withinreach.ui.{kind}"), kind.capitalize()) for kind in KINDS]
HOST = """
const [second, third, first] = await Promise.all(["second", "third", "first"].map((name) => import(`./${name}.mjs`)));
if (first.default !== second.default || second.default !== third.default) throw new Error("they are not the same");
if (typeof first.default.render !== "function") throw new Error("there is no render");
"""


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_whoever_comes_later_gets_what_the_first_one_brought(
    kind: type[Component], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Run by Node as a page would, the later ones asked for first."""
    monkeypatch.setenv("VOILA_PREHEAT", "True")
    monkeypatch.setattr(component, "_SENT", set())
    for name in ("first", "second", "third"):
        script = sent_once(kind.__name__, str(vars(kind)["_esm"]))
        assert (len(script) > 1000) is (name == "first")
        (tmp_path / f"{name}.mjs").write_text(script, encoding="utf-8")
    (tmp_path / "page.mjs").write_text(HOST, encoding="utf-8")

    ran = subprocess.run([NODE, "page.mjs"], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)

    assert ran.returncode == 0, ran.stderr


def test_elsewhere_each_element_stands_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VOILA_PREHEAT", raising=False)
    monkeypatch.delenv("SERVER_SOFTWARE", raising=False)

    assert [sent_once("Choice", "export default { render };") for _ in range(2)] == ["export default { render };"] * 2
