from __future__ import annotations

import math

import numpy as np
import pytest
from withinreach.psychometrics.change import measurement_error, reliable_change, reliable_trait_change
from withinreach.psychometrics.norms import norm, samples


def test_the_index_is_that_of_a_calculation_by_hand() -> None:
    # SD 1.129, alpha .926: SEM = 1.129 sqrt(.074) = .30712; standard error of a difference .43434; 4.2 to 3.0:
    # -1.2 / .43434 = -2.763; band 1.96 * .43434 = .8513.
    found = reliable_change(4.2, 3.0, sd=1.129, reliability=0.926, kind="alpha")
    assert found.error.sem == pytest.approx(0.30712, abs=5e-6)
    assert found.difference == pytest.approx(-1.2)
    assert found.rci == pytest.approx(-2.763, abs=5e-4)
    assert found.band == pytest.approx(0.8513, abs=5e-5)
    assert found.reliable
    assert (found.error.reliability, found.error.kind, found.error.sd) == (0.926, "alpha", 1.129)


def test_the_verdict_speaks_of_numbers_and_names_the_reliability() -> None:
    falls = reliable_change(4.2, 3.0, sd=1.129, reliability=0.926, kind="alpha")
    stays = reliable_change(4.2, 4.5, sd=1.129, reliability=0.926, kind="retest")
    assert falls.verdict == (
        "1.20 lower: more than the 0.85 that measurement error alone reaches in 95 of 100 pairs, with the alpha "
        "reliability of 0.93."
    )
    assert not stays.reliable
    assert stays.verdict == (
        "A difference of +0.30: within the 0.85 either way that measurement error alone reaches in 95 of 100 pairs, "
        "with the retest reliability of 0.93."
    )


def test_change_the_other_way_is_the_same_with_the_other_sign() -> None:
    up, down = (reliable_change(*pair, sd=1.0, reliability=0.9, kind="alpha") for pair in ((3.0, 4.0), (4.0, 3.0)))
    assert (up.rci, up.band, up.reliable) == (-down.rci, down.band, down.reliable)
    assert "higher" in up.verdict
    assert "lower" in down.verdict


def test_a_difference_as_large_as_the_band_is_not_yet_larger() -> None:
    band = reliable_change(0.0, 0.0, sd=1.0, reliability=0.9, kind="alpha").band
    assert not reliable_change(0.0, band, sd=1.0, reliability=0.9, kind="alpha").reliable
    assert reliable_change(0.0, math.nextafter(band, 9.0), sd=1.0, reliability=0.9, kind="alpha").reliable


def test_people_who_did_not_change_are_called_changed_five_times_in_a_hundred() -> None:
    # Parallel measurements of unchanged people: error SD .3 each time, reliability 1 - .09 / 1.09.
    draw = np.random.default_rng(4)
    true = draw.normal(0.0, 1.0, 20_000)
    first, second = (true + draw.normal(0.0, 0.3, 20_000) for _ in range(2))
    pairs = zip(first, second, strict=True)
    called = [reliable_change(*p, sd=math.sqrt(1.09), reliability=1 / 1.09, kind="retest").reliable for p in pairs]
    assert np.mean(called) == pytest.approx(0.05, abs=0.006)


def test_the_bands_of_the_samples_are_those_published_with_them() -> None:
    # rci95 and sem as printed in facts/norms_computed.csv, which rounded SD and alpha to three digits.
    printed = {
        "ecr-r-all": (0.850, 0.806),
        "ecr-r-english": (0.807, 0.741),
        "ecr-r-single": (0.815, 0.830),
        "ecr-all": (0.647, 0.578),
    }
    for sample, bands in printed.items():
        found = norm(sample)
        for scale in (0, 1):
            sd, reliability = found.sd[scale], found.alpha[scale]
            band = reliable_change(0.0, 0.0, sd=sd, reliability=reliability, kind="alpha").band
            assert band == pytest.approx(bands[scale], abs=0.006)
    assert set(printed) <= set(samples())


def test_two_trait_estimates_are_compared_with_the_errors_of_both() -> None:
    # SEs .3 and .4: the difference has .5; 1.2 / .5 = 2.4; band 1.96 * .5 = .98.
    found = reliable_trait_change(0.2, 1.4, se_before=0.3, se_after=0.4)
    assert (found.difference, found.z, found.band) == pytest.approx((1.2, 2.4, 0.98))
    assert found.reliable
    assert found.verdict == (
        "1.20 higher: more than the 0.98 that measurement error alone reaches in 95 of 100 pairs, with the standard "
        "errors of the two estimates."
    )
    assert not reliable_trait_change(0.2, 1.1, se_before=0.3, se_after=0.4).reliable


@pytest.mark.parametrize(
    "sd, reliability, kind, sentence",
    [
        (0.0, 0.9, "alpha", "The SD is 0; the SD of a sample's scores lies above 0."),
        (1.0, 1.0, "alpha", "The reliability is 1; it lies from 0 to below 1."),
        (1.0, -0.1, "alpha", "The reliability is -0.1; it lies from 0 to below 1."),
        (1.0, 0.9, "omega", "'omega' is no kind of reliability. Say which one was used: 'alpha' or 'retest'."),
    ],
)
def test_a_reliability_that_cannot_be_is_refused(sd: float, reliability: float, kind: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=r"reliability|SD") as refused:
        measurement_error(sd, reliability, kind)  # type: ignore[arg-type]
    assert str(refused.value) == sentence


def test_an_estimate_without_error_is_refused() -> None:
    with pytest.raises(ValueError, match="The standard errors are") as refused:
        reliable_trait_change(0.0, 1.0, se_before=0.0, se_after=0.3)
    assert str(refused.value) == "The standard errors are 0 and 0.3; both lie above 0."
