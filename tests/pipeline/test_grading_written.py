"""A written answer is somebody's text: it is shown, and nothing in it is live, wherever it turns up."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbconvert.exporters import HTMLExporter
from nbconvert.filters import markdown2html
from traitlets.config import Config
from withinreach.nbgrader_plugins.collect import assemble
from withinreach.nbgrader_plugins.course import open_course
from withinreach.nbgrader_plugins.prepare import prepare
from withinreach.nbgrader_plugins.sanitize import escaped, written

from tests.pipeline.grading_course import MODULE, answer, copy_course, document

LIVE = """<script>alert("one")</script>

</div><img src=x onerror="alert('two')">

# not a heading
[a link](javascript:alert(3)) and `code` and **bold** and $x^2$ and \\(y\\)
| a | table |
{{ references }} {% raw %} &lt;b&gt;"""


class Seen(HTMLParser):
    """The tags, and the text that a browser would show."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.live = ""
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.live += " ".join(value or "" for _, value in attrs)
        self.text += "\n" if tag == "br" else ""

    def handle_data(self, data: str) -> None:
        if self.tags[-1:] == ["script"] and self.cdata_elem == "script":
            self.live += data
        else:
            self.text += data


def seen(page: str) -> Seen:
    parser = Seen()
    parser.feed(page)
    parser.close()
    return parser


@given(
    st.text(
        st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]) | st.sampled_from("<>&$\\`*_[]()#|\n"), min_size=1
    )
)
def test_whatever_is_typed_comes_out_of_markdown_as_it_was_typed(text: str) -> None:
    shown = seen(markdown2html(f'<div class="written">{escaped(text)}</div>'))

    assert set(shown.tags) <= {"div", "br"}
    assert shown.text.strip() == text.strip()


@given(st.text())
def test_an_escaped_text_is_one_line_without_any_sign_of_markup(text: str) -> None:
    raw = escaped(text).replace("<br>", "")

    assert "\n" not in raw
    assert not re.search(r"[<>$\\`*_\[\](){}|~^\"=]", raw)
    assert not re.search(r"&(?!#\d+;)", raw)


@pytest.mark.parametrize("empty", [None, "", "  \n ", ["not", "text"], 7, {"a": 1}])
def test_no_text_leaves_the_cell_as_it_was_released(empty: object) -> None:
    assert written(answer("t-written", empty), 1) == ""


def test_a_text_to_an_earlier_edition_says_so_above_it() -> None:
    shown = seen(written(answer("t-written", "my tea", edition=1), 2)).text

    assert shown.startswith("Given to edition 1 of this task, which is now edition 2. Not to be marked until")
    assert shown.endswith("my tea")


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course in which anna has handed in a text full of live signs, graded."""
    folder = copy_course(tmp_path_factory.mktemp("written") / "course")
    prepare(folder)
    released = folder / "release" / MODULE / f"{MODULE}.ipynb"
    raw = document(answer("t-several", ["o1", "o3"], 1.0), answer("t-written", LIVE))
    assemble(folder / "submitted" / "anna" / MODULE, released, raw, "2025-03-01 12:00:00.000000 UTC")
    result = open_course(folder).autograde(MODULE, "anna")
    assert result["success"], result
    return folder


def assert_harmless(page: str) -> None:
    shown = seen(page)
    assert "alert(" not in shown.live
    assert not [tag for tag in shown.tags if tag == "img"]
    for line in LIVE.splitlines():
        assert line in shown.text


def test_the_check_of_these_tests_sees_a_script() -> None:
    with pytest.raises(AssertionError):
        assert_harmless(LIVE + html.escape(LIVE))


def test_a_script_in_a_text_does_not_survive_in_the_autograded_notebook(course: Path) -> None:
    notebook = nbformat.read(course / "autograded" / "anna" / MODULE / f"{MODULE}.ipynb", as_version=4)
    cell = next(each for each in notebook.cells if each.id.endswith("-answer"))

    assert "\n" not in cell.source
    assert_harmless(markdown2html(cell.source))


def test_a_script_in_a_text_does_not_survive_in_nbgraders_feedback_which_asks_no_public_address(course: Path) -> None:
    result = open_course(course).generate_feedback(MODULE, "anna")
    assert result["success"], result

    page = (course / "feedback" / "anna" / MODULE / f"{MODULE}.html").read_text(encoding="utf-8")

    assert_harmless(page)
    assert not re.search(r"(?:src|href)=[\"']?(?:https?:)?//", page)
    assert "mathjax/" not in page.lower()


def test_a_script_in_a_text_does_not_survive_in_formgrader_which_asks_no_public_address(course: Path) -> None:
    config = Config(open_course(course).config)
    config.HTMLExporter.template_name = "formgrade"
    exporter = HTMLExporter(config=config)
    given = {"assignment_id": MODULE, "notebook_id": MODULE, "submission_id": "s", "index": 0, "total": 1,
             "base_url": "/user/ines", "last_name": "", "first_name": "", "notebook_path": "x"}  # fmt: skip

    page, _ = exporter.from_filename(str(course / "autograded" / "anna" / MODULE / f"{MODULE}.ipynb"), resources=given)

    assert 'class="score tabbable"' in page, "this is not formgrader's page"
    body = page[page.index("<body") :]
    assert_harmless(body)
    assert not re.search(r"(?:src|href)=[\"']?(?:https?:)?//", page)


def test_the_words_of_a_text_are_all_there(course: Path) -> None:
    notebook = nbformat.read(course / "autograded" / "anna" / MODULE / f"{MODULE}.ipynb", as_version=4)
    source = next(each for each in notebook.cells if each.id.endswith("-answer")).source

    assert html.unescape(source.partition(">")[2].removesuffix("</div>").replace("<br>", "\n")) == LIVE
