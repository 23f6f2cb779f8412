"""What a spawner recalls of a server after the Hub was started again."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import psutil
import pytest
from withinreach.hub.spawner import DemonstrationSpawner


@pytest.fixture
def other() -> Iterator[subprocess.Popen[bytes]]:
    """Some program that is running."""
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        yield process
        process.kill()


def test_a_server_that_still_runs_is_recalled(other: subprocess.Popen[bytes]) -> None:
    first, second = DemonstrationSpawner(), DemonstrationSpawner()
    first.pid = other.pid
    second.load_state(first.get_state())
    assert second.pid == other.pid


@pytest.mark.parametrize("began", [0.0, None])
def test_a_number_that_belongs_to_another_program_by_now_is_forgotten(
    other: subprocess.Popen[bytes], began: float | None
) -> None:
    # the Hub would end that program: to it, a server that does not answer is a server to stop
    spawner = DemonstrationSpawner()
    spawner.load_state({"pid": other.pid, "began": began})
    assert spawner.pid == 0
    assert psutil.pid_exists(other.pid)


def test_a_server_that_ended_is_forgotten(other: subprocess.Popen[bytes]) -> None:
    first, second = DemonstrationSpawner(), DemonstrationSpawner()
    first.pid = other.pid
    state = first.get_state()
    other.kill()
    other.wait()
    second.load_state(state)
    assert second.pid == 0
    second.load_state({})
    assert second.pid == 0
