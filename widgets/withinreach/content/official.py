"""The slot for an official wording: a folder of the institution's own, outside everything that is ever published.

For each questionnaire that an institution may use it holds two or three files in UTF-8:

``<name>.csv``
    the columns ``item,subscale,reverse_keyed,statement``, one line an item; ``item`` is the number in the published
    order, the two columns after it are those of the published key
``<name>.permission.txt``
    who gave permission for what and until when, in the institution's words; it stands on the page
``<name>.instruction.txt``
    the official instruction, where it may be used as well; without it ours stands above the statements

Subscale and keying stand there to be compared with the key: a file whose numbers mean another order cannot agree with
it. (Two items of one scale and one keying that changed places cannot be noticed; their mean score stays the same.)
What is refused is named by file, line and column, never by its statement: no log may hold an official wording.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import msgspec

from withinreach.content.errors import ContentError, WithinReachError
from withinreach.content.instruments import (
    COLUMNS,
    Item,
    Order,
    Questionnaire,
    Row,
    key_of,
    number_of,
    order_of,
    questionnaire,
    read_rows,
    shown,
)

VARIABLE = "WITHINREACH_WORDING"
LOST = ("\ufffd", "â€")
"""What is left of a letter or a quotation mark after a wrong conversion."""


def in_use(name: str, order: Order | None = None) -> Questionnaire:
    """The official wording where ``$WITHINREACH_WORDING`` names a folder that holds it, else our paraphrases.

    Raises
    ------
    WithinReachError : there is no such questionnaire, or the folder is not there
    ContentError : as `official`
    """
    ours, named = questionnaire(name), os.environ.get(VARIABLE)
    if not named:
        return ours
    folder = Path(named)
    if not folder.is_dir():
        raise WithinReachError(
            f"${VARIABLE} names {folder}, and no such folder is there. Make it, or unset the variable: without it the "
            "page is a practice form in our own words."
        )
    held = any((folder / f"{name}{end}").exists() for end in (".csv", ".permission.txt"))
    return official(folder, name, order) if held else ours


def official(folder: Path, name: str, order: Order | None = None) -> Questionnaire:
    """A questionnaire in the wording that an institution's folder holds, in the order in which its lines stand.

    Parameters
    ----------
    folder : the institution's; outside any checkout or course directory
    name : ``ecr-r``, ``rsq`` or ``rq``
    order : the order in which its lines stand; None is that of our own file. Lines in the alternating order are taken
        only when that is named; items keep their published numbers, so that answers need no conversion afterwards

    Raises
    ------
    WithinReachError : there is no such questionnaire, or the folder lies where files are published from
    ContentError : no permission, another order or key, a missing or doubled item, an empty statement, lost letters
    """
    ours = questionnaire(name)
    _stays_home(folder)
    about = f"one or more lines that say who permits you to use the {ours.name}, for what, and until when."
    permission = _note(folder / f"{name}.permission.txt", "permission note", about)
    file = f"{name}.csv"
    rows = read_rows(file, _text(folder / file, f"a CSV file with the columns {', '.join(COLUMNS)}."))
    _complete(file, [number_of(file, row) for row in rows], ours)
    entries = tuple(_item(file, row, ours, rows) for row in rows)
    said = folder / f"{name}.instruction.txt"
    instruction = _note(said, "instruction", "its text, or no such file.") if said.exists() else ours.instruction
    return msgspec.structs.replace(
        ours,
        entries=entries,
        order=_order(file, entries, ours, order or ours.order),
        instruction=instruction,
        wording="official",
        permission=permission,
    )


def _stays_home(folder: Path) -> None:
    place = folder.resolve()
    package = Path(__file__).resolve().parents[1]
    kept = [up for up in (place, *place.parents) if (up / ".git").exists() or (up / "nbgrader_config.py").exists()]
    if kept or package in (place, *place.parents):
        raise WithinReachError(
            f"The folder {folder} lies inside {kept[0] if kept else package}, from where files are published. An "
            "official wording must stay with you: move the folder outside, and name the new place."
        )


def _text(file: Path, accepted: str) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ContentError(file, f"The file cannot be read ({error.strerror}).", accepted) from error
    except UnicodeDecodeError:
        # Not "from error": a decoding error carries the whole text.
        raise ContentError(file, "The file is not UTF-8.", "a file saved as “CSV UTF-8” or as plain UTF-8.") from None


def _note(file: Path, what: str, accepted: str) -> str:
    text = _text(file, accepted).strip()
    if not text:
        raise ContentError(file, f"The {what} is empty.", accepted)
    return text


def _complete(file: str, numbers: Sequence[int], ours: Questionnaire) -> None:
    known = {item.number for item in ours.entries}
    twice = sorted({number for number in numbers if numbers.count(number) > 1})
    strange, missing = sorted(set(numbers) - known), sorted(known - set(numbers))
    said = [
        f"{words} {', '.join(str(number) for number in some)}"
        for words, some in (("twice", twice), ("not scored here", strange), ("missing", missing))
        if some
    ]
    if said:
        rule = f"There are {len(numbers)} statements; {'; '.join(said)}."
        every = ", ".join(str(number) for number in sorted(known))
        raise ContentError(
            file, rule, f"each of the {ours.items} items of the {ours.name} once: {every}.", field="item"
        )


def _item(file: str, row: Row, ours: Questionnaire, rows: Sequence[Row]) -> Item:
    item, statement = ours.item(number_of(file, row)), row.cells["statement"]
    key = (item.scales, tuple(str(int(turned)) for turned in item.reverse))
    if key_of(row) != key:
        raise _other_key(file, row, item, rows)
    if not statement or any(sign in statement for sign in LOST):
        rule = "Letters were lost in a conversion." if statement else "The statement is empty."
        accepted = "the official statement, in a file saved as UTF-8."
        raise ContentError(file, rule, accepted, line=row.line, field="statement")
    if _plain(statement) == _plain(item.statement):
        rule = f"The statement of item {item.number} is our paraphrase."
        accepted = "the official statement; without one, leave the file out and the page stays a practice form."
        raise ContentError(file, rule, accepted, line=row.line, field="statement")
    return msgspec.structs.replace(item, statement=statement)


def _other_key(file: str, row: Row, item: Item, rows: Sequence[Row]) -> ContentError:
    field = "reverse_keyed" if tuple(row.cells["subscale"].split()) == item.scales else "subscale"
    signs = " ".join(str(int(turned)) for turned in item.reverse)
    own = {"subscale": " ".join(item.scales), "reverse_keyed": signs}[field]
    rule = f"Item {item.number} has {shown(row.cells[field])} here and {own!r} in the published key."
    accepted = f"{own!r}, if this is item {item.number} of the published order."
    if [cells["subscale"] for _, cells in rows] == ["avoidance", "anxiety"] * (len(rows) // 2):
        rule += " The numbers of this file are those of the alternating order (odd: avoidance, even: anxiety)."
        accepted = (
            "lines as they stand, with each item's number in the published order (1 to 18 anxiety, 19 to 36 avoidance) "
            "and the alternating order named."
        )
    return ContentError(file, rule, accepted, line=row.line, field=field)


def _order(file: str, entries: Sequence[Item], ours: Questionnaire, named: Order) -> Order:
    """The order in which the lines stand, where it is the one that was named."""
    found = "own" if ours.order == "own" else order_of(entries)
    if found != named:
        stand = f"in the {found} order" if found else "in neither the published nor the alternating order"
        rule = f"The lines stand {stand}, and the {named} order was asked for."
        accepted = "lines sorted by item for the published order" + (
            f'; or order="{found}", if that is how the form is to be shown.' if found else "."
        )
        raise ContentError(file, rule, accepted, field="order")
    return named


def _plain(statement: str) -> str:
    """A statement for comparing: without case, spaces and the shape of its apostrophes."""
    return " ".join(statement.replace("’", "'").casefold().split())
