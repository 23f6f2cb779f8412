"""Files and functions that a person can hold in mind."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.house.source_files import CHECKOUT, repository_files

LONGEST_FILE = 400
LONGEST_FUNCTION = 60
USUAL_FUNCTION = 10  # the median
PROGRAMS = ("widgets/**/*.py", "deploy/**/*.py", "tests/**/*.py", "benchmarks/**/*.py", "widgets/**/*.js")


def functions_of(file: Path) -> Iterator[tuple[str, int]]:
    """Each function's place, and the lines of its body without the docstring."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) is not None else node.body
            lines = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
            yield f"{file.name}:{node.lineno} {node.name}", lines


def test_no_file_is_longer_than_the_stop_sign() -> None:
    long = {
        str(file.relative_to(CHECKOUT)): lines
        for file in repository_files(*PROGRAMS)
        if (lines := len(file.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    }
    assert long == {}


def test_no_function_is_longer_than_the_stop_sign() -> None:
    files = [file for file in repository_files(*PROGRAMS) if file.suffix == ".py"]
    long = {place: lines for file in files for place, lines in functions_of(file) if lines > LONGEST_FUNCTION}
    assert long == {}


def test_most_functions_of_the_package_are_short() -> None:
    lengths = [lines for file in repository_files("widgets/**/*.py") for _, lines in functions_of(file)]
    assert median(lengths) <= USUAL_FUNCTION


def test_the_length_of_a_function_is_that_of_its_body(tmp_path: Path) -> None:
    file = tmp_path / "example.py"
    file.write_text('def f(\n    a,\n):\n    """Two\n    lines."""\n    b = a\n    return b\n', encoding="utf-8")
    assert list(functions_of(file)) == [("example.py:1 f", 2)]
