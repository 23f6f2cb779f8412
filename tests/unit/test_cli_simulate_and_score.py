"""``withinreach simulate`` and ``withinreach score``, as a person at a terminal meets them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from time import sleep

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner, Result
from withinreach.cli import main
from withinreach.psychometrics.responding import LeftOut
from withinreach.psychometrics.simulate import simulate
from withinreach.psychometrics.table import ITEMS, score_table

COLUMNS = ["person", *ITEMS]
SCORES = [
    "person", "anxiety", "avoidance", "anxiety_answers", "avoidance_answers",
    "theta_anxiety", "se_anxiety", "theta_avoidance", "se_avoidance", "wording", "why",
]  # fmt: skip
KINDS = pytest.mark.parametrize("ending", ["csv", "parquet"])


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def simulated(output: Path, *words: object, persons: int = 50) -> Path:
    result = run("simulate", "--persons", persons, "--seed", 3, "--output", output, *words)
    assert result.exit_code == 0, result.output
    return output


def frame_of(path: Path) -> pd.DataFrame:
    if path.suffix == ".parquet":
        return pd.read_parquet(path)
    blank = {"anxiety": [""], "avoidance": [""]}
    return pd.read_csv(path, dtype={"person": str, "why": str}, keep_default_na=False, na_values=blank)


@KINDS
def test_simulated_people_are_those_of_the_engine_as_they_tick(tmp_path: Path, ending: str) -> None:
    frame = frame_of(simulated(tmp_path / f"people.{ending}", "--calibration", "all"))
    assert list(frame.columns) == COLUMNS
    assert frame["person"].tolist() == [str(number) for number in range(1, 51)]
    assert (frame[list(ITEMS)].to_numpy() == simulate(50, 3, calibration="all").raw).all()


def test_the_english_item_parameters_are_the_default(tmp_path: Path) -> None:
    frame = frame_of(simulated(tmp_path / "people.csv"))
    assert (frame[list(ITEMS)].to_numpy() == simulate(50, 3, calibration="english").raw).all()


def test_a_csv_is_plain_to_read(tmp_path: Path) -> None:
    lines = simulated(tmp_path / "people.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "person," + ",".join(f"i{item:02d}" for item in range(1, 37))
    assert len(lines) == 51
    assert len(lines[1]) == len("1") + 36 * len(",4")


def test_many_people_come_in_rounds_and_none_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("withinreach.tables.simulated.ROUND", 64)
    frame = frame_of(simulated(tmp_path / "people.csv", persons=200))
    assert frame["person"].tolist() == [str(number) for number in range(1, 201)]
    assert (frame[list(ITEMS)].to_numpy() == simulate(200, 3).raw).all()


def test_a_file_that_is_there_is_replaced_only_by_force(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("mine", encoding="utf-8")
    refused = run("simulate", "--persons", 5, "--seed", 3, "--output", path)
    assert refused.exit_code == 1
    assert refused.stderr == f"{path} is already there. Name another file, or say --force to replace it.\n"
    assert path.read_text(encoding="utf-8") == "mine"
    assert len(frame_of(simulated(path, "--force"))) == 50


@pytest.mark.parametrize("words", [("--persons", 0), ("--seed", -1), ("--calibration", "dutch")])
def test_settings_out_of_range_are_refused_and_nothing_is_written(tmp_path: Path, words: tuple[str, object]) -> None:
    result = run("simulate", "--persons", 5, "--seed", 3, "--output", tmp_path / "people.csv", *words)
    assert result.exit_code == 2
    assert words[0] in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_simulation_that_is_killed_leaves_nothing_under_the_name(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    command = [sys.executable, "-m", "withinreach.cli", "simulate", "--persons", "50000000", "--seed", "1"]
    process = subprocess.Popen([*command, "--output", str(path)])
    while process.poll() is None and not any(file.stat().st_size for file in tmp_path.iterdir()):
        sleep(0.05)
    assert process.poll() is None, "it ended before it was killed"
    process.kill()
    process.wait()
    assert not path.exists()


def terminal_output(*words: object) -> str:
    """What the command writes to stderr when that is a terminal."""
    master, slave = os.openpty()
    command = [sys.executable, "-m", "withinreach.cli", *(str(word) for word in words)]
    process = subprocess.Popen(command, stderr=slave, stdout=subprocess.DEVNULL, env={**os.environ, "TERM": "xterm"})
    os.close(slave)
    seen = b""
    try:
        while piece := os.read(master, 4096):
            seen += piece
    except OSError:  # Linux says so when the last writer has gone
        pass
    os.close(master)
    assert process.wait() == 0
    return seen.decode()


def test_a_bar_shows_on_a_terminal_and_nowhere_else(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    result = run("simulate", "--persons", 50, "--seed", 3, "--output", path)
    assert result.stderr == ""
    assert result.stdout == f"50 simulated people: {path}\n"
    assert "Simulating" in terminal_output("simulate", "--persons", 50, "--seed", 3, "--output", path, "--force")
    assert "Scoring" in terminal_output("score", path, "--output", tmp_path / "scores.csv")


@KINDS
def test_scores_are_those_of_the_engine_row_by_row(tmp_path: Path, ending: str) -> None:
    people = simulated(tmp_path / f"people.{ending}")
    result = run("score", people, "--output", tmp_path / f"scores.{ending}")
    assert result.exit_code == 0
    scored = frame_of(tmp_path / f"scores.{ending}")
    assert list(scored.columns) == SCORES
    expected = score_table(frame_of(people), wording="paraphrase", order="published")
    assert scored["person"].tolist() == expected["person"].tolist()
    for column in SCORES[1:9]:
        assert scored[column].to_numpy() == pytest.approx(expected[column].to_numpy(), abs=1e-12)


def test_what_was_taken_as_given_is_said(tmp_path: Path) -> None:
    people = simulated(tmp_path / "people.csv")
    result = run("score", people, "--output", tmp_path / "scores.csv")
    assert result.stdout.splitlines() == [
        f"50 people scored: {tmp_path / 'scores.csv'}",
        "Taken as given: items in published order, wording paraphrase, item parameters english.",
        "A practice form, not the ECR-R: norms and errors of the original need not hold.",
    ]
    official = run("score", people, "--output", tmp_path / "more.csv", "--wording", "official", "--calibration", "all")
    assert official.stdout.splitlines()[1:] == [
        "Taken as given: items in published order, wording official, item parameters all."
    ]
    assert set(frame_of(tmp_path / "more.csv")["wording"]) == {"official"}


def test_a_sheet_worked_by_hand_gets_the_score_worked_by_hand(tmp_path: Path) -> None:
    # All ones: anxiety (16 · 1 + 2 · 7) / 18, avoidance (6 · 1 + 12 · 7) / 18. Names with zeros in front stay.
    (tmp_path / "people.csv").write_text(
        ",".join(COLUMNS) + "\n" + ",".join(["007", *["1"] * 36]) + "\n", encoding="utf-8"
    )
    assert run("score", tmp_path / "people.csv", "--output", tmp_path / "scores.csv").exit_code == 0
    scored = frame_of(tmp_path / "scores.csv")
    assert scored["person"].tolist() == ["007"]
    assert scored[["anxiety", "avoidance"]].to_numpy()[0] == pytest.approx([30 / 18, 90 / 18])


def test_in_the_alternating_order_only_mean_scores_can_be_had(tmp_path: Path) -> None:
    people = simulated(tmp_path / "people.csv")
    run("score", people, "--output", tmp_path / "scores.parquet", "--order", "alternating")
    scored = frame_of(tmp_path / "scores.parquet")
    assert scored["anxiety"].notna().all()
    assert scored["theta_anxiety"].isna().all()
    assert scored["why"].str.contains("No trait estimates").all()


def test_people_with_answers_missing_keep_their_row_and_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("withinreach.tables.reading.BYTES", 4096)
    gaps = LeftOut(0.3)(simulate(500, 3), 4).raw
    frame = pd.DataFrame(gaps, columns=list(ITEMS)).astype("Int64").mask(gaps == 0)
    frame.insert(0, "person", [f"p{number}" for number in range(500)])
    frame.to_csv(tmp_path / "people.csv", index=False)
    assert run("score", tmp_path / "people.csv", "--output", tmp_path / "scores.csv").exit_code == 0
    scored = frame_of(tmp_path / "scores.csv")
    assert scored["person"].tolist() == frame["person"].tolist()
    given = (gaps[:, :18] != 0).sum(axis=1)
    assert (scored["anxiety_answers"] == given).all()
    assert (scored["anxiety"].isna() == (given < 15)).all()
    assert scored["theta_anxiety"].notna().all()
    short = int(np.flatnonzero(given < 15)[0])
    assert f"No anxiety score: {given[short]} of 18 answers are there, 15 are needed." in scored["why"][short]


@pytest.mark.parametrize(
    "old, new, words",
    [
        ("i36", "age", "row of names, column 37: 'age' is unknown."),
        (
            ",4\n",
            ",9\n",
            "column i36: '9' is no answer. Answers are whole numbers from 1 to 7; a missing one is left empty.",
        ),
    ],
)
def test_what_does_not_belong_is_refused_in_one_sentence_and_nothing_is_written(
    tmp_path: Path, old: str, new: str, words: str
) -> None:
    people = simulated(tmp_path / "people.csv")
    people.write_text(people.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    result = run("score", people, "--output", tmp_path / "scores.csv")
    assert result.exit_code == 1
    assert words in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["people.csv"]


def test_scores_never_replace_the_answers_they_come_from(tmp_path: Path) -> None:
    people = simulated(tmp_path / "people.csv")
    before = people.read_bytes()
    result = run("score", people, "--output", people, "--force")
    assert result.exit_code == 1
    assert result.stderr == f"{people} holds the answers themselves. Name another file for the scores.\n"
    assert people.read_bytes() == before


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    result = run("score", tmp_path / "none.csv", "--output", tmp_path / "scores.csv")
    assert result.exit_code == 2
    assert "none.csv" in result.stderr
