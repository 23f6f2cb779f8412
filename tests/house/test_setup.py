"""Set-up: which Python, which folder, what it says when a thing is missing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from deploy import chroot, places, steps
from deploy.say import Progress, StopError, run


@pytest.fixture
def open_folder(tmp_path: Path) -> Path:
    """A folder that every account may enter, as far as this test decides it: pytest's own is closed to others."""
    folder = tmp_path / "open"
    folder.mkdir(mode=0o755)
    return folder


@pytest.fixture
def own_places(tmp_path: Path) -> places.Places:
    """A checkout of its own with its environment in a folder, as without root."""
    (tmp_path / "build").mkdir()
    (tmp_path / ".venv").mkdir()
    return places.Places(tmp_path, tmp_path / "state", tmp_path / ".venv", as_root=False)


def test_a_closed_folder_on_the_way_to_the_interpreter_is_named(open_folder: Path) -> None:
    closed = open_folder / "somebody"
    python = closed / "bin" / "python3"
    python.parent.mkdir(parents=True)
    python.touch(mode=0o755)
    closed.chmod(0o700)
    link = open_folder / "python3"
    link.symlink_to("somebody/bin/python3")
    assert closed_below(open_folder, python) == closed
    assert closed_below(open_folder, link) == closed
    closed.chmod(0o711)
    assert closed_below(open_folder, link) is None
    python.chmod(0o754)
    assert closed_below(open_folder, link) == python


def closed_below(open_folder: Path, path: Path) -> Path | None:
    """The closed part of a path, once the test's own temporary folders are open."""
    for parent in open_folder.parents:
        if parent.stat().st_uid == os.geteuid() and len(parent.parts) > len(Path("/tmp").parts):  # noqa: S108
            parent.chmod(0o755)
    return places.closed_part(path)


def test_the_sentence_about_a_closed_folder_says_value_rule_and_way_out(open_folder: Path) -> None:
    closed_below(open_folder, open_folder)
    closed = open_folder / "home"
    closed.mkdir(mode=0o700)
    with pytest.raises(StopError) as stop:
        places.must_be_open(closed / "env", "The place of the environment", "Choose another.")
    assert str(stop.value) == (
        f"The place of the environment is {closed / 'env'}, but {closed} lets no other account in (mode 700), so the "
        "workshop's accounts could not run it. Choose another."
    )


def test_two_checkouts_have_two_environments_and_a_link_to_one_has_its_own(tmp_path: Path) -> None:
    one, two, link = tmp_path / "one", tmp_path / "two", tmp_path / "link"
    one.mkdir()
    two.mkdir()
    link.symlink_to(one)
    assert places.checkout_mark(one) != places.checkout_mark(two)
    assert places.checkout_mark(link) == places.checkout_mark(one)
    assert len(places.checkout_mark(one)) == 8


def test_a_python_that_does_not_run_is_refused_with_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WITHINREACH_PYTHON", "/no/such/python3")
    with pytest.raises(StopError, match=r"No Python 3\.11 or newer was found \(looked at /no/such/python3\)"):
        places.choose_python(as_root=False)


def test_without_root_a_missing_venv_module_is_one_sentence(own_places: places.Places, tmp_path: Path) -> None:
    python = tmp_path / "python3"
    # A Debian Python without its package python3-venv: it runs, and has no module ensurepip.
    python.write_text(
        f'#!/bin/sh\ncase "$2" in *ensurepip*) exit 1;; esac\nexec {sys.executable} "$@"\n', encoding="utf-8"
    )
    python.chmod(0o755)
    with pytest.raises(StopError) as stop:
        steps.make_environment(own_places, python)
    assert str(stop.value) == (
        "Making an environment needs Debian's package python3-venv. Ask for it: sudo apt install python3-venv"
    )


