"""The attachment plane: a cloud of simulated people, and how many of them answer in each region."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.lines import Line2D
from numpy.typing import NDArray

from withinreach.figures.drawing import Drawing
from withinreach.figures.registry import ANXIETY, AVOIDANCE, CORRELATION
from withinreach.figures.rings import ring
from withinreach.figures.style import ACCENT, AVOID, INK, QUIET, Sheet, blank, rule, write
from withinreach.figures.words import percent, spoken_share
from withinreach.psychometrics.calibration import calibration
from withinreach.psychometrics.population import trait_correlation, trait_means
from withinreach.psychometrics.regions import MIDPOINT, REGIONS, region_of, region_shares
from withinreach.psychometrics.scores import mean_scores
from withinreach.psychometrics.simulate import simulate

SEED = 1991
WIDE = Sheet(width=720, height=448, left=58, right=150, top=12, bottom=52, text=14, small=13)
NARROW = Sheet(width=340, height=424, left=26, right=14, top=56, bottom=50, text=14, small=13)

WHERE = {
    "secure": "Secure (both below 4)",
    "preoccupied": "Preoccupied (anxiety 4 or more)",
    "dismissing": "Dismissing (avoidance 4 or more)",
    "fearful": "Fearful (both 4 or more)",
}
RINGS = ((0.5, 1.8, "half"), (0.9, 1.2, "nine tenths"))
"""Share of the people inside, line width, label."""

Scores = NDArray[np.float64]


def attachment_plane(
    anxiety: float = ANXIETY.value,
    avoidance: float = AVOIDANCE.value,
    correlation: float = CORRELATION.value,
    *,
    persons: int = 500,
    seed: int = SEED,
    narrow: bool = False,
) -> Drawing:
    """Simulated people on the plane of the ECR-R's two mean scores.

    Parameters
    ----------
    anxiety, avoidance : mean scores of the population the people are drawn from, 1–7
    correlation : of the two mean scores in that population, −1 to 1
    persons : how many, 10 or more
    seed : the same seed shows the same people, moved
    narrow : the edition for 340 pixels: taller, with fewer labels
    """
    scores = simulated_scores(anxiety, avoidance, correlation, persons=persons, seed=seed)
    counts = region_shares(scores)
    sheet = NARROW if narrow else WIDE
    figure, axes = blank(sheet)
    axes.set(xlim=(1, 7), ylim=(1, 7))
    _frame(axes, sheet, narrow=narrow)
    _cloud(axes, scores)
    _region_labels(axes, counts, sheet)
    if not narrow:
        _ring_labels(axes, scores, sheet)
    return Drawing(
        figure=figure,
        finding=_finding(counts),
        alt=_alt(scores, counts),
        caption=_caption(persons),
        columns=("Region", "People", "Share"),
        rows=tuple((WHERE[name], str(count), percent(count, persons)) for name, count in counts.items()),
    )


def simulated_scores(anxiety: float, avoidance: float, correlation: float, *, persons: int, seed: int) -> Scores:
    """Mean scores (n_persons, 2) of people from a population with these means and this correlation of scores."""
    mean = trait_means(anxiety, avoidance)
    return mean_scores(simulate(persons, seed, mean, trait_correlation(correlation, mean)))


def _frame(axes: Axes, sheet: Sheet, *, narrow: bool) -> None:
    for tick in range(1, 8):
        rule(axes, (1, 7), (tick, tick), dotted=tick == MIDPOINT)
        write(axes, 1, tick, str(tick), size=sheet.small, across="right", nudge=(-9, -4))
        write(axes, tick, 1, str(tick), size=sheet.small, across="center", nudge=(0, -20))
    rule(axes, (MIDPOINT, MIDPOINT), (1, 7), dotted=True)
    write(axes, 4, 1, "Attachment anxiety", size=sheet.text, colour=INK, across="center", nudge=(0, -43))
    if narrow:
        write(axes, 1, 7, "Attachment avoidance", size=sheet.text, colour=INK, nudge=(-16, 38))
        write(axes, 4, 7, "scale midpoint, not a cut-off", size=sheet.small, across="center", nudge=(0, 10))
        return
    write(axes, 1, 4, "Attachment avoidance", size=sheet.text, colour=INK, across="center", upright=True, nudge=(-38, 0))
    write(axes, 7, 4, "scale midpoint,", size=sheet.small, nudge=(12, 2))
    write(axes, 7, 4, "not a cut-off", size=sheet.small, nudge=(12, -14))


def _cloud(axes: Axes, scores: Scores) -> None:
    dismissing = region_of(scores) == REGIONS.index("dismissing")
    for people, colour, strength in ((~dismissing, ACCENT, 0.38), (dismissing, AVOID, 0.9)):
        dots = Line2D(*scores[people].T, linestyle="none", marker="o", markersize=4.6, zorder=3)
        dots.set(markerfacecolor=to_rgba(colour, strength), markeredgewidth=0, clip_on=False)
        axes.add_line(dots)
    for share, width, _ in RINGS:
        axes.add_line(Line2D(*ring(scores, share).T, color=ACCENT, linewidth=width, zorder=4))


def _region_labels(axes: Axes, counts: Mapping[str, int], sheet: Sheet) -> None:
    total = sum(counts.values())
    for number, (name, count) in enumerate(counts.items()):
        right, top = number & 1, number >> 1
        x, across = (7, "right") if right else (1, "left")
        first = -20 if top else 28
        marked = name == "dismissing"
        for words, line in ((f"{name} region", first), (f"{count} people, {percent(count, total)}", first - 17)):
            colour = AVOID if marked else (QUIET if line == first else INK)
            nudge = (-8.0 if right else 8.0, float(line))
            y = 7 if top else 1
            write(axes, x, y, words, size=sheet.small, colour=colour, bold=marked, across=across, halo=True, nudge=nudge)


def _ring_labels(axes: Axes, scores: Scores, sheet: Sheet) -> None:
    """Name each ring beside its rightmost point, or its leftmost where the right edge is near."""
    for share, _, words in RINGS:
        line = ring(scores, share)
        right, left = line[line[:, 0].argmax()], line[line[:, 0].argmin()]
        (x, y), across, step = (right, "left", 6) if right[0] < 6.0 else (left, "right", -6)
        write(axes, x, y, words, size=sheet.small, colour=ACCENT, across=across, halo=True, nudge=(step, -4))


def _finding(counts: Mapping[str, int]) -> str:
    total, count = sum(counts.values()), counts["dismissing"]
    if count == 0:
        return f"Of {total} simulated people, none answers in the dismissing region."
    verb = "answers" if count == 1 else "answer"
    return f"Of {total} simulated people, {count} {verb} in the dismissing region: {spoken_share(count, total)}."


def _alt(scores: Scores, counts: Mapping[str, int]) -> str:
    total = len(scores)
    anxiety, avoidance = scores.mean(axis=0)
    r = float(np.corrcoef(scores.T)[0, 1])
    low, high = ring(scores, 0.5).min(axis=0), ring(scores, 0.5).max(axis=0)
    shares = ", ".join(f"{name} {count} ({percent(count, total)})" for name, count in counts.items())
    return (
        f"A plane of two mean scores, each from 1 to 7: attachment anxiety across, attachment avoidance up. {total} "
        f"simulated people form one cloud around anxiety {anxiety:.1f} and avoidance {avoidance:.1f}; the two scores "
        f"correlate {_two_digits(r)}. The ring around the inner half reaches from {low[0]:.1f} to {high[0]:.1f} on anxiety "
        f"and from {low[1]:.1f} to {high[1]:.1f} on avoidance. Dotted lines at 4, the scale midpoint, split the plane into "
        f"four regions: {shares}. Nothing in the cloud changes at these lines."
    )


def _two_digits(r: float) -> str:
    """A correlation as psychologists write it: .43, −.20."""
    return f"{abs(r):.2f}".removeprefix("0").rjust(3) if r >= 0 else "−" + f"{abs(r):.2f}".removeprefix("0")


def _caption(persons: int) -> str:
    return (
        f"{persons} simulated people, drawn from the English-language item model of the ECR-R (estimated from "
        f"{calibration('english').persons} people). The inner ring holds half of them, the outer ring nine tenths: ellipses "
        "with the cloud's own middle and slant, just large enough. The dotted lines mark the middle of the answer "
        "scale; they are drawn there for convenience. A score is an answer to a questionnaire, not a diagnosis."
    )
