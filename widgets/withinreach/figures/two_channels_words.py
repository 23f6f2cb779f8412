"""What the figure of the two channels says: its finding, alt text, caption and table, all from the trace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from withinreach.figures.words import clock, number, times
from withinreach.simulations.interviews import Interview
from withinreach.simulations.two_channels import HELD, SECONDS, SHORTEST, Trace, level, raised

COLUMNS = ("Time", "Topic", "Reported calm", "Mean skin, µS")


@dataclass(frozen=True)
class Mark:
    """A stretch that the rule finds: first second, first second after it, and whether one was built in there."""

    start: int
    end: int
    built_in: bool


def finding(interview: Interview, trace: Trace, marks: Sequence[Mark], rise: float) -> str:
    """What the rule finds, how many of its marks are weather, and how many stretches stay below it."""
    found = sum(any(meet((mark.start, mark.end), stretch) for mark in marks) for stretch in interview.stretches)
    weather = sum(not mark.built_in for mark in marks)
    if not marks:
        said = _nothing(interview, trace, rise)
    elif weather:
        said = f"By the rule of {rise:.1f} µS voice and skin part {times(len(marks))} in {interview.name}'s trace. "
        said += _weather(weather, len(marks))
    else:
        places = " and ".join(f"from {clock(mark.start)} to {clock(mark.end)}" for mark in marks)
        said = f"{_says(interview)}; by the rule of {rise:.1f} µS voice and skin part {times(len(marks))}, {places}."
    return f"{said} {_missed(len(interview.stretches), found)}".strip()


def _nothing(interview: Interview, trace: Trace, rise: float) -> str:
    if interview.stretches:
        return f"By the rule of {rise:.1f} µS nothing parts in {interview.name}'s trace."
    if raised(trace, rise=rise):
        return f"Nothing parts: when the skin climbs, {interview.name} says so."
    if len(set(interview.recipe.ratings)) <= 2:
        return f"{_says(interview)}, and nothing parts: the calm is on both lines."
    return f"Nothing in {interview.name}'s trace climbs {rise:.1f} µS for {SHORTEST} s, and nothing parts."


def _says(interview: Interview) -> str:
    return f"{interview.name} says {_ratings(interview)}"


def _ratings(interview: Interview) -> str:
    low, high = min(interview.recipe.ratings), max(interview.recipe.ratings)
    return f"{low} throughout" if low == high else f"{low} to {high}"


def _weather(count: int, of: int) -> str:
    if count == of:
        return "It is weather." if of == 1 else "Both are weather." if of == 2 else f"All {number(of)} are weather."
    return f"{number(count).capitalize()} of the marks {'is' if count == 1 else 'are'} weather."


def _missed(built_in: int, found: int) -> str:
    count = built_in - found
    if not count:
        return ""
    verbs = ("stretch was", "stays") if count == 1 else ("stretches were", "stay")
    more = " more" if found else ""
    return f"{number(count).capitalize()}{more} {verbs[0]} built in and {verbs[1]} below the rule."


def meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two stretches, each (first second, first second after it), have a second in common."""
    return one[0] < other[1] and other[0] < one[1]


def alt(interview: Interview, trace: Trace, marks: Sequence[Mark], rise: float) -> str:
    """Both lines in sentences: ends, level, highest point, what the rule marks, where the device slips."""
    top = int(trace.skin.argmax())
    found = ", ".join(_said_of(mark, interview) for mark in marks)
    slips = "".join(f" At {clock(at)} the device slips and reads 0." for at in interview.recipe.slips)
    return (
        f"Two lines over six minutes of a simulated interview with {interview.name}. Above, the calm that is reported "
        f"every {HELD} s on a scale from 1 to 7: {_ratings(interview)}. Below, skin "
        f"conductance: its level is {level(trace):.2f} µS, its highest point {trace.skin.max():.2f} µS at "
        f"{clock(top)}. Marked as {rise:.1f} µS or more above the level under a flat report: "
        f"{found or 'nothing'}.{slips}"
    )


def _said_of(mark: Mark, interview: Interview) -> str:
    about = interview.topic_at((mark.start + mark.end) // 2)
    return f"{clock(mark.start)} to {clock(mark.end)} ({about}; {'parted' if mark.built_in else 'weather'})"


def caption(interview: Interview, trace: Trace, rise: float) -> str:
    """That it is simulated, what was built in, the rule, and what no trace shows."""
    built = " and ".join(f"{clock(start)} to {clock(end)}" for start, end in interview.stretches)
    skin = f"the skin was made to climb under a flat report at {built}" if built else "no stretch in which the two part"
    also = {
        "slip": "the device slips once",
        "calm": "at the hot question neither line moves",
        "said": "skin and report move together twice",
    }
    more = "".join(f"; {also[kind]}" for kind in dict.fromkeys(decoy.kind for decoy in interview.decoys))
    return (
        f"Simulated, and every value is author-set. Built in for {interview.name}: {skin}{more}. The rule marks where "
        f"the skin stands {rise:.1f} µS or more above its level (the middle value of the whole trace, "
        f"{level(trace):.2f} µS) for at least {SHORTEST} s while the rating stays the same. A mark where nothing was "
        "built in is called weather. No trace shows what a person feels."
    )


def rows(interview: Interview, trace: Trace) -> tuple[tuple[str, ...], ...]:
    """One row for each rating: time, topic as the row begins, rating, mean skin without the seconds of a slip."""
    made = []
    for start in range(0, SECONDS, HELD):
        skin = trace.skin[start : start + HELD]
        slipped = " (the device slipped)" if (skin == 0).any() else ""
        time = f"{clock(start)} to {clock(start + HELD)}"
        mean = f"{skin[skin > 0].mean():.2f}{slipped}"
        made.append((time, interview.topic_at(start), str(trace.report[start]), mean))
    return tuple(made)
