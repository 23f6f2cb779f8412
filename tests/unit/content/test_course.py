"""The course as shipped, and the works and claims that it may name."""

from __future__ import annotations

import re

import pytest
from withinreach.content.course import course
from withinreach.content.errors import WithinReachError
from withinreach.content.references import bibliography, claims, known_keys
from withinreach.content.resources import data_file, data_text

# As the course's plan names its folders.
NAMES = [
    "01-foundations",
    "02-recognising",
    "03-assessing",
    "04-alliance",
    "05-countertransference",
    "06-opening",
    "07-ruptures",
    "08-integration",
]


def test_there_are_eight_modules_in_reading_order() -> None:
    assert [info.name for info in course().modules] == NAMES
    assert [info.number for info in course().modules] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert course().id == "within-reach"


def test_a_module_is_found_by_its_name() -> None:
    assert course().module("07-ruptures").title == "Ruptures and repairs"


def test_an_unknown_module_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(WithinReachError) as refused:
        course().module("09-more")

    assert str(refused.value) == f"There is no module '09-more'. The modules are: {', '.join(NAMES)}."


def test_every_entry_of_the_bibliography_is_known_once() -> None:
    # counted by another rule: an entry begins with @ and ends with a brace alone on its line
    entries = re.findall(r"^@.*?^}", bibliography(), re.MULTILINE | re.DOTALL)

    assert len(known_keys()) == len(entries) == 96
    assert {"dozier1992psychophysiology", "bowlby1988secure"} <= known_keys()


def test_every_claim_says_how_it_was_measured_how_sure_it_is_and_where_it_is_printed() -> None:
    assert claims()
    for claim_id, claim in claims().items():
        assert claim.id == claim_id
        assert claim.measure
        assert claim.estimate
        assert claim.finding
        assert claim.says
        assert claim.grade in {"synthesis", "correlational", "consensus", "dispute"}
        assert claim.citation in known_keys()


def test_the_shipped_data_are_found() -> None:
    assert data_text("instruments", "ecr-r.csv").startswith("item,")
    assert data_file("references.bib").is_file()


def test_a_file_that_does_not_ship_is_refused_by_its_name_with_the_way_out() -> None:
    with pytest.raises(WithinReachError) as refused:
        data_file("instruments", "nothing.csv")

    assert str(refused.value) == (
        "The file data/instruments/nothing.csv is not part of this installation. Install the wheel again, or work in "
        "a checkout that holds data/."
    )
