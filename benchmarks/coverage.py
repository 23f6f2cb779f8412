"""How often the 95 % interval of a trait estimate holds the true trait, before and after widening.

People are simulated with known traits and with the local dependence of the open data, which the scoring model lacks; as
a control also under the scoring model itself, where the interval should hold 95 % without any widening. Prints the
tables of ``docs/coverage.md``. Run it by itself: ``.venv/bin/python benchmarks/coverage.py``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import get_args

import numpy as np
from numpy.typing import NDArray
from withinreach.psychometrics.answers import Answers
from withinreach.psychometrics.calibration import Name
from withinreach.psychometrics.dependence import residuals, simulate_dependent
from withinreach.psychometrics.eap import WIDENED, Scored, score
from withinreach.psychometrics.instrument import SCALES
from withinreach.psychometrics.simulate import simulate

PERSONS, SEED = 200_000, 20_261_125
Z = 1.96
LEVELS = (("below −1", -np.inf, -1.0), ("−1 to 1", -1.0, 1.0), ("above 1", 1.0, np.inf))
"""True trait, SD units of the calibration sample."""


@dataclass(frozen=True, eq=False)
class Study:
    """One scale of one kind of people: error, posterior SD and whether the interval holds, person by person."""

    theta: NDArray[np.float64]
    error: NDArray[np.float64]
    raw_sd: NDArray[np.float64]
    sd: NDArray[np.float64]

    def held(self, sd: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Whether mean ± 1.96 SD holds the true trait."""
        return np.abs(self.error) <= Z * sd


def studies(answers: Answers, scored: Scored) -> list[Study]:
    """Both scales of people whose traits are known."""
    theta = answers.theta
    assert theta is not None
    error = scored.mean - theta
    return [Study(theta[:, k], error[:, k], scored.raw_sd[:, k], scored.sd[:, k]) for k in range(len(SCALES))]


def share(held: NDArray[np.bool_]) -> str:
    """Percentage and its binomial standard error."""
    p = held.mean()
    return f"{100 * p:.1f} ± {100 * np.sqrt(p * (1 - p) / len(held)):.2f}"


def overall(name: Name, people: str, scale: str, study: Study) -> str:
    """One row of the first table."""
    rmse = np.sqrt((study.error**2).mean())
    spread = f"{study.raw_sd.mean():.3f} | {rmse:.3f} | {rmse / study.raw_sd.mean():.2f}"
    both = " | ".join(share(study.held(sd)) for sd in (study.raw_sd, study.sd))
    return f"| {name} | {people} | {scale} | {spread} | {both} |"


def by_level(name: Name, scale: str, study: Study) -> str:
    """One row of the second table: coverage after widening, by true trait."""
    held = study.held(study.sd)
    cells = [share(held[(study.theta >= low) & (study.theta < high)]) for _, low, high in LEVELS]
    return f"| {name} | {scale} | {' | '.join(cells)} |"


def main() -> int:
    """Print both tables as Markdown."""
    kinds: dict[str, Callable[..., Answers]] = {"dependent": simulate_dependent, "as the model": simulate}
    rows, levels = [], []
    for name in get_args(Name):
        print(f"{name}: residual covariances mended by {residuals(name).moved:.3f} at most", file=sys.stderr)
        for people, draw in kinds.items():
            answers = draw(PERSONS, SEED, calibration=name)
            for scale, study in zip(SCALES, studies(answers, score(answers, calibration=name)), strict=True):
                rows.append(overall(name, people, scale, study))
                if people == "dependent":
                    levels.append(by_level(name, scale, study))
    print(
        f"{PERSONS:,} people each, seed {SEED}; per cent of intervals that hold the true trait, ± one binomial error\n"
    )
    print(f"| calibration | people | scale | mean SD | RMSE | RMSE/SD | 95 % as it is | 95 % times {WIDENED:g} |")
    print("|---|---|---|---|---|---|---|---|", *rows, sep="\n")
    print(f"\n| calibration | scale | {' | '.join(label for label, _, _ in LEVELS)} |")
    print("|---|---|---|---|---|", *levels, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
