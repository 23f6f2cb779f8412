from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import matplotlib as mpl
import pytest
from matplotlib.colors import to_rgba
from matplotlib.lines import Line2D
from withinreach.figures.attachment_plane import attachment_plane
from withinreach.figures.dials import FigureSpec
from withinreach.figures.registry import FIGURES
from withinreach.figures.style import ACCENT, AVOID, INK, Sheet, blank, write
from withinreach.figures.svg import to_svg

SHEET = Sheet(width=200, height=120, left=20, right=10, top=10, bottom=20, text=14, small=13)
SVG = "{http://www.w3.org/2000/svg}"


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 -- a drawing of our own


def drawn(prefix: str = "a", alt: str = "Two dots", words: str = "ink") -> str:
    figure, axes = blank(SHEET)
    axes.set(xlim=(0, 1), ylim=(0, 1))
    for colour in (ACCENT, AVOID):
        axes.add_line(
            Line2D([0.2, 0.7], [0.5, 0.5], linestyle="none", marker="o", markeredgewidth=0,
                   markerfacecolor=to_rgba(colour, 0.5))
        )  # fmt: skip
    write(axes, 0, 0, words, size=13, colour=INK, halo=True)
    return to_svg(figure, alt=alt, prefix=prefix)


@pytest.fixture(scope="module", params=[False, True], ids=["wide", "narrow"])
def plane(request: pytest.FixtureRequest) -> str:
    drawing = attachment_plane(narrow=request.param)
    return to_svg(drawing.figure, alt=drawing.alt, prefix="plane-1")


def test_drawing_the_same_again_changes_no_byte(plane: str) -> None:
    narrow = 'viewBox="0 0 340' in plane
    again = attachment_plane(narrow=narrow)
    assert to_svg(again.figure, alt=again.alt, prefix="plane-1") == plane


def test_a_picture_is_one_well_formed_element_that_takes_its_width_from_the_page(plane: str) -> None:
    root = parsed(plane)
    assert root.tag == f"{SVG}svg"
    assert re.fullmatch(r"0 0 (720|340) \d+", root.attrib["viewBox"])
    assert not {"width", "height"} & set(root.attrib)
    assert plane.startswith("<svg ")


def test_a_picture_has_a_name_for_those_who_do_not_see_it() -> None:
    root = parsed(drawn(alt='A "cloud" of 3 < 4 & more'))
    assert (root.attrib["role"], root.attrib["aria-label"]) == ("img", 'A "cloud" of 3 < 4 & more')


def test_all_colours_are_the_pages_own(plane: str) -> None:
    assert not re.search(r"#[0-9a-fA-F]{3}", plane)
    used = set(re.findall(r"var\((--wr-[a-z]+)", plane))
    # Paper is the edge of the rings' labels, which the narrow edition leaves out.
    assert used - {"--wr-paper"} == {
        "--wr-sans",
        "--wr-line",
        "--wr-quiet",
        "--wr-ink",
        "--wr-accent",
        "--wr-avoid",
    }


def test_a_colour_that_the_page_does_not_know_is_refused() -> None:
    figure, axes = blank(SHEET)
    axes.add_line(Line2D([0, 1], [0, 1], color="#ff0000"))
    with pytest.raises(ValueError, match="The colour") as refused:
        to_svg(figure, alt="A red line", prefix="a")
    assert str(refused.value) == (
        "The colour #ff0000 has no variable of the page. Use the colours of figures/style.py."
    )


def test_nothing_in_a_picture_acts_on_the_page_around_it(plane: str) -> None:
    for foreign in (
        "<script",
        "<style",
        "<metadata",
        "<!--",
        "<?xml",
        "<!DOCTYPE",
        "http://www.w3.org/1999/xlink",
        " on",
    ):
        assert foreign not in re.sub(r'aria-label="[^"]*"', "", re.sub(r">[^<]*<", "><", plane))


def test_ids_begin_with_the_prefix_and_each_is_referred_to(plane: str) -> None:
    ids = re.findall(r' id="([^"]+)"', plane)
    assert ids
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"plane-1-\d+", name) for name in ids)
    assert {a or b for a, b in re.findall(r'href="#([^"]+)"|url\(#([^)]+)\)', plane)} == set(ids)


def test_two_pictures_on_a_page_share_no_id() -> None:
    first, second = (set(re.findall(r' id="([^"]+)"', drawn(prefix))) for prefix in ("a", "b"))
    assert first
    assert not first & second


@pytest.mark.parametrize("prefix", ["", "1a", "a b", 'a"onload="x', "ü"])
def test_a_prefix_that_is_no_id_is_refused(prefix: str) -> None:
    with pytest.raises(ValueError, match=r"cannot begin an id\. Use letters, digits and hyphens, a letter first\."):
        drawn(prefix)


def test_text_stays_text_in_the_pages_type() -> None:
    root = parsed(drawn(words="half < whole & more"))
    assert [text.text for text in root.iter(f"{SVG}text")] == ["half < whole & more"]
    assert "DejaVu" not in drawn()
    assert "var(--wr-sans" in root.attrib["style"]


def test_each_group_of_dots_keeps_its_own_colour_and_every_dot() -> None:
    root = parsed(drawn())
    groups = [group for group in root.iter(f"{SVG}g") if group.find(f"{SVG}use") is not None]
    assert [len(group.findall(f"{SVG}use")) for group in groups] == [2, 2]
    colours = [re.search(r"fill: var\(--wr-(\w+)\)", group.attrib["style"]) for group in groups]
    assert [found.group(1) for found in colours if found] == ["accent", "avoid"]


def test_dots_stay_where_they_were_put() -> None:
    # Axes from x = 20 to 190 and y = 10 to 100: .2 and .7 across, .5 up.
    uses = list(parsed(drawn()).iter(f"{SVG}use"))[:2]
    assert [(use.attrib["x"], use.attrib["y"]) for use in uses] == [("54", "55"), ("139", "55")]


def test_drawing_leaves_matplotlibs_settings_alone() -> None:
    before = dict(mpl.rcParams)
    drawn()
    assert dict(mpl.rcParams) == before


def test_a_picture_of_five_hundred_people_is_small(plane: str) -> None:
    assert len(plane.encode()) < 60_000
    assert plane.count("<use ") == 500


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("spec", FIGURES.values(), ids=lambda spec: spec.name)
def test_every_figure_is_drawn_alike_each_time_small_and_in_the_pages_colours(
    spec: FigureSpec, *, narrow: bool
) -> None:
    values = spec.clean({dial.name: dial.high for dial in spec.dials})
    options = {"narrow": narrow} | ({"reveal": True} if spec.reveal else {})
    first, again = (spec.draw(**values, **options) for _ in "ab")
    svg = to_svg(first.figure, alt=first.alt, prefix="p-1")
    assert to_svg(again.figure, alt=again.alt, prefix="p-1") == svg
    assert parsed(svg).attrib["viewBox"].startswith("0 0 340" if narrow else "0 0 720")
    assert not re.search(r"#[0-9a-fA-F]{6}|<script|<style", svg)
    assert len(svg.encode()) < 60_000
