"""A dialogue: scene by scene before, the whole talk as a map after."""

from __future__ import annotations

from typing import Any

import msgspec

from withinreach.content.kinds.dialogue import DialogueKey, DialogueTask
from withinreach.content.kinds.talk import Node, Reply, Walk
from withinreach.content.score import Score
from withinreach.render import talk_map
from withinreach.render.escape import esc
from withinreach.render.markdown import block, inline
from withinreach.render.parts import authority, committed_form, earned, row, switch, why

SAY, LOOK, SURE = "Say this", "Look back at the talk", "Commit what you expect"
FINAL = "What you say is said: each reply is final, also after a reload. Reasons come with the marked page."
OPEN = "The reasons come at the end. You can take a line back and try another."
ENDED = "The talk has ended, and it stands. One tap more: it belongs to the answer."
STANDS = "The talk has ended, and it stands. Reasons come with the marked page."


def walked(task: DialogueTask, answer: Any) -> Walk:
    """The walk of an answer; of what is given, or of nothing, where there is none that fits."""
    walk = task.talk.walk(answer)
    if walk is None or walk.steps[: len(task.given)] != task.given:
        walk = task.talk.walk(task.given)
    assert walk is not None, "what is given was checked when it was loaded"
    return walk


def form(task: DialogueTask, answer: Any, confidence: float | None) -> str:
    """The scenes so far and the replies to the present one.

    In practice the later scenes are there and hidden, for the page's script; graded, they come one by one.
    """
    walk = walked(task, answer)
    prompt = f'<p class="prompt">{inline(task.prompt)}</p>'
    if task.worked and task.key is not None:
        return prompt + reasons(task, task.key, task.given)
    if task.stepwise:
        return prompt + _final(task, walk, confidence)
    visited = [name for name, _ in walk.steps]
    order = dict.fromkeys([*visited, walk.here, *task.talk.nodes, *task.talk.ends])
    scenes = "".join(_scene(task, name, walk) for name in order)
    ended = walk.here in task.talk.ends
    verb, words = (LOOK, "") if ended else (SAY, OPEN)
    return committed_form(task, f'{prompt}<ol class="talk">{scenes}</ol>', None, verb=verb, words=words or OPEN)


def _scene(task: DialogueTask, name: str, walk: Walk) -> str:
    """One scene of a practice talk: shown where it has been come to."""
    said = dict(walk.steps).get(name)
    there = said is not None or name == walk.here
    hidden = "" if there else " hidden"
    node = task.talk.nodes.get(name)
    if node is None:
        scene = f'<div class="scene" tabindex="-1">{block(task.talk.ends[name].scene)}</div>'
        return f'<li class="place end" data-place="{esc(name)}"{hidden}>{scene}</li>'
    given = name in dict(task.given)
    back = "" if given else '<button type="button" class="plain back">Take this back</button>'
    reply = node.reply(said) if said else None
    return (
        f'<li class="place" data-place="{esc(name)}"{hidden}><div class="scene" tabindex="-1">{block(node.scene)}</div>'
        f"{_replies(node, hidden=said is not None)}"
        f'<div class="you"{"" if reply else " hidden"}>{_you(reply)}{back}</div></li>'
    )


def _replies(node: Node, *, hidden: bool = False) -> str:
    taps = "".join(
        f'<label><input type="radio" name="{esc(node.id)}" value="{esc(reply.id)}">'
        f"<span>{inline(reply.text)}</span></label>"
        for reply in node.replies
    )
    away = " hidden" if hidden else ""
    return f'<fieldset class="options replies"{away}><legend>What do you say?</legend>{taps}</fieldset>'


def _you(reply: Reply | None) -> str:
    return f'<p><span class="who">You</span> <span class="words">{inline(reply.text) if reply else ""}</span></p>'


def _final(task: DialogueTask, walk: Walk, confidence: float | None) -> str:
    """A graded talk: what was said stands; the present scene has replies, or the taps, or nothing more to do."""
    talk = task.talk
    ended = walk.here in talk.ends
    places = "".join(_said(talk.nodes[name], said, ended=ended) for name, said in walk.steps)
    place = talk.ends[walk.here] if ended else talk.nodes[walk.here]
    now = f'<li class="place{" end" if ended else ""}"><div class="scene now" tabindex="-1">{block(place.scene)}</div>'
    if not ended:
        controls = f'<ol class="talk">{places}{now}{_replies(talk.nodes[walk.here])}</li></ol>'
        return committed_form(msgspec.structs.replace(task, confidence=False), controls, None, verb=SAY, words=FINAL)
    shown = f'<ol class="talk">{places}{now}</li></ol>{talk_map.picture(talk, walk, None)}'
    if task.confidence and confidence is None:
        return committed_form(task, shown, None, verb=SURE, words=ENDED)
    return f'{shown}<p class="hint" role="status" aria-live="polite">{STANDS}</p>'


