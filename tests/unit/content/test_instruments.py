"""Questionnaires as they ship: keys against the published ones, and files that break a rule refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from withinreach.content import instruments
from withinreach.content.errors import ContentError, WithinReachError
from withinreach.content.instruments import NAMES, Questionnaire, order_of, questionnaire, read_rows
from withinreach.content.references import known_keys
from withinreach.content.resources import data_text

# Fraley, Waller & Brennan (2000), published order; the codebook of the Human Penguin Project and four public scripts.
ECR_R_REVERSED = [9, 11, 20, 22, 26, 27, 28, 29, 30, 31, 33, 34, 35, 36]
# Griffin & Bartholomew (1994), as quoted in a public audit of scoring scripts; minus: reverse-keyed.
RSQ_KEY = {
    "secure": [3, -9, 10, 15, -28],
    "fearful": [1, 5, 12, 24],
    "preoccupied": [-6, 8, 16, 25],
    "dismissing": [2, 6, 19, 22, 26],
}


def key(form: Questionnaire, scale: str) -> list[int]:
    """The items of a scale, reverse-keyed ones negative."""
    own = [(item.number, item.reverse[item.scales.index(scale)]) for item in form.entries if scale in item.scales]
    return [-number if turned else number for number, turned in own]


def test_the_ecr_r_is_keyed_as_published() -> None:
    form = questionnaire("ecr-r")

    assert [-number for scale in form.scales for number in key(form, scale) if number < 0] == ECR_R_REVERSED
    assert [abs(number) for number in key(form, "anxiety")] == list(range(1, 19))
    assert [abs(number) for number in key(form, "avoidance")] == list(range(19, 37))
    assert (form.low, form.high, form.order) == (1, 7, "published")


def test_the_rsq_is_keyed_as_published_and_uses_item_six_twice() -> None:
    form = questionnaire("rsq")

    assert {scale: key(form, scale) for scale in form.scales} == RSQ_KEY
    assert len(form.entries) == 17
    assert sum(len(item.scales) for item in form.entries) == 18
    assert (form.low, form.high, form.order) == (1, 5, "published")


def test_the_rq_has_each_prototype_once_in_an_order_of_our_own() -> None:
    form = questionnaire("rq")

    assert sorted(scale for item in form.entries for scale in item.scales) == sorted(form.scales)
    assert sorted(form.scales) == ["dismissing", "fearful", "preoccupied", "secure"]
    assert (form.low, form.high, form.order) == (1, 7, "own")
    assert form.choice


@pytest.mark.parametrize("name", NAMES)
def test_what_ships_is_a_paraphrase_and_cites_its_original(name: str) -> None:
    form = questionnaire(name)

    assert form.wording == "paraphrase"
    assert form.permission == ""
    assert form.cite in known_keys()


def test_an_item_is_found_by_its_published_number() -> None:
    form = questionnaire("rsq")

    assert form.item(28).topic == "worry about not being accepted"
    assert form.item(28).id == "i28"
    with pytest.raises(KeyError):
        form.item(4)  # not scored


def test_no_statement_stands_in_what_python_prints_of_a_questionnaire() -> None:
    form = questionnaire("ecr-r")

    assert repr(form.item(7)) == "Item(i07)"
    assert [item.statement for item in form.entries if item.statement in repr(form)] == []
    assert form.item(7).__rich_repr__() == [("number", 7)]


def test_an_unknown_questionnaire_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(WithinReachError) as refused:
        questionnaire("ecr-12")

    assert str(refused.value) == "There is no questionnaire 'ecr-12'. There are: ecr-r, rsq, rq."


def test_the_alternating_order_is_told_from_the_published_one() -> None:
    entries = questionnaire("ecr-r").entries
    alternating = [item for pair in zip(entries[18:], entries[:18], strict=True) for item in pair]

    assert [item.scales[0] for item in alternating[:3]] == ["avoidance", "anxiety", "avoidance"]
    assert order_of(entries) == "published"
    assert order_of(alternating) == "alternating"
    assert order_of([*entries[1:], entries[0]]) == ""


Broken = Callable[[str, str], str]


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Broken:
    """What the loader says of the RSQ's file after a part of it was replaced."""

    def refusal(old: str, new: str) -> str:
        def changed(*parts: str) -> str:
            text = data_text(*parts)
            if parts[-1] == "rsq.csv":
                assert old in text
                return text.replace(old, new, 1)
            return text

        monkeypatch.setattr(instruments, "data_text", changed)
        with pytest.raises(ContentError) as refused:
            questionnaire.__wrapped__("rsq")
        return str(refused.value)

    return refusal


