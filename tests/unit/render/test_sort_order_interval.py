"""What a sort, an order and a marked trace look like before and after: the same elements in every host."""

from __future__ import annotations

import re
from typing import Any

import msgspec
import pytest
from withinreach.content.keys import KeyBase
from withinreach.content.score import Score
from withinreach.content.tasks import Base
from withinreach.render.task import review_html, task_html
from withinreach.render.trace import clock

from tests.golden.table import loaded
from tests.unit.samples import Html, line

EVIL = "<script>alert(1)</script>\"'"
SCORE = Score(points=1.5, maximum=2.0, share=0.75)


def graded(kind: str, name: str) -> tuple[Any, Any]:
    return loaded(kind, name)


def practice(kind: str, name: str) -> Any:
    """The same task with its key beside it, as a practice task has it."""
    task, key = loaded(kind, name)
    return msgspec.structs.replace(task, use="practice", points=None, confidence=False, key=key)


def headings(html: str) -> list[str]:
    """What is said above each reason, from the top, as a reader sees it."""
    shown = re.findall(r'<span data-role="\w+">(.*?)</span>(?=<span data-role|</h4>)', html)
    return [re.sub(r"<[^>]+>", "", words) for words in shown]


@pytest.mark.parametrize("kind,name", [("sort", "four"), ("order", "tiers"), ("interval", "two")])
def test_every_state_is_whole_html_without_an_id(kind: str, name: str) -> None:
    task, key = graded(kind, name)
    answers: dict[str, list[Any]] = {
        "sort": [None, {"i1": "a", "i2": "a"}, {"i1": EVIL}, EVIL],
        "order": [None, ["a", "b", "c", "d"], ["a"], EVIL],
        "interval": [None, [], [[100, 120]], [[EVIL, 2]], EVIL],
    }
    for answer in answers[kind]:
        given = line(task.id, answer) if answer is not None else None
        pages = [task_html(task, given), task_html(practice(kind, name), given)]
        pages.append(review_html(task, key, answer, 0.75, SCORE))
        for page in map(Html, pages):
            assert page.all("script") == []
            assert [attributes for _, attributes in page.elements if "id" in attributes] == []


def test_an_item_is_sorted_by_radio_buttons_named_by_their_column() -> None:
    task, _ = graded("sort", "four")
    page = Html(task_html(task, line("x", {"i2": "c"})))

    assert len(page.all("fieldset", class_="item")) == 4
    assert [box["value"] for box in page.all("input", type="radio", name="i2")] == ["a", "b", "c"]
    assert [box["value"] for box in page.all("input") if "checked" in box] == ["c"]
    assert "A column may stay empty." in page.text
    assert "How much of this do you expect to have right?" in page.text


def test_where_you_and_we_differ_stands_first_and_the_rest_is_folded() -> None:
    html = task_html(practice("sort", "four"), line("x", {"i1": "a", "i2": "a", "i3": "b"}))

    folded = html[html.index("<details") : html.index("</details>")]
    assert "You and we agree on 1 of 4." in Html(html).text
    assert [place in folded for place in ('data-item="i1"', 'data-item="i2"')] == [True, False]
    assert headings(html) == [
        "You: B. We: Cannot say",
        "Near by. You: A. We: B",
        "Left open. We: A",
        "A: yours, and ours",
    ]


def test_a_reason_for_the_column_that_was_chosen_comes_before_the_reason() -> None:
    task, key = graded("sort", "four")
    assert isinstance(key, KeyBase)
    entry = msgspec.structs.replace(key.items["i1"], wrong={"b": "You heard B.", "c": "You heard C."})
    with_words = msgspec.structs.replace(key, items={**key.items, "i1": entry})
    html = review_html(task, with_words, {"i1": "b"}, None, SCORE)

    assert '<p class="if-chosen" data-column="b">You heard B.</p>' in html
    assert '<p class="if-chosen" data-column="c" hidden>' in html


def test_what_is_given_stands_sorted_with_its_reason_and_a_worked_example_has_no_button() -> None:
    task = practice("sort", "given")
    half = Html(task_html(task))
    worked = Html(task_html(msgspec.structs.replace(task, given=("i1", "i2", "i3"))))

    assert len(half.all("fieldset", class_="item")) == 2
    assert len(half.all("button", type="submit")) == 1
    assert worked.all("button") == worked.all("input") == []
    assert "Practice · worked" in worked.text
    assert "Nothing to do but read" in worked.text


