"""A test that is skipped without being listed fails the run; so does a warning that our own code causes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = """
import pytest, unittest

def test_runs(): pass

def test_skips_itself(): pytest.skip("no server here")

@pytest.mark.xfail(reason="some day")
def test_expected_to_fail(): assert False

@pytest.mark.parametrize("kind", ["a", "b"])
def test_by_kind(kind):
    if kind == "b": pytest.skip("no b")
"""


def run_pytest(folder: Path, checkout: Path, *, tests: str, allowed: str = "") -> subprocess.CompletedProcess[str]:
    """Run a small test file under this repository's settings and conftest."""
    (folder / "tests").mkdir()
    shutil.copy(checkout / "pyproject.toml", folder)
    shutil.copy(checkout / "tests" / "conftest.py", folder / "tests")
    (folder / "tests" / "allowed_skips.txt").write_text(allowed, encoding="utf-8")
    (folder / "tests" / "test_sample.py").write_text(tests, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "--color=no"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_unlisted_skips_and_expected_failures_fail_the_run(tmp_path: Path, checkout: Path) -> None:
    result = run_pytest(tmp_path, checkout, tests=TESTS)
    assert result.returncode == 1
    assert "3 failed, 2 passed" in result.stdout.splitlines()[-1]
    assert "test_skips_itself was not run to its end (Skipped: no server here)" in result.stdout
    assert "test_by_kind[b] was not run to its end" in result.stdout


def test_listed_ones_are_let_through(tmp_path: Path, checkout: Path) -> None:
    allowed = """# a remark

tests/test_sample.py::test_skips_itself | there is no server on this machine
tests/test_sample.py::test_by_kind[*] | b is for later
*::test_expected_to_fail | a known limit
"""
    result = run_pytest(tmp_path, checkout, tests=TESTS, allowed=allowed)
    assert result.returncode == 0
    assert "2 passed, 2 skipped, 1 xfailed" in result.stdout.splitlines()[-1]


def test_a_file_that_skips_itself_fails_the_run(tmp_path: Path, checkout: Path) -> None:
    tests = "import pytest\npytest.importorskip('no_such_package')\ndef test_a(): pass\n"
    result = run_pytest(tmp_path, checkout, tests=tests)
    assert result.returncode != 0
    assert "is not listed in tests/allowed_skips.txt" in result.stdout


def test_a_listed_skip_needs_a_reason(tmp_path: Path, checkout: Path) -> None:
    result = run_pytest(tmp_path, checkout, tests=TESTS, allowed="tests/test_sample.py::test_skips_itself\n")
    assert result.returncode == pytest.ExitCode.USAGE_ERROR
    assert "allowed_skips.txt, line 1" in result.stderr
    assert "gives no reason" in result.stderr


@pytest.mark.parametrize("module,status", [("withinreach", 1), ("withinreach.content.load", 1), ("somebody.elses", 0)])
def test_a_warning_that_our_code_causes_is_an_error(tmp_path: Path, checkout: Path, module: str, status: int) -> None:
    warn = f"warnings.warn_explicit('old', DeprecationWarning, 'file.py', 1, module={module!r})"
    result = run_pytest(tmp_path, checkout, tests=f"import warnings\ndef test_a(): {warn}\n")
    assert result.returncode == status
