"""Statements of the practice forms: ours in length and words, no two alike; and no official wording in this repository.

That they do not repeat a published item cannot be tested here: the published items are not in this repository. An
institution that loads them is told where one of its statements is ours (content/official.py).
"""

from __future__ import annotations

import csv
import re
from itertools import combinations
from pathlib import Path

import pytest
from withinreach.content.instruments import NAMES, questionnaire

from tests.house.source_files import CHECKOUT, PACKAGE, imports_of, repository_files

LENGTH = {"ecr-r": (8, 16), "rsq": (8, 16), "rq": (45, 70)}
ALIKE = 4
"""Words in a row that two statements may not share."""
FIRST_PERSON = re.compile(r"\b(I|me|my|myself|mine)\b")
COUPLES = re.compile(r"\b(partners?|husband|wife|spouse|girlfriend|boyfriend|romantic|marriage)\b", re.IGNORECASE)
TRADE = re.compile(
    r"\b(attach\w*|avoid\w*|anxi\w*|intima\w*|depend\w*|reject\w*|abandon\w*|disorder\w*|depress\w*|trauma\w*|"
    r"symptom\w*|clos(?:e|er) relationships?|emotional\w*)\b",
    re.IGNORECASE,
)
HEAPED = re.compile(r"\b(very|really|extremely|completely|always|never ever|totally|often|sometimes)\b", re.IGNORECASE)
# How people are named in these forms; that many statements name them is no likeness.
PEOPLE = re.compile(
    r"\b(the )?(people|those|someone|somebody|anyone|nobody)( I am)? (closest|close)( to me)?\b|"
    r"\b(people|those|someone|somebody|person) I love\b|\bother people\b",
    re.IGNORECASE,
)
STATEMENTS = {f"{name} {item.number}": item.statement for name in NAMES for item in questionnaire(name).entries}
EACH = pytest.mark.parametrize("statement", STATEMENTS.values(), ids=STATEMENTS.keys())


def runs(statement: str) -> set[tuple[str, ...]]:
    """Every four words in a row, in small letters, people left out."""
    words = re.findall(r"[a-z’]+|§", PEOPLE.sub("§", statement).lower())
    return {run for at in range(len(words)) if "§" not in (run := tuple(words[at : at + ALIKE])) and len(run) == ALIKE}


@pytest.mark.parametrize("name", NAMES)
def test_a_statement_is_as_long_as_one_breath_and_a_paragraph_as_three(name: str) -> None:
    low, high = LENGTH[name]
    lengths = {item.id: len(item.statement.split()) for item in questionnaire(name).entries}

    assert {name: words for name, words in lengths.items() if not low <= words <= high} == {}


@EACH
def test_a_statement_speaks_in_the_first_person_of_any_close_relationship_in_plain_words(statement: str) -> None:
    assert FIRST_PERSON.search(statement)
    assert COUPLES.findall(statement) == []
    assert TRADE.findall(statement) == []
    assert HEAPED.findall(statement) == []
    assert statement.endswith(".")


def test_no_two_statements_share_four_words_in_a_row() -> None:
    shared = {
        f"{one}, {other}": common
        for (one, first), (other, second) in combinations(STATEMENTS.items(), 2)
        if (common := runs(first) & runs(second))
    }
    assert shared == {}


def test_the_rules_see_a_breach() -> None:
    assert runs("I like the people I am closest to when we walk home.") & runs("Then when we walk home it rains.")
    assert COUPLES.findall("My partner and my wife.") == ["partner", "wife"]
    assert TRADE.findall("I avoid closer relationships and depend on nobody.") == [
        "avoid",
        "closer relationships",
        "depend",
    ]
    assert HEAPED.findall("I am very often really sad.") == ["very", "often", "really"]


def statement_files() -> list[str]:
    """Tables of this repository with a column for statements, wherever they lie."""
    found = []
    for file in repository_files("*.csv", "**/*.csv"):
        header = next(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()), [])
        if "statement" in header:
            found.append(str(file.relative_to(CHECKOUT)))
    return found


def test_the_only_statements_in_this_repository_are_our_own() -> None:
    assert statement_files() == [f"data/instruments/{name}.csv" for name in sorted(NAMES)]
    assert repository_files("*.permission.txt", "**/*.permission.txt") == []


def test_nothing_that_publishes_or_grades_ever_reads_the_slot() -> None:
    """An official wording may stand on a page of the institution's own machine and nowhere else."""
    layers = (
        "publish",
        "grading",
        "nbgrader_plugins",
        "reports",
        "simulations",
        "psychometrics",
        "figures",
        "desk",
        "render",
    )
    readers = [
        found.module
        for layer in layers
        for file in sorted((PACKAGE / layer).rglob("*.py"))
        for found in imports_of(file, PACKAGE)
        if found.target.startswith("withinreach.content.official")
    ]
    assert readers == []


def test_ours_and_the_slot_do_not_import_each_other_in_a_ring() -> None:
    targets = [found.target for found in imports_of(Path(PACKAGE / "content" / "instruments.py"), PACKAGE)]
    assert [target for target in targets if "official" in target] == []
