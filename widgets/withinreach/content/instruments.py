"""Questionnaires as data: what each item is about, which scales it counts for, and a wording of it to put on a page.

The wordings that ship are our own paraphrases. An institution that may use the official one names a folder that holds
it: `withinreach.content.official`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from functools import cache
from io import StringIO
from typing import Any, Literal, NamedTuple

import msgspec
import yaml

from withinreach.content.errors import ContentError, WithinReachError
from withinreach.content.resources import data_text

Wording = Literal["paraphrase", "official"]
Order = Literal["published", "alternating", "own"]
"""``published``: numbers rise; ``alternating``: avoidance, anxiety, avoidance, …; ``own``: nobody published one."""

NAMES = ("ecr-r", "rsq", "rq")
COLUMNS = ("item", "subscale", "reverse_keyed", "statement")
"""What every file of statements holds; ours also say what an item is about, in a column ``topic``."""


class Item(msgspec.Struct, frozen=True):
    """One item of a questionnaire.

    Attributes
    ----------
    number : its number in the published order, from 1
    scales : the scales it counts for; nearly always one
    reverse : for each of these scales, whether the answer is recoded as ``low + high - answer``
    topic : what it is about, in our words
    statement : the words on a page. They stand in no repr, so that no log can hold an official wording
    """

    number: int
    scales: tuple[str, ...]
    reverse: tuple[bool, ...]
    topic: str
    statement: str

    @property
    def id(self) -> str:
        """``i07`` for item 7: its column in a table of answers."""
        return f"i{self.number:02d}"

    def __repr__(self) -> str:
        return f"Item({self.id})"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        """What rich shows of it in a traceback."""
        return [("number", self.number)]


class Questionnaire(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A questionnaire in one wording.

    Attributes
    ----------
    id, name, title : ``ecr-r``, ECR-R, and the name in full
    order : the order in which `entries` stand and are shown
    items : how many there are
    low, high, ends : first and last answer, and the words at these two ends
    instruction : what a person is asked to think of, in our words
    choice : the question that asks for one of all; empty where there is none
    scales : scale to the words that a reader's own page has for it
    cite : its key in ``references.bib``
    wording, permission : ours, or an institution's under the permission it names
    """

    id: str
    name: str
    title: str
    order: Order
    items: int
    low: int
    high: int
    ends: tuple[str, str]
    instruction: str
    choice: str
    scales: dict[str, str]
    cite: str
    entries: tuple[Item, ...] = ()
    wording: Wording = "paraphrase"
    permission: str = ""

    def item(self, number: int) -> Item:
        """The item with a published number.

        Raises
        ------
        KeyError : it has none of that number
        """
        return {item.number: item for item in self.entries}[number]


class Row(NamedTuple):
    """One line of a file of statements: where it stands, and its cells."""

    line: int
    cells: dict[str, str]


@cache
def questionnaire(name: str) -> Questionnaire:
    """A questionnaire as it ships, in our paraphrases.

    Raises
    ------
    WithinReachError : there is no such questionnaire
    ContentError : its file breaks a rule
    """
    if name not in NAMES:
        raise WithinReachError(f"There is no questionnaire {name!r}. There are: {', '.join(NAMES)}.")
    about = msgspec.convert(yaml.safe_load(data_text("instruments", f"{name}.yaml")), Questionnaire)
    file = f"{name}.csv"
    rows = read_rows(file, data_text("instruments", file), ("topic", *COLUMNS))
    found = msgspec.structs.replace(about, entries=tuple(_item(file, row, about) for row in rows))
    _check(file, found)
    return found


def read_rows(file: str, text: str, columns: Sequence[str] = COLUMNS) -> list[Row]:
    """The lines of a file of statements, each with exactly these columns.

    Raises
    ------
    ContentError : another header, a line with more or fewer cells, or quotation marks that do not close
    """
    reader = csv.reader(StringIO(text), strict=True)
    accepted = f"a first line with {', '.join(columns)}, in any order and separated by commas."
    try:
        header = [name.strip() for name in next(reader, [])]
        if sorted(header) != sorted(columns):
            raise ContentError(
                file, f"The first line names {', '.join(map(shown, header)) or 'no columns'}.", accepted, line=1
            )
        return [Row(reader.line_num, _cells(file, reader.line_num, header, cells)) for cells in reader if any(cells)]
    except csv.Error as error:
        rule = f"This is not CSV ({error})."
        raise ContentError(
            file, rule, "statements with commas between double quotation marks.", line=reader.line_num
        ) from error


def _cells(file: str, line: int, header: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    if len(cells) != len(header):
        raise ContentError(
            file,
            f"This line has {len(cells)} cells, the first line names {len(header)} columns.",
            "one cell a column; a statement with a comma in it stands between double quotation marks.",
            line=line,
        )
    return dict(zip(header, (cell.strip() for cell in cells), strict=True))


def shown(cell: str) -> str:
    """A cell as an error may name it: one short plain word in quotes, of anything else only its length.

    A statement may have slipped into any column, and what an error says may be logged.
    """
    return repr(cell) if re.fullmatch(r"[!-~]{0,40}", cell) else f"a text of {len(cell)} characters"


def number_of(file: str, row: Row) -> int:
    """The item number of a line.

    Raises
    ------
    ContentError : it is no whole number
    """
    said = row.cells["item"]
    if not re.fullmatch(r"[0-9]{1,3}", said):
        accepted = "the number of the item in the published order, such as 7."
        raise ContentError(file, f"The item is called {shown(said)}.", accepted, line=row.line, field="item")
    return int(said)


def key_of(row: Row) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Scales of a line, and for each 0 or 1 as it stands there."""
    return tuple(row.cells["subscale"].split()), tuple(row.cells["reverse_keyed"].split())


def _item(file: str, row: Row, about: Questionnaire) -> Item:
    scales, reverse = key_of(row)

    def refuse(field: str, accepted: str) -> ContentError:
        return ContentError(file, f"{row.cells[field]!r} does not fit.", accepted, line=row.line, field=field)

    if not scales or not set(scales) <= set(about.scales):
        raise refuse("subscale", f"one or more of {', '.join(about.scales)}, separated by spaces.")
    if len(reverse) != len(scales) or not set(reverse) <= {"0", "1"}:
        raise refuse("reverse_keyed", "0 or 1 for each scale, separated by spaces.")
    if not row.cells["statement"]:
        raise refuse("statement", "a statement in our own words.")
    turned = tuple(sign == "1" for sign in reverse)
    return Item(number_of(file, row), scales, turned, row.cells["topic"], row.cells["statement"])


def order_of(items: Sequence[Item]) -> str:
    """The order in which items stand: ``published``, ``alternating``, or empty where it is neither."""
    numbers = [item.number for item in items]
    if numbers == sorted(numbers):
        return "published"
    turns = [("avoidance",), ("anxiety",)] * len(items)
    return "alternating" if [item.scales for item in items] == turns[: len(items)] else ""


def _check(file: str, found: Questionnaire) -> None:
    """Our own files keep the rules that an institution's must keep."""
    numbers = {item.number for item in found.entries}
    if not len(numbers) == len(found.entries) == found.items:
        rule = f"{len(found.entries)} lines with {len(numbers)} different numbers; {found.items} items are announced."
        raise ContentError(file, rule, "one line for each item.")
    if found.order not in {"own", order_of(found.entries)}:
        rule = f"The order is said to be {found.order}, and the lines stand in another."
        raise ContentError(file, rule, "lines in the order that the questionnaire's .yaml names.", field="order")
