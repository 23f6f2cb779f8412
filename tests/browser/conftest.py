"""What browser tests share: one workshop a file, a window for whoever signs in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.pipeline.hub_fixture import Workshop, running_workshop


@pytest.fixture(scope="module")
def workshop() -> Iterator[Workshop]:
    """Hub, desk and public edition, for the tests of one file."""
    with running_workshop() as running:
        yield running
