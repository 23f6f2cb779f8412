"""One person's posterior on a grid of both traits: what the answers leave possible, to look at and to add to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from withinreach.psychometrics.answers import Answers, read_answers
from withinreach.psychometrics.calibration import Name
from withinreach.psychometrics.calibration import calibration as item_model
from withinreach.psychometrics.eap import WIDENED, widened
from withinreach.psychometrics.information import expected_score, trait_of_score
from withinreach.psychometrics.instrument import SCALES
from withinreach.psychometrics.likelihood import answer_table, grid, trait_prior
from withinreach.psychometrics.regions import MIDPOINT, REGIONS
from withinreach.psychometrics.scores import answers_given

NODES = 161
Metric = Literal["score", "trait"]


@dataclass(frozen=True, eq=False)
class Posterior:
    """Probability of each pair of traits, given a person's answers (and an informant, where one was added).

    Attributes
    ----------
    nodes : (Q,) the grid of either trait, equally spaced
    mass : (Q, Q) probability of each pair, anxiety along the rows, avoidance along the columns; sums to 1
    mean, sd : of anxiety and avoidance; the SD includes the widening
    raw_sd : SDs before widening and before any informant
    r : correlation of the two traits in this posterior
    given : how many of the 18 answers each scale had
    calibration : the item parameters that were used
    """

    nodes: NDArray[np.float64]
    mass: NDArray[np.float64]
    mean: tuple[float, float]
    sd: tuple[float, float]
    raw_sd: tuple[float, float]
    r: float
    given: tuple[int, int]
    calibration: Name

    def margin(self, scale: int) -> NDArray[np.float64]:
        """Probability of each node of one trait, whatever the other is. Returns (Q,), summing to 1."""
        return np.asarray(self.mass.sum(axis=1 - scale))


def posterior(
    row: ArrayLike, *, calibration: Name = "english", nodes: int = NODES, widen: float = WIDENED
) -> Posterior:
    """The posterior of one person under the graded response model with two correlated traits.

    It is widened as the SDs of `eap.score` are: stretched about its mean along each trait, so that the mean and the
    correlation stay and the SD becomes the widened one.

    Parameters
    ----------
    row : 36 answers as ticked, published order, 1 to 7 or NaN; none at all gives the population
    nodes : points of the grid from -6 to 6, 41 or more; a plot wants more than a sum does
    widen : factor of the SD, see `eap.WIDENED`; 1 leaves the model's own posterior

    Raises
    ------
    ValueError : no answers to the ECR-R, more than one person, unknown calibration, too coarse a grid
    """
    answers, points = read_answers(row), grid(nodes)
    if (persons := len(answers.raw)) != 1:
        raise ValueError(f"These are {persons} people; a posterior is one person's. Hand over one row of 36 answers.")
    mass = _mass(answers, points, points, calibration)
    mean, raw_sd, r = _summary(points, mass)
    wanted = widened(np.array(raw_sd), widen)
    stretch = wanted / np.array(raw_sd)
    if (stretch > 1.0).any():
        # The stretched density at x is the density at m + (x - m) / stretch: no interpolation is needed.
        first, second = (m + (points - m) / s for m, s in zip(mean, stretch, strict=True))
        mass = _mass(answers, first, second, calibration)
    mean, sd, r = _summary(points, mass)
    anxiety, avoidance = answers_given(answers)[0].tolist()
    return Posterior(points, mass, mean, sd, raw_sd, r, (anxiety, avoidance), calibration)


def _mass(
    answers: Answers, first: NDArray[np.float64], second: NDArray[np.float64], calibration: Name
) -> NDArray[np.float64]:
    """Posterior at each pair of points, summing to 1. Returns (len(first), len(second))."""
    model = item_model(calibration)
    logs = []
    for scale, points in enumerate((first, second)):
        row = answers.raw[0, model.subscale == scale]
        items = np.flatnonzero(row)
        logs.append(answer_table(points, model, scale)[items, row[items] - 1].sum(axis=0))
    likely = [np.exp(log - log.max()) for log in logs]
    mass = likely[0][:, None] * trait_prior(first, second, model.phi) * likely[1][None, :]
    return np.asarray(mass / mass.sum())


def _summary(
    nodes: NDArray[np.float64], mass: NDArray[np.float64]
) -> tuple[tuple[float, float], tuple[float, float], float]:
    """Means, SDs and correlation of a mass on the product grid."""
    margins = mass.sum(axis=1), mass.sum(axis=0)
    mean = [float(nodes @ margin) for margin in margins]
    apart = [nodes - centre for centre in mean]
    sd = [float(np.sqrt(d**2 @ margin)) for d, margin in zip(apart, margins, strict=True)]
    return (mean[0], mean[1]), (sd[0], sd[1]), float(apart[0] @ mass @ apart[1]) / (sd[0] * sd[1])


def quadrants(found: Posterior, cut: float = MIDPOINT) -> Mapping[str, float]:
    """Probability of each region of the attachment plane, in the order of `regions.REGIONS`; sums to 1.

    The cut is a point of the *score* metric (4, the middle of the answer scale), carried over to each trait by the
    test characteristic curve: high means a trait whose expected mean score is at least 4. No boundary was found there
    in people; shares describe what is known of one score, and diagnose nobody.

    Parameters
    ----------
    cut : a mean score between 1 and 7
    """
    at = trait_of_score([cut], found.calibration)[0]
    width = found.nodes[1] - found.nodes[0]
    # A node's mass is spread evenly over its cell, so that the cut may lie between nodes.
    high = [np.clip((found.nodes - point) / width + 0.5, 0.0, 1.0) for point in at]
    anxiety, avoidance = ((1.0 - share, share) for share in high)
    shares = [float(first @ found.mass @ second) for second in avoidance for first in anxiety]
    return dict(zip(REGIONS, shares, strict=True))


def with_informant(
    found: Posterior, scale: Literal["anxiety", "avoidance"], value: float, sd: float, *, metric: Metric = "score"
) -> Posterior:
    """Add what somebody else says, independent of the answers: the posterior times a normal likelihood.

    It moves the posterior towards the rating, tightens it, and moves the other trait along as far as the two
    correlate. How far a rating is to be trusted is the caller's to set and to say: no study gives the SD.

    Parameters
    ----------
    scale : which trait the rating is about
    value : the rating, as a mean score (1 to 7) or as a trait
    sd : its standard error, above 0, in the same unit
    metric : ``score``: the rating is what the trait's expected mean score would be; ``trait``: standard normal units

    Raises
    ------
    ValueError : unknown scale or an SD that is not above 0
    """
    if scale not in SCALES:
        raise ValueError(f"There is no scale {scale!r}. Choose 'anxiety' or 'avoidance'.")
    if not sd > 0.0:
        raise ValueError(f"The informant's SD is {sd:g}; it says how uncertain the rating is and lies above 0.")
    which = SCALES.index(scale)
    points = expected_score(found.nodes, found.calibration)[:, which] if metric == "score" else found.nodes
    log = -0.5 * ((points - value) / sd) ** 2
    likely = np.exp(log - log.max())
    mass = found.mass * (likely[:, None] if which == 0 else likely[None, :])
    mass = mass / mass.sum()
    mean, spread, r = _summary(found.nodes, mass)
    return replace(found, mass=mass, mean=mean, sd=spread, r=r)


def level(found: Posterior, share: float) -> float:
    """Smallest mass of a node inside the highest-density region that holds `share` (0 to 1) of the probability.

    A contour of `mass` at this level encloses the region.
    """
    falling = np.sort(found.mass, axis=None)[::-1]
    held = np.searchsorted(np.cumsum(falling), share)
    return float(falling[min(int(held), len(falling) - 1)])
