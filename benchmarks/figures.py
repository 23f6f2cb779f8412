"""How long a reader waits after moving a slider: median ms for each figure and edition.

Measured is what the page's Python half does with one message: clean the values, draw, write SVG, finding and table.
The way to the browser and back is not in it. Run it by itself: ``.venv/bin/python benchmarks/figures.py``.
"""

from __future__ import annotations

import sys
from statistics import median
from time import perf_counter

from withinreach.figures.registry import FIGURES
from withinreach.ui.figure import Figure

MOVES, WARM = 40, 3


def waits(name: str, *, narrow: bool) -> list[float]:
    """Milliseconds of each move: the first slider walks to its end and back, the others stay at their start."""
    figure, spec = Figure(name), FIGURES[name]
    dial = spec.dials[0]
    found = []
    for move in range(MOVES + WARM):
        share = abs(move % 20 - 10) / 10
        values = {dial.name: dial.low + share * (dial.high - dial.low)}
        start = perf_counter()
        figure.answer_to({"type": "draw", "values": values, "narrow": narrow, "reveal": True})
        found.append(1000 * (perf_counter() - start))
    return found[WARM:]


def main() -> int:
    """Print a table: figure, edition, median, slowest."""
    print(f"{'figure':<20}{'edition':<10}{'median ms':>10}{'slowest':>10}")
    for name in FIGURES:
        for narrow in (False, True):
            took = waits(name, narrow=narrow)
            print(f"{name:<20}{'narrow' if narrow else 'wide':<10}{median(took):>10.0f}{max(took):>10.0f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
