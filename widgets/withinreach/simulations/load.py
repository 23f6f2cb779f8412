"""How near the surface a worry lies: it takes a full life and something that touches the old question, both at once.

Author-set for teaching: the formula, its numbers, and the load and cue of each life. The direction follows Mikulincer,
Birnbaum, Woddis and Nachmias (2000), who gave people a second task; the sizes do not.
"""

from __future__ import annotations

from dataclasses import dataclass

GROUND, TOGETHER = 0.2, 0.5
"""What is always there, and what load and cue add where both are full."""


@dataclass(frozen=True)
class Life:
    """One month.

    Attributes
    ----------
    name : as the figure's dials call it
    words : as the reader sees it
    load : how much strength the month takes, 0 to 1
    cue : how much in it touches the question whether somebody stays, 0 to 1
    """

    name: str
    words: str
    load: float
    cue: float


LIVES = (
    Life("move", "A house move", 0.8, 0.1),
    Life("dog", "A new dog", 0.5, 0.0),
    Life("audit", "A tax audit, mother in hospital", 0.9, 0.9),
    Life("quiet", "A quiet month", 0.1, 0.1),
)


def accessibility(load: float, cue: float) -> float:
    """How near the surface the worry lies, 0 to 1: ``.2 + .5 × load × cue``.

    Raises
    ------
    ValueError : load or cue outside 0 to 1
    """
    for name, value in (("load", load), ("cue", cue)):
        if not 0 <= value <= 1:
            raise ValueError(f"The {name} is {value}; it is a share from 0 to 1. Divide a percentage by 100.")
    return GROUND + TOGETHER * load * cue
