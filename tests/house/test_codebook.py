"""Every file of data/ is described in the codebook: a section that names it, its licence, and each of its columns."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.house.source_files import CHECKOUT, repository_files

DATA = CHECKOUT / "data"
CODEBOOK = DATA / "CODEBOOK.md"
NAME = re.compile(r"`([^`]+)`")
RANGE = re.compile(r"`(\D*)(\d+)` … `\1(\d+)`")


def sections(codebook: str) -> Iterator[tuple[list[str], str]]:
    """The files that each heading names, and the text below it."""
    for part in re.split(r"^## ", codebook, flags=re.MULTILINE)[1:]:
        heading, _, text = part.partition("\n")
        yield NAME.findall(heading.rpartition("`: ")[0] + "`"), text


def described(text: str) -> set[str]:
    """The columns of a section's tables: what the first cell of each row names; `b1` … `b6` means six."""
    firsts = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    names = set(NAME.findall(" ".join(firsts)))
    for stem, first, last in RANGE.findall(" ".join(firsts)):
        names |= {f"{stem}{number:0{len(first)}d}" for number in range(int(first), int(last) + 1)}
    return names


def columns(file: Path) -> set[str]:
    """What a file holds: a table's columns, the fields of a BibTeX entry, of a YAML file or of its named entries."""
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".csv":
        return set(next(csv.reader(text.splitlines())))
    if file.suffix == ".bib":
        return set(re.findall(r"^\s+(\w+) = ", text, re.MULTILINE))
    if file.suffix == ".yaml":
        return fields(yaml.safe_load(text))
    raise AssertionError(f"{file.name}: no rule tells the columns of a {file.suffix} file. Add one to this test.")


def fields(data: dict[str, Any]) -> set[str]:
    entries = list(data.values())
    return {name for entry in entries for name in entry} if all(isinstance(one, dict) for one in entries) else set(data)


def complaints(codebook: str, found: dict[str, set[str]]) -> list[str]:
    """What does not agree between a codebook and the columns of the files, by path in data/."""
    told = list(sections(codebook))
    named = [name for names, _ in told for name in names]
    wrong = [f"{path} has {named.count(path)} sections" for path in found if named.count(path) != 1]
    wrong += [f"{name} is described and not there" for name in named if name not in found]
    for names, text in told:
        own = {name: found[name] for name in names if name in found}
        words = described(text)
        wrong += [f"{path}: {column} is not described" for path in own for column in sorted(own[path] - words)]
        wrong += [f"{', '.join(names)}: no file has {column}" for column in sorted(words - set().union(*own.values()))]
        wrong += [f"{', '.join(names)}: no licence" for _ in own if "licence" not in text.lower()]
    return wrong


def test_every_file_of_data_and_every_column_is_described() -> None:
    files = [file for file in repository_files("data/**") if file != CODEBOOK]
    assert len(files) >= 14
    found = {str(file.relative_to(DATA)): columns(file) for file in files}

    assert complaints(CODEBOOK.read_text(encoding="utf-8"), found) == []


TABLE = "| column | coding |\n|---|---|\n| `x` | x |\n| `t1` … `t3` | t |\n"
GOOD = f"# Data\n\n## `a.csv`, `b.csv`: two\n\nLicence: ours.\n\n{TABLE}"


@pytest.mark.parametrize(
    "codebook,found,complaint",
    [
        (GOOD, {"a.csv": {"x", "t1", "t2", "t3"}}, "b.csv is described and not there"),
        (GOOD, {"a.csv": {"x", "t1", "t2", "t3"}, "b.csv": {"x"}, "c.csv": {"x"}}, "c.csv has 0 sections"),
        (GOOD, {"a.csv": {"x", "t1", "t2", "t3", "y"}, "b.csv": {"x"}}, "a.csv: y is not described"),
        (GOOD, {"a.csv": {"x", "t1", "t2"}, "b.csv": {"x"}}, "a.csv, b.csv: no file has t3"),
        (
            GOOD.replace("Licence", "Terms"),
            {"a.csv": {"x", "t1", "t2", "t3"}, "b.csv": set()},
            "a.csv, b.csv: no licence",
        ),
    ],
)
def test_each_rule_sees_what_it_is_there_for(codebook: str, found: dict[str, set[str]], complaint: str) -> None:
    assert complaint in complaints(codebook, found)


def test_an_agreeing_codebook_has_no_complaints() -> None:
    assert complaints(GOOD, {"a.csv": {"x", "t1", "t2", "t3"}, "b.csv": {"x"}}) == []
