"""The attachment plane: a cloud of simulated people, and how many of them answer in each region."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.lines import Line2D
from numpy.typing import NDArray

from withinreach.figures.drawing import Drawing
from withinreach.figures.estimate import SHARES, Estimate, draw_estimate, room
from withinreach.figures.person_words import with_person
from withinreach.figures.plane import HIGH, LOW, NOT_A_DIAGNOSIS, corner, plane
from withinreach.figures.registry import ANXIETY, AVOIDANCE, CORRELATION
from withinreach.figures.rings import ring
from withinreach.figures.style import ACCENT, AVOID, INK, PAPER, Sheet, write
from withinreach.figures.words import percent, spoken_share
from withinreach.psychometrics.population import trait_correlation, trait_means
from withinreach.psychometrics.regions import MIDPOINT, REGIONS, region_of, region_shares
from withinreach.psychometrics.scores import mean_scores
from withinreach.psychometrics.simulate import simulate

SEED = 130
"""One of the seeds whose 500 people, at the start, lie nearest to what the model expects of very many."""
WIDE = Sheet(width=720, height=462, left=58, right=112, top=36, bottom=76, text=14, small=13)
NARROW = Sheet(width=340, height=474, left=26, right=14, top=74, bottom=90, text=14, small=13)

WHERE = {
    "secure": "Secure (both below 4)",
    "preoccupied": "Preoccupied (anxiety 4 or more)",
    "dismissing": "Dismissing (avoidance 4 or more)",
    "fearful": "Fearful (both 4 or more)",
}
RINGS = ((0.5, 1.8, "half"), (0.9, 1.2, "nine tenths"))
"""Share of the people inside, line width, label."""

# Where a ring's label may stand: the axis and end whose outermost point it takes, its alignment, its nudge in pixels.
LABEL_PLACES = (
    (0, np.argmax, "left", (6, -4)),
    (0, np.argmin, "right", (-6, -4)),
    (1, np.argmax, "center", (0, 6)),
    (1, np.argmin, "center", (0, -15)),
)
# In points of the scale: the room that "nine tenths" takes, how near to a line is too near; and a lift in pixels.
LABEL_WIDTH, LABEL_HEIGHT, EDGE, NEAR, LIFT = 0.95, 0.4, 0.1, 0.2, 9

Scores = NDArray[np.float64]


def attachment_plane(
    anxiety: float = ANXIETY.value,
    avoidance: float = AVOIDANCE.value,
    correlation: float = CORRELATION.value,
    *,
    persons: int = 500,
    seed: int = SEED,
    person: Estimate | None = None,
    narrow: bool = False,
) -> Drawing:
    """Simulated people on the plane of the ECR-R's two mean scores, and one person among them if asked for.

    Parameters
    ----------
    anxiety, avoidance : mean scores of the population the people are drawn from, 1 to 7
    correlation : of the two mean scores in that population, -1 to 1
    persons : how many, 10 or more
    seed : the same seed shows the same people, moved
    person : one person's scores with their standard errors; drawn as a cloud of their own
    narrow : the edition for 340 pixels: taller, with fewer labels
    """
    scores = simulated_scores(anxiety, avoidance, correlation, persons=persons, seed=seed)
    counts = region_shares(scores)
    sheet = NARROW if narrow else WIDE
    figure, axes = plane(sheet, narrow=narrow)
    _cloud(axes, scores)
    _region_labels(axes, counts, sheet, narrow=narrow)
    if person:
        _person(axes, person, sheet)
    elif not narrow:
        _ring_labels(axes, scores, sheet)
    drawing = Drawing(
        figure=figure,
        finding=_finding(counts),
        alt=_alt(scores, counts),
        caption=_caption(persons),
        columns=("Region", "People", "Share"),
        rows=tuple((WHERE[name], str(count), percent(count, persons)) for name, count in counts.items()),
    )
    return with_person(drawing, person, counts) if person else drawing


def simulated_scores(anxiety: float, avoidance: float, correlation: float, *, persons: int, seed: int) -> Scores:
    """Mean scores (n_persons, 2) of people from a population with these means and this correlation of scores."""
    mean = trait_means(anxiety, avoidance)
    return mean_scores(simulate(persons, seed, mean, trait_correlation(correlation, mean)))


def _cloud(axes: Axes, scores: Scores) -> None:
    dismissing = region_of(scores) == REGIONS.index("dismissing")
    for people, colour, strength in ((~dismissing, ACCENT, 0.45), (dismissing, AVOID, 0.8)):
        dots = Line2D(*scores[people].T, linestyle="none", marker="o", markersize=4.6, zorder=3)
        dots.set(markerfacecolor=to_rgba(colour, strength), markeredgewidth=0, clip_on=False)
        axes.add_line(dots)
    for share, width, _ in RINGS:
        axes.add_line(Line2D(*ring(scores, share).T, color=ACCENT, linewidth=width, zorder=4))


def _region_labels(axes: Axes, counts: Mapping[str, int], sheet: Sheet, *, narrow: bool) -> None:
    """Each region's name and share."""
    total = sum(counts.values())
    for name, count in counts.items():
        share = f"{count} {'person' if count == 1 else 'people'}, {percent(count, total)}"
        lines = (f"{name} region", share) if narrow else (f"{name} region: {share}",)
        corner(axes, name, lines, sheet, marked=name == "dismissing")


