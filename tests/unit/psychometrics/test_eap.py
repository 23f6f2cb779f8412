from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from withinreach.psychometrics import eap
from withinreach.psychometrics.answers import Answers
from withinreach.psychometrics.calibration import calibration
from withinreach.psychometrics.eap import Scored, score, widened
from withinreach.psychometrics.simulate import simulate

PEOPLE = simulate(3000, 5)


def with_holes(answers: Answers, share: float, seed: int = 1) -> Answers:
    """The same people with a share of their answers missing."""
    gone = np.random.default_rng(seed).random(answers.raw.shape) < share
    return Answers(np.where(gone, 0, answers.raw).astype(np.int8))


def numbers(found: Scored) -> NDArray[np.float64]:
    return np.column_stack([found.mean, found.sd, found.raw_sd, found.r, found.given])


def test_nobodys_answers_give_the_population() -> None:
    found = score(Answers(np.zeros((2, 36), dtype=np.int8)))
    assert found.mean == pytest.approx(np.zeros((2, 2)), abs=1e-6)
    assert found.raw_sd == pytest.approx(np.ones((2, 2)), abs=1e-6)
    assert found.sd == pytest.approx(np.ones((2, 2)), abs=1e-6)
    assert found.r == pytest.approx([0.49, 0.49], abs=1e-6)
    assert found.given.tolist() == [[0, 0], [0, 0]]


def test_answers_to_one_scale_move_the_other_trait_by_the_correlation() -> None:
    # With nothing known of trait 2 itself, E(t2) = phi E(t1) and var(t2) = 1 - phi² + phi² var(t1).
    raw = PEOPLE.raw[:50].copy()
    raw[:, 18:] = 0
    found = score(Answers(raw), precision="float64")
    assert found.mean[:, 1] == pytest.approx(0.49 * found.mean[:, 0], abs=1e-6)
    assert found.raw_sd[:, 1] ** 2 == pytest.approx(1 - 0.49**2 * (1 - found.raw_sd[:, 0] ** 2), abs=1e-6)


def test_estimates_follow_the_true_traits_with_the_error_they_state() -> None:
    # People of the model itself: errors are as large as the model's own SD says, and 95 of 100 lie inside 1.96 of it.
    assert PEOPLE.theta is not None
    found = score(PEOPLE)
    error = found.mean - PEOPLE.theta
    assert np.sqrt((error**2).mean(axis=0)) == pytest.approx(np.sqrt((found.raw_sd**2).mean(axis=0)), rel=0.05)
    assert (np.abs(error) < 1.96 * found.raw_sd).mean() == pytest.approx(0.95, abs=0.012)
    assert [np.corrcoef(found.mean[:, t], PEOPLE.theta[:, t])[0, 1] > 0.97 for t in (0, 1)] == [True, True]


def test_the_shown_sd_is_the_models_times_the_documented_factor() -> None:
    # 1.2: facts of the calibrations, check of over-confidence.
    found = score(PEOPLE)
    assert found.widened == 1.2
    assert found.sd == pytest.approx(1.2 * found.raw_sd)
    assert score(PEOPLE, widen=1.0).sd == pytest.approx(found.raw_sd)


def test_widening_never_passes_the_population() -> None:
    assert widened(np.array([0.2, 0.8, 0.9, 1.0])).tolist() == pytest.approx([0.24, 0.96, 1.0, 1.0])


def test_fewer_answers_leave_more_uncertainty() -> None:
    half, tenth = (score(with_holes(PEOPLE, share)).raw_sd.mean(axis=0) for share in (0.5, 0.9))
    whole = score(PEOPLE).raw_sd.mean(axis=0)
    assert (whole < half).all()
    assert (half < tenth).all()
    assert (tenth < 1.0).all()


def test_single_precision_is_within_two_millionths_of_double() -> None:
    answers = with_holes(simulate(20_000, 8), 0.2)
    extreme = np.vstack([answers.raw, np.tile(np.int8([[1], [7]]), 36)])
    single, double = (score(Answers(extreme), precision=kind) for kind in ("float32", "float64"))
    assert np.abs(numbers(single) - numbers(double)).max() < 2e-6


def test_contradictory_answers_to_steep_items_still_have_an_estimate() -> None:
    # Ticks 1 and 7 in turn, slopes three times as steep: such a sheet has a probability below e^-150, which single
    # precision holds only as a share of its highest value.
    steep = replace(calibration("english"), a=3.0 * calibration("english").a)
    sheet = Answers(np.tile(np.int8([1, 7]), 18)[None, :])
    single, double = (score(sheet, calibration=steep, precision=kind, nodes=241) for kind in ("float32", "float64"))
    assert np.isfinite(numbers(single)).all()
    assert numbers(single) == pytest.approx(numbers(double), abs=1e-4)


