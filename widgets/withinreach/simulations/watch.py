"""A man who keeps looking at his watch: four sentences, five to choose from. A toy, to try the shell with.

The lesson: a look at the watch is a fact about *this* man. Ask, or say when you stop; then ask for more.

Author-set for teaching, rules and numbers alike. A pull of the clock runs from 0 to 6. A sentence first shifts it and
is then answered by what it leaves: in full, by half, or with nothing. Said again, it moves the pull up by one and is
worth nothing. After the first or the second sentence (by the seed) a phone buzzes: one more, unless it has been said
when the hour stops. At a pull of 5 he gets up, which costs one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from withinreach.content.scenes import Offer, Reading, Said, Scene
from withinreach.content.words import count, many
from withinreach.simulations.shell import Log, Reference, best_of_all, states
from withinreach.simulations.watch_men import MEN, Man, Sentence

TURNS = 4
MOST, GONE = 6, 5
"""The strongest pull there is, and the one at which he gets up."""
NAIVE = ("day", "who", "feel", "day")
FULL, HALF, NOTHING = range(3)
BUZZES, LET_BE = "*A phone buzzes in his jacket.*", "*A phone buzzes in his jacket. He lets it.*"
_NTH = ("first", "second", "third", "fourth")


@dataclass(frozen=True)
class State:
    """A moment. ``worth`` adds up what was answered; ``level`` is how the last sentence was."""

    man: Man
    buzz: int
    said: tuple[str, ...]
    pull: int
    worth: int
    level: int
    lines: tuple[Said, ...]

    @property
    def gone(self) -> bool:
        """Whether he has got up."""
        return self.pull >= GONE


class Watch:
    """The model, as ``shell.Model`` wants it."""

    variants = tuple(MEN)
    naive = "asking on as if there were no clock: the day, the people, how it feels, the day again"
    built_in = (
        "We built this in: a pull of the clock from 0 to 6, moved by every sentence; what he answers depends on it, "
        "and the two men do not have the same numbers. All of them are ours, author-set, and were checked by trying "
        "every course, not in people. This predicts no patient."
    )

    def start(self, variant: str | None, seed: int) -> State:
        """He has sat down, and looked at his watch."""
        man = MEN[variant or ""]
        return State(man, 1 + seed % 2, (), man.pull, 0, FULL, (Said(man.name, man.opening),))

    def offers(self, state: State) -> Sequence[Offer]:
        """The five sentences. Each may be said again."""
        return [Offer(name, sentence.text) for name, sentence in state.man.sentences.items()]

    def act(self, state: State, action: str) -> State:
        """The sentence shifts the pull and is answered; perhaps the phone buzzes; perhaps he gets up."""
        man, sentence, again = state.man, state.man.sentences[action], action in state.said
        said = (*state.said, action)
        pull = min(max(state.pull + (1 if again else _shift(sentence, state.said)), 0), MOST)
        level = NOTHING if again else sum(pull > limit for limit in sentence.limits)
        lines = [Said(man.name, man.again if again else sentence.answers[level])]
        if len(said) == state.buzz and pull < GONE:
            lines.append(Said("", LET_BE if "stop" in said else BUZZES))
            pull += 0 if "stop" in said else 1
        if pull >= GONE:
            lines.append(Said(man.name, man.leaves))
        worth = state.worth + (0 if level == NOTHING else sentence.worth[level])
        return State(man, state.buzz, said, pull, worth, level, tuple(lines))

    def seen(self, state: State) -> Scene:
        """What he says, how he sits, how often he looked at the watch, how many sentences are left."""
        looks = 1 if state.man.counts else state.pull // 2
        posture = "He is standing." if state.gone else state.man.postures[min(state.pull // 2, 2)]
        left = many(TURNS - len(state.said), "sentence") + " left"
        reading = Reading("Looks at his watch", float(looks), 0, 3)
        return Scene(state.lines, posture, "" if self.over(state) else left, (reading,))

    def hidden(self, state: State) -> Sequence[Reading]:
        """The pull of the clock."""
        return (Reading("Pull of the clock", float(state.pull), 0, MOST),)

    def over(self, state: State) -> bool:
        """After four sentences, or when he has got up."""
        return state.gone or len(state.said) == TURNS

    def value(self, log: Log) -> float:
        """What he answered, less one where he got up."""
        last: State = states(self, log)[-1]
        return float(last.worth - last.gone)

    def reference(self, variant: str | None, seed: int) -> Reference:
        """The naive course, as far as he stays for it, and the best of all."""
        best = best_of_all(self, variant, seed % 2)
        log = Log(variant, seed)
        for action in NAIVE:
            if not self.over(states(self, log)[-1]):
                log = log.then(action)
        return Reference(self.value(log), best.value, best.actions)

    def debrief(self, log: Log) -> Sequence[str]:
        """What he answered, what was asked while the clock pulled, what the watch was, how many ways there are."""
        return list(_paragraphs(self, log))


def _shift(sentence: Sentence, said: Sequence[str]) -> int:
    return next((shift for other, shift in sentence.after.items() if other in said), sentence.shift)


def _paragraphs(model: Watch, log: Log) -> Iterator[str]:
    found: list[State] = states(model, log)
    name = found[0].man.name
    full = sum(after.level == FULL and after.worth > before.worth for before, after in pairwise(found))
    told = count(full) if full else "none"
    used = "" if len(log.actions) == TURNS else f" and used {count(len(log.actions))}"
    yield f"You had four sentences{used}. {name} answered {told} of them with something of his own."
    for number, (action, after) in enumerate(zip(log.actions, found[1:], strict=True)):
        if action not in {"watch", "stop", *log.actions[:number]} and after.level == NOTHING:
            yield f"Your {_NTH[number]} sentence came while the clock pulled at him. He said: “{after.lines[0].words}”"
            break
    yield from _about_the_clock(log, found[0].man)
    if found[-1].gone:
        yield f"{name} got up after your {_NTH[len(log.actions) - 1]} sentence. What was not said by then was not said."
    best = best_of_all(model, log.variant, log.seed % 2)
    as_good = (
        "Yours is one of them."
        if model.value(log) == best.value
        else "In none of them is he asked for a person before he has heard when you stop."
    )
    yield f"Of {best.courses} courses {count(best.ways)} are as good as the best one. {as_good}"


def _about_the_clock(log: Log, man: Man) -> Iterator[str]:
    if "stop" in log.actions:
        number = log.actions.index("stop")
        yield f"With your {_NTH[number]} sentence you said when you would stop. From then on a phone could buzz."
    if "watch" in log.actions and man.counts:
        yield "You asked about the watch. To him it is no door: he counts, and asked about it he counted harder."
    if not {"stop", "watch"}.intersection(log.actions):
        yield "Neither the watch nor the end of the hour was spoken of. He went on keeping the time by himself."


MODEL = Watch()
