"""The engine's speed: a million people simulated and scored, and simulation beside girth's.

Scored means both mean scores and both trait estimates (EAP). girth (PyPI) is no dependency of the course: install it in
an environment that has the course's packages, for example ``pip install girth==0.8.0``. It simulates one scale at a
time, from given traits; ours draws the traits as well. Run it by itself: ``python benchmarks/engine.py``.
"""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from statistics import median
from time import perf_counter

# The executor's threads take the cores; threads of the matrix library on top of them would only get in their way.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from withinreach.psychometrics.calibration import calibration
from withinreach.psychometrics.copula import simulate_copula
from withinreach.psychometrics.eap import score
from withinreach.psychometrics.scores import mean_scores
from withinreach.psychometrics.simulate import simulate

MILLION, PAIRED, WORKERS = 1_000_000, 20_000, 2
OURS, THEIRS = 15, 3
MOST_SECONDS, MOST_GB, LEAST_RATIO = 10.0, 2.0, 20.0


def seconds(act: Callable[[], object], times: int) -> list[float]:
    """Seconds of each of ``times`` calls, after one that is not counted."""
    act()
    found = []
    for _ in range(times):
        start = perf_counter()
        act()
        found.append(perf_counter() - start)
    return found


def peak() -> float:
    """Most memory that this process has held so far, in GB (Linux counts in KiB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


def million(workers: int) -> float:
    """Simulate and score a million people, step by step; prints each, returns the seconds of all."""
    with ThreadPoolExecutor(workers) as executor:
        start = perf_counter()
        people = simulate(MILLION, 1, executor=executor)
        simulated = perf_counter()
        mean_scores(people)
        averaged = perf_counter()
        score(people, executor=executor)
        end = perf_counter()
    parts = {"simulate": simulated - start, "means": averaged - simulated, "EAP": end - averaged}
    told = ", ".join(f"{name} {took:.2f}" for name, took in parts.items())
    print(f"{MILLION:,} people x 36, {workers} workers: {end - start:6.2f} s ({told}); peak {peak():.2f} GB")
    return end - start


def beside_girth() -> float | None:
    """How many times as fast as girth we simulate; None where girth is not installed."""
    try:
        from girth.synthetic import create_synthetic_irt_polytomous
    except ImportError:
        print("girth is not installed here, so there is nothing to compare with: pip install girth==0.8.0")
        return None
    model = calibration()
    theta = np.random.default_rng(1).standard_normal((PAIRED, 2))

    def theirs() -> None:
        for scale in (0, 1):
            own = model.subscale == scale
            create_synthetic_irt_polytomous(model.b[own], model.a[own], theta[:, scale], model="grm", seed=1)

    took = {
        "girth": median(seconds(theirs, THEIRS)),
        "ours": median(seconds(lambda: simulate(PAIRED, 1), OURS)),
        "ours, copula": median(seconds(lambda: simulate_copula(PAIRED, 1), OURS)),
    }
    for name, one in took.items():
        print(f"{PAIRED:,} people x 36, {name:<14}{1000 * one:>9.1f} ms{took['girth'] / one:>9.0f}x")
    return took["girth"] / took["ours"]


def main() -> int:
    """Print both comparisons; exit 1 where a promise is broken."""
    # Item tables are read and grids laid out once a process.
    score(simulate(1000, 1))
    # The million first: what comes later must not count into its memory.
    took, memory = min(million(WORKERS), million(WORKERS)), peak()
    print(f"promise {MOST_SECONDS:.0f} s, {MOST_GB:.0f} GB; aim 2 s, 1 GB: {took:.2f} s, {memory:.2f} GB")
    ratio = beside_girth()
    if ratio is not None:
        print(f"promise {LEAST_RATIO:.0f}x girth: {ratio:.0f}x")
    kept = took <= MOST_SECONDS and memory <= MOST_GB and (ratio is None or ratio >= LEAST_RATIO)
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
