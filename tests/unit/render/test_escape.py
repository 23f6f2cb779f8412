"""What a person typed cannot become anything else on a page."""

from __future__ import annotations

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from withinreach.render.escape import esc, lines
from withinreach.render.markdown import block, inline

from tests.unit.samples import Html


@pytest.mark.parametrize(
    "typed,shown",
    [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ('" onfocus="x', "&quot; onfocus=&quot;x"),
        ("' onfocus='x", "&#x27; onfocus=&#x27;x"),
        ("a & b &amp; c", "a &amp; b &amp;amp; c"),
        ("safe\u202etxt.exe\u202c", "safetxt.exe"),
        ("\u2066a\u2069\u200e\u200f\u061cb", "ab"),
        ("a\x00b", "ab"),
        ("naïve “ü” 😀 \u200d", "naïve “ü” 😀 \u200d"),
        (3.5, "3.5"),
    ],
)
def test_markup_is_escaped_and_signs_that_turn_a_text_round_are_taken_out(typed: object, shown: str) -> None:
    assert esc(typed) == shown


@given(st.text())
def test_nothing_typed_ends_an_element_or_an_attribute(typed: str) -> None:
    shown = esc(typed)

    assert not set(shown) & set("<>\"'")
    removed = [chr(code) for code in [0, 0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]]
    assert unescape(shown) == unescape(esc("".join(sign for sign in typed if sign not in removed)))


def test_line_breaks_are_kept_on_one_line_of_html() -> None:
    assert lines("one\r\n\r\n<two>\rthree\nfour") == "one<br><br>&lt;two&gt;<br>three<br>four"


def test_raw_html_in_markdown_stays_text() -> None:
    assert block("<script>x</script>\n\n<b>a</b>") == (
        "<p>&lt;script&gt;x&lt;/script&gt;</p>\n<p>&lt;b&gt;a&lt;/b&gt;</p>"
    )
    assert inline("<img src=x onerror=y>") == "&lt;img src=x onerror=y&gt;"


def test_an_address_that_is_a_program_becomes_no_link() -> None:
    assert Html(inline("[press](javascript:alert(1)) [more](data:text/html,x)")).all("a") == []


def test_markdown_is_set_as_a_printer_would() -> None:
    assert inline('*He* said "no" -- it\'s fine.') == "<em>He</em> said “no” – it’s fine."
    assert block("One.\n\n1. a\n2. b") == "<p>One.</p>\n<ol>\n<li>a</li>\n<li>b</li>\n</ol>"
