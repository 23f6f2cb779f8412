"""A talk as a picture: every scene a place, every reply a way, what was said drawn thick."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from withinreach.content.kinds.dialogue import DialogueKey
from withinreach.content.kinds.talk import Talk, Walk
from withinreach.render.escape import esc

WIDTH, ROW, EDGE = 240, 64, 26
SPREAD = 15
"""Pixels between two ways that leave the same place for the same other."""
ASIDE = 0.74
"""How far to the right a lone place stands that others pass by, as a share of the width."""
Way = tuple[str, str]
"""A reply, and the place that it leads to."""


def picture(talk: Talk, walk: Walk, key: DialogueKey | None) -> str:
    """The map as SVG with words for it. A page's script turns the classes of the same ways for another walk.

    Parameters
    ----------
    walk : what was said so far
    key : where there is none (before feedback) no better way is drawn
    """
    spots = _spots(talk)
    height = EDGE * 2 + ROW * max(talk.depths().values())
    roles = ways(talk, walk, key)
    lines = "".join(_line(talk, spots, name, roles) for name in talk.nodes)
    order = {name: number for number, (name, _) in enumerate(walk.steps, start=1)}
    places = "".join(_place(name, spots[name], order.get(name), end=False) for name in talk.nodes)
    ends = "".join(_place(name, spots[name], 1 if name == walk.here else None, end=True) for name in talk.ends)
    better = '<span class="key-better">dashed: a better line</span> · ' if key is not None else ""
    return (
        f'<div class="talk-map"><svg viewBox="0 0 {WIDTH} {height}" role="img"'
        f' aria-label="{esc(alt(len(walk.steps), len(talk.nodes)))}">{lines}{places}{ends}</svg>'
        f'<p class="key">Thick: what you said · {better}thin: not said</p></div>'
    )


def alt(visited: int, places: int) -> str:
    """Words for the picture; the list beside it says the same and more."""
    return f"A map of the talk: you came through {visited} of {places} scenes. The list tells each of them."


def ways(talk: Talk, walk: Walk, key: DialogueKey | None) -> dict[Way, str]:
    """Each way that was ``taken``, and each that would have been ``better`` where something else was said."""
    found: dict[Way, str] = {}
    for (name, said), memory in zip(walk.steps, walk.memories, strict=False):
        node = talk.nodes[name]
        best = key.best_at(node) if key is not None else None
        for reply in node.replies:
            if reply.id == said:
                found[said, reply.leads(memory)] = "taken"
            elif key is not None and key.replies[reply.id].value == best != key.replies[said].value:
                found[reply.id, reply.leads(memory)] = "better"
    return found


def _spots(talk: Talk) -> dict[str, tuple[float, float]]:
    """Where each place is drawn: as far down as replies lie before it at most, side by side with its equals.

    A place that stands alone makes room for ways that pass it by.
    """
    depths = talk.depths()
    rows: dict[int, list[str]] = {}
    for name, depth in depths.items():
        rows.setdefault(depth, []).append(name)
    spans = [
        (depths[name], depths[to]) for name, node in talk.nodes.items() for way in node.replies for to in way.targets
    ]
    order = [*talk.nodes, *talk.ends]
    return {
        name: (_across(number, len(names), passed=any(a < depth < b for a, b in spans)), EDGE + ROW * depth)
        for depth, names in rows.items()
        for number, name in enumerate(sorted(names, key=order.index))
    }


def _across(number: int, count: int, *, passed: bool) -> float:
    return WIDTH * (ASIDE if passed and count == 1 else (number + 1) / (count + 1))


def _line(talk: Talk, spots: Mapping[str, tuple[float, float]], name: str, roles: Mapping[Way, str]) -> str:
    """The ways from one place; those to the same place are spread, so that each can be seen."""
    ways_ = [(reply.id, target) for reply in talk.nodes[name].replies for target in reply.targets]
    return "".join(_way(spots, name, way, roles.get(way, ""), offset) for way, offset in _spread(ways_))


def _spread(ways_: list[Way]) -> Iterator[tuple[Way, float]]:
    for way in ways_:
        same = [other for other in ways_ if other[1] == way[1]]
        yield way, SPREAD * 2 * (same.index(way) - (len(same) - 1) / 2)


def _way(spots: Mapping[str, tuple[float, float]], name: str, way: Way, role: str, offset: float) -> str:
    (x, y), (to_x, to_y) = spots[name], spots[way[1]]
    bend_x, bend_y = (x + to_x) / 2 + offset, (y + to_y) / 2
    return (
        f'<path class="way {role}" data-reply="{esc(way[0])}" data-to="{esc(way[1])}"'
        f' d="M{x:.0f} {y:.0f} Q{bend_x:.0f} {bend_y:.0f} {to_x:.0f} {to_y:.0f}"/>'
    )


def _place(name: str, spot: tuple[float, float], number: int | None, *, end: bool) -> str:
    x, y = spot
    kind = f"spot{' end' if end else ''}{' been' if number else ''}"
    words = "" if end else f'<text x="{x:.0f}" y="{y + 4.5:.1f}">{number or ""}</text>'
    dot = f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{7 if end else 12}"/>'
    return f'<g class="{kind}" data-place="{esc(name)}">{dot}{words}</g>'
