"""The stored seed: made once, kept, the same draws on every machine."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from withinreach.content.seed import drawn, shuffled, stored_seed


def test_a_seed_is_made_once_and_is_for_this_account_alone(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "within-reach"
    seed = stored_seed(folder)

    assert len(seed) == 16
    assert int(seed, 16) >= 0
    assert stored_seed(folder) == seed
    assert (folder / "seed").stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_damaged_seed_is_set_aside_and_not_lost(tmp_path: Path) -> None:
    (tmp_path / "seed").write_bytes(b"not a seed \xff")

    seed = stored_seed(tmp_path)

    assert len(seed) == 16
    assert (tmp_path / "seed.damaged").read_bytes() == b"not a seed \xff"
    assert stored_seed(tmp_path) == seed


def test_processes_that_open_at_once_agree_on_one_seed(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from withinreach.content.seed import stored_seed; "
        "print(stored_seed(Path(sys.argv[1])))"
    )
    started = [
        subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE, text=True)
        for _ in range(6)
    ]

    assert len({process.communicate(timeout=60)[0] for process in started}) == 1


def test_a_draw_is_what_sha256_says() -> None:
    """Worked out step by step from the definition: number k is sha256("seed/task/k") as one large number."""

    def number(k: int) -> int:
        return int(hashlib.sha256(f"00112233aabbccdd/m1-x/{k}".encode()).hexdigest(), 16)

    cards = ["a", "b", "c"]
    first = number(0) % 3
    cards[2], cards[first] = cards[first], cards[2]
    second = number(1) % 2
    cards[1], cards[second] = cards[second], cards[1]

    assert shuffled("00112233aabbccdd", "m1-x", ["a", "b", "c"]) == cards
    assert drawn("00112233aabbccdd", "m1-x", ["a", "b"]) == ["a", "b"][number(0) % 2]


def test_every_order_and_every_form_is_as_likely_as_another() -> None:
    """1,000 of each order expected of 6,000, standard deviation 29; 3,000 of each form, standard deviation 39."""
    seeds = [f"{number:016x}" for number in range(6000)]
    orders = Counter("".join(shuffled(seed, "m1-x", "abc")) for seed in seeds)
    forms = Counter(drawn(seed, "entry", ("a", "b")) for seed in seeds)

    assert len(orders) == 6
    assert all(count == pytest.approx(1000, abs=120) for count in orders.values())
    assert forms["a"] == pytest.approx(3000, abs=160)


def test_another_task_is_another_draw() -> None:
    ids = [str(number) for number in range(8)]

    assert shuffled("0" * 16, "m1-a", ids) != shuffled("0" * 16, "m1-b", ids)
    assert sorted(shuffled("0" * 16, "m1-a", ids)) == ids
