"""The marks of a source notebook, and what becomes of them."""

from __future__ import annotations

import re

import pytest
from withinreach.content.errors import WithinReachError
from withinreach.render.bibliography import full, short
from withinreach.render.prose import BOXES, release_cells, release_markdown

from tests.unit.samples import Html


def test_sections_are_numbered_and_their_points_come_nearer() -> None:
    first, second, third = release_cells(["## One", "## Two", "## Notes {-}"])

    assert '<h2 id="s1"><small>Section 1</small> One</h2>' in first
    assert '<h2 id="s2"><small>Section 2</small> Two</h2>' in second
    assert '<h2 id="notes">Notes</h2>' in third
    assert 'cx="222"' in first
    assert 'cx="62"' in second


def test_a_claim_gets_its_grade_and_an_aside_right_below() -> None:
    text = release_markdown("Before.\n\n[They sweat]{.claim id=aai-skin}, we read.\n\nAfter.")

    assert '<span class="claim">They sweat</span><sup class="grade"><a href="#claim-aai-skin"' in text
    assert 'aria-label="evidence: correlational">◐</a>' in text
    assert text.index("we read") < text.index('<aside class="aside">') < text.index("After.")


def test_citations_name_authors_and_are_listed_once_each() -> None:
    text, listed = release_cells(
        ["A [@mikulincer2000stress; @dozier1992psychophysiology]. B [@dozier1992psychophysiology].", "{{ references }}"]
    )

    assert ">Mikulincer et al. 2000</a>; <a" in text
    assert listed.count("<li") == 2
    assert listed.index("Dozier") < listed.index("Mikulincer")


def test_the_forms_of_a_work_are_those_of_the_printed_page() -> None:
    # By hand from data/references.bib.
    assert short("dozier1992psychophysiology") == "Dozier &amp; Kobak 1992"
    assert full("grossman2023challenges") == (
        "Grossman, P. (2023). Fundamental challenges and likely refutations of the five basic premises of the "
        'polyvagal theory. <i>Biological Psychology</i>, 180, 108589. <a href="https://doi.org/10.1016/j.biopsycho.2023.108589">'
        "doi:10.1016/j.biopsycho.2023.108589</a>"
    )


def test_quotation_marks_are_set_as_a_printer_does() -> None:
    assert release_markdown("\"Fine,\" she said. It's ('fine').") == "“Fine,” she said. It’s (‘fine’)."


def test_a_box_keeps_its_markdown() -> None:
    assert release_markdown(":::scene\nHe *waits*.\n:::").split() == [
        "<div",
        'class="scene">',
        "He",
        "*waits*.",
        "</div>",
    ]


def test_evidence_rows_name_measure_grade_and_source() -> None:
    text = release_markdown("{{ evidence: interview-form }}")

    assert "Trial or synthesis · Adult Attachment Interview with self-report scales · N = 961 · <a" in text


@pytest.mark.parametrize(
    "source,words",
    [
        ("[@nobody2020nothing]", r"\[@nobody2020nothing\] is not in data/references\.bib"),
        ("[x]{.claim id=no-such}", "'no-such' has no row in data/claims.csv"),
        (":::sidebar\nx\n:::", "There is no box :::sidebar. The boxes are: opening, scene"),
        ("{{ table: x }}", "is not understood"),
        ("{{data:x}}", "is not understood"),
        ("[x](y){.wide}", "is not understood"),
        ("[@Dozier1992]", "is not understood"),
        ("[a [link] b]{.claim id=aai-skin}", "is not understood"),
        ("::: scene\nx\n:::", "do not open and close in turn: :::"),
        (":::scene\nx", "do not open and close in turn: :::scene. Close each with ::: on a line of its own"),
        (":::scene\n:::rest\nx\n:::\n:::", "do not open and close in turn: :::scene :::rest ::: :::"),
        ("x\n:::", "do not open and close in turn: :::"),
        ("  :::scene\nx", "is not understood"),
        ("{{ evidence: no-such }}", "'no-such' has no row"),
    ],
)
def test_a_mark_that_is_not_understood_is_refused(source: str, words: str) -> None:
    with pytest.raises(WithinReachError, match=words):
        release_markdown(source)


def test_a_claim_made_again_points_to_its_first_aside() -> None:
    one, two = release_cells(
        ["[They sweat]{.claim id=aai-skin} and [so]{.claim id=aai-skin}.", "[Yes]{.claim id=aai-skin}."]
    )

    assert (one + two).count('<p id="claim-aai-skin">') == 1
    assert (one + two).count('href="#claim-aai-skin"') == 3
    assert "<aside" not in two


def test_two_claims_of_one_paragraph_share_an_aside_right_after_it() -> None:
    text = release_markdown("[A]{.claim id=aai-skin}. [B]{.claim id=interview-form}.\n\nNext.")

    before, aside, after = text.split("\n\n")
    assert before.startswith('<span class="claim">A</span>')
    assert re.findall(r'<p id="([^"]+)">', aside) == ["claim-aai-skin", "claim-interview-form"]
    assert after == "Next."


def test_sections_are_counted_over_the_whole_module_and_not_twice() -> None:
    sources = ["## One", "text", "## Two\n\nx\n\n## Three"]

    assert release_cells(sources) == release_cells(sources)
    assert re.findall(r'id="(s\d)"', "".join(release_cells(sources))) == ["s1", "s2", "s3"]


def test_a_section_alone_keeps_its_points_apart() -> None:
    assert 'cx="222"' in release_markdown("## One")


def test_a_title_with_signs_cannot_break_its_heading() -> None:
    page = Html(release_markdown('## Voice & "finger" <b>'))

    assert "Section 1 Voice & “finger” <b>" in page.text


@pytest.mark.parametrize(
    "typed,printed",
    [
        ('("Fine")', "(“Fine”)"),
        ('*"Fine"*', "*“Fine”*"),
        ('| "a" | "b" |', "| “a” | “b” |"),
        ("\"'Fine' is a word\"", "“‘Fine’ is a word”"),
        ("Ruth's, the patients' own, o'clock", "Ruth’s, the patients’ own, o’clock"),
        ('a – "b"', "a – “b”"),
        ('One\n"two"', "One\n“two”"),
    ],
)
def test_straight_marks_become_curly_the_right_way_round(typed: str, printed: str) -> None:
    assert release_markdown(typed) == printed


def test_the_list_of_references_holds_what_earlier_and_later_cells_cite() -> None:
    first, listed, _ = release_cells(["{{ evidence: interview-form }}", "{{ references }}", "[@bowlby1988secure]"])

    assert 'href="#ref-roisman2007rapprochement"' in first
    assert re.findall(r'<li id="ref-([^"]+)">', listed) == ["bowlby1988secure", "roisman2007rapprochement"]


@pytest.mark.parametrize("name", BOXES)
def test_every_box_opens_and_closes(name: str) -> None:
    page = Html(release_markdown(f":::{name}\n\nText.\n\n:::"))

    assert page.all("details" if name == "handout" else "div", class_=name)
    assert page.text.removeprefix("A page to print").strip() == "Text."


def test_what_has_no_mark_stays_as_it_is() -> None:
    plain = "A *word*, a [link](https://example.org/a) and `code`.\n\n- one\n- two\n\n| a | b |\n|---|---|\n| c | d |"

    assert release_markdown(plain) == plain
