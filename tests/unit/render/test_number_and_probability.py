"""What fields and shares look like before and after: the same elements in every host."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import msgspec
import pytest
from withinreach.content.kinds.number import NumberTask
from withinreach.content.kinds.probability import ProbabilityTask
from withinreach.content.score import Score
from withinreach.render.shares import OVERLAP
from withinreach.render.task import review_html, task_html

from tests.golden.table import loaded
from tests.unit.samples import VOID, Html, line

EVIL = "<script>alert(1)</script>\"'"
SCORE = Score(points=1.5, maximum=3.0, share=0.5)
AUTHORS = {
    "c1": (35, 35, 30),
    "c2": (44, 27, 29),
    "c3": (33, 46, 21),
    "c4": (22, 63, 15),
    "c5": (11, 78, 11),
    "c6": (7, 84, 9),
}
INES = {clue: dict(zip("dfx", shares, strict=True)) for clue, shares in AUTHORS.items()}


def practice(kind: str, name: str) -> Any:
    """The same task with its key beside it, as a practice task has it."""
    task, key = loaded(kind, name)
    return msgspec.structs.replace(task, use="practice", points=None, confidence=False, attempts="open", key=key)


class Seen(HTMLParser):
    """The text of each heading and paragraph that is not hidden, by its tag and class."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[tuple[str, bool]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        self._open.append((tag, "hidden" in dict(attrs)))
        if tag in {"h4", "p"}:
            self.texts.append((tag if tag == "h4" else str(dict(attrs).get("class")), ""))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open and not any(hidden for _, hidden in self._open) and {"h4", "p"} & {tag for tag, _ in self._open}:
            name, text = self.texts[-1]
            self.texts[-1] = (name, text + data)

    def of(self, name: str) -> list[str]:
        """What can be read in the elements of a name, from the top."""
        return [" ".join(text.split()) for found, text in self.texts if found == name and text.strip()]


def headings(html: str) -> list[str]:
    """What is said above each reason, from the top, as a reader sees it."""
    return Seen(html).of("h4")


STATES: list[tuple[str, str, list[Any]]] = [
    ("number", "score", [None, {"r1": "7", "mean": "3.83"}, {"r1": EVIL, "mean": EVIL}, {"r1": 7}, EVIL]),
    ("number", "band", [None, {"mean": "5,17", "place": "high"}, {"place": EVIL}, {"place": []}, EVIL]),
    ("probability", "numbers", [None, {"a": 22, "b": 85, "c": 70}, {"a": EVIL}, {"a": [1]}, EVIL]),
    ("probability", "shares", [None, {"a": 50, "b": 50, "c": 0, "d": 0}, {"a": 1e300, "b": float("nan")}, EVIL]),
    ("probability", "ines", [None, INES, {"c1": EVIL}, {"c1": {"d": EVIL}}, {"c1": {"d": 40}}, EVIL]),
    ("probability", "half", [None, {clue: INES[clue] for clue in ("c2", "c3", "c4")}, EVIL]),
    ("probability", "outcome", [None, {"s8": 0, "s16": 100, "s24": 0, "later": 0, "never": 0}, EVIL]),
]


@pytest.mark.parametrize("kind,name,answers", STATES)
def test_every_state_is_whole_html_without_an_id_and_without_a_script(kind: str, name: str, answers: list[Any]) -> None:
    task, key = loaded(kind, name)
    for answer in answers:
        given = line(task.id, answer) if answer is not None else None
        pages = [task_html(practice(kind, name), given), review_html(task, key, answer, 0.75, SCORE)]  # type: ignore[arg-type]
        pages += [] if name in {"band", "half", "outcome"} else [task_html(task, given)]  # type: ignore[arg-type]
        for page in map(Html, pages):
            assert page.all("script") == []
            assert [attributes for _, attributes in page.elements if "id" in attributes] == []


