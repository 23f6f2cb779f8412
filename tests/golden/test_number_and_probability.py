"""Number and probability beyond their tables: what is typed, what is said, what knowing nothing earns."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import msgspec
import pytest
from withinreach.content.kinds.distances import near, ranked
from withinreach.content.kinds.formulas import FORMULAS, result
from withinreach.content.kinds.numerals import trouble, typed
from withinreach.content.kinds.probability import ProbabilityKey, ProbabilityTask
from withinreach.grading import score
from withinreach.render.number import plain
from withinreach.render.probability import given_shares
from withinreach.render.shares import agreement, moving

from tests.golden.node import in_node
from tests.golden.table import loaded, setting

TYPED = [
    ("4.17", 4.17),
    ("4,17", 4.17),
    (" 4,17 ", 4.17),
    ("5.", 5.0),
    (",5", 0.5),
    ("-0,9", -0.9),
    ("−0.9", -0.9),
    ("+2", 2.0),
    ("1,234", 1.234),
    ("007", 7.0),
]
NOT_TYPED = [
    "",
    " ",
    ".",
    ",",
    "-",
    "1.234,5",
    "1,234.5",
    "1.2.3",
    "1 000",
    "4.17 points",
    "1e3",
    "٤",
    "inf",
    "nan",
    "4'1",
]
NOT_TYPED += ["1" * 21, "0x10", "5%", "--1", "1-", "½"]


@pytest.mark.parametrize("text,value", TYPED)
def test_point_and_comma_are_read_alike(text: str, value: float) -> None:
    assert typed(text) == value
    assert trouble(text) == ""


@pytest.mark.parametrize("text", NOT_TYPED)
def test_what_could_be_two_numbers_or_none_is_not_guessed(text: str) -> None:
    assert typed(text) is None
    assert trouble(text)


def test_an_ambiguous_number_is_refused_with_the_way_out() -> None:
    words = "“1.234,5” has a point and a comma, and could be two numbers: leave out the one for thousands."
    assert trouble("1.234,5") == words
    assert trouble("four") == ("“four” is no number: write digits with one point or comma at most, as in 4.17 or 4,17.")


def test_the_page_reads_and_refuses_the_same_texts_in_the_same_words(tmp_path: Path) -> None:
    texts = [text for text, _ in TYPED] + NOT_TYPED

    found = in_node("committed number", "[it.typed(one), it.trouble(one)]", texts, tmp_path)

    assert found == [[typed(text), trouble(text)] for text in texts]


# Each worked by hand: name, values, constants, what comes out.
BY_HAND: list[tuple[str, list[float], dict[str, float], float | None]] = [
    ("itself", [4.17], {}, 4.17),
    ("sum", [7, 5], {"rest": 13}, 25),
    ("mean", [7, 5], {"a": 4, "b": 4, "c": 2, "d": 3}, 25 / 6),
    ("quotient", [25], {"by": 6}, 25 / 6),
    ("quotient", [25], {"by": 0}, None),
    ("reverse", [2], {"low": 1, "high": 7}, 6),  # 1 + 7 - 2
    ("difference", [5.1, 4.2], {}, -0.9),
    ("sem", [1.0, 0.91], {}, 0.3),  # the root of .09
    ("sem", [1.0], {"reliability": 1.5}, None),  # no root of less than nothing
    ("band-low", [4.17], {"sem": 0.3}, 3.582),  # 4.17 - .588
    ("band-high", [4.17, 0.3], {}, 4.758),
    ("smallest-change", [], {"sem": 0.316}, 0.8759),  # the sheet's example: SD 1.00, r .90 needs .88
    ("rci", [-0.9], {"sem": 0.29}, -2.1945),  # .9 / (1.41421 x .29)
    ("rci", [-0.9], {"sem": 0}, None),
]


@pytest.mark.parametrize("name,values,constants,wanted", BY_HAND)
def test_each_formula_gives_what_a_hand_calculation_gives(
    name: str, values: list[float], constants: dict[str, float], wanted: float | None
) -> None:
    assert result(name, values, constants) == (wanted if wanted is None else pytest.approx(wanted, abs=5e-5))


def test_every_formula_has_its_hand_calculation() -> None:
    assert {name for name, *_ in BY_HAND} == set(FORMULAS)


def test_a_mean_and_a_turned_answer_are_those_of_the_engine() -> None:
    """The course's own scoring of 36 answers: reverse-keyed ones turned on 1 to 7, then the mean of each scale."""
    import numpy as np
    from withinreach.psychometrics.answers import Answers
    from withinreach.psychometrics.instrument import ecr_r
    from withinreach.psychometrics.scores import mean_scores

    key, raw = ecr_r(), np.random.default_rng(7).integers(1, 8, (1, 36)).astype(np.int8)
    turned = [
        result("reverse", [float(one)], {"low": 1, "high": 7}) if back else float(one)
        for one, back in zip(raw[0], key.reverse, strict=True)
    ]
    means = [result("mean", list(np.array(turned)[key.columns(scale)]), {}) for scale in (0, 1)]

    assert mean_scores(Answers(raw))[0].tolist() == pytest.approx(means)


