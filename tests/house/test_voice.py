"""How the course speaks: lengths, words that it does without, and claims that stand on something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
import yaml
from withinreach.content.blueprint import rows_of
from withinreach.content.calls import call
from withinreach.content.load import load_module
from withinreach.content.tasks import Module
from withinreach.render.reading import Seen, minutes, words

from tests.conftest import CHECKOUT

SOURCES = sorted((CHECKOUT / "source").glob("*/*.ipynb"))
FILES = sorted([*(CHECKOUT / "source").glob("*/tasks.yaml"), *(CHECKOUT / "keys").glob("*.yaml")])
FILES += sorted((CHECKOUT / "tests" / "gallery").glob("*.yaml"))
MOST = {"prompt": 60, "text": 25, "reason": 45, "way": 45, "because": 25, "other": 25}
WITHOUT = re.compile(r"\b(it is important|clinicians should|explore|hold space|lean in)\b", re.IGNORECASE)
QUOTED = re.compile(r"\b(resistance|hard-to-reach)\b", re.IGNORECASE)
AMERICAN = re.compile(r"\b(behaviors?|colors?|centers?|favors?|labors?|counselors?)\b", re.IGNORECASE)
PEOPLE = re.compile(r"\b(dismissing|avoidant) (patients|people|adults|men|women)\b", re.IGNORECASE)


def cells(path: Path) -> list[Any]:
    return list(nbformat.read(path, as_version=4).cells)


def prose(path: Path) -> str:
    return "\n\n".join(cell.source for cell in cells(path) if cell.cell_type == "markdown")


def texts(data: Any, place: str = "") -> Iterator[tuple[str, str, str]]:
    """Every sentence of a YAML file with its field and its place."""
    if isinstance(data, dict):
        for name, value in data.items():
            here = f"{place}.{name}"
            if isinstance(value, str):
                yield ("reason" if place.endswith(".wrong") else str(name)), value, here
            else:
                yield from texts(value, here)
    elif isinstance(data, list):
        for number, value in enumerate(data):
            if isinstance(value, str) and place.endswith(".reasons"):
                yield "reason", value, f"{place}.{number}"
            else:
                yield from texts(value, f"{place}.{value.get('id', number) if isinstance(value, dict) else number}")


def too_long(data: Any) -> list[str]:
    found = ((MOST.get(field, 999), len(text.split()), place) for field, text, place in texts(data))
    return [f"{place}: {count} words, {most} at most" for most, count, place in found if count > most]


def bare(text: str) -> str:
    """Prose without what stands in quotation marks, claims or code."""
    return re.sub(r"\"[^\"]*\"|“[^”]*”|\[[^\[\]]+\]\{\.claim[^}]*\}", " ", text)


def loose(text: str) -> list[str]:
    """Sentences that say something of "avoidant people" and stand on no claim and no "often, in our experience"."""
    sentences = re.split(r"(?<=[.?!])\s+", bare(text))
    return [one for one in sentences if PEOPLE.search(one) and "in our experience" not in one]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_prompts_options_and_reasons_keep_to_their_length(path: Path) -> None:
    assert too_long(yaml.safe_load(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_the_text_does_without_the_words_of_the_trade_fair(path: Path) -> None:
    text = prose(path)

    assert WITHOUT.findall(text) == []
    assert QUOTED.findall(bare(text)) == []
    assert AMERICAN.findall(text) == []
    assert loose(text) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_tasks_and_keys_do_without_them_too(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert WITHOUT.findall(text) == []
    assert AMERICAN.findall(text) == []


def finished(path: Path) -> bool:
    return ":::handout" in prose(path)


FINISHED = [path for path in SOURCES if finished(path)]
EACH = pytest.mark.parametrize("path", FINISHED, ids=lambda path: path.stem)


def test_module_one_is_finished() -> None:
    assert [path.stem for path in FINISHED][:1] == ["01-foundations"]


def seen(path: Path) -> list[Seen]:
    return [
        Seen("prose", cell.source) if cell.cell_type == "markdown" else Seen(*(call(cell.source) or ("", "")))
        for cell in cells(path)
    ]


@EACH
def test_a_module_has_the_words_that_an_evening_holds(path: Path) -> None:
    """2,500 to 3,500 words of running text and boxes; in module 8 the cases take their place."""
    count = sum(words(cell.source) for cell in cells(path) if cell.cell_type == "markdown")
    low, high = (1500, 2100) if path.stem.startswith("08") else (2500, 3500)

    assert low <= count <= high


@EACH
def test_a_module_takes_about_as_long_as_it_was_planned(path: Path) -> None:
    module: Module = load_module(path.parent, path.stem)
    planned = sum(row.minutes for row in rows_of(path.stem))

    assert minutes(seen(path), module) == pytest.approx(planned, abs=6)
    assert 60 <= minutes(seen(path), module) <= 78


@EACH
def test_a_module_has_what_every_module_has(path: Path) -> None:
    text = prose(path)

    assert len(re.findall(r"^## (?!.*\{-\})", text, re.MULTILINE)) in {6, 7}
    for box in ("opening", "scene", "evidence", "pair", "safety", "idea", "handout"):
        assert f":::{box}" in text, box
    assert text.count(":::rest") == 3
    assert text.count("{{ minutes left }}") == 3
    assert "composite and fictional" in text
    closing = next(cell.source for cell in cells(path) if ":::idea" in cell.source).strip()
    assert closing.endswith("?")  # the question for the coming week


@EACH
def test_between_two_tasks_stands_at_most_one_figure_and_one_box(path: Path) -> None:
    """Scenes are text, and a rest is a place to stop; a box to study is evidence, pair or safety."""
    stretches: list[list[Seen]] = [[]]
    for cell in seen(path):
        if cell.what == "task":
            stretches.append([])
        else:
            stretches[-1].append(cell)
    for stretch in stretches:
        assert sum(cell.what == "figure" for cell in stretch) <= 1
        assert sum(cell.text.count(":::evidence") + cell.text.count(":::pair") for cell in stretch) <= 1


def test_the_rules_see_a_breach() -> None:
    wrong = {"i1": {"reason": "r " * 46, "wrong": {"a": "w " * 46}}}
    said = (
        'Dismissing patients forget. "Avoidant people sulk." Dismissing patients, often, in our experience, keep lists.'
    )

    assert len(too_long([{"id": "x", "prompt": "word " * 61, "key": {"items": wrong}}])) == 3
    assert too_long({"x": {"reasons": ["r " * 46], "options": [{"id": "o1", "text": "t " * 26}]}}) == [
        ".x.reasons.0: 46 words, 45 at most",
        ".x.options.o1.text: 26 words, 25 at most",
    ]
    assert too_long({"x": {"differ": [{"at": "i1", "because": "b " * 26, "other": "o " * 25}]}}) == [
        ".x.differ.0.because: 26 words, 25 at most"
    ]
    assert loose(said) == ["Dismissing patients forget."]
    assert WITHOUT.findall("Let us explore this. It is important.") == ["explore", "It is important"]
    assert QUOTED.findall(bare('His resistance. His "resistance".')) == ["resistance"]
