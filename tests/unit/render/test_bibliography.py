"""Works as a reader sees them. Expected forms were written by hand from data/references.bib."""

from __future__ import annotations

import re

import pytest
from withinreach.content.errors import WithinReachError
from withinreach.content.references import known_keys
from withinreach.render.bibliography import full, short

from tests.unit.samples import Html


@pytest.mark.parametrize(
    "key,form",
    [
        ("bowlby1988secure", "Bowlby 1988"),
        ("dozier1992psychophysiology", "Dozier & Kobak 1992"),
        ("mikulincer2000stress", "Mikulincer et al. 2000"),
        ("grossman2026untenable", "Grossman et al. 2026"),  # {Grossman, Paul and others}
        ("virga2019burnout", "Vîrga et al. 2019"),  # V{\^i}rga
    ],
)
def test_the_short_form_names_one_two_or_the_first_of_many(key: str, form: str) -> None:
    assert Html(short(key)).text == form


@pytest.mark.parametrize(
    "key,form",
    [
        (
            "bowlby1988secure",
            "Bowlby, J. (1988). A Secure Base: Parent-Child Attachment and Healthy Human Development. Basic Books.",
        ),
        (
            "fraley1997suppression",
            (
                "Fraley, R. C. & Shaver, P. R. (1997). Adult attachment and the suppression of unwanted thoughts."
                " Journal of Personality and Social Psychology, 73(5), 1080–1091."
            ),
        ),
        (
            "li2012romantic",
            (
                "Li, T. & Chan, D. K.-S. (2012). How anxious and avoidant attachment affect romantic relationship"
                " quality differently: A meta-analytic review. European Journal of Social Psychology, 42(4), "
                "406–419. doi:10.1002/ejsp.1842"
            ),
        ),
        (
            "lemche2006amygdala",
            (
                "Lemche, E., Giampietro, V. P., Surguladze, S. A., et al. (2006). Human attachment security is "
                "mediated by the amygdala: Evidence from combined fMRI and psychophysiological measures. Human "
                "Brain Mapping, 27(8), 623–635."
            ),
        ),
        (
            "brennan1998self",
            (
                "Brennan, K. A., Clark, C. L. & Shaver, P. R. (1998). Self-report measurement of adult "
                "attachment: An integrative overview. In Attachment Theory and Close Relationships (pp. 46–76). "
                "Guilford Press."
            ),
        ),
        (
            "girme2015support",
            (
                "Girme, Y. U., Overall, N. C., Simpson, J. A. & Fletcher, G. J. O. (2015). “All or nothing”: "
                "Attachment avoidance and the curvilinear effects of partner support. Journal of Personality and "
                "Social Psychology, 108(3), 450–475. doi:10.1037/a0038866"
            ),
        ),
        (
            "sroufe1977heart",  # no issue number, no doi
            (
                "Sroufe, L. A. & Waters, E. (1977). Heart rate as a convergent measure in clinical and "
                "developmental research. Merrill-Palmer Quarterly, 23, 3–27."
            ),
        ),
    ],
)
def test_the_full_form_is_that_of_a_printed_list(key: str, form: str) -> None:
    assert Html(full(key)).text == form


def test_a_journal_is_set_in_italics_and_a_doi_is_a_link() -> None:
    html = full("li2012romantic")

    assert "<i>European Journal of Social Psychology</i>" in html
    assert '<a href="https://doi.org/10.1002/ejsp.1842">' in html


@pytest.mark.parametrize("key", sorted(known_keys()))
def test_no_sign_of_bibtex_is_left_in_any_work(key: str) -> None:
    page = Html(full(key) + " " + short(key))

    assert not re.search(r"[{}\\`~]|--|''| others", page.text)
    assert re.search(r"\((19|20)\d\d\)\. \S", page.text)


def test_an_unknown_work_is_refused_with_the_rule() -> None:
    with pytest.raises(WithinReachError) as refused:
        short("nobody2020nothing")

    assert str(refused.value) == (
        "The citation [@nobody2020nothing] is not in data/references.bib, which holds verified works only. "
        "Cite one of those."
    )
