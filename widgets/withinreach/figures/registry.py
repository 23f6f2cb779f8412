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

# All three start at one half, where the sign says nothing: no start looks like a finding.
PREVALENCE = Dial("prevalence", "Suppose so many referrals are dismissing", 0, 1, 0.01, 0.5, stride=0.01, percent=True)
SENSITIVITY = Dial("sensitivity", "Suppose so many of them show the sign", 0, 1, 0.01, 0.5, stride=0.01, percent=True)
FALSE_ALARMS = Dial("false_alarms", "Suppose so many of the others show it", 0, 1, 0.01, 0.5, stride=0.01, percent=True)

BEFORE = Dial("before", "First score", 1, 7, 0.1, 5.2)
AFTER = Dial("after", "Second score", 1, 7, 0.1, 4.6)
# The start is alpha of avoidance in the English-language sites, .936, to two digits; as a share: what is not error.
RELIABILITY = Dial(
    "reliability",
    "Suppose a reliability of",
    0.7,
    0.98,
    0.01,
    0.94,
    stride=0.01,
    percent=True,
)

FIRST = Dial("first", "Anxiety, first group", 2.0, 5.5, 0.01, 2.1)
SECOND = Dial("second", "Anxiety, second group", 2.0, 5.5, 0.01, 5.0)

# Nothing is kept out until the reader says so.
KEPT_OUT = Dial("kept_out", "Kept out of awareness", 0, 0.8, 0.05, 0, stride=0.05, percent=True)
DO_SO = Dial("do_so", "Suppose so many do this", 0, 1, 0.05, 0.2, stride=0.05, percent=True)
INFORMANT = Dial("informant", "Who else is asked", 0, 1, 1, 0, stride=1, names=("nobody", "an informant"))

AT = Dial("at", "A mean score of", 1.2, 6.2, 0.1, 2.0)
SCALE = Dial("scale", "On", 0, 1, 1, 1, stride=1, names=("anxiety", "avoidance"))

HER_ANXIETY = Dial("her_anxiety", "Her anxiety", 1.5, 6.0, 0.1, 2.4)
HER_AVOIDANCE = Dial("her_avoidance", "Her avoidance", 1.5, 6.0, 0.1, 4.8)
ONE_OF_SIX = Dial("person", "One of six such people", 1, 6, 1, 1, stride=1, names=tuple("ABCDEF"))

CHANGE = Dial("change", "Suppose a true change, SDs", -1.5, 0.5, 0.1, -0.5)
SPREAD = Dial("spread", "Suppose they differ by, SDs", 0, 1, 0.1, 0.5)
MEDIANS = Dial("medians", "Medians", 0, 1, 1, 0, stride=1, names=("hidden", "shown"))


def _attachment_plane(*, anxiety: float, avoidance: float, correlation: float, narrow: bool = False) -> Drawing:
    from withinreach.figures.attachment_plane import attachment_plane

    return attachment_plane(anxiety, avoidance, correlation, narrow=narrow)


def _under_reading(*, kept_out: float, do_so: float, informant: float, narrow: bool = False) -> Drawing:
    from withinreach.figures.under_reading import under_reading

    return under_reading(kept_out, do_so, informant=bool(informant), narrow=narrow)


def _two_samples(*, first: float, second: float, narrow: bool = False) -> Drawing:
    from withinreach.figures.two_samples import simulated_groups, two_samples

    return two_samples(*simulated_groups(first, second), narrow=narrow)


def _precision(*, at: float, scale: float, narrow: bool = False) -> Drawing:
    from withinreach.figures.precision import precision

    return precision(at, int(scale), narrow=narrow)


def _reliable_change(*, before: float, after: float, reliability: float, narrow: bool = False) -> Drawing:
    from withinreach.figures.reliable_change import reliable_change

    return reliable_change(before, after, reliability, narrow=narrow)


def _base_rates(*, prevalence: float, sensitivity: float, false_alarms: float, narrow: bool = False) -> Drawing:
    from withinreach.figures.base_rates import base_rates

    return base_rates(prevalence, sensitivity, false_alarms, narrow=narrow)


def _item_profile(*, her_anxiety: float, her_avoidance: float, person: float, narrow: bool = False) -> Drawing:
    from withinreach.figures.item_profile import item_profile, simulated_answers

    who = f"Person {ONE_OF_SIX.names[int(person) - 1]}"
    return item_profile(simulated_answers(her_anxiety, her_avoidance, int(person)), who=who, narrow=narrow)


def _year(*, change: float, spread: float, medians: float, narrow: bool = False) -> Drawing:
    from withinreach.figures.year import year

    return year(change, spread, medians=bool(medians), narrow=narrow)


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
        FigureSpec("two-samples", _two_samples, (FIRST, SECOND)),
        FigureSpec("base-rates", _base_rates, (PREVALENCE, SENSITIVITY, FALSE_ALARMS)),
        FigureSpec("item-profile", _item_profile, (HER_ANXIETY, HER_AVOIDANCE, ONE_OF_SIX)),
        FigureSpec("under-reading", _under_reading, (KEPT_OUT, DO_SO, INFORMANT)),
        FigureSpec("precision", _precision, (AT, SCALE)),
        FigureSpec("reliable-change", _reliable_change, (BEFORE, AFTER, RELIABILITY)),
        FigureSpec("trajectories", _year, (CHANGE, SPREAD, MEDIANS)),
    )
}