def _said(node: Node, said: str, *, ended: bool) -> str:
    """A scene with what was said to it; once the talk has ended also what was not."""
    others = "".join(f"<li>{inline(reply.text)}</li>" for reply in node.replies if reply.id != said)
    folded = f'<details><summary>Not said here</summary><ul class="unsaid">{others}</ul></details>' if ended else ""
    return (
        f'<li class="place"><div class="scene">{block(node.scene)}</div>'
        f'<div class="you">{_you(node.reply(said))}</div>{folded}</li>'
    )


def reasons(task: DialogueTask, key: DialogueKey, answer: Any) -> str:
    """The talk as a map: each scene on the path with your line and, where there was one, a better one; the rest folded.

    A page's script moves the same elements.
    """
    walk = walked(task, answer)
    visited = [name for name, _ in walk.steps]
    rows = "".join(_station(task, key, name, walk) for name in visited)
    missed = "".join(_station(task, key, name, walk) for name in task.talk.nodes if name not in visited)
    own = walk.steps[len(task.given) :]
    same = sum(key.replies[said].value == key.best_at(task.talk.nodes[name]) for name, said in own)
    words = "" if task.worked else f'<p class="agree">{esc(agreement(same, len(own)))}</p>'
    return (
        f'<div class="reasons" tabindex="-1">{words}<div class="talked">{talk_map.picture(task.talk, walk, key)}'
        f'<div><ol class="stations">{rows}</ol><details class="elsewhere"{"" if missed else " hidden"}>'
        f"<summary>Scenes that this talk did not come to</summary><ul>{missed}</ul></details></div></div>"
        f"{authority(key)}</div>"
    )


def agreement(same: int, places: int) -> str:
    """How often your line was ours, as a count."""
    return f"You said what we would have said {same} of {places} times." if places else "Nothing was said."


def _station(task: DialogueTask, key: DialogueKey, name: str, walk: Walk) -> str:
    node, visited = task.talk.nodes[name], [place for place, _ in walk.steps]
    said = dict(walk.steps).get(name)
    role = {reply.id: _role(key, node, reply.id, said) for reply in node.replies}
    rows = {
        wanted: "".join(_line(task, key, node, reply, wanted) for reply in node.replies if role[reply.id] == wanted)
        for wanted in ("yours", "best", "rest")
    }
    cause = walk.because.get(visited.index(name)) if name in visited else None
    number = f'<span class="number">{"" if cause is None else cause + 1}</span>'
    because = f"What came next hangs on what you said at {number}."
    recovers = '<p class="recovers">Half of what was lost can be won back here.</p>' if name in key.recovers else ""
    return (
        f'<li class="station" data-place="{esc(name)}">'
        f'<div class="scene">{block(node.scene)}</div>{recovers}<div class="first">{rows["yours"]}{rows["best"]}</div>'
        f'<p class="because"{" hidden" if cause is None else ""}>{because}</p>'
        f"<details{'' if rows['rest'] else ' hidden'}><summary>Not said here</summary>"
        f'<div class="others">{rows["rest"]}</div></details></li>'
    )


def _role(key: DialogueKey, node: Node, reply: str, said: str | None) -> str:
    """``yours``; ``best`` where yours was not and this is; else ``rest``."""
    if reply == said:
        return "yours"
    best = key.best_at(node)
    better = said is not None and key.replies[said].value < best == key.replies[reply].value
    return "best" if better else "rest"


def _line(task: DialogueTask, key: DialogueKey, node: Node, reply: Reply, role: str) -> str:
    entry, best = key.replies[reply.id], key.best_at(node)
    glyph = "✓" if entry.value == best else "~" if entry.value > 0 else "–"
    given = (node.id, reply.id) in task.given
    mine = "The line we gave" if given else "Your line, and ours" if entry.value == best else _less(entry.value)
    rest = "Ours as well" if entry.value == best else "Can be defended" if entry.value > 0 else "Not said"
    heads = {"yours": mine, "best": "A better line here", "rest": rest}
    marks = f'data-reply="{esc(reply.id)}" data-value="{entry.value:g}"'
    return row(marks, glyph, switch(heads, role), inline(reply.text), why(key, reply.id, entry.reason))


def _less(value: float) -> str:
    return "Your line: it can be defended" if value > 0 else "Your line, looked at again"


def review(task: DialogueTask, key: DialogueKey, answer: Any, confidence: float | None, score: Score) -> str:
    """The marked answer: what was expected, what the talk earned, and the map."""
    prompt = f'<p class="prompt">{inline(task.prompt)}</p>'
    if not walked(task, answer).steps:
        return f"{prompt}<p>No answer was committed.</p>{reasons(task, key, None)}"
    ended = task.finished(answer)
    line = earned(task, confidence, score) if ended else "<p>The talk was begun and not finished; it earns nothing.</p>"
    return f"{prompt}{line}{reasons(task, key, answer)}"
