"""What a talk looks like before, on the way and after: the same elements in every host."""

from __future__ import annotations

import re
from typing import Any, cast

import msgspec
import pytest
from withinreach.content.kinds.dialogue import DialogueKey, DialogueTask
from withinreach.grading import score
from withinreach.render.dialogue import walked
from withinreach.render.talk_map import ways
from withinreach.render.task import review_html, task_html

from tests.golden.table import loaded
from tests.unit.samples import Html, line

EVIL = "<script>alert(1)</script>\"'"
GRADED, KEY = cast("tuple[DialogueTask, DialogueKey]", loaded("dialogue", "missed"))
PRACTICE = msgspec.structs.replace(
    GRADED, id="p", use="practice", attempts="open", points=None, confidence=False, key=KEY
)
BEST = [["n1", "r1"], ["n3", "r6"], ["n5", "r12"]]
ROUND = [["n1", "r2"], ["n2", "r4"], ["n3", "r8"], ["n5", "r12"]]


def shown(html: str) -> str:
    """What a reader sees: the text without what is hidden."""
    while True:
        found = re.search(r"<(li|div|fieldset|span|p|details)\b[^>]* hidden>", html)
        if not found:
            return Html(html).text
        html = without(html, found.start(), found[1])


def without(html: str, start: int, tag: str) -> str:
    depth = 0
    for found in re.finditer(rf"<(/?){tag}\b", html[start:]):
        depth += -1 if found[1] else 1
        if depth == 0:
            return html[:start] + html[html.index(">", start + found.start()) + 1 :]
    raise AssertionError(f"<{tag}> is never closed")


@pytest.mark.parametrize("answer", [None, [], BEST[:1], BEST, ROUND, [["n1", EVIL]], EVIL, {"n1": EVIL}])
def test_every_state_is_whole_html_without_an_id(answer: Any) -> None:
    given = line("x", answer) if answer is not None else None
    pages = [task_html(GRADED, given), task_html(PRACTICE, given)]
    pages.append(review_html(GRADED, KEY, answer, 0.75, score(GRADED, KEY, answer, 0.75)))
    for page in map(Html, pages):
        assert page.all("script") == []
        assert [attributes for _, attributes in page.elements if "id" in attributes] == []


def test_a_graded_page_holds_no_scene_that_has_not_been_come_to_and_no_word_of_the_key() -> None:
    begun = task_html(GRADED, line("x", BEST[:1]))

    assert "come down in the bathroom" in begun
    assert "takes the jacket off" not in begun
    assert "gone home by then" not in begun
    for answer in (None, BEST[:1], BEST):
        page = task_html(GRADED, line("x", answer))
        assert not [name for name, entry in KEY.replies.items() if entry.reason[:30] in page]
        assert "data-value" not in page


def test_the_present_scene_has_its_replies_as_radio_buttons_named_by_their_node() -> None:
    page = Html(task_html(GRADED, line("x", BEST[:1])))

    assert [box["value"] for box in page.all("input", type="radio", name="n3")] == ["r6", "r7", "r8"]
    assert page.all("input", name="n1") == []
    assert "You Last week I waited until half past." in page.text
    assert "each reply is final, also after a reload" in page.text
    assert page.all("input", name="confidence") == []


def test_how_sure_is_asked_when_the_talk_has_ended_and_only_then() -> None:
    ended, sure = Html(task_html(GRADED, line("x", BEST))), Html(task_html(GRADED, line("x", BEST, confidence=0.75)))

    assert len(ended.all("input", name="confidence")) == 5
    assert [button["type"] for button in ended.all("button")] == ["submit"]
    assert "Under R or under A?" in ended.text
    assert "No matter. Where had we got to?" in ended.text  # folded: what was not said
    assert sure.all("button") == sure.all("input") == []
    assert "Reasons come with the marked page." in sure.text


def test_in_practice_the_reader_sees_one_scene_at_a_time() -> None:
    fresh, ended = shown(task_html(PRACTICE)), shown(task_html(PRACTICE, line("p", ROUND)))

    assert "Eleven minutes late" in fresh
    assert "Means? It means" not in fresh
    assert "A better line here" not in fresh
    assert "“Means? It means the bus was full.”" in ended
    assert "You That came out like a form" in ended
    assert ended.count("What do you say?") == 1  # the prompt asks it too; no scene does any more


