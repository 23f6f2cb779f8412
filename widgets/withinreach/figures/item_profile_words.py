"""What an item profile says: how far each scale lies from the sample's, and which answer stands out most."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from withinreach.psychometrics.instrument import SCALES, ecr_r

if TYPE_CHECKING:
    from withinreach.figures.item_profile import ItemSample

Numbers = NDArray[np.float64]
ALIKE = 0.25
"""Mean differences below this many points are called "like the sample's"."""


def finding(given: Numbers, sample: ItemSample, who: str) -> str:
    """Both scales beside the sample's, and the item that is furthest off (the first of equal ones)."""
    if np.isnan(given).all():
        return f"{who} has answered nothing yet."
    away = given - sample.mean
    scales = " and ".join(said for scale in (1, 0) if (said := _scale(away, scale)))
    furthest = int(np.nanargmax(np.round(np.abs(away), 6)))
    return (
        f"{who} answers {scales}; furthest off is \N{LEFT DOUBLE QUOTATION MARK}{ecr_r().topics[furthest]}"
        f"\N{RIGHT DOUBLE QUOTATION MARK}, {given[furthest]:.0f} against a mean of {sample.mean[furthest]:.1f}."
    )


def _scale(away: Numbers, scale: int) -> str:
    own = away[ecr_r().columns(scale)]
    if np.isnan(own).all():
        return ""
    mean = float(np.nanmean(own))
    if abs(mean) < ALIKE:
        return f"like the sample on {SCALES[scale]}"
    return f"{abs(mean):.1f} points {'above' if mean > 0 else 'below'} the sample on {SCALES[scale]}"


def alt(given: Numbers, sample: ItemSample, who: str, *, simulated: bool) -> str:
    """Counts above, below and inside the sample's middle half, by scale; what is missing; the mean of each scale."""
    said = " ".join(_counted(given, sample, scale) for scale in range(len(SCALES)))
    people = "simulated answers" if simulated else "answers"
    return (
        f"36 rows, one for each item, in two groups of 18, on a scale from 1 to 7 after recoding: {inside(who)}'s "
        f"{people} as dots beside the sample's means as ticks. {said}"
    )


def _counted(given: Numbers, sample: ItemSample, scale: int) -> str:
    own = ecr_r().columns(scale)
    there = own[~np.isnan(given[own])]
    if not len(there):
        return f"On {SCALES[scale]} there is no answer."
    count = f"{len(there)} answers have" if len(there) > 1 else "one answer has"
    words = (
        f"On {SCALES[scale]} {count} a mean of {given[there].mean():.1f}, the sample's is {sample.mean[own].mean():.1f}"
    )
    if sample.low is None or sample.high is None:
        return f"{words}."
    above = int((given[there] > sample.high[there]).sum())
    below = int((given[there] < sample.low[there]).sum())
    inside = len(there) - above - below
    return f"{words}; above the sample's middle half: {above}, inside it: {inside}, below it: {below}."


def caption(sample: ItemSample, who: str, *, simulated: bool) -> str:
    """What dot, tick and band are, what "turned" means, and what a profile is not."""
    half = " Grey band: the middle half of its answers." if sample.low is not None else ""
    made = "Simulated answers to the ECR-R. " if simulated else ""
    return (
        f"{made}Dot: {inside(who)}'s answer. Tick: the mean of {sample.words}.{half} 1 is the secure end everywhere: "
        "items called turned are reverse-keyed, so their answer is shown as 8 minus what was ticked. One answer says "
        "little; the mean of 18 says more, and neither is a diagnosis."
    )


def inside(who: str) -> str:
    """The name as it stands inside a sentence: "this person", but "Person A"."""
    return who[0].lower() + who[1:] if who.startswith("This ") else who


def rows(given: Numbers, sample: ItemSample) -> tuple[tuple[str, ...], ...]:
    """One row an item, in the published order."""
    key, made = ecr_r(), []
    for item, topic in enumerate(key.topics):
        half = ""
        if sample.low is not None and sample.high is not None:
            half = f"{sample.low[item]:.0f} to {sample.high[item]:.0f}"
        name = f"{item + 1}. {topic}{', turned' if key.reverse[item] else ''}"
        answer = "none" if np.isnan(given[item]) else f"{given[item]:.0f}"
        made.append((name, SCALES[key.subscale[item]], answer, f"{sample.mean[item]:.1f}", half))
    return tuple(made)
