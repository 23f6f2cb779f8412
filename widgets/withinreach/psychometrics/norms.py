"""Where a score stands in a named sample: there is no percentile in general, only one among certain people."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from io import StringIO
from typing import Literal

from scipy.special import ndtr

from withinreach.content.resources import data_text
from withinreach.psychometrics.instrument import SCALES

Questionnaire = Literal["ECR-R", "ECR"]
METHOD = "normal curve with the sample's mean and SD"


@dataclass(frozen=True)
class Norm:
    """Mean scores of one sample; pairs are anxiety, avoidance. Figures and source: ``data/CODEBOOK.md``.

    Attributes
    ----------
    sample : its name, as in ``ecr-r-english``
    questionnaire : ``ECR-R`` or ``ECR``: two questionnaires with different items, whose scores are never compared
    low, high : first and last answer category
    group : who they were, in words
    persons : how many
    mean, sd : of the mean scores, in units of the answer scale
    r : correlation of the two mean scores
    alpha : coefficient alpha of each scale in this sample
    """

    sample: str
    questionnaire: Questionnaire
    low: int
    high: int
    group: str
    persons: int
    mean: tuple[float, float]
    sd: tuple[float, float]
    r: float
    alpha: tuple[float, float]


@dataclass(frozen=True)
class Percentile:
    """Share of a named sample expected to score lower.

    Attributes
    ----------
    percent : 0 to 100
    scale, score : what was compared
    norm : the sample it was compared with; its `persons` says how well the figures are known
    method : how it was computed, in words
    """

    percent: float
    scale: str
    score: float
    norm: Norm
    method: str = METHOD


def samples(questionnaire: Questionnaire | None = None) -> tuple[str, ...]:
    """Names of the samples there are figures for, all or those of one questionnaire."""
    return tuple(name for name, found in _norms().items() if questionnaire in {None, found.questionnaire})


def norm(sample: str) -> Norm:
    """The figures of one sample.

    Raises
    ------
    ValueError : there is no such sample; the message lists those there are
    """
    if sample not in _norms():
        raise ValueError(f"There is no sample {sample!r}. Choose one of: {', '.join(samples())}.")
    return _norms()[sample]


def percentile(
    score: float, scale: Literal["anxiety", "avoidance"], *, sample: str, questionnaire: Questionnaire
) -> Percentile:
    """Percentile of a mean score in a named sample, by the normal curve with that sample's mean and SD.

    Only means and SDs are known, not how many had each score. Scores are bounded and a little skewed: people simulated
    like the English-language sample differ from the normal curve by up to 4 points in a hundred (`test_norms`).

    Parameters
    ----------
    score : a mean score, within the questionnaire's answer scale
    sample : a name of `samples`
    questionnaire : what the person filled in; a sample of the other one is refused

    Raises
    ------
    ValueError : unknown sample or scale, the other questionnaire's sample, or a score outside the answer scale
    """
    found = norm(sample)
    if scale not in SCALES:
        raise ValueError(f"There is no scale {scale!r}. Choose 'anxiety' or 'avoidance'.")
    if questionnaire != found.questionnaire:
        raise ValueError(
            f"The sample {sample!r} filled in the {found.questionnaire} (answers {found.low} to {found.high}), this "
            f"person the {questionnaire}. The two have different items and are never compared. Samples of the "
            f"{questionnaire}: {', '.join(samples(questionnaire)) or 'none'}."
        )
    if not found.low <= score <= found.high:
        raise ValueError(
            f"{score:g} is no mean score of the {questionnaire}; they lie between {found.low} and {found.high}."
        )
    which = SCALES.index(scale)
    return Percentile(float(100.0 * ndtr((score - found.mean[which]) / found.sd[which])), scale, score, found)


@cache
def _norms() -> dict[str, Norm]:
    rows = csv.DictReader(StringIO(data_text("norms", "ecr_scores.csv")))
    return {row["sample"]: _norm(row) for row in rows}


def _norm(row: dict[str, str]) -> Norm:
    def pair(figure: str) -> tuple[float, float]:
        return float(row[figure.format("anxiety")]), float(row[figure.format("avoidance")])

    return Norm(
        sample=row["sample"],
        questionnaire="ECR-R" if row["questionnaire"] == "ECR-R" else "ECR",
        low=int(row["low"]),
        high=int(row["high"]),
        group=row["group"],
        persons=int(row["persons"]),
        mean=pair("{}_mean"),
        sd=pair("{}_sd"),
        r=float(row["r_anxiety_avoidance"]),
        alpha=pair("alpha_{}"),
    )
