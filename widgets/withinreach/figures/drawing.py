"""What a figure's function returns: the picture, and the same in words and numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@dataclass(frozen=True, eq=False)
class Drawing:
    """A picture with everything that a reader who cannot see it needs.

    Attributes
    ----------
    figure : the picture
    finding : one plain sentence computed from the data, set as the title above the picture
    alt : what the picture shows, in sentences, from the same data
    caption : how many people, that they are simulated, from what, and what it is not
    columns, rows : the table behind the picture
    """

    figure: Figure
    finding: str
    alt: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
