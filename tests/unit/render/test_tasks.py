"""What a participant and a marker see of a task, and what must not be in it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from withinreach.content.answers import Line
from withinreach.content.keys import ChoiceKey, CriterionKey, OptionKey, TextKey
from withinreach.content.score import Score
from withinreach.content.tasks import ChoiceTask, Criterion, NoteTask, Option, TextTask
from withinreach.render.escape import esc, lines
from withinreach.render.task import number, review_html, task_html, written_html

EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'\u202e\x00"
OPTIONS = (Option("a", "First"), Option("b", "Second"), Option("c", "Third"))
KEY = ChoiceKey(
    {
        "a": OptionKey(0, "Too soon.", "nearer"),
        "b": OptionKey(1, "Just so.", "back"),
        "c": OptionKey(0.6, "Possible.", "stay"),
    }
)
VOID = {"img", "input", "br", "circle", "path", "line", "use", "meta", "link"}


class Balance(HTMLParser):
    """Fails on a tag that is closed out of order or not at all."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag


def choice(*, practice: bool = True, pick: int = 1) -> ChoiceTask:
    return ChoiceTask(
        id="x",
        edition=1,
        title="a title",
        prompt="Which *one*?",
        use="practice" if practice else "graded",
        keep="local" if practice else "handin",
        points=None if practice else 3,
        confidence=not practice,
        pick=pick,
        options=OPTIONS,
        key=KEY if practice else None,
    )


def text_task() -> TextTask:
    criteria = (Criterion("c1", "Plain"), Criterion("c2", "Short"))
    return TextTask(
        id="t", edition=1, title="t", prompt="Write.", use="graded", keep="handin", points=10, criteria=criteria
    )


TEXT_KEY = TextKey({c: CriterionKey(("0", "1", "2"), ("a", "b", "c")) for c in ("c1", "c2")}, model="A model.")


def line(answer: object) -> Line:
    return Line(at="2026-11-23T21:04:09Z", task="x", edition=1, answer=answer, confidence=0.75)


def roles(html: str) -> dict[str, str]:
    """Option id to the heading that is shown."""
    found = {}
    for option, inner in re.findall(r'data-option="(\w)"(.*?)</h4>', html):
        found[option] = re.findall(r'<span data-role="(\w+)">', inner)[0]
    return found


def test_typed_text_cannot_become_markup() -> None:
    assert esc(EVIL) == "&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;&quot;&#x27;"
    assert lines("a\r\nb\n\nc") == "a<br>b<br><br>c"


def test_a_fresh_practice_task_hides_its_reasons_and_a_graded_one_has_none() -> None:
    assert '<div class="answered" aria-live="polite" hidden>' in task_html(choice())
    graded = task_html(choice(practice=False))
    assert "reason" not in graded.replace("Reasons come with the marked page", "")
    assert "How sure are you?" in graded


def test_the_answer_that_stands_is_checked_with_its_confidence() -> None:
    html = task_html(choice(practice=False), line(["c"]))

    assert re.findall(r'value="([^"]+)" checked', html) == ["c", "0.75"]


@pytest.mark.parametrize(
    "answer, shown",
    [
        (["a"], {"a": "yours", "b": "best", "c": "rest"}),
        (["b"], {"b": "yours", "a": "rest", "c": "rest"}),
    ],
)
def test_your_reason_comes_first_then_the_best_then_the_rest(answer: list[str], shown: dict[str, str]) -> None:
    html = task_html(choice(), line(answer))

    assert roles(html) == shown
    assert re.findall(r'data-option="(\w)"', html) == list(shown)
    assert html.index("<details>") > html.index(f'data-option="{answer[0]}"')


def test_more_than_one_to_pick_asks_by_check_boxes_and_in_shares() -> None:
    html = task_html(choice(practice=False, pick=2))

    assert html.count('type="checkbox"') == 3
    assert "How much of this do you expect to have right?" in html


def test_a_private_note_never_stands_in_html() -> None:
    note = NoteTask(id="n", edition=1, title="n", prompt="Who?", use="ask", keep="private")

    assert '<textarea name="text" aria-label="Private note: n" spellcheck="true"></textarea>' in task_html(note)


def test_the_marked_choice_says_what_was_earned_and_expected() -> None:
    html = review_html(choice(practice=False), KEY, ["c"], 0.75, Score(1.7, 3.0, 0.6))

    assert "1.7 of 3" in html
    assert "You expected: fairly sure. Earned by the answer itself: 60 %." in html
    assert roles(html) == {"c": "yours", "b": "best", "a": "rest"}


def test_a_task_that_was_not_answered_is_reviewed_without_shame() -> None:
    html = review_html(choice(practice=False), KEY, None, None, Score(0.0, 3.0, 0.0))

    assert "No answer was committed." in html


def test_the_rubric_line_of_a_comment_becomes_marks() -> None:
    html = written_html(text_task(), TEXT_KEY, EVIL, 3.0, "2 1\nWell said.")

    assert re.findall(r'class="got">([^<]*)<', html) == ["2 of 2", "1 of 2"]
    assert "Well said." in html
    assert "<script" not in html
    assert "<img" not in html


def test_a_comment_without_a_rubric_line_is_shown_whole() -> None:
    html = written_html(text_task(), TEXT_KEY, "x", 3.0, "2 3\nWell said.")

    assert re.findall(r'class="got">([^<]*)<', html) == ["", ""]
    assert "2 3<br>Well said." in html


@pytest.mark.parametrize("value, words", [(0.13125, "0.1"), (8.0, "8"), (26.34, "26.3"), (0.0, "0")])
def test_points_are_said_with_one_decimal_at_most(value: float, words: str) -> None:
    assert number(value) == words


@pytest.mark.parametrize(
    "html",
    [
        task_html(choice(), line(["a"])),
        task_html(choice(practice=False), line(EVIL)),
        task_html(text_task(), line(EVIL)),
        review_html(choice(practice=False), KEY, ["a"], None, Score(0.0, 3.0, 0.0)),
        written_html(text_task(), TEXT_KEY, EVIL, None, EVIL),
    ],
    ids=["practice", "graded", "text", "review", "written"],
)
def test_every_tag_is_closed_and_none_of_them_was_typed(html: str) -> None:
    assert not {"script", "img"} & set(Balance(html).seen)
