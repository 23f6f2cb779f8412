"""What the figure of courses says: its finding, alt text, caption and table, all from the courses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from withinreach.figures.axes import plain
from withinreach.figures.words import number

if TYPE_CHECKING:
    from withinreach.figures.trajectories import Courses, Measure


def finding(groups: Sequence[Courses], measure: Measure) -> str:
    """How wide the middle half of the courses is at the end, beside its start or beside the other groups."""
    end = _last(groups)
    when = f"At {measure.time.lower()} {plain(measure.at[end])}"
    if len(groups) == 1:
        start, stop = groups[0].summary[:, 0], groups[0].summary[:, end]
        return (
            f"{when} the middle half of {len(groups[0].values)} simulated courses lies between "
            f"{_said(stop[1], measure)} and {_said(stop[3], measure)}; at the start it lay between "
            f"{_said(start[1], measure)} and {_said(start[3], measure)}."
        )
    ends = np.array([group.summary[:, end] for group in groups])
    apart, spread = float(np.ptp(ends[:, 2])), float((ends[:, 3] - ends[:, 1]).min())
    larger = (
        "the spread is larger than the difference" if spread > apart else "the difference is larger than the spread"
    )
    return (
        f"{when} the groups' medians lie {_said(apart, measure)} apart, and within each the middle half spans "
        f"{_said(spread, measure)} or more: {larger}."
    )


def alt(groups: Sequence[Courses], measure: Measure, shown: int, *, medians: bool) -> str:
    """Each panel in a sentence: where half and nine tenths of the courses lie at the start and at the end."""
    end = _last(groups)
    said = []
    for group in groups:
        first, last = group.summary[:, 0], group.summary[:, end]
        left = int(np.isnan(group.values[:, -1]).sum())
        middle = f"; the median goes from {_said(first[2], measure)} to {_said(last[2], measure)}" if medians else ""
        ended = f"; {left} ended early" if left else ""
        said.append(
            f"{group.name}, {len(group.values)} simulated courses: the middle half lies at {_band(first, 1, measure)} "
            f"first and at {_band(last, 1, measure)} in the end, nine tenths at {_band(first, 0, measure)} and at "
            f"{_band(last, 0, measure)}{middle}{ended}"
        )
    panels = "One panel" if len(groups) == 1 else f"{number(len(groups)).capitalize()} panels"
    return (
        f"{panels}, {measure.name}, from {measure.time.lower()} {plain(measure.at[0])} to {plain(measure.at[end])}, "
        f"with {shown} single courses as faint lines over two bands. {'. '.join(said)}."
    )


def caption(groups: Sequence[Courses], shown: int, source: str) -> str:
    """How many, what the bands are, what an open ring is, and where it all comes from."""
    sizes = {len(group.values) for group in groups}
    people = f"{sizes.pop()} simulated courses{' a group' if len(groups) > 1 else ''}" if len(sizes) == 1 else (
        " and ".join(str(len(group.values)) for group in groups) + " simulated courses"
    )  # fmt: skip
    early = any(np.isnan(group.values[:, -1]).any() for group in groups)
    ring = " A line that ends in an open ring ended early; the bands hold those who are still there." if early else ""
    return f"{people}; the first {shown} are drawn as lines. Bands: the middle half, and nine tenths.{ring} {source}"


def columns(measure: Measure) -> tuple[str, ...]:
    """Group, then first, middle and last occasion, and how many are there at the end."""
    times = (f"{measure.time} {plain(measure.at[place])}: median (half)" for place in _three(measure))
    return ("Group", *times, "There at the end")


def rows(groups: Sequence[Courses], measure: Measure) -> tuple[tuple[str, ...], ...]:
    """One row a group."""
    made = []
    for group in groups:
        cells = []
        for place in _three(measure):
            at = group.summary[:, place]
            few = np.isnan(at[2])
            cells.append("fewer than ten" if few else f"{_said(at[2], measure)} ({_band(at, 1, measure)})")
        made.append((group.name, *cells, f"{(~np.isnan(group.values[:, -1])).sum()} of {len(group.values)}"))
    return tuple(made)


def _three(measure: Measure) -> list[int]:
    return sorted({0, len(measure.at) // 2, len(measure.at) - 1})


def _last(groups: Sequence[Courses]) -> int:
    """The last occasion at which every group has bands."""
    there = np.all([~np.isnan(group.summary[2]) for group in groups], axis=0)
    return int(np.flatnonzero(there)[-1])


def _band(summary: NDArray[np.float64], edge: int, measure: Measure) -> str:
    return f"{_said(summary[edge], measure)} to {_said(summary[4 - edge], measure)}"


def _said(value: float, measure: Measure) -> str:
    """One decimal on a long scale, two on one that ends at 1."""
    return f"{value:.{1 if measure.high - measure.low > 1 else 2}f}"
