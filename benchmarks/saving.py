"""Saving and opening: journal lines a second, the time until "Saved", and what the front door costs.

Beside the journal stands the same write without waiting for the disk, so that the price of the promise can be seen.
"Saved" is the Python half of one commit (checked, written, waited for, drawn anew); the way to the browser is left out.
Run it by itself: ``.venv/bin/python benchmarks/saving.py``.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from withinreach.content.answers import Line
from withinreach.content.journal import Journal
from withinreach.content.load import load_module
from withinreach.ui.keeping import Kept
from withinreach.ui.module import OpenModule

CHECKOUT = Path(__file__).resolve().parents[1]
MODULE = "01-foundations"
WRITES, COMMITS, STARTS = 500, 200, 9


def each(count: int, act: Callable[[int], object]) -> list[float]:
    """Milliseconds of each of ``count`` calls."""
    found = []
    for number in range(count):
        start = perf_counter()
        act(number)
        found.append(1000 * (perf_counter() - start))
    return found


def journal(folder: Path, *, wait: bool) -> list[float]:
    """Appending lines, with or without waiting for the disk."""
    kept = Journal(folder)
    sync = os.fsync
    if not wait:
        os.fsync = lambda _handle: None
    try:
        return each(
            WRITES, lambda n: kept.append(Line(at="2026-11-24T21:04:09Z", task=f"t-{n}", edition=1, answer=["o1"]))
        )
    finally:
        os.fsync = sync


def commits(folder: Path) -> list[float]:
    """Committing the eight claims again and again."""
    module = load_module(CHECKOUT / "source" / MODULE, MODULE)
    task = OpenModule(module, Kept(module, folder)).task("m1-claims")
    answer = {f"i{number}": "mixed" for number in range(1, 9)}
    return each(COMMITS, lambda _: task.answer_to({"type": "commit", "answer": answer, "confidence": 0.5}))


def starts(program: str) -> list[float]:
    """Starting Python with one line of program."""
    return each(STARTS, lambda _: subprocess.run([sys.executable, "-c", program], check=True))


def main() -> int:
    """Print the three comparisons."""
    with tempfile.TemporaryDirectory(dir=Path.home()) as temporary:
        root = Path(temporary)
        synced, loose, saved = (
            journal(root / "a", wait=True),
            journal(root / "b", wait=False),
            commits(root / "c"),
        )
    for name, took in (("journal, on the disk", synced), ("journal, not waited for", loose), ('until "Saved"', saved)):
        p95 = quantiles(took, n=20)[-1]
        print(f"{name:<26}{1000 / median(took):>8.0f} a second   median {median(took):6.2f} ms   p95 {p95:6.2f} ms")
    print(f"waiting for the disk costs {median(synced) / median(loose):.1f} times the write")
    bare, door = median(starts("pass")), median(starts("import withinreach"))
    print(f"front door: {door - bare:.0f} ms above a bare start ({bare:.0f} ms), ratio {door / bare:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
