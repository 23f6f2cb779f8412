"""A test that pytest does not find, or that a second one of its name hides, tests nothing."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest

from tests.house.source_files import CHECKOUT, repository_files


def unfound_tests(file: Path) -> list[str]:
    """Why pytest would pass over tests of this file."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    complaints = []
    for scope in ast.walk(tree):
        if isinstance(scope, ast.Module | ast.ClassDef):
            names = [node.name for node in scope.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
            tests = Counter(name for name in names if name.startswith("test"))
            complaints += [f"{name} stands there {count} times" for name, count in tests.items() if count > 1]
            if tests and not file.name.startswith("test_"):
                complaints.append("has tests, but its name does not begin with test_")
            if isinstance(scope, ast.ClassDef) and tests and not scope.name.startswith("Test"):
                complaints.append(f"class {scope.name} has tests, but its name does not begin with Test")
    if file.name.startswith("test_") and "def test_" not in file.read_text(encoding="utf-8"):
        complaints.append("is named as a file of tests and has none")
    return complaints


def test_pytest_finds_every_test() -> None:
    files = repository_files("tests/**/*.py")
    assert files
    found = {str(file.relative_to(CHECKOUT)): complaints for file in files if (complaints := unfound_tests(file))}
    assert found == {}


@pytest.mark.parametrize(
    "name,text,complaint",
    [
        ("cgi-test.py", "def test_a(): ...", "has tests, but its name does not begin with test_"),
        ("test_x.py", "def test_a(): ...\ndef test_a(): ...", "test_a stands there 2 times"),
        ("test_x.py", "class Things:\n    def test_a(self): ...", "class Things has tests"),
        ("test_x.py", "def tast_a(): ...", "is named as a file of tests and has none"),
    ],
)
def test_a_hidden_test_is_noticed(tmp_path: Path, name: str, text: str, complaint: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert complaint in " ".join(unfound_tests(tmp_path / name))
