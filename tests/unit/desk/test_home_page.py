from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from withinreach.content.course import course
from withinreach.content.handin import Receipt
from withinreach.render.home import CourseRow, HomeView, InstructorBlock, Marked, ModuleCard, home_page
from withinreach.render.shell import notice_page, page

FIRST = course().modules[0]
RECEIPT = Receipt(module=FIRST.name, version=2, received="2026-11-23T21:04:09Z", sha256="ab12cd34" + "0" * 56, tasks=3)
MARKED = Marked(points=26.3, maximum=30, complete=True, url="/services/desk/marked/01-foundations")
OPEN = "/hub/user-redirect/voila/render/01-foundations/01-foundations.ipynb"


def view(first: dict[str, Any], **more: Any) -> HomeView:
    cards = (ModuleCard(info=FIRST, **first), *(ModuleCard(info=info) for info in course().modules[1:]))
    whole: dict[str, Any] = {"course": course(), "person": "alice", "modules": cards}
    return HomeView(**{**whole, "sign_out_url": "/hub/logout", "stylesheet": "/s/course.css", **more})


def card(**first: Any) -> str:
    """The first module's entry, its HTML."""
    found = re.search(r'<ol class="modules">(<li.*?</li>)', home_page(view(first)), re.DOTALL)
    assert found
    return found[1]


def text(html: str) -> str:
    """What a reader reads, in one line."""
    pieces: list[str] = []
    reader = HTMLParser()
    reader.handle_data = pieces.append  # type: ignore[method-assign]
    reader.feed(html)
    return " ".join(" ".join(pieces).split())


def test_all_eight_modules_are_listed_in_reading_order() -> None:
    titles = re.findall(r"<h3[^>]*><span[^>]*>Module (\d): </span>([^<]+)</h3>", home_page(view({})))
    assert [number for number, _ in titles] == list("12345678")
    assert titles[6][1] == "Ruptures and repairs"


def test_a_module_that_is_not_open_says_so_and_offers_nothing() -> None:
    closed = card()
    assert "Not open yet" in text(closed)
    assert "<a " not in closed
    assert 'class="later"' in closed


def test_an_open_module_has_one_button_that_leads_through_the_hub() -> None:
    shown = card(open_url=OPEN)
    assert re.findall(r'<a class="go"[^>]*href="([^"]+)"[^>]*>([^<]+)</a>', shown) == [(OPEN, "Open")]
    assert 'class="now"' in shown


def test_a_module_handed_in_says_when_in_utc_and_which_receipt() -> None:
    shown = card(open_url=OPEN, receipt=RECEIPT)
    assert "Handed in 23 Nov, 21:04 UTC · receipt ab12cd34" in text(shown)
    assert '<time datetime="2026-11-23T21:04:09Z"' in shown
    assert ">Go on</a>" in shown


def test_a_marked_module_gives_the_points_the_page_and_the_way_back_in() -> None:
    shown = card(open_url=OPEN, receipt=RECEIPT, marked=MARKED)
    assert "Marked, 26.3 of 30" in text(shown)
    assert re.findall(r'<a class="go"[^>]*href="([^"]+)"[^>]*>([^<]+)</a>', shown) == [
        (MARKED.url, "Read the marked page")
    ]
    assert f'href="{OPEN}">Open the module</a>' in shown
    assert "handed in again" not in shown


def test_whole_points_are_written_without_decimals() -> None:
    assert "Marked, 26 of 30" in text(card(open_url=OPEN, marked=replace(MARKED, points=26.0)))


def test_a_hand_in_after_the_marks_and_a_mark_that_waits_are_said() -> None:
    shown = text(
        card(open_url=OPEN, receipt=RECEIPT, handed_in_again=True, marked=replace(MARKED, points=20, complete=False))
    )
    assert "Marked so far, 20 of 30 · handed in again 23 Nov, 21:04 UTC · receipt ab12cd34" in shown


def test_the_button_is_named_with_its_module() -> None:
    shown = card(open_url=OPEN)
    named = re.search(r'aria-labelledby="([^"]+)"', shown)
    assert named
    for part in named[1].split():
        assert f'id="{part}"' in shown


@pytest.mark.parametrize("person", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "a&b"])
def test_a_persons_name_cannot_become_markup(person: str) -> None:
    html = home_page(view({}, person=person))
    assert "<script" not in html
    assert "<img" not in html
    assert person in text(html)


def test_addresses_and_the_banner_cannot_become_markup() -> None:
    bad = '"><script>x</script>'
    block = InstructorBlock(formgrader_url=bad, rows=(CourseRow(info=FIRST, persons=1, preview_url=bad),))
    first = {"open_url": bad, "lab_url": bad, "marked": replace(MARKED, url=bad)}
    html = home_page(view(first, sign_out_url=bad, stylesheet=bad, banner=bad, public_url=bad, instructor=block))
    assert "<script" not in html


def test_only_an_instructor_sees_the_courses_block() -> None:
    assert "formgrader" not in home_page(view({}))
    rows = tuple(
        CourseRow(info=info, persons=count, preview_url=f"/preview/{info.name}")
        for info, count in zip(course().modules, (0, 1, 212), strict=False)
    )
    html = home_page(view({}, instructor=InstructorBlock(formgrader_url="/hub/user-redirect/formgrader", rows=rows)))
    counts = re.findall(r'<td class="count">([^<]+)</td>', html)
    assert counts == ["nobody yet", "1 person", "212 persons"]
    assert '<a class="go" href="/hub/user-redirect/formgrader">Open formgrader</a>' in html
    assert 'href="/preview/02-recognising"' in html


def test_who_sees_what_is_said_in_two_sentences() -> None:
    foot = text(re.findall(r"<footer.*?</footer>", home_page(view({})), re.DOTALL)[0])
    said = foot.removeprefix("Who sees what ")
    assert said.count(".") == 2
    for words in ("notes stay in your account", "how sure you were", "when you last changed"):
        assert words in said


def test_a_page_is_whole_and_says_its_language() -> None:
    html = page("Title", "<p>Body</p>", stylesheet="/s.css")
    assert html.startswith('<!doctype html>\n<html lang="en-GB">')
    assert "<title>Title · Within Reach</title>" in html
    skip = re.search(r'<a class="skip" href="#([^"]+)">', html)
    assert skip
    assert f'<main class="wr" id="{skip[1]}"><p>Body</p></main>' in html
    assert 'role="note"' not in html


def test_the_banner_stands_before_everything_as_a_note() -> None:
    html = page("Title", "", banner="Nobody is isolated.", stylesheet="/s.css")
    assert '<p class="banner" role="note">Nobody is isolated.</p>' in html
    assert html.index("Nobody is isolated.") < html.index("<nav")


def test_a_notice_has_its_sentence_and_the_way_back() -> None:
    html = notice_page("Nothing here", "<b>Not yet.</b>", home="/services/desk/", stylesheet="/s.css")
    assert "<h1>Nothing here</h1>" in html
    assert "&lt;b&gt;Not yet." in html
    assert '<a href="/services/desk/">Back to all modules</a>' in html


def test_no_page_carries_a_script_or_a_style_of_its_own() -> None:
    html = home_page(view({"open_url": OPEN}))
    for forbidden in ("<script", "<style", " style=", " onclick", "javascript:"):
        assert forbidden not in html
