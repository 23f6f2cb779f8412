"""What stands in the gallery: each kind with its tasks and answers, each state with its words, what is not there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

STATES = {
    "fresh": ("Fresh", "Nobody has answered yet."),
    "answered": ("Answered, not committed", "A draft: it lives in this window alone, and comes back after a reload."),
    "committed": ("Committed", "Practice: kept, and the reasons come at once."),
    "graded": ("Graded", "As the marked page has it: the points, your answer, ours."),
    "final": ("Read-only: final", "Committed once, and it stands."),
    "worked": ("Read-only: a worked example", "Everything is given; there is nothing to commit."),
    "refused": (
        "Error: refused",
        "What arrived is no answer to this task: the Python half says so and keeps nothing.",
    ),
    "gone": ("Error: the other half is gone", "Nobody answers any more, as when a kernel has died."),
}
GIVES_NOTHING = "Nothing of this kind can stand solved; a task has no `given`."
NOT_CLUES = "Only clues can be given, and this form has none."


class Row(NamedTuple):
    """One kind in the gallery.

    ``task`` is its task for practice (or the one that there is) and ``answer`` what is answered to it; ``graded`` its
    graded task and ``given`` what is answered to that, where there is none the practice task with its own key.
    ``begun`` is the draft where it is another than ``answer``. ``solved`` is ``given`` of the worked example: the id of
    a task that is one, or what to give. ``refuses`` is put over what the page sends. ``says`` are words of its own,
    ``absent`` the states that this kind cannot be in, each with its reason.
    """

    name: str
    task: str
    answer: Any
    refuses: Mapping[str, Any]
    graded: str | None = None
    given: Any = None
    begun: Any = None
    solved: str | tuple[Any, ...] | None = None
    says: Mapping[str, str] = {}
    absent: Mapping[str, str] = {}


_SHARES = {"secure": 20, "dismissing": 50, "fearful": 20, "preoccupied": 10}
_TOKENS = {"s8": 10, "s16": 30, "s24": 30, "later": 20, "never": 10}
_INES = (
    ("first", 40, 30, 30),
    ("busy", 50, 25, 25),
    ("warm", 40, 40, 20),
    ("radio", 30, 55, 15),
    ("noticed", 15, 75, 10),
    ("form", 10, 80, 10),
)
_TOMASZ = (
    ("first", 40, 30, 30),
    ("even", 35, 30, 35),
    ("car", 30, 20, 50),
    ("film", 20, 20, 60),
    ("pages", 10, 15, 75),
    ("form", 10, 10, 80),
)


def _by_clue(*shares: tuple[str, int, int, int]) -> dict[str, dict[str, int]]:
    return {clue: {"d": d, "f": f, "x": x} for clue, d, f, x in shares}


ROWS = {
    "choice": Row(
        "A choice", "c-key-a", ["o4"], {"answer": ["o9"]}, "c-key", ["o1", "o2"], absent={"worked": GIVES_NOTHING}
    ),
    "because": Row(
        "A choice with what speaks for it",
        "c-hands-a",
        {"option": "o2", "because": ["b1", "b2"]},
        {"answer": {"option": "o2", "because": ["b1"]}},
        absent={"worked": GIVES_NOTHING},
    ),
    "forms": Row(
        "A choice in several forms",
        "f-cup-b",
        ["o3"],
        {"answer": ["o9"]},
        says={"committed": "Practice: once it is answered, another one like it is a tap away."},
        absent={"worked": GIVES_NOTHING},
    ),
    "sort": Row(
        "Sorting",
        "s-ring-a",
        {"i2": "goes", "i4": "cannot"},
        {"answer": {"i2": "nowhere"}},
        "s-ring",
        {"i1": "nearer", "i2": "cannot", "i3": "cannot"},
        solved=("i1", "i2", "i3", "i4"),
    ),
    "order": Row(
        "Ordering",
        "o-visit-a",
        ["c1", "c3", "c4", "c2"],
        {"answer": ["c1"]},
        "o-visit",
        ["c1", "c3", "c2", "c4"],
        absent={"worked": GIVES_NOTHING},
    ),
    "interval": Row(
        "Marking a trace",
        "i-still-a",
        [[100, 140]],
        {"answer": [[100, 9000]]},
        "i-still",
        [[130, 165], [250, 280]],
        solved=("s1", "s2"),
    ),
    "transcript": Row(
        "Tagging a transcript",
        "t-spot-c",
        {"t2": ["D"], "t6": ["D"], "t8": ["R"]},
        {"answer": {"t2": ["Z"]}},
        "t-spot",
        {"t2": ["D"], "t6": ["D"], "t8": ["D"]},
        solved="t-spot-a",
    ),
    "likert": Row(
        "A form of statements",
        "l-own",
        {"s1": 6, "s2": 7, "s3": 2},
        {"item": "s99"},
        says={"committed": "Each answer is kept as it is chosen, and can be taken back."},
        absent={
            "answered": "Each answer is kept as it is chosen: there is no draft.",
            "graded": "Nothing in it is right, and nobody else sees it.",
            "final": "It may be changed and taken back at any time.",
            "worked": "It asks about oneself.",
        },
    ),
    "yes-no": Row(
        "How likely: yes or no",
        "p-predict-a",
        {"stays": 60},
        {"answer": {"stays": 600}},
        "p-predict",
        {"stays": 20, "lull": 70, "near": 40},
        absent={"worked": NOT_CLUES},
    ),
    "shares": Row(
        "How likely: shares of a hundred",
        "p-quadrant-a",
        _SHARES,
        {"answer": {**_SHARES, "secure": 90}},
        absent={"worked": NOT_CLUES},
    ),
    "clues": Row(
        "How likely: clue by clue",
        "p-twins-c",
        _by_clue(*_INES),
        {"answer": _by_clue(*_INES[:2])},
        "p-twins",
        _by_clue(*_TOMASZ),
        begun=_by_clue(*_INES[:3]),
        solved="p-twins-a",
    ),
    "tokens": Row(
        "How likely: tokens in boxes",
        "p-forecast",
        _TOKENS,
        {"answer": {**_TOKENS, "never": 0}},
        absent={"worked": NOT_CLUES},
    ),
    "number": Row(
        "Numbers",
        "n-score-b",
        {"fifth": "3", "mean": "4,17", "low": "3.58", "says": "more"},
        {"answer": {"mean": "1.234,5"}},
        "n-score",
        {"turned": "5", "mean": "4.5", "band": "low"},
        solved="n-score-a",
    ),
    "dialogue": Row(
        "A dialogue",
        "d-bread-a",
        [["n1", "r2"], ["n2", "r4"], ["n3", "r7"]],
        {"answer": [["n1", "r9"]]},
        "d-post",
        [["n1", "r2"], ["n2", "r3"]],
        begun=[["n1", "r2"]],
        solved=(("n1", "r1"), ("n3", "r6")),
    ),
    "simulation": Row(
        "A simulation",
        "m-watch-a",
        ["day", "stop", "who", "feel"],
        {"step": "leave"},
        "m-watch",
        ["day", "stop", "who", "feel"],
        begun={"run": 0, "soFar": ["day"]},
        absent={"worked": "Its first actions may be given; the rest of a course is always played."},
    ),
    "text": Row(
        "A written answer",
        "x-letter",
        "The chair was empty on Tuesday, and I noticed.\n\nNext Tuesday at ten is yours.",
        {"text": "x" * 100_001},
        says={"committed": "Saved as it is written; what is saved is handed in."},
        absent={
            "answered": "It saves itself within a second: there is no draft that stays one.",
            "final": "It can be changed until the due time.",
            "worked": "One way to write it is shown with the marks, and not before.",
        },
    ),
    "note": Row(
        "A private note",
        "n-desk",
        "An aunt, since August.",
        {"text": "x" * 100_001},
        says={"committed": "Saved as it is written, for nobody else."},
        absent={
            "answered": "It saves itself within a second, and no draft of it may stay in a window.",
            "graded": "Nobody else reads it.",
            "final": "It can be changed and erased at any time.",
            "worked": "It asks about oneself.",
        },
    ),
}
