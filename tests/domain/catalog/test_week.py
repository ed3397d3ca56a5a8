"""When sections meet by the bells of their site, and on which weekdays a bell is missing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cte_desktop.domain.catalog.section import SectionMeeting
from cte_desktop.domain.catalog.section_checks import section_problems
from cte_desktop.domain.catalog.week import section_week, silent_days
from tests.builders import catalog
from tests.domain.catalog.lost_bells import without_bells
from tests.domain.planning.situations import day_section

THIRD = day_section("VL27-1", "ENG11", "VL", "P3")


@pytest.mark.parametrize("blocks", [("P3",), ("periods",), ("periods", "DAY")])
def test_a_weekday_without_bells_is_told_whether_the_school_is_open_or_not(
    blocks: tuple[str, ...],
) -> None:
    assert section_week(THIRD, catalog()).is_known
    silent = without_bells("VL", "F", *blocks)
    week = section_week(THIRD, silent)
    assert (week.days_without_bell, week.period, week.is_known) == ("F", "P3", False)
    told = {(p.field, p.code, dict(p.values)["weekdays"]) for p in section_problems(THIRD, silent)}
    assert told == {("period", "bell_missing", "F")}
    named = replace(THIRD, meetings=(SectionMeeting("P3", "MTWR"),))
    assert section_week(named, silent).is_known
    assert silent_days("VL", "P3", "RF", silent) == "F"
    by_clock = replace(THIRD, meetings=(SectionMeeting("P3", "F", 600, 650),))
    assert section_week(by_clock, silent).is_known


def test_a_site_that_rings_nothing_says_nothing_of_any_weekday() -> None:
    assert silent_days("nowhere", "P1", "", catalog()) == "MTWRF"
    assert section_week(replace(THIRD, site="nowhere"), catalog()).days_without_bell == "MTWRF"