def test_a_field_takes_what_was_typed_as_it_was_typed() -> None:
    task, _ = loaded("number", "score")
    page = Html(task_html(task, line("x", {"mean": "4,17", "r1": EVIL})))  # type: ignore[arg-type]

    assert {box["name"]: box["value"] for box in page.all("input", type="text")} == {
        "r1": EVIL, "r2": "", "mean": "4,17", "low": "",
    }  # fmt: skip
    assert "A point or a comma for decimals, as you like. A field may stay empty." in page.text
    assert "How much of this do you expect to have right?" in page.text


def test_a_telephone_offers_a_minus_only_where_one_can_be_needed() -> None:
    pads = [
        {box["inputmode"] for box in Html(task_html(practice("number", name))).all("input")}
        for name in ("score", "change")
    ]

    assert pads == [{"decimal"}, {"text"}]


def test_a_field_with_options_is_a_list_to_choose_from_and_may_stay_open() -> None:
    page = Html(task_html(practice("number", "band"), line("x", {"place": "mid"})))

    assert [option["value"] for option in page.all("option")] == ["", "low", "mid", "high"]
    assert [option["value"] for option in page.all("option") if "selected" in option] == ["mid"]


def test_what_is_given_stands_filled_in_with_the_way_and_a_worked_example_has_no_button() -> None:
    half = practice("number", "band")
    worked = msgspec.structs.replace(half, given=("sum", "mean", "place"))

    assert [box["name"] for box in Html(task_html(half)).all("input")] == ["mean"]
    page = Html(task_html(worked))
    assert page.all("button") == page.all("input") == page.all("select") == []
    assert "Where 3 to below 5" in page.text


def test_fields_say_what_was_yours_what_followed_and_what_is_ours() -> None:
    html = task_html(practice("number", "score"), line("x", {"r1": "1", "r2": "5", "mean": "3.17"}))
    page = Html(html)

    # (1 + 5 + 13)/6 = 3.17: right for the 1 that was not turned.
    assert "Right: 2 of 4." in page.text
    assert headings(html) == [
        "You: 1. We: 7",
        "Left open. We: 3.58 points",
        "5: yours, and ours",
        "3.17: right for what you had before. We: 4.17 points",
    ]


def test_the_reason_for_your_slip_comes_before_the_way_and_no_other_slip_does() -> None:
    html = review_html(*loaded("number", "score"), {"r1": "1"}, None, SCORE)  # type: ignore[arg-type]
    first = html.index('data-field="r1"')

    assert html.count('<p class="if-chosen"') == 8
    assert Seen(html).of("if-chosen") == ["not turned"]
    assert html.index("not turned", first) < html.index("8 - 1", first)


def test_shares_are_fields_with_their_names_and_buttons_that_say_what_they_do() -> None:
    task, _ = loaded("probability", "shares")
    page = Html(task_html(task, line("x", {"a": 60, "b": 20, "c": 10, "d": 10})))  # type: ignore[arg-type]

    boxes = page.all("input", type="number")
    assert {box["name"]: box["value"] for box in boxes} == {"a": "60", "b": "20", "c": "10", "d": "10"}
    assert {(box["min"], box["max"], box["step"]) for box in boxes} == {("0", "100", "1")}
    assert [button["aria-label"] for button in page.all("button", class_="step")][:2] == [
        "Five less: A",
        "Five more: A",
    ]
    assert [rect["width"] for rect in page.all("rect", class_="mine")] == ["60", "20", "10", "10"]
    assert "How sure" not in page.text
    assert "expect to have right" not in page.text


def test_fields_begin_empty_unless_the_task_says_even() -> None:
    task, _ = loaded("probability", "ines")
    even = msgspec.structs.replace(task, start="even")

    def values(one: Any) -> list[str | None]:
        return [box["value"] for box in Html(task_html(one)).all("input")]

    assert values(task) == [""] * 18
    assert values(even) == ["34", "33", "33", *[""] * 15]


