"""Weeks for the tests of the paper: an ordinary one, and one that is hard on the layout."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cte_desktop.domain.planning.plan import Lane
from cte_desktop.domain.planning.sections.week_picture import student_week, week_findings
from cte_desktop.domain.planning.sections.week_sheet import WeekSheet
from cte_desktop.domain.school_year import Term
from cte_desktop.domain.students.experiences import BusyTime
from cte_desktop.domain.students.fixed_times import REST_OF_DAY
from tests.domain.planning.situations import day_section, placed, section, situation
from tests.reports import sheets

FALL = Term.FALL
AUTO = replace(section("CN27-0001", "AU2", "CN", "TR", "16:15", "18:30"), teacher="M. Ortiz")
SEVENTH = day_section("VL27-0007", "ENG11", "VL", "P7")
DAY = ("CHEM", "USHIST", "PE10", "GEOM", "HEALTH")


def ana(*, clashes: bool = True) -> WeekSheet:
    """Ana's fall: seven classes, sport, and Auto 2 at Canyon, too soon after period 7."""
    day = (placed(code, 11, FALL, f"P{n}") for n, code in enumerate(DAY, 1))
    seventh = (placed("ENG11", 11, FALL, section="VL27-0007"),) if clashes else ()
    auto = placed("AU2", 11, FALL, section="CN27-0001", lane=Lane.EXTENDED)
    sport = BusyTime(2027, FALL, "MF", 970, 1080, "sport", "VL")
    gone = BusyTime(2027, FALL, "W", 970, REST_OF_DAY, "other")
    world = situation(*day, *seventh, auto, sections=(AUTO, SEVENTH), busy=(sport, gone))
    picture = student_week(world, 2027, FALL)
    return WeekSheet(
        sheets.ana().student,
        sheets.DISTRICT,
        "Plan A",
        date(2026, 9, 14),
        2027,
        FALL,
        picture,
        week_findings(world, 2027, FALL),
    )


def nunez() -> WeekSheet:
    """A long name, twelve classes that overlap, and three whose time nobody knows."""
    base = ana()
    codes = ("ENG11", "CHEM", "USHIST", "PE10", "GEOM", "HEALTH", "AU1", "AU2", "ENG12")
    many = [placed(code, 11, FALL, f"P{n % 4 + 1}") for n, code in enumerate(codes)]
    unknown = [placed(code, 11, FALL, lane=Lane.EXTENDED) for code in ("BIO", "SPAN2", "CERAM1")]
    world = situation(*many, *unknown)
    student = sheets.nunez().student
    picture = student_week(world, 2027, FALL)
    findings = week_findings(world, 2027, FALL)
    return replace(base, student=student, picture=picture, findings=findings)
