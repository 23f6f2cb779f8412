"""A thousand saves through a real server and a real kernel, one of them killed again and again at any moment."""

from __future__ import annotations

import json
import random
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT
from tests.pipeline.jupyter_kernel import Gone, Host

MODULE = "01-foundations"
SAVES, KILLS = 1000, 20


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    shutil.copytree(CHECKOUT / "release" / MODULE, tmp_path / "books" / MODULE)
    host = Host(tmp_path / "books", tmp_path / "data", MODULE, "m1-rewrite")
    host.start()
    try:
        yield host
    finally:
        host.end()


def saved_until_killed(host: Host, round_: int, said: list[str]) -> None:
    """Save one text after another; remember each as soon as the page would say "Saved"."""
    for number in range(100_000):
        text = f"{round_}-{number} " + "x" * (number % 97)
        try:
            reply = host.ask({"type": "save", "text": text, "seconds": 1})
        except Gone:
            return
        assert reply["type"] == "saved", reply
        said.append(text)


@pytest.mark.timeout(600)
def test_what_was_said_to_be_saved_survives_every_kill_of_kernel_and_server(host: Host, tmp_path: Path) -> None:
    draw = random.Random(20261125)  # noqa: S311  moments to kill in, not secrets
    said: list[str] = []
    kills = 0
    while len(said) < SAVES or kills < KILLS:
        host.again()
        saving = threading.Thread(target=saved_until_killed, args=(host, kills, said))
        before = len(said)
        saving.start()
        while len(said) == before and saving.is_alive():
            saving.join(0.01)  # it has begun; from here on any moment may be the last
        saving.join(draw.uniform(0.0, 0.6))
        assert saving.is_alive(), (host.folder / "server.log").read_text("utf-8")[-2000:]
        # A server takes five seconds to come back, a kernel one: every fourth kill is a server's.
        (host.kill_server if kills % 4 == 3 else host.kill_kernel)()
        saving.join(60)
        assert not saving.is_alive()
        kills += 1

    file = tmp_path / "data" / "within-reach" / MODULE / "answers.jsonl"
    lines = [json.loads(line) for line in file.read_bytes().split(b"\n") if line.strip()]
    assert {line["answer"] for line in lines} >= set(said)
    # At most the one in hand at each kill was written and not said.
    assert len(lines) - len(said) <= kills
    assert not (file.parent / "damaged.jsonl").exists()
