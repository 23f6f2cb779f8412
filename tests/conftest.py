"""What every test shares: no test is skipped in silence, and a browser that runs here."""

from __future__ import annotations

import shutil
from collections.abc import Generator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]
CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
"""Chromium talks to nobody but the pages of a test; as root it only runs without its sandbox."""
SKIPS = pytest.StashKey[dict[str, str]]()
ALLOWED_SKIPS = Path(__file__).with_name("allowed_skips.txt")


def allowed_skips(text: str) -> dict[str, str]:
    """Pattern to reason, from the lines ``pattern | reason``.

    Raises
    ------
    pytest.UsageError : a line without a reason
    """
    found = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        pattern, _, reason = (part.strip() for part in line.partition(" | "))
        if not reason:
            raise pytest.UsageError(f"allowed_skips.txt, line {number}: {line!r} gives no reason after ' | '.")
        found[pattern] = reason
    return found


def pytest_configure(config: pytest.Config) -> None:
    """Read the list once, so that a bad line stops the run at its start."""
    config.stash[SKIPS] = allowed_skips(ALLOWED_SKIPS.read_text(encoding="utf-8"))


def refuse_unlisted(report: pytest.TestReport | pytest.CollectReport, skips: dict[str, str]) -> None:
    """Turn a skipped or expectedly failing test into a failed one, unless its name is listed."""
    plain = report.nodeid.replace("[", "(").replace("]", ")")  # fnmatch would read [..] as a choice of letters
    patterns = (pattern.replace("[", "(").replace("]", ")") for pattern in skips)
    if report.outcome != "skipped" or any(fnmatchcase(plain, pattern) for pattern in patterns):
        return
    why = report.longrepr[2] if isinstance(report.longrepr, tuple) else "expected to fail"
    report.outcome = "failed"
    report.longrepr = f"{report.nodeid} was not run to its end ({why}) and is not listed in tests/allowed_skips.txt."
    vars(report).pop("wasxfail", None)  # else pytest would still count it as an expected failure


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Look at each test's report after all others have."""
    report = yield
    refuse_unlisted(report, item.config.stash[SKIPS])
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same for a file that skips itself as a whole."""
    report = yield
    refuse_unlisted(report, collector.config.stash[SKIPS])
    return report


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The root of this repository."""
    return CHECKOUT


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium where there is one, else Playwright's own."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    mine: dict[str, Any] = {"executable_path": chromium} if chromium else {}
    return {**browser_type_launch_args, **mine, "args": CHROMIUM}
