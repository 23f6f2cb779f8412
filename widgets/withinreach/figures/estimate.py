"""Where one person may stand on the plane: never a bare dot, always the room that the answers leave."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.patches import Polygon
from numpy.typing import NDArray

from withinreach.figures.axes import dots, line
from withinreach.psychometrics.information import expected_score
from withinreach.psychometrics.posterior import Posterior
from withinreach.psychometrics.regions import MIDPOINT, REGIONS

SHARES = (0.5, 0.95)
"""The two rings around a person: as likely inside as outside, and nearly sure."""
NODES = 401


@dataclass(frozen=True)
class Estimate:
    """A person's two scores with their standard errors, as a normal cloud on the plane.

    Attributes
    ----------
    anxiety, avoidance : the middle, 1 to 7
    sd_anxiety, sd_avoidance : standard errors in points of the scale, above 0
    correlation : of the two errors, between -1 and 1

    Raises
    ------
    ValueError : a middle beyond the scale, an SD that is not above 0, a correlation outside -1 to 1
    """

    anxiety: float
    avoidance: float
    sd_anxiety: float
    sd_avoidance: float
    correlation: float = 0.0

    def __post_init__(self) -> None:
        for name in ("anxiety", "avoidance"):
            value, sd = getattr(self, name), getattr(self, f"sd_{name}")
            if not 1 <= value <= 7:
                raise ValueError(f"The person's {name} is {value:g}; mean scores lie between 1 and 7.")
            if not (math.isfinite(sd) and sd > 0):
                raise ValueError(f"The SD of {name} is {sd:g}; a person has a standard error above 0. Give it.")
        if not -1 < self.correlation < 1:
            raise ValueError(f"The two errors correlate {self.correlation:g}; give a value between -1 and 1.")


def estimate_of(found: Posterior) -> Estimate:
    """A posterior of `psychometrics.posterior` as a normal cloud on the plane: means, SDs and correlation of the
    mean scores that its traits are expected to give.
    """
    scores = expected_score(found.nodes, found.calibration)
    margins = [found.margin(scale) for scale in (0, 1)]
    means = [float(margin @ scores[:, scale]) for scale, margin in enumerate(margins)]
    apart = scores - means
    sd = [float(np.sqrt(margin @ apart[:, scale] ** 2)) for scale, margin in enumerate(margins)]
    together = float(apart[:, 0] @ found.mass @ apart[:, 1])
    return Estimate(means[0], means[1], sd[0], sd[1], together / (sd[0] * sd[1]))


def room(estimate: Estimate, share: float, points: int = 90) -> NDArray[np.float64]:
    """The ellipse that holds `share` of a person's cloud: at Mahalanobis distance ``sqrt(-2 ln(1 - share))``.

    Returns (points, 2), first and last point the same.
    """
    radius = math.sqrt(-2.0 * math.log(1.0 - share))
    angle = np.linspace(0.0, 2.0 * np.pi, points)
    first = np.cos(angle)
    second = estimate.correlation * first + math.sqrt(1.0 - estimate.correlation**2) * np.sin(angle)
    x = estimate.anxiety + radius * estimate.sd_anxiety * first
    return np.column_stack([x, estimate.avoidance + radius * estimate.sd_avoidance * second])


def region_chances(estimate: Estimate, cut: float = MIDPOINT) -> dict[str, float]:
    """How much of a person's cloud lies in each region, in the order of `REGIONS`; the four add up to 1.

    For each of 401 slices of anxiety (8 SDs to both sides), the normal share of avoidance above the cut given that
    anxiety; summed by the trapezoid rule on either side of the cut.
    """
    high = _slices(estimate, max((cut - estimate.anxiety) / estimate.sd_anxiety, -8.0), cut)
    low_above = _above(estimate, cut) - high[1]
    chances = (1 - high[0] - low_above, high[0] - high[1], low_above, high[1])
    return {name: float(min(max(chance, 0.0), 1.0)) for name, chance in zip(REGIONS, chances, strict=True)}


def draw_estimate(axes: Axes, estimate: Estimate, *, colour: str, hollow: str = "") -> None:
    """Half of a person's cloud filled, nearly all of it as a line, its middle small: the room is what is seen."""
    inner, outer = (room(estimate, share) for share in SHARES)
    axes.add_patch(Polygon(inner, facecolor=to_rgba(colour, 0.3), edgecolor="none", zorder=4.5))
    line(axes, *outer.T, colour=colour, width=2.0, above=4.6)
    axes.lines[-1].set_clip_on(True)
    dots(axes, estimate.anxiety, estimate.avoidance, colour=colour, size=5, hollow=hollow, above=4.8)


def _slices(estimate: Estimate, start: float, cut: float) -> tuple[float, float]:
    """Share of the cloud with anxiety above the cut, and of it the part with avoidance above the cut too."""
    if start >= 8:
        return 0.0, 0.0
    z = np.linspace(start, 8.0, NODES)
    density = np.exp(-(z**2) / 2) / math.sqrt(2 * math.pi)
    rest = math.sqrt(1.0 - estimate.correlation**2)
    needed = (cut - estimate.avoidance) / estimate.sd_avoidance
    above = np.array([_upper((needed - estimate.correlation * value) / rest) for value in z])
    return _upper(start), float(np.trapezoid(density * above, z))


def _above(estimate: Estimate, cut: float) -> float:
    return _upper((cut - estimate.avoidance) / estimate.sd_avoidance)


def _upper(z: float) -> float:
    """Share of a standard normal above z."""
    return 0.5 * math.erfc(z / math.sqrt(2.0))