def _person(axes: Axes, person: Estimate, sheet: Sheet) -> None:
    """The person's cloud and its name, beside it where there is room."""
    draw_estimate(axes, person, colour=INK, hollow=PAPER)
    outer = room(person, SHARES[1])
    for axis, end, across, (aside, up) in LABEL_PLACES:
        # Near an edge the name moves along it, so that it always finds room.
        margin = EDGE + 0.1 if aside else LABEL_WIDTH / 2 + EDGE
        inside = np.clip(outer[end(outer[:, axis])], LOW, HIGH)
        x = float(inside[0] if aside else np.clip(inside[0], LOW + margin, HIGH - margin))
        y = float(np.clip(inside[1], LOW + margin, HIGH - margin) if aside else inside[1])
        if _room(x, y, aside, up):
            name = partial(write, axes, x, y, "this person", size=sheet.small, colour=INK, bold=True)
            name(across=across, halo=True, nudge=(aside, up))
            return


def _ring_labels(axes: Axes, scores: Scores, sheet: Sheet) -> None:
    """Name each ring at the first of its four outermost points where there is room.

    A ring that is cut off on all sides stays without a name; the caption names both.
    """
    for share, _, words in RINGS:
        line = ring(scores, share)
        for axis, end, across, (aside, up) in LABEL_PLACES:
            x, y = line[end(line[:, axis])]
            if not _room(x, y, aside, up):
                continue
            clear = up + LIFT if abs(y - MIDPOINT) < NEAR else up  # off the dotted line
            write(axes, x, y, words, size=sheet.small, colour=ACCENT, across=across, halo=True, nudge=(aside, clear))
            break


def _room(x: float, y: float, aside: float, up: float) -> bool:
    """Whether a ring's label that starts at (x, y) and goes that way stays inside the plane."""
    if aside:
        end = x + np.sign(aside) * LABEL_WIDTH
        return bool(LOW < end < HIGH and LOW + EDGE < y < HIGH - EDGE)
    end = y + np.sign(up) * LABEL_HEIGHT
    return bool(LOW < end < HIGH and LOW + LABEL_WIDTH / 2 < x < HIGH - LABEL_WIDTH / 2)


def _finding(counts: Mapping[str, int]) -> str:
    total, count = sum(counts.values()), counts["dismissing"]
    if count == 0:
        return f"Of {total} simulated people, none answers in the dismissing region."
    verb = "answers" if count == 1 else "answer"
    return f"Of {total} simulated people, {count} {verb} in the dismissing region: {spoken_share(count, total)}."


def _alt(scores: Scores, counts: Mapping[str, int]) -> str:
    total = len(scores)
    anxiety, avoidance = scores.mean(axis=0)
    r = float(np.corrcoef(scores[:, 0], scores[:, 1])[0, 1])
    half = ring(scores, 0.5)
    shares = ", ".join(f"{name} {count} ({percent(count, total)})" for name, count in counts.items())
    return (
        f"A plane of two mean scores, each from 1 to 7: attachment anxiety across, attachment avoidance up. {total} "
        f"simulated people form one cloud around anxiety {anxiety:.1f} and avoidance {avoidance:.1f}; the two scores "
        f"correlate {_two_digits(r)}. The ring around the inner half reaches {_reach(half[:, 0])} on anxiety and "
        f"{_reach(half[:, 1])} on avoidance. Dotted lines at 4, the scale midpoint, split the plane into four regions: "
        f"{shares}. Nothing in the cloud changes at these lines."
    )


def _reach(values: Scores) -> str:
    return f"from {values.min():.1f} to {values.max():.1f}"


def _two_digits(r: float) -> str:
    """A correlation as psychologists write it: .43, or with a minus sign before the point."""
    return ("\N{MINUS SIGN}" if r < 0 else "") + f"{abs(r):.2f}".removeprefix("0")


def _caption(persons: int) -> str:
    return (
        f"{persons} simulated people, drawn from the English-language item model of the ECR-R. The inner ring holds "
        "half of them, the outer ring nine tenths: ellipses with the middle and slant of the cloud. The dotted lines "
        f"mark the middle of the answer scale, not a border found between people. {NOT_A_DIAGNOSIS}"
    )
