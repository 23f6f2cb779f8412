"""Whether two measurements of one person differ by more than error explains.

The words of a verdict are about numbers. They say nothing of what has changed, of why, or whether for the better.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot, sqrt
from typing import Literal, get_args

LIMIT = 1.96
"""Two measurements of somebody who did not change differ by less than this many standard errors in 95 of 100 pairs."""

Kind = Literal["alpha", "retest"]


@dataclass(frozen=True)
class Error:
    """Standard error of measurement of a mean score, with what it was computed from.

    Attributes
    ----------
    sem : ``sd * sqrt(1 - reliability)``, units of the answer scale
    sd : SD of the scores in the sample
    reliability : 0 to below 1
    kind : ``alpha``: how the items hang together on one day; ``retest``: how the order of people keeps between two
        days, which counts real change as error. The two give different answers and none is right for all questions
    """

    sem: float
    sd: float
    reliability: float
    kind: Kind


@dataclass(frozen=True)
class Change:
    """Two mean scores of one person compared (Jacobson & Truax 1991, with sqrt(2) for two measurements).

    Attributes
    ----------
    difference : second minus first, units of the answer scale
    rci : reliable change index, the difference in units of its standard error
    band : smallest difference either way that counts as reliable, ``1.96 sqrt(2) SEM``
    reliable : whether the difference is larger than the band
    verdict : the same in words
    error : the standard error of measurement, and the reliability that it rests on
    """

    difference: float
    rci: float
    band: float
    reliable: bool
    verdict: str
    error: Error


@dataclass(frozen=True)
class TraitChange:
    """Two trait estimates of one person compared, each with its own standard error.

    Attributes
    ----------
    difference : second minus first, trait units
    z : the difference divided by ``sqrt(SE1² + SE2²)``
    band : smallest difference either way that counts as reliable, at these two standard errors
    reliable : whether the difference is larger than the band
    verdict : the same in words
    """

    difference: float
    z: float
    band: float
    reliable: bool
    verdict: str


def measurement_error(sd: float, reliability: float, kind: Kind) -> Error:
    """Standard error of measurement from a sample's SD and a reliability that must be named.

    Raises
    ------
    ValueError : SD not above 0, reliability not from 0 to below 1, or a kind that is neither alpha nor retest
    """
    if not sd > 0.0:
        raise ValueError(f"The SD is {sd:g}; the SD of a sample's scores lies above 0.")
    if not 0.0 <= reliability < 1.0:
        raise ValueError(f"The reliability is {reliability:g}; it lies from 0 to below 1.")
    if kind not in get_args(Kind):
        raise ValueError(f"{kind!r} is no kind of reliability. Say which one was used: 'alpha' or 'retest'.")
    return Error(sd * sqrt(1.0 - reliability), sd, reliability, kind)


def reliable_change(before: float, after: float, *, sd: float, reliability: float, kind: Kind) -> Change:
    """Compare two mean scores of one person.

    Parameters
    ----------
    before, after : mean scores of the same scale, units of the answer scale
    sd, reliability, kind : of the sample the person is compared with, see `norms.norm`

    Raises
    ------
    ValueError : as `measurement_error`
    """
    error = measurement_error(sd, reliability, kind)
    difference, spread = after - before, sqrt(2.0) * error.sem
    band = LIMIT * spread
    verdict = _verdict(difference, band, f"with the {kind} reliability of {reliability:.2f}")
    return Change(difference, difference / spread, band, abs(difference) > band, verdict, error)


def reliable_trait_change(before: float, after: float, *, se_before: float, se_after: float) -> TraitChange:
    """Compare two trait estimates of one person, each with the standard error it has at its own level.

    Parameters
    ----------
    before, after : posterior means of the same trait
    se_before, se_after : their posterior SDs, widened, above 0

    Raises
    ------
    ValueError : a standard error that is not above 0
    """
    if not min(se_before, se_after) > 0.0:
        raise ValueError(f"The standard errors are {se_before:g} and {se_after:g}; both lie above 0.")
    difference, spread = after - before, hypot(se_before, se_after)
    band = LIMIT * spread
    verdict = _verdict(difference, band, "with the standard errors of the two estimates")
    return TraitChange(difference, difference / spread, band, abs(difference) > band, verdict)


def _verdict(difference: float, band: float, basis: str) -> str:
    """One sentence in plain words, rounded to two digits."""
    if abs(difference) > band:
        way = "higher" if difference > 0.0 else "lower"
        return (
            f"{abs(difference):.2f} {way}: more than the {band:.2f} that measurement error alone reaches in 95 of 100 "
            f"pairs, {basis}."
        )
    return (
        f"A difference of {difference:+.2f}: within the {band:.2f} either way that measurement error alone reaches in "
        f"95 of 100 pairs, {basis}."
    )
