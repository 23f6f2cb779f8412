from __future__ import annotations

import numpy as np
import pytest
from withinreach.psychometrics.norms import norm, percentile, samples
from withinreach.psychometrics.scores import mean_scores
from withinreach.psychometrics.simulate import simulate


def test_figures_are_those_printed_for_the_sample() -> None:
    # facts/psychometrics.md 3.1: 538 people, 3.47 (1.20), 3.15 (1.05), r .43, alpha .94 / .94.
    found = norm("ecr-r-english")
    assert (found.questionnaire, found.low, found.high, found.persons) == ("ECR-R", 1, 7, 538)
    assert found.mean == pytest.approx((3.47, 3.15), abs=0.0051)
    assert found.sd == pytest.approx((1.20, 1.05), abs=0.0051)
    assert found.r == pytest.approx(0.43, abs=0.0051)
    assert found.alpha == pytest.approx((0.94, 0.94), abs=0.0051)


def test_the_two_questionnaires_have_different_answer_scales_and_correlations() -> None:
    # ECR-R .39, ECR -.04, as printed.
    assert [(norm(name).low, norm(name).high) for name in ("ecr-r-all", "ecr-all")] == [(1, 7), (1, 5)]
    assert [norm(name).r for name in ("ecr-r-all", "ecr-all")] == pytest.approx([0.39, -0.04], abs=0.0051)
    assert norm("ecr-all").persons == 51232


def test_there_are_eighteen_samples_of_the_one_and_ten_of_the_other() -> None:
    assert len(samples("ECR-R")) == 18
    assert len(samples("ECR")) == 10
    assert set(samples()) == {*samples("ECR-R"), *samples("ECR")}
    assert all(norm(name).sample == name for name in samples())


def test_percentiles_are_those_of_the_normal_table() -> None:
    # z of 3.473 is 0; of 3.473 + 1.2 it is 1 (84.13); of 3.145 - 1.96 * 1.054 it is -1.96 (2.50).
    wanted = [("anxiety", 3.473, 50.0), ("anxiety", 4.673, 84.1345), ("avoidance", 3.145 - 1.96 * 1.054, 2.4998)]
    for scale, score, percent in wanted:
        found = percentile(score, scale, sample="ecr-r-english", questionnaire="ECR-R")  # type: ignore[arg-type]
        assert found.percent == pytest.approx(percent, abs=1e-3)


def test_a_percentile_says_among_whom_and_how_it_was_computed() -> None:
    found = percentile(4.0, "avoidance", sample="ecr-r-single", questionnaire="ECR-R")
    assert (found.norm.sample, found.norm.persons, found.norm.group) == ("ecr-r-single", 625, "single")
    assert found.method == "normal curve with the sample's mean and SD"
    assert (found.scale, found.score) == ("avoidance", 4.0)


def test_the_same_score_stands_elsewhere_among_other_people() -> None:
    # Single people report more avoidance: 3.58 against 2.68.
    among = [
        percentile(3.58, "avoidance", sample=f"ecr-r-{who}", questionnaire="ECR-R").percent
        for who in ("single", "partnered")
    ]
    assert among == pytest.approx([49.9, 84.1], abs=0.2)


@pytest.mark.parametrize("scale, name", [(0, "anxiety"), (1, "avoidance")])
def test_the_normal_curve_is_within_four_points_of_people_with_bounded_scores(scale: int, name: str) -> None:
    # Measured: 3.4 (anxiety) and 3.9 (avoidance) at worst, both at 2.75.
    people = mean_scores(simulate(100_000, 4))[:, scale]
    apart = [
        percentile(score, name, sample="ecr-r-english", questionnaire="ECR-R").percent  # type: ignore[arg-type]
        - 100 * ((people < score).mean() + (people == score).mean() / 2)
        for score in np.arange(1.0, 7.01, 0.25)
    ]
    assert 2.0 < np.abs(apart).max() < 4.5


def test_an_unknown_sample_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="There is no sample") as refused:
        norm("germans")
    assert str(refused.value).startswith(
        "There is no sample 'germans'. Choose one of: ecr-r-all, ecr-r-english, ecr-r-partnered,"
    )
    assert all(name in str(refused.value) for name in samples())


def test_a_score_of_one_questionnaire_is_never_compared_with_the_others_sample() -> None:
    with pytest.raises(ValueError, match="never compared") as refused:
        percentile(3.0, "anxiety", sample="ecr-male", questionnaire="ECR-R")
    assert str(refused.value).startswith(
        "The sample 'ecr-male' filled in the ECR (answers 1 to 5), this person the ECR-R. The two have different items "
        "and are never compared. Samples of the ECR-R: ecr-r-all, ecr-r-english,"
    )
    assert "ecr-age" not in str(refused.value)


@pytest.mark.parametrize("score", [0.9, 5.1])
def test_a_score_outside_the_answer_scale_is_refused(score: float) -> None:
    with pytest.raises(ValueError, match="is no mean score") as refused:
        percentile(score, "anxiety", sample="ecr-all", questionnaire="ECR")
    assert str(refused.value) == f"{score:g} is no mean score of the ECR; they lie between 1 and 5."


def test_an_unknown_scale_is_refused() -> None:
    with pytest.raises(ValueError, match=r"There is no scale 'trust'\. Choose 'anxiety' or 'avoidance'\."):
        percentile(3.0, "trust", sample="ecr-all", questionnaire="ECR")  # type: ignore[arg-type]
