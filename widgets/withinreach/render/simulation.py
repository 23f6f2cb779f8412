"""A simulation: the scene that stands and what can be said, then the debrief. The play itself comes from the model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from withinreach.content.kinds.simulation import SimulationKey, SimulationTask
from withinreach.content.scenes import Course, Debrief, Offer, Play, Said, Scene, Turn
from withinreach.content.score import Score
from withinreach.content.steps import steps_of
from withinreach.content.words import many
from withinreach.render.escape import esc
from withinreach.render.markdown import inline
from withinreach.render.parts import authority, committed_form, earned
from withinreach.render.trends import trends

SAY, AGAIN = "Say this", "Play it again"
FINAL = "Each sentence is final, also after a reload. When the last one is said, the debrief opens."
OPEN = "Nothing here is marked. When the last sentence is said, the debrief opens; then you can play it again."
STANDS = "Played, and it stands. What it earned comes with the marked page."
KEPT = "Played. You can play it again as often as you like."


def form(task: SimulationTask, answer: Any, _confidence: float | None) -> str:
    """What can be shown where no model runs: the prompt, and how far a course has come."""
    steps = many(len(steps_of(answer)), "sentence")
    return f"{_prompt(task)}<p>This exercise is played on the live page. So far: {steps}.</p>"


def reasons(_task: SimulationTask, _key: SimulationKey, _answer: Any) -> str:
    """None: a course is looked back on in its debrief."""
    return ""


def stage(task: SimulationTask, play: Play) -> str:
    """The course so far; the present scene with its offers, or the debrief."""
    turns = "".join(_turn(turn, len(play.turns) == number) for number, turn in enumerate(play.turns, start=1))
    first = _scene(play.opening, now=not play.turns)
    talk = f'<ol class="talk"><li class="place">{first}</li>{turns}</ol>'
    seen = trends([("", [play.opening.readings, *(turn.scene.readings for turn in play.turns)])])
    head = f"{_prompt(task)}{_naive(play)}{talk}{seen}"
    if play.debrief is None:
        words = FINAL if task.stepwise else OPEN
        return committed_form(task, f"{head}{_offers(play.offers)}", None, verb=SAY, words=words) + _alone(play.offers)
    shown = f"{head}{debriefed(play.debrief)}{authority(task.key) if task.key else ''}"
    if task.stepwise:
        return f'{shown}<p class="hint" role="status" aria-live="polite">{STANDS}</p>'
    return (
        f'{shown}<div class="act"><button type="button" class="quiet" data-act="again">{AGAIN}</button>'
        f'<span class="hint" role="status" aria-live="polite">{KEPT}</span></div>'
    )


def _prompt(task: SimulationTask) -> str:
    return f'<p class="prompt">{inline(task.prompt)}</p>'


def _naive(play: Play) -> str:
    words = "Played with a model, not a person; every answer in it is ours, author-set. Measured against: "
    return f'<p class="simulated">{words}{inline(play.naive)}.</p>'


def _turn(turn: Turn, now: bool) -> str:  # noqa: FBT001  the last one is the present one
    return f'<li class="place"><div class="you"><p>{_you(turn.said)}</p></div>{_scene(turn.scene, now=now)}</li>'


def _you(words: str) -> str:
    return f'<span class="who">You</span> <span class="words">{inline(words)}</span>'


def _scene(scene: Scene, *, now: bool) -> str:
    here = ' now" tabindex="-1' if now else ""
    posture = f'<p class="posture">{inline(scene.posture)}</p>' if scene.posture else ""
    left = f'<p class="left">{esc(scene.left[:1].upper() + scene.left[1:])}.</p>' if now and scene.left else ""
    return f'<div class="scene{here}">{"".join(map(_said, scene.lines))}{posture}{left}</div>'


def _said(line: Said) -> str:
    who = f'<span class="who">{esc(line.who)}</span> ' if line.who else ""
    return f'<p{"" if line.who else " class=posture"}>{who}<span class="words">{inline(line.words)}</span></p>'


def _offers(offers: Sequence[Offer]) -> str:
    """One group of radio buttons for each part of an action."""
    groups = dict.fromkeys(offer.group for offer in offers if not offer.alone)
    return "".join(
        f'<fieldset class="options replies"><legend>{esc(group or "What do you say?")}</legend>'
        f"{''.join(_offer(offer, place) for offer in offers if offer.group == group and not offer.alone)}</fieldset>"
        for place, group in enumerate(groups)
    )


def _offer(offer: Offer, place: int) -> str:
    closed = f' <small class="closed">{inline(offer.closed)}</small>' if offer.closed else ""
    off = " disabled" if offer.closed else ""
    return (
        f'<label><input type="radio" name="part-{place}" value="{esc(offer.id)}"{off}>'
        f"<span>{inline(offer.text)}{closed}</span></label>"
    )


def _alone(offers: Sequence[Offer]) -> str:
    buttons = "".join(
        f'<button type="submit" class="quiet" value="{esc(offer.id)}">{inline(offer.text)}</button>'
        for offer in offers
        if offer.alone and not offer.closed
    )
    return f'<div class="act alone">{buttons}</div>' if buttons else ""


def debriefed(debrief: Debrief) -> str:
    """What is said afterwards: words first, then the courses beside each other, what was hidden, what was built in."""
    words = "".join(f"<p>{inline(words)}</p>" for words in debrief.paragraphs)
    courses = "".join(map(_course, debrief.courses))
    hidden = trends(
        [(course.title, [course.opening.hidden, *(turn.hidden for turn in course.turns)]) for course in debrief.courses]
    )
    return (
        f'<div class="debrief" tabindex="-1"><h4>Looking back</h4>{words}<div class="courses">{courses}</div>{hidden}'
        f'<p class="built-in">{inline(debrief.built_in)}</p></div>'
    )


def _course(course: Course) -> str:
    turns = "".join(
        f"<li><p>{_you(turn.said)}</p>{''.join(map(_said, turn.scene.lines))}</li>" for turn in course.turns
    )
    return f"<div><h5>{esc(course.title)}</h5><ol>{turns}</ol></div>"


def review(task: SimulationTask, key: SimulationKey, answer: Any, confidence: float | None, score: Score) -> str:
    """The marked course: what it earned, and the debrief that the page had opened."""
    if score.told is None:
        begun = steps_of(answer)
        words = f"Begun and not finished, after {many(len(begun), 'step')}; it earns nothing." if begun else ""
        return f"{_prompt(task)}<p>{words or 'No answer was committed.'}</p>{authority(key)}"
    return f"{_prompt(task)}{earned(task, confidence, score)}{debriefed(score.told)}{authority(key)}"