def test_a_value_is_written_as_a_person_reads_it() -> None:
    assert [plain(value) for value in (4.17, 4.0, -0.9, 0.1 + 0.2)] == ["4.17", "4", "−0.9", "0.3"]


def test_band_and_change_follow_in_both_programs_alike(tmp_path: Path) -> None:
    draw = random.Random(20261125)  # noqa: S311  answers to compare, not secrets
    cases = []
    for name, texts in (
        ("change", ("-0.9", "0,9", "2.19", "-2,19", "-1.95", "-.8", "x")),
        ("band", ("4.17", "5,5", "2")),
    ):
        task, key = loaded("number", name)
        fields = [field.id for field in task.open_fields]  # type: ignore[attr-defined]
        options = ("low", "mid", "high", "other")
        for _ in range(250):
            answer = {one: draw.choice(options if one == "place" else texts) for one in fields if draw.random() < 0.9}
            cases.append((task, key, answer))

    inputs = [{"setting": setting("number", task, key), "answer": answer} for task, key, answer in cases]
    shares = in_node("committed number", "it.score(one.setting, one.answer)", inputs, tmp_path)

    assert shares == pytest.approx([score(task, key, answer, None).share for task, key, answer in cases])  # type: ignore[arg-type]
    assert set(shares) == {0, 0.5, 1}


# -- probability ------------------------------------------------------------------------------------------------------

FORMS = ("one", "numbers", "shares", "half", "outcome", "runs")


def an_answer(task: ProbabilityTask, draw: random.Random) -> Any:
    def shares() -> dict[str, int]:
        names = task.lists()["options"]
        if task.form == "yes-no":
            return {name: draw.randint(0, 100) for name in names}
        cuts = [0, *sorted(draw.randint(0, 100) for _ in names[1:]), 100]
        return {name: cuts[number + 1] - cuts[number] for number, name in enumerate(names)}

    return {clue.id: shares() for clue in task.open_clues} if task.clues else shares()


@pytest.mark.parametrize("name", FORMS)
def test_every_form_earns_the_same_share_in_both_programs(name: str, tmp_path: Path) -> None:
    task, key = loaded("probability", name)
    assert isinstance(task, ProbabilityTask)
    draw = random.Random(20261126)  # noqa: S311  answers to compare, not secrets
    answers = [an_answer(task, draw) for _ in range(500)]

    inputs = [{"setting": setting("probability", task, key), "answer": answer} for answer in answers]
    shares = in_node("committed probability", "it.score(one.setting, one.answer)", inputs, tmp_path)

    assert shares == pytest.approx([score(task, key, answer, None).share for answer in answers], abs=1e-12)  # type: ignore[arg-type]
    assert len(set(shares)) > 10


def test_ids_that_look_like_numbers_keep_the_order_of_the_file(tmp_path: Path) -> None:
    """A script's mapping would put 8 and 16 before "never", and the cumulated shares would be those of other boxes."""
    task, key = loaded("probability", "outcome")
    as_text = msgspec.json.encode([task, key]).decode()
    for old, new in (("never", "8"), ("s16", "never"), ("s8", "16")):
        as_text = as_text.replace(f'"{old}"', f'"{new}"')
    raw_task, raw_key = msgspec.json.decode(as_text)
    turned = msgspec.convert(raw_task, ProbabilityTask)
    turned_key = msgspec.convert(raw_key, ProbabilityKey)
    assert turned.lists()["options"] == ["16", "never", "s24", "later", "8"]
    answer = {"16": 0, "never": 60, "s24": 40, "later": 0, "8": 0}

    told = {"setting": setting("probability", turned, turned_key), "answer": answer}
    (share,) = in_node("committed probability", "it.score(one.setting, one.answer)", [told], tmp_path)

    # Cumulated 0 .6 1 1 against 0 1 1 1, as in the table.
    assert share == pytest.approx(1 - 0.16 / 0.6)
    assert score(turned, turned_key, answer, None).share == pytest.approx(share)


