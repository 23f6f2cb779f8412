"""A transcript: turns to tag before; after, our tag and its reason beside each turn, and what tells most first."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from withinreach.content.hearing import Heard, compare, tags_of
from withinreach.content.kinds.transcript import TranscriptKey, TranscriptTask, Turn, TurnKey
from withinreach.content.score import Score
from withinreach.content.words import count
from withinreach.render.escape import esc
from withinreach.render.markdown import inline
from withinreach.render.parts import authority, committed_form, earned, switch, why

FIRST = 3
"""So many differences stand first."""
UNTAGGED = "nothing to mark"
DIFFER = ("part", "wrong", "missed", "false", "asked")
"""How a turn stands where you and we differ."""
_GLYPH = dict.fromkeys(("same", "near", "served", "clear", "ours"), "✓") | dict.fromkeys(("part", "asked", "also"), "~")
_STAGE = re.compile(r"<em>(\([^<]*\))</em>")
Heads = dict[str, tuple[str, ...]]
"""How a turn stands → what is said of it then, in one or two short pieces."""


class _View(NamedTuple):
    """What is shown of a transcript: a key where it may be seen, an answer where there is one, taps or not."""

    key: TranscriptKey | None
    mine: Mapping[str, Sequence[str]] | None
    taps: bool

    def heard(self, task: TranscriptTask) -> Heard | None:
        """The answer beside the key, where both are there."""
        return None if self.key is None or self.mine is None else compare(task, self.key, self.mine)


def form(task: TranscriptTask, answer: Any, confidence: float | None) -> str:
    """The turns, those of the patient with their tags as taps; what is given stands tagged, with its reason."""
    prompt = f'<p class="prompt">{inline(task.prompt)}</p>'
    if task.worked and task.key is not None:
        return f"{prompt}{_turns(task, _View(task.key, None, taps=False))}{authority(task.key)}"
    turns = _turns(task, _View(task.key, tags_of(task, answer), taps=True))
    moved = '<p class="moved" role="status" aria-live="polite"></p>'
    return committed_form(task, f"{prompt}{_how(task)}{turns}{moved}", confidence, verb="Commit tags")


def _how(task: TranscriptTask) -> str:
    whose = "Every line" if "" in task.whose else esc(" and ".join(f"{name}’s turns" for name in task.whose))
    most = f" Up to {count(task.pick)} tags a turn." if task.pick > 1 else ""
    tags = "".join(f"<li><kbd>{tag.id}</kbd> {inline(tag.text)}</li>" for tag in task.tags)
    return (
        f'<p class="how">{whose} can be tagged; untagged means {UNTAGGED}.{most}<span class="letters" hidden>'
        " Choose a turn, then tap a tag or press its letter; the same letter takes it off.</span></p>"
        f'<ul class="on-paper">{tags}</ul>'
    )


def _turns(task: TranscriptTask, view: _View) -> str:
    heard = view.heard(task)
    rows = (
        _hers(task, turn, _said(number, turn), view, heard)
        if turn in task.taggable
        else f'<li class="turn"><p>{_said(number, turn)}</p></li>'
        for number, turn in enumerate(task.turns, start=1)
    )
    return f'<ol class="transcript">{"".join(rows)}</ol>'


def _said(number: int, turn: Turn) -> str:
    who = f'<span class="who">{esc(turn.who)}</span> ' if turn.who else ""
    return f'<span class="n">{number}</span> {who}<span class="words">{_words(turn)}</span>'


def _words(turn: Turn) -> str:
    """A turn's text, stage directions in italics."""
    return _STAGE.sub(r"<i>\1</i>", inline(turn.text))


def _hers(task: TranscriptTask, turn: Turn, said: str, view: _View, heard: Heard | None) -> str:
    """A turn that can be tagged: the legend of its taps, or a paragraph; what is said of it stands below."""
    tags = (view.mine or {}).get(turn.id, ())
    given = turn.id in task.given
    beside, role = "", ""
    if view.key is not None:
        alone = given or (view.mine is None and not view.taps)
        role = "ours" if alone else heard.roles[turn.id] if heard else ""
        heads = _heads(task, view.key, turn, tags)
        only = {role: heads[role]} if role in heads else {}
        beside = _below(turn, heads if view.taps and not alone else only, _why(view.key, turn), role)
        tags = tags or (view.key.turns[turn.id].tags if alone and turn.id in view.key.turns else ())
    tagged = " data-tagged" if tags else ""
    if not view.taps or given:
        return f'<li class="turn hers"{tagged}><p>{said}</p>{beside}</li>'
    taps = f"<fieldset><legend>{said}</legend>{_taps(task, turn, tags)}</fieldset>"
    return f'<li class="turn hers" data-turn="{esc(turn.id)}"{tagged}>{taps}{beside}</li>'


def _taps(task: TranscriptTask, turn: Turn, tags: Sequence[str]) -> str:
    kind = "radio" if task.pick == 1 else "checkbox"
    taps = "".join(
        f'<label><input type="{kind}" name="{esc(turn.id)}" value="{tag.id}"{" checked" if tag.id in tags else ""}>'
        f'<kbd>{tag.id}</kbd> <span class="name">{inline(tag.text)}</span></label>'
        for tag in task.tags
    )
    off = (
        f'<label class="nothing"><input type="radio" name="{esc(turn.id)}" value=""{"" if tags else " checked"}>'
        f'<span class="name">{UNTAGGED}</span></label>'
    )
    return f'<div class="tags">{taps}{off if task.pick == 1 else ""}</div>'


