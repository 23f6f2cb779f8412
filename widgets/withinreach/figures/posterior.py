"""A person's form under "kept out of awareness": where she is, what the form says, and what that leaves possible."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.patches import Rectangle
from numpy.typing import NDArray

from withinreach.figures.axes import LEADING, apart, dots, line
from withinreach.figures.drawing import Drawing
from withinreach.figures.plane import HIGH, LOW, NOT_A_DIAGNOSIS, corner, plane
from withinreach.figures.style import AVOID, INK, PAPER, QUIET, Sheet, write
from withinreach.psychometrics.information import expected_score
from withinreach.psychometrics.posterior import Posterior
from withinreach.psychometrics.regions import REGIONS

PEOPLE = 1000
WIDE = Sheet(width=720, height=562, left=58, right=112, top=36, bottom=176, text=14, small=13)
NARROW = Sheet(width=340, height=576, left=26, right=14, top=74, bottom=192, text=14, small=13)
WIDE_DOWN, NARROW_DOWN, BAR_HEIGHT = 108, 124, 14
"""Pixels from the plane down to the first bar of people, and a bar's height."""
SHARES = (0.5, 0.95)

Numbers = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Cloud:
    """What is left possible, on a grid of mean scores.

    Attributes
    ----------
    anxiety, avoidance : (n,) and (m,) mean scores, increasing
    mass : (n, m) probability of each pair, 0 or more; need not sum to 1

    Raises
    ------
    ValueError : shapes that do not fit, or no mass
    """

    anxiety: Numbers
    avoidance: Numbers
    mass: Numbers

    def __post_init__(self) -> None:
        wanted = (len(self.anxiety), len(self.avoidance))
        if self.mass.shape != wanted or not self.mass.sum() > 0:
            raise ValueError(
                f"The mass has shape {self.mass.shape} and the grid {wanted}; give one value of 0 or more for each "
                "pair of scores, anxiety along the rows, and not all of them 0."
            )

    def level(self, share: float) -> float:
        """Smallest mass inside the smallest region that holds `share` of it."""
        falling = np.sort(self.mass, axis=None)[::-1]
        held = int(np.searchsorted(falling.cumsum(), share * falling.sum()))
        return float(falling[min(held, len(falling) - 1)])

    def reach(self, scale: int, share: float = 0.95) -> tuple[float, float]:
        """Ends of the middle `share` of one score, whatever the other is."""
        scores = (self.anxiety, self.avoidance)[scale]
        below = self.mass.sum(axis=1 - scale).cumsum()
        low, high = np.interp([(1 - share) / 2, (1 + share) / 2], below / below[-1], scores)
        return float(low), float(high)


def cloud_of(found: Posterior) -> Cloud:
    """A posterior of the engine on the plane: its traits as the mean scores that they are expected to give."""
    anxiety, avoidance = expected_score(found.nodes, found.calibration).T
    return Cloud(anxiety, avoidance, found.mass)


@dataclass(frozen=True, eq=False)
class Told:
    """All that the figure shows.

    Attributes
    ----------
    true, said : anxiety and avoidance of the person, and of her form, 1 to 7
    before : from the form alone
    after : with an informant, None where nobody was asked
    as_said : of 1,000 people with this score, how many are what the form says: from the form alone
    as_said_after : the same with the informant
    informant_error : standard error of the informant's rating, in points
    kept_out, share : what was supposed, 0 to 1: how much she keeps out, and how many others do

    Raises
    ------
    ValueError : a count outside 0 to 1,000, or an informant without a count
    """

    true: tuple[float, float]
    said: tuple[float, float]
    before: Cloud
    as_said: int
    kept_out: float
    share: float
    after: Cloud | None = None
    as_said_after: int | None = None
    informant_error: float = 0.0

    def __post_init__(self) -> None:
        if (self.after is None) != (self.as_said_after is None):
            raise ValueError("With an informant the figure needs both the cloud and the count; without one, neither.")
        for count in (self.as_said, self.as_said_after or 0):
            if not 0 <= count <= PEOPLE:
                raise ValueError(f"{count} of {PEOPLE:,} people are what the form says; count from 0 to {PEOPLE:,}.")


