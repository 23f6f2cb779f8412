"""What tests of content, render and ui share: one small module, a folder nobody may write to, a look at HTML."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path
from tempfile import mkdtemp

import msgspec
from withinreach.content.answers import Line
from withinreach.content.keys import ChoiceKey, TextKey
from withinreach.content.load import load_module
from withinreach.content.tasks import Module

NOBODY = 65534
NAME = "01-foundations"

PRACTICE = """
- {id: p-one, edition: 1, kind: choice, use: practice, title: one & only, prompt: "Which *one*?",
   options: [{id: o1, text: Ask.}, {id: o2, text: Wait.}, {id: o3, text: Go.}, {id: o4, text: Stay.}],
   key: {options: {o1: {value: 0, move: none, reason: He would have left.},
                   o2: {value: 1, move: none, reason: He would have gone on.},
                   o3: {value: 0, move: none, reason: Nobody would have come.},
                   o4: {value: 0.6, move: none, reason: A day later he might have.}}}}
"""
GRADED = """
- {id: g-two, edition: 2, kind: choice, use: graded, title: two of four, points: 3, pick: 2, prompt: "Pick two.",
   options: [{id: a, text: Amara}, {id: b, text: Piet}, {id: c, text: Leonie}, {id: d, text: Dario}]}
- {id: g-once, edition: 1, kind: choice, use: graded, title: final, points: 1, attempts: once, prompt: "One.",
   options: [{id: a, text: Nearer}, {id: b, text: Back}]}
- {id: w-text, edition: 1, kind: text, use: graded, title: in your words, points: 10, words: 180, prompt: "Rewrite.",
   criteria: [{id: c1, text: Measure}, {id: c2, text: Whom}, {id: c3, text: Cause}, {id: c4, text: Use},
              {id: c5, text: Plain}]}
- {id: n-note, edition: 1, kind: note, use: ask, title: for yourself, prompt: "Whom did she remind you of?"}
"""
TASKS = PRACTICE + GRADED

TWO_KEY = msgspec.convert(
    {
        "options": {
            "a": {"value": 1, "move": "none", "reason": "Four broken nights."},
            "b": {"value": 0, "move": "none", "reason": "Rest and company."},
            "c": {"value": 0, "move": "none", "reason": "The team carries it."},
            "d": {"value": 1, "move": "none", "reason": "Both halves at once."},
        }
    },
    ChoiceKey,
)
ONCE_KEY = msgspec.convert(
    {
        "experts_differ": False,
        "options": {
            "a": {"value": 1, "move": "nearer", "reason": "He is in contact."},
            "b": {"value": 0, "move": "back", "reason": "It leaves him alone."},
        },
    },
    ChoiceKey,
)
TEXT_KEY = msgspec.convert(
    {
        "criteria": {f"c{n}": {"anchors": ["no", "half", "yes"], "examples": ["x", "y", "z"]} for n in range(1, 6)},
        "model": "One way.\n\nIn two paragraphs.",
    },
    TextKey,
)
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})


def sample_folder(folder: Path) -> Path:
    """A folder with the sample module's task file, as it lies beside a notebook."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "tasks.yaml").write_text(TASKS, encoding="utf-8")
    return folder


def sample_module(folder: Path) -> Module:
    """The sample module under the name of the first real one."""
    return load_module(sample_folder(folder), NAME)


def line(task: str, answer: object, *, at: str = "2026-11-23T21:04:09Z", **others: object) -> Line:
    """A journal line with a fixed time."""
    return msgspec.convert({"at": at, "task": task, "edition": 1, "answer": answer} | others, Line)


@contextmanager
def unwritable() -> Iterator[Path]:
    """A folder that this process may read and not write, also where tests run as root."""
    folder = Path(mkdtemp(prefix="wr-unwritable-"))
    folder.chmod(0o555)
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(NOBODY)
    try:
        yield folder
    finally:
        if is_root:
            os.seteuid(0)
        folder.chmod(0o700)
        shutil.rmtree(folder)


class _Outline(HTMLParser):
    """Open elements, and what is wrong with their order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if len(dict(attrs)) < len(attrs):
            self.wrong.append(f"<{tag}> names an attribute twice")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> closes another element")

    def handle_data(self, data: str) -> None:
        self.said.append(data)


class Html:
    """Parsed HTML: its text and its elements in order.

    Raises
    ------
    AssertionError : an element is not closed, or in the wrong place, or an id stands twice
    """

    def __init__(self, text: str) -> None:
        outline = _Outline()
        outline.feed(text)
        outline.close()
        assert outline.wrong == []
        assert outline.open == []
        self.elements = outline.elements
        ids = [attributes["id"] for _, attributes in self.elements if "id" in attributes]
        assert sorted(set(ids), key=str) == sorted(ids, key=str)
        self.text = " ".join("".join(outline.said).split())

    def all(self, tag: str, **wanted: str) -> list[dict[str, str | None]]:
        """The attributes of each element of a name whose attributes have these values."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in wanted.items()}
        return [
            found
            for name, found in self.elements
            if name == tag and all(found.get(attribute) == value for attribute, value in wanted.items())
        ]
