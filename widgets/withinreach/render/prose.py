"""The text of a source notebook as it is released: sections, claims, citations, boxes, references.

Source Markdown says what a passage *is*; here it becomes Markdown with HTML that JupyterLab, Voilà and
nbconvert show alike. Marks that are understood:

=================================  ==========================================================
``## Title``                        a numbered section with its divider; ``{-}`` leaves the number out
``[text]{.claim id=x}``             a claim of ``data/claims.csv``: grade mark, and an aside below
``[@key]``, ``[@one; @two]``        citations of ``data/references.bib``
``:::name`` … ``:::``               a box (one of ``BOXES``)
``{{ evidence: x y }}``             rows of the evidence box; from the sixth on they are folded
``{{ references }}``                the list of all that the module cites
=================================  ==========================================================
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from withinreach.content.errors import WithinReachError
from withinreach.content.references import Claim, claims
from withinreach.render.bibliography import full, short
from withinreach.render.escape import esc
from withinreach.render.reading import SHOWN

GRADES = {
    "synthesis": ("●", "Trial or synthesis"),
    "correlational": ("◐", "Correlational"),
    "consensus": ("○", "Clinical consensus"),
    "dispute": ("◇", "Disputed in print"),
}
BOXES = ("opening", "scene", "evidence", "pair", "safety", "rest", "idea", "handout")
_CLAIM = re.compile(r"\[([^\[\]]+)\]\{\.claim id=([a-z0-9-]+)\}")
_CITE = re.compile(r"\[(@[a-z0-9]+(?:; ?@[a-z0-9]+)*)\]")
_SECTION = re.compile(r"^## (.+?)( \{-\})?$", re.MULTILINE)
_BOX = re.compile(r"^:::([a-z]*)$", re.MULTILINE)
_ROWS = re.compile(r"\{\{ evidence: ([a-z0-9 -]+) \}\}")
_REFERENCES = "{{ references }}"
_LEFT = re.compile(r"\{\.[a-z]+|\{\{(?! references \}\}).*|\[@[^\]]*\]|^[ \t]*:::.*", re.MULTILINE)


@dataclass
class _Run:
    """What one module's text has used so far."""

    sections: int
    section: int = 0
    cited: list[str] = field(default_factory=list)
    noted: list[str] = field(default_factory=list)


def release_cells(sources: Sequence[str]) -> list[str]:
    """The Markdown cells of one module, in order, as they are released.

    Raises
    ------
    WithinReachError : an unknown citation, claim or box, or a mark that nothing understood
    """
    run = _Run(sections=sum(1 for text in sources for found in _SECTION.finditer(text) if not found[2]))
    done = [_cell(text, run) for text in sources]
    return [text.replace(_REFERENCES, _reference_list(run.cited)) for text in done]


def release_markdown(source: str) -> str:
    """One cell alone (its sections are counted from one)."""
    return release_cells([source])[0]


def _cell(text: str, run: _Run) -> str:
    text = _quotes(text)
    text = _SECTION.sub(lambda found: _section(found[1], run, plain=bool(found[2])), text)
    _check_boxes(text)
    inside: list[str] = []
    text = _BOX.sub(lambda found: _box(found, inside), text)
    text = _ROWS.sub(lambda found: _evidence(found[1].split(), run), text)
    text = "\n\n".join(_block(block, run) for block in text.split("\n\n"))
    text = _CITE.sub(lambda found: _citations(found[1], run), text)
    left = _LEFT.search(text)
    if left:
        raise WithinReachError(f"The mark {left[0]!r} is not understood. See docs/authors.md for the marks there are.")
    return text


def _quotes(text: str) -> str:
    """Straight quotation marks and apostrophes as a printer sets them; source holds no HTML with attributes."""
    text = re.sub(r'(^|[\s(\[*|—–])"', r"\1“", text, flags=re.MULTILINE).replace('"', "”")
    return re.sub(r"(^|[\s(\[*|“])'", r"\1‘", text, flags=re.MULTILINE).replace("'", "’")


