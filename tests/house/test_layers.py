"""The arrows of the design: who may import whom, and which packages of others each layer may use."""

from __future__ import annotations

import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.house.source_files import PACKAGE, Import, imports_of, module_name

# An arrow of docs/decisions: a layer and those it may import. Its own layer is always allowed.
ARROWS = {
    "content": "",
    "deskclient": "content",
    "render": "content",
    "psychometrics": "content",
    "simulations": "psychometrics content",
    "grading": "simulations psychometrics content",
    "figures": "simulations psychometrics content",
    "ui": "render figures simulations psychometrics content deskclient grading",
    "reports": "figures grading content",
    "nbgrader_plugins": "render grading content deskclient",
    "desk": "render grading content",
    "publish": "render grading simulations content",
    "hub": "content publish",
    "tables": "psychometrics content",
    "preview": "hub publish render grading simulations content",
    "cli": "content render psychometrics simulations grading figures reports nbgrader_plugins desk publish hub tables"
    " preview",
    "": "ui",  # the front door: withinreach/__init__.py
}
# Packages of others, by the name they are imported under. Content's frozen models are msgspec's: all may use it.
COMMON = {"msgspec"}
OTHERS = {
    "content": "yaml filelock platformdirs fsrs",
    "deskclient": "httpx",
    "render": "markdown_it pybtex",
    "psychometrics": "numpy scipy pandas",
    "simulations": "numpy",
    "grading": "numpy",
    "figures": "matplotlib numpy",
    "ui": "ipywidgets anywidget traitlets IPython",
    "reports": "pandas nbgrader",
    "nbgrader_plugins": "nbgrader nbconvert nbformat traitlets tornado",
    "desk": "tornado jupyterhub sqlalchemy traitlets",
    "publish": "nbformat nbclient nbgrader nbconvert traitlets",
    "hub": "jupyterhub jupyter_server traitlets tornado psutil rich click",
    "tables": "numpy pandas pyarrow",
    "preview": "voila jupyter_server tornado traitlets nbformat watchfiles",
    "cli": "click rich",
    "": "",
}


def layer_of(module: str) -> str:
    """``content`` for ``withinreach.content.keys``; empty for the front door."""
    return [*module.split("."), ""][1]


def every_import(package: Path) -> list[Import]:
    return [found for file in sorted(package.rglob("*.py")) for found in imports_of(file, package)]


def broken_rules(package: Path) -> list[str]:
    """Each import that no arrow allows, in words."""
    broken = []
    for found in every_import(package):
        layer, top = layer_of(found.module), found.target.split(".")[0]
        where = f"{found.module}, line {found.line}: imports {found.target}"
        if layer not in ARROWS:
            broken.append(f"{found.module} is in no layer that the design knows ({', '.join(filter(None, ARROWS))})")
        elif top == "withinreach":
            target = layer_of(found.target)
            # "from withinreach import __version__" is the front door itself.
            if target in ARROWS and target not in {layer, "", *ARROWS[layer].split()}:
                broken.append(f"{where}; {layer or 'the front door'} may import {ARROWS[layer] or 'no other layer'}")
        elif top not in sys.stdlib_module_names and top not in COMMON.union(OTHERS[layer].split()):
            broken.append(f"{where}; {layer or 'the front door'} may use {OTHERS[layer] or 'no package of others'}")
    return sorted(set(broken))


def test_nothing_imports_upward_or_uses_a_package_that_its_layer_may_not() -> None:
    assert broken_rules(PACKAGE) == []


def taken_of_grading(package: Path) -> set[str]:
    """What pages use of the layer that scores."""
    used = (found for found in every_import(package) if layer_of(found.module) == "ui")
    return {found.target for found in used if layer_of(found.target) == "grading"}


def test_of_grading_a_page_uses_the_share_of_practice_alone(tmp_path: Path) -> None:
    assert taken_of_grading(PACKAGE) == {"withinreach.grading.practice.practice_share"}
    (tmp_path / "withinreach" / "ui").mkdir(parents=True)
    (tmp_path / "withinreach" / "ui" / "choice.py").write_text("from withinreach.grading import score", "utf-8")
    assert taken_of_grading(tmp_path / "withinreach") == {"withinreach.grading.score"}


def test_a_command_imports_other_layers_only_when_it_runs() -> None:
    early = [
        f"{found.module}, line {found.line}: {found.target}"
        for found in every_import(PACKAGE)
        if layer_of(found.module) == "cli"
        and found.at_once
        and found.target.startswith("withinreach.")
        # How errors are told to a person is what all commands share, and it is light.
        and not found.target.startswith(("withinreach.cli", "withinreach.content.errors"))
    ]
    assert early == []


def cycle_in(package: Path) -> list[str]:
    """A ring of modules that import each other at once; empty if there is none."""
    modules = {module_name(file, package) for file in package.rglob("*.py")}
    graph: dict[str, set[str]] = {module: set() for module in modules}
    for found in every_import(package):
        target = found.target if found.target in modules else found.target.rpartition(".")[0]
        if found.at_once and target in modules and target != found.module:
            graph[found.module].add(target)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_no_modules_import_each_other_in_a_ring() -> None:
    assert cycle_in(PACKAGE) == []


def test_no_figure_touches_the_global_state_of_pyplot() -> None:
    users = [found.module for found in every_import(PACKAGE) if found.target.startswith(("matplotlib.pyplot", "pylab"))]
    assert users == []


@pytest.mark.parametrize(
    "module,line,complaint",
    [
        ("content/keys.py", "from withinreach.render import escape", "content may import no other layer"),
        ("content/keys.py", "from ..render import escape", "content may import no other layer"),
        ("content/keys.py", "def f():\n    import numpy", "content may use yaml"),
        ("ui/choice.py", "from withinreach import desk", "ui may import render figures"),
        ("extras/more.py", "import os", "is in no layer"),
    ],
)
def test_the_rule_sees_an_import_that_points_up(tmp_path: Path, module: str, line: str, complaint: str) -> None:
    file = tmp_path / "withinreach" / module
    file.parent.mkdir(parents=True)
    file.write_text(line, encoding="utf-8")
    (found,) = broken_rules(tmp_path / "withinreach")
    assert complaint in found


def test_the_rule_sees_a_ring_of_imports(tmp_path: Path) -> None:
    package = tmp_path / "withinreach"
    package.mkdir()
    (package / "one.py").write_text("from withinreach.two import b", encoding="utf-8")
    (package / "two.py").write_text("from withinreach import one", encoding="utf-8")
    assert set(cycle_in(package)) == {"withinreach.one", "withinreach.two"}