@pytest.mark.parametrize("name", [*FORMS, "ines"])
def test_what_is_said_of_shares_is_said_alike_in_both_programs(name: str, tmp_path: Path) -> None:
    task, key = loaded("probability", name)
    assert isinstance(task, ProbabilityTask)
    assert isinstance(key, ProbabilityKey)
    draw = random.Random(20261127)  # noqa: S311  answers to compare, not secrets
    last = task.clues[-1].id if task.clues else None
    ours = task.in_order(key.shares(last))
    same = {clue.id: key.shares(clue.id) for clue in task.open_clues} if task.clues else ours
    answers = [*(an_answer(task, draw) for _ in range(60)), msgspec.json.decode(msgspec.json.encode(same))]

    inputs = [{"setting": setting("probability", task, key), "answer": answer} for answer in answers]
    said = "[it.agreement(one.setting, one.answer), one.setting.clues.length ? it.moving(one.setting, one.answer) : '']"
    words = in_node("committed probability", said, inputs, tmp_path)

    for answer, (agreed, moved) in zip(answers, words, strict=True):
        steps = {clue.id: given_shares(task, answer, clue.id) for clue in task.open_clues}
        assert agreed == agreement(task, given_shares(task, answer, last), ours)
        assert moved == (moving(task, key, steps) if task.clues else "")


def test_the_largest_gap_and_the_clue_that_moves_most_are_named() -> None:
    task, key = loaded("probability", "ines")
    assert isinstance(task, ProbabilityTask)
    assert isinstance(key, ProbabilityKey)
    even = {"d": 34, "f": 33, "x": 33}
    steps = dict.fromkeys(task.lists()["clues"], even)

    # From 27 to 46 is 19 points, the largest of Ines's moves.
    assert moving(task, key, steps) == (
        "The clue that should have moved you most is the third: with us “F” goes from 27 to 46, with you from 33 to 33."
    )
    assert agreement(task, even, key.shares("c6")) == "After the last clue: widest apart at “F”: you 33, we 84."


# The twins of the teaching models: clue by clue ratios D, F, X and the author's shares after each.
RATIOS = {
    "i1": (0.40, 0.40, 0.35), "i2": (0.40, 0.25, 0.30), "i3": (0.20, 0.45, 0.20), "i4": (0.25, 0.50, 0.25),
    "i5": (0.20, 0.50, 0.30), "i6": (0.25, 0.45, 0.35), "g3": (0.45, 0.25, 0.20), "g4": (0.50, 0.20, 0.35),
    "g5": (0.50, 0.20, 0.30), "g6": (0.45, 0.20, 0.35), "t2": (0.35, 0.30, 0.50), "t3": (0.20, 0.25, 0.55),
    "t4": (0.25, 0.30, 0.45), "t5": (0.25, 0.25, 0.50), "t6": (0.30, 0.30, 0.35),
}  # fmt: skip
PEOPLE = {
    "Ines": ("i1 i2 i3 i4 i5 i6", "35/35/30 44/27/29 33/46/21 22/63/15 11/78/11 7/84/9", 0.084, "i3", 19),
    "Ingrid": ("i1 i2 g3 g4 g5 g6", "35/35/30 44/27/29 61/21/18 74/10/15 85/5/10 89/2/9", 0.0, "g3", 17),
    "Tomasz": ("i1 t2 t3 t4 t5 t6", "35/35/30 32/28/40 18/19/62 12/15/73 7/9/84 6/8/86", 0.0, "t3", 22),
}