def posterior(told: Told, *, narrow: bool = False) -> Drawing:
    """The plane with the person, her form and the room it leaves; under it 1,000 people with her score as a bar.

    Parameters
    ----------
    told : see `Told`; with an informant the cloud is drawn with one, and the form's own as an outline
    narrow : the edition for 340 pixels
    """
    sheet = NARROW if narrow else WIDE
    figure, axes = plane(sheet, narrow=narrow)
    for name in REGIONS:
        corner(axes, name, (f"{name} region",), sheet)
    if told.after:
        _outline(axes, told.before, QUIET, dashed=True)
    _cloud(axes, told.after or told.before)
    _points(axes, told, sheet, narrow=narrow)
    _bars(axes, told, sheet, narrow=narrow)
    return Drawing(
        figure=figure,
        finding=finding(told),
        alt=_alt(told),
        caption=_caption(told),
        columns=("", "Anxiety", "Avoidance"),
        rows=_rows(told),
    )


def finding(told: Told) -> str:
    """How many people with this score are what they say, and how many an informant leaves."""
    said = f"Of {PEOPLE:,} simulated people with this score, {_count(told.as_said)} are what they say"
    if told.as_said_after is not None:
        return f"{said}; with what her informant says, {_count(told.as_said_after)} of {PEOPLE:,}."
    return f"{said}." if told.as_said == PEOPLE else f"{said}; the form cannot show which."


def _count(count: int) -> str:
    return {0: "none", PEOPLE: "all"}.get(count, str(count))


def _cloud(axes: Axes, cloud: Cloud) -> None:
    """The likeliest half filled, 95 in 100 as a line; the cloud may have two parts."""
    levels = [cloud.level(SHARES[0]), float(cloud.mass.max()) * 1.01]
    axes.contourf(cloud.anxiety, cloud.avoidance, cloud.mass.T, levels=levels, colors=[to_rgba(AVOID, 0.34)], zorder=3)
    _outline(axes, cloud, AVOID)


def _outline(axes: Axes, cloud: Cloud, colour: str, *, dashed: bool = False) -> None:
    drawn = axes.contour(cloud.anxiety, cloud.avoidance, cloud.mass.T, levels=[cloud.level(SHARES[1])], colors=[colour])
    drawn.set(linewidth=1.5 if dashed else 2.0, linestyle=(0, (3, 3)) if dashed else "solid", zorder=3.5)


def _points(axes: Axes, told: Told, sheet: Sheet, *, narrow: bool) -> None:
    """The person as a diamond, her form as a square, the way between them, and their names beside the cloud."""
    if told.true != told.said:
        line(axes, *zip(told.true, told.said, strict=True), colour=INK, width=1.2, dashes=(2, 3), above=4)
    dots(axes, *told.said, colour=INK, size=10, hollow=PAPER, marker="s")
    dots(axes, *told.true, colour=INK, size=8, marker="D", above=5.5)
    cloud = told.after or told.before
    beside = max(cloud.reach(0, 0.99)[1], told.before.reach(0, 0.99)[1]) + 0.15
    middle = sum(cloud.reach(1, 0.5)) / 2
    named = [
        (told.true[1], "diamond: where she is", INK),
        (middle, "cloud: what is possible" if narrow else "cloud: what that leaves possible", AVOID),
        (told.said[1], "square: what the form says", INK),
    ]
    if told.after:
        named.append((sum(told.before.reach(1, 0.5)) / 2, "dashed: without informant", QUIET))
    pixel = 6 / sheet.inner_height
    places = apart([-place for place, _, _ in named], (LEADING + 2) * pixel)
    for place, (_, words, colour) in zip(places, named, strict=True):
        write(
            axes, beside, -place, words, size=sheet.small, colour=colour, bold=colour == AVOID, halo=True, nudge=(0, -4)
        )


