"""Worked cases from the bells of the seven high schools: which starts of Extended Day are in reach.

A student is in the last class of the day at the home school and takes a class at 15:30, 15:45,
16:00, 16:15 or 16:30 at each site. The tables show the earliest of them that can be reached, with a
margin of 10 minutes: "--" where even 16:30 is too early.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from cte_desktop.domain.catalog.section import Section
from cte_desktop.domain.catalog.timetable import clock_text, parse_clock
from cte_desktop.domain.planning.sections.fitting.fits import section_fits
from cte_desktop.domain.school_year import Term
from cte_desktop.domain.students.experiences import BusyTime
from tests.domain.planning.situations import placed_year, section, situation

STARTS = ("15:30", "15:45", "16:00", "16:15", "16:30")
SITES = ("CN", "CS", "GV", "HT", "SG", "VL", "WR")

AFTER_PERIOD_7 = """
on M     at CN    at CS    at GV    at HT    at SG    at VL    at WR
of CN    15:45    16:15    16:00    16:00    16:00    16:15    16:15
of CS    16:15    15:45    16:15    16:15    16:15    16:00    16:15
of GV    16:00    16:00    15:30    16:00    16:00    16:00    16:00
of HT    16:00    16:15    16:00    15:45    16:00    16:00    16:00
of SG    16:15    16:15    16:15    16:15    15:45    16:00    16:15
of VL    16:30    16:30    16:30    16:30    16:30    16:00    16:30
of WR    --       16:30    16:30    16:30    16:30    16:30    16:00
"""
# The late-start days ring out at another minute: Friday at Canyon and Golden Valley, Wednesday at
# Saugus and West Ranch (whose period 7 ends as ever).
ON_LATE_START_DAYS = """
on F     at CN    at CS    at GV    at HT    at SG    at VL    at WR
of CN    15:30    16:15    16:00    16:00    16:00    16:00    16:15
of GV    15:30    15:30    15:30    15:30    15:30    15:30    15:30
on W     at CN    at CS    at GV    at HT    at SG    at VL    at WR
of SG    16:00    16:00    16:00    16:00    15:45    16:00    16:00
of WR    --       16:30    16:30    16:30    16:30    16:30    16:00
"""


def evening(site: str, day: str, start: str) -> Section:
    begins = parse_clock(start) or 0
    return section(f"{site}-{start}", "ART1", site, day, start, clock_text(begins + 90))


def in_reach(
    home: str, day: str, period: str, *busy: BusyTime, term: str = "fall"
) -> dict[str, tuple[str, ...]]:
    """The starts at each site that fit after the last period of the day at the home school."""
    student = situation(*placed_year("ENG11", 11, period), school=home, busy=busy)
    offered = [replace(evening(site, day, start), term=term) for site in SITES for start in STARTS]
    fits = {
        f.section.section_id: f.fits for f in section_fits(student, "ART1", offered, 2027, term)
    }
    return {site: tuple(s for s in STARTS if fits[f"{site}-{s}"]) for site in SITES}


def lines(table: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """Each line as home school, weekday and the earliest start at each site."""
    found, day = [], ""
    for line in table.strip().splitlines():
        words = line.split()
        if words[0] == "on":
            day = words[1]
        else:
            found.append((words[1], day, tuple(words[2:])))
    return found


@pytest.mark.parametrize(
    ("home", "day", "earliest"), lines(AFTER_PERIOD_7) + lines(ON_LATE_START_DAYS)
)
def test_after_period_7_the_own_bells_and_the_way_decide(
    home: str, day: str, earliest: tuple[str, ...]
) -> None:
    reached = in_reach(home, day, "P7")
    assert tuple(reached[site][0] if reached[site] else "--" for site in SITES) == earliest
    for starts in reached.values():  # once one start is in reach, every later one is
        assert starts == STARTS[len(STARTS) - len(starts) :]


@pytest.mark.parametrize("day", ["M", "W", "F"])
@pytest.mark.parametrize("home", SITES)
def test_after_period_6_every_start_is_in_reach_at_every_site(home: str, day: str) -> None:
    assert in_reach(home, day, "P6") == dict.fromkeys(SITES, STARTS)


def test_practice_keeps_its_season_free_of_classes_and_no_other() -> None:
    practice = BusyTime(2027, Term.FALL, "MTWR", 15 * 60, 16 * 60 + 15, "sport", "VL")
    assert in_reach("VL", "M", "P6", practice)["VL"] == ("16:15", "16:30")
    assert in_reach("VL", "M", "P6", practice)["SG"] == ()  # 10 minutes there, 10 to spare
    assert in_reach("VL", "F", "P6", practice) == dict.fromkeys(SITES, STARTS)
    assert in_reach("VL", "M", "P6", practice, term="spring") == dict.fromkeys(SITES, STARTS)
    both = in_reach("VL", "M", "P6", practice, term="year")
    assert both["VL"] == ("16:15", "16:30")  # a class of the year must fit in both semesters
