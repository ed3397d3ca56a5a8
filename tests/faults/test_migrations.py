"""The judgement on interrupted migrations: all or nothing, at the statement that was asked for."""

from __future__ import annotations

from pathlib import Path

from tests.faults.migrations import Older, content_of, count_of, fail_at, one_interruption
from tests.faults.places import Place, make_older


def test_a_migration_that_fails_at_its_end_is_nothing_and_done_at_the_next_opening(
    made_district: Place, tmp_path: Path
) -> None:
    place = make_older(made_district, tmp_path / "older", "0011")
    trial = place.copied_to(tmp_path / "trial")
    before, counted = trial.rows(), count_of(trial)
    older = Older("0011", place, before, content_of(trial), counted, counted)
    assert older.before != older.after
    assert one_interruption(older, counted + 1, fail_at) == []


def test_an_interruption_that_never_came_is_told(made_district: Place, tmp_path: Path) -> None:
    place = made_district.copied_to(tmp_path / "present")
    assert fail_at(place, 1000) == "not told"