@pytest.mark.parametrize(
    "old,new,rule,accepted",
    [
        (
            "item,subscale",
            "number,subscale",
            "rsq.csv, line 1: The first line names 'number', 'subscale', 'reverse_keyed', 'topic', 'statement'.",
            "a first line with topic, item, subscale, reverse_keyed, statement, in any order and separated by commas.",
        ),
        (
            "\n2,dismissing",
            "\nii,dismissing",
            "rsq.csv, line 3 (field item): The item is called 'ii'.",
            "the number of the item in the published order, such as 7.",
        ),
        (
            "\n2,dismissing",
            "\n2,avoidant",
            "rsq.csv, line 3 (field subscale): 'avoidant' does not fit.",
            "one or more of secure, fearful, preoccupied, dismissing, separated by spaces.",
        ),
        (
            "dismissing preoccupied,0 1",
            "dismissing preoccupied,0",
            "rsq.csv, line 6 (field reverse_keyed): '0' does not fit.",
            "0 or 1 for each scale, separated by spaces.",
        ),
        (
            "I have to talk myself into leaning on other people.",
            "",
            "rsq.csv, line 2 (field statement): '' does not fit.",
            "a statement in our own words.",
        ),
        (
            "\n2,dismissing",
            "\n1,dismissing",
            "rsq.csv: 17 lines with 16 different numbers; 17 items are announced.",
            "one line for each item.",
        ),
        (
            "\n2,dismissing",
            "\n30,dismissing",
            "rsq.csv (field order): The order is said to be published, and the lines stand in another.",
            "lines in the order that the questionnaire's .yaml names.",
        ),
    ],
)
def test_a_file_of_ours_that_breaks_a_rule_is_refused(
    old: str, new: str, rule: str, accepted: str, broken: Broken
) -> None:
    assert broken(old, new) == f"{rule} Accepted: {accepted}"


HEADER = "item,subscale,reverse_keyed,statement\n"


@pytest.mark.parametrize(
    "text,rule,accepted",
    [
        (
            HEADER + "1,anxiety,0,One, two.\n",
            "x.csv, line 2: This line has 5 cells, the first line names 4 columns.",
            "one cell a column; a statement with a comma in it stands between double quotation marks.",
        ),
        (
            HEADER + '1,anxiety,0,"One\n',
            "x.csv, line 2: This is not CSV (unexpected end of data).",
            "statements with commas between double quotation marks.",
        ),
        (
            "item;subscale;reverse_keyed;statement\n1;anxiety;0;One\n",
            "x.csv, line 1: The first line names 'item;subscale;reverse_keyed;statement'.",
            "a first line with item, subscale, reverse_keyed, statement, in any order and separated by commas.",
        ),
        (
            "",
            "x.csv, line 1: The first line names no columns.",
            "a first line with item, subscale, reverse_keyed, statement, in any order and separated by commas.",
        ),
    ],
)
def test_lines_that_are_no_table_are_refused(text: str, rule: str, accepted: str) -> None:
    with pytest.raises(ContentError) as refused:
        read_rows("x.csv", text)

    assert str(refused.value) == f"{rule} Accepted: {accepted}"


def test_columns_may_stand_in_any_order_and_a_statement_may_hold_commas_and_lines() -> None:
    (row,) = read_rows("x.csv", 'statement,item,subscale,reverse_keyed\n"One, two\nthree", 7 ,anxiety,0\n\n')

    assert row.line == 3
    assert row.cells == {"statement": "One, two\nthree", "item": "7", "subscale": "anxiety", "reverse_keyed": "0"}
