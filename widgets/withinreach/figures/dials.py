"""What a reader can turn on a figure, and what the browser's values are worth."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from withinreach.figures.drawing import Drawing


@dataclass(frozen=True)
class Dial:
    """One slider.

    Attributes
    ----------
    name : argument of the figure's function
    label : what the reader sees
    low, high : the ends
    step : the finest difference that is drawn
    value : where it starts, on a stride
    unit : written after the value, empty where the number speaks for itself
    stride : how far one press of an arrow key goes
    names : where values stand for things: one name for each whole number from ``low`` to ``high``, shown in its place
    percent : a share, shown times 100 as a whole number ("50 %")

    Raises
    ------
    ValueError : there are names, and not one for each value
    """

    name: str
    label: str
    low: float
    high: float
    step: float
    value: float
    unit: str = ""
    stride: float = 0.1
    names: tuple[str, ...] = ()
    percent: bool = False

    def __post_init__(self) -> None:
        values = self.high - self.low + 1
        if self.names and len(self.names) != values:
            raise ValueError(
                f"The dial {self.name!r} has {len(self.names)} names for {values:g} values. Name each whole number "
                f"from {self.low:g} to {self.high:g}."
            )

    def clean(self, value: object) -> float:
        """A usable value from whatever a browser sent: within the ends, on a step; what is no number is the start."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            return self.value
        if isinstance(value, float) and not math.isfinite(value):
            return self.value
        # An integer of any size meets the ends before it becomes a float.
        inside = float(min(max(value, self.low), self.high))
        steps = round((inside - self.low) / self.step)
        return round(self.low + steps * self.step, 6)


@dataclass(frozen=True)
class FigureSpec:
    """A figure that a page can show by name.

    Attributes
    ----------
    name : as written in a notebook
    draw : takes the dials' values and ``narrow``, returns the drawing
    dials : its sliders, in reading order
    reveal : words of a button, empty where there is none; until the reader presses it, ``draw`` is called without
        ``reveal=True`` and shows nothing of ours
    """

    name: str
    draw: Callable[..., Drawing]
    dials: tuple[Dial, ...]
    reveal: str = ""

    def clean(self, values: Mapping[str, object]) -> dict[str, float]:
        """One usable value per dial; unknown names are ignored, missing or broken values become the start."""
        return {dial.name: dial.clean(values.get(dial.name)) for dial in self.dials}
