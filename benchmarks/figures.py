"""How long a reader waits after moving a slider: median ms for each figure and edition, and the picture's size.

Measured is what the page's Python half does with one message: clean the values, draw, write SVG, finding and table.
The way to the browser and back is not in it. Beside it stands the processor's own time, which other programs on a busy
machine do not lengthen. Run it by itself: ``.venv/bin/python benchmarks/figures.py [FIGURE …]``.
"""

from __future__ import annotations

import sys
from statistics import median
from time import perf_counter, process_time

from withinreach.figures.registry import FIGURES
from withinreach.ui.figure import Figure

MOVES, WARM = 40, 3
LIMIT, AIM = 150, 60
"""Milliseconds: no figure's median may exceed the first, and most should stay under the second."""


def waits(name: str, *, narrow: bool) -> tuple[list[float], list[float], int]:
    """Milliseconds of each move by the clock and by the processor, and the largest picture in bytes.

    The sliders take turns: each walks to its end and back while the others stay at their start.
    """
    figure, spec = Figure(name), FIGURES[name]
    found, worked, largest = [], [], 0
    for move in range(MOVES + WARM):
        dial = spec.dials[move // 10 % len(spec.dials)]
        share = abs(move % 10 - 5) / 5
        values = {dial.name: dial.low + share * (dial.high - dial.low)}
        start, before = perf_counter(), process_time()
        drawn = figure.answer_to({"type": "draw", "values": values, "narrow": narrow, "reveal": True})
        found.append(1000 * (perf_counter() - start))
        worked.append(1000 * (process_time() - before))
        largest = max(largest, len(drawn["svg"].encode()))
    return found[WARM:], worked[WARM:], largest


def main(wanted: list[str]) -> int:
    """Print a table: figure, edition, median, slowest, size. Returns 1 if a median exceeds the limit."""
    print(f"{'figure':<20}{'edition':<10}{'median ms':>10}{'slowest':>10}{'CPU ms':>10}{'SVG kB':>10}")
    slow = 0
    for name in wanted or FIGURES:
        for narrow in (False, True):
            took, worked, size = waits(name, narrow=narrow)
            over = f"   over {LIMIT} ms" if median(took) > LIMIT else "" if median(took) <= AIM else f"   over {AIM} ms"
            slow += median(took) > LIMIT
            edition = "narrow" if narrow else "wide"
            numbers = (median(took), max(took), median(worked), size / 1000)
            print(f"{name:<20}{edition:<10}{''.join(f'{number:>10.0f}' for number in numbers)}{over}")
    return int(slow > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