def test_without_a_script_every_clue_stands_there_with_its_own_fields() -> None:
    task, _ = loaded("probability", "ines")
    page = Html(task_html(task))  # type: ignore[arg-type]

    assert [item["data-clue"] for item in page.all("li")] == list(INES)
    names = [box["name"] for box in page.all("input")]
    assert names[:3] == ["c1.d", "c1.f", "c1.x"]
    assert len(set(names)) == 18


def test_no_share_of_ours_is_in_the_page_of_a_graded_task() -> None:
    task, key = loaded("probability", "ines")
    secret = msgspec.structs.replace(key, basis="SECRET")

    assert "SECRET" not in task_html(task)  # type: ignore[arg-type]
    assert "84" not in task_html(task)  # type: ignore[arg-type]
    assert "SECRET" in review_html(task, secret, INES, None, SCORE)  # type: ignore[arg-type]


def test_yours_stands_beside_ours_after_each_clue_with_the_note_on_overlap() -> None:
    given = {**INES, "c3": {"d": 50, "f": 30, "x": 20}}
    html = review_html(*loaded("probability", "ines"), given, None, SCORE)  # type: ignore[arg-type]
    third = html[html.index('<tbody data-clue="c3"') : html.index('<tbody data-clue="c4"')]

    assert re.findall(r"<td[^>]*>(\d+)</td>", third) == ["50", "30", "20", "33", "46", "21"]
    assert Html(html).text.count(OVERLAP) == 1
    assert "with us “F” goes from 27 to 46, with you from 27 to 30." in Html(html).text
    assert "the last 3 of 6 steps count" in Html(html).text
    assert html.count("(does not count)") == 3


def test_a_worked_example_shows_our_shares_after_each_clue_and_the_note() -> None:
    half = practice("probability", "half")
    page = Html(task_html(msgspec.structs.replace(half, given=("c1", "c2", "c3", "c4"))))

    assert page.all("button") == page.all("input") == []
    assert "Ours after it: D 85, F 5, X 10." in page.text
    assert OVERLAP in page.text


def test_the_largest_share_of_yours_comes_first_then_ours_then_the_rest_folded() -> None:
    html = task_html(practice("probability", "shares"), line("x", {"a": 30, "b": 40, "c": 20, "d": 10}))
    page = Html(html)

    assert headings(html) == [
        "Your largest share: you 40, we 20",
        "Our largest share: you 30, we 60",
        "You 20, we 10",
        "You 10, we 10",
    ]
    assert html.index("<details") > html.index('data-ours="60"')
    assert "Widest apart at “A”: you 30, we 60." in page.text


def test_numbers_that_stand_alone_are_sorted_by_how_far_apart_they_are() -> None:
    html = task_html(practice("probability", "numbers"), line("x", {"a": 25, "b": 80, "c": 70}))

    assert headings(html) == ["You 70 %, we 40 %", "You 25 %, we 12 %", "You 80 %, we 85 %"]
    assert re.findall(r'class="glyph" aria-hidden="true">(.)<', html) == ["–", "~", "✓"]
    assert "Within ten points of ours: 1 of 3." in Html(html).text


def test_a_task_that_nobody_answered_says_so_on_the_marked_page() -> None:
    for kind, name in (("number", "score"), ("probability", "one"), ("probability", "ines"), ("probability", "shares")):
        task, key = loaded(kind, name)
        assert isinstance(task, NumberTask | ProbabilityTask)
        text = Html(review_html(task, key, None, None, Score(0.0, 3.0, 0.0))).text  # type: ignore[arg-type]
        assert "No answer was committed." in text
        assert "Author key, not yet read by another clinician." in text


def test_a_final_task_says_so_beforehand() -> None:
    task, _ = loaded("probability", "numbers")

    assert "This one is final: the answer you commit stands." in Html(task_html(task)).text  # type: ignore[arg-type]