def twin(name: str) -> tuple[ProbabilityTask, ProbabilityKey]:
    clues, table, *_ = PEOPLE[name]
    shares = [dict(zip("dfx", map(int, step.split("/")), strict=True)) for step in table.split()]
    task, key = loaded("probability", "ines")
    named = [{"id": clue, "text": clue} for clue in clues.split()]
    raw = msgspec.to_builtins(task) | {"clues": named}
    steps = {clue: {"shares": share, "reason": "r"} for clue, share in zip(clues.split(), shares, strict=True)}
    return msgspec.convert(raw, ProbabilityTask), msgspec.convert(
        msgspec.to_builtins(key) | {"clues": steps}, ProbabilityKey
    )


@pytest.mark.parametrize("name", PEOPLE)
def test_the_authors_shares_are_the_product_of_the_clues(name: str) -> None:
    clues, table, *_ = PEOPLE[name]
    belief = [1 / 3] * 3
    for clue, step in zip(clues.split(), table.split(), strict=True):
        product = [old * ratio for old, ratio in zip(belief, RATIOS[clue], strict=True)]
        belief = [one / sum(product) for one in product]
        assert [round(100 * one) for one in belief] == [int(one) for one in step.split("/")]


@pytest.mark.parametrize("name", PEOPLE)
def test_always_even_on_the_twins_earns_what_the_blueprint_says(name: str) -> None:
    """0 to .08. Ines by hand: only her fourth step is near enough, 1 - .13448/3/.06 = .2529; over three steps .084."""
    task, key = twin(name)

    earned = key.earned(task, dict.fromkeys(task.counted, dict.fromkeys("dfx", 100 / 3)))

    assert earned == pytest.approx(PEOPLE[name][2], abs=5e-4)
    assert 0 <= earned <= 0.085
    assert list(key.findings(task)) == []


@pytest.mark.parametrize("name", PEOPLE)
def test_the_clue_that_moves_most_is_the_one_of_the_sheet(name: str) -> None:
    """Ines: after warmth, 19 points; Tomasz: the same manner, 22."""
    task, key = twin(name)
    clue, option = key.moving(task)
    before = task.lists()["clues"][task.lists()["clues"].index(clue) - 1]

    assert clue == PEOPLE[name][3]
    assert abs(key.shares(clue)[option] - key.shares(before)[option]) == PEOPLE[name][4]


def test_equal_tokens_earn_nothing_wherever_it_ends() -> None:
    for boxes in (3, 4, 5, 6):
        for box in range(boxes):
            outcome = [100.0 * (number == box) for number in range(boxes)]
            assert ranked([100 / boxes] * boxes, outcome) == pytest.approx(0, abs=1e-12)
            assert ranked(outcome, outcome) == 1


def test_tokens_one_box_off_earn_more_than_tokens_two_boxes_off() -> None:
    outcome = [0.0, 100.0, 0.0, 0.0, 0.0]
    kept = [ranked([0, 50, *(50.0 * (number == box) for number in range(2, 5))], outcome) for box in (2, 3, 4)]

    # Cumulated .5 once, twice, three times: 1 - n x .25/.6.
    assert kept == pytest.approx([1 - 0.25 / 0.6, 1 - 0.5 / 0.6, 0])


def test_ten_points_off_cost_what_the_blueprint_says() -> None:
    """One number: 11, 44, 100 %; shares: 17, 67 %."""
    assert [near({"a": 70 - off}, {"a": 70}) for off in (10, 20, 30)] == pytest.approx([0.89, 0.56, 0], abs=0.005)
    ours = {"a": 50.0, "b": 20.0, "c": 20.0, "d": 10.0}
    off = {"a": -1, "b": 1, "c": -1, "d": 1}
    moved = [near({name: ours[name] + by * off[name] for name in ours}, ours) for by in (10, 20)]
    assert moved == pytest.approx([0.83, 0.33], abs=0.005)


def test_every_other_answer_earns_less_than_the_reference_itself() -> None:
    draw = random.Random(20261128)  # noqa: S311  answers to compare, not secrets
    for name in ("one", "numbers", "shares", "runs"):
        task, key = loaded("probability", name)
        assert isinstance(task, ProbabilityTask)
        assert isinstance(key, ProbabilityKey)
        assert key.earned(task, key.shares()) == pytest.approx(1)
        others = [answer for answer in (an_answer(task, draw) for _ in range(300)) if answer != key.shares()]
        assert max(key.earned(task, answer) for answer in others) < 1
