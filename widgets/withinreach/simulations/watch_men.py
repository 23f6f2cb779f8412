"""The two men of ``watch``: what can be said to each, what it does, and what he answers. All author-set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Sentence:
    """One thing to say.

    Attributes
    ----------
    text : as said
    shift : by how much it changes the pull of the clock, the first time
    limits : the strongest pull at which he still answers in full, and the strongest for half an answer
    worth : of a full answer, of half of one
    answers : in full, by half, with nothing
    after : its shift once another sentence has been said, by that sentence's id
    """

    text: str
    shift: int
    limits: tuple[int, int]
    worth: tuple[int, int]
    answers: tuple[str, str, str]
    after: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Man:
    """One of the two: where the pull of the clock begins, what he says, how he sits when it is weak, middling, strong.

    ``counts`` says that he looks at his watch at an even pace, whatever the clock does to him.
    """

    name: str
    pull: int
    opening: str
    again: str
    leaves: str
    postures: tuple[str, str, str]
    sentences: Mapping[str, Sentence]
    counts: bool = False


ALWAYS = (6, 6)

OWEN = Man(
    name="Owen",
    pull=3,
    opening="I've got time. Obviously.",
    again="You've asked me that.",
    leaves="I'd better. It's the handover. Next week, same time, obviously.",
    postures=(
        "His hands lie on his knees. He has forgotten the sleeve.",
        "He looks at the watch, and pulls his sleeve over it.",
        "He sits on the front edge of the chair, one hand on its arm.",
    ),
    sentences={
        "watch": Sentence(
            "You keep looking at your watch. Where do you have to be?",
            -2,
            ALWAYS,
            (1, 0),
            ("The nurse goes at ten to. Somebody has to be there, obviously.", "", ""),
        ),
        "stop": Sentence(
            "We stop at half past. You will be out of the door by then.",
            -1,
            ALWAYS,
            (0, 0),
            ("Right. Then I'd be there for the handover.", "", ""),
            after={"watch": -2},
        ),
        "day": Sentence(
            "Take me through last night, from clocking in.",
            0,
            (1, 3),
            (2, 1),
            (
                "In at ten, pallets till two, then he rang. He'd dropped the remote. He said it was the remote.",
                "Clock in, pallets, clock out.",
                "Same as always.",
            ),
        ),
        "who": Sentence(
            "Who is with your father between the nurse and you?",
            1,
            (1, 3),
            (4, 1),
            (
                "Nobody. Ten minutes, it's ten minutes. On Sunday he got as far as the stairs.",
                "It's organised.",
                "Why?",
            ),
        ),
        "feel": Sentence(
            "And how does all that make you feel?",
            2,
            (1, 1),
            (2, 0),
            ("Like I've left the gas on. The whole time.", "", "Fine."),
        ),
    },
)

TOMASZ = Man(
    name="Tomasz",
    pull=2,
    opening="It is eleven minutes past. Please go on.",
    again="That was your question before. My answer is the same.",
    leaves="I would like to stop here. It has become too much at once. I will write the rest down.",
    postures=(
        "He looks at the plant, and goes on looking at it while he speaks.",
        "He looks at the plant, at the watch, at the plant.",
        "He has taken the watch off and holds it in his hand.",
    ),
    sentences={
        "watch": Sentence(
            "You keep looking at your watch. Where do you have to be?",
            1,
            ALWAYS,
            (1, 0),
            ("Nowhere. I look every four minutes. Then I know how much is left for the difficult part.", "", ""),
        ),
        "stop": Sentence(
            "We stop at ten to. I will say when ten minutes are left.",
            -2,
            ALWAYS,
            (0, 0),
            ("Good. Then I need not count.", "", ""),
        ),
        "day": Sentence(
            "Take me through yesterday, from the tram.",
            0,
            (2, 3),
            (3, 1),
            (
                "Forty-one minutes of other people's telephones. At three I carried my chair into the strong room.",
                "Tram, office, tram.",
                "It was a day.",
            ),
        ),
        "who": Sentence(
            "Who would notice if you did not come in?",
            1,
            (1, 3),
            (4, 1),
            (
                "Pavel. On Thursdays we have a film. He would ask what I had seen instead, and wait for the answer.",
                "There is a rota.",
                "I do not know how to answer that.",
            ),
        ),
        "feel": Sentence(
            "And how does all that make you feel?",
            1,
            (1, 1),
            (2, 0),
            ("Loud. That is the word. Loud.", "", "Do you mean now, or as a rule?"),
        ),
    },
    counts=True,
)

MEN = {"owen": OWEN, "tomasz": TOMASZ}
