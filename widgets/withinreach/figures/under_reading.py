"""The questionnaire that under-reads, as a figure: the teaching model's reading handed to `posterior`."""

from __future__ import annotations

from withinreach.figures.drawing import Drawing
from withinreach.figures.posterior import PEOPLE, Cloud, Told, posterior
from withinreach.simulations.under_reading import INFORMANT_ERROR, read


def under_reading(kept_out: float, do_so: float, *, informant: bool = False, narrow: bool = False) -> Drawing:
    """One person who keeps avoidance out of her answers, and 1,000 people who score as she does.

    Parameters
    ----------
    kept_out : how far she, and the others who do it, are pulled to the secure end, 0 to below 1
    do_so : share of all people who do it, 0 to 1
    informant : whether somebody else is asked about her
    narrow : the edition for 340 pixels

    Raises
    ------
    ValueError : a share outside its range
    """
    found = read(kept_out, do_so, informant=informant)
    anxiety, avoidance = found.scores.T
    return posterior(
        Told(
            true=found.true,
            said=found.said,
            before=Cloud(anxiety, avoidance, found.before),
            as_said=round(PEOPLE * found.as_said),
            kept_out=kept_out,
            share=do_so,
            after=None if found.after is None else Cloud(anxiety, avoidance, found.after),
            informant_error=INFORMANT_ERROR,
            as_said_after=None if found.as_said_after is None else round(PEOPLE * found.as_said_after),
        ),
        narrow=narrow,
    )
