"""Two groups of simulated people with the same avoidance and different anxiety, and what each profile leaves unsaid."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from matplotlib.axes import Axes
from numpy.polynomial.hermite_e import hermegauss
from numpy.typing import NDArray

from withinreach.figures.axes import dots, line, lines_of
from withinreach.figures.drawing import Drawing
from withinreach.figures.plane import HIGH, LOW, NOT_A_DIAGNOSIS, corner, plane
from withinreach.figures.rings import ring
from withinreach.figures.style import ANX, AVOID, PAPER, Sheet
from withinreach.figures.words import percent, wrapped
from withinreach.psychometrics.information import expected_score
from withinreach.psychometrics.regions import MIDPOINT, REGIONS, region_shares
from withinreach.psychometrics.scores import mean_scores
from withinreach.psychometrics.simulate import answers_of
from withinreach.psychometrics.streams import stream

SEED = 7
AVOIDANCE = 5.0
SPREAD = 0.5
"""Spread of both traits within a group, half of the population's: author-set."""
WIDE = Sheet(width=720, height=462, left=58, right=112, top=36, bottom=76, text=14, small=13)
NARROW = Sheet(width=340, height=474, left=26, right=14, top=74, bottom=90, text=14, small=13)
COLOURS = (AVOID, ANX)
APART, ALIKE = 0.75, 0.62
"""Chances of telling a pair apart from which on an axis is said to tell the groups apart, and below which not."""

Scores = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Group:
    """One group of people.

    Attributes
    ----------
    name : as it stands beside the cloud
    scores : (n_persons, 2) anxiety and avoidance, 1 to 7
    hides : what this profile does not show, as "hides whether ..."
    """

    name: str
    scores: Scores
    hides: str


NAMES = ("First group", "Second group")
CALM = "hides whether the calm is all there is"
TORN = "hides how much closeness is wished for"
"""Below the scale midpoint of anxiety a profile says calm; from there on it says fear, and not the wish behind it."""


def simulated_groups(first: float, second: float, *, persons: int = 250, seed: int = SEED) -> tuple[Group, Group]:
    """Two groups whose mean scores are 5 on avoidance, and `first` and `second` on anxiety.

    Traits are independent within a group and have exactly its mean and an author-set spread of half an SD; answers
    come from the item model. The same seed shows the same people, moved.
    """
    made = []
    for number, (anxiety, name) in enumerate(zip((first, second), NAMES, strict=True)):
        normal = stream(seed, "people", number).standard_normal((persons, 2))
        even = (normal - normal.mean(axis=0)) / normal.std(axis=0)
        theta = _trait_means(anxiety, AVOIDANCE) + SPREAD * even
        hides = CALM if anxiety < MIDPOINT else TORN
        made.append(Group(name, mean_scores(answers_of(theta, seed + number)), hides))
    return made[0], made[1]


def _trait_means(anxiety: float, avoidance: float) -> Scores:
    """Trait means of a group with the spread `SPREAD` whose mean scores are expected to be these two."""
    grid, curve = _curve()
    return np.array([np.interp(score, curve[:, scale], grid) for scale, score in enumerate((anxiety, avoidance))])


@cache
def _curve() -> tuple[Scores, Scores]:
    """Trait means, and the mean score (anxiety, avoidance) that a group around each is expected to give."""
    grid = np.linspace(-4, 4, 161)
    nodes, weights = hermegauss(15)
    scores = expected_score((grid[:, None] + SPREAD * nodes).ravel()).reshape(len(grid), len(nodes), 2)
    return grid, np.einsum("gns,n->gs", scores, weights / weights.sum())


def two_samples(first: Group, second: Group, *, narrow: bool = False) -> Drawing:
    """Both groups on one plane: filled dots against rings, each with the ring around its half and its nine tenths.

    Parameters
    ----------
    first, second : ten people or more each
    narrow : the edition for 340 pixels

    Raises
    ------
    ValueError : fewer than ten people in a group
    """
    for group in (first, second):
        if len(group.scores) < 10:
            raise ValueError(f"{group.name!r} has {len(group.scores)} people; a cloud needs ten or more.")
    sheet = NARROW if narrow else WIDE
    figure, axes = plane(sheet, narrow=narrow)
    for name in REGIONS:
        corner(axes, name, (f"{name} region",), sheet)
    for number, group in enumerate((first, second)):
        _cloud(axes, group.scores, COLOURS[number], hollow=bool(number))
    _labels(axes, (first, second), sheet)
    return Drawing(
        figure=figure,
        finding=finding(first.scores, second.scores),
        alt=_alt(first, second),
        caption=_caption(first, second),
        columns=("Group", "Mean anxiety", "Mean avoidance", "Regions", "Hides"),
        rows=tuple(_row(group) for group in (first, second)),
    )


