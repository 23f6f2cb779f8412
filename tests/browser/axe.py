"""Deque's accessibility checker, from the npm package that set-up installs for tests; nothing is fetched."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SCRIPT = Path(sys.prefix).resolve() / "lib" / "node" / "node_modules" / "axe-core" / "axe.min.js"
BAD = {"serious", "critical"}


def violations(page: Page, within: str = "body") -> list[str]:
    """Each serious or critical finding in words: rule, what it is about, the first elements."""
    if not page.evaluate("Boolean(window.axe)"):
        # As code, not as a <script>: a page that allows none of those is checked as well.
        page.evaluate(SCRIPT.read_text(encoding="utf-8"))
    options = {"resultTypes": ["violations"]}
    found: dict[str, Any] = page.evaluate("([within, options]) => axe.run(within, options)", [within, options])
    return [told(one) for one in found["violations"] if one["impact"] in BAD]


def told(violation: dict[str, Any]) -> str:
    nodes = violation["nodes"]
    first = [f"{node['target']} {node['failureSummary']}" for node in nodes[:3]]
    return f"{violation['id']} ({violation['impact']}, {len(nodes)}): {violation['help']}: " + " | ".join(first)
