"""What tests of content and render share: a folder with an "official" wording, invented sentence by sentence."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from withinreach.content.errors import WithinReachError
from withinreach.content.instruments import Item, Order, questionnaire
from withinreach.content.official import official

NOTE = "The University of Elsewhere may use the ECR-R in teaching until 2028.\nAsked and answered by letter.\n"
SECRET = "Invented zebra sentence"
Row = dict[str, str]


def row(item: Item) -> Row:
    return {
        "item": str(item.number),
        "subscale": " ".join(item.scales),
        "reverse_keyed": " ".join(str(int(turned)) for turned in item.reverse),
        "statement": f"{SECRET} {item.number}, with a comma.",
    }


def rows(name: str = "ecr-r") -> list[Row]:
    return [row(item) for item in questionnaire(name).entries]


def write(folder: Path, lines: list[Row], name: str = "ecr-r", *, encoding: str = "utf-8") -> Path:
    with (folder / f"{name}.csv").open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, ["item", "subscale", "reverse_keyed", "statement"])
        writer.writeheader()
        writer.writerows(lines)
    (folder / f"{name}.permission.txt").write_text(NOTE, encoding="utf-8")
    return folder


def refusal(folder: Path, name: str = "ecr-r", order: Order | None = None) -> str:
    with pytest.raises(WithinReachError) as refused:
        official(folder, name, order)
    return str(refused.value)
