"""Tables that house tests leave for whoever reads the log, also where everything passed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

TABLES = pytest.StashKey[list[str]]()


@pytest.fixture
def leave(request: pytest.FixtureRequest) -> Callable[[list[str]], None]:
    """Lines that shall stand at the end of the log."""
    return request.config.stash.setdefault(TABLES, []).extend


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print them, if there are any."""
    lines = config.stash.get(TABLES, [])
    if lines:
        terminalreporter.section("what a test-wise reader would earn")
        for line in lines:
            terminalreporter.write_line(line)
