"""The locks pin everything, name no address, and agree with what the project asks for."""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any

import yaml

from tests.house.source_files import CHECKOUT

LOCK = CHECKOUT / "requirements.lock"
HUB = CHECKOUT / "deploy" / "hub"


def canonical(name: str) -> str:
    """The one spelling of a package's name: PyYAML and pyyaml are the same."""
    return re.sub(r"[-_.]+", "-", name).lower()


def locked() -> dict[str, list[str]]:
    """Name of each package to the lines that follow its ``name==version``."""
    found: dict[str, list[str]] = {}
    for block in re.split(r"\n(?=[A-Za-z0-9])", LOCK.read_text(encoding="utf-8")):
        if pinned := re.match(r"([A-Za-z0-9][\w.-]*)==[\w.+!]+", block):
            found.setdefault(canonical(pinned[1]), []).extend(block.splitlines())
        else:
            assert all(line.startswith("#") for line in block.splitlines()), f"not a pinned package: {block[:80]!r}"
    return found


def project() -> dict[str, Any]:
    return tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))


def test_every_locked_package_has_a_hash_and_none_comes_from_an_address() -> None:
    packages = locked()
    assert len(packages) > 100
    without = [name for name, lines in packages.items() if not any("--hash=sha256:" in line for line in lines)]
    assert without == []
    assert "://" not in LOCK.read_text(encoding="utf-8")


def test_the_lock_holds_every_package_that_the_project_asks_for() -> None:
    asked = project()["project"]["dependencies"] + project()["dependency-groups"]["test"]
    names = {canonical(re.split(r"[^\w.-]", line)[0]) for line in asked}
    assert names - set(locked()) == set()


def test_what_the_lock_says_of_direct_packages_is_what_the_project_asks_for() -> None:
    asked = project()["project"]["dependencies"] + project()["dependency-groups"]["test"]
    names = {canonical(re.split(r"[^\w.-]", line)[0]) for line in asked}
    direct = {name for name, lines in locked().items() if re.search(r"pyproject\.toml|withinreach", "\n".join(lines))}
    assert direct == names


def test_environment_yml_is_python_pip_and_the_lock() -> None:
    environment = yaml.safe_load((CHECKOUT / "environment.yml").read_text(encoding="utf-8"))
    python = f"python{project()['project']['requires-python']}"
    assert environment == {"name": "within-reach", "dependencies": [python, "pip", {"pip": ["-r requirements.lock"]}]}


def test_the_proxys_lock_pins_by_hash_and_names_no_address() -> None:
    lock = json.loads((HUB / "package-lock.json").read_text(encoding="utf-8"))
    wanted = json.loads((HUB / "package.json").read_text(encoding="utf-8"))
    root = lock["packages"].pop("")
    assert root["dependencies"] == wanted["dependencies"]
    assert root["devDependencies"] == wanted["devDependencies"]
    assert "node_modules/configurable-http-proxy" in lock["packages"]
    assert [name for name, package in lock["packages"].items() if "resolved" in package] == []
    assert [name for name, package in lock["packages"].items() if not package.get("integrity")] == []
