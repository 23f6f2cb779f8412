"""The marks of a source notebook, and what becomes of them."""

from __future__ import annotations

import pytest
from withinreach.content.errors import WithinReachError
from withinreach.render.bibliography import full, short
from withinreach.render.prose import release_cells, release_markdown


def test_sections_are_numbered_and_their_points_come_nearer() -> None:
    first, second, third = release_cells(["## One", "## Two", "## Notes {-}"])

    assert '<h2 id="s1"><small>Section 1</small>One</h2>' in first
    assert '<h2 id="s2"><small>Section 2</small>Two</h2>' in second
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
    "source, words",
    [
        ("[@nobody2020nothing]", r"\[@nobody2020nothing\] is not in data/references\.bib"),
        ("[x]{.claim id=no-such}", "'no-such' has no row in data/claims.csv"),
        (":::sidebar\nx\n:::", "There is no box :::sidebar. The boxes are: opening, scene"),
        ("{{ table: x }}", "is not understood"),
    ],
)
def test_a_mark_that_is_not_understood_is_refused(source: str, words: str) -> None:
    with pytest.raises(WithinReachError, match=words):
        release_markdown(source)
