"""The figures of a sample district beside the definition of a completer, asked of the tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest

from cte_desktop.domain.completion.figures.counting import Breakdown
from cte_desktop.services.desk import Desk, open_desk
from cte_desktop.services.figures.completions import completions
from cte_desktop.services.figures.sheet import figure_sheet, statistics
from cte_desktop.services.sampling import make_sample_district
from cte_desktop.system.clock import Clock
from tests.services.figures.definition import Told, completed_by_the_tables

CLOCK = Clock(date(2026, 11, 21))
_TOLD_APART = (
    (Breakdown.PATHWAY, "pathway"),
    (Breakdown.SITE, "school"),
    (Breakdown.SECTOR, "sector"),
)


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A district in which no standing was ever worked out."""
    file = tmp_path_factory.mktemp("figures") / "sample.cte"
    make_sample_district(file, CLOCK, students=600)
    desk = open_desk(file, None, CLOCK, actor="A. Lee", writable=True)
    yield desk
    desk.close()


@pytest.fixture(scope="module")
def told(district: Desk) -> list[Told]:
    return completed_by_the_tables(district)


def test_completions_are_those_of_the_definition(district: Desk, told: list[Told]) -> None:
    found = completions(district, exact=True)
    assert (found.stale, found.undecided) == (600, 0)
    assert {(c.student_uid, c.pathway, c.school_year) for c in found.every} == {
        (one.uid, one.pathway, one.year) for one in told
    }
    assert len({one.year for one in told}) >= 2


def test_the_lines_of_the_statistics_are_counts_of_them(district: Desk, told: list[Told]) -> None:
    rows = statistics(district).rows
    assert {(r.school_year, r.pathway, r.sector, r.site): r.completions for r in rows} == Counter(
        (one.year, one.pathway, one.sector, one.school) for one in told
    )


def test_every_breakdown_of_a_year_lists_them(district: Desk, told: list[Told]) -> None:
    for year in {one.year for one in told}:
        sheet = figure_sheet(district, year, exact=True)
        own = [one for one in told if one.year == year]
        for by, name in _TOLD_APART:
            lines = {line.key: set(line.counted.uids) for line in sheet.lines[by]}
            expected: dict[str, set[str]] = {}
            for one in own:
                expected.setdefault(getattr(one, name), set()).add(one.uid)
            assert lines == expected
        grades = {line.key: line.counted.completions for line in sheet.lines[Breakdown.GRADE]}
        assert grades == Counter(str(one.grade) for one in own)
