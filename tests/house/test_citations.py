"""Every work, claim and link that the course's texts name is there, in the sources and in what is made of them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
import yaml
from withinreach.content.references import claims, known_keys

from tests.conftest import CHECKOUT

SOURCES = sorted((CHECKOUT / "source").rglob("*.ipynb"))
MADE = sorted(path for folder in ("release", "notebooks") for path in (CHECKOUT / folder).rglob("*.ipynb"))
FILES = sorted([*(CHECKOUT / "source").rglob("tasks.yaml"), *(CHECKOUT / "keys").glob("*.yaml")])


def named(path: Path) -> str:
    return str(path.relative_to(CHECKOUT))


def prose(path: Path) -> str:
    cells = nbformat.read(path, as_version=4).cells
    return "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")


def cited(text: str) -> set[str]:
    """Keys in square brackets, as Pandoc writes citations; looked for more widely than the build does."""
    return {key for group in re.findall(r"\[([^\[\]]*@[^\[\]]*)\]", text) for key in re.findall(r"@([\w:-]+)", group)}


def cites(data: Any) -> set[str]:
    """What stands under ``cite`` anywhere in a YAML file."""
    if isinstance(data, dict):
        return set(data.get("cite", [])).union(*(cites(value) for value in data.values()))
    return set().union(*(cites(value) for value in data)) if isinstance(data, list) else set()


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_every_work_that_a_text_cites_is_in_the_bibliography(path: Path) -> None:
    keys = cited(prose(path))

    assert keys
    assert keys - known_keys() == set()


@pytest.mark.parametrize("path", FILES, ids=named)
def test_every_work_that_a_task_or_key_cites_is_in_the_bibliography(path: Path) -> None:
    assert cites(yaml.safe_load(path.read_text(encoding="utf-8"))) - known_keys() == set()


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_every_claim_of_a_text_has_its_row(path: Path) -> None:
    text = prose(path)
    marked = re.findall(r"\{[^}]*\.claim[^}]*id=([^\s}]+)", text)
    rows = [name for group in re.findall(r"\{\{\s*evidence:(.*?)\}\}", text) for name in group.split()]

    assert marked
    assert {*marked, *rows} - set(claims()) == set()


def test_every_claim_is_made_somewhere() -> None:
    texts = "".join(prose(path) for path in SOURCES)

    assert [name for name in claims() if not re.search(rf"[ =]{re.escape(name)}[ }}]", texts)] == []


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_a_number_between_two_measures_stands_in_a_marked_claim(path: Path) -> None:
    """A statistic (r, d, g, OR, kappa = …) outside a claim has nobody who printed it."""
    unmarked = re.sub(r"\[[^\[\]]+\]\{\.claim[^}]*\}", "", prose(path))

    assert re.findall(r"\b(?:r|d|g|OR|κ|N|k) ?[=≈] ?[−-]?\.?\d[\d.]*", unmarked) == []


@pytest.mark.parametrize("path", MADE, ids=named)
def test_every_link_inside_a_page_arrives(path: Path) -> None:
    text = prose(path)
    places = re.findall(r'\bid="([^"]+)"', text)

    assert sorted(set(places)) == sorted(places)
    assert set(re.findall(r'href="#([^"]+)"', text)) - set(places) == set()


@pytest.mark.parametrize("path", MADE, ids=named)
def test_every_link_to_another_notebook_arrives(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", prose(path)):
        assert (path.parent / target).is_file(), target


@pytest.mark.parametrize("path", MADE, ids=named)
def test_the_only_addresses_of_another_host_are_those_of_works(path: Path) -> None:
    found = re.findall(r"https?://[^\s\"')<>]+", prose(path))

    assert [address for address in found if not address.startswith("https://doi.org/10.")] == []


@pytest.mark.parametrize(
    "text,keys",
    [
        ("see [@a1; @b-2] and [cf. @c3, p. 4]", {"a1", "b-2", "c3"}),
        ("write to me@example.org [or not]", set()),
    ],
)
def test_citations_are_found_however_they_are_written(text: str, keys: set[str]) -> None:
    assert cited(text) == keys
