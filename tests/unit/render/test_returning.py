"""The words above questions that come back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from withinreach.content.cards import Asked
from withinreach.render.returning import from_html, opening_html

from tests.unit.samples import Html

DAY = datetime(2027, 1, 8, 21, 4, tzinfo=UTC)


def above(**given: object) -> str:
    return Html(from_html(Asked(task="x-b", **given), 1, "Who <i>sleeps</i>", DAY)).text  # type: ignore[arg-type]


def test_a_day_is_named_and_its_year_only_where_it_was_another() -> None:
    assert above(met=datetime(2027, 1, 4, tzinfo=UTC)) == "From module 1 · you met this on 4 January"
    assert above(met=datetime(2026, 11, 4, tzinfo=UTC)) == "From module 1 · you met this on 4 November 2026"
    assert above(met=DAY - timedelta(hours=3)) == "From module 1 · you met this earlier today"


def test_an_earlier_version_is_named_and_so_is_what_was_answered_without_a_readable_day() -> None:
    met = datetime(2027, 1, 4, tzinfo=UTC)
    assert above(met=met, earlier=True) == "From module 1 · you met an earlier version of this on 4 January"
    assert above() == "From module 1 · you have met this"


def test_a_practice_sibling_says_which_marked_task_brought_it_and_titles_are_escaped() -> None:
    said = from_html(Asked(task="x-b", marked="x", met=DAY), 1, "Who <i>sleeps</i>", DAY)
    assert Html(said).text == "From module 1 · practice for “Who <i>sleeps</i>”, which is on your marked page"
    assert "<i>" not in said


def test_the_head_counts_and_where_nothing_comes_there_is_one_line() -> None:
    assert Html(opening_html(3, due=None)).text.startswith("Three questions from before")
    assert Html(opening_html(1, due=None)).text.startswith("One question from beforeAnswer it without looking back")
    assert Html(opening_html(0, due=DAY)).text == "Nothing is due today. The next question comes back on 8 January."
    assert "have not answered" in Html(opening_html(0, due=None)).text


def test_what_went_wrong_is_said_and_escaped() -> None:
    page = opening_html(0, due=None, trouble="No room <on> the disk.")
    assert "No room &lt;on&gt; the disk." in page
    assert Html(page).all("p", class_="trouble", role="status")