def _heads(task: TranscriptTask, key: TranscriptKey, turn: Turn, tags: Sequence[str]) -> Heads:
    """What can be said of this turn; ``ours`` where nobody was asked about it."""
    entry = key.turns.get(turn.id, TurnKey(reason=""))
    ours = _names(task, entry.tags, " and " if key.all_tags else " or ")
    you, we = f'You: <span class="you">{_names(task, tags, " and ")}</span>', f"We: {ours}"
    if turn.id in key.also:
        either = f"May be tagged or not: {ours}"
        return {"also": (you, either), "ours": (either,)}
    if entry.tags:
        differ = dict.fromkeys(("part", "wrong", "missed"), (you, we))
        return {
            "same": (f"Yours, and ours: {ours}",),
            "near": (we, "Your tag beside it counts"),
            "ours": (ours,),
            **differ,
        }
    clear: Heads = {"clear": ("Nothing to mark, for you and for us",), "ours": ("Nothing to mark",)}
    asked = (you, we, "Asking once too often costs nothing")
    return {
        "false": (you, we),
        "asked": asked,
        "served": (you, "It counts for the turn beside it"),
        **(clear if entry.reason else {}),
    }


def _names(task: TranscriptTask, tags: Sequence[str], between: str) -> str:
    return between.join(inline(tag.text) for tag in task.tags if tag.id in tags) or UNTAGGED


def _pieces(parts: Sequence[str], end: str = "") -> str:
    return " ".join(f'<span class="piece">{words}{end}</span>' for words in parts)


def _why(key: TranscriptKey, turn: Turn) -> str:
    return why(key, turn.id, key.turns[turn.id].reason) if turn.id in key.turns else ""


def _below(turn: Turn, heads: Heads, why: str, role: str) -> str:
    """Glyph, tags and reason under a turn."""
    said = {
        name: _pieces((f'<span class="glyph" aria-hidden="true">{_GLYPH.get(name, "–")}</span> {first}', *others))
        for name, (first, *others) in heads.items()
    }
    if not said:
        return ""
    hidden = "" if role in heads else " hidden"
    return f'<div class="heard" data-of="{esc(turn.id)}"{hidden}><p>{switch(said, role)}</p>{why}</div>'


def reasons(task: TranscriptTask, key: TranscriptKey, answer: Any, *, still: bool = False) -> str:
    """What you and we agree on, as a count, and the three differences that say most.

    A page's script moves the same elements and fills in the same words; ``still``: nothing but what is shown.
    """
    mine = tags_of(task, answer)
    heard = compare(task, key, mine or {})
    first = heard.differences[:FIRST] if mine is not None else ()
    numbered = {turn.id: (number, turn) for number, turn in enumerate(task.turns, start=1)}
    rows = (
        _row(number, turn, _heads(task, key, turn, (mine or {}).get(name, ())), _why(key, turn), role)
        for name, role in _in_order(task, heard, first).items()
        for number, turn in [numbered[name]]
        if name not in key.also and (role or not still)
    )
    more = "" if len(heard.differences) > len(first) else " hidden"
    return (
        '<div class="reasons" tabindex="-1">'
        f'<p class="agree">{esc(agreement(heard.wanted, heard.hits, heard.false))}</p>'
        f'<p class="most"{more}>The three that say most stand first; the others stand beside their turns.</p>'
        f'<div class="first">{"".join(rows)}</div>{authority(key)}</div>'
    )


def _in_order(task: TranscriptTask, heard: Heard, first: Sequence[str]) -> dict[str, str]:
    """Turn → how it stands, those that stand first from the top; the others are not shown."""
    return {name: heard.roles[name] for name in first} | {
        turn.id: "" for turn in task.open_turns if turn.id not in first
    }


def agreement(wanted: int, hits: int, false: int) -> str:
    """What you and we agree on, as a count."""
    more = {0: "", 1: " You have one tag where we have none."}.get(false, f" You have {false} tags where we have none.")
    return f"You and we agree on {hits} of {wanted}.{more}"


def _row(number: int, turn: Turn, heads: Heads, why: str, role: str) -> str:
    """One difference: glyph, what you and we hear, the turn, the reason."""
    differ = {name: parts for name, parts in heads.items() if name in DIFFER}
    glyphs = switch({name: _GLYPH.get(name, "–") for name in differ}, role)
    said = switch({name: _pieces(parts, ".") for name, parts in differ.items()}, role)
    return (
        f'<div class="reason" data-of="{esc(turn.id)}"{"" if role else " hidden"}>'
        f'<span class="glyph" aria-hidden="true">{glyphs}</span><div><h4>Turn {number}. {said}</h4>'
        f'<p class="said">{_words(turn)}</p>{why}</div></div>'
    )


def review(task: TranscriptTask, key: TranscriptKey, answer: Any, confidence: float | None, score: Score) -> str:
    """The marked answer: what was expected and earned, what differs most, and every turn with your tags and ours."""
    prompt = f'<p class="prompt">{inline(task.prompt)}</p>'
    mine = tags_of(task, answer)
    turns = _turns(task, _View(key, mine, taps=False))
    if mine is None:
        return f"{prompt}<p>No tags were committed.</p>{turns}{authority(key)}"
    how = _how_it_counts(compare(task, key, mine))
    return prompt + earned(task, confidence, score, how) + reasons(task, key, answer, still=True) + turns


def _how_it_counts(heard: Heard) -> str:
    """Said where it happened: what another tag is worth, what a tag too many costs."""
    wrong = ["another tag on the right turn counts a quarter"] if heard.wrong else []
    false = ["a tag where we have none takes back six tenths of one"] if heard.false > heard.free else []
    return "; ".join(wrong + false)