def test_the_grid_is_fine_enough() -> None:
    # Four times as many points change nothing that is ever shown.
    usual, fine = (score(PEOPLE, nodes=nodes, precision="float64") for nodes in (61, 241))
    assert np.abs(numbers(usual) - numbers(fine)).max() < 1e-4


@pytest.mark.parametrize("block, chunk", [(7, 21), (100, 1000), (5000, 5000)])
def test_the_size_of_a_round_changes_no_estimate(monkeypatch: pytest.MonkeyPatch, block: int, chunk: int) -> None:
    usual = numbers(score(PEOPLE))
    monkeypatch.setattr(eap, "BLOCK", block)
    monkeypatch.setattr(eap, "CHUNK", chunk)
    assert numbers(score(PEOPLE)) == pytest.approx(usual, abs=1e-6)


def test_a_person_alone_is_scored_as_in_the_crowd() -> None:
    alone = np.vstack([numbers(score(Answers(PEOPLE.raw[n : n + 1]))) for n in range(5)])
    assert alone == pytest.approx(numbers(score(PEOPLE))[:5], abs=1e-6)


@pytest.mark.parametrize("pool", [ThreadPoolExecutor, ProcessPoolExecutor])
def test_an_executor_changes_nothing_but_who_works(
    monkeypatch: pytest.MonkeyPatch, pool: type[ThreadPoolExecutor | ProcessPoolExecutor]
) -> None:
    monkeypatch.setattr(eap, "CHUNK", 1024)
    with pool(2) as executor:
        assert numbers(score(PEOPLE, executor=executor)) == pytest.approx(numbers(score(PEOPLE)), abs=1e-6)


def test_a_mirrored_key_mirrors_the_estimates() -> None:
    # Traits turned round: locations change sign and order, every answer becomes 8 minus itself.
    model, answers = calibration("english"), with_holes(PEOPLE, 0.1)
    mirror = replace(model, b=-model.b[:, ::-1])
    turned = Answers(np.where(answers.raw == 0, 0, 8 - answers.raw).astype(np.int8))
    plain, mirrored = score(answers), score(turned, calibration=mirror)
    assert mirrored.mean == pytest.approx(-plain.mean, abs=1e-5)
    assert mirrored.raw_sd == pytest.approx(plain.raw_sd, abs=1e-5)
    assert mirrored.r == pytest.approx(plain.r, abs=1e-5)


def test_keying_all_items_straight_and_turning_the_answers_is_the_same() -> None:
    model = calibration("english")
    straight = replace(model, reverse=np.zeros(36, dtype=bool))
    recoded = Answers(np.where(model.reverse, 8 - PEOPLE.raw, PEOPLE.raw))
    assert numbers(score(recoded, calibration=straight)) == pytest.approx(numbers(score(PEOPLE)), abs=1e-6)


def test_items_and_people_in_another_order_have_the_same_estimates() -> None:
    model, answers = calibration("english"), with_holes(PEOPLE, 0.1)
    items, people = np.random.default_rng(3).permutation(36), np.random.default_rng(4).permutation(len(answers.raw))
    other = replace(
        model, a=model.a[items], b=model.b[items], subscale=model.subscale[items], reverse=model.reverse[items]
    )
    moved = score(Answers(answers.raw[people][:, items]), calibration=other)
    assert numbers(moved) == pytest.approx(numbers(score(answers))[people], abs=1e-5)


def test_an_empty_sample_has_no_estimates() -> None:
    found = score(Answers(np.zeros((0, 36), dtype=np.int8)))
    assert (found.mean.shape, found.sd.shape, found.r.shape, found.given.shape) == ((0, 2), (0, 2), (0,), (0, 2))


def test_narrowing_is_refused() -> None:
    with pytest.raises(ValueError, match="widen is") as refused:
        score(PEOPLE, widen=0.9)
    assert str(refused.value) == ("widen is 0.9; a posterior is widened, not narrowed. Use 1 for the model's own SD.")


def test_an_unknown_calibration_is_refused() -> None:
    with pytest.raises(ValueError, match="There is no calibration 'german'"):
        score(PEOPLE, calibration="german")  # type: ignore[arg-type]
