"""The wheel and the source archive: all that runs is inside, nothing of keys/ or tests/ is."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.house.source_files import CHECKOUT, repository_files

TEMPLATE = "share/jupyter/voila/templates/within-reach"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source archive, and the wheel that was built out of that archive."""
    folder = tmp_path_factory.mktemp("built")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(CHECKOUT)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    return folder


@pytest.fixture(scope="module")
def in_wheel(built: Path) -> set[str]:
    (wheel,) = built.glob("*.whl")
    return set(zipfile.ZipFile(wheel).namelist())


@pytest.fixture(scope="module")
def in_archive(built: Path) -> set[str]:
    """Names without the archive's top folder."""
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as content:
        return {member.name.partition("/")[2] for member in content if member.isfile()}


def names_below(folder: str, new: str) -> set[str]:
    """The repository's files below a folder, as they are called where that folder is called ``new``."""
    root = CHECKOUT / folder
    return {f"{new}/{file.relative_to(root)}" for file in repository_files(f"{folder}/**")}


def test_the_wheel_holds_exactly_the_package_and_the_data(in_wheel: set[str]) -> None:
    wanted = names_below("widgets/withinreach", "withinreach") | names_below("data", "withinreach/data")
    assert "withinreach/data/course.yaml" in wanted
    assert {name for name in in_wheel if name.startswith("withinreach/")} == wanted


def test_the_wheel_installs_the_templates_of_voila_and_nbconvert(in_wheel: set[str]) -> None:
    template = "widgets/withinreach/templates/voila/within-reach"
    (data,) = {name.partition("/")[0] for name in in_wheel if ".data/" in name}
    wanted = names_below(template, f"{data}/data/{TEMPLATE}")
    # The one CSS, the fonts and the page's script: once in the checkout, and where Voilà serves a template's files.
    wanted |= names_below("widgets/withinreach/render/static", f"{data}/data/{TEMPLATE}/static")
    # nbconvert's page takes the one CSS into itself.
    paper = f"{data}/data/share/jupyter/nbconvert/templates/within-reach"
    wanted |= names_below("widgets/withinreach/templates/nbconvert/within-reach", paper)
    wanted |= {f"{paper}/static/course.css"}
    assert {name for name in in_wheel if ".data/" in name} == wanted


def test_the_wheel_holds_nothing_else_but_its_own_description(in_wheel: set[str]) -> None:
    tops = {
        name.partition("/")[0].partition("-")[2].lstrip("0123456789.") or name.partition("/")[0] for name in in_wheel
    }
    assert tops == {"withinreach", "dist-info", "data"}


def test_both_licences_are_in_the_wheel(in_wheel: set[str]) -> None:
    licences = {name.rpartition("/")[2] for name in in_wheel if "/licenses/" in name}
    assert licences == {"LICENSE", "LICENSE-content.md"}


def test_the_archive_holds_what_the_wheel_is_made_from_and_nothing_of_keys_or_tests(in_archive: set[str]) -> None:
    wanted = names_below("widgets", "widgets") | names_below("data", "data")
    others = {"LICENSE", "LICENSE-content.md", "CHANGELOG.md", "README.md", "pyproject.toml", "PKG-INFO", ".gitignore"}
    assert wanted - in_archive == set()
    assert in_archive - wanted - others == set()
