"""Every figure by name. Nothing heavy is imported before one is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from withinreach.figures.dials import Dial, FigureSpec
from withinreach.simulations.load import LIVES

if TYPE_CHECKING:
    from withinreach.figures.drawing import Drawing

# The start is the English-language sample behind the item model, to the one decimal that a slider shows: means 3.473
# and 3.145, scores correlating .432.
# The means go from 2.0 to 5.5: beyond that more and more people tick only the end of the scale, so that the cloud
# flattens against the edge and teaches something about the answer scale instead of people (SD .84 at 2.0, 1.02 at
# 5.5, .55 at 1.5, against 1.21 at the start). Correlations of the two scores in the samples known to us lie between
# -.19 (ECR, adolescents) and .66 (one ECR-R site); the slider leaves a little room on either side.
ANXIETY = Dial("anxiety", "Mean anxiety", 2.0, 5.5, 0.01, 3.5)
AVOIDANCE = Dial("avoidance", "Mean avoidance", 2.0, 5.5, 0.01, 3.1)
CORRELATION = Dial("correlation", "Correlation of the two", -0.3, 0.8, 0.01, 0.4)


# By the order of data/two-channels.yaml; reading that file would make every reader's first import wait for YAML.
TRACE = Dial("trace", "Whose trace", 1, 4, 1, 1, stride=1, names=("Ingrid", "Owen", "Henrik", "Paul"))
RISE = Dial("rise", "How far must the skin climb to count", 0.2, 1.2, 0.1, 0.5, " µS")

GUESSES = tuple(Dial(life.name, life.words, 0, 1, 0.05, 0.5, stride=0.05, percent=True) for life in LIVES)


def _attachment_plane(*, anxiety: float, avoidance: float, correlation: float, narrow: bool = False) -> Drawing:
    from withinreach.figures.attachment_plane import attachment_plane

    return attachment_plane(anxiety, avoidance, correlation, narrow=narrow)


def _two_channels(*, trace: float, rise: float, narrow: bool = False) -> Drawing:
    from withinreach.figures.two_channels import two_channels

    return two_channels(int(trace), rise, narrow=narrow)


def _load(*, narrow: bool = False, reveal: bool = False, **guesses: float) -> Drawing:
    from withinreach.figures.load import load

    return load(guesses, reveal=reveal, narrow=narrow)


FIGURES: dict[str, FigureSpec] = {
    spec.name: spec
    for spec in (
        FigureSpec("attachment-plane", _attachment_plane, (ANXIETY, AVOIDANCE, CORRELATION)),
        FigureSpec("two-channels", _two_channels, (TRACE, RISE)),
        FigureSpec("load", _load, GUESSES, reveal="Now show ours"),
    )
}