def test_the_map_tells_each_scene_with_your_line_a_better_one_and_what_hangs_on_what() -> None:
    html = task_html(PRACTICE, line("p", ROUND))
    answered = html[html.index('<div class="answered"') : -len("</section>")]
    stations = re.findall(r'<li class="station" data-place="(\w+)">', answered)
    words = shown(answered)

    assert stations == ["n1", "n2", "n3", "n5", "n4"]
    assert answered.index('class="elsewhere"') < answered.index('data-place="n4"', answered.index('class="stations"'))
    assert "You said what we would have said 2 of 4 times." in words
    assert "Your line, looked at againTwo weeks running." in words
    assert "A better line hereLast week I waited" in words
    assert "Half of what was lost can be won back here." in words
    assert words.count("What came next hangs on what you said at 2.") == 1
    assert words.count("A better line here") == 2


def test_the_picture_draws_every_way_and_marks_the_taken_and_the_better_ones() -> None:
    walk = walked(GRADED, ROUND)
    html = task_html(PRACTICE, line("p", ROUND))
    picture = html[html.index("<svg") : html.index("</svg>")]

    # 3 + 2 replies that lead one way, 3 that lead two ways, 3 + 3 to the ends
    assert picture.count('class="way') == 17
    assert ways(GRADED.talk, walk, KEY) == {
        ("r2", "n2"): "taken",
        ("r1", "n3"): "better",
        ("r4", "n3"): "taken",
        ("r8", "n5"): "taken",
        ("r6", "n5"): "better",
        ("r12", "e1"): "taken",
    }
    assert set(ways(GRADED.talk, walk, None).values()) == {"taken"}
    assert "you came through 4 of 5 scenes" in picture
    assert re.findall(r"<text[^>]*>(\d?)</text>", picture) == ["1", "2", "3", "", "4"]


def test_two_ways_to_one_place_are_drawn_apart() -> None:
    picture = task_html(PRACTICE)
    curves = re.findall(r'class="way [^"]*" data-reply="\w+" data-to="\w+" d="([^"]+)"', picture)

    assert len(set(curves)) == len(curves) == 17


def test_the_marked_page_says_what_was_expected_earned_and_where_you_and_we_part() -> None:
    path = [["n1", "r1"], ["n3", "r7"], ["n5", "r13"]]
    page = Html(review_html(GRADED, KEY, path, 0.75, score(GRADED, KEY, path, 0.75)))

    assert "2.9 of 4" in page.text
    assert "You expected: most of it. Earned by the answer itself: 70 %." in page.text
    assert "You said what we would have said 1 of 3 times." in page.text
    assert "Author key, not yet read by another clinician." in page.text
    assert page.all("input") == page.all("button") == []


def test_a_talk_that_was_not_begun_or_not_finished_says_so_on_the_marked_page() -> None:
    for answer, words in ((None, "No answer was committed."), (BEST[:2], "begun and not finished; it earns nothing.")):
        page = Html(review_html(GRADED, KEY, answer, None, score(GRADED, KEY, answer, None)))
        assert words in page.text


def test_a_worked_talk_is_its_map_and_asks_for_nothing() -> None:
    given = tuple((node, reply) for node, reply in ROUND)
    page = Html(task_html(msgspec.structs.replace(PRACTICE, given=given)))

    assert page.all("button") == page.all("input") == []
    assert "Practice · worked" in page.text
    assert page.text.count("The line we gave") == 4
    assert "times." not in page.text


def test_what_is_given_cannot_be_taken_back() -> None:
    task = msgspec.structs.replace(loaded("dialogue", "given")[0], key=KEY)
    html = task_html(task, line("p", [["n1", "r2"], ["n2", "r4"], ["n3", "r6"], ["n5", "r12"]]))

    first = html[html.index('data-place="n1"') : html.index('data-place="n2"')]
    assert "Take this back" not in first
    assert html.count("Take this back") == 4  # of n2 to n5
