"""Formulas that a later field of a ``number`` may follow: a name in the key file, a function of numbers here.

Plain arithmetic on mean scores, so that loader, scorer and page read one table; ``static/number.js`` holds the same
for practice, and shared tables prove it.

===================  ===================================  ==========================================
``itself``           value                                the value, where ranges lead to options
``sum``              any number of values, and constants  their sum
``mean``             any number of values, and constants  their mean
``quotient``         value, by                            value / by
``reverse``          x, low, high                         low + high - x
``difference``       before, after                        after - before
``sem``              sd, reliability                      sd · √(1 - reliability)
``band-low``         mean, sem                            mean - 1.96 · sem
``band-high``        mean, sem                            mean + 1.96 · sem
``smallest-change``  sem                                  1.96 · √2 · sem
``rci``              difference, sem                      difference / (√2 · sem)
===================  ===================================  ==========================================

All values are in units of the answer scale, ``reliability`` from 0 to 1. ``1.96`` standard errors hold 95 of 100
measurements of somebody who did not change; √2 because a change has two of them (Jacobson and Truax).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import fsum, isfinite, sqrt
from typing import NamedTuple

LIMIT = 1.96


class Formula(NamedTuple):
    """``names`` of its values in order; none where it takes any number of them."""

    names: tuple[str, ...]
    of: Callable[..., float]


def _itself(value: float) -> float:
    return value


def _sum(*values: float) -> float:
    return fsum(values)


def _mean(*values: float) -> float:
    return fsum(values) / len(values)


def _quotient(value: float, by: float) -> float:
    return value / by


def _reverse(x: float, low: float, high: float) -> float:
    return low + high - x


def _difference(before: float, after: float) -> float:
    return after - before


def _sem(sd: float, reliability: float) -> float:
    return sd * sqrt(1 - reliability)


def _band_low(mean: float, sem: float) -> float:
    return mean - LIMIT * sem


def _band_high(mean: float, sem: float) -> float:
    return mean + LIMIT * sem


def _smallest_change(sem: float) -> float:
    return LIMIT * sqrt(2) * sem


def _rci(difference: float, sem: float) -> float:
    return difference / (sqrt(2) * sem)


FORMULAS = {
    "itself": Formula(("value",), _itself),
    "sum": Formula((), _sum),
    "mean": Formula((), _mean),
    "quotient": Formula(("value", "by"), _quotient),
    "reverse": Formula(("x", "low", "high"), _reverse),
    "difference": Formula(("before", "after"), _difference),
    "sem": Formula(("sd", "reliability"), _sem),
    "band-low": Formula(("mean", "sem"), _band_low),
    "band-high": Formula(("mean", "sem"), _band_high),
    "smallest-change": Formula(("sem",), _smallest_change),
    "rci": Formula(("difference", "sem"), _rci),
}


def lacking(name: str, values: int, constants: Mapping[str, float]) -> str:
    """What would have to be given for a formula to have each of its values once; empty where that is so.

    The fields that it follows fill its values from the left, constants of the key the others by name.
    """
    names = FORMULAS[name].names
    if not values:
        return "from: one field at least"
    if names and (values > len(names) or set(names[values:]) != set(constants)):
        return f"{', '.join(names)}: the first from fields, the others as constants"
    return ""


def result(name: str, values: Sequence[float], constants: Mapping[str, float]) -> float | None:
    """What a formula gives; none where it gives no finite number (a root of less than nothing, an error of 0)."""
    formula = FORMULAS[name]
    rest = formula.names[len(values) :] if formula.names else tuple(constants)
    try:
        found = formula.of(*values, *(constants[each] for each in rest))
    except (ValueError, ZeroDivisionError, OverflowError):
        return None
    return found if isfinite(found) else None
