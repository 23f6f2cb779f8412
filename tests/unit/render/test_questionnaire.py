"""A questionnaire's two pages, form and scores, in both wordings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from withinreach.content.instruments import NAMES, Questionnaire, Wording, questionnaire
from withinreach.content.official import official
from withinreach.psychometrics.rq import CAVEATS as RQ_CAVEATS
from withinreach.psychometrics.rsq import CAVEATS as RSQ_CAVEATS
from withinreach.render.questionnaire import ScoreRow, ScoreSheet, form_html, results_html

from tests.unit.official_wording import SECRET, row, rows, write
from tests.unit.samples import Html

OURS = questionnaire("ecr-r")
HOSTILE = "</legend><script>alert(1)</script>\u202e"


@pytest.fixture
def theirs(tmp_path: Path) -> Questionnaire:
    return official(write(tmp_path, rows()), "ecr-r")


def scores(form: Questionnaire, wording: Wording | None = None, **changed: Any) -> str:
    lines = tuple(ScoreRow(words, 3.0, form.low, form.high) for words in form.scales.values())
    return results_html(ScoreSheet(form, wording or form.wording, **{"rows": lines} | changed))


def pages(form: Questionnaire) -> list[Html]:
    """The two pages of a questionnaire: its form, and its scores."""
    return [Html(form_html(form)), Html(scores(form))]


@pytest.mark.parametrize("name,title", [("ecr-r", "ECR-R"), ("rsq", "RSQ"), ("rq", "RQ")])
def test_both_pages_of_a_paraphrase_say_first_that_it_is_a_practice_form(name: str, title: str) -> None:
    for page in pages(questionnaire(name)):
        assert page.text.startswith(f"A practice form, not the {title}")
        assert "Norms and errors of measurement are those of the original and need not hold for this form." in page.text
        assert len(page.all("h3")) == 1
        assert page.all("div", data_questionnaire=name, data_wording="paraphrase")


def test_both_pages_of_an_official_wording_carry_the_name_and_the_permission_instead(theirs: Questionnaire) -> None:
    for page in pages(theirs):
        assert page.text.startswith("Experiences in Close Relationships – Revised (ECR-R)")
        assert "used with permission" in page.text
        assert "The University of Elsewhere may use the ECR-R in teaching until 2028." in page.text
        assert "practice form" not in page.text
        assert "need not hold" not in page.text
        assert page.all("div", data_wording="official")


@pytest.mark.parametrize("name", NAMES)
def test_every_page_of_scores_says_what_the_numbers_are_not_and_calls_its_reader_nothing(name: str) -> None:
    text = Html(scores(questionnaire(name), caveats=(*RSQ_CAVEATS, *RQ_CAVEATS))).text

    assert "What these numbers are not" in text
    assert "No diagnosis" in text
    assert "Not a type" in text
    assert "you know whom to ring" in text
    assert "fearful" not in text.lower()


@pytest.mark.parametrize("name", NAMES)
def test_each_statement_is_a_named_group_of_native_radio_buttons(name: str) -> None:
    form = questionnaire(name)
    page = Html(form_html(form))

    for at, item in enumerate(form.entries, start=1):
        taps = page.all("input", type="radio", name=item.id)
        assert [tap["value"] for tap in taps] == [str(answer) for answer in range(form.low, form.high + 1)]
        assert f"{at} of {form.items} {item.statement}" in page.text
    groups = form.items + bool(form.choice)
    assert len(page.all("fieldset")) == len(page.all("legend")) == groups
    assert page.all("script") == []


def test_both_ends_of_the_answers_are_labelled_for_the_eye_and_for_a_screen_reader() -> None:
    page = Html(form_html(OURS))
    names = [tap.get("aria-label") for tap in page.all("input", name="i07")]

    assert names == ["1, strongly disagree", None, None, None, None, None, "7, strongly agree"]
    assert len(page.all("p", class_="ends", aria_hidden="true")) == 36
    assert page.text.count("Strongly disagree") == page.text.count("Strongly agree") == 36


def test_answers_that_stand_are_shown_and_counted() -> None:
    page = Html(form_html(OURS, {"i01": 3, "i36": 7, "i02": 9}))

    assert [(tap["name"], tap["value"]) for tap in page.all("input") if "checked" in tap] == [
        ("i01", "3"),
        ("i36", "7"),
    ]
    assert "2 of 36" in page.text
    assert "0 of 36" in Html(form_html(OURS)).text


def test_a_fictional_persons_answers_are_an_equal_button_and_the_answers_stay() -> None:
    page = Html(form_html(OURS))

    (fictional,) = page.all("button", data_act="fictional")
    assert fictional["type"] == "button"
    assert "class" not in fictional  # neither quiet nor plain
    assert "Use the answers of a fictional person instead" in page.text
    assert "Stays with you. Never handed in." in page.text
    assert "You need not be with anybody to answer." in page.text


def test_one_of_four_is_asked_for_where_the_questionnaire_asks() -> None:
    page = Html(form_html(questionnaire("rq"), choice="i03"))
    options = page.all("input", name="choice")

    assert [option["value"] for option in options] == ["i01", "i02", "i03", "i04"]
    assert ["checked" in option for option in options] == [False, False, True, False]
    assert "3: I would love to have somebody near, and …" in page.text
    assert Html(form_html(OURS)).all("input", name="choice") == []


def test_an_official_wording_is_shown_in_the_order_of_its_lines_under_its_published_numbers(tmp_path: Path) -> None:
    entries = OURS.entries
    lines = [row(item) for pair in zip(entries[18:], entries[:18], strict=True) for item in pair]
    page = Html(form_html(official(write(tmp_path, lines), "ecr-r", "alternating")))

    assert [group["data-item"] for group in page.all("fieldset")][:4] == ["i19", "i01", "i20", "i02"]
    assert f"1 of 36 {SECRET} 19, with a comma." in page.text


def test_scores_are_a_table_of_what_was_handed_in() -> None:
    lines = (
        ScoreRow("Anxiety", 3.416, 1, 7, "give or take 0.6"),
        ScoreRow("Avoidance", None, 1, 7, "fourteen answers of eighteen; fifteen are needed"),
        ScoreRow("View of self", -6.0, -12, 12, digits=0),
    )
    page = Html(scores(OURS, rows=lines))

    assert "Scale Score Runs from Beside it".replace(" ", "") in page.text.replace(" ", "")
    assert "Anxiety3.421 to 7give or take 0.6" in page.text
    assert "Avoidanceno score1 to 7fourteen answers of eighteen; fifteen are needed" in page.text
    assert "View of self−6−12 to 12" in page.text
    assert len(page.all("th", scope="row")) == 3
    assert len(page.all("th", scope="col")) == 4
    assert len(Html(scores(OURS)).all("th", scope="col")) == 3  # nothing has to be said beside them


def test_scores_of_one_wording_are_not_shown_under_the_name_of_the_other(theirs: Questionnaire) -> None:
    with pytest.raises(ValueError, match="The answers") as refused:
        scores(theirs, wording="paraphrase")
    assert str(refused.value) == (
        "The answers were given to the paraphrase wording, and the page would be headed as official. Hand in the "
        "questionnaire in the wording that was answered."
    )
    with pytest.raises(ValueError, match="given to the official wording"):
        scores(OURS, wording="official")


def test_nothing_that_an_institution_or_a_caller_typed_becomes_markup(tmp_path: Path) -> None:
    lines = [one | {"statement": f"{HOSTILE}{one['item']}"} for one in rows()]
    write(tmp_path, lines)
    (tmp_path / "ecr-r.permission.txt").write_text(f"{HOSTILE}\n\n<img src=x onerror=y>", encoding="utf-8")
    (tmp_path / "ecr-r.instruction.txt").write_text(HOSTILE, encoding="utf-8")
    form = official(tmp_path, "ecr-r")

    for html in (
        form_html(form),
        scores(form, rows=(ScoreRow(HOSTILE, 3, 1, 7, HOSTILE),), caveats=(HOSTILE,)),
    ):
        page = Html(html)
        assert page.all("script") == page.all("img") == []
        assert "\u202e" not in html
        assert "alert(1)" in page.text
        assert "\n\n" not in html
