"""Promise 1 on the workshop machine: as a participant's account, every file that can be read, and no key in it.

Walked are the workshop's folders (state, published tree, sockets), the environment that everybody executes, and
whatever on this machine was written since the workshop began, logs and temporary files included. Not walked are this
checkout, which the launcher closes and ``test_hub_isolation.py`` tries, and what the machine held before.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from withinreach.hub.accounts import Account
from withinreach.publish.leaks import leak, secrets, texts

from tests.conftest import CHECKOUT
from tests.pipeline.hub_fixture import Workshop, as_account, running_workshop

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="separate accounts need root")

ENOUGH = 40  # letters of a sentence by which it is known
ELSEWHERE = ("/proc", "/sys", "/dev")


@pytest.fixture(scope="module")
def workshop() -> Iterator[tuple[Workshop, float]]:
    """A workshop in which a participant's server runs, and the second in which it began."""
    began = time.time()
    with running_workshop() as running, running.signed_in("participant") as person:
        person.open_own("/voila/render/01-foundations/01-foundations.ipynb")
        yield running, began


def needles() -> list[str]:
    """The beginning of every long text of the keys: as it stands, as JSON writes it, and in base64 at three offsets."""
    long = {
        " ".join(text.split())[:ENOUGH]
        for file in (CHECKOUT / "keys").glob("*.yaml")
        for text in texts(yaml.safe_load(file.read_text("utf-8")))
        if len(text) > ENOUGH
    }
    found = set(long) | {json.dumps(text)[1:-1] for text in long}
    for text in long:
        for offset in range(3):
            packed = base64.b64encode(b"x" * offset + text.encode()).decode()
            found.add(packed[4 : len(packed) // 4 * 4 - 4])
    return sorted(found)


def readable(account: Account, roots: list[str], *more: str) -> list[Path]:
    """Files that the account itself can find and open."""
    found = as_account(account, "find", *roots, *more, "-type", "f", "-readable", "-print0").stdout
    return [Path(name) for name in found.split("\0") if name]


def holding(files: list[Path], folder: Path) -> list[str]:
    """Those of the files in which one of the needles stands."""
    (folder / "needles").write_text("\n".join(needles()), encoding="utf-8")
    listed = "\0".join(map(str, files)).encode()
    command = ["xargs", "-0", "-r", "grep", "-laF", "--devices=skip", "-f", str(folder / "needles")]
    return subprocess.run(command, input=listed, capture_output=True, check=False).stdout.decode().splitlines()


def test_the_needles_find_a_key_wherever_it_lies(tmp_path: Path) -> None:
    key = (CHECKOUT / "keys" / "01-foundations.yaml").read_text("utf-8")
    reason = yaml.safe_load(key)["m1-load"]["options"]["o1"]["reason"]
    (tmp_path / "plain").write_text(f"x {reason} y", encoding="utf-8")
    (tmp_path / "packed").write_bytes(base64.b64encode(b"ab" + reason.encode()))
    (tmp_path / "harmless").write_text("A woman who is fine", encoding="utf-8")

    found = holding([tmp_path / name for name in ("plain", "packed", "harmless")], tmp_path)
    assert found == [str(tmp_path / "plain"), str(tmp_path / "packed")]


@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", ["participant", "public"])
def test_no_file_that_the_account_can_read_holds_a_key(
    workshop: tuple[Workshop, float], tmp_path: Path, name: str
) -> None:
    running, began = workshop
    account = running.account(name)
    sockets = json.loads((running.folder / "hub" / "workshop.json").read_text("utf-8"))["sockets"]
    whole = readable(account, [str(running.state.parent), sockets, os.path.realpath(sys.prefix), str(account.home)])
    left_out = [part for place in (*ELSEWHERE, str(CHECKOUT)) for part in ("-path", place, "-prune", "-o")]
    fresh = readable(account, ["/"], *left_out, "-newermt", f"@{began:.0f}")

    assert len(whole) > 1000
    assert any(path.name == "tasks.yaml" for path in whole)
    if name == "participant":
        assert any(path.is_relative_to(account.home) for path in fresh)
    assert holding([*whole, *fresh], tmp_path) == []


def test_no_file_of_the_workshop_or_of_our_package_holds_a_key_in_any_writing(
    workshop: tuple[Workshop, float],
) -> None:
    """The slow reading, with markup, escapes and base64 undone, over what is ours."""
    running, _ = workshop
    account, known = running.account("participant"), secrets(CHECKOUT / "keys")
    package = str(Path(sys.modules["withinreach"].__file__ or "").parent)
    files = readable(account, [str(running.state.parent), package])

    assert len(files) > 100
    small = [path for path in files if path.stat().st_size < 8_000_000]
    assert [str(path) for path in small if leak(path.read_bytes(), known)] == []