def test_each_card_says_what_its_buttons_move() -> None:
    task, _ = graded("order", "tiers")
    page = Html(task_html(task, line("x", ["c", "a", "b", "d"])))

    assert [card["data-card"] for card in page.all("li", class_="card")] == ["c", "a", "b", "d"]
    names = [button["aria-label"] for button in page.all("button", class_="move")]
    assert names[:2] == ["Move up: C", "Move down: C"]


def test_your_order_stands_beside_ours_and_a_tier_is_one_place() -> None:
    task, key = graded("order", "tiers")
    html = review_html(task, key, ["b", "a", "c", "d"], 0.75, SCORE)
    page = Html(html)

    assert "Of 5 pairs, 1 stands the other way round with us." in page.text
    assert "B or, in either order, C" in page.text
    first, folded = html.split("<details")
    assert 'data-boundary="0"' in first
    assert 'data-boundary="1"' in folded


def test_the_trace_is_drawn_twice_with_words_for_it_and_a_table() -> None:
    task, _ = graded("interval", "two")
    page = Html(task_html(task))

    pictures = page.all("svg", role="img")
    assert [picture["viewbox"] for picture in pictures] == ["0 0 680 386", "0 0 340 388"]
    alt = str(pictures[0]["aria-label"])
    assert alt.startswith(
        "Two lines over 6:00 minutes. Reported calm, asked every 20 seconds, lies between 6 and 6 of 7"
    )
    assert "Skin conductance lies between 2.0 and 2.0 microsiemens" in alt
    assert len(page.all("tr")) == 19  # a heading and one row for each 20 seconds
    assert clock(125) == "2:05"


def test_no_picture_of_a_graded_task_shows_where_the_stretches_are() -> None:
    task, key = graded("interval", "two")
    fresh = task_html(task)
    marked = review_html(task, key, [[100, 130]], 0.5, SCORE)

    assert fresh.count("<rect") == 0
    assert "later" not in fresh.replace('<g class="later" hidden></g>', "")
    # One mark of hers and two stretches of ours, in each edition.
    assert marked.count("<rect") == 2 * 3


def test_a_practice_trace_keeps_ours_back_until_an_answer_is_there() -> None:
    html = task_html(practice("interval", "two"))

    assert html.count('<g class="later" hidden><rect') == 2
    assert '<div class="answered" aria-live="polite" hidden>' in html


def test_what_was_found_is_said_in_a_sentence_and_decoys_are_named() -> None:
    html = task_html(practice("interval", "two"), line("x", [[100, 120], [20, 24]]))
    page = Html(html)

    assert "You found 1 of 2, and marked one thing that is none." in page.text
    first = html[html.index('class="first"') : html.index("<details>", html.index('class="first"'))]
    assert "Parted, 3:20 to 4:00" in first
    assert "The clip slipped, 0:20 to 0:24" in first
    assert "Calm, and meant" not in first


def test_a_task_that_nobody_answered_says_so_on_the_marked_page() -> None:
    for kind, name in (("sort", "four"), ("interval", "two"), ("order", "tiers")):
        task, key = graded(kind, name)
        assert isinstance(task, Base)
        page = Html(review_html(task, key, None, None, Score(0.0, 4.0, 0.0)))
        words = "No order was committed." if kind == "order" else "No answer was committed."
        assert words in page.text


def test_words_over_a_trace_never_run_into_each_other() -> None:
    """Each begins after the one before it on its line has ended, also in a broad system face (7.4 px a letter)."""
    from withinreach.content.load import load_module
    from withinreach.content.tasks import IntervalTask

    from tests.conftest import CHECKOUT

    for task in load_module(CHECKOUT / "source" / "01-foundations", "01-foundations").tasks:
        if not isinstance(task, IntervalTask):
            continue
        wide = task_html(task).split('<div class="picture narrow">')[0]
        ends: dict[str, float] = {}
        for x, y, words in re.findall(r'<text class="topic" x="([\d.]+)" y="(\d+)">([^<]+)</text>', wide):
            assert float(x) >= ends.get(y, 0), (task.id, words)
            ends[y] = float(x) + 7.4 * len(words)
        assert len(ends) <= 3
