"""The program's check of itself prints every kind of paper that there is."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

from cte_desktop.cli.main import run
from cte_desktop.cli.self_checking import _commands, print_every_paper
from cte_desktop.reports import registry
from cte_desktop.system.clock import Clock
from tests.cli.conftest import District

OTHERS = {"recovery", "statistics"}
CLOCK = Clock(date(2026, 11, 21))


@pytest.mark.slow
def test_each_paper_of_the_program_is_printed_and_nothing_goes_wrong(
    district: District, tmp_path: Path
) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    assert print_every_paper(district.database, district.student, folder, CLOCK, run) == ()
    made = {file.stem for file in folder.iterdir()}
    every = {one.name for one in vars(registry).values() if isinstance(one, registry.Report)}
    assert every | OTHERS <= made


def test_a_paper_that_fails_is_told_by_its_name_and_the_others_go_on(
    district: District, tmp_path: Path
) -> None:
    def failing(words: list[str]) -> int:
        if "plan" in words:
            sys.stderr.write("There is no room.\n")
            return 3
        return 1

    faults = list(_commands(district.database, "S1", tmp_path, CLOCK, failing))
    assert faults == ["plan: There is no room."]