def _bars(axes: Axes, told: Told, sheet: Sheet, *, narrow: bool) -> None:
    """1,000 people with this score: filled are those who are what they say; again with an informant."""
    pixel, down = 6 / sheet.inner_height, NARROW_DOWN if narrow else WIDE_DOWN
    counts = [(told.as_said, f"{told.as_said:,} of {PEOPLE:,} are what they say")]
    if told.as_said_after is not None:
        counts.append((told.as_said_after, f"with the informant: {told.as_said_after:,}"))
    for number, (count, words) in enumerate(counts):
        top = LOW - (down + number * (BAR_HEIGHT + 30)) * pixel
        ends, height = (HIGH - LOW) * count / PEOPLE, BAR_HEIGHT * pixel
        for start, length, filled in ((LOW, ends, True), (LOW + ends, HIGH - LOW - ends, False)):
            if not length:
                continue
            part = Rectangle((start, top - height), length, height, clip_on=False, zorder=3, linewidth=1.4)
            part.set(facecolor=AVOID if filled else "none", edgecolor=AVOID)
            axes.add_patch(part)
        write(axes, LOW, top, words, size=sheet.small, colour=AVOID, bold=True, nudge=(0, 7))
        write(axes, HIGH, top, f"{PEOPLE - count} are not", size=sheet.small, colour=INK, across="right", nudge=(0, 7))


def _alt(told: Told) -> str:
    cloud = told.after or told.before
    asked = f" With the informant, {told.as_said_after} of {PEOPLE:,}." if told.after else ""
    was = f" Without an informant it reached from {_reach(told.before)} (dashed)." if told.after else ""
    return (
        "A plane of two mean scores, each from 1 to 7: attachment anxiety across, attachment avoidance up. A diamond "
        f"marks where a simulated person is, anxiety {told.true[0]:.1f} and avoidance {told.true[1]:.1f}; a square "
        f"what her form says, {told.said[0]:.1f} and {told.said[1]:.1f}. The cloud of what that leaves possible "
        f"reaches, with 95 in 100, from {_reach(cloud)} on avoidance.{was} Under it a bar of {PEOPLE:,} "
        f"simulated people with this score: {told.as_said} are what they say, {PEOPLE - told.as_said} are not.{asked}"
    )


def _reach(cloud: Cloud, scale: int = 1) -> str:
    return " to ".join(f"{end:.1f}" for end in cloud.reach(scale))


def _caption(told: Told) -> str:
    error = f" An informant's rating is taken to be off by {told.informant_error:g} points (one standard error)."
    asked = error if told.after else ""
    return (
        f"Simulated, and every value is author-set: she keeps {100 * told.kept_out:.0f} % of her avoidance out of her "
        f"answers, and so do {100 * told.share:.0f} % of all people. What they say: the avoidance behind the score is "
        f"less than one point higher. Filled: the likelier half of the cloud; line: 95 in 100.{asked} "
        f"No study tells how much people keep out. {NOT_A_DIAGNOSIS}"
    )


def _rows(told: Told) -> tuple[tuple[str, ...], ...]:
    rows = [
        ("Where she is", *(f"{score:.1f}" for score in told.true)),
        ("What the form says", *(f"{score:.1f}" for score in told.said)),
    ]
    clouds = [("possible, from the form alone", told.before, told.as_said)]
    if told.after is not None and told.as_said_after is not None:
        clouds.append(("possible, with the informant", told.after, told.as_said_after))
    for words, cloud, count in clouds:
        rows += [
            (f"95 in 100 {words}", _reach(cloud, 0), _reach(cloud)),
            (f"What they say, of {PEOPLE:,}: {words}", "", str(count)),
        ]
    return tuple(rows)
