from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.stats import multivariate_normal
from withinreach.psychometrics.answers import Answers
from withinreach.psychometrics.eap import score
from withinreach.psychometrics.information import trait_of_score
from withinreach.psychometrics.posterior import Posterior, level, posterior, quadrants, with_informant
from withinreach.psychometrics.regions import REGIONS, region_of
from withinreach.psychometrics.simulate import simulate

PEOPLE = simulate(30, 6)
NOBODY = posterior([math.nan] * 36)


def of(person: int, widen: float = 1.2) -> Posterior:
    return posterior(PEOPLE.raw[person].astype(float), widen=widen)


@pytest.mark.parametrize("person", [0, 7, 29])
def test_its_mean_sd_and_correlation_are_those_of_the_whole_samples_scoring(person: int) -> None:
    scored = score(Answers(PEOPLE.raw), precision="float64", nodes=161)
    found = of(person)
    assert found.mean == pytest.approx(scored.mean[person], abs=1e-4)
    assert found.sd == pytest.approx(scored.sd[person], abs=2e-4)
    assert found.raw_sd == pytest.approx(scored.raw_sd[person], abs=1e-4)
    assert found.r == pytest.approx(scored.r[person], abs=1e-3)
    assert found.given == (18, 18)


def test_widening_stretches_it_about_its_mean() -> None:
    wide, plain = of(3), of(3, widen=1.0)
    assert wide.mean == pytest.approx(plain.mean, abs=1e-4)
    assert wide.sd == pytest.approx([1.2 * sd for sd in plain.sd], rel=1e-3)
    assert wide.r == pytest.approx(plain.r, abs=1e-3)
    assert wide.raw_sd == plain.raw_sd == plain.sd


def test_no_answers_give_the_population() -> None:
    # Standard normal traits that correlate .49, and not 1.2 times as wide.
    assert NOBODY.mean == pytest.approx((0.0, 0.0), abs=1e-9)
    assert NOBODY.sd == pytest.approx((1.0, 1.0), abs=1e-6)
    assert NOBODY.r == pytest.approx(0.49, abs=1e-6)
    assert NOBODY.given == (0, 0)
    assert NOBODY.margin(0) @ NOBODY.nodes**2 == pytest.approx(1.0, abs=1e-6)


def test_the_populations_quadrants_are_those_of_the_normal_distribution() -> None:
    # Outside witness: scipy's bivariate normal, cut where each expected mean score is 4.
    cut = trait_of_score([4.0])[0]
    normal = multivariate_normal([0.0, 0.0], [[1.0, 0.49], [0.49, 1.0]])
    low_low = normal.cdf(cut)
    low_anxiety, low_avoidance = (float(multivariate_normal(0.0, 1.0).cdf(point)) for point in cut)
    shares = quadrants(NOBODY)
    assert tuple(shares) == REGIONS
    assert shares["secure"] == pytest.approx(low_low, abs=2e-4)
    assert shares["preoccupied"] == pytest.approx(low_avoidance - low_low, abs=2e-4)
    assert shares["dismissing"] == pytest.approx(low_anxiety - low_low, abs=2e-4)
    assert sum(shares.values()) == pytest.approx(1.0)


def test_quadrants_of_many_people_hold_the_true_traits_as_often_as_they_say() -> None:
    people = simulate(400, 9)
    assert people.theta is not None
    high = people.theta >= trait_of_score([4.0])[0]
    true = region_of(np.where(high, 5.0, 3.0))
    said = np.array([list(quadrants(posterior(row, widen=1.0)).values()) for row in people.raw.astype(float)])
    # The probability given to what is true is expected to be sum p², with variance sum p³ - (sum p²)²; the number of
    # people in each region has the variance sum p (1 - p). Three standard errors either way.
    own, chance = said[np.arange(len(true)), true], (said**3).sum() - ((said**2).sum(axis=1) ** 2).sum()
    assert own.sum() == pytest.approx((said**2).sum(), abs=3 * math.sqrt(chance))
    apart = np.abs(said.sum(axis=0) - np.bincount(true, minlength=4))
    assert (apart < 3 * np.sqrt((said * (1 - said)).sum(axis=0))).all()


def test_a_cut_may_lie_between_two_nodes() -> None:
    # Shares change smoothly with the cut: a hundredth of a point never moves a tenth of the probability.
    shares = [quadrants(NOBODY, cut)["secure"] for cut in np.arange(3.0, 5.0, 0.01)]
    assert (np.diff(shares) > 0).all()
    assert np.diff(shares).max() < 0.01


def test_an_informant_on_the_trait_counts_as_one_more_normal_observation() -> None:
    # Normal prior times normal likelihood, value 1, SD .8: mean 1 / (1 + .64), variance .64 / 1.64 on its own trait;
    # phi times that mean and 1 - phi² / 1.64 on the other.
    found = with_informant(NOBODY, "avoidance", 1.0, 0.8, metric="trait")
    assert found.mean == pytest.approx((0.49 / 1.64, 1 / 1.64), abs=1e-6)
    assert found.sd == pytest.approx((math.sqrt(1 - 0.49**2 / 1.64), math.sqrt(0.64 / 1.64)), abs=1e-6)


def test_an_informant_who_agrees_tightens_and_one_who_differs_moves() -> None:
    person = of(4)
    own = posterior_score(person)
    agrees, differs = (with_informant(person, "avoidance", value, 0.5) for value in (own, own + 1.0))
    assert agrees.sd[1] < person.sd[1]
    assert agrees.mean[1] == pytest.approx(person.mean[1], abs=0.02)
    assert differs.mean[1] > person.mean[1] + 0.1
    assert differs.raw_sd == person.raw_sd


def posterior_score(person: Posterior) -> float:
    """The mean score that the person's avoidance is expected to give."""
    low, high = 1.0, 7.0
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if trait_of_score([middle])[0, 1] < person.mean[1] else (low, middle)
    return low


def test_informants_may_come_in_any_order_and_one_who_knows_nothing_changes_nothing() -> None:
    person = of(2)
    first = with_informant(with_informant(person, "avoidance", 5.0, 0.6), "anxiety", 3.0, 0.9)
    second = with_informant(with_informant(person, "anxiety", 3.0, 0.9), "avoidance", 5.0, 0.6)
    assert first.mass == pytest.approx(second.mass)
    assert with_informant(person, "anxiety", 3.0, 1e6).mean == pytest.approx(person.mean)


def test_a_contour_encloses_the_share_it_names() -> None:
    person = of(1)
    for share in (0.5, 0.95):
        inside = person.mass[person.mass >= level(person, share)].sum()
        assert share <= inside < share + person.mass.max() + 1e-12


def test_an_informant_needs_a_known_scale_and_an_uncertainty() -> None:
    with pytest.raises(ValueError, match="There is no scale") as refused:
        with_informant(NOBODY, "trust", 4.0, 1.0)  # type: ignore[arg-type]
    assert str(refused.value) == "There is no scale 'trust'. Choose 'anxiety' or 'avoidance'."
    with pytest.raises(ValueError, match="The informant's SD") as refused:
        with_informant(NOBODY, "anxiety", 4.0, 0.0)
    assert str(refused.value) == ("The informant's SD is 0; it says how uncertain the rating is and lies above 0.")


def test_two_people_have_no_common_posterior() -> None:
    with pytest.raises(ValueError, match="These are 2") as refused:
        posterior(PEOPLE.raw[:2].astype(float))
    assert str(refused.value) == ("These are 2 people; a posterior is one person's. Hand over one row of 36 answers.")
