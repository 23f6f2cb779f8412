"""What people do with a questionnaire beyond what their traits say.

Each behaviour is called on answers and gives answers; `respond` applies several in order. All of it is **author-set**:
forms and strengths are chosen for teaching, none was estimated from data, and no real sheet of answers tells how much
of it is there. Traits stay what they were, a missing answer stays missing, and at 0 nothing changes. Each behaviour has
a stream of its own, and the first n people answer the same however many follow; a strength that grows moves everybody
on in the same direction.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from withinreach.psychometrics.answers import MISSING, Answers
from withinreach.psychometrics.instrument import SCALES, ecr_r
from withinreach.psychometrics.rounds import rounds
from withinreach.psychometrics.streams import stream

CHUNK = 8192
"""People per round. It changes no answer."""
LOW, MIDDLE, HIGH = 1, 4, 7

Raw = NDArray[np.int8]
Uniform = NDArray[np.float64]


class Behaviour(Protocol):
    """One thing that people do."""

    def __call__(self, answers: Answers, seed: int, number: int = 0) -> Answers:
        """The answers after it. `number` tells apart several behaviours of one kind."""


@dataclass(frozen=True)
class KeptOutOfAwareness:
    """Some people report less than there is: their answers are pulled towards the secure end.

    Author-set: that it is a matter of some people, that it touches all items of a scale alike, and both numbers.

    Attributes
    ----------
    share : of the people, 0 to 1
    strength : how much of the way to the secure end their answers go on average, 0 to 1
    scales : which scales it touches
    """

    share: float = 1.0
    strength: float = 0.0
    scales: tuple[str, ...] = ("avoidance",)

    def __post_init__(self) -> None:
        _check(share=self.share, strength=self.strength)
        if odd := set(self.scales) - set(SCALES):
            raise ValueError(f"There is no scale {min(odd)!r}. Choose from {' and '.join(SCALES)}.")

    def __call__(self, answers: Answers, seed: int, number: int = 0) -> Answers:
        """The answers that are reported."""
        key = ecr_r()
        secure = np.where(key.reverse, HIGH, LOW).astype(np.int8)
        touched = np.isin(np.array(SCALES)[key.subscale], self.scales)

        def pull(raw: Raw, uniform: Uniform) -> Raw:
            return np.where(touched & (uniform[:, :1] < self.share), _pulled(raw, secure, self.strength, uniform), raw)

        return _each(answers, stream(seed, "hiding", number), pull)


@dataclass(frozen=True)
class Acquiescence:
    """People agree, whatever the statement: raw answers, before any recoding, are pulled towards "strongly agree".

    Author-set: form and strength. Since reverse-keyed items are pulled the same way, scores move towards the middle.

    Attributes
    ----------
    strength : how much of the way to 7 answers go on average, 0 to 1
    """

    strength: float = 0.0

    def __post_init__(self) -> None:
        _check(strength=self.strength)

    def __call__(self, answers: Answers, seed: int, number: int = 0) -> Answers:
        """The answers of people who agree."""
        return _each(answers, stream(seed, "acquiescence", number), lambda raw, u: _pulled(raw, HIGH, self.strength, u))


@dataclass(frozen=True)
class Extremes:
    """People use the ends of the answer scale: each answer is pulled towards the end it is nearer to, a 4 to neither.

    Author-set: form and strength.

    Attributes
    ----------
    strength : how much of the way to that end answers go on average, 0 to 1
    """

    strength: float = 0.0

    def __post_init__(self) -> None:
        _check(strength=self.strength)

    def __call__(self, answers: Answers, seed: int, number: int = 0) -> Answers:
        """The answers of people who like the ends."""

        def pull(raw: Raw, uniform: Uniform) -> Raw:
            end = np.where(raw > MIDDLE, HIGH, np.where(raw < MIDDLE, LOW, MIDDLE))
            return _pulled(raw, end.astype(np.int8), self.strength, uniform)

        return _each(answers, stream(seed, "extremes", number), pull)


@dataclass(frozen=True)
class Careless:
    """Some people do not read: they tick at random, or the same answer all the way down.

    Author-set: both shares; real shares differ from survey to survey.

    Attributes
    ----------
    share : of the people, 0 to 1
    straight : share of those who tick the same answer everywhere (which one is chance); the others tick at random
    """

    share: float = 0.0
    straight: float = 0.5

    def __post_init__(self) -> None:
        _check(share=self.share, straight=self.straight)

    def __call__(self, answers: Answers, seed: int, number: int = 0) -> Answers:
        """The answers, some of them careless; what was left out stays out."""

        def tick(raw: Raw, uniform: Uniform) -> Raw:
            who, how, which = uniform[:, :1], uniform[:, 1:2], uniform[:, 2:]
            ticked = np.where(how < self.straight, which[:, :1], which)
            return np.where((who < self.share) & (raw != MISSING), LOW + np.floor(HIGH * ticked).astype(np.int8), raw)

        return _each(answers, stream(seed, "careless", number), tick, extra=2)


@dataclass(frozen=True)
class LeftOut:
    """Some answers are missing, at random: neither the person nor the item nor the answer has to do with it.

    Author-set: that it is at random, which real missing answers seldom are, and the share.

    Attributes
    ----------
    share : of the answers, 0 to 1
    """

    share: float = 0.0

    def __post_init__(self) -> None:
        _check(share=self.share)

    def __call__(self, answers: Answers, seed: int, number: int = 0) -> Answers:
        """The answers that are given."""
        missing = np.int8(MISSING)
        return _each(
            answers, stream(seed, "missing", number), lambda raw, u: np.where(u[:, 1:] < self.share, missing, raw)
        )


def respond(answers: Answers, seed: int, *behaviours: Behaviour) -> Answers:
    """Apply behaviours in the order given; two of one kind are independent of each other."""
    for place, behaviour in enumerate(behaviours):
        same = sum(type(other) is type(behaviour) for other in behaviours[:place])
        answers = behaviour(answers, seed, same)
    return answers


def _each(
    answers: Answers, random: np.random.Generator, change: Callable[[Raw, Uniform], Raw], extra: int = 1
) -> Answers:
    """Change answers round by round; each person has `extra` uniforms of her own and one for each item."""
    raw = np.empty_like(answers.raw)
    for rows in rounds(len(raw), CHUNK):
        before = answers.raw[rows]
        raw[rows] = change(before, random.random((len(before), before.shape[1] + extra)))
    return replace(answers, raw=raw)


def _pulled(raw: Raw, target: int | Raw, strength: float, uniform: Uniform) -> Raw:
    """Answers moved by `strength` of the way to `target`, rounded up or down by chance so that the mean is exact.

    `uniform` has one column more than `raw`; the last ones are used. A missing answer stays missing.
    """
    steps = np.floor(np.abs(target - raw) * strength + uniform[:, -raw.shape[1] :])
    moved = raw + np.sign(target - raw) * steps
    return np.where(raw == MISSING, MISSING, moved).astype(np.int8)


def _check(**shares: float) -> None:
    for name, value in shares.items():
        if not 0.0 <= value <= 1.0:
            raise ValueError(f"{name} is {value}; it lies between 0 and 1, where 0 changes nothing.")
