"""A thin, light front door: every reader's kernel pays for what ``import withinreach`` loads."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {"numpy", "scipy", "pandas", "matplotlib", "nbgrader", "nbconvert", "jupyterhub", "IPython", "ipywidgets"}
HEAVY |= {"anywidget", "sqlalchemy", "tornado", "httpx", "yaml", "msgspec", "markdown_it", "pybtex", "click", "rich"}


def packages_loaded_by(statement: str) -> set[str]:
    """Names of top-level packages in a fresh interpreter after one statement, without what it starts with."""
    ask = f"import sys; before = set(sys.modules); {statement}; print(*sorted(set(sys.modules) - before))"
    answer = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=False, cwd="/")
    assert answer.returncode == 0, answer.stderr
    return {name.split(".")[0] for name in answer.stdout.split()}


def test_importing_the_package_loads_no_other_package() -> None:
    loaded = packages_loaded_by("import withinreach")
    assert "withinreach" in loaded
    assert loaded - sys.stdlib_module_names == {"withinreach"}


@pytest.mark.parametrize(
    "module,light",
    [
        ("withinreach.content", HEAVY - {"msgspec", "yaml"}),
        ("withinreach.render", HEAVY - {"msgspec", "yaml", "markdown_it", "pybtex"}),
        ("withinreach.cli", HEAVY - {"click", "rich", "msgspec", "yaml"}),
    ],
)
def test_a_light_layer_stays_light(module: str, light: set[str]) -> None:
    assert packages_loaded_by(f"import {module}") & light == set()


def test_the_answer_is_not_empty_because_nothing_was_looked_at() -> None:
    assert packages_loaded_by("pass") == set()
    assert "sqlite3" in packages_loaded_by("import sqlite3")
