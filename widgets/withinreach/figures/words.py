"""Counts and shares in plain words."""

from __future__ import annotations

import math
from textwrap import wrap

# Below the first share, "fewer than one in fifty"; above the second, "nearly all".
FEWER, NEARLY = 0.015, 0.95
HALF_A_PERCENT = 0.005

# Shares a reader has a feeling for.
SPOKEN = (
    (1 / 50, "one in fifty"),
    (1 / 40, "one in forty"),
    (1 / 30, "one in thirty"),
    (1 / 20, "one in twenty"),
    (1 / 15, "one in fifteen"),
    (1 / 12, "one in twelve"),
    (1 / 10, "one in ten"),
    (1 / 9, "one in nine"),
    (1 / 8, "one in eight"),
    (1 / 7, "one in seven"),
    (1 / 6, "one in six"),
    (1 / 5, "one in five"),
    (1 / 4, "one in four"),
    (1 / 3, "one in three"),
    (2 / 5, "two in five"),
    (1 / 2, "half"),
    (3 / 5, "three in five"),
    (2 / 3, "two in three"),
    (3 / 4, "three in four"),
    (4 / 5, "four in five"),
    (9 / 10, "nine in ten"),
)

NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def number(count: int) -> str:
    """A count in words up to ten, in digits above."""
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def times(count: int) -> str:
    """How often: "once", "twice", "three times"; `count` is 1 or more."""
    return {1: "once", 2: "twice"}.get(count, f"{number(count)} times")


def clock(second: int) -> str:
    """A second of a recording as minutes and seconds: 125 is "2:05"."""
    return f"{second // 60}:{second % 60:02d}"


def wrapped(words: str, width: float, size: float) -> tuple[str, ...]:
    """Words in lines of at most `width` pixels at a type size; a longer word has its line to itself.

    Counted with .52 of the type size a letter, a little more than the page's sans needs on average.
    """
    return tuple(wrap(words, max(int(width / (0.52 * size)), 1), break_long_words=False, break_on_hyphens=False))


def spoken_share(count: int, of: int) -> str:
    """A share in words ("about one in ten"): the nearest of `SPOKEN` in odds, or what lies beyond its ends.

    `count` lies between 0 and `of`, which is 1 or more.
    """
    share = count / of
    if count == 0:
        return "none of them"
    if count == of:
        return "all of them"
    if share < FEWER:
        return "fewer than one in fifty"
    if share > NEARLY:
        return "nearly all"
    nearest, words = min(SPOKEN, key=lambda entry: abs(_odds(entry[0]) - _odds(share)))
    return words if math.isclose(nearest, share) else f"about {words}"


def percent(count: int, of: int) -> str:
    """A share as a whole percentage; what is there but rounds to nothing is "<1%", and likewise ">99%"."""
    share = count / of
    if 0 < share < HALF_A_PERCENT:
        return "<1%"
    if 1 - HALF_A_PERCENT < share < 1:
        return ">99%"
    return f"{share:.0%}"


def _odds(share: float) -> float:
    return math.log(share / (1 - share))
