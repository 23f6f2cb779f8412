"""An interval: a trace to mark before, your marks beside ours after."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from withinreach.content.kinds.interval import MOST, Decoy, IntervalKey, IntervalTask, Span, Stretch, merged
from withinreach.content.kinds.interval import fooled as fooled_by
from withinreach.content.kinds.interval import found as found_in
from withinreach.content.score import Score
from withinreach.render.escape import esc
from withinreach.render.markdown import inline
from withinreach.render.parts import authority, committed_form, earned, why
from withinreach.render.trace import clock, pictures, table, topic_list

SIMULATED = "Simulated, and author-set. No trace shows what a person feels."


def marked(task: IntervalTask, answer: Any) -> list[Span] | None:
    """The marks of an answer, none where there is no readable one."""
    if not isinstance(answer, list):
        return None
    pairs = [mark for mark in answer if isinstance(mark, list | tuple) and len(mark) == 2]
    whole = [(a, b) for a, b in pairs if type(a) is int and type(b) is int and 0 <= a < b <= task.seconds]
    return merged(whole) if len(whole) == len(answer) else None


def form(task: IntervalTask, answer: Any, confidence: float | None) -> str:
    """The trace, two sliders for a stretch, the list of marks; a worked example has the trace and its reasons."""
    given = _spans(task, task.given)
    mine = marked(task, answer) or []
    prompt = f'<p class="prompt">{inline(task.prompt)}</p>'
    if task.worked and task.key is not None:
        shown = "".join(_row(task.key, name, span, open_=True) for name, span in task.key.stretches.items())
        verdict = f'<p class="verdict">{inline(task.key.verdict)}</p>'
        return f"{prompt}{_trace(task, [], given)}{verdict}{shown}{authority(task.key)}"
    later = [span for name, span in _ours(task).items() if name not in task.given]
    picture = _trace(task, mine, given, later)
    return committed_form(task, prompt + picture + _given_reasons(task) + _controls(task, mine), confidence)


def _ours(task: IntervalTask) -> dict[str, Span]:
    return {name: (span.start, span.end) for name, span in task.key.stretches.items()} if task.key else {}


def _spans(task: IntervalTask, names: Sequence[str]) -> list[Span]:
    return [span for name, span in _ours(task).items() if name in names]


def _trace(task: IntervalTask, mine: Sequence[Span], given: Sequence[Span], later: Sequence[Span] = ()) -> str:
    picture = pictures(task, mine, given, later)
    return f'<div class="trace">{picture}{topic_list(task)}<p class="simulated">{SIMULATED}</p>{table(task)}</div>'


def _given_reasons(task: IntervalTask) -> str:
    if task.key is None:
        return ""
    return "".join(_row(task.key, name, task.key.stretches[name], open_=True) for name in task.given)


def _controls(task: IntervalTask, mine: Sequence[Span]) -> str:
    last = task.seconds
    ends = "".join(
        f'<label><span class="name">{word}</span><span class="value" aria-hidden="true">{clock(value)}</span>'
        f'<input type="range" name="{name}" min="0" max="{last}" step="1" value="{value}"'
        f' aria-valuetext="{clock(value)}"></label>'
        for word, name, value in (("From", "from", 0), ("To", "to", 20))
    )
    marks = "".join(_mark(span) for span in mine)
    return (
        f'<div class="marking">{ends}'
        '<button type="button" class="quiet" data-act="mark">Mark this stretch</button></div>'
        f'<ol class="marks" aria-label="Stretches you marked">{marks}</ol><template>{_mark((0, 0))}</template>'
        f'<p class="moved" role="status" aria-live="polite">Or draw across the picture. At most {MOST} stretches.</p>'
    )


def _mark(span: Span) -> str:
    words = f"{clock(span[0])} to {clock(span[1])}"
    return (
        f'<li data-start="{span[0]}" data-end="{span[1]}"><span class="words">{words}</span>'
        f'<button type="button" class="plain" data-act="take-away" aria-label="Take away {words}">Take away</button>'
        "</li>"
    )


def reasons(task: IntervalTask, key: IntervalKey, answer: Any) -> str:
    """The verdict, what was found, then missed stretches and marked decoys as they follow in time; the rest folded.

    A page's script moves the same elements.
    """
    marks = marked(task, answer) or []
    wanted = {name: span for name, span in key.stretches.items() if name not in task.given}
    hits, misses = found_in(wanted, marks), fooled_by(key.decoys, marks)
    spans: list[tuple[str, Stretch | Decoy]] = [*wanted.items(), *key.decoys.items()]
    fine = [name in hits if isinstance(span, Stretch) else name not in misses for name, span in spans]
    rows = sorted(zip(spans, fine, strict=True), key=lambda row: row[0][1].start)
    first = [_row(key, name, span) for (name, span), right in rows if not right]
    rest = [_row(key, name, span, fine=True) for (name, span), right in rows if right]
    return (
        '<div class="reasons" tabindex="-1">'
        f'<p class="agree">{esc(agreement(len(wanted), len(hits), len(misses), len(marks)))}</p>'
        f'<p class="verdict">{inline(key.verdict)}</p><div class="first">{"".join(first)}</div>'
        f"<details{'' if first else ' open'}{'' if rest else ' hidden'}><summary>What else is in the trace</summary>"
        f'<div class="others">{"".join(rest)}</div></details>{authority(key)}</div>'
    )


def agreement(wanted: int, hits: int, misses: int, marks: int) -> str:
    """What you found, in a sentence."""
    if not wanted:
        return "You marked nothing, and nothing parts." if not marks else "You marked something, and nothing parts."
    decoys = {0: "", 1: ", and marked one thing that is none"}.get(
        misses, f", and marked {misses} things that are none"
    )
    return f"You found {hits} of {wanted}{decoys}."


def _row(key: IntervalKey, name: str, span: Stretch | Decoy, *, fine: bool = False, open_: bool = False) -> str:
    what = {"slip": "The clip slipped", "calm": "Calm, and meant"}[span.what] if isinstance(span, Decoy) else "Parted"
    kind = "decoy" if isinstance(span, Decoy) else "stretch"
    glyph = "✓" if fine or open_ else "–"
    return (
        f'<div class="reason" data-span="{esc(name)}" data-kind="{kind}" data-start="{span.start}">'
        f'<span class="glyph" aria-hidden="true">{glyph}</span><div>'
        f"<h4>{what}, {clock(span.start)} to {clock(span.end)}</h4>{why(key, name, span.reason)}</div></div>"
    )


def review(task: IntervalTask, key: IntervalKey, answer: Any, confidence: float | None, score: Score) -> str:
    """The marked answer: the trace with your marks and ours, what it earned, and the reasons."""
    marks = marked(task, answer)
    ours = [(span.start, span.end) for span in key.stretches.values()]
    head = f'<p class="prompt">{inline(task.prompt)}</p>{_trace(task, marks or [], ours)}'
    if marks is None:
        return f"{head}<p>No answer was committed.</p>" + reasons(task, key, [])
    return head + earned(task, confidence, score) + reasons(task, key, answer)
