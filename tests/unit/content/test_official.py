"""The lines of an official wording: taken, or refused without repeating one of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from withinreach.content.errors import ContentError
from withinreach.content.instruments import NAMES, Order, questionnaire
from withinreach.content.official import official

from tests.unit.official_wording import NOTE, SECRET, Row, refusal, rows, write

Change = Callable[[list[Row]], list[Row]]


def alternating() -> list[Row]:
    """Avoidance, anxiety, avoidance, …, under published numbers: 19, 1, 20, 2, …"""
    published = rows()
    return [one for pair in zip(published[18:], published[:18], strict=True) for one in pair]


@pytest.mark.parametrize("name", NAMES)
def test_an_official_wording_takes_the_place_of_our_statements_and_of_nothing_else(name: str, tmp_path: Path) -> None:
    form, ours = official(write(tmp_path, rows(name), name), name), questionnaire(name)

    assert form.wording == "official"
    assert form.permission == NOTE.strip()
    assert [item.statement for item in form.entries] == [f"{SECRET} {n.number}, with a comma." for n in ours.entries]
    assert [(item.number, item.scales, item.reverse) for item in form.entries] == [
        (item.number, item.scales, item.reverse) for item in ours.entries
    ]
    assert (form.order, form.instruction) == (ours.order, ours.instruction)


def test_a_file_saved_by_a_spreadsheet_with_a_mark_at_its_start_is_read(tmp_path: Path) -> None:
    assert official(write(tmp_path, rows(), encoding="utf-8-sig"), "ecr-r").wording == "official"


def test_an_official_instruction_takes_the_place_of_ours(tmp_path: Path) -> None:
    (write(tmp_path, rows()) / "ecr-r.instruction.txt").write_text("Invented instruction.\n", encoding="utf-8")

    assert official(tmp_path, "ecr-r").instruction == "Invented instruction."


def test_lines_in_the_alternating_order_are_taken_when_it_is_named_and_keep_their_published_numbers(
    tmp_path: Path,
) -> None:
    form = official(write(tmp_path, alternating()), "ecr-r", "alternating")

    assert form.order == "alternating"
    assert [item.number for item in form.entries[:4]] == [19, 1, 20, 2]
    assert form.item(19).statement == f"{SECRET} 19, with a comma."


def test_lines_in_another_order_than_the_one_named_are_refused(tmp_path: Path) -> None:
    assert refusal(write(tmp_path, alternating())) == (
        "ecr-r.csv (field order): The lines stand in the alternating order, and the published order was asked for. "
        'Accepted: lines sorted by item for the published order; or order="alternating", if that is how the form is '
        "to be shown."
    )
    assert "The lines stand in the published order, and the alternating order was asked for." in refusal(
        write(tmp_path, rows()), order="alternating"
    )


def test_lines_in_no_order_are_refused(tmp_path: Path) -> None:
    assert refusal(write(tmp_path, rows()[::-1])) == (
        "ecr-r.csv (field order): The lines stand in neither the published nor the alternating order, and the "
        "published order was asked for. Accepted: lines sorted by item for the published order."
    )


@pytest.mark.parametrize("order", [None, "published", "alternating"])
def test_numbers_of_the_alternating_order_are_seen_in_subscale_and_refused(order: Order | None, tmp_path: Path) -> None:
    numbered = [one | {"item": str(at)} for at, one in enumerate(alternating(), start=1)]

    assert refusal(write(tmp_path, numbered), order=order) == (
        "ecr-r.csv, line 2 (field subscale): Item 1 has 'avoidance' here and 'anxiety' in the published key. The "
        "numbers of this file are those of the alternating order (odd: avoidance, even: anxiety). Accepted: lines as "
        "they stand, with each item's number in the published order (1 to 18 anxiety, 19 to 36 avoidance) and the "
        "alternating order named."
    )


def changed(number: int, **cells: str) -> Change:
    return lambda lines: [one | cells if one["item"] == str(number) else one for one in lines]


@pytest.mark.parametrize(
    "change,rule,accepted",
    [
        (
            changed(9, reverse_keyed="0"),
            "line 10 (field reverse_keyed): Item 9 has '0' here and '1' in the published key.",
            "'1', if this is item 9 of the published order.",
        ),
        (
            changed(9, subscale=f"{SECRET} 9"),
            "line 10 (field subscale): Item 9 has a text of 25 characters here and 'anxiety' in the published key.",
            "'anxiety', if this is item 9 of the published order.",
        ),
        (
            changed(9, item="9a"),
            "line 10 (field item): The item is called '9a'.",
            "the number of the item in the published order, such as 7.",
        ),
        (
            changed(9, item=f"{SECRET} 9"),
            "line 10 (field item): The item is called a text of 25 characters.",
            "the number of the item in the published order, such as 7.",
        ),
        (
            changed(9, statement="  "),
            "line 10 (field statement): The statement is empty.",
            "the official statement, in a file saved as UTF-8.",
        ),
        (
            changed(9, statement=f"{SECRET}: donâ€™t"),
            "line 10 (field statement): Letters were lost in a conversion.",
            "the official statement, in a file saved as UTF-8.",
        ),
        (
            changed(9, statement="I take it for granted that the people I am CLOSEST to will stay."),
            "line 10 (field statement): The statement of item 9 is our paraphrase.",
            "the official statement; without one, leave the file out and the page stays a practice form.",
        ),
    ],
)
def test_a_line_that_breaks_a_rule_is_refused_with_the_remedy(
    change: Change, rule: str, accepted: str, tmp_path: Path
) -> None:
    assert refusal(write(tmp_path, change(rows()))) == f"ecr-r.csv, {rule} Accepted: {accepted}"


EVERY = ", ".join(str(number) for number in range(1, 37))


@pytest.mark.parametrize(
    "change,rule",
    [
        (lambda lines: lines[:-1], "There are 35 statements; missing 36."),
        (lambda lines: [*lines, lines[4]], "There are 37 statements; twice 5."),
        (changed(36, item="37"), "There are 36 statements; not scored here 37; missing 36."),
        (
            lambda lines: lines[:1] * 2,
            f"There are 2 statements; twice 1; missing {', '.join(EVERY.split(', ')[1:])}.",
        ),
        (lambda lines: lines[:0], f"There are 0 statements; missing {EVERY}."),
    ],
    ids=["one short", "one doubled", "a strange number", "two of the same", "none"],
)
def test_missing_doubled_and_strange_items_are_named(change: Change, rule: str, tmp_path: Path) -> None:
    assert refusal(write(tmp_path, change(rows()))) == (
        f"ecr-r.csv (field item): {rule} Accepted: each of the 36 items of the ECR-R once: {EVERY}."
    )


def test_a_file_without_a_first_line_is_refused_and_its_statements_are_not_repeated(tmp_path: Path) -> None:
    write(tmp_path, rows())
    bare = (tmp_path / "ecr-r.csv").read_text(encoding="utf-8").partition("\n")[2]
    (tmp_path / "ecr-r.csv").write_text(bare, encoding="utf-8")

    assert refusal(tmp_path).startswith(
        "ecr-r.csv, line 1: The first line names '1', 'anxiety', '0', a text of 40 characters. Accepted: a first line"
    )


def test_another_encoding_is_refused_and_the_error_carries_no_text(tmp_path: Path) -> None:
    lines = [one | {"statement": f"{SECRET} – ü {one['item']}"} for one in rows()]
    write(tmp_path, lines, encoding="cp1252")

    with pytest.raises(ContentError) as refused:
        official(tmp_path, "ecr-r")

    assert str(refused.value) == (
        "ecr-r.csv: The file is not UTF-8. Accepted: a file saved as “CSV UTF-8” or as plain UTF-8."
    )
    # A UnicodeDecodeError holds all bytes, and a log with a traceback would print the error that it comes from.
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__


@pytest.mark.parametrize(
    "change",
    [
        changed(9, reverse_keyed="0"),
        changed(9, subscale=f"{SECRET} 9"),
        changed(9, item=f"{SECRET} 9"),
        changed(9, statement=f"{SECRET} â€™"),
        lambda lines: lines[1:],
        lambda lines: lines[::-1],
        lambda lines: [*lines, lines[0]],
    ],
    ids=["key", "scale", "item", "letters", "short", "order", "doubled"],
)
def test_no_refusal_repeats_a_word_of_a_statement(change: Change, tmp_path: Path) -> None:
    assert "zebra" not in refusal(write(tmp_path, change(rows())))


def test_what_python_prints_of_an_official_wording_holds_none_of_it(tmp_path: Path) -> None:
    assert "zebra" not in repr(official(write(tmp_path, rows()), "ecr-r"))