def _section(title: str, run: _Run, *, plain: bool) -> str:
    if plain:
        return f'<h2 id="{_slug(title)}">{esc(title)}</h2>\n'
    run.section += 1
    apart = round(217 - 160 * (run.section - 1) / max(run.sections - 1, 1))
    return (
        f'<div class="reach" aria-hidden="true"><svg width="{apart + 11}" height="14" viewBox="0 0 {apart + 11} 14">'
        '<circle cx="5" cy="7" r="4.2" fill="currentColor"/>'
        f'<circle cx="{apart + 5}" cy="7" r="4.2" fill="none" stroke="currentColor" stroke-width="1.6"/>'
        "</svg></div>\n\n"
        f'<h2 id="s{run.section}"><small>Section {run.section}</small> {esc(title)}</h2>\n'
    )


def _slug(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")


def _check_boxes(text: str) -> None:
    marks = [found[0] for found in _BOX.finditer(text)]
    if len(marks) % 2 or any((mark == ":::") != (place % 2 == 1) for place, mark in enumerate(marks)):
        raise WithinReachError(
            f"The boxes of this cell do not open and close in turn: {' '.join(marks)}. "
            "Close each with ::: on a line of its own, in the same cell."
        )


def _box(found: re.Match[str], inside: list[str]) -> str:
    name = found[1]
    if not name:
        return "\n</details>\n" if inside.pop() == "handout" else "\n</div>\n"
    inside.append(name)
    if name not in BOXES:
        raise WithinReachError(f"There is no box :::{name}. The boxes are: {', '.join(BOXES)}.")
    if name == "handout":
        return '\n<details class="handout"><summary>A page to print</summary>\n'
    return f'\n<div class="{name}">\n'


def _block(block: str, run: _Run) -> str:
    """One paragraph; a claim in it brings its aside right below, the first time in a module that it is made."""
    named = dict.fromkeys(claim_id for _, claim_id in _CLAIM.findall(block))
    fresh = [_known(claim_id) for claim_id in named if claim_id not in run.noted]
    run.noted += [claim.id for claim in fresh]
    marked = _CLAIM.sub(lambda hit: _claim(hit[1], _known(hit[2])), block)
    notes = "".join(_note(claim) for claim in fresh)
    return f'{marked}\n\n<aside class="aside">{notes}</aside>' if notes else marked


def _known(claim_id: str) -> Claim:
    try:
        return claims()[claim_id]
    except KeyError:
        raise WithinReachError(
            f"The claim {claim_id!r} has no row in data/claims.csv. Add one: measure, estimate, k, N, grade, citation."
        ) from None


def _claim(text: str, claim: Claim) -> str:
    glyph, grade = GRADES[claim.grade]
    return (
        f'<span class="claim">{text}</span><sup class="grade">'
        f'<a href="#claim-{claim.id}" aria-label="evidence: {grade.lower()}">{glyph}</a></sup>'
    )


def _note(claim: Claim) -> str:
    grade = GRADES[claim.grade][1]
    return f'<p id="claim-{claim.id}"><b>{grade}.</b> {esc(_quotes(claim.says))}</p>'


def _evidence(claim_ids: Sequence[str], run: _Run) -> str:
    rows = [_row(_known(claim_id), run) for claim_id in claim_ids]
    more = "".join(rows[SHOWN:])
    folded = f"<details><summary>More of the evidence</summary><dl>{more}</dl></details>" if more else ""
    return f"<dl>{''.join(rows[:SHOWN])}</dl>{folded}"


def _row(claim: Claim, run: _Run) -> str:
    glyph, grade = GRADES[claim.grade]
    size = ("one study" if claim.k == "1" else f"k = {claim.k}" if claim.k else "", _people(claim.n))
    facts = " · ".join(esc(part) for part in (grade, claim.measure, *size) if part)
    return (
        f'<dt><span class="glyph" aria-hidden="true">{glyph}</span>{esc(_quotes(claim.finding))}</dt>'
        f"<dd>{facts} · {_link(claim.citation, run)}</dd>"
    )


def _people(n: str) -> str:
    return f"N = {n}" if n.isdigit() else n


def _citations(inside: str, run: _Run) -> str:
    keys = [key.strip().removeprefix("@") for key in inside.split(";")]
    return "(" + "; ".join(_link(key, run) for key in keys) + ")"


def _link(key: str, run: _Run) -> str:
    if key not in run.cited:
        run.cited.append(key)
    return f'<a class="cite" href="#ref-{key}">{short(key)}</a>'


def _reference_list(cited: Sequence[str]) -> str:
    rows = sorted((full(key), key) for key in cited)
    return '<ul class="references">' + "".join(f'<li id="ref-{key}">{text}</li>' for text, key in rows) + "</ul>"
