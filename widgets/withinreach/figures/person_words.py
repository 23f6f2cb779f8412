"""What a plane says of one person on it: the region, or that it stays open; the same in alt text and table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from withinreach.figures.drawing import Drawing
from withinreach.figures.estimate import SHARES, Estimate, region_chances, room

NEARLY_SURE = 0.8
"""From this chance on the finding names one region; below it, the two likeliest."""


def with_person(drawing: Drawing, person: Estimate, counts: Mapping[str, int]) -> Drawing:
    """The plane's words with one person in them: a finding of theirs, more alt text and caption, one more column."""
    chances = region_chances(person)
    rows = zip(drawing.rows, chances.values(), strict=True)
    return replace(
        drawing,
        finding=finding(chances, counts),
        alt=f"{drawing.alt} {alt(person, chances)}",
        caption=f"{drawing.caption} This person is shown as the room that the answers leave: as likely inside the "
        "filled ellipse as outside, and with 95 in 100 inside the line.",
        columns=(*drawing.columns, "This person lies here"),
        rows=tuple((*row, f"{in_hundred(chance)} in 100") for row, chance in rows),
    )


def finding(chances: Mapping[str, float], counts: Mapping[str, int]) -> str:
    """Where this person most probably lies and how many others answer there, or that two regions stay open."""
    (first, likely), (second, less) = sorted(chances.items(), key=lambda pair: -round(pair[1], 6))[:2]
    if likely >= NEARLY_SURE:
        return (
            f"This person's answers point to the {first} region ({in_hundred(likely)} in 100), where {counts[first]} "
            f"of {sum(counts.values())} simulated people answer."
        )
    return (
        f"This person's answers leave it open: {in_hundred(likely)} in 100 for the {first} region, {in_hundred(less)} "
        f"in 100 for the {second} one."
    )


def alt(person: Estimate, chances: Mapping[str, float]) -> str:
    """Middle, reach and regions of the person's cloud in sentences."""
    outer = room(person, SHARES[1])
    reach = [f"from {max(line.min(), 1):.1f} to {min(line.max(), 7):.1f}" for line in outer.T]
    said = ", ".join(f"{name} {in_hundred(chance)}" for name, chance in chances.items())
    return (
        f"One person is drawn as an ellipse around anxiety {person.anxiety:.1f} and avoidance {person.avoidance:.1f}; "
        f"with 95 in 100 it reaches {reach[0]} on anxiety and {reach[1]} on avoidance. Of 100 places in it, so many "
        f"lie in each region: {said}."
    )


def in_hundred(chance: float) -> str:
    """A chance as a count of a hundred; what is there but rounds to nothing is "fewer than 1"."""
    count = round(100 * chance)
    if count == 0 and chance > 0.0005:
        return "fewer than 1"
    if count == 100 and chance < 0.9995:
        return "more than 99"
    return str(count)