def test_an_environment_that_somebody_else_made_is_not_touched(tmp_path: Path) -> None:
    foreign = tmp_path / ".venv"
    foreign.mkdir()
    (foreign / "keep.txt").touch()
    as_root = places.Places(tmp_path, tmp_path / "state", tmp_path / "state" / "env-00000000", as_root=True)
    with pytest.raises(StopError, match="set-up did not make"):
        steps.make_environment(as_root, Path(sys.executable))
    assert (foreign / "keep.txt").exists()


def test_a_step_is_repeated_when_its_input_changes_and_not_otherwise(own_places: places.Places) -> None:
    folder = own_places.checkout / "data"
    folder.mkdir()
    (folder / "a.csv").write_text("1", encoding="utf-8")
    notes, first = steps.Notes(own_places.env), steps.fingerprint_of(folder)
    notes.write("wheel", first)
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "a.pyc").touch()
    assert notes.says("wheel", steps.fingerprint_of(folder))
    (folder / "a.csv").rename(folder / "b.csv")
    assert not notes.says("wheel", steps.fingerprint_of(folder))
    notes.path.write_text("{torn", encoding="utf-8")
    assert not notes.says("wheel", first)


def test_a_program_that_fails_is_told_with_its_last_words_and_the_log(tmp_path: Path) -> None:
    log = tmp_path / "setup.log"
    with pytest.raises(StopError) as stop:
        run([sys.executable, "-c", "print('no space left'); raise SystemExit(3)"], log=log, doing="Installing")
    assert "Installing did not work" in str(stop.value)
    assert "no space left" in str(stop.value)
    assert str(log) in str(stop.value)
    assert "no space left" in log.read_text(encoding="utf-8")


def test_progress_counts_packages_not_lines(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress(("Collecting ",), about=5, every=2)
    for line in ("Collecting a==1", "  Downloading a.whl", "Collecting b==1", "WARNING: no", "Collecting c==1"):
        progress(line)
    assert capsys.readouterr().out == "    2 of about 5\n"


def test_settings_that_would_send_packages_elsewhere_are_not_passed_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_TARGET", "/somewhere/else")
    monkeypatch.setenv("PIP_TIMEOUT", "99")
    log = tmp_path / "log"
    run([sys.executable, "-c", "import os; print(sorted(os.environ))"], log=log, doing="Asking")
    told = log.read_text(encoding="utf-8")
    assert "PIP_TIMEOUT" in told
    assert "PIP_TARGET" not in told


def test_a_python_that_is_too_old_is_told_before_anything_else(checkout: Path) -> None:
    pretend = "import sys, runpy; sys.version_info = (3, 9, 2); runpy.run_path('deploy/setup.py', run_name='__main__')"
    result = subprocess.run([sys.executable, "-c", pretend], cwd=checkout, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert result.stderr.startswith("Within Reach needs Python 3.11 or newer")
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "sources,mirror",
    [
        ("Types: deb\nURIs: http://mirror.example/debian\nSuites: bookworm\n", "http://mirror.example/debian"),
        ("deb [signed-by=/k.gpg] https://mirror.example/debian/ bookworm main\n", "https://mirror.example/debian/"),
        ("# deb http://old.example/debian bookworm main\n", None),
        ("deb http://security.example/debian-security bookworm main\n", None),
    ],
)
def test_a_fresh_debian_comes_from_this_machines_mirror(sources: str, mirror: str | None) -> None:
    assert chroot.mirror_of(sources) == mirror


def test_the_fresh_debian_gets_the_way_to_packages_and_nothing_else_of_the_environment() -> None:
    given = {"https_proxy": "http://p", "PIP_CERT": "/c", "NODE_EXTRA_CA_CERTS": "/c", "MY_SECRET": "x", "HOME": "/h"}
    passed = chroot.passed_on(given)
    assert {"https_proxy", "PIP_CERT", "NODE_EXTRA_CA_CERTS"} <= set(passed)
    assert "MY_SECRET" not in passed
    assert passed["HOME"] == "/root"
