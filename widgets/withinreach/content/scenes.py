"""What a simulation shows, step by step: made by ``simulations``, drawn by ``render``, sent by ``ui``."""

from __future__ import annotations

import msgspec


class Said(msgspec.Struct, frozen=True):
    """A line: who speaks and what is said (Markdown); nobody where something is done or seen."""

    who: str
    words: str


class Reading(msgspec.Struct, frozen=True):
    """A number at one moment: its name, its value (none where there is none, as after a missed hour), its scale."""

    name: str
    value: float | None
    low: float
    high: float


class Scene(msgspec.Struct, frozen=True):
    """What can be seen and heard at one moment, and nothing more.

    ``posture`` is one line on how somebody sits, ``left`` the time that is left; ``readings`` are the visible traces.
    """

    lines: tuple[Said, ...]
    posture: str = ""
    left: str = ""
    readings: tuple[Reading, ...] = ()


class Offer(msgspec.Struct, frozen=True):
    """A sentence, or part of a move, that can be chosen.

    An action takes one offer of each ``group``, joined by "+"; an offer that stands ``alone`` is an action by itself.
    ``closed`` says why an offer that is shown cannot be taken now.
    """

    id: str
    text: str
    group: str = ""
    closed: str = ""
    alone: bool = False


class Turn(msgspec.Struct, frozen=True):
    """One action as it was said, and the scene that followed; in a debrief also what was ``hidden`` in it."""

    said: str
    scene: Scene
    hidden: tuple[Reading, ...] = ()


class Course(msgspec.Struct, frozen=True):
    """A whole course under a title, from its first scene on."""

    title: str
    opening: Turn
    turns: tuple[Turn, ...]


class Debrief(msgspec.Struct, frozen=True):
    """What is said afterwards, in words: paragraphs from the log, courses side by side, and what was built in."""

    paragraphs: tuple[str, ...]
    courses: tuple[Course, ...]
    built_in: str


class Play(msgspec.Struct, frozen=True):
    """A course as far as it has come. ``offers`` is empty and ``debrief`` there where it is over."""

    opening: Scene
    turns: tuple[Turn, ...]
    offers: tuple[Offer, ...]
    naive: str
    debrief: Debrief | None = None

    @property
    def now(self) -> Scene:
        """The scene that stands."""
        return self.turns[-1].scene if self.turns else self.opening