def told_apart(first: Scores, second: Scores) -> float:
    """In what share of pairs, one person from each group, a score tells who comes from which.

    It tells if the person of the group that mostly scores higher scores higher; ties count half. Half means that the
    score tells nothing, 1 that it always tells.

    Parameters
    ----------
    first, second : (n,) and (m,) scores on one scale
    """
    ordered = np.sort(first)
    below = np.searchsorted(ordered, second, side="left") + np.searchsorted(ordered, second, side="right")
    share = float(below.sum()) / (2 * len(first) * len(second))
    return max(share, 1 - share)


def finding(first: Scores, second: Scores) -> str:
    """What tells the groups apart, computed: only anxiety, or something else."""
    anxiety, avoidance = (told_apart(first[:, scale], second[:, scale]) for scale in (0, 1))
    (x, y), (other_x, other_y) = first.mean(axis=0), second.mean(axis=0)
    same = f"about {(y + other_y) / 2:.1f} on avoidance"
    if avoidance < ALIKE <= APART <= anxiety:
        return f"Both groups score {same}; only anxiety tells them apart: {x:.1f} against {other_x:.1f}."
    if avoidance < ALIKE <= anxiety:
        return f"Both groups score {same}; anxiety tells them apart only in part: {x:.1f} against {other_x:.1f}."
    if max(anxiety, avoidance) < ALIKE:
        return f"The two groups score alike: {same}, about {(x + other_x) / 2:.1f} on anxiety."
    return f"On anxiety the groups score {x:.1f} and {other_x:.1f}, on avoidance {y:.1f} and {other_y:.1f}."


def _cloud(axes: Axes, scores: Scores, colour: str, *, hollow: bool) -> None:
    if hollow:
        dots(axes, *scores.T, colour=colour, size=4, strength=0.75, hollow=PAPER, above=3)
        axes.lines[-1].set_markeredgewidth(1.0)
    else:
        dots(axes, *scores.T, colour=colour, size=4.4, strength=0.6, above=3)
    for share, width in ((0.5, 2.0), (0.9, 1.2)):
        line(axes, *ring(scores, share).T, colour=colour, width=width, dashes=(5, 2) if hollow else (), above=4)
        axes.lines[-1].set_clip_on(True)


def _labels(axes: Axes, groups: tuple[Group, Group], sheet: Sheet) -> None:
    """Each group's name and what it hides, under the clouds: on the left the group with less anxiety."""
    lowest = min(float(ring(group.scores, 0.9)[:, 1].min()) for group in groups)
    half = (sheet.width - sheet.left - sheet.right) / 2
    first_is_left = bool(groups[0].scores[:, 0].mean() <= groups[1].scores[:, 0].mean())
    for number, (group, sign) in enumerate(zip(groups, ("filled", "rings"), strict=True)):
        left = first_is_left == (number == 0)
        lines = (f"{group.name} ({sign})", *wrapped(group.hides, half - 14, sheet.small))
        lines_of(
            axes,
            LOW if left else HIGH,
            max(lowest, 2.4),
            lines,
            size=sheet.small,
            colour=COLOURS[number],
            across="left" if left else "right",
            nudge=(8 if left else -8, -22),
            halo=True,
        )


def _alt(first: Group, second: Group) -> str:
    said = []
    for group, sign in ((first, "filled dots"), (second, "rings")):
        anxiety, avoidance = group.scores.mean(axis=0)
        half = ring(group.scores, 0.5)
        said.append(
            f"{group.name}, {len(group.scores)} simulated people as {sign}: around anxiety {anxiety:.1f} and avoidance "
            f"{avoidance:.1f}; its inner half reaches from {half[:, 0].min():.1f} to {half[:, 0].max():.1f} on "
            f"anxiety and from {half[:, 1].min():.1f} to {half[:, 1].max():.1f} on avoidance"
        )
    anxiety, avoidance = (told_apart(first.scores[:, scale], second.scores[:, scale]) for scale in (0, 1))
    return (
        "A plane of two mean scores, each from 1 to 7: attachment anxiety across, attachment avoidance up, the scale "
        f"midpoint 4 dotted. {'. '.join(said)}. Of 100 pairs, one person from each group, anxiety tells "
        f"{100 * anxiety:.0f} apart and avoidance {100 * avoidance:.0f}; 50 would be chance."
    )


def _caption(first: Group, second: Group) -> str:
    return (
        f"{len(first.scores)} and {len(second.scores)} simulated people, drawn from the English-language item model of "
        "the ECR-R with half the population's spread (author-set). Rings hold half and nine tenths of a group. "
        f"{NOT_A_DIAGNOSIS}"
    )


def _row(group: Group) -> tuple[str, ...]:
    anxiety, avoidance = group.scores.mean(axis=0)
    regions = ", ".join(
        f"{name} {percent(count, len(group.scores))}" for name, count in region_shares(group.scores).items() if count
    )
    return (group.name, f"{anxiety:.1f}", f"{avoidance:.1f}", regions, group.hides.removeprefix("hides "))
