"""A sample that is cut short leaves nothing behind, and an older one as it was."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cte_desktop.exchange.sample.write import COLUMNS, write_sample
from cte_desktop.services.sampling import write_sample_files
from cte_desktop.system.errors import WrongCall
from tests.exchange.sample.written_district import SEED, TODAY


def _cut_short(done: int, of: int) -> None:
    raise KeyboardInterrupt(f"{done} of {of}")


def test_a_cancelled_sample_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        write_sample(tmp_path, students=30, seed=SEED, today=TODAY, progress=_cut_short)
    assert list(tmp_path.iterdir()) == []


def test_a_cancelled_sample_leaves_the_older_one_as_it_was(tmp_path: Path) -> None:
    paths = write_sample(tmp_path, students=5, seed=SEED, today=TODAY)
    before = {path.name: path.read_bytes() for path in paths}
    with pytest.raises(KeyboardInterrupt):
        write_sample(tmp_path, students=30, seed=SEED, today=TODAY, progress=_cut_short)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_sample_takes_the_place_of_an_older_one(tmp_path: Path) -> None:
    write_sample(tmp_path, students=5, seed=SEED, today=TODAY)
    write_sample(tmp_path, students=9, seed=SEED, today=TODAY)
    assert len((tmp_path / "students.csv").read_text(encoding="utf-8").splitlines()) == 10
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(COLUMNS)


@pytest.mark.parametrize("today", [date.min, date(1999, 12, 31), date(2101, 1, 1), date.max])
def test_a_day_far_away_is_a_wrong_call(tmp_path: Path, today: date) -> None:
    with pytest.raises(WrongCall, match="2000 to 2100"):
        write_sample_files(tmp_path / "none", today, students=3)
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("today", [date(2000, 1, 1), date(2100, 12, 31)])
def test_the_first_and_the_last_day_make_a_sample(tmp_path: Path, today: date) -> None:
    assert len(write_sample_files(tmp_path, today, students=40)) == len(COLUMNS)
