"""What a transcript looks like before and after: the same elements in every host."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any, cast

import msgspec
import pytest
from withinreach.content.kinds.transcript import TranscriptKey, TranscriptTask
from withinreach.content.score import Score
from withinreach.render.task import review_html, task_html

from tests.golden.table import loaded
from tests.unit.samples import VOID, Html, line

EVIL = "<script>alert(1)</script>\"'"
SCORE = Score(points=1.5, maximum=5.0, share=0.3)
SOME = {"t2": ["D"], "t4": ["F"], "t6": ["D"]}


def pair(name: str) -> tuple[TranscriptTask, TranscriptKey]:
    return cast("tuple[TranscriptTask, TranscriptKey]", loaded("transcript", name))


def practice(name: str, **others: Any) -> TranscriptTask:
    """The same task with its key beside it, as a practice task has it."""
    task, key = pair(name)
    fixed: dict[str, Any] = {"use": "practice", "points": None, "confidence": False, "key": key}
    return msgspec.structs.replace(task, **(fixed | others))


def turns(html: str) -> dict[int, str]:
    """Number → its turn, as HTML."""
    rows = re.findall(r'<li class="turn.*?</li>', html, re.DOTALL)
    return dict(enumerate(rows, start=1))


class _Seen(HTMLParser):
    """Text without that of hidden elements; a paragraph ends with a space."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.hidden: list[bool] = []
        self.said = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.hidden.append("hidden" in dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        self.hidden.pop()
        self.said += " " * (tag == "p")

    def handle_data(self, data: str) -> None:
        self.said += "" if any(self.hidden) else data


def shown(html: str) -> str:
    """The text of a fragment as a reader sees it."""
    seen = _Seen()
    seen.feed(html)
    seen.close()
    return " ".join(seen.said.split())


@pytest.mark.parametrize("name", ["ingrid", "mixed", "beside"])
@pytest.mark.parametrize(
    "answer", [None, {}, SOME, {"q1": ["W", "C"]}, {"t2": [EVIL], EVIL: ["D"]}, EVIL, [[]]], ids=str
)
def test_every_state_is_whole_html_without_an_id(name: str, answer: Any) -> None:
    task, key = pair(name)
    given = line(task.id, answer) if answer is not None else None
    pages = [task_html(task, given), task_html(practice(name), given), review_html(task, key, answer, 0.75, SCORE)]
    for page in map(Html, pages):
        assert page.all("script") == []
        assert [attributes for _, attributes in page.elements if "id" in attributes] == []


def test_only_the_patients_turns_carry_tags_and_each_is_the_name_of_its_group() -> None:
    html = task_html(pair("ingrid")[0])
    page = Html(html)

    assert len(page.all("li", class_="turn")) == len(page.all("li", class_="turn hers")) == 7
    assert len(page.all("fieldset")) == 7 + 1  # and the confidence
    assert [radio["value"] for radio in page.all("input", name="t4")] == ["D", "F", "R", ""]
    assert page.all("input", name="t1") == []
    assert re.search(r"<legend><span class=\"n\">4</span> <span class=\"who\">Ingrid</span>", turns(html)[4])


def test_an_untagged_turn_stands_at_nothing_to_mark_and_a_tagged_one_at_its_tag() -> None:
    page = Html(task_html(pair("ingrid")[0], line("x", {"t4": ["F"]})))

    on = {str(radio["name"]): radio["value"] for radio in page.all("input", type="radio") if "checked" in radio}
    assert on == {"t2": "", "t4": "F", "t6": "", "t8": "", "t10": "", "t12": "", "t14": ""}


def test_a_stage_direction_stands_in_italics_and_an_emphasis_does_not_become_one() -> None:
    task = pair("ingrid")[0]
    loud = msgspec.structs.replace(task.turns[1], text="*(coughs)* It was *fine*.")
    html = task_html(msgspec.structs.replace(task, turns=(task.turns[0], loud)))

    assert "<i>(coughs)</i> It was <em>fine</em>." in html


def test_where_two_tags_are_asked_for_there_are_boxes_and_the_number_is_said() -> None:
    page = Html(task_html(pair("mixed")[0]))

    assert [box["value"] for box in page.all("input", type="checkbox", name="q1")] == ["W", "C", "P"]
    assert "Claire’s turns can be tagged; untagged means nothing to mark. Up to two tags a turn." in page.text


def test_a_graded_transcript_holds_no_word_of_its_key() -> None:
    html = task_html(pair("ingrid")[0], line("x", SOME))

    assert "heard" not in html
    assert "measles" not in html.lower().replace("measles, once", "")


def test_practice_keeps_reasons_back_until_there_is_an_answer() -> None:
    fresh, done = (task_html(practice("ingrid"), given) for given in (None, line("x", {})))

    assert fresh.count('class="heard" data-of="t2" hidden') == 1
    assert '<div class="answered" aria-live="polite" hidden>' in fresh
    assert 'class="heard" data-of="t2" hidden' not in done


@pytest.mark.parametrize("marked", [True, False])
def test_your_tag_ours_and_the_reason_stand_beside_each_turn_with_a_glyph_and_a_word(marked: bool) -> None:  # noqa: FBT001
    task, key = pair("ingrid")
    answer = SOME | {"t10": ["D"], "t14": ["R"]}
    html = review_html(task, key, answer, 0.5, SCORE) if marked else task_html(practice("ingrid"), line("x", answer))
    rows = {number: shown(re.sub(r"<fieldset>.*</fieldset>", "", row)) for number, row in turns(html).items()}
    said = {number: re.split(r"(?=[✓~–] )", rows[number], maxsplit=1)[-1] for number in (2, 4, 6, 8, 10, 14)}

    assert said[2].startswith("✓ Yours, and ours: turning away from need You ask who came")
    assert said[4].startswith("– You: wanting and fearing We: turning away from need The shelf")
    assert said[6].startswith("– You: turning away from need We: nothing to mark A choir is a choir")
    assert said[8].startswith("– You: nothing to mark We: wanting and fearing The wish")
    assert said[10].startswith("~ You: turning away from need May be tagged or not: turning away from need Praise")
    assert said[14] == "~ You: risk, said lightly We: nothing to mark Asking once too often costs nothing"


@pytest.mark.parametrize("marked", [True, False])
def test_the_count_stands_first_then_the_three_differences_that_say_most(marked: bool) -> None:  # noqa: FBT001
    task, key = pair("ingrid")
    html = review_html(task, key, SOME, 0.5, SCORE) if marked else task_html(practice("ingrid"), line("x", SOME))
    box = html[html.index('class="reasons"') : html.index('class="authority"')]
    rows = re.findall(r'<div class="reason" data-of="(\w+)">', box)

    assert "You and we agree on 1 of 4. You have one tag where we have none." in box
    assert rows == ["t12", "t6", "t4"]
    assert '<p class="most">The three that say most stand first' in box
    assert "Turn 12. You: nothing to mark. We: risk, said lightly." in shown(html)


def test_where_all_is_heard_nothing_differs() -> None:
    task, key = pair("ingrid")
    html = review_html(task, key, {"t2": ["D"], "t4": ["D"], "t8": ["F"], "t12": ["R"]}, 1.0, SCORE)

    assert "You and we agree on 4 of 4." in html
    assert '<div class="first"></div>' in html
    assert "✓ Nothing to mark, for you and for us" in Html(turns(html)[6]).text


def test_a_marked_page_says_how_the_share_came_about_only_where_it_is_not_plain() -> None:
    task, key = pair("ingrid")
    odd, plain, asked = (
        Html(review_html(task, key, answer, None, SCORE)).text for answer in (SOME, {"t2": ["D"]}, {"t6": ["R"]})
    )

    how = "(another tag on the right turn counts a quarter; a tag where we have none takes back six tenths of one)"
    assert how in odd
    assert "six tenths" not in plain + asked


def test_what_nobody_answered_is_shown_with_our_tags_alone() -> None:
    task, key = pair("ingrid")
    page = Html(review_html(task, key, None, None, Score(0.0, 5.0, 0.0)))

    assert "No tags were committed." in page.text
    assert "You" not in re.sub(r"You (ask|are)", "", page.text)
    assert "✓ May be tagged or not: turning away from need" in page.text


def test_what_is_given_stands_tagged_with_its_reason_and_a_worked_example_has_no_button() -> None:
    half = task_html(practice("ingrid", given=("t2", "t6")))
    worked = Html(task_html(practice("ingrid", given=("t2", "t4", "t8", "t12"))))

    assert "✓ turning away from need You ask who came" in shown(turns(half)[2])
    assert "✓ Nothing to mark A choir" in shown(turns(half)[6])
    assert len(Html(half).all("fieldset")) == 5
    assert worked.all("button") == worked.all("input") == []
    assert "Practice · worked" in worked.text
    assert "Author key, not yet read by another clinician." in worked.text
